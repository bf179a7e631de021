"""Who links the groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.model import Label

NOBODY: Final = Label(th="ไม่มีหน่วยงานใดอยู่มากกว่าหนึ่งกลุ่ม", en="No body sits in more than one group")
"""What stands in the middle of the bridges where there are none."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group: its number and name, those who are in this group only, and how many are in it altogether.

    ``mark`` is what stands for it where its number names several groups; without one that is the number.
    """

    key: str
    number: int
    label: Label
    members: tuple[Label, ...]
    count: int
    mark: str = ""

    @property
    def sign(self) -> str:
        """What stands for the group in the picture."""
        return self.mark or str(self.number)


@dataclass(frozen=True, slots=True)
class Bridge:
    """One who is in several groups, named by their keys."""

    label: Label
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgesScene:
    """Who links the groups: cards of the groups, and between them those who sit in more than one."""

    caption: Caption
    groups: tuple[GroupCard, ...]
    bridges: tuple[Bridge, ...]
    nobody: Label = NOBODY

    def __post_init__(self) -> None:
        keys = [group.key for group in self.groups]
        refuse_empty("bridges", keys)
        refuse_repeats(keys)
        members = (label for group in self.groups for label in (group.label, *group.members))
        refuse_nameless((*members, *(bridge.label for bridge in self.bridges)))
        for bridge in self.bridges:
            refuse_repeats(bridge.groups)
            for key in bridge.groups:
                refuse_unknown(key, keys)
