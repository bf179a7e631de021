"""Who is linked to what: one row a link and basis, counted in the store.

The meanings are those of section 8 of the design. In short:

* ``participation``: an agency of the source sat in a group on the theme;
* ``theme``: that group's theme is a theme of the strategy, by our own classification, so it is ``inferred``;
* ``project``: a project under the target involves an agency of the source, or asks it for money or support; where
  its area or theme was read from a text, the link is ``inferred``.

Amounts are those of the latest stage on record of a project in a fiscal year, never of two stages added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, ask, number, one_of, text
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.research.rows import Cell, Column, Kind, Rows, named
from govgraph.store.port import Store

SOURCES: Final = ("ministry", "department", "agency")
TARGETS: Final = ("theme", "strategy", "plan", "province", "cluster")
BASES: Final = ("participation", "theme", "project")
STATEMENTS: Final = ("vision", "mission", "strategy")
CONFIDENCES: Final = ("confirmed", "probable", "unconfirmed")

SHARED: Final = "shared"
UNASSIGNED: Final = "unassigned"
_NOT_A_THING: Final = {
    SHARED: Label("ร่วมกันหลายแห่ง", "shared by several"),
    UNASSIGNED: Label("ไม่ระบุ", "not assigned"),
}

COLUMNS: Final = (
    *named("source", Label("ต้นทาง", "source")),
    *named("target", Label("ปลายทาง", "target")),
    Column("basis", Label("ฐานของความเชื่อมโยง", "basis")),
    Column("agencies", Label("จำนวนหน่วยงาน", "agencies"), Kind.INTEGER),
    Column("projects", Label("จำนวนโครงการ", "projects"), Kind.INTEGER),
    Column("amount_thb", Label("จำนวนเงิน (บาท)", "amount (THB)"), Kind.DECIMAL),
    Column("evidence", Label("จำนวนหลักฐาน", "evidence"), Kind.INTEGER),
    Column("confidence", Label("ความเชื่อมั่น", "confidence")),
    Column("period_status", Label("สถานะช่วงเวลา", "period status")),
    Column("derivation", Label("ที่มาของข้อความ", "derivation")),
    Column("statement", Label("ชนิดข้อความ", "statement")),
    *named("area", Label("พื้นที่", "area")),
    Column("through", Label("ผ่านหน่วยงาน", "through")),
    Column("through_th", Label("ชื่อหน่วยงานที่ผ่าน", "through (Thai)")),
    Column("through_en", Label("ชื่อหน่วยงานที่ผ่าน (อังกฤษ)", "through (English)")),
    Column("stage", Label("ขั้นของจำนวนเงิน", "stage of the amounts")),
)

_JURISDICTION = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?body WHERE {{ ?body gov:jurisdiction <@area@> . ?body a ?class .
  VALUES ?class {{ gov:ProvincialAdministration gov:ProvincialCluster }} }} ORDER BY ?body
"""


def links(
    store: Store,
    source: str = "ministry",
    target: str = "theme",
    *,
    area: str | None = None,
    basis: str | None = None,
    fiscal_year: int | None = None,
    statement: str | None = None,
    include_unknown: bool = False,
    with_unassigned: bool = False,
    as_of: date | None = None,
    min_confidence: str | None = None,
) -> Rows:
    """Return one row for each link and basis, in a fixed order.

    ``area`` is the IRI of a province, a cluster (with the provinces that were its members) or of their area.
    An amount that names several sources or targets goes whole to ``shared``, one that names none to
    ``unassigned``; ``with_unassigned`` shows these rows, and those of budget lines without a project (``projects`` is
    0), and then the column adds up to all money on record. ``min_confidence`` counts only evidence that is at least
    so sure.
    """
    one_of(source, SOURCES, "source")
    one_of(target, TARGETS, "target")
    bases = _bases(target, basis, statement)
    scope: dict[str, str | int | date | bool | None] = {
        "level": source,
        "as_of": as_of,
        "fiscal_year": fiscal_year,
        "min_confidence": min_confidence and one_of(min_confidence, CONFIDENCES, "min_confidence"),
    }
    narrow: dict[str, str | int | date | bool | None] = {
        **scope,
        "target_kind": target,
        "area": area and _body_of(store, area),
        "statement": statement,
        "include_unknown": include_unknown,
    }
    found: list[Record] = []
    if "participation" in bases and area is None:  # a seat in a group is in no area
        found += _marked(ask(store, "themes-by-participation", **scope), "participation", target, "stated")
    if "theme" in bases:
        found += _marked(ask(store, "strategies-by-theme", **narrow), "theme", target, "inferred")
    if "project" in bases and not (statement and target != "strategy"):
        by_project = _marked(ask(store, "strategies-by-project", **narrow), "project", target)
        if by_project or with_unassigned:
            by_project = _with_money(by_project, ask(store, "money", **narrow), everything=with_unassigned)
        found += by_project
    return Rows.of(COLUMNS, sorted(_named(store, found), key=_order))


