"""The empty workbook of a profile: a table to fill in, what may stand in each column, and the lists to choose from."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from govgraph.model import Label
from govgraph.steward.answers import wording
from govgraph.steward.answers.sizes import column_units, line_count, row_points, unit_points, width_of
from govgraph.steward.answers.titles import sheet_title

EXPLAINED: Final = Label("คำอธิบาย", "Explanation")
CHOICES: Final = Label("ตัวเลือก", "Choices")

_CREATED: Final = datetime(2010, 1, 12)
_FONT: Final = "Tahoma"
_SIZE: Final = 10
_UNIT: Final = unit_points("Calibri", 11)
_ROWS: Final = 5_000
_REQUIRED_FILL, _FILL, _INK, _RULE = "#1F4E79", "#E6ECF2", "#1B2733", "#C8D0D8"
_YES_NO: Final = ("ใช่", "ไม่")
_LONGEST_PROMPT: Final = 250
_LONGEST_TITLE: Final = 31

_FORMATS: Final = {"amount": "#,##0.00", "number": "#,##0.######", "integer": "0", "fiscal-year": "0"}
"""How the cells of a kind are shown. All others are text: a day typed as 12 ม.ค. 2553 must not become another."""

_KINDS: Final = {
    "text": Label("ข้อความ", "text"),
    "verbatim": Label("ข้อความตามที่พิมพ์", "text as it is typed"),
    "day": Label("วันที่ เช่น 12 ม.ค. 2553 หรือ 12/1/2553", "a day, such as 12 ม.ค. 2553 or 12/1/2553"),
    "fiscal-year": Label("ปีงบประมาณ พ.ศ. สี่หลัก เช่น 2554", "a fiscal year of the Buddhist era, such as 2554"),
    "amount": Label("จำนวนเงิน ตัวเลขเดียว ไม่ใช่ช่วง", "an amount: one number, not a range"),
    "number": Label("ตัวเลข", "a number"),
    "integer": Label("จำนวนเต็ม", "a whole number"),
    "yes-no": Label("ใช่ หรือ ไม่", "ใช่ (yes) or ไม่ (no)"),
    "lookup": Label("ชื่อตามทะเบียน เลือกจากรายการ", "a name on the register: choose from the list"),
}

_SHEET_COLUMNS: Final = (
    Label("คอลัมน์", "Column"),
    Label("ภาษาอังกฤษ", "In English"),
    Label("ต้องมี", "Required"),
    Label("กรอกอะไรได้", "What may stand there"),
    Label("หน่วย", "Unit"),
    Label("ตัวอย่าง", "Example"),
    Label("ชื่อหัวคอลัมน์อื่นที่ใช้ได้", "Other headings that are understood"),
)


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """What a template says of one column; ``kind`` is a word such as ``text``, ``day``, ``amount`` or ``lookup``."""

    name: str
    title_th: str
    title_en: str
    required: bool = False
    kind: str = "text"
    unit: str | None = None
    note_th: str = ""
    note_en: str = ""
    example: str = ""
    synonyms: tuple[str, ...] = ()


def template(
    title: Label, columns: Sequence[TemplateColumn], choices: Mapping[str, Sequence[str]], *, lang: str = "both"
) -> bytes:
    """Return the empty workbook of a profile, always in the same bytes.

    Its first sheet holds the headings and nothing else that would be read as data. ``choices`` holds, by the name of
    a column, what may be chosen there; other names may still be typed, since the register knows more spellings.
    ``lang`` is ``th``, ``en`` or ``both``.
    """
    import xlsxwriter

    out = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **never})
    book.set_properties({"created": _CREATED, "author": "govgraph", "title": title.text(lang)})
    table = book.add_worksheet(sheet_title(title.text("en" if lang == "en" else "th")))
    explained = book.add_worksheet(EXPLAINED.text("en" if lang == "en" else "th"))
    lists = {
        column.name: tuple(dict.fromkeys(choices.get(column.name, ()))) or (_YES_NO if column.kind == "yes-no" else ())
        for column in columns
    }
    ranges = _choices(book, columns, {name: texts for name, texts in lists.items() if texts}, lang)
    _table(book, table, columns, ranges, lang)
    _explained(book, explained, title, columns, lang)
    table.activate()
    book.close()
    return out.getvalue()


def heading(column: TemplateColumn, lang: str = "both") -> str:
    """Return the heading of a column as the importer reads it: its unit in brackets, English on a line of its own.

    >>> heading(TemplateColumn("amount", "งบประมาณ", "Budget", unit="ล้านบาท"), "th")
    'งบประมาณ (ล้านบาท)'
    """
    if lang == "en":
        return _with_unit(column.title_en or column.title_th, column.unit)
    said = _with_unit(column.title_th or column.title_en, column.unit)
    return f"{said}\n{column.title_en}" if lang == "both" and column.title_th and column.title_en else said


def _with_unit(title: str, unit: str | None) -> str:
    return f"{title} ({unit})" if unit and unit not in title else title


def _table(book: Any, sheet: Any, columns: Sequence[TemplateColumn], ranges: Mapping[str, str], lang: str) -> None:
    base = {"font_name": _FONT, "font_size": _SIZE, "bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    base |= {"align": "center", "border_color": _RULE}
    required = book.add_format({**base, "bg_color": _REQUIRED_FILL, "font_color": "#FFFFFF"})
    free = book.add_format({**base, "bg_color": _FILL, "font_color": _INK})
    lines = 1
    for at, column in enumerate(columns):
        said = heading(column, lang)
        shown = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "num_format": _FORMATS.get(column.kind, "@")}
        if column.kind not in _FORMATS:
            shown["text_wrap"] = True
        width = column_units([said, column.example], _SIZE, _UNIT, least=14, most=34)
        sheet.set_column(at, at, width, book.add_format(shown))
        sheet.write_string(0, at, said, required if column.required else free)
        lines = max(lines, line_count(said, width * 0.95, _SIZE * 1.08, _UNIT))
        note = _note(column, lang)
        sheet.write_comment(0, at, note, _comment_size(note))
        _validate(sheet, at, column, ranges, lang)
    sheet.set_row(0, row_points(lines, _SIZE))
    sheet.freeze_panes(1, 0)
    _landscape(sheet)


def _comment_size(note: str) -> dict[str, Any]:
    lines = sum(1 + int(width_of(line) * 9 * 1.15 / 215) for line in note.split("\n"))
    return {"author": "govgraph", "width": 300, "height": 24 + 19 * lines, "font_name": _FONT, "font_size": 9}


def _note(column: TemplateColumn, lang: str) -> str:
    need = Label("ต้องกรอก", "required") if column.required else Label("ไม่กรอกก็ได้", "may be left empty")
    parts = [Label(column.title_th, column.title_en).text("both" if lang == "both" else lang)]
    parts += [wording.text(need, lang), wording.text(_KINDS.get(column.kind, _KINDS["text"]), lang)]
    if column.note_th or column.note_en:
        parts.append(wording.text(Label(column.note_th or column.note_en, column.note_en or column.note_th), lang))
    if column.example:
        parts.append(f"{Label('ตัวอย่าง', 'example').text(lang)}: {column.example}")
    return "\n".join(parts)


def _validate(sheet: Any, at: int, column: TemplateColumn, ranges: Mapping[str, str], lang: str) -> None:
    rule: dict[str, Any]
    if column.name in ranges:
        rule = {"validate": "list", "source": f"={ranges[column.name]}", "error_type": "warning"}
        said = Label(
            "ชื่อนี้ไม่อยู่ในรายการ ระบบอาจถามกลับ ใช้ต่อหรือไม่", "This name is not on the list and may be asked about. Keep it?"
        )
    elif column.kind == "amount":
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
        said = Label("ควรเป็นตัวเลขเดียวที่ไม่ติดลบ ใช้ต่อหรือไม่", "This should be one number, not below zero. Keep it?")
    elif column.kind == "fiscal-year":
        rule = {"validate": "integer", "criteria": "between", "minimum": 2400, "maximum": 2700, "error_type": "warning"}
        said = Label("ควรเป็นปี พ.ศ. สี่หลัก เช่น 2554 ใช้ต่อหรือไม่", "This should be a year such as 2554. Keep it?")
    else:
        return
    title = heading(column, "en" if lang == "en" else "th")[:_LONGEST_TITLE]
    message = said.text("th" if lang == "both" else lang)[:_LONGEST_PROMPT]
    sheet.data_validation(
        1, at, _ROWS, at, {**rule, "error_title": title, "error_message": message, "ignore_blank": True}
    )


def _choices(
    book: Any, columns: Sequence[TemplateColumn], lists: Mapping[str, Sequence[str]], lang: str
) -> dict[str, str]:
    """Write the lists on a sheet of their own and return the name of each range, by column."""
    if not lists:
        return {}
    title = CHOICES.text("en" if lang == "en" else "th")
    sheet = book.add_worksheet(title)
    head = book.add_format({"font_name": _FONT, "font_size": _SIZE, "bold": True, "bg_color": _FILL, "valign": "top"})
    plain = book.add_format({"font_name": _FONT, "font_size": _SIZE, "num_format": "@"})
    ranges = {}
    from xlsxwriter.utility import xl_col_to_name

    for at, column in enumerate(column for column in columns if column.name in lists):
        texts = lists[column.name]
        # With the bare heading this sheet would be taken for a table to import.
        said = f"▾ {heading(column, 'en' if lang == 'en' else 'th')}"
        sheet.set_column(at, at, column_units([said, *texts], _SIZE, _UNIT, least=14, most=70))
        sheet.write_string(0, at, said, head)
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, at, text, plain)
        letter = xl_col_to_name(at)
        name = f"choices_{at + 1}_" + re.sub(r"[^A-Za-z0-9_]", "_", column.name)
        book.define_name(name, f"='{title}'!${letter}$2:${letter}${len(texts) + 1}")
        ranges[column.name] = name
    sheet.freeze_panes(1, 0)
    sheet.protect()
    sheet.set_row(0, row_points(1, _SIZE))
    _landscape(sheet)
    return ranges


def _explained(book: Any, sheet: Any, title: Label, columns: Sequence[TemplateColumn], lang: str) -> None:
    base = {"font_name": _FONT, "font_size": _SIZE, "text_wrap": True, "valign": "top", "font_color": _INK}
    head = book.add_format({**base, "bold": True, "bg_color": _FILL, "bottom": 1, "bottom_color": _RULE})
    plain = book.add_format({**base, "bottom": 1, "bottom_color": _RULE})
    large = book.add_format({**base, "text_wrap": False, "bold": True, "font_size": 14})
    small = book.add_format({**base, "text_wrap": False})
    sheet.write_string(0, 0, title.text(lang), large)
    sheet.set_row(0, row_points(1, 14))
    how = Label(
        "กรอกข้อมูลในแผ่นงานแรก หนึ่งแถวต่อหนึ่งรายการ หัวคอลัมน์สีเข้มต้องกรอก",
        "Fill in the first sheet, one row for each thing. Columns with a dark heading are required.",
    )
    sheet.write_string(1, 0, how.text(lang), small)
    sheet.set_row(1, row_points(1, _SIZE))
    rows = [[wording.text(said, lang) for said in _SHEET_COLUMNS], *(_explanation(column, lang) for column in columns)]
    widths = [
        column_units(texts, _SIZE, _UNIT, least=10, most=most)
        for texts, most in zip(zip(*rows, strict=True), (24, 24, 12, 44, 12, 28, 34), strict=True)
    ]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for row, texts in enumerate(rows, 3):
        for at, text in enumerate(texts):
            sheet.write_string(row, at, text, head if row == 3 else plain)
        lines = max(line_count(text, width, _SIZE, _UNIT) for text, width in zip(texts, widths, strict=True))
        sheet.set_row(row, row_points(lines, _SIZE))
    sheet.freeze_panes(4, 0)
    sheet.hide_gridlines(2)
    _landscape(sheet)


def _explanation(column: TemplateColumn, lang: str) -> list[str]:
    what = _KINDS.get(column.kind, _KINDS["text"])
    note = Label(column.note_th or column.note_en, column.note_en or column.note_th)
    said = "\n".join(part for part in (wording.text(what, lang), wording.text(note, lang).strip()) if part)
    yes_no = Label("ใช่", "yes") if column.required else Label("ไม่", "no")
    return [
        heading(column, "en" if lang == "en" else "th"),
        column.title_en,
        yes_no.text(lang),
        said,
        column.unit or "",
        column.example,
        "\n".join(column.synonyms),
    ]


def _landscape(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
