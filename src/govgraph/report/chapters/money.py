"""Where the money on record goes: by area, by department, by project; what names several, and what names none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govgraph.analysis.links import SHARED, UNASSIGNED
from govgraph.analysis.measures.concentration import concentration
from govgraph.analysis.measures.figure import NotDefined
from govgraph.analysis.measures.money import Money
from govgraph.analysis.questions import Record, number, text
from govgraph.lineage import Evidence
from govgraph.model import Label
from govgraph.report.chapter import Table
from govgraph.report.claims import Claim, baht, listed, share
from govgraph.report.inquiry import Inquiry, label
from govgraph.research.rows import Cell, Column, Kind, Rows, named


@dataclass(slots=True)
class Purse(Money):
    """Money by thing, with what the things are called."""

    names: dict[str, Label] = field(default_factory=dict)

    @property
    def ranked(self) -> list[tuple[str, Decimal]]:
        """The things by amount, the largest first."""
        return sorted(((thing, held) for thing, held in self.by.items() if held), key=lambda item: (-item[1], item[0]))


def purse(rows: Iterable[Mapping[str, Cell]], end: str) -> Purse:
    """Add up the amounts of links by ``source`` or ``target``."""
    found = Purse()
    for row in rows:
        amount = row["amount_thb"]
        if isinstance(amount, Decimal):
            thing = text(row[end])
            found.add(thing, amount)
            found.names[thing] = label(row, end)
    return found


def adds_up(found: Purse, what: Label, evidence: tuple[Evidence, ...]) -> Claim:
    """Say how much there is, how much of it stands on one thing each, and how much does not."""
    total, linked = found.total, sum(found.by.values(), Decimal(0))
    return Claim(
        Label(
            f"เงินที่มีบันทึก {baht(total).th}: ระบุ{what.th}เดียว {baht(linked).th} "
            f"ระบุหลาย{what.th} {baht(found.shared).th} ไม่ระบุ{what.th} {baht(found.unassigned).th}",
            f"{baht(total).en} are on record: {baht(linked).en} name one {what.en} each, {baht(found.shared).en} "
            f"several, {baht(found.unassigned).en} no {what.en}.",
        ),
        ("reckoned",),
        evidence,
    )


def unequal(found: Purse, noun: Label, evidence: tuple[Evidence, ...]) -> tuple[Claim, ...]:
    """Say who holds most, and how unequally it is held (Gini, from 0 to 1); nothing where fewer than two hold any."""
    ranked = found.ranked
    if len(ranked) < 2:
        return ()
    linked = sum(found.by.values(), Decimal(0))
    gini = concentration(found.by.values()).gini_normalised
    told = "" if isinstance(gini, NotDefined) else f"{float(gini):.2f}"
    top = listed(
        (
            Label(
                f"{found.names[thing].text('th')} {baht(held).th} ({share(held, linked).th})",
                f"{found.names[thing].text('en')} {baht(held).en} ({share(held, linked).en})",
            )
            for thing, held in ranked[:3]
        ),
        most=3,
    )
    return (
        Claim(
            Label(
                f"เงินที่ระบุ{noun.th}เดียวอยู่ที่ {len(ranked)} {noun.th} มากที่สุดคือ {top.th}"
                + (f" ค่าจีนี {told} (0 เท่ากันหมด 1 อยู่ที่เดียว)" if told else ""),
                f"Of the money that names one {noun.en}, {len(ranked)} hold some; most has {top.en}"
                + (f"; Gini {told} (0: all alike, 1: one has all)." if told else "."),
            ),
            ("reckoned",),
            evidence,
        ),
    )


def amounts_file(found: Purse) -> Rows:
    """Return the amounts of a purse as a table: by thing, the largest first, then what names several and what none."""
    rest = ((SHARED, found.shared), (UNASSIGNED, found.unassigned))
    return Rows.of(
        (
            *named("thing", Label("สิ่ง", "thing")),
            Column("amount_thb", Label("จำนวนเงิน (บาท)", "amount (THB)"), Kind.DECIMAL),
        ),
        [
            {
                "thing": thing,
                "thing_th": found.names[thing].th,
                "thing_en": found.names[thing].en,
                "amount_thb": amount,
            }
            for thing, amount in (*found.ranked, *rest)
            if amount
        ],
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """A project, or budget lines without one: the amount of its latest stage, who and where."""

    name: Label
    amount: Decimal
    agencies: tuple[Label, ...]
    places: tuple[Label, ...]
    stage: str
    records: tuple[str, ...]


def projects(rows: Sequence[Record]) -> list[Spent]:
    """Return the projects among budget records, each with the amounts of its latest stage; the largest first."""
    by_project: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        if row["project"]:
            by_project[text(row["project"])].append(row)
    found = []
    for there in by_project.values():
        latest = max(number(row["stage_rank"]) for row in there)
        last = {text(row["record"]): row for row in there if number(row["stage_rank"]) == latest}
        found.append(
            Spent(
                label(there[0], "project"),
                sum((_decimal(row["amount_thb"]) for row in last.values()), Decimal(0)),
                tuple(dict.fromkeys(label(row, "agency") for row in there if row["agency"])),
                tuple(dict.fromkeys(label(row, "place") for row in there if row["place"])),
                text(next(iter(last.values()))["stage"]),
                tuple(sorted({text(row["record"]) for row in there})),
            )
        )
    return sorted(found, key=lambda spent: (-spent.amount, spent.name.text("th"), spent.records))


def projects_table(inquiry: Inquiry, rows: Sequence[Record], most: int = 15) -> Table:
    """Return the largest projects with where each is written."""
    found = projects(rows)
    return Table.of(
        "budget-records",
        Label("โครงการที่มีเงินมากที่สุด", "The largest projects"),
        (
            Label("โครงการ", "Project"),
            Label("หน่วยงาน", "Bodies"),
            Label("พื้นที่", "Areas"),
            Label("จำนวนเงิน (บาท)", "Amount (THB)"),
            Label("ที่มา", "Source"),
        ),
        [
            (
                spent.name,
                listed(spent.agencies, most=3),
                listed(spent.places, most=4),
                spent.amount,
                inquiry.references.cite(inquiry.evidence(spent.records)) if at < most else None,
            )
            for at, spent in enumerate(found)
        ],
        most=most,
    )


def _decimal(cell: Cell) -> Decimal:
    return Decimal(text(cell)) if cell is not None else Decimal(0)