def strategies_on_record(store: Store, as_of: date | None = None) -> Rows:
    """Return how many strategic statements are on record, by area, kind and period status.

    ``yes``: the period of the plan is stated; ``probable``: it was inferred; ``unknown``: none is known. As of a
    date, statements known to be of another time are left out.
    """
    found = ask(store, "strategies-on-record", as_of=as_of)
    labels = labels_of(store, (text(row["area"]) for row in found))
    for row in found:
        label = labels[text(row["area"])]
        row["area_th"], row["area_en"] = label.th, label.en
    columns = (
        *named("area", Label("พื้นที่", "area")),
        Column("area_kind", Label("ชนิดพื้นที่", "kind of area")),
        Column("statement", Label("ชนิดข้อความ", "statement")),
        Column("status", Label("สถานะช่วงเวลา", "period status")),
        Column("statements", Label("จำนวนข้อความ", "statements"), Kind.INTEGER),
    )
    return Rows.of(columns, found)


def _bases(target: str, basis: str | None, statement: str | None) -> tuple[str, ...]:
    possible = ("participation", "project") if target == "theme" else ("theme", "project")
    if statement is not None:
        one_of(statement, STATEMENTS, "statement")
        if target == "theme":
            raise UsageError(
                th="ด้านไม่มีชนิดข้อความ: ใช้ --statement กับ --to theme ไม่ได้",
                en="Themes are no statements: --statement means nothing with --to theme.",
            )
    if basis is None:
        return possible
    if one_of(basis, BASES, "basis") not in possible:
        listed = ", ".join(possible)
        raise UsageError(
            th=f"ความเชื่อมโยงไปยัง {target} ไม่มีฐาน {basis} มีแต่: {listed}",
            en=f"Nothing is linked to a {target} on the basis {basis}; there is: {listed}.",
        )
    return (basis,)


def _body_of(store: Store, area: str) -> str:
    """Return the province or cluster that is in charge of an area; a province or cluster is itself."""
    found = store.select(_JURISDICTION.replace("@area@", area)).rows
    return found[0][0].value if found and found[0][0] is not None else area  # type: ignore[union-attr]


def _marked(rows: Iterable[Record], basis: str, target: str, derivation: str | None = None) -> list[Record]:
    """Say on what basis rows stand, and how they are known where the query does not tell."""
    marked = []
    for found in rows:
        row = {**found, "basis": basis, "through": _sorted(found.get("through"))}
        row.setdefault("derivation", derivation)
        row.setdefault("projects", 0)
        row["period_status"] = row.get("period_status") or None
        if target != "strategy":
            row["statement"] = None
        if target in ("province", "cluster"):
            row["area"] = row["target"]
        marked.append(row)
    return marked


def _with_money(rows: list[Record], money: Iterable[Record], *, everything: bool) -> list[Record]:
    """Put each amount of projects on its link; with ``everything`` add the amounts that stand on none.

    What lines without a project bring to a pair of things is a row of its own: it is the amount of no link.
    """
    amounts: dict[tuple[str, str, bool], Record] = {}
    for found in money:
        source, target = text(found["source"]), text(found["target"])
        pair = (source, target, bool(found["of_project"]) and not {source, target} & _NOT_A_THING.keys())
        amounts[pair] = _together(amounts[pair], found) if pair in amounts else found
    for row in rows:
        amount = amounts.pop((text(row["source"]), text(row["target"]), True), {})
        row["amount_thb"], row["stage"] = amount.get("amount_thb"), _sorted(amount.get("stage"))
    if everything:
        left = ({**amount, "stage": _sorted(amount["stage"]), "basis": "project"} for amount in amounts.values())
        rows = [*rows, *left]
    for row in rows:
        value = row["amount_thb"]
        row["amount_thb"] = Decimal(value) if isinstance(value, int) else value
    return rows


def _together(one: Record, other: Record) -> Record:
    """Return the sum of two rows that have no record in common."""
    counted = {column: number(one[column]) + number(other[column]) for column in ("projects", "evidence")}
    amount = sum((Decimal(text(row["amount_thb"])) for row in (one, other)), Decimal(0))
    stages = f"{text(one['stage'])} {text(other['stage'])}"
    derivation = "inferred" if "inferred" in (one["derivation"], other["derivation"]) else "stated"
    return {**one, **counted, "amount_thb": amount, "stage": stages, "derivation": derivation}


def _named(store: Store, rows: list[Record]) -> Iterable[Record]:
    things = {text(row.get(column)) for row in rows for column in ("source", "target", "area")}
    things.update(iri for row in rows for iri in text(row.get("through")).split())
    labels: Mapping[str, Label] = {**labels_of(store, things - set(_NOT_A_THING)), **_NOT_A_THING, "": Label()}
    for row in rows:
        for column in ("source", "target", "area"):
            label = labels[text(row.get(column))]
            row[f"{column}_th"], row[f"{column}_en"] = label.th, label.en
        through = [labels[iri] for iri in text(row.get("through")).split()]
        row["through_th"] = "; ".join(label.text("th") for label in through) or None
        row["through_en"] = "; ".join(label.text("en") for label in through) or None
        yield row


def _sorted(listed: Cell) -> str | None:
    return " ".join(sorted(set(text(listed).split()))) or None


def _order(row: Mapping[str, Cell]) -> tuple[bool, str, bool, str, int, bool]:
    source, target = text(row["source"]), text(row["target"])
    linked = row.get("confidence") is not None
    return source in _NOT_A_THING, source, target in _NOT_A_THING, target, BASES.index(text(row["basis"])), not linked
