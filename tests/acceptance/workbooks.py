"""Made-up workbooks as officials hand them in: what is wrong in each cell, what ought to be found, what was meant.

The rows are data. Each line says how it is written, how it stands once corrected, and what is to be found where;
``writers.py`` puts them into the kinds of files that offices have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

SHEET: Final = "คำขอ 2554"
TITLE: Final = "คำของบประมาณตามแผนพัฒนาจังหวัดและกลุ่มจังหวัด"
UNIT: Final = "(หน่วย : ล้านบาท)"

COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "number": ("ลำดับที่", ""),
    "code": ("รหัสโครงการ", ""),
    "project": ("โครงการ/กิจกรรม", ""),
    "area": ("จังหวัด/กลุ่มจังหวัด", ""),
    "strategy": ("ประเด็น\nยุทธศาสตร์", ""),
    "theme": ("ด้าน", ""),
    "ministry": ("กระทรวง", ""),
    "agency": ("หน่วยงานรับผิดชอบ", ""),
    "year": ("ปีงบประมาณ พ.ศ.", ""),
    "from": ("ระยะเวลา", "เริ่มต้น"),
    "until": ("ระยะเวลา", "สิ้นสุด"),
    "amount": ("งบประมาณ*", ""),
    "submitted": ("วันที่เสนอ", ""),
    "stage": ("สถานะงบประมาณ", ""),
    "readiness": ("ระดับความพร้อม", ""),
    "contact": ("ชื่อ - สกุล ผู้ประสานงาน", ""),
    "telephone": ("โทรศัพท์ (มือถือ)", ""),
    "email": ("อีเมล", ""),
    "identity": ("เลขประจำตัวประชาชน", ""),
}
"""The two rows of headings; a heading above two columns is merged over both."""

NUMBERS: Final = {name: number for number, name in enumerate(COLUMNS, 1)}
BEYOND: Final = "beyond"
"""The column after the last heading."""

PRIVATE: Final = (
    "สมชาย ใจดีมาก",
    "089-765-4321",
    "somchai.j@example.go.th",
    "3100200300405",
    "napa.k@example.go.th",
    "081-234-5678",
    "1103700000003",
)
"""Data of made-up persons; none of it may be seen again anywhere."""

PERSON: Final[Mapping[str, Any]] = {
    "contact": f"นาย{PRIVATE[0]}",
    "telephone": PRIVATE[1],
    "email": PRIVATE[2],
    "identity": PRIVATE[3],
}

CLUSTER: Final = "กลุ่มจังหวัดภาคตะวันออกเฉียงเหนือตอนล่าง 2"
GOOD: Final[Mapping[str, object]] = {
    "area": "จังหวัดขอนแก่น",
    "theme": "ด้านการเกษตร",
    "ministry": "กระทรวงเกษตรและสหกรณ์",
    "agency": "กรมชลประทาน",
    "year": 2554,
    "from": "1 ตุลาคม 2553",
    "until": "30 กันยายน 2554",
    "amount": 12.5,
    "submitted": "15/01/2553",
    "stage": "ขอ",
    "readiness": "พร้อมดำเนินการ",
}

ERROR, WARNING, INFO = "error", "warning", "info"


@dataclass(frozen=True)
class Found:
    """What is to be found at a cell of the line; ``column`` is ``None`` for the line as a whole."""

    column: str | None
    code: str
    severity: str = ERROR
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula, with the value that the spreadsheet kept of it; without one, it was never worked out."""

    text: str
    value: float | None = None


@dataclass(frozen=True)
class Line:
    """One row: cells by column as they are written, those that are corrected, and what is to be found."""

    written: Mapping[str, object]
    meant: Mapping[str, Any] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    dropped: bool = False
    """Whether the row is not there any more in the corrected file."""
    hidden: bool = False
    data: bool = True

    @property
    def corrected(self) -> Mapping[str, object]:
        """The cells of the row once it is corrected."""
        return {**self.written, **self.meant}


def line(project: str, /, *found: Found, meant: Mapping[str, Any] | None = None, **cells: Any) -> Line:
    """A row that is good but for the cells given."""
    hidden, dropped = cells.pop("hidden", False), cells.pop("dropped", False)
    return Line({"project": project, **GOOD, **cells}, meant or {}, found, dropped, hidden)


def wrong(
    project: str,
    column: str,
    written: object,
    meant: object,
    code: str,
    severity: str = ERROR,
    suggestions: Sequence[str] = (),
    **cells: Any,
) -> Line:
    """A row in which one cell is wrong in one way."""
    found = Found(column, code, severity, tuple(suggestions))
    return line(project, found, meant={column: meant}, **{**cells, column: written})


