"""Themes of a project's name: by keywords of ours, several, one or none."""

from __future__ import annotations

import csv

import pytest

from govgraph.names import ID
from govgraph.resources import resource
from govgraph.steward.resolve import themes_of
from govgraph.thai.text import key

AGRICULTURE, TOURISM, INDUSTRY = "agriculture", "tourism", "industry"
SOCIAL, TRADE = "social_environment", "trade_logistics"


@pytest.mark.parametrize(
    ("name", "themes"),
    [
        ("โครงการส่งเสริมและพัฒนาภาคการเกษตร", [AGRICULTURE]),
        ("โครงการพัฒนาด้านการท่องเที่ยวและบริการ", [TOURISM]),
        ("โครงการพัฒนาด้านอุตสาหกรรม การค้า และการลงทุน", [INDUSTRY, TRADE]),
        ("โครงการพัฒนาด้านสังคม", [SOCIAL]),
        ("โครงการบริหารจัดการด้านทรัพยากรธรรมชาติ และสิ่งแวดล้อม", [SOCIAL]),
        ("โครงการพัฒนาโครงสร้างพื้นฐานและระบบโลจิสติกส์", [TRADE]),
        ("โครงการพัฒนาอุตสาหกรรมเกษตรแปรรูปที่สร้าง มูลค่าเพิ่มสูง", [AGRICULTURE, INDUSTRY]),
        ("โครงการพัฒนาอุตสาหกรรมการท่องเที่ยว", [TOURISM]),
        ("โครงการจัดหาแหล่งน้ำและเพิ่มพื้นที่ชลประทาน", [AGRICULTURE]),
        ("โครงการเสริมสร้างความมั่นคงและความปลอดภัย", []),
        ("โครงการป้องกันและแก้ไขปัญหาการค้ามนุษย์", []),
        ("โครงการพัฒนาระบบงานของกระทรวงอุตสาหกรรม", []),
        ("โครงการเพิ่มประสิทธิภาพการบริหารจัดการภารกิจ ของกลุ่มจังหวัด", []),
        ("", []),
    ],
)
def test_themes_told_by_a_name(name: str, themes: list[str]) -> None:
    assert [match.iri.removeprefix(f"{ID}theme/") for match in themes_of(name)] == themes


def test_spaces_and_split_letters_change_nothing() -> None:
    assert themes_of("โครงการ ท่อง เที่ยว") == themes_of("โครงการท่องเที่ยว")


def test_a_match_names_its_keyword_and_rule() -> None:
    (match,) = themes_of("โครงการพัฒนาคุณภาพชีวิตประชาชน")
    assert (match.keyword, match.rule) == ("คุณภาพชีวิต", "social-life")


def test_every_keyword_tells_its_own_theme() -> None:
    with (resource("data/rules") / "themes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted: dict[str, list[str]] = {}
    for row in rows:
        wanted.setdefault(key(row["keyword_th"]), []).extend([row["theme"]] if row["theme"] else [])
    for row in rows:
        told = [match.iri.removeprefix(f"{ID}theme/") for match in themes_of(f"โครงการ {row['keyword_th']}")]
        assert told == wanted[key(row["keyword_th"])], row
