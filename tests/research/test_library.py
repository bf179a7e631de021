"""Query files describe themselves; what they say wrongly is told with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Engine

from govgraph.errors import InputError, NotFoundError, UsageError
from govgraph.model import Label, Severity
from govgraph.research.library import Library, parse, read
from govgraph.research.run import run
from govgraph.research.sparql_text import bindings, with_prefixes
from govgraph.store import open_store
from govgraph.store.port import Change, Table

GOOD = """#+ summary: Names that clash
#+ description: >-
#+   Two things
#+   with one name.
#+ tags: [quality, names]
#+ govgraph:
#+   title: { th: ชื่อซ้ำ, en: Names that clash }
#+   description:
#+     th: >-
#+       ชื่อที่ซ้ำกัน
#+       คือชื่อเดียวของสองสิ่ง
#+   params: { as_of: { type: date, optional: true, label: { th: ณ วันที่, en: as of } } }
#+   columns:
#+     name: { th: ชื่อ, en: name }
#+     thing: { label: { th: สิ่ง, en: thing } }
#+   problem: { th: ชื่อเดียวกันสองสิ่ง, en: One name stands for two things. }
#+   solution: { th: เปลี่ยนชื่อ, en: Rename one. }
#+   severity: warning
SELECT ?name ?thing WHERE { VALUES ?as_of { UNDEF } ?thing ?p ?name }
"""


def test_a_header_is_read_in_full(tmp_path: Path) -> None:
    path = tmp_path / "name-clash.rq"
    path.write_text(GOOD, encoding="utf-8")
    query = read(path)
    assert query.name == "name-clash"
    assert query.path == path
    assert query.title == Label("ชื่อซ้ำ", "Names that clash")
    assert query.summary == "Names that clash"
    assert query.description == Label("ชื่อที่ซ้ำกัน คือชื่อเดียวของสองสิ่ง", "Names that clash. Two things with one name.")
    assert query.tags == ("quality", "names")
    assert [(p.name, p.type.value, p.optional, p.default, p.required) for p in query.params] == [
        ("as_of", "date", True, None, False)
    ]
    assert query.params[0].label.en == "as of"
    assert query.columns == {"name": Label("ชื่อ", "name"), "thing": Label("สิ่ง", "thing")}
    assert query.problem == Label("ชื่อเดียวกันสองสิ่ง", "One name stands for two things.")
    assert query.solution == Label("เปลี่ยนชื่อ", "Rename one.")
    assert query.severity is Severity.WARNING


def test_a_header_says_what_is_asked_what_to_pick_and_which_call_to_show() -> None:
    query = parse(
        """#+ govgraph:
