"""Names of the made-up world: found when alike, taken only when exact."""

from __future__ import annotations

import pytest

from govgraph.analysis.search import find, resolve
from govgraph.errors import AmbiguousNameError, NotFoundError, UsageError
from govgraph.names import ID
from govgraph.store.port import Store
from govgraph.thai import key


def found(store: Store, text: str, **options: object) -> list[tuple[str, str]]:
    rows = find(store, text, **options)  # type: ignore[arg-type]
    return [(str(row["thing"]).removeprefix(ID), str(row["how"])) for row in rows]


@pytest.mark.parametrize(
    "text",
    ["กรมปศุสัตว์", " กรม ปศุสัตว์", "กรม\u200bปศุสัตว์", "department of LIVESTOCK", "dld", "กรมปศุศัตว์"],
)
def test_a_name_in_full_comes_first_and_is_taken(small: Store, text: str) -> None:
    assert found(small, text)[0] == ("agency/livestock", "exact")
    assert resolve(small, text) == f"{ID}agency/livestock"


def test_beginnings_come_before_parts_and_parts_before_likenesses(small: Store) -> None:
    hits = found(small, "กระทรวง")
    ministries = {"ministry/farm", "ministry/trade", "ministry/guard", "ministry/digital"}
    assert {thing for thing, how in hits if how == "prefix"} == ministries
    assert {thing for thing, how in hits if how == "substring"} == {"agency/farm-ops", "agency/trade-ops"}
    assert [how for _, how in hits] == ["prefix"] * 4 + ["substring"] * 2


@pytest.mark.parametrize("text", ["กรมปศุสัตย์", "กรมปสุสัตว์", "Departmant of Livestok"])
def test_misspellings_are_offered_and_never_taken(small: Store, text: str) -> None:
    assert found(small, text)[0] == ("agency/livestock", "similar")
    with pytest.raises(NotFoundError) as error:
        resolve(small, text)
    assert error.value.candidates[0] == f"{ID}agency/livestock"
    assert "กรมปศุสัตว์ (id:agency/livestock)" in error.value.th
    assert error.value.exit_code == 3


def test_nothing_alike_is_nothing(small: Store) -> None:
    assert found(small, "xyzzy") == []
    assert found(small, "  ") == []
    with pytest.raises(NotFoundError):
        resolve(small, "")


def test_an_abbreviation_of_two_bodies_is_ambiguous(small: Store) -> None:
    with pytest.raises(AmbiguousNameError) as error:
        resolve(small, "ปศ.")
    assert error.value.candidates == (f"{ID}agency/invest", f"{ID}agency/livestock")


@pytest.mark.parametrize(
    "text",
    [f"{ID}ministry/farm", f"<{ID}ministry/farm>", "id:ministry/farm", "ministry/farm", "กษ.", "Ministry of Farming"],
)
def test_ways_to_name_one_thing(small: Store, text: str) -> None:
    assert resolve(small, text) == f"{ID}ministry/farm"


@pytest.mark.parametrize("text", ["ministry/nowhere", f"{ID}ministry/nowhere", "https://example.org/none"])
def test_an_iri_that_nothing_is_said_about_is_not_found(small: Store, text: str) -> None:
    with pytest.raises(NotFoundError):
        resolve(small, text)


def test_a_province_is_preferred_to_its_area(small: Store) -> None:
    assert {thing for thing, _ in found(small, "จังหวัดเหนือ")} == {"province/TH-01", "area/TH-01"}
    assert resolve(small, "จังหวัดเหนือ") == f"{ID}province/TH-01"


def test_only_one_kind(small: Store) -> None:
    assert found(small, "เกษตร", kind="ministry") == [("ministry/farm", "substring")]
    assert {thing for thing, _ in found(small, "เกษตร", kind="agency")} == {"agency/farm-ops"}
    assert {thing for thing, _ in found(small, "เกษตร", kind="theme")} == {"theme/agriculture"}
    with pytest.raises(UsageError, match="minister"):
        find(small, "เกษตร", kind="minister")


def test_a_limit(small: Store) -> None:
    assert len(find(small, "กระทรวง", limit=2)) == 2


def test_keys_are_composed_never_split() -> None:
    assert key("นำ") == "นำ"  # compatibility forms would split the vowel
    assert key("ฉบับที่ ๑๒") == "ฉบับที่12"
