"""The kinds of things that names are looked up as: a word each, its classes, and what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from govgraph.errors import UsageError
from govgraph.model import Label

CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "ministry": ("Ministry",),
    "province": ("ProvincialAdministration", "SpecialLocalAdministration"),
    "cluster": ("ProvincialCluster",),
    "agency": ("PublicBody",),
    "organisation": ("PrivateSectorBody", "CivilSocietyBody"),
    "committee": ("Committee",),
    "strategy": ("StrategicStatement",),
    "plan": ("AreaDevelopmentPlan", "AnnualActionPlan"),
    "group": ("ThematicGroup",),
    "meeting": ("Meeting",),
    "fiscal-year": ("FiscalYear",),
}
"""The classes of a kind, with all below them; a class that fits two kinds belongs to the one named first."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"area": ("province", "cluster")}
"""Words for several kinds together."""

SCHEMES: Final = ("theme", "role", "stage", "sector", "tier")
"""Code lists that are kinds; the word is the last part of the IRI of the list."""

LABELS: Final[Mapping[str, Label]] = {
    "ministry": Label("กระทรวง", "a ministry"),
    "province": Label("จังหวัด", "a province"),
    "cluster": Label("กลุ่มจังหวัด", "a provincial cluster"),
    "agency": Label("หน่วยงาน", "an agency"),
    "organisation": Label("องค์กรนอกภาครัฐ", "an organisation outside the state"),
    "committee": Label("คณะกรรมการ", "a committee"),
    "strategy": Label("ยุทธศาสตร์", "a strategy"),
    "plan": Label("แผน", "a plan"),
    "group": Label("กลุ่มย่อย", "a group"),
    "meeting": Label("การประชุม", "a meeting"),
    "fiscal-year": Label("ปีงบประมาณ", "a fiscal year"),
    "theme": Label("ด้าน", "a theme"),
    "role": Label("บทบาท", "a role"),
    "stage": Label("ขั้นของงบประมาณ", "a stage of the budget"),
    "sector": Label("ภาคส่วน", "a sector"),
    "tier": Label("ระดับการบริหารราชการ", "a tier of administration"),
}

KINDS: Final = (*LABELS, *GROUPS)
"""Every word that a look-up may name."""


def expanded(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds meant, each once; raises :class:`govgraph.errors.UsageError` for a word that is none.

    >>> expanded(["area", "agency", "province"])
    ('province', 'cluster', 'agency')
    """
    found: dict[str, None] = {}
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(
                th=f"ไม่มีชนิด “{kind}” ใช้ได้: {', '.join(KINDS)}",
                en=f"There is no kind “{kind}”; there are: {', '.join(KINDS)}.",
            )
        found.update(dict.fromkeys(GROUPS.get(kind, (kind,))))
    return tuple(found)


def labelled(kinds: Iterable[str]) -> Label:
    """Return the kinds in words, for a sentence.

    >>> labelled(["province", "cluster"]).text("en")
    'a province or a provincial cluster'
    """
    labels = [LABELS[kind] for kind in kinds]
    return Label(" หรือ".join(label.text("th") for label in labels), " or ".join(label.text("en") for label in labels))
