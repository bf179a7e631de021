"""What scripts may rely on: it is all documented, nothing else is, and its types are known to who imports it."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, assert_type

import pytest

import govgraph
from govgraph import Entity, Explanation, Rows, Statements, Workspace
from govgraph.workspace.pages import FILE, MODULES, members, page, public

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    import networkx as nx
    import pandas as pd
    import polars as pl
    import rdflib

CLASSES = sorted(
    {
        thing
        for module in MODULES
        for name in public(module)
        if inspect.isclass(thing := getattr(import_module(module), name))
    },
    key=lambda kind: kind.__name__,
)
ELSEWHERE = {
    *("Any", "Final", "IO", "Iterable", "Iterator", "Mapping", "None", "Self", "Sequence", "True", "False"),
    *("DataFrame", "Dataset", "Decimal", "Graph", "Path"),
    *("Cell", "ChangeCounts", "GraphCount", "Group", "Journal", "Progress", "Store", "Table", "Teller", "Value"),
}
"""Types of other libraries, and inner ones that nobody has to name."""


def documented() -> dict[str, list[str]]:
    """The names in the headings of the page, by module."""
    found: dict[str, list[str]] = {}
    for level, heading in re.findall(r"^(##|###) (.+)$", FILE.read_text(encoding="utf-8"), re.MULTILINE):
        if level == "##":
            found[heading] = []
        else:
            found[list(found)[-1]].append(re.match(r"`?(\w+)", heading)[1])  # type: ignore[index]
    return found


def test_the_page_is_the_one_that_would_be_written() -> None:
    assert FILE.read_text(encoding="utf-8") == page()


def test_what_is_public_is_documented_and_nothing_else() -> None:
    assert documented() == {module: list(public(module)) for module in MODULES}
    for module in MODULES:
        exported = {name for name in import_module(module).__all__ if not name.startswith("__")}
        assert set(documented()[module]) == exported


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_public_class_and_method_says_what_one_gets(kind: type) -> None:
    assert kind.__doc__
    text = FILE.read_text(encoding="utf-8")
    for name, member in members(kind).items():
        doc = inspect.getdoc(member)
        assert doc, f"{kind.__name__}.{name} has no docstring"
        assert re.search(rf"^#### `{kind.__name__}\.{name}\b", text, re.MULTILINE), name


def test_every_type_that_a_signature_names_can_be_looked_up() -> None:
    named = set(
        re.findall(
            r"\b[A-Z]\w+", " ".join(re.findall(r"^####? `(.+)`$", FILE.read_text(encoding="utf-8"), re.MULTILINE))
        )
    )
    assert named - {kind.__name__ for kind in CLASSES} <= ELSEWHERE


def test_importing_the_package_brings_no_engine_along() -> None:
    program = "import sys, govgraph; print(sorted({'pyoxigraph', 'rdflib', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_names_are_found_when_asked_for() -> None:
    assert sorted(govgraph.__all__) == dir(govgraph)
    assert all(getattr(govgraph, name) is not None for name in govgraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        govgraph.nothing  # noqa: B018


def consumer(workspace: Workspace) -> None:
    """What a script's types are, for a checker; never run."""
    assert_type(govgraph.open(), Workspace)
    links = workspace.links("ministry", "theme", as_of="2010-01-12")
    assert_type(links, Rows)
    assert_type(links[:3], Rows)
    assert_type(links[0]["agencies"], str | int | Decimal | bool | date | None)
    assert_type(links["agencies"], tuple[str | int | Decimal | bool | date | None, ...])
    assert_type(links.to_csv(), str)
    assert_type(links.to_pandas(), pd.DataFrame)
    assert_type(links.to_polars(), pl.DataFrame)
    assert_type(workspace.query("participations-by-group", as_of="2010-01-12"), Rows | bool | Statements)
    assert_type(workspace.explain("a", "b"), Explanation)
    assert_type(workspace.entity("a"), Entity)
    assert_type(workspace.entity("a").facts, Rows)
    assert_type(workspace.network("agency-group"), nx.Graph[str])
    assert_type(workspace.graph, rdflib.Dataset)
