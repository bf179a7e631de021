"""Nothing overlaps or is cut, in every kind, language and size: of the shipped data, long names, and real budget files.

Measured from text extents, without painting: no text leaves the page or its box or lies on another, none is below six
points, and no line of a name begins or ends where Thai does not let it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from govgraph import thai
from govgraph.draw import Scene
from govgraph.draw.layout import lay_out
from govgraph.draw.layout.page import SIZES
from govgraph.draw.marks import Drawing
from govgraph.draw.pictures import KINDS, picture
from govgraph.draw.text import LEAST
from govgraph.model import Label
from govgraph.names import ID
from govgraph.store import open_store
from govgraph.thai.breaking import GOVERNANCE_WORDS
from tests.conftest import Budget
from tests.draw import test_tiers, test_tiles, test_timeline
from tests.draw.conftest import made_up_bridges
from tests.draw.linked import (
    foldable_flow,
    foldable_matrix,
    made_up_cascade,
    money_matrix,
    neighbours,
    one_kind,
    two_kinds,
)
from tests.draw.sixty import long_named
from tests.draw.test_layout import LANGUAGES, faults
from tests.draw.test_links_layout import hidden

ON_PAPER = ("a4", "a4-portrait", "a3", "a3-portrait", "slide")
FEW = ("a4", "slide")
NEVER_FIRST = frozenset("ะาำๆฯ" + "".join(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F)))))

Asked = tuple[str, dict[str, Any]]
SHIPPED: dict[str, Asked] = {
    "bridges": ("bridges", {}),
    "flow": ("flow", {}),
    "flow in two steps": ("flow", {"columns": 3}),
    "flow to clusters": ("flow", {"target": "cluster"}),
    "matrix": ("matrix", {}),
    "matrix of strategies": ("matrix", {"target": "strategy"}),
    "tiers": ("tiers", {}),
    "tiles": ("tiles", {}),
    "tiles by statements": ("tiles", {"measure": "statements"}),
    "network": ("network", {}),
    "network of clusters": ("network", {"projection": "ministry-cluster"}),
    "network of ministries": ("network", {"projection": "ministry-ministry"}),
    "ego": ("ego", {"focus": f"{ID}ministry/moac"}),
    "timeline": ("timeline", {}),
    "timeline of a province": ("timeline", {"focus": f"{ID}province/TH-86"}),
}
FULLY = ("bridges", "flow", "flow in two steps", "matrix", "tiers", "tiles", "network", "ego", "timeline")
"""Of each kind one picture in all sizes, the others in few."""

MONEY: dict[str, Asked] = {
    "matrix": ("matrix", {"target": "province", "value": "amount", "fiscal_year": 2565}),
    "flow in two steps": ("flow", {"target": "theme", "value": "amount", "fiscal_year": 2565, "columns": 3}),
    "flow": ("flow", {"source": "department", "target": "theme", "basis": "project"}),
    "tiles": ("tiles", {"measure": "amount"}),
    "network": ("network", {"projection": "department-theme", "basis": "project"}),
    "ego": ("ego", {"focus": f"{ID}agency/rid"}),
}


@cache
def sixty() -> dict[str, Scene]:
    """Every kind with names of sixty characters in both languages, no two alike, and more than a page holds."""
    return {
        "bridges": long_named(made_up_bridges(6, 8, 5)),
        "flow": long_named(foldable_flow(18, 12)),
        "flow in two steps": long_named(made_up_cascade(8, 30, 6)),
        "matrix": long_named(foldable_matrix(40, 12)),
        "matrix of money": long_named(money_matrix(30, 10)),
        "tiers": long_named(test_tiers.made_up(1, linked=True)),
        "tiles": long_named(test_tiles.made_up(6, 9, 4), "tiles", "cluster_heading"),
        "network": long_named(two_kinds(5, 6, 6)),
        "ring": long_named(one_kind(8)),
        "ego": long_named(neighbours(14, 3, 2)),
        "timeline": long_named(test_timeline.made_up(2, 14)),
    }


SIXTY = (
    "bridges", "flow", "flow in two steps", "matrix", "matrix of money", "tiers", "tiles", "network", "ring", "ego",
    "timeline",
)  # fmt: skip


def told(value: Any) -> Iterator[str]:
    """Every name in a scene, in both languages."""
    if isinstance(value, Label):
        yield from (" ".join(text.split()) for text in (value.th, value.en) if text)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from told(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from told(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for own in fields(value):
            yield from told(getattr(value, own.name))


Lines = dict[str, list[list[str]]]


def lines_of(drawing: Drawing) -> Lines:
    """The lines by their first signs, each with those below it in the same type, without spaces."""
    texts = [
        ("".join(t.line.split()), t.size, t.bold, t.anchor, t.upright, round(t.y if t.upright else t.x, 3))
        for t in drawing.texts
    ]
    found: Lines = defaultdict(list)
    for at, (line, *looks) in enumerate(texts):
        following = [one for one, *others in texts[at : at + 9] if others == looks]
        found[line[:2]].append(following)
    return found


def breaks(name: str, lines: Lines) -> Iterator[int]:
    """Where a name is cut in lines that follow on each other: after how many of its signs, without spaces."""
    whole = "".join(name.split())
    for following in lines.get(whole[:2], ()):
        if following[0] != whole and whole.startswith(following[0]):
            ends = list(accumulate(map(len, following)))
            if len(whole) in ends and whole.startswith("".join(following[: ends.index(len(whole)) + 1])):
                yield from ends[: ends.index(len(whole))]


@cache
def edges_of(name: str) -> frozenset[int]:
    """After how many of its signs, without spaces, a name may be cut: where a word ends."""
    return frozenset(accumulate(len("".join(word.split())) for word in thai.words(name)))


@pytest.mark.parametrize("word", GOVERNANCE_WORDS)
def test_no_word_of_the_list_has_an_edge_inside(word: str) -> None:
    assert edges_of(word) == {len(word)}


def badly_broken(scene: Scene, drawing: Drawing) -> list[str]:
    """Name every line that begins with a sign that cannot, and every name that is cut inside a word."""
    found = [f"begins badly: {text.line}" for text in drawing.texts if text.line[:1] in NEVER_FIRST]
    lines = lines_of(drawing)
    for name in set(told(scene)):
        cuts = set(breaks(name, lines))
        if not cuts:
            continue
        edges = edges_of(name)
        if cuts - edges:
            found.append(f"cut inside a word: {name} after {sorted(cuts - edges)}")
    return found


def must_fit(scene: Scene, lang: str, sizes: tuple[str, ...]) -> None:
    for size in sizes:
        drawing = lay_out(scene, lang=lang, size=size)
        assert faults(drawing) == [], size
        assert hidden(drawing) == [], size
        assert badly_broken(scene, drawing) == [], size
        smallest = min(drawing.texts, key=lambda text: text.size)
        assert smallest.size >= LEAST >= 6, (size, smallest.line)


@pytest.fixture(scope="module")
def shipped(built: Path) -> dict[str, Scene]:
    with open_store(built) as store:
        return {name: picture(store, kind, **options) for name, (kind, options) in SHIPPED.items()}


@pytest.fixture(scope="module")
def money(budget: Budget) -> dict[str, Scene]:
    with open_store(budget.folder) as store:
        return {name: picture(store, kind, **options) for name, (kind, options) in MONEY.items()}


def test_every_kind_and_size_is_looked_at() -> None:
    assert {SHIPPED[name][0] for name in FULLY} == set(KINDS)
    assert set(ON_PAPER) <= set(SIZES)
    assert set(sixty()) == set(SIXTY)
    names = [name for scene in sixty().values() for name in told(scene) if len(name) >= 54]
    assert len(names) > 300


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_data(shipped: dict[str, Scene], name: str, lang: str) -> None:
    must_fit(shipped[name], lang, ON_PAPER if name in FULLY else FEW)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SIXTY)
def test_names_of_sixty_characters(name: str, lang: str) -> None:
    must_fit(sixty()[name], lang, ON_PAPER)


@pytest.mark.parametrize("lang", ["th", "both"])
@pytest.mark.parametrize("name", MONEY)
def test_real_budget_files(money: dict[str, Scene], name: str, lang: str) -> None:
    must_fit(money[name], lang, FEW)


def test_the_check_itself_finds_lines_that_are_badly_broken(shipped: dict[str, Scene]) -> None:
    scene = shipped["timeline of a province"]
    drawing = lay_out(scene, lang="th", size="a4")
    name = next(name for name in told(scene) if len(name) > 20 and name in {text.line for text in drawing.texts})
    at = len(thai.words(name)[0]) + 1
    text = next(text for text in drawing.texts if text.line == name)
    others = tuple(mark for mark in drawing.marks if mark is not text)
    halves = (replace(text, line=name[:at]), replace(text, line=name[at:]))
    broken = replace(drawing, marks=(*others, *halves))
    assert badly_broken(scene, drawing) == []
    assert any(name in found for found in badly_broken(scene, broken))
    begun = replace(drawing, marks=(*others, replace(text, line="ะบาด")))
    assert any("ะบาด" in found for found in badly_broken(scene, begun))
