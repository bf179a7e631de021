"""What would be otherwise if a ministry were not there."""

from __future__ import annotations

from collections import Counter

from govgraph.analysis.marks import with_legend
from govgraph.analysis.questions import text
from govgraph.analysis.supposed import Scenario, what_if
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.chapters.linked import evidence_of
from govgraph.report.claims import Claim, listed
from govgraph.report.inquiry import Inquiry, label
from govgraph.research.rows import Rows

SUPPOSED = Label(
    "เป็นการสมมติจากสิ่งที่มีบันทึกเท่านั้น: หน่วยงานที่ไม่อยู่อาจมีผู้อื่นทำแทนโดยไม่มีใครบันทึกไว้",
    "Supposed from what is on record only: an agency that is not there may be replaced by one of which nobody wrote.",
)


def without(inquiry: Inquiry, ministry: str) -> Chapter | None:
    """Tell which groups would fall apart and what would lose its last link; ``None`` where nothing would change."""
    supposed = what_if(inquiry.store, Scenario(without=(ministry,)), as_of=inquiry.day)
    effects = [
        row
        for row in supposed
        if not (row["effect"] == "new-gap" and row["subject"] == ministry)
        and not (row["effect"] == "link-lost" and row["subject"] == ministry)
    ]
    seats = inquiry.evidence(seat.iri for seat in inquiry.seats() if seat.ministry == ministry)
    if not effects and not seats:
        return None
    counts = Counter(text(row["effect"]) for row in effects)
    apart = next((row for row in effects if row["effect"] == "groups-apart"), None)
    lost = [label(row, "subject") for row in effects if row["effect"] == "new-gap"]
    named = listed(lost, most=3)
    projects = evidence_of(inquiry, (row for row in inquiry.of_year() if row["project"])) if lost or not seats else ()
    th = [f"กลุ่มย่อยจะขาดจากกัน ({apart['why_th']})" if apart else "กลุ่มย่อยยังต่อถึงกันเหมือนเดิม"]
    en = [f"the groups would fall apart ({apart['why_en']})" if apart else "the groups would hang together as before"]
    th.append(
        f"มี {counts['new-gap']} รายการที่จะขาดหน่วยงานส่วนกลางรองรับ ({named.th})"
        if lost
        else "ไม่มีข้อความหรือพื้นที่ใดขาดหน่วยงานรายสุดท้าย"
    )
    en.append(
        f"{counts['new-gap']} would have no central agency behind them any more ({named.en})"
        if lost
        else "nothing would lose its last central agency"
    )
    claim = Claim(
        Label(f"ถ้าไม่มีกระทรวงนี้ {' และ'.join(th)}", f"Without the ministry {' and '.join(en)}."),
        ("reckoned",),
        (*seats, *projects),
    )
    table = Table.of(
        "without",
        Label("สิ่งที่จะเปลี่ยน", "What would change"),
        (Label("ผล", "Effect"), Label("สิ่งที่กระทบ", "What"), Label("คำอธิบาย", "Explanation")),
        [(label(row, "effect"), label(row, "subject"), label(row, "why")) for row in effects],
        most=12,
    )
    title = Label("ถ้าไม่มีกระทรวงนี้", "Without the ministry")
    return Chapter(
        "without",
        title,
        (claim,),
        said=with_legend(SUPPOSED, inquiry.seats()),
        tables=(table,) if effects else (),
        files={"without": Rows.of(supposed.columns, effects)} if effects else {},
    )
