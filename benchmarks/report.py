"""What a run of the benchmarks says: one layout for all, as text, as Markdown and as JSON."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any, Final

from benchmarks.measure import Measure

HEADINGS: Final = ("step", "projects", "CPU s", "wall s", "peak MB", "n", "result", "ratio")
PACKAGES: Final = ("govgraph", "pyoxigraph", "rdflib", "pyshacl", "networkx")


@dataclass(frozen=True, slots=True)
class Ratio:
    """How two measures of one run compare, in words that fit behind the number."""

    value: float
    words: str
    at_least: bool = False

    def __str__(self) -> str:
        """Give the number with two significant digits, or in full from ten on.

        >>> str(Ratio(23.41, "the speed of rdflib", at_least=True)), str(Ratio(8.943, "the time of 1,000 projects"))
        ('≥ 23× the speed of rdflib', '8.9× the time of 1,000 projects')
        """
        number = f"{self.value:.1f}" if self.value < 10 else f"{self.value:,.0f}"
        return f"{'≥ ' if self.at_least else ''}{number}× {self.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """One measured step: what was done, on how many projects, what came out, and what to compare."""

    step: str
    measure: Measure
    projects: int | None = None
    result: str = ""
    ratio: Ratio | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the cells below :data:`HEADINGS`."""
        measured = self.measure
        over = "> " if measured.over is not None else ""
        return (
            self.step,
            f"{self.projects:,}" if self.projects is not None else "",
            "" if measured.cpu is None else over + _seconds(measured.cpu),
            "" if measured.wall is None else _seconds(measured.wall),
            "" if measured.peak_mb is None else f"{measured.peak_mb:,.0f}",
            str(len(measured.samples) or ""),
            self.result,
            str(self.ratio or ""),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """Some steps under one heading, with what one has to know to read them."""

    title: str
    note: str
    lines: tuple[Line, ...]
    faults: tuple[str, ...] = ()
    """What must not be: engines that disagree. A run with faults ends with exit code 1."""


def compared(more: Measure, less: Measure, words: str) -> Ratio | None:
    """Compare CPU times: a lower bound where the first ran into the limit, nothing where one failed."""
    if more.cpu is None or not less.samples or not less.cpu:
        return None
    return Ratio(more.cpu / less.cpu, words, at_least=more.over is not None)


def machine() -> dict[str, str]:
    """Return what somebody needs to know of this machine, and nothing else.

    >>> sorted(machine())[:2]
    ['Python', 'cores']
    """
    facts = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "load at the start": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
    }
    return facts | {name: version(name) for name in PACKAGES}


def as_text(section: Section) -> str:
    """Return a section as a table for a terminal."""
    table = [HEADINGS, *(line.cells() for line in section.lines)]
    widths = [max(_width(row[i]) for row in table) for i in range(len(HEADINGS))]
    body = "\n".join("  ".join(_padded(row, widths)).rstrip() for row in table)
    faults = "".join(f"\nFAULT: {fault}" for fault in section.faults)
    return f"{section.title}\n{'=' * _width(section.title)}\n{section.note}\n\n{body}{faults}\n"


def as_markdown(section: Section) -> str:
    """Return a section as Markdown."""
    rows = [HEADINGS, ("---", *("---:",) * 5, "---", "---"), *(line.cells() for line in section.lines)]
    body = "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    faults = "".join(f"\n**Fault:** {fault}\n" for fault in section.faults)
    return f"## {section.title}\n\n{section.note}\n\n{body}\n{faults}"


def as_json(section: Section) -> dict[str, Any]:
    """Return a section as plain values, with every sample."""
    return asdict(section)


def facts_line(facts: dict[str, str]) -> str:
    """Return the machine in one line."""
    return " · ".join(f"{name} {value}" for name, value in facts.items())


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - _width(cell))
        yield space + cell if 1 <= column <= 5 else cell + space


def _width(text: str) -> int:
    return sum(unicodedata.combining(character) == 0 for character in text)
