"""Made-up rows of the projects layout: real names of provinces and agencies, all else says that it is made up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from govgraph.resources import resource

HEADER: Final = (
    "รหัสโครงการ", "ชื่อโครงการ", "จังหวัด/กลุ่มจังหวัด", "หน่วยงานรับผิดชอบ", "ด้าน", "ปีงบประมาณ", "เริ่ม", "สิ้นสุด",
    "งบประมาณ (บาท)", "วันที่เสนอ",
)  # fmt: skip
_THEMES: Final = ("ด้านการเกษตร", "ด้านการท่องเที่ยว", "ด้านอุตสาหกรรม", "ด้านสังคมและสิ่งแวดล้อม")
_YEARS: Final = range(2553, 2555)


def requests(count: int) -> Iterator[tuple[str, ...]]:
    """Give made-up rows, always the same ones."""
    provinces, agencies = _column("provinces", "TH-"), _column("agencies", "")
    for number in range(count):
        year = _YEARS[number % len(_YEARS)]
        yield (
            f"M{number:07}",
            f"โครงการสมมติที่ {number + 1}",
            provinces[number % len(provinces)],
            agencies[(number * 7) % len(agencies)],
            _THEMES[number % len(_THEMES)],
            str(year),
            date(year - 544, 10, 1 + number % 28).isoformat(),
            date(year - 543, 9, 1 + number % 28).isoformat(),
            str(100_000 + number % 977 * 1_000),
            date(year - 544, 1, 1 + number % 28).isoformat(),
        )


def write_requests(path: Path, count: int) -> None:
    """Write so many made-up rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(requests(count))


def _column(table: str, prefix: str) -> list[str]:
    """Return names that have been valid through the years of the rows."""
    with (resource("data/reference") / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["name_th"] for row in rows if row["key"].startswith(prefix) and not row["from"] and not row["until"]]
