"""A name counts on the days of its thing; on other days it is asked with what it is on that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govgraph.names import ID
from govgraph.steward.resolve import Register, Resolved, Unresolved

MEETING = date(2010, 1, 12)


def iri_of(register: Register, text: str, kind: str, day: date | None) -> str:
    answer = register.resolve(text, (kind,), day)
    assert isinstance(answer, Resolved), answer
    return answer.iri.removeprefix(ID)


def other_date(register: Register, text: str, kind: str, day: date) -> tuple[str, ...]:
    answer = register.resolve(text, (kind,), day)
    assert isinstance(answer, Unresolved), answer
    assert answer.code == "GG-NAM-003"
    return answer.names


CLUSTERS_OF_ONE_NAME = (
    "central-lower-1", "central-lower-2", "south-gulf", "south-andaman", "south-border", "northeast-upper-1",
    "northeast-upper-2", "northeast-middle", "northeast-lower-1", "northeast-lower-2", "north-upper-1",
    "north-upper-2", "north-lower-1", "north-lower-2",
)  # fmt: skip


@pytest.mark.parametrize("key", CLUSTERS_OF_ONE_NAME)
def test_the_day_decides_between_the_generations_of_clusters(
    register: Register, reference: dict[str, list[dict[str, str]]], key: str
) -> None:
    names = {row["key"]: row["name_th"] for row in reference["clusters"]}
    assert names[key] == names[f"2017-{key}"]
    assert iri_of(register, names[key], "cluster", MEETING) == f"cluster/{key}"
    assert iri_of(register, names[key], "cluster", date(2017, 10, 1)) == f"cluster/{key}"
    assert iri_of(register, names[key], "cluster", date(2021, 10, 1)) == f"cluster/2017-{key}"


def test_without_a_day_both_generations_are_possible_and_told_apart(register: Register) -> None:
    answer = register.resolve("กลุ่มจังหวัดภาคใต้ชายแดน", ("cluster",))
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-005"
    assert sorted(answer.names) == [
        "กลุ่มจังหวัดภาคใต้ชายแดน (ตั้งแต่ 17 กุมภาพันธ์ 2552 ถึงก่อน พฤศจิกายน 2560)",
        "กลุ่มจังหวัดภาคใต้ชายแดน (ตั้งแต่ พฤศจิกายน 2560)",
    ]
    # of this one there was only one
    assert iri_of(register, "กลุ่มจังหวัดภาคกลางตอนกลาง", "cluster", None) == "cluster/central-middle"


def test_within_the_month_of_the_change_both_are_possible(register: Register) -> None:
    answer = register.resolve("กลุ่มจังหวัดภาคใต้ชายแดน", ("cluster",), date(2017, 11, 15))
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-005"
    assert iri_of(register, "กลุ่มจังหวัดภาคใต้ชายแดน", "cluster", date(2017, 12, 1)) == "cluster/2017-south-border"


def test_a_divided_cluster_is_asked_with_its_successors(register: Register) -> None:
    assert other_date(register, "กลุ่มจังหวัดภาคตะวันออก", "cluster", date(2021, 10, 1)) == (
        "กลุ่มจังหวัดภาคตะวันออก 1",
        "กลุ่มจังหวัดภาคตะวันออก 2",
    )


def test_bueng_kan_begins_on_23_march_2011(register: Register) -> None:
    first = date(2011, 3, 23)
    assert iri_of(register, "จังหวัดบึงกาฬ", "province", first) == "province/TH-38"
    assert other_date(register, "บึงกาฬ", "province", first - timedelta(days=1)) == ("จังหวัดหนองคาย",)


@pytest.mark.parametrize(
    ("old", "new", "first", "kind"),
    [
        ("สำนักงานพัฒนาการท่องเที่ยว", "กรมการท่องเที่ยว", date(2010, 8, 27), "agency"),
        ("สำนักงานกิจการสตรีและสถาบันครอบครัว", "กรมกิจการสตรีและสถาบันครอบครัว", date(2015, 3, 6), "agency"),
        ("กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", date(2016, 9, 16), "ministry"),
    ],
)
def test_a_renamed_body_is_asked_by_its_name_of_the_day(
    register: Register, old: str, new: str, first: date, kind: str
) -> None:
    before = first - timedelta(days=1)
    assert iri_of(register, old, kind, before) != iri_of(register, new, kind, first)
    assert other_date(register, old, kind, first) == (new,)
    assert other_date(register, new, kind, before) == (old,)


def test_sericulture_exists_since_4_december_2009(register: Register) -> None:
    assert iri_of(register, "กรมหม่อนไหม", "agency", date(2009, 12, 4)) == "agency/qsds"
    assert other_date(register, "กรมหม่อนไหม", "agency", date(2009, 12, 3)) == ()


def test_names_of_2009_hold_in_january_2010(register: Register) -> None:
    assert iri_of(register, "กรมเจ้าท่า", "agency", MEETING) == "agency/md"
    assert iri_of(register, "กรมการบินพลเรือน", "agency", MEETING) == "agency/dca"
    # the exact day of 2009 is not known: in that year both names may have been in use, later only the new one
    assert (
        iri_of(register, "กรมการขนส่งทางน้ำและพาณิชยนาวี", "agency", date(2009, 6, 1))
        == "agency/water-transport-department"
    )
    assert other_date(register, "กรมการขนส่งทางน้ำและพาณิชยนาวี", "agency", MEETING) == ("กรมเจ้าท่า",)


def test_between_attested_dates_both_names_may_have_been_in_use(register: Register) -> None:
    old, new = "กรมส่งเสริมการส่งออก", "กรมส่งเสริมการค้าระหว่างประเทศ"
    assert other_date(register, new, "agency", MEETING) == (old,)
    for year in (2011, 2012):
        assert iri_of(register, old, "agency", date(year, 6, 1)) == "agency/dep"
        assert iri_of(register, new, "agency", date(year, 6, 1)) == "agency/ditp"
    assert other_date(register, old, "agency", date(2013, 1, 1)) == (new,)


def test_an_ended_body_resolves_without_a_day_and_says_that_it_has_ended(register: Register) -> None:
    answer = register.resolve("สำนักงานพัฒนาการท่องเที่ยว", ("agency",))
    assert isinstance(answer, Resolved)
    assert (answer.iri, answer.how, answer.code) == (f"{ID}agency/otd", "old-name", "GG-NAM-022")


def test_a_misspelt_old_name_is_asked_by_the_name_of_the_day(register: Register) -> None:
    answer = register.resolve("สำนักงานพัฒนาการท่องเทียว", ("agency",), date(2021, 10, 1))
    assert isinstance(answer, Unresolved)
    assert (answer.code, answer.names) == ("GG-NAM-002", ("กรมการท่องเที่ยว",))


def test_the_other_date_is_told_in_both_eras(register: Register) -> None:
    answer = register.resolve("กรมการท่องเที่ยว", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert answer.values["period_th"] == "ตั้งแต่ 27 สิงหาคม 2553"
    assert answer.values["period_en"] == "from 27 August 2010"
    assert answer.values["day_th"] == "12 มกราคม 2553"
