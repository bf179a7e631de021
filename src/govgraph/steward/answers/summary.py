"""The first sheet of an answer: how much was found, what the colours mean, every finding with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from govgraph.model import Label, Severity
from govgraph.steward.answers import wording
from govgraph.steward.answers.marking import FILLS, FONT, put_text, workbook_unit
from govgraph.steward.answers.sizes import column_units, line_count, row_points
from govgraph.steward.answers.titles import sheet_title
from govgraph.steward.mapping.headers import RESULT_COLUMN, SUMMARY_SHEET

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

    from govgraph.steward.answers.plan import Plan, SummaryLine

SIZE: Final = 10.0
_TITLE_SIZE: Final = 14.0
_FILTER_ROOM: Final = "    "  # where a spreadsheet draws the button of the filter
_INK: Final = "FF1B2733"
_LINK: Final = "FF1F4E9E"
_HEAD_FILL: Final = "FFE6ECF2"
_RULE: Final = "FFC8D0D8"
_BOUNDS: Final = {
    "cell": (8, 24),
    "level": (9, 11),
    "code": (13, 15),
    "row": (12, 24),
    "value": (13, 24),
    "message": (34, 46),
    "meant": (13, 22),
    "repair": (20, 36),
    "count": (8, 8),
    "next": (8, 14),
}


def write_summary(book: Workbook, plan: Plan, remarks: Sequence[Label]) -> None:
    """Put the summary before all other sheets and make it the one that opens."""
    sheet: Any = book.create_sheet(sheet_title(SUMMARY_SHEET, book.sheetnames), 0)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = FILLS[Severity.ERROR] if plan.counts.get(Severity.ERROR) else _HEAD_FILL
    unit = workbook_unit(book)
    columns = _columns(plan)
    widths = _set_widths(sheet, plan, columns, unit)
    header = _heading(sheet, plan, remarks, widths, unit)
    if plan.lines:
        _table(sheet, plan, columns, widths, header=header, unit=unit)
    print_setup(sheet, (header,))


def _columns(plan: Plan) -> list[str]:
    further = max((len(line.places) - 1 for line in plan.lines), default=0)
    repeated = any(line.count > 1 for line in plan.lines)
    return (
        [name for name in wording.COLUMNS if name not in {"count", "next"}] + ["count"] * repeated + ["next"] * further
    )


def _texts(line: SummaryLine, lang: str) -> dict[str, str]:
    return {
        "cell": line.places[0][2] if line.places else "",
        "level": wording.text(wording.LEVELS[line.severity], lang),
        "code": line.code,
        "row": line.row_label,
        "value": line.value,
        "message": line.message,
        "meant": line.meant,
        "repair": line.repair,
        "count": f"{line.count:,}",
    }


def _set_widths(sheet: Any, plan: Plan, columns: Sequence[str], unit: float) -> list[float]:
    from openpyxl.utils import get_column_letter

    texts = [_texts(line, plan.lang) for line in plan.lines]
    widths = []
    for at, name in enumerate(columns, 1):
        least, most = _BOUNDS[name]
        if name == "next":
            further = at - columns.index("next")
            said = [line.places[further][2] for line in plan.lines if len(line.places) > further]
        else:
            said = [text[name] for text in texts]
        headings = [f"{line}{_FILTER_ROOM}" for line in wording.text(wording.COLUMNS[name], plan.lang).split("\n")]
        width = column_units([*headings, *said], SIZE, unit, least=least, most=most)
        sheet.column_dimensions[get_column_letter(at)].width = width
        widths.append(width)
    return widths


def _heading(sheet: Any, plan: Plan, remarks: Sequence[Label], widths: Sequence[float], unit: float) -> int:
    """Write counts, legend and remarks; return the row of the table's header."""
    from openpyxl.styles import Alignment, Font, PatternFill

    title = sheet.cell(1, 1)
    put_text(title, _verdict(plan).text(plan.lang))
    title.font = Font(name=FONT, size=_TITLE_SIZE, bold=True, color=_INK)
    sheet.row_dimensions[1].height = row_points(1, _TITLE_SIZE)
    said = sheet.cell(2, 1)
    put_text(said, _rows(plan).text(plan.lang))
    said.font = Font(name=FONT, size=SIZE, color=_INK)
    sheet.row_dimensions[2].height = row_points(1, SIZE)
    row = 3
    for severity, meaning in wording.LEGEND.items():
        if not plan.counts.get(severity):
            continue
        swatch, words = sheet.cell(row, 1), sheet.cell(row, 2)
        put_text(swatch, wording.LEVELS[severity].text("th" if plan.lang == "both" else plan.lang))
        swatch.fill = PatternFill("solid", fgColor=FILLS[severity])
        put_text(words, meaning.text(plan.lang))
        for cell in (swatch, words):
            cell.font = Font(name=FONT, size=SIZE, color=_INK)
            cell.alignment = Alignment(vertical="center")
        sheet.row_dimensions[row].height = row_points(1, SIZE)
        row += 1
    for remark in (*remarks, *_cut_short(plan)):
        cell = sheet.cell(row, 1)
        put_text(cell, wording.text(remark, plan.lang))
        cell.font = Font(name=FONT, size=SIZE, italic=True, color=_INK)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        last = min(len(widths), 8)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        lines = line_count(wording.text(remark, plan.lang), sum(widths[:last]), SIZE, unit)
        sheet.row_dimensions[row].height = row_points(lines, SIZE)
        row += 1
    return row + 1


