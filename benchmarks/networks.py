"""Networks: projections and their measures at the size of a nation, and how far a graph of all statements goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import networkx as nx

from benchmarks import rdflib_side
from benchmarks.measure import Clock, Facts, Measure
from benchmarks.remembering import remembering
from benchmarks.report import Line, Section, compared
from benchmarks.setting import Setting
from govgraph.analysis import figures, measures, network
from govgraph.names import GOV
from govgraph.research.library import Library
from govgraph.research.rows import Rows
from govgraph.store import open_store

PLAIN: Final = f"""
PREFIX gov: <{GOV}>
SELECT ?ministry ?strategy (COUNT(DISTINCT ?project) AS ?projects) WHERE {{
  ?project gov:contributesTo ?strategy ; gov:involvesAgency ?agency .
  ?tile gov:affiliate ?agency ; gov:ministry ?ministry .
}}
GROUP BY ?ministry ?strategy ORDER BY ?ministry ?strategy
"""
"""What anybody would write first: rdflib is good at this."""

PROJECTIONS: Final = ("ministry-strategy", "ministry-province", "department-province", "ministry-ministry")
YEAR: Final = 2554
SIZES: Final = (1_000, 10_000, 100_000, 200_000, 500_000, 1_000_000)
"""How many projects rdflib is given, one after the other, until the next are too many."""
SHARE: Final = 0.8
"""Of the memory that is free, this share at most is asked for."""


def sections(setting: Setting) -> Iterator[Section]:
    """Give the three sections, as they are measured."""
    yield _graph(setting)
    yield _measured(setting)
    yield _everything(setting)


def _graph(setting: Setting) -> Section:
    projects = min(setting.options.projects, SIZES[1])  # beside rdflib; the next section grows
    triples, store = setting.triples(projects), setting.store(projects)
    everything = setting.measure("graph: all statements", rdflib_side.project_everything, triples)
    counted = setting.measure("graph: a plain count", project_count, store)
    linked = setting.measure("graph: the links", project, store, "ministry-strategy")
    words = "the speed of that"
    return Section(
        "A graph for NetworkX",
        "rdflib turns all statements into edges, and nothing is counted yet. Counted in the store, only ministries\n"
        "and strategies become nodes: by the plain count, and by the links on the basis project, "
        "with dates, certainty,\n"
        "money and names. Opening and loading are not counted as time; the memory is that of the whole process.",
        (
            Line("rdflib_to_networkx_graph", everything, projects, _size_of(everything)),
            Line("plain count → graph", counted, projects, _size_of(counted), compared(everything, counted, words)),
            Line("links → graph", linked, projects, _size_of(linked), compared(everything, linked, words)),
        ),
    )


def _measured(setting: Setting) -> Section:
    projects = setting.options.projects
    store = setting.store(projects)
    asked: list[tuple[str, str, int | None]] = [(name, name, None) for name in PROJECTIONS]
    asked.append((f"{PROJECTIONS[0]}, {YEAR}", PROJECTIONS[0], YEAR))
    lines = []
    for called, name, year in asked:
        measured = setting.measure(f"{called}, {projects:,}", project_and_measure, store, name, year)
        laps = ", ".join(f"{lap} {seconds:.2f} s" for lap, seconds in measured.laps.items())
        lines.append(Line(called, measured, projects, f"{_size_of(measured)}; {laps}" if laps else _size_of(measured)))
    held = sum(file.stat().st_size for file in store.rglob("*") if file.is_file()) / 1e6
    return Section(
        "Projections and their measures",
        f"{setting.statements(projects):,} statements, {held:,.0f} MB on disk. Each projection is on the basis\n"
        "project, with all measures of its nodes that fit and all figures of the whole; an answer of the store\n"
        "that is needed twice is asked once. What measures and figures take of the CPU time stands behind the\n"
        "size; all else is the store's. The memory is that of the whole process, which the engine is in. No\n"
        f"statement becomes a Python object. The last line is narrowed to the fiscal year {YEAR}.",
        tuple(lines),
    )


def _everything(setting: Setting) -> Section:
    most, lines, held = setting.options.projects, [], list[tuple[int, float]]()
    for size in [size for size in SIZES if size < most] + [most]:
        if not fits(size, held, free_mb()):
            break
        called = f"rdflib, {size:,} projects"
        measured = setting.measure(called, rdflib_side.parse_and_project, setting.triples(size), may_fail=True)
        lines.append(Line("parse, rdflib_to_networkx_graph", measured, size, _size_of(measured)))
        if measured.peak_mb is None:
            break
        held.append((size, measured.peak_mb))
    return Section("A graph of all statements, as large as it can be held", _held(held, most), tuple(lines))


def fits(size: int, held: list[tuple[int, float]], free: float) -> bool:
    """Tell whether so many projects should fit in the free memory (MB), by what fewer of them took.

    >>> fits(200_000, [(100_000, 5_000.0)], 13_000.0), fits(500_000, [(100_000, 5_000.0)], 13_000.0)
    (True, False)
    """
    return not held or held[-1][1] * size / held[-1][0] <= SHARE * free


def _held(held: list[tuple[int, float]], most: int) -> str:
    said = (
        "rdflib parses the file and turns all statements into edges; the next size is not tried where it would need\n"
        f"more than {SHARE:.0%} of the memory that is free, or takes more than the CPU seconds of --limit."
    )
    if len(held) < 2:
        return said
    (small, less), (large, more) = held[-2:]
    each = (more - less) / (large - small)  # MB a project
    said += (
        f"\nThe largest held is {large:,} projects: {more:,.0f} MB, {each * 1e6:,.0f} bytes for each further project."
    )
    if large < most:
        needed = (more + each * (most - large)) / 1e3
        said += f"\nExtrapolated, not measured: {most:,} projects would need {needed:,.0f} GB."
    return said


def free_mb() -> float:
    """Return how much memory (MB) can be had without driving out what runs: what the system says, or half of all."""
    told = Path("/proc/meminfo")
    if told.exists():
        lines = dict(line.split(":") for line in told.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024 / 1e6
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2e6


def project_and_measure(clock: Clock, folder: Path, name: str, year: int | None) -> Facts:
    """Make a projection on the basis project, the table of its measures, and its figures."""
    Library.shipped()
    asked: dict[str, Any] = {"basis": "project", "fiscal_year": year}
    with open_store(folder) as opened:
        store = remembering(opened)
        with clock:
            graph = network(store, name, **asked)
            with clock.lap("measures"):
                nodes = measures(store, name, weight="projects", **asked)
            with clock.lap("figures"):
                whole = figures(store, name, weight="projects", **asked)
    return {**_size(graph), "rows": len(nodes), "figures": len(whole)}


def project(clock: Clock, folder: Path, name: str) -> Facts:
    """Make a projection on the basis project."""
    Library.shipped()
    with open_store(folder) as store, clock:
        graph = network(store, name, basis="project")
    return _size(graph)


def project_count(clock: Clock, folder: Path) -> Facts:
    """Make the two-mode graph of ministries and strategies from the plain count."""
    graph: nx.Graph[str] = nx.Graph()
    with open_store(folder) as store, clock:
        for ministry, strategy, projects in Rows.of_table(store.select(PLAIN)).rows:
            graph.add_edge(str(ministry), str(strategy), projects=projects)
    return _size(graph)


def _size(graph: nx.Graph[str]) -> dict[str, int]:
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def _size_of(measured: Measure) -> str:
    return measured.words("{nodes:,} nodes, {edges:,} edges")
