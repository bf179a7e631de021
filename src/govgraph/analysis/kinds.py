"""What the nodes of projections are called, one and several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from govgraph.model import Label


@dataclass(frozen=True, slots=True)
class Noun:
    """What things of a kind are called; Thai has one form, which also counts them."""

    th: str
    en: str
    plural: str

    @property
    def label(self) -> Label:
        """The name of one of them."""
        return Label(self.th, self.en)


_NOUNS: Final[Mapping[str, Noun]] = {
    "agency": Noun("หน่วยงาน", "agency", "agencies"),
    "area": Noun("พื้นที่", "area", "areas"),
    "cluster": Noun("กลุ่มจังหวัด", "cluster", "clusters"),
    "department": Noun("กรม", "department", "departments"),
    "event": Noun("การประชุม", "event", "events"),
    "group": Noun("กลุ่มย่อย", "group", "groups"),
    "ministry": Noun("กระทรวง", "ministry", "ministries"),
    "node": Noun("จุด", "node", "nodes"),
    "plan": Noun("แผน", "plan", "plans"),
    "project": Noun("โครงการ", "project", "projects"),
    "province": Noun("จังหวัด", "province", "provinces"),
    "region": Noun("ภาค", "region", "regions"),
    "sector": Noun("ภาคส่วน", "sector", "sectors"),
    "strategy": Noun("ข้อความเชิงยุทธศาสตร์", "strategic statement", "strategic statements"),
    "theme": Noun("ด้าน", "theme", "themes"),
    "tier": Noun("ระดับการบริหาร", "tier", "tiers"),
}


def noun(kind: str) -> Noun:
    """Return what things of a kind are called; of a kind that is not known here, its own name.

    >>> noun("ministry").plural, noun("committee").plural
    ('ministries', 'committee nodes')
    """
    return _NOUNS.get(kind) or Noun(f"โหนด {kind} ", kind, f"{kind} nodes")
