"""What is not on record: strategies that nobody stands behind, areas without a strategy, who is not there."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.analysis.gaps import REASONS, gaps
from govgraph.analysis.questions import text
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.claims import ABSENT, Claim, listed
from govgraph.report.inquiry import Inquiry, label
from govgraph.report.words import GAP_KINDS
from govgraph.research.rows import Cell, Rows

NOT_ON_RECORD = Label("สิ่งที่ไม่พบในหลักฐาน ไม่ได้แปลว่าไม่มีอยู่จริง", "What is not on record need not be missing from the world.")


def missing(
    inquiry: Inquiry, *, kinds: Iterable[str] = tuple(GAP_KINDS), about: frozenset[str] | None = None
) -> Chapter:
    """Tell the gaps as of the day; of these ``kinds``, and ``about`` these provinces and clusters only."""
    found = gaps(inquiry.store, as_of=inquiry.day)
    areas = {text(row["node"]): text(row["area"]) for row in inquiry.ask("statements-as-of", as_of=inquiry.day)}

    def concerned(row: dict[str, Cell]) -> bool:
        subject = text(row["subject"])
        return text(row["kind"]) in kinds and (about is None or areas.get(subject, subject) in about)

    kept = [row for row in found if concerned(row)]
    by_kind: dict[tuple[str, str], list[Label]] = {}
    for row in kept:
        by_kind.setdefault((text(row["kind"]), text(row["why"])), []).append(label(row, "subject"))
    claims = [_gap(kind, why, subjects) for (kind, why), subjects in by_kind.items()] or [
        Claim(Label("ไม่พบช่องว่างในสิ่งที่มีบันทึก", "No gap was found in what is on record."), (ABSENT,))
    ]
    table = Table.of(
        "gaps",
        Label("ช่องว่างทีละรายการ", "The gaps one by one"),
        (Label("ชนิด", "Kind"), Label("สิ่งที่ขาด", "What"), Label("เหตุผล", "Why")),
        [(GAP_KINDS[text(row["kind"])], label(row, "subject"), REASONS[text(row["why"])]) for row in kept],
        most=12,
    )
    return Chapter(
        "gaps",
        Label("ช่องว่าง", "The gaps"),
        tuple(claims),
        said=NOT_ON_RECORD,
        tables=(table,) if kept else (),
        files={"gaps": Rows.of(found.columns, kept)} if kept else {},
    )


def _gap(kind: str, why: str, subjects: list[Label]) -> Claim:
    named = listed(subjects, most=4) if kind != "strategy" else Label("", "")
    th, en = (f": {named.th}", f": {named.en}") if named.text() else ("", "")
    return Claim(
        Label(
            f"{GAP_KINDS[kind].th} {len(subjects)} รายการ {REASONS[why].th}{th}",
            f"{GAP_KINDS[kind].en}, {len(subjects)}: {REASONS[why].en}{en}.",
        ),
        (ABSENT,),
    )
