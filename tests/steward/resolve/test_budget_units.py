"""The units and places of two real budget volumes, on the first day of their fiscal year."""

from __future__ import annotations

from collections import Counter
from datetime import date

from govgraph.names import ID
from govgraph.steward.resolve import NewAgency, Register, Resolved, Unresolved, new_agency, places_in

Rows = list[dict[str, str]]

FIRST_DAY_2565 = date(2021, 10, 1)

QUERIED = {
    "จังหวัดสิงค์บุรี": ("GG-NAM-002", {"จังหวัดสิงห์บุรี"}),
    "จังหวัดสุราษฎ์ธานี": ("GG-NAM-002", {"จังหวัดสุราษฎร์ธานี"}),
    "กลุ่มจังหวัดภาคตะวันออก": ("GG-NAM-003", {"กลุ่มจังหวัดภาคตะวันออก 1", "กลุ่มจังหวัดภาคตะวันออก 2"}),
    "กลุ่มจังหวัดภาคกลางตอนล่าง": ("GG-NAM-002", {"กลุ่มจังหวัดภาคกลางตอนล่าง 1", "กลุ่มจังหวัดภาคกลางตอนล่าง 2"}),
}
"""What volume 13 writes otherwise than the record: slips, and clusters of 2009 or of no generation."""


def test_every_area_of_volume_13_is_resolved_or_queried(register: Register, budget: dict[str, Rows]) -> None:
    units = sorted({row["BUDGETARY_UNIT"] for row in budget["budget-2022-provinces-1"]})
    assert len(units) == 44
    queried = {}
    for unit in units:
        answer = register.resolve(unit, ("area",), FIRST_DAY_2565)
        if isinstance(answer, Resolved):
            assert answer.name == unit
            assert "cluster/2017-" in answer.iri or answer.kind == "province"
        else:
            queried[unit] = (answer.code, set(answer.names))
    assert queried == QUERIED


def test_every_unit_of_the_agriculture_volume_is_known_or_new(register: Register, budget: dict[str, Rows]) -> None:
    rows = budget["budget-2022-agriculture"]
    units = sorted({row["BUDGETARY_UNIT"] for row in rows})
    ministry = register.resolve("กระทรวงเกษตรและสหกรณ์", ("ministry",), FIRST_DAY_2565)
    assert isinstance(ministry, Resolved)
    assert {row["MINISTRY"] for row in rows} == {ministry.name}
    new = {}
    for unit in units:
        answer = register.resolve(unit, ("agency",), FIRST_DAY_2565, within=ministry.iri)
        if isinstance(answer, Unresolved):
            made = new_agency(unit, ministry.iri, register, FIRST_DAY_2565)
            assert isinstance(made, NewAgency)
            new[made.name] = made.cls.rpartition("#")[2]
    assert len(units) - len(new) == 14
    assert new == {
        "กรมฝนหลวงและการบินเกษตร": "Department",
        "สถาบันวิจัยและพัฒนาพื้นที่สูง (องค์การมหาชน)": "PublicOrganisation",
        "สำนักงานพิพิธภัณฑ์เกษตรเฉลิมพระเกียรติพระบาทสมเด็จพระเจ้าอยู่หัว (องค์การมหาชน)": "PublicOrganisation",
    }


def test_places_of_the_agriculture_volume(register: Register, budget: dict[str, Rows]) -> None:
    """Counted by hand with a plain search: see the assertions below for how."""
    texts = [row["ITEM_DESCRIPTION"] for row in budget["budget-2022-agriculture"]]
    unclear: Counter[str] = Counter()
    counts: Counter[int] = Counter()
    for text in texts:
        mentions = places_in(text, register, FIRST_DAY_2565)
        found = {mention.iri for mention in mentions if mention.iri}
        unclear.update(mention.text for mention in mentions if mention.iri is None)
        counts[len(found)] += 1
        if not found and not any(mention.iri is None for mention in mentions):
            plain = text.replace("จังหวัดชายแดน", "").replace("ระดับจังหวัด", "").replace("ในจังหวัด", "")
            assert "จังหวัด" not in plain or "ชายแดนภาคใต้" in plain, text
    assert sorted(unclear) == [
        "จังหวัดกาฬฟ์สินธุ์", "จังหวัดบึงกาฬ์", "จังหวัดพะยา", "จังหวัดสำพูน", "จังหวัดสิ่งห์บุรี",
        "จังหวัดสุราษฎ์ธานี", "จังหวัดอุตรธานี",
    ]  # fmt: skip
    assert counts[6] == 3, "the study of the left bank of the Mae Klong names six provinces, over three years"
    several = next(text for text in texts if "จังหวัดหนองบัวลำภู - จังหวัดอุดรธานี" in text)
    assert [m.iri for m in places_in(several, register, FIRST_DAY_2565)] == [
        f"{ID}province/TH-39", f"{ID}province/TH-41", f"{ID}province/TH-43",
    ]  # fmt: skip
