"""Loading: the shipped tables through the importer, and a made-up national data set into the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import rdflib_side, store_side
from benchmarks.measure import Clock, Facts
from benchmarks.report import Line, Section, compared
from benchmarks.setting import Setting
from govgraph.steward.affiliation import affiliations
from govgraph.steward.ingest import INFERRED, build, places_of
from govgraph.steward.shacl import judge
from govgraph.steward.shipped import shipped
from govgraph.store import open_store


def sections(setting: Setting) -> Iterator[Section]:
    """Give the two sections, as they are measured."""
    yield _importer(setting)
    yield _national(setting)


def _importer(setting: Setting) -> Section:
    mapped = setting.measure("map the shipped data", map_shipped)
    judged = setting.measure("map and judge the shipped data", judge_shipped)
    built = setting.measure("build the shipped data", build_shipped, setting.scratch)
    return Section(
        "The shipped data through the importer",
        "Files to statements; with what follows from them judged by the shapes (pySHACL); and all of that into an\n"
        "empty workspace folder, as `govgraph build` does.",
        (
            Line("read and map", mapped, result=mapped.words("{rows:,} rows, {statements:,} statements")),
            Line(
                "read, map, infer and judge",
                judged,
                result=judged.words("{findings:,} findings"),
                ratio=compared(judged, mapped, "the time of read and map"),
            ),
            Line(
                "build into a folder",
                built,
                result=built.words("{statements:,} statements"),
                ratio=compared(built, mapped, "the time of read and map"),
            ),
        ),
    )


def _national(setting: Setting) -> Section:
    projects = setting.options.projects
    triples = setting.triples(projects)
    others = setting.measure("load: rdflib", rdflib_side.load, triples)
    memory = setting.measure("load: the store in memory", store_side.load_memory, triples)
    # Each sample begins with an empty folder: a second load of the same file would write nothing.
    folder = setting.measure("load: the store in a folder", store_side.load_anew, triples, setting.scratch)
    floor = setting.measure("load: the engine by itself", store_side.bulk_anew, triples, setting.scratch)
    return Section(
        "A made-up national data set, loaded from N-Triples",
        f"{setting.statements(projects):,} statements, the ontology among them. The store commits them in one\n"
        "transaction; the last line is the engine alone, without a transaction.",
        (
            Line("rdflib.Graph", others, projects, others.words("{statements:,} statements")),
            Line("store in memory", memory, projects, ratio=compared(others, memory, "the speed of rdflib")),
            Line("store in a folder", folder, projects, ratio=compared(others, folder, "the speed of rdflib")),
            Line("engine alone, folder", floor, projects, ratio=compared(others, floor, "the speed of rdflib")),
        ),
    )


def map_shipped(clock: Clock) -> Facts:
    """Read and map the shipped sets, without judging."""
    with clock:
        mapped = [entry.read() for entry in shipped()]
    return {"rows": sum(m.rows for m in mapped), "statements": sum(len(m.quads) for m in mapped)}


def judge_shipped(clock: Clock) -> Facts:
    """Read, map, infer and judge, and load nothing."""
    with clock:
        stated = [quad for entry in shipped() for quad in entry.read().quads]
        everything = [*stated, *affiliations(stated, INFERRED)]
        judgement = judge(everything, places_of(everything))
    return {"findings": len(judgement.findings)}


def build_shipped(clock: Clock, scratch: Path) -> Facts:
    """Do what ``govgraph build`` does, in a folder that does not exist yet."""
    with TemporaryDirectory(dir=scratch) as empty, clock, open_store(Path(empty) / "store", write=True) as store:
        report = build(store)
    if not report.loaded:
        raise RuntimeError("the shipped data does not conform to the shapes")
    return {"statements": sum(count.statements for count in report.graphs)}