def misread(text: str) -> str:
    """A text of Windows-874 that was opened as Latin-1 and saved so."""
    return text.encode("cp874").decode("latin-1")


def misspelt(written: str, meant: str, code: str, severity: str = WARNING, **cells: Any) -> Line:
    """A row whose name of the project is written in a way that has to be put right."""
    return wrong(written, "project", written, meant, code, severity, **cells)


# The characters are written by their numbers where an editor would put them right unasked.
LINES: Final[tuple[Line, ...]] = (
    line("ปรับปรุงระบบส่งน้ำอ่างเก็บน้ำห้วยสามพาด", code="๕๔-๐๑", **PERSON),
    line("พัฒนาแหล่งท่องเที่ยวปราสาทเขาพระวิหาร", area=CLUSTER, strategy="การท่องเที่ยวและบริการ", theme="ด้านการท่องเที่ยว",
         ministry="กระทรวงการท่องเที่ยวและกีฬา", agency="กรมการท่องเที่ยว", amount="๓.๗๕"),
    line("ส่งเสริมการเลี้ยงโคเนื้อครบวงจร", agency="กรมปศุสัตว์; กรมส่งเสริมการเกษตร", amount=Formula("=1.5*2", 3)),
    Line({"project": "ตลาดกลางสินค้าเกษตรอินทรีย์", **GOOD, "from": date(2553, 10, 1)},
         found=(Found("from", "GG-DAT-023", INFO),)),
    # Characters.
    misspelt("ขุดลอก\u200bคลองส่งน้ำสายใหญ่", "ขุดลอกคลองส่งน้ำสายใหญ่", "GG-TXT-001"),
    misspelt("ฟื้นฟู\u0e2b\u0e21\u0e48\u0e39บ้านริมโขง", "ฟื้นฟูหมู่บ้านริมโขง", "GG-TXT-002"),
    misspelt("เเก้มลิงหนองเลิงเปือย", "แก้มลิงหนองเลิงเปือย", "GG-TXT-003"),
    misspelt("ประปาภูเขาเพื่อ\u0e19\u0e4d\u0e49\u0e32ดื่ม", "ประปาภูเขาเพื่อน้ำดื่ม", "GG-TXT-004"),
    misspelt("จัดหา\u0e17\u0e48\u0e35ดินทำกิน", "จัดหาที่ดินทำกิน", "GG-TXT-005"),
    misspelt("ทางเข้า\u0e1e\u0e37\u0e49\u0e49นที่การเกษตร", "ทางเข้าพื้นที่การเกษตร", "GG-TXT-006"),
    line("สถานีสูบน้ำ  ด้วยไฟฟ้า\nบ้านกุดโดน", Found("project", "GG-TXT-007", INFO)),
    misspelt("ก่อสร้าง\x84ฝายน้ำล้น", "ก่อสร้างฝายน้ำล้น", "GG-TXT-008", ERROR),
    misspelt("ป\uf70aาชุมชนบ้านโนนเมือง", "ป่าชุมชนบ้านโนนเมือง", "GG-TXT-010"),
    misspelt("\uf0b7 โรงสีข้าวชุมชน", "โรงสีข้าวชุมชน", "GG-TXT-011"),
    misspelt("พัฒนๅบ่อบาดาลเพื่อการเกษตร", "พัฒนาบ่อบาดาลเพื่อการเกษตร", "GG-TXT-012"),
    misspelt("ธนาคารโค ์กระบือ", "ธนาคารโคกระบือ", "GG-TXT-013"),
    misspelt("แปลงสาธิตข้าวไร\u0e48\u0e49บนที่สูง", "แปลงสาธิตข้าวไร่บนที่สูง", "GG-TXT-014"),
    wrong("ศูนย์เรียนรู้เศรษฐกิจพอเพียง", "project", misread("ศูนย์เรียนรู้เศรษฐกิจพอเพียง"), "ศูนย์เรียนรู้เศรษฐกิจพอเพียง", "GG-TAB-001",
          suggestions=["ศูนย์เรียนรู้เศรษฐกิจพอเพียง"]),
    wrong("", "project", "อ่างเก็บน\ufffd\ufffdห้วยทราย", "อ่างเก็บน้ำห้วยทราย", "GG-TAB-002"),
    wrong("", "project", "?????? ????", "อ่างเก็บน้ำห้วยซัน", "GG-TAB-003"),
    # Names.
    wrong("พัฒนาระบบส่งน้ำ", "agency", "กรมชลปะทาน", "กรมชลประทาน", "GG-NAM-002", suggestions=["กรมชลประทาน"]),
    wrong("ถนนเลียบชายฝั่ง", "agency", "ทช.", "กรมทางหลวงชนบท", "GG-NAM-005",
          suggestions=["กรมทรัพยากรทางทะเลและชายฝั่ง", "กรมทางหลวงชนบท"], ministry=None, area="จังหวัดสงขลา"),
    line("อุทยานเรียนรู้หาดชลาทัศน์", Found("agency", "GG-NAM-023", INFO), area="จังหวัดสงขลา", ministry=None,
         agency="กรมทรัพยากรทางทะเลฯ"),
    line("มหกรรมท่องเที่ยวทะเลสองห้อง", Found("agency", "GG-NAM-023", INFO), ministry=None, agency="ททท.",
         area="จังหวัดสงขลา"),
    line("ตลาดนัดปศุสัตว์ระดับเขต", Found("agency", "GG-NAM-024", INFO), agency="กรมปศุศัตว์"),
    wrong("ป้ายบอกทางแหล่งท่องเที่ยว", "agency", "สำนักงานพัฒนาการท่องเที่ยว", "กรมการท่องเที่ยว", "GG-NAM-003",
          suggestions=["กรมการท่องเที่ยว"], ministry=None),
    wrong("วิจัยพันธุ์ข้าวทนแล้ง", "agency", "องค์กรชาวนาอาสาบ้านดอนหัน", "กรมการข้าว", "GG-NAM-006"),
    line("ศูนย์กลางตลาดผ้าไหมมัดหมี่", Found("agency", "GG-NAM-010", WARNING), agency="สถาบันพัฒนาตลาดผ้าทอมือลุ่มน้ำชี"),
    wrong("ปล่อยพันธุ์ปลาคืนถิ่น", "agency", "กรมประมง; กรมปศุสัต", "กรมประมง; กรมปศุสัตว์", "GG-NAM-002",
          suggestions=["กรมปศุสัตว์"]),
    wrong("ประมงชายฝั่งยั่งยืน", "area", "กรมประมง", "จังหวัดสงขลา", "GG-NAM-004"),
    wrong("ตลาดริมน้ำเจ้าพระยา", "area", "จังหวัดสิงค์บุรี", "จังหวัดสิงห์บุรี", "GG-NAM-002", suggestions=["จังหวัดสิงห์บุรี"]),
    wrong("ศูนย์กระจายสินค้าชายแดน", "area", "กลุ่มจังหวัดลุ่มน้ำเข็ก", CLUSTER, "GG-NAM-006"),
    wrong("นิคมผลไม้ภาคตะวันออก", "area", "กลุ่มจังหวัดภาคตะวันออก 1", "กลุ่มจังหวัดภาคตะวันออก", "GG-NAM-003",
          suggestions=["กลุ่มจังหวัดภาคกลางตอนกลาง", "กลุ่มจังหวัดภาคตะวันออก"]),  # 2017 took provinces of both
    wrong("เพิ่มผลผลิตอ้อยโรงงาน", "ministry", "กระทรวงเกษตรและสหกร", "กระทรวงเกษตรและสหกรณ์", "GG-NAM-002",
          suggestions=["กระทรวงเกษตรและสหกรณ์"]),
    wrong("เส้นทางท่องเที่ยวทะเลสาบ", "strategy", "การท่องเที่ยวและบริการ", None, "GG-NAM-008",
          suggestions=["การท่องเที่ยวและบริการ"], area="จังหวัดสงขลา", theme="ด้านการท่องเที่ยว"),
    wrong("โรงแรมชุมชน", "strategy", "ยุทธศาสตร์ที่ 3 การท่องเที่ยวและบริการ", "ยุทธศาสตร์ที่ 2 การท่องเที่ยวและบริการ",
          "GG-NAM-009", suggestions=["การท่องเที่ยวและบริการ"], area=CLUSTER),
    wrong("ห้องสมุดดิจิทัล", "strategy", "ประเทศไทยไร้กระดาษ", None, "GG-NAM-006", area=CLUSTER),
    wrong("หอดูดาวชุมชน", "theme", "ด้านอวกาศและจักรวาล", None, "GG-NAM-006"),
    wrong("พิพิธภัณฑ์ชาวนา", "stage", "รอท่านผู้ว่าฯ ลงนาม", "ขอ", "GG-NAM-006"),
    # Fiscal years.
    wrong("ลานตากข้าวชุมชน", "year", 54, 2554, "GG-FYR-021", WARNING),
    wrong("ยุ้งฉางกลางบ้านโคก", "year", "2011", 2554, "GG-FYR-022", WARNING),
    wrong("คลองไส้ไก่บ้านหนองนา", "year", "2554 - 2556", 2554, "GG-FYR-003"),
    wrong("สระน้ำในไร่นา", "year", "ปีหน้า", 2554, "GG-FYR-002"),
    wrong("บ่อจิ๋วบรรเทาแล้ง", "year", "5254", 2554, "GG-FYR-005"),
    line("ฝายแกนดินซีเมนต์", Found("year", "GG-PRJ-008"), Found("year", "GG-BUD-004"), meant={"year": 2554}, year=2585),
    wrong("เครื่องสูบน้ำพลังแสงอาทิตย์", "year", None, 2554, "GG-CEL-001"),
    # Days.
    wrong("ท่อส่งน้ำใต้ดิน", "from", "31 ก.พ. 2554", "28 ก.พ. 2554", "GG-DAT-003"),
    wrong("กำจัดผักตบชวา", "submitted", "12 – 14 มกราคม 2553", "12 มกราคม 2553", "GG-DAT-004"),
    wrong("ดาดคอนกรีตคลองซอย", "submitted", "40193", "15/01/2553", "GG-DAT-005", suggestions=["15 มกราคม 2553"]),
    wrong("แปลงหญ้าอาหารสัตว์", "submitted", "01/15/2553", "15/01/2553", "GG-DAT-006", suggestions=["15 มกราคม 2553"]),
    wrong("ปุ๋ยหมักจากฟางข้าว", "submitted", "15 ม.ค.", "15 ม.ค. 2553", "GG-DAT-007"),
    wrong("เมล็ดพันธุ์ข้าวหอมมะลิ", "submitted", "15 มกราคม ค.ศ. 2553", "15 มกราคม พ.ศ. 2553", "GG-DAT-008",
          suggestions=["พ.ศ. 2553"]),
    wrong("ปลูกไผ่เศรษฐกิจ", "from", "1 ตุลาคม 2010", "1 ตุลาคม 2553", "GG-DAT-021", WARNING),
    wrong("สมุนไพรชุมชน", "from", "๑ ต.ค. ๕๓", "๑ ต.ค. ๒๕๕๓", "GG-DAT-022", WARNING),
    wrong("เลี้ยงไก่พื้นเมือง", "from", "เร็ว ๆ นี้", "1 ตุลาคม 2553", "GG-DAT-002"),
    wrong("จักสานผักตบชวา", "submitted", "มกราคม 2553", "15 มกราคม 2553", "GG-CEL-005", **{"from": "ต.ค. 2553"}),
    line("เพาะเห็ดในโรงเรือน", Found("from", "GG-PRJ-012"), meant={"until": "30 กันยายน 2554"},
         **{"from": "1 มกราคม 2554", "until": "30 ธันวาคม 2553"}),
    line("อบรมผู้ใช้น้ำ", Found("from", "GG-PRJ-014", WARNING), meant={"from": "1 เมษายน 2554", "until": "30 มิถุนายน 2554"},
         **{"from": "1 เมษายน 2555", "until": "30 มิถุนายน 2555"}),
    # Amounts, in millions of baht.
    wrong("ก่อสร้างถนนสายบ้านดง", "amount", "8,750,000 บาท", 8.75, "GG-AMT-021", WARNING),
    wrong("ปรับปรุงสะพานข้ามห้วย", "amount", "10 - 12", 11, "GG-AMT-005"),
    wrong("ก่อสร้างโรงอบลำไย", "amount", "ประมาณ 10", 10, "GG-AMT-006"),
    wrong("ซ่อมฝายกั้นน้ำ", "amount", -2.5, 2.5, "GG-AMT-004"),
    wrong("ส่งเสริมปลูกยางพารา", "amount", "50%", 5, "GG-AMT-007"),
    wrong("ศูนย์รวบรวมน้ำนมดิบ", "amount", "1,25,000", "1.25", "GG-AMT-003"),
    wrong("โรงงานปุ๋ยอินทรีย์", "amount", "-", 0, "GG-AMT-001"),
    wrong("ห้องเย็นเก็บผลไม้", "amount", None, 4, "GG-CEL-001"),
    wrong("ลานมันสำปะหลัง", "amount", "ตามที่จ่ายจริง", 4, "GG-AMT-002"),
    wrong("อุโมงค์ผันน้ำ", "amount", "12,000,000,000", 12, "GG-AMT-008"),
    wrong("นำเข้าพ่อพันธุ์โค", "amount", "0.5 ล้าน USD", 15, "GG-AMT-009"),
    wrong("วางท่อประปาหมู่บ้าน", "amount", "1.25E+1", 12.5, "GG-AMT-022", WARNING),
    wrong("ระบบน้ำหยดสวนส้ม", "amount", "#REF!", 4, "GG-TAB-005"),
    wrong("ธนาคารน้ำใต้ดิน", "amount", Formula("=K10+K11"), 4, "GG-TAB-006"),
    # What is empty, and private persons.
    wrong("", "project", None, "แหล่งน้ำขนาดเล็กบ้านโนนสูง", "GG-CEL-001"),
    wrong("ตลาดเกษตรกร", "area", None, "จังหวัดขอนแก่น", "GG-CEL-001"),
    line("ข้าวโพดหลังนา", Found("code", "GG-CEL-006", INFO), code="-", meant={"contact": None},
         readiness="#N/A", contact=misread(PRIVATE[0])),
    wrong("อบรมหมอดินอาสา", "agency", None, "กรมพัฒนาที่ดิน", "GG-CEL-001"),
    wrong("", "project", f"ประชุมกรรมการน้ำ (ส่งที่ {PRIVATE[4]})", "ประชุมกรรมการน้ำ", "GG-PRS-004"),
    wrong("", "project", f"อบรมอาสาสมัครเกษตร โทร {PRIVATE[5]}", "อบรมอาสาสมัครเกษตร", "GG-PRS-003"),
    wrong("ขุดสระของเกษตรกรรายย่อย", "code", PRIVATE[6], None, "GG-PRS-002"),
    # Rows.
    line("ส่งเสริมการเลี้ยงโคเนื้อครบวงจร", Found("project", "GG-KEY-003"), dropped=True),
    line("ส่งเสริมการเลี้ยงโคเนื้อ  ครบวงจร", Found("project", "GG-TXT-007", INFO), Found("project", "GG-KEY-003"),
         Found("area", "GG-NAM-021", INFO), area="ขอนแก่น", dropped=True),
    line("ส่งเสริมการเลี้ยงโคเนื้อครบวงจร", Found("area", "GG-NAM-002", ERROR, ("จังหวัดขอนแก่น",)),
         Found("project", "GG-KEY-004"), area="จังหวัดขอนแกน", dropped=True),
    line("แผนที่แหล่งน้ำชุมชน", Found(BEYOND, "GG-ROW-002"), meant={BEYOND: None}, **{BEYOND: "ด่วนที่สุด"}),
    line("โครงการที่ซ่อนไว้ในแถวซ่อน", hidden=True, code="54-99"),
    Line({"number": "รวม", "amount": "#REF!"}, found=(Found(None, "GG-ROW-003", INFO),), data=False),
    Line(
        {name: lower or upper for name, (upper, lower) in COLUMNS.items()},
        found=(Found(None, "GG-ROW-004", INFO),), data=False,
    ),
    line("พันธุ์ปลานิลแปลงเพศ", year="ปีงบประมาณ พ.ศ. ๒๕๕๔", stage=None, theme=None, strategy=None),
    Line({"number": "หมายเหตุ ข้อมูล ณ วันที่ส่งแผน"}, found=(Found(None, "GG-ROW-005", INFO),), data=False),
)  # fmt: skip

FIRST_ROW: Final = 6
"""The row of the first line: two rows of titles, an empty one, two of headings."""


def numbered(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with the number of its row."""
    yield from enumerate(lines, FIRST_ROW)


def expected(lines: Sequence[Line] = LINES) -> set[tuple[int, int | None, str, str, tuple[str, ...]]]:
    """What is to be found in the rows: row, column, code, severity, suggestions."""
    return {
        (row, column_of(found.column), found.code, found.severity, found.suggestions)
        for row, line in numbered(lines)
        for found in line.found
    }


def column_of(name: str | None) -> int | None:
    """The number of a column, from 1."""
    return None if name is None else NUMBERS.get(name, len(NUMBERS) + 1)


def corrected(lines: Sequence[Line] = LINES) -> tuple[Line, ...]:
    """The same rows as they come back: every cell corrected, rows that were there twice deleted."""
    return tuple(Line(line.corrected, data=line.data) for line in lines if not line.dropped)
