"""The same rows in every kind of file that offices have: one graph, but for the source and its places."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import ID, term
from govgraph.steward.findings import ImportReport
from govgraph.steward.imports import ImportOptions, import_file
from govgraph.workspace import Workspace
from tests.acceptance import workbooks as made
from tests.acceptance import writers

ROWS = made.corrected()
_OF_THE_FILE = {term(name) for name in ("gov:sheet", "gov:fileName", "gov:sha256", "dcterms:title")}
_READING = re.compile(rf"{re.escape(ID)}reading/[^/]+/[^/]+/([A-Z]+[0-9]+)")


def encoded(encoding: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / f"{encoding}.csv"
        path.write_bytes(writers.csv_text(ROWS).encode(encoding))
        return path

    return write


def cut(folder: Path) -> Path:
    """Without the empty cells at the ends of rows, as some programs write them."""
    path = folder / "cut.csv"
    lines = [line.rstrip(",") for line in writers.csv_text(ROWS).split("\r\n")]
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    return path


def mixed(folder: Path) -> Path:
    path = folder / "mixed.csv"
    path.write_bytes(writers.mixed_csv(ROWS))
    return path


WRITERS: dict[str, tuple[Callable[[Path], Path], set[str]]] = {
    "utf-8": (encoded("utf-8"), set()),
    "utf-8 with byte order mark": (encoded("utf-8-sig"), set()),
    "ends of rows cut": (cut, set()),
    "utf-16": (encoded("utf-16"), set()),
    "windows-874": (encoded("cp874"), {"GG-FIL-001"}),
    "mixed": (mixed, {"GG-FIL-002"}),
    "xls": (lambda folder: writers.write_xls(folder / "rows.xls", ROWS), set()),
    "ods": (lambda folder: writers.write_ods(folder / "rows.ods", ROWS), set()),
}
"""How each kind of file is written, and what is remarked of the file itself."""


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("same") / "store"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("done"))
    with Workspace.open(folder, write=True) as opened:
        yield opened


def imported(workspace: Workspace, path: Path) -> ImportReport:
    """Import a file; what the shapes say of it is held elsewhere."""
    options = ImportOptions(profile="projects", source="requests")
    report = import_file(workspace.store, workspace.journal, path, options, judging=lambda *_: None)
    assert [f for f in report.findings if f.severity == "error"] == []
    assert report.loaded
    return report


def facts(workspace: Workspace, report: ImportReport) -> set[tuple[object, ...]]:
    """What an import states: places by row and column, the file itself left out."""
    graphs = [graph for graph in workspace.store.graphs() if graph.value.endswith(f"/{report.import_id}")]
    quads = [quad for graph in graphs for quad in workspace.store.quads(graph)]
    number: dict[object, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate in {term("gov:row"), term("gov:column")} and isinstance(quad.object, Literal):
            number.setdefault(quad.subject, {})[quad.predicate.value] = quad.object.value
    return {
        (_plain(quad.subject, number), quad.predicate, _plain(quad.object, number), "inferred" in quad.graph_name.value)
        for quad in quads
        if isinstance(quad, Quad) and isinstance(quad.graph_name, NamedNode) and quad.predicate not in _OF_THE_FILE
    }


def _plain(node: object, number: dict[object, dict[str, str]]) -> object:
    if not isinstance(node, NamedNode):
        return node
    if node in number:
        return tuple(sorted(number[node].items()))
    if (reading := _READING.fullmatch(unquote(node.value))) is not None:
        return "reading", reading[1]
    return "the file" if node.value.startswith(f"{ID}source/import/") else node.value


@pytest.fixture(scope="module")
def of_workbook(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, set[object]]:
    path = writers.write_xlsx(tmp_path_factory.mktemp("xlsx") / "rows.xlsx", ROWS)
    report = imported(workspace, path)
    return report, set(facts(workspace, report))


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_rows_make_the_same_graph(
    workspace: Workspace, of_workbook: tuple[ImportReport, set[object]], tmp_path: Path, kind: str
) -> None:
    write, of_file = WRITERS[kind]
    first, expected = of_workbook
    report = imported(workspace, write(tmp_path))
    found = facts(workspace, report)
    assert (found - expected, expected - found) == (set(), set())
    assert len(found) > 15 * len([line for line in ROWS if line.data])
    cells = {(f.place.row, f.place.column, f.code) for f in report.findings if f.place and f.place.row}
    cells = {cell for cell in cells if cell[2] != "GG-TAB-008"}  # rows are said to be short where their ends are cut
    assert cells == {(f.place.row, f.place.column, f.code) for f in first.findings if f.place and f.place.row}
    assert {f.code for f in report.findings if f.code.startswith("GG-FIL")} == of_file
