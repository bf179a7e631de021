"""The benchmarks there are. A new one is a module with a function ``sections``, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from benchmarks import imports, links, load, networks, serving
from benchmarks.report import Section
from benchmarks.setting import Setting

BENCHMARKS: Final[dict[str, Callable[[Setting], Iterator[Section]]]] = {
    "load": load.sections,
    "links": links.sections,
    "networks": networks.sections,
    "imports": imports.sections,
    "serving": serving.sections,
}
"""What to run by which name, in the order of a full run."""