#+   competency: [21, 3]
#+   params:
#+     day: { type: date, optional: true }
#+     all: { type: boolean }
#+     cluster: { type: iri, optional: true, choices_from: gov:ProvincialCluster }
#+   example: { day: 2010-01-12, all: true }
SELECT * { VALUES ?day { UNDEF } VALUES ?all { false } VALUES ?cluster { UNDEF } }""",
        "q",
    )
    assert query.competency == (3, 21)
    assert query.example == {"day": "2010-01-12", "all": "true"}
    assert query.params[2].choices_from == "https://w3id.org/govgraph/ontology#ProvincialCluster"
    assert parse("ASK {}", "q").competency == ()
    assert parse("ASK {}", "q").example is None


@pytest.mark.parametrize(
    ("header", "description"),
    [
        ("#+ summary: Who sat", Label(None, "Who sat")),
        ("#+ summary: Who sat?\n#+ description: All.", Label(None, "Who sat? All.")),
        ("#+ description: All.\n#+ govgraph: { description: { th: ทุกคน } }", Label("ทุกคน", "All.")),
        ("#+ description: All.\n#+ govgraph: { description: { th: , en: Everybody. } }", Label(None, "Everybody.")),
        ("#+ tags: [a]", Label()),
    ],
)
def test_the_english_description_is_in_the_keys_of_grlc(header: str, description: Label) -> None:
    assert parse(f"{header}\nASK {{}}", "q").description == description


def test_tabs_and_windows_line_ends_are_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "tabs.rq"
    text = '#+\ttags: [a]\n#+ govgraph:\n#+ \ttitle: { th: ก, en: A }\nASK { VALUES ?x { "tab\t" } }\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    query = read(path)
    assert query.tags == ("a",)
    assert query.title == Label("ก", "A")


@pytest.mark.parametrize(
    ("header", "line", "word"),
    [
        ("#+ summary: one\n#+ tags: [a\n#+ x: y", 3, "YAML"),
        ("#+ summary: one\n#+ govgraph:\n#+   titel: { th: ก }", 3, "titel"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: number-ish }", 3, "type"),
        ("#+ govgraph:\n#+   params:\n#+     missing: { type: date }", 3, "VALUES"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: date, optoinal: true }", 3, "optoinal"),
        ("#+ govgraph:\n#+   params: [n]", 2, "params"),
        ("#+ tags: a", 1, "tags"),
        ("#+ govgraph:\n#+   title: { de: Titel }", 2, "de"),
        ("#+ govgraph:\n#+   description: { fr: Texte }", 2, "fr"),
        ("#+ govgraph:\n#+   severity: fatal", 2, "severity"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: integer, choices: [one] }", 3, "choices"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: fiscal-year, as: thai }", 3, "as"),
        ("#+ govgraph:\n#+   params:\n#+     as-of: { type: date }", 3, "as-of"),
        ("#+ - just a list", 1, "key"),
        ("#+ govgraph:\n#+   competency: 3", 2, "competency"),
        ("#+ govgraph:\n#+   competency: [one]", 2, "competency"),
        ("#+ govgraph:\n#+   competency: [true]", 2, "competency"),
        ("#+ govgraph:\n#+   competency: [0]", 2, "competency"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: date, choices_from: gov:Ministry }", 3, "choices_from"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: iri, choices_from: not an iri }", 3, "choices_from"),
        ("#+ govgraph:\n#+   params:\n#+     n: { type: iri, choices: [], choices_from: gov:X }", 3, "choices_from"),
        ("#+ govgraph:\n#+   example: { m: 1 }", 2, "m"),
        ("#+ govgraph:\n#+   params: { n: { type: date } }\n#+   example: { n: x }", 3, "example"),
        ("#+ govgraph:\n#+   params: { n: { type: date } }\n#+   example: {}", 3, "example"),
    ],
)
def test_a_bad_header_names_file_and_line(tmp_path: Path, header: str, line: int, word: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(f"{header}\nASK {{ VALUES ?n {{ UNDEF }} }}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.en.startswith(f"{path}, line {line}: ")
    assert caught.value.th.startswith(f"{path} บรรทัด {line}: ")
    assert word in caught.value.en


def test_two_defaults_of_one_parameter_are_a_fault() -> None:
    text = "#+ govgraph: { params: { n: { type: integer } } }\nASK { VALUES ?n { 1 } VALUES ?n { 2 } }"
    with pytest.raises(InputError, match="two defaults"):
        parse(text, "q")


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.rq"):
        read(tmp_path / "no.rq")
    (tmp_path / "latin.rq").write_bytes("# café".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        read(tmp_path / "latin.rq")


def test_a_library_is_a_mapping_by_unique_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "links.rq").write_text("ASK {}", encoding="utf-8")
    (tmp_path / "b" / "gaps.rq").write_text("ASK {}", encoding="utf-8")
    library = Library.load(tmp_path)
    assert list(library) == ["gaps", "links"]
    assert "links" in library
    assert library.get("nothing") is None
    with pytest.raises(NotFoundError) as caught:
        library["linsk"]
    assert caught.value.candidates == ("links",)
    assert caught.value.exit_code == 3
    (tmp_path / "b" / "links.rq").write_text("ASK {}", encoding="utf-8")
    with pytest.raises(InputError, match="Two query files"):
        Library.load(tmp_path)


@pytest.mark.parametrize("name", Library.shipped())
def test_every_shipped_query_is_described_in_thai_and_in_english(name: str) -> None:
    description = Library.shipped()[name].description
    thai = description.th or ""
    letters = re.findall(r"[ก-ฮ]", thai)
    assert len(letters) > 20, name
    assert "  " not in thai, name
    assert not re.search(r"[ก-ฮ]", description.en or ""), name
    assert description.en, name


def test_every_shipped_query_is_complete_and_runs_on_an_empty_store() -> None:
    store = open_store(":memory:")
    library = Library.shipped()
    assert library
    for query in library.values():
        assert query.title.th, query.name
        assert query.title.en, query.name
        assert query.summary, query.name
        given = {p.name: _sample(p.type.value) for p in query.params if p.required}
        answer = run(store, query, given)
        if isinstance(answer, Table) and query.columns:
            assert answer.columns == tuple(query.columns), query.name


def _sample(kind: str) -> str:
    return {
        "date": "2010-01-12",
        "iri": "ministry/moac",
        "fiscal-year": "2554",
        "integer": "1",
        "number": "1",
        "boolean": "true",
    }.get(kind, "x")


def test_prefixes_need_not_be_declared() -> None:
    store = open_store(":memory:")
    moac = NamedNode("https://w3id.org/govgraph/id/ministry/moac")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    ministry = NamedNode("https://w3id.org/govgraph/ontology#Ministry")
    store.commit(Change(add=[Quad(moac, kind, ministry, NamedNode("https://example.org/g"))]))
    assert run(store, "SELECT ?s { ?s a gov:Ministry }") == Table(("s",), ((moac,),))
    assert run(store, "ASK { ?s rdf:type gov:Ministry }") is True


def test_only_what_is_used_and_not_declared_is_added() -> None:
    text = 'PREFIX gov: <urn:mine#>\nASK { ?s a gov:X ; skos:prefLabel "org:no" ; <urn:prov:> ?o } # owl:no'
    assert with_prefixes(text) == "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + text
    assert with_prefixes("ASK { VALUES ?x { id:a } }").startswith("PREFIX id: ")
    Engine().query(with_prefixes("SELECT * { ?s foaf:name ?n ; cv:x _:b }"))


def test_faulty_sparql_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        run(open_store(":memory:"), "SELECT WHERE {{")


def test_a_text_with_a_header_has_parameters_and_one_without_has_none() -> None:
    store = open_store(":memory:")
    text = "#+ govgraph: { params: { n: { type: integer } } }\nSELECT ?n { VALUES ?n { 1 } }"
    answer = run(store, text, {"n": "5"})
    assert isinstance(answer, Table)
    assert [term.value for (term,) in answer.rows if term is not None and hasattr(term, "value")] == ["5"]
    with pytest.raises(UsageError, match="no parameter"):
        run(store, "ASK {}", {"n": "5"})


def test_defaults_are_read_through_comments_and_iris() -> None:
    text = 'ASK { VALUES ?a { <urn:x#y> # first\n "}" } VALUES (?b ?c) { (1 2) } }'
    assert bindings(text) == {"a": ('<urn:x#y> "}"',)}
