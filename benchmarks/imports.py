"""Importing: rows of the ``projects`` layout into the store, beside a bare loop that makes as many statements.

Judging is left out: the shapes take longer than all the rest, and are timed with the shipped data (``load``).
"""

from __future__ import annotations

import csv
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.made_up.requests import HEADER, requests, write_requests
from benchmarks.measure import Clock, Facts
from benchmarks.report import Line, Section, compared
from benchmarks.setting import Setting
from govgraph.names import expand, term
from govgraph.steward.imports import ImportOptions, import_file
from govgraph.steward.ingest import build
from govgraph.steward.journal import Journal
from govgraph.steward.resolve import Register, Resolved
from govgraph.store import open_store

ROWS: Final = 100_000
"""Rows of the file that is imported beside the bare loop."""

STANDING: Final = (0, 100_000, 1_000_000)
"""Rows that are in the store already when :data:`FILES` further files of :data:`FURTHER` rows are imported."""

FURTHER: Final = 10_000
FILES: Final = 5
"""So many, one after the other: what the engine puts off while it takes in one file, it does during the next."""


def sections(setting: Setting) -> Iterator[Section]:
    """Give the sections, as they are measured."""
    yield _beside_a_bare_loop(setting)
    yield _growth(setting)


def _beside_a_bare_loop(setting: Setting) -> Section:
    rows = min(ROWS, setting.options.projects * 10)
    built = built_store(setting)
    file = _file(setting, rows)
    bare = setting.measure("import: a bare loop", bare_loop, built, file, setting.scratch)
    ours = setting.measure("import: the importer", importer, built, file, setting.scratch)
    return Section(
        "A CSV file of the projects layout into a workspace folder",
        "Reading, finding the heading, mending text, looking up names, days and amounts, finding repeated rows,\n"
        "keeping the place of every row, one transaction, a line in the journal; without judging. The bare loop knows\n"
        "the columns, takes every cell as it is, makes as many statements and hands them to the engine.",
        (
            Line("bare loop", bare, rows, bare.words("{statements:,} statements")),
            Line(
                "importer",
                ours,
                rows,
                ours.words("{statements:,} statements"),
                compared(ours, bare, "the time of the loop"),
            ),
        ),
    )


def _growth(setting: Setting) -> Section:
    lines = []
    first = None
    for standing in STANDING:
        if standing > setting.options.projects * 10 and standing > ROWS:
            continue
        store = _standing(setting, standing)
        found = setting.measure(
            f"import: beside {standing:,} rows", further, store, _file(setting, FURTHER), setting.scratch
        )
        first = first or found
        lines.append(
            Line(
                f"{standing:,} rows before",
                found,
                FURTHER * FILES,
                f"{found.own:.2f} CPU s in its own thread",
                compared(found, first, "the time in an empty store"),
            )
        )
    return Section(
        "Further files, by what is in the store already",
        f"{FILES} files of {FURTHER:,} rows, each of a source of its own, one after the other, into stores in which\n"
        "other imports are current; without judging. What the threads of the engine do meanwhile (they sort what was\n"
        "written before) is in the CPU time; what the import itself does stands beside it.",
        tuple(lines),
    )


def importer(clock: Clock, built: Path, file: Path, scratch: Path) -> Facts:
    """Import a file into a copy of a workspace, as ``govgraph import`` does, but for judging."""
    return _imported(clock, built, file, scratch, ("benchmark",))


def further(clock: Clock, standing: Path, file: Path, scratch: Path) -> Facts:
    """Import a file several times, each as another source, into a copy of a workspace that holds other imports."""
    return _imported(clock, standing, file, scratch, tuple(f"further {number}" for number in range(FILES)))


def _imported(clock: Clock, folder: Path, file: Path, scratch: Path, sources: tuple[str, ...]) -> Facts:
    with TemporaryDirectory(dir=scratch) as empty:
        # The engine never changes a file of its tables, so a copy may share them.
        copy = Path(shutil.copytree(folder, Path(empty) / "store", copy_function=os.link))
        with open_store(copy, write=True) as store:
            return {"statements": sum(_import(clock, store, file, source) for source in sources)}


def _import(clock: Clock, store: object, file: Path, source: str) -> int:
    options = ImportOptions(profile="projects", source=source)
    with clock:
        report = import_file(store, Journal.of(store.location), file, options, judging=_unjudged)  # type: ignore[arg-type, attr-defined]
    if not report.loaded or report.rows_rejected:
        raise RuntimeError(f"the made-up rows were not loaded: {report.findings[:3]}")
    return report.statements


def _unjudged(*_: object) -> None:
    """Find nothing."""


def bare_loop(clock: Clock, built: Path, file: Path, scratch: Path) -> Facts:
    """Make as many statements of the same form in one plain loop, and hand them to the engine."""
    with open_store(built) as store:
        names = _names(Register.of(store))
    with TemporaryDirectory(dir=scratch) as empty:
        engine = pyoxigraph.Store(str(Path(shutil.copytree(built / "store", Path(empty) / "store"))))
        before = len(engine)
        with clock:
            engine.bulk_extend(_bare(file, names))
            engine.flush()
        statements = len(engine) - before
        del engine  # it lets go of its files only now
        gc.collect()
    return {"statements": statements}


