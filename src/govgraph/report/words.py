"""The report's own sentences, in Thai and English: what is known, how surely, and what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from govgraph.model import Finding, Label, Severity
from govgraph.report.claims import SURE

STATEMENT_KINDS: Final = {
    "vision": Label("วิสัยทัศน์", "vision"),
    "mission": Label("พันธกิจ", "mission"),
    "strategy": Label("ประเด็นยุทธศาสตร์", "strategic issue"),
}
STATUSES: Final = {
    "yes": Label("ใช่", "yes"),
    "probable": Label("น่าจะใช่", "probably"),
    "unknown": Label("ไม่ทราบ", "not known"),
}
GAP_KINDS: Final = {
    "strategy": Label("ข้อความเชิงยุทธศาสตร์", "Strategic statements"),
    "ministry": Label("กระทรวง", "Ministries"),
    "tier": Label("ระดับการบริหาร", "Tiers"),
    "sector": Label("ภาคส่วน", "Sectors"),
    "province": Label("จังหวัด", "Provinces"),
    "cluster": Label("กลุ่มจังหวัด", "Provincial clusters"),
}


def verdict(findings: Iterable[Finding]) -> Label:
    """Say in one sentence what the shapes found."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings, remarks = (counts[s] for s in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    passed_th = "ข้อมูลผ่านการตรวจด้วย SHACL" if not errors else "ข้อมูลไม่ผ่านการตรวจด้วย SHACL"
    passed_en = (
        "The data conform to the shapes (SHACL)" if not errors else "The data do not conform to the shapes (SHACL)"
    )
    return Label(
        f"{passed_th}: ผิด {errors} เตือน {warnings} ข้อสังเกต {remarks}",
        f"{passed_en}: {errors} errors, {warnings} warnings, {remarks} remarks.",
    )


MEANINGS: Final = (
    {
        "term": Label("ฐานของความเชื่อมโยง", "Basis"),
        "text": Label(
            "participation: หน่วยงานของต้นทางเข้าร่วมกลุ่มย่อย · theme: ด้านของกลุ่มย่อยเป็นด้านของข้อความเชิงยุทธศาสตร์ด้วย "
            "การจัดด้านเป็นของเราเอง ความเชื่อมโยงจึงเป็นการอนุมาน · project: โครงการภายใต้ปลายทางมีหน่วยงานของต้นทางร่วมด้วย",
            "participation: an agency of the source sat in the group. theme: the group's theme is also a theme of the "
            "statement; the themes are our classification, so the link is inferred. project: a project under the "
            "target involves an agency of the source.",
        ),
    },
    {
        "term": Label("จำนวน", "Counts"),
        "text": Label(
            "หน่วยงานและโครงการนับโดยไม่นับซ้ำ หลักฐานนับเป็นรายการที่ไม่ซ้ำกัน (การเข้าร่วมหนึ่งครั้ง หรือข้อมูลหนึ่งแถว) ไม่ได้นับบรรทัด",
            "Agencies and projects count distinct things; evidence counts distinct records (a participation, a row), "
            "not lines of text.",
        ),
    },
    {
        "term": Label("ความเชื่อมั่น", "Confidence"),
        "text": Label(
            "เส้นทางหนึ่งเชื่อถือได้เท่ากับช่วงที่อ่อนที่สุด ความเชื่อมโยงหนึ่งเชื่อถือได้เท่ากับเส้นทางที่ดีที่สุด",
            "A path is as sure as its weakest step, a link as sure as its best path.",
        ),
    },
    {
        "term": Label("ค่าความเป็นตัวกลาง", "Betweenness"),
        "text": Label(
            "สัดส่วนของเส้นทางสั้นที่สุดระหว่างหน่วยงานและกลุ่มย่อยที่ต้องผ่านหน่วยงานนั้น ตั้งแต่ 0 ถึง 1 "
            "หน่วยงานที่ “ถ้าขาดจะแยกเครือข่าย” คือหน่วยงานที่เมื่อไม่มีแล้ว กลุ่มย่อยที่เคยต่อถึงกันจะขาดจากกัน",
            "How large a share of the shortest ways between agencies and groups leads through the agency, from 0 to 1. "
            "A cut vertex is an agency without which groups that are joined would fall apart.",
        ),
    },
    {
        "term": Label("กระทรวงในวันนั้น", "The ministry on that day"),
        "text": Label(
            "นับหน่วยงานเข้ากับกระทรวงที่สังกัดในวันของหลักฐาน เช่น สำนักงานคณะกรรมการส่งเสริมการลงทุน"
            "สังกัดกระทรวงอุตสาหกรรมในเดือนมกราคม 2553",
            "An agency counts for the ministry it was under on the day of the evidence: the Board of Investment was "
            "under Industry in January 2010.",
        ),
    },
    {
        "term": Label("ใช้อยู่ในวันนั้น", "In force on that day"),
        "text": Label(
            "“ใช่”: แหล่งข้อมูลระบุช่วงปีของแผน · “น่าจะใช่”: อนุมานจากวันที่ของแหล่งข้อมูล · ข้อความที่ไม่ทราบช่วงปีไม่นับ",
            "“yes”: a source states the years of the plan. “probably”: inferred from the date of the source. "
            "Statements of unknown years do not count.",
        ),
    },
)

