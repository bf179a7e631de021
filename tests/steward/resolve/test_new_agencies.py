"""Bodies on no register: made only where the name is one of a body, under a known ministry, and like no other."""

from __future__ import annotations

from datetime import date

import pytest

from govgraph.names import ID
from govgraph.steward.resolve import NewAgency, Register, Resolved, Unresolved, new_agency

DAY = date(2021, 10, 1)
MINISTRY = f"{ID}ministry/moac"


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("กรมฝนหลวงและการบินเกษตร", "Department"),
        ("สำนักงานปลัดกระทรวงตัวอย่างใหม่ล่าสุด", "PermanentSecretaryOffice"),
        ("สำนักงานจัดการน้ำแห่งอนาคต", "Office"),
        ("สถาบันวิจัยและพัฒนาพื้นที่สูง (องค์การมหาชน)", "PublicOrganisation"),
        ("องค์การตลาดเพื่อการทดสอบ", "PublicBody"),
        ("การประปาตัวอย่าง", "PublicBody"),
        ("มหาวิทยาลัยตัวอย่าง", "PublicBody"),
        ("ศูนย์ข้อมูลตัวอย่าง", "PublicBody"),
    ],
)
def test_the_name_tells_the_class(register: Register, name: str, cls: str) -> None:
    assert new_agency(name, MINISTRY, register, DAY) == NewAgency(name, f"https://w3id.org/govgraph/ontology#{cls}")


@pytest.mark.parametrize(
    "text",
    [
        "รวมทั้งสิ้น",
        "นายสมชาย ใจดี",
        "กรม",
        "กรมฯ",
        "LaanmauniuNH",
        "กรมตัวอย่าง LaanmauniuNH",
        "กรม" + "ก" * 300,
        "กรมตัวอย่าง (",
        "12345",
    ],
)
def test_what_is_no_name_of_a_body_makes_none(register: Register, text: str) -> None:
    assert isinstance(new_agency(text, MINISTRY, register, DAY), Unresolved)


def test_a_close_name_is_asked_instead(register: Register) -> None:
    answer = new_agency("กรมปศุสตว์", MINISTRY, register, DAY)
    assert isinstance(answer, Unresolved)
    assert answer.names == ("กรมปศุสัตว์",)


def test_a_known_name_is_that_agency(register: Register) -> None:
    answer = new_agency("กรมปศุสัตว์", MINISTRY, register, DAY)
    assert isinstance(answer, Resolved)


@pytest.mark.parametrize("above", [f"{ID}agency/dld", f"{ID}ministry/none", ""])
def test_only_under_a_known_ministry(register: Register, above: str) -> None:
    assert isinstance(new_agency("กรมฝนหลวงและการบินเกษตร", above, register, DAY), Unresolved)


def test_the_name_is_put_right(register: Register) -> None:
    made = new_agency("กรม\u200bฝนหลวงและการบินเกษตร ", MINISTRY, register, DAY)
    assert isinstance(made, NewAgency)
    assert made.name == "กรมฝนหลวงและการบินเกษตร"


def test_a_name_of_another_date_is_not_made_anew(register: Register) -> None:
    answer = new_agency("สำนักงานพัฒนาการท่องเที่ยว", f"{ID}ministry/mots", register, DAY)
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-003"
