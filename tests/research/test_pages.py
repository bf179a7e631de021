"""The pages of the query library are those that the queries make."""

from __future__ import annotations

from pathlib import Path

from govgraph.research.library import Library
from govgraph.research.pages import FOLDER, INDEX, command, pages, printed, write


def test_the_pages_that_ship_are_the_ones_the_queries_make() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    made = pages(printed())
    assert kept.keys() == made.keys()
    assert {name for name, text in made.items() if kept[name] != text} == set(), "python -m govgraph.research.pages"


def test_every_query_has_a_page_that_says_all_of_its_header() -> None:
    made = pages()
    for query in Library.shipped().values():
        page = made[f"{query.name}.md"]
        for part in (query.title.th, query.title.en, query.description.th, query.description.en, command(query)):
            assert part
            assert part in page
        below_title = page.split("\n\n")[2:4]
        assert below_title == [query.description.th, query.description.en]
        for parameter in query.params:
            assert f"| `{parameter.name}` | {parameter.type} | {parameter.label.text('both')} |" in page
        for name, label in query.columns.items():
            assert f"| `{name}` | {label.th} | {label.en} |" in page
        assert query.text.rstrip().endswith(page.partition("```sparql\n")[2].partition("\n```")[0])
        assert f"[{query.name}]({query.name}.md)" in made[INDEX]


def test_what_a_command_printed_stays_and_pages_of_no_query_go(tmp_path: Path) -> None:
    write(tmp_path)
    page = tmp_path / "changes-of-cluster.md"
    line = "$ govgraph query changes-of-cluster --param after=2011-06-01\n"
    page.write_text(page.read_text(encoding="utf-8").replace(line, f"{line}a,b\n1,2\n"), encoding="utf-8")
    (tmp_path / "gone.md").write_text("old", encoding="utf-8")
    write(tmp_path)
    assert f"{line}a,b\n1,2\n```" in page.read_text(encoding="utf-8")
    assert not (tmp_path / "gone.md").exists()