_COMMANDS: Final = (
    {
        "line": "govgraph links --from department --to strategy --as-of @day@ -f xlsx -o links.xlsx",
        "text": Label("ตารางเดียวกันรายกรม เป็น Excel", "the same by department, as a workbook"),
    },
    {
        "line": "govgraph explain ministry/moac cluster/northeast-lower-2",
        "text": Label("เชื่อมกันอย่างไร ทีละช่วง พร้อมที่มา", "how two things are linked, step by step, with sources"),
    },
    {
        "line": "govgraph find ททท.",
        "text": Label("ค้นชื่อ ชื่อย่อ หรือชื่อที่สะกดผิด", "find a name, an abbreviation, or a misspelling"),
    },
    {
        "line": "govgraph show agency/boi",
        "text": Label("ข้อเท็จจริงทุกข้อของสิ่งหนึ่ง พร้อมที่มา", "every fact about a thing, with its sources"),
    },
    {
        "line": "govgraph query cluster-members --param as_of=2018-01-01",
        "text": Label("กลุ่มจังหวัด ณ วันอื่น", "the clusters as of another day"),
    },
    {
        "line": "govgraph query --list",
        "text": Label("คำถามทั้งหมดที่มีให้", "all questions of the library"),
    },
)


def commands(day: date) -> list[dict[str, Any]]:
    """Return the commands that go on from a report of a day."""
    return [{**command, "line": str(command["line"]).replace("@day@", day.isoformat())} for command in _COMMANDS]


DEGREES: Final = (
    {
        "term": SURE["confirmed"],
        "text": Label(
            "แหล่งข้อมูลระบุไว้โดยตรง หรือแหล่งข้อมูลที่เชื่อถือได้ตรงกัน", "A source states it, or reliable sources agree on it."
        ),
    },
    {
        "term": SURE["probable"],
        "text": Label(
            "มีช่วงหนึ่งของเส้นทางที่แหล่งข้อมูลไม่ได้ระบุตรง เช่น ช่วงปีของแผน หรือพื้นที่ที่อ่านจากข้อความ",
            "One step of it is not stated outright: the years of a plan, say, or an area read from a text.",
        ),
    },
    {
        "term": SURE["unconfirmed"],
        "text": Label("มีแหล่งข้อมูลเดียวที่อ่อน หรือยังไม่มีผู้ยืนยัน", "A single weak source says so, or nobody has confirmed it."),
    },
    {
        "term": SURE["inferred"],
        "text": Label(
            "ไม่มีแหล่งข้อมูลระบุความเชื่อมโยงนั้นเอง เราอนุมานจากสิ่งที่ระบุไว้ ความเชื่อมโยงหนึ่งเชื่อถือได้ไม่เกินช่วงที่อ่อนที่สุด",
            "No source states the link itself; it follows from what they state, and is no surer than its weakest step.",
        ),
    },
    {
        "term": SURE["reckoned"],
        "text": Label(
            "เป็นผลบวก ส่วนแบ่ง หรือการทดสอบ จากทุกรายการที่อ้าง คำนวณซ้ำได้จากตารางที่แนบ",
            "A sum, a share or a test over all records that are cited; the tables beside let anybody repeat it.",
        ),
    },
    {
        "term": SURE["absent"],
        "text": Label(
            "ไม่พบในสิ่งที่มีบันทึก ไม่ได้แปลว่าไม่มีอยู่จริง", "Not found in what is on record; it need not be missing from the world."
        ),
    },
    {
        "term": SURE["cannot-tell"],
        "text": Label(
            "แม้ผลที่สุดขั้วที่สุดก็ยังไม่ต่างจากความบังเอิญพอ ข้อมูลนี้จึงตอบไม่ได้",
            "Not even the most extreme outcome would have been far enough from chance: these data cannot tell.",
        ),
    },
)