def _verdict(plan: Plan) -> Label:
    errors, warnings = plan.counts.get(Severity.ERROR, 0), plan.counts.get(Severity.WARNING, 0)
    rows = plan.rows_accepted + plan.rows_rejected
    if not errors and not warnings:
        return Label(f"ข้อมูลผ่านการตรวจทั้ง {rows:,} แถว", f"All {_counted(rows, 'row')} passed")
    th = f"พบ {errors:,} ข้อผิดพลาด และ {warnings:,} คำเตือน ใน {rows:,} แถว"
    en = f"{_counted(errors, 'error')} and {_counted(warnings, 'warning')} in {_counted(rows, 'row')}"
    return Label(th, en)


def _rows(plan: Plan) -> Label:
    return Label(
        f"ผ่าน {plan.rows_accepted:,} แถว   ไม่ผ่าน {plan.rows_rejected:,} แถว   กดที่ชื่อเซลล์เพื่อไปยังเซลล์นั้น",
        f"{_counted(plan.rows_accepted, 'row')} passed, {plan.rows_rejected:,} did not; click a cell to go there",
    )


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _cut_short(plan: Plan) -> tuple[Label, ...]:
    if not plan.lines_left_out:
        return ()
    shown, left, column = len(plan.lines), plan.lines_left_out, RESULT_COLUMN
    return (
        Label(
            f"แสดง {shown:,} รายการแรก ยังมีอีก {left:,} รายการ ดูได้ในคอลัมน์ “{column}” ของแต่ละแถว",
            f"The first {shown:,} are shown; {left:,} more stand in the column “{column}” of their rows",
        ),
    )


def _table(
    sheet: Any, plan: Plan, columns: Sequence[str], widths: Sequence[float], *, header: int, unit: float
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    rule = Border(bottom=Side("thin", color=_RULE))
    plain, link = Font(name=FONT, size=SIZE, color=_INK), Font(name=FONT, size=SIZE, color=_LINK, underline="single")
    top, centre = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="top")
    head_font, head_fill = Font(name=FONT, size=SIZE, bold=True, color=_INK), PatternFill("solid", fgColor=_HEAD_FILL)
    heights = []
    for at, (name, width) in enumerate(zip(columns, widths, strict=True), 1):
        cell = sheet.cell(header, at)
        heading = wording.text(wording.COLUMNS[name], plan.lang)
        again = f" {at - columns.index('next') + 1}" if columns.count("next") > 1 and name == "next" else ""
        put_text(cell, heading.replace("\n", f"{again}\n") + again)
        cell.font, cell.fill, cell.border, cell.alignment = head_font, head_fill, rule, top
        heights.append(line_count(str(cell.value), width, SIZE, unit))
    sheet.row_dimensions[header].height = row_points(max(heights), SIZE)
    for row, line in enumerate(plan.lines, header + 1):
        texts = _texts(line, plan.lang)
        lines = 1
        for at, (name, width) in enumerate(zip(columns, widths, strict=True), 1):
            cell = sheet.cell(row, at)
            cell.font, cell.border, cell.alignment = plain, rule, top
            if name == "count":
                cell.value, cell.alignment = line.count, centre
            elif name != "next":
                put_text(cell, texts[name])
                lines = max(lines, line_count(texts[name], width, SIZE, unit))
            if name == "level":
                cell.fill = PatternFill("solid", fgColor=FILLS[line.severity])
            further = at - columns.index("next") if name == "next" else 0
            if name in {"cell", "next"} and further < len(line.places):
                lines = max(lines, _link(cell, line.places[further], width, unit, link))
        sheet.row_dimensions[row].height = row_points(lines, SIZE)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{header + len(plan.lines)}"
    sheet.freeze_panes = f"A{header + 1}"


def _link(cell: Any, place: tuple[str, str, str], width: float, unit: float, font: Any) -> int:
    from openpyxl.worksheet.hyperlink import Hyperlink

    title, address, shown = place
    put_text(cell, shown)
    if title:
        quoted = title.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}", display=shown)
        cell.font = font
    return line_count(shown, width, SIZE, unit)


def print_setup(sheet: Any, header: Sequence[int]) -> None:
    """Have a sheet printed on A4, as wide as the paper, its header rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    if header:
        sheet.print_title_rows = f"{header[0]}:{header[-1]}"
    sheet.oddFooter.center.text = "&P / &N"
