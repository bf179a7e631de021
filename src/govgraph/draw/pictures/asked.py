"""Which links a picture is to show, of whom and of what, and what of each link is its weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from govgraph.analysis.filters import as_option
from govgraph.analysis.links import BASES, SOURCES, TARGETS, links
from govgraph.analysis.questions import one_of
from govgraph.errors import UsageError
from govgraph.research.rows import Rows
from govgraph.store.port import Store

VALUES: Final = ("agencies", "projects", "evidence", "amount")
"""What a link can be weighed by: distinct agencies, distinct projects, records, or baht."""

_OF_PROJECTS: Final = ("projects", "amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Links from sources to targets on one basis, weighed by one value."""

    source: str
    target: str
    basis: str
    value: str
    area: str | None = None
    fiscal_year: int | None = None
    as_of: date | None = None
    min_confidence: str | None = None

    @classmethod
    def of(
        cls,
        source: str = "ministry",
        target: str = "theme",
        basis: str | None = None,
        value: str = "agencies",
        *,
        area: str | None = None,
        fiscal_year: int | None = None,
        as_of: date | None = None,
        min_confidence: str | None = None,
    ) -> Self:
        """Return what is asked, on the basis that fits if none is named; refuse what makes no sense together."""
        one_of(source, SOURCES, "source")
        one_of(target, TARGETS, "target")
        one_of(value, VALUES, "value")
        basis = one_of(basis or _usual_basis(target, value), BASES, "basis")
        if value in _OF_PROJECTS and basis != "project":
            raise UsageError(
                th=f"ความเชื่อมโยงบนฐาน {basis} ไม่มีโครงการและจำนวนเงิน: ใช้ value {value} กับ basis project เท่านั้น",
                en=f"Links on the basis {basis} have no projects and no money: {value} goes with project only.",
            )
        if basis == "participation" and area is not None:
            raise UsageError(
                th="การเข้าร่วมกลุ่มย่อยไม่ได้อยู่ในพื้นที่ใด: ใช้ area กับฐานอื่น",
                en="A seat in a group is in no area: use area with another basis.",
            )
        return cls(
            source=source, target=target, basis=basis, value=value, area=area,
            fiscal_year=fiscal_year, as_of=as_of, min_confidence=min_confidence,
        )  # fmt: skip

    @property
    def usual(self) -> bool:
        """Tell whether the links are the agencies that sat in groups, as the workshop recorded them."""
        return (self.basis, self.value) == ("participation", "agencies")

    def ask(self, store: Store, *, source: str | None = None, target: str | None = None) -> Rows:
        """Return the links as rows; with money also what several share and what names no target, so that it adds up.

        ``source`` and ``target`` ask the same of another level. Raises :class:`govgraph.errors.UsageError` where there
        is none.
        """
        rows = links(
            store,
            source or self.source,
            target or self.target,
            basis=self.basis,
            area=self.area,
            fiscal_year=self.fiscal_year,
            as_of=self.as_of,
            min_confidence=self.min_confidence,
            with_unassigned=self.value == "amount",
        )
        if not len(rows):
            others = ", ".join(basis for basis in BASES if basis != self.basis)
            raise UsageError(
                th=f"ไม่มีความเชื่อมโยงตามที่ถามบนฐาน {self.basis} จึงไม่มีอะไรให้วาด (ฐานอื่น: {others})",
                en=f"There is no such link on the basis {self.basis}: nothing to draw (other bases: {others}).",
            )
        return rows

    def record(self, kind: str, *, steps: bool = False) -> str:
        """Return the command that draws the picture, for the file to tell; nothing for the one without options."""
        if not steps and self == Asked.of():
            return ""
        options = {
            "columns": 3 if steps else None, "source": self.source, "target": self.target, "basis": self.basis,
            "value": self.value, "area": self.area, "fiscal_year": self.fiscal_year, "as_of": self.as_of,
            "min_confidence": self.min_confidence,
        }  # fmt: skip
        return asked_for(kind, options)


def asked_for(kind: str, options: Mapping[str, object]) -> str:
    """Return the command that draws a picture with the options that are given.

    >>> asked_for("ego", {"focus": "id:agency/boi", "as_of": None})
    'govgraph draw ego --focus id:agency/boi'
    >>> asked_for("network", {"include_unknown": True})
    'govgraph draw network --include-unknown'
    """
    given = (
        as_option(name) if value is True else f"{as_option(name)} {value}"
        for name, value in options.items()
        if value is not None
    )
    return " ".join(("govgraph draw", kind, *given))


def _usual_basis(target: str, value: str) -> str:
    if value in _OF_PROJECTS:
        return "project"
    return "participation" if target == "theme" else "theme"
