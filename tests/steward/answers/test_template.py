"""The empty workbook of a profile: nothing in it is data, and everything in it helps to fill it in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from govgraph.model import Label
from govgraph.steward.answers import TemplateColumn, template
from govgraph.steward.tables import read_book

TITLE = Label("โครงการและคำของบประมาณ", "Projects and budget requests")
COLUMNS = (
    TemplateColumn("number", "ลำดับ", "No.", kind="integer"),
    TemplateColumn("project", "ชื่อโครงการ", "Project", True, note_th="ชื่อเต็ม", note_en="In full", synonyms=("โครงการ",)),
    TemplateColumn("agency", "หน่วยงานรับผิดชอบ", "Responsible agency", True, "lookup", example="กรมชลประทาน"),
    TemplateColumn("fiscal_year", "ปีงบประมาณ", "Fiscal year", True, "fiscal-year", example="2554"),
    TemplateColumn("amount", "งบประมาณ", "Budget", False, "amount", "ล้านบาท", example="45.5"),
    TemplateColumn("day", "วันที่เสนอ", "Day", kind="day"),
    TemplateColumn("new", "โครงการใหม่", "New", kind="yes-no"),
)
AGENCIES = [f"กรมที่ {n}" for n in range(300)] + ["=กรม"]


def made(lang: str = "both") -> bytes:
    return template(TITLE, COLUMNS, {"agency": AGENCIES}, lang=lang)


def opened(lang: str = "both") -> Any:
    return load_workbook(io.BytesIO(made(lang)))


def test_the_first_sheet_holds_headings_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "แบบ.xlsx"
    path.write_bytes(made())
    book = read_book(path)
    assert (book.findings, [sheet.findings for sheet in book.sheets]) == ((), [(), (), ()])
    assert [sheet.name for sheet in book.sheets] == ["โครงการและคำของบประมาณ", "คำอธิบาย", "ตัวเลือก"]
    (row,) = book.sheets[0].rows()
    assert row.cells[1] == "ชื่อโครงการ\nProject"
    assert row.cells[4] == "งบประมาณ (ล้านบาท)\nBudget"


@pytest.mark.parametrize(("lang", "heading"), [("th", "ชื่อโครงการ"), ("en", "Project")])
def test_one_language_alone(lang: str, heading: str) -> None:
    assert opened(lang).worksheets[0]["B1"].value == heading


def test_required_columns_look_different() -> None:
    fills = [cell.fill.fgColor.rgb for cell in opened().worksheets[0][1]]
    assert fills[1] == fills[2] == fills[3] != fills[0] == fills[4] == fills[5]


def test_names_are_chosen_from_a_list_on_a_sheet_of_its_own() -> None:
    book = opened()
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    agency = rules["C2:C5001"]
    assert (agency.type, agency.errorStyle) == ("list", "warning")
    name = agency.formula1.lstrip("=")
    assert book.defined_names[name].attr_text == "'ตัวเลือก'!$A$2:$A$302"
    cells = [cell for (cell,) in book["ตัวเลือก"]["A2:A302"]]
    assert [cell.value for cell in cells] == AGENCIES
    assert {cell.data_type for cell in cells} == {"s"}
    assert rules["G2:G5001"].type == "list"
    assert [cell.value for (cell,) in book["ตัวเลือก"]["B2:B3"]] == ["ใช่", "ไม่"]
    assert rules["E2:E5001"].type == "decimal"
    assert rules["D2:D5001"].type == "whole"


def test_days_are_text_and_amounts_are_numbers() -> None:
    columns = opened().worksheets[0].column_dimensions
    style = {letter: columns[letter].number_format for letter in "DEF"}
    assert style == {"D": "0", "E": "#,##0.00", "F": "@"}


def test_the_explanation_tells_of_every_column() -> None:
    sheet = opened()["คำอธิบาย"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert list(rows) == [
        "ลำดับ",
        "ชื่อโครงการ",
        "หน่วยงานรับผิดชอบ",
        "ปีงบประมาณ",
        "งบประมาณ (ล้านบาท)",
        "วันที่เสนอ",
        "โครงการใหม่",
    ]
    project = rows["ชื่อโครงการ"]
    assert (project[1], project[2], project[6]) == ("Project", "ใช่ · yes", "โครงการ")
    assert project[3] == "ข้อความ\ntext\nชื่อเต็ม\nIn full"
    assert rows["งบประมาณ (ล้านบาท)"][4:6] == ("ล้านบาท", "45.5")


def test_each_heading_has_a_comment() -> None:
    for column, cell in zip(COLUMNS, opened().worksheets[0][1], strict=True):
        assert column.title_th in cell.comment.text
        assert column.title_en in cell.comment.text
        assert ("ต้องกรอก" in cell.comment.text) == column.required


def test_it_prints_on_a4_across_with_its_head_on_every_page() -> None:
    sheet = opened().worksheets[0]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_without_choices_there_is_no_sheet_of_choices() -> None:
    content = template(TITLE, COLUMNS[:2], {}, lang="th")
    assert load_workbook(io.BytesIO(content)).sheetnames == ["โครงการและคำของบประมาณ", "คำอธิบาย"]


def test_the_same_profile_gives_the_same_bytes() -> None:
    assert made() == made()


def test_the_importer_takes_the_first_sheet_for_its_table_and_no_other(tmp_path: Path) -> None:
    from govgraph.steward.mapping.headers import match, recognise
    from govgraph.steward.mapping.profile import read_profile

    profile = read_profile("projects")
    columns = [
        TemplateColumn(c.name, c.all_titles()[0], "", c.required, "lookup" if c.lookup else "text")
        for c in profile.mapping.physical_columns
    ]
    path = tmp_path / "แบบ.xlsx"
    path.write_bytes(template(profile.title, columns, {c.name: ["ก", "ข"] for c in columns}))
    table, *others = read_book(path).sheets
    layout = match(profile, table)
    assert layout.header_rows == (1,)
    assert set(layout.columns) == {column.name for column in columns}
    assert [finding for finding in layout.findings if finding.severity == "error"] == []
    assert [recognise([profile], sheet) for sheet in others] == [[], []]
