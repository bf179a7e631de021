"""One thing, and what it is linked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless
from govgraph.model import Label

WHEN_UNKNOWN: Final = Label("ไม่ทราบช่วงเวลา", "period not known")
"""What is said of a neighbour whose time nobody knows."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One that the thing is linked with: since when, how sure, and whether its time is not known."""

    key: str
    label: Label
    when: Label = field(default_factory=Label)
    confidence: Label = field(default_factory=Label)
    when_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """All neighbours by one relation in one direction, the surest first; ``more`` are counted and not named.

    ``outgoing`` tells that the thing is the subject of the relation: it took part in the group, and not the other way.
    """

    key: str
    label: Label
    outgoing: bool
    neighbours: tuple[Neighbour, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoScene:
    """One thing in the middle, and around it what it is linked with, relation by relation."""

    caption: Caption
    focus: Label
    kind: Label
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        refuse_empty("ego", [relation.key for relation in self.relations])
        names = [neighbour.label for relation in self.relations for neighbour in relation.neighbours]
        refuse_nameless((self.focus, *(relation.label for relation in self.relations), *names))

    @property
    def count(self) -> int:
        """How many neighbours are named."""
        return sum(len(relation.neighbours) for relation in self.relations)
