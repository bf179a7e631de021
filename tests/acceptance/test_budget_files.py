"""Real budget files through the importer: every unit resolved or asked about, every baht accounted for.

The figures are added up from the files themselves, by the csv module alone. The files stay outside the repository.
"""

from __future__ import annotations

import csv
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from govgraph.steward.findings import ImportReport
from govgraph.workspace import Workspace
from tests.conftest import BUDGET_FILES, BUDGET_FOLDER, Budget

AREAS, AGRICULTURE = BUDGET_FILES["areas"], BUDGET_FILES["agriculture"]
ID = "https://w3id.org/govgraph/id/"


def lines(name: str) -> list[dict[str, str]]:
    """The lines of a file, amounts with every comma taken out."""
    path = BUDGET_FOLDER / name
    if not path.exists():
        pytest.skip(f"the budget files are not there: ../shared/data/{name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{**row, "AMOUNT": row["AMOUNT"].replace(",", "")} for row in csv.DictReader(file)]


def sums(rows: list[dict[str, str]], *columns: str) -> dict[tuple[str, ...], Decimal]:
    """The amounts by the values of some columns."""
    found: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        found[tuple(row[column] for column in columns)] += Decimal(row["AMOUNT"])
    return found


@pytest.fixture(scope="module")
def workspace(budget: Budget) -> Iterator[Workspace]:
    """The shipped data with both files imported."""
    with Workspace.open(budget.folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(budget: Budget) -> Mapping[str, ImportReport]:
    """What became of each file, names accepted; and of the first one before anybody had said yes."""
    return budget.reports


def test_units_that_nobody_can_know_are_asked_with_what_was_probably_meant(reports: Mapping[str, ImportReport]) -> None:
    asked = {f.value: f.suggestions for f in reports["asked"].findings if f.severity == "error"}
    assert asked == {
        "จังหวัดสิงค์บุรี": ("จังหวัดสิงห์บุรี",),
        "จังหวัดสุราษฎ์ธานี": ("จังหวัดสุราษฎร์ธานี",),
        "กลุ่มจังหวัดภาคกลางตอนล่าง": ("กลุ่มจังหวัดภาคกลางตอนล่าง 1", "กลุ่มจังหวัดภาคกลางตอนล่าง 2"),
        "กลุ่มจังหวัดภาคตะวันออก": ("กลุ่มจังหวัดภาคตะวันออก 1", "กลุ่มจังหวัดภาคตะวันออก 2"),
    }
    rows = {f.place.row for f in reports["asked"].findings if f.severity == "error" and f.place}
    wrong = {n for n, row in enumerate(lines(AREAS), 2) if row["BUDGETARY_UNIT"] in asked}
    assert rows == wrong
    assert not reports["asked"].loaded


def test_both_files_come_in_whole(reports: Mapping[str, ImportReport]) -> None:
    for name, key in ((AREAS, "areas"), (AGRICULTURE, "agriculture")):
        report = reports[key]
        assert [f for f in report.findings if f.severity == "error"] == []
        assert report.loaded
        assert report.rows_accepted == report.rows_read == len(lines(name))


@pytest.mark.parametrize("target", ["province", "cluster", "theme"])
@pytest.mark.parametrize("source", ["ministry", "department"])
def test_linked_shared_and_unassigned_add_up_to_the_files_by_fiscal_year(
    workspace: Workspace, reports: Mapping[str, ImportReport], source: str, target: str
) -> None:
    own: dict[int, Decimal] = defaultdict(Decimal)
    for name in (AREAS, AGRICULTURE):
        for (written,), amount in sums(lines(name), "FISCAL_YEAR").items():
            own[int(written) + 543] += amount
    everything = os.environ.get("GOVGRAPH_SOAK") and (source, target) == ("ministry", "province")
    years = sorted(own) if everything else [2565, min(own), max(own)]
    for year in years:
        rows = workspace.links(source, target, fiscal_year=year, with_unassigned=True)
        assert sum((Decimal(str(row["amount_thb"] or 0)) for row in rows), Decimal(0)) == own[year], year


def test_volume_13_gives_totals_by_area(workspace: Workspace, reports: Mapping[str, ImportReport]) -> None:
    by_unit = sums(lines(AREAS), "BUDGETARY_UNIT")
    rows = workspace.links("ministry", "province", fiscal_year=2565, with_unassigned=True)
    found = {row["target_th"]: Decimal(str(row["amount_thb"])) for row in rows if row["source"] == "unassigned"}
    for unit in ("จังหวัดสมุทรปราการ", "จังหวัดสงขลา", "จังหวัดยะลา"):
        # A cluster's line that names a province counts for it too, so no less than the province's own.
        assert found[unit] >= by_unit[unit,]
    misspelt = by_unit["จังหวัดสิงค์บุรี",]
    assert found["จังหวัดสิงห์บุรี"] >= misspelt > 0


def test_volume_13_gives_totals_by_theme(workspace: Workspace, reports: Mapping[str, ImportReport]) -> None:
    rows = [
        row
        for row in workspace.links("ministry", "theme", fiscal_year=2565, with_unassigned=True)
        if row["source"] == "unassigned" and str(row["target"]).startswith(ID)
    ]
    assert {str(row["target"]).rpartition("/")[2] for row in rows} >= {"agriculture", "tourism", "industry"}
    assert all(row["amount_thb"] for row in rows)


def test_the_agriculture_volume_gives_ministry_and_department_by_province(
    workspace: Workspace, reports: Mapping[str, ImportReport]
) -> None:
    wanted = [
        row
        for row in lines(AGRICULTURE)
        if row["BUDGETARY_UNIT"] == "กรมชลประทาน" and row["FISCAL_YEAR"] == "2022"
        and row["ITEM_DESCRIPTION"].count("จังหวัด") == 1 and "จังหวัดสงขลา" in row["ITEM_DESCRIPTION"]
    ]  # fmt: skip
    rows = workspace.links("department", "province", fiscal_year=2565)
    cell = next(r for r in rows if r["source"] == f"{ID}agency/rid" and r["target"] == f"{ID}province/TH-90")
    assert cell["amount_thb"] == sum((Decimal(row["AMOUNT"]) for row in wanted), Decimal(0)) > 0
    assert (cell["basis"], cell["derivation"]) == ("project", "inferred")
    ministry = {r["target"] for r in workspace.links("ministry", "province", fiscal_year=2565) if r["amount_thb"]}
    assert f"{ID}province/TH-90" in ministry


@pytest.mark.parametrize(("target", "columns"), [("province", 2), ("cluster", 2), ("theme", 2), ("theme", 3)])
def test_a_picture_of_the_money_adds_up_to_the_files(
    workspace: Workspace, reports: Mapping[str, ImportReport], tmp_path: Path, target: str, columns: int
) -> None:
    rows = [row for name in (AREAS, AGRICULTURE) for row in lines(name) if row["FISCAL_YEAR"] == "2022"]
    exact = sum((Decimal(row["AMOUNT"]) for row in rows), Decimal(0))
    picture, data = tmp_path / "money.svg", tmp_path / "money.csv"
    workspace.draw(
        "flow", picture, target=target, value="amount", fiscal_year=2565, columns=columns, lang="en", data=data
    )
    with data.open(encoding="utf-8", newline="") as file:
        told = sum((Decimal(row["value"] or 0) for row in csv.DictReader(file)), Decimal(0))
    assert told.quantize(Decimal("0.01")) == exact.quantize(Decimal("0.01"))
    shown = [line.replace(",", "") for line in re.findall(r">([\d,.]+) million baht<", picture.read_text("utf-8"))]
    # What the targets get, what they share and what names none: to the last million all money of the year.
    assert sum(Decimal(figure) for figure in shown) == pytest.approx(exact / 1_000_000, abs=Decimal("0.51"))


def test_the_report_for_a_cluster_cites_rows_that_name_its_provinces(
    workspace: Workspace, reports: Mapping[str, ImportReport], tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    workspace.report(folder, audience="cluster", about="cluster/2017-north-upper-1", pdf=False)
    with (folder / "tables" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        cited = {int(row["row"]) for row in csv.DictReader(file) if row["row"] and "agriculture" in row["document"]}
    rows = lines(AGRICULTURE)
    # A row as a person counts it: the heading is row 1.
    texts = {row: " ".join(rows[row - 2].values()) for row in cited}
    assert len(texts) > 50
    provinces = ("เชียงใหม่", "ลำพูน", "ลำปาง", "แม่ฮ่องสอน")
    assert [row for row, text in texts.items() if not any(province in text for province in provinces)] == []
    assert {rows[row - 2]["FISCAL_YEAR"] for row in cited} == {"2022"}
    with (folder / "tables" / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        said = [row["sentence_en"] for row in csv.DictReader(file)]
    total = sum(Decimal(rows[row - 2]["AMOUNT"]) for row in cited) / 1_000_000
    assert any(sentence.startswith(f"{total:,.1f} million baht are on record") for sentence in said)
