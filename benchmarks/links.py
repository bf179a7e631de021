"""Links: the matrix of ministries and strategies, beside rdflib, and beside itself on fewer projects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import rdflib_side, store_side
from benchmarks.measure import Clock, Facts, Measure
from benchmarks.networks import PLAIN
from benchmarks.report import Line, Section, compared
from benchmarks.setting import Setting
from govgraph.analysis.links import links
from govgraph.research.library import Library
from govgraph.research.terms import Value
from govgraph.store import open_store

GROWN: Final = 10
"""The larger country of the growth section has so many times the projects of the smaller one."""


def sections(setting: Setting) -> Iterator[Section]:
    """Give the three sections, as they are measured."""
    yield _matrix(setting)
    yield _beside_rdflib(setting)
    yield _growth(setting)


def _matrix(setting: Setting) -> Section:
    projects = setting.options.projects
    lines = []
    for target in ("theme", "strategy"):
        measured = setting.measure(f"links from ministry to {target}", matrix, setting.store(projects), target)
        lines.append(Line(f"links ministry → {target}", measured, projects, _rows(measured)))
    return Section(
        "The link matrix",
        "govgraph.analysis.links.links on all bases, with counts, money, confidence and names in two languages.",
        tuple(lines),
    )


def _beside_rdflib(setting: Setting) -> Section:
    asked = [("a plain count", PLAIN, size) for size in sorted({setting.options.beside, setting.options.projects})]
    asked += [(called, text, setting.options.beside) for called, text in _questions({"theme", "strategy"}).items()]
    lines: list[Line] = []
    faults: list[str] = []
    for called, text, projects in asked:
        ours = setting.measure(f"{called}: the store", store_side.ask, setting.store(projects), text)
        theirs = setting.measure(f"{called}: rdflib", rdflib_side.ask, setting.triples(projects), text, may_fail=True)
        lines.append(Line(called, ours, projects, _rows(ours), compared(theirs, ours, "the speed of rdflib")))
        lines.append(Line("  rdflib", theirs, projects, _rows(theirs)))
        if ours.samples and theirs.samples and ours.facts != theirs.facts:
            faults.append(
                f"{called}: rdflib answers differently ({_rows(theirs)}, not {_rows(ours)}, or other values)."
            )
    return Section(
        "The shipped links queries beside rdflib",
        "The same text and parameters: a store in a folder, opened for reading, and rdflib.Graph in memory. Opening\n"
        f"and loading are not counted. A step is given up after {setting.options.limit:g} CPU seconds.\n"
        "Where both answer, the answers are compared by value. First a plain count of projects by ministry and\n"
        "strategy, without dates and confidence.",
        tuple(lines),
        tuple(faults),
    )


def _growth(setting: Setting) -> Section:
    large = setting.options.projects
    small = max(1, large // GROWN)
    lines = []
    for called, text in _questions({"theme", "strategy", "plan", "province", "cluster"}).items():
        before = setting.measure(f"{called}, {small:,}", store_side.ask, setting.store(small), text)
        after = setting.measure(f"{called}, {large:,}", store_side.ask, setting.store(large), text)
        lines.append(
            Line(called, after, large, _rows(after), compared(after, before, f"the time of {small:,} projects"))
        )
    return Section(
        "Growth of each shipped links query",
        f"{large:,} projects beside {small:,}; all else of the country stays as it is.\n"
        f"Linear is {large / small:.0f}×; more than {1.2 * large / small:.0f}× would be a fault of the query.",
        tuple(lines),
    )


def _questions(targets: set[str]) -> dict[str, str]:
    """Return the text of every query that is tagged ``links``, by ministry, for each kind of target asked for."""
    questions = {}
    for name, query in Library.shipped().items():
        if "links" not in query.tags:
            continue
        choices = {parameter.name: parameter.choices for parameter in query.params}
        level: dict[str, Value | None] = {"level": "ministry"} if "level" in choices else {}
        if "target_kind" not in choices:
            questions[name] = query.bind(level)
        for target in choices.get("target_kind", ()):
            if target in targets:
                questions[f"{name} → {target}"] = query.bind({**level, "target_kind": target})
    return questions


def _rows(measured: Measure) -> str:
    return measured.words("{rows:,} rows")


def _graph_size(measured: Measure) -> str:
    return measured.words("{nodes:,} nodes, {edges:,} edges")


def matrix(clock: Clock, folder: Path, target: str) -> Facts:
    """Make the table of links between ministries and targets."""
    Library.shipped()
    with open_store(folder) as store, clock:
        found = links(store, "ministry", target)
    return {"rows": len(found)}