def _names(register: Register) -> dict[str, NamedNode]:
    found = {}
    for row in requests(500):
        for text, kinds in ((row[2], ("province", "cluster")), (row[3], ("agency",)), (row[4], ("theme",))):
            thing = register.resolve(text, kinds)
            assert isinstance(thing, Resolved), text
            found[text] = NamedNode(thing.iri)
    return found


def _bare(file: Path, names: dict[str, NamedNode]) -> Iterator[Quad]:
    base = "https://w3id.org/govgraph/id/"
    g, source = NamedNode("https://w3id.org/govgraph/graph/import/bare"), NamedNode(f"{base}source/import/bare")
    p = {curie: term(curie) for curie in _PROPERTIES}
    a, day, decimal = p["rdf:type"], NamedNode(expand("xsd:date")), NamedNode(expand("xsd:decimal"))
    project_class, request_class, place_class = term("gov:Project"), term("gov:BudgetRequest"), term("gov:Place")
    stage, baht = NamedNode(f"{base}stage/requested"), Literal("THB")
    sure = NamedNode(f"{base}confidence/confirmed")
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            if number == 1:
                assert tuple(row) == HEADER
                continue
            code, name, area, agency, theme, year, start, end, amount, submitted = row
            project, request = (
                NamedNode(f"{base}project/bare/{number:016x}"),
                NamedNode(f"{base}request/bare/{number:016x}"),
            )
            place = NamedNode(f"{source.value}#row={number}")
            where, whom, fiscal = names[area], names[agency], NamedNode(f"{base}fiscal-year/{year}")
            yield Quad(project, a, project_class, g)
            yield Quad(project, p["gov:confidence"], sure, g)
            yield Quad(project, p["dcterms:identifier"], Literal(code), g)
            yield Quad(project, p["skos:prefLabel"], Literal(name, language="th"), g)
            yield Quad(project, p["gov:projectArea"], where, g)
            yield Quad(project, p["gov:theme"], names[theme], g)
            yield Quad(project, p["gov:involvesAgency"], whom, g)
            yield Quad(project, p["gov:forFiscalYear"], fiscal, g)
            yield Quad(project, p["gov:from"], Literal(start, datatype=day), g)
            yield Quad(project, p["gov:until"], Literal(end, datatype=day), g)
            yield Quad(project, p["gov:recordedAt"], place, g)
            yield Quad(project, p["dcterms:source"], source, g)
            yield Quad(request, a, request_class, g)
            yield Quad(request, p["gov:confidence"], sure, g)
            yield Quad(request, p["gov:forProject"], project, g)
            yield Quad(request, p["gov:amount"], Literal(amount, datatype=decimal), g)
            yield Quad(request, p["gov:currency"], baht, g)
            yield Quad(request, p["gov:stage"], stage, g)
            yield Quad(request, p["gov:forFiscalYear"], fiscal, g)
            yield Quad(request, p["gov:requestedBy"], where, g)
            yield Quad(request, p["gov:askedOf"], whom, g)
            yield Quad(request, p["dcterms:dateSubmitted"], Literal(submitted, datatype=day), g)
            yield Quad(request, p["gov:recordedAt"], place, g)
            yield Quad(request, p["dcterms:source"], source, g)
            yield Quad(place, a, place_class, g)
            yield Quad(place, p["gov:inSource"], source, g)
            yield Quad(place, p["gov:row"], Literal(number), g)


_PROPERTIES: Final = (
    "rdf:type", "gov:confidence", "dcterms:identifier", "skos:prefLabel", "gov:projectArea", "gov:theme",
    "gov:involvesAgency", "gov:forFiscalYear", "gov:from", "gov:until", "gov:recordedAt", "dcterms:source",
    "gov:forProject", "gov:amount", "gov:currency", "gov:stage", "gov:requestedBy", "gov:askedOf",
    "dcterms:dateSubmitted", "gov:inSource", "gov:row",
)  # fmt: skip


def built_store(setting: Setting) -> Path:
    folder = setting.scratch / "built.store"
    setting.once(folder, build_folder, folder)
    return folder


def build_folder(clock: Clock, folder: Path) -> Facts:
    """Build the shipped data into a workspace folder."""
    with clock, open_store(folder, write=True) as store:
        report = build(store)
    return {"statements": sum(count.statements for count in report.graphs)}


def _file(setting: Setting, rows: int) -> Path:
    path = setting.scratch / f"requests-{rows}.csv"
    setting.once(path, write_file, path, rows)
    return path


def write_file(clock: Clock, path: Path, rows: int) -> Facts:
    """Write a made-up file of so many rows."""
    with clock:
        write_requests(path, rows)
    return {"rows": rows}


def _standing(setting: Setting, rows: int) -> Path:
    built = built_store(setting)
    if not rows:
        return built
    folder = setting.scratch / f"standing-{rows}.store"
    setting.once(folder, stand, built, _file(setting, min(rows, ROWS)), folder, rows // min(rows, ROWS))
    return folder


def stand(clock: Clock, built: Path, file: Path, folder: Path, times: int) -> Facts:
    """Import a file so many times, each as another source, into a copy of a workspace."""
    shutil.copytree(built, folder)
    with open_store(folder, write=True) as store:
        statements = sum(_import(clock, store, file, f"standing {number}") for number in range(times))
    return {"statements": statements}
