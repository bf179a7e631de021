"""Everything about one thing of the made-up world."""

from __future__ import annotations

import json
from datetime import date

from govgraph.analysis.entity import show
from govgraph.names import GOV, ID
from govgraph.store.port import Store


def test_names_kind_and_sources(small: Store) -> None:
    found = show(small, f"{ID}agency/livestock")
    assert (found["thing_th"], found["thing_en"]) == ("กรมปศุสัตว์", "Department of Livestock")
    assert [kind["kind_th"] for kind in found["kinds"]] == ["กรม"]
    assert [place["lines"] for place in found["sources"]] == ["10"]
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_facts_are_in_words(small: Store) -> None:
    facts = {fact["property_en"]: fact for fact in show(small, f"{ID}agency/livestock")["facts"]}
    assert facts["tier"]["property_th"] == "ระดับ"
    assert [value["value_th"] for value in facts["tier"]["values"]] == ["ส่วนกลาง"]
    assert sorted(value["value"] for value in facts["other name"]["values"]) == ["DLD", "ปศ."]
    assert [value["value"] for value in facts["misspelling found"]["values"]] == ["กรมปศุศัตว์"]


def test_relations_of_a_day(small: Store) -> None:
    def others(as_of: date | None) -> set[str]:
        return {r["other"].removeprefix(ID) for r in show(small, f"{ID}agency/livestock", as_of)["relations"]}

    assert others(None) == {"ministry/farm", "agency/livestock-bureau", "group/1", "group/4"}
    assert others(date(2010, 1, 12)) == {"ministry/farm", "agency/livestock-bureau", "group/1"}


def test_a_relation_carries_its_day_and_source(small: Store) -> None:
    relations = show(small, f"{ID}agency/livestock")["relations"]
    seat = next(r for r in relations if r["other"] == f"{ID}group/1")
    assert (seat["predicate_en"], seat["held_on"], seat["direction"]) == ("took part in", "2010-01-12", "forward")
    assert [place["lines"] for place in seat["sources"]] == ["10", None]


def test_the_ministry_of_each_stretch_of_time(small: Store) -> None:
    told = [
        (m["ministry"][len(ID) :], m["from"], m["until"], m["confidence"])
        for m in show(small, f"{ID}agency/invest")["ministries"]
    ]
    assert told == [
        ("ministry/farm", None, "2010-01-01", "probable"),
        ("ministry/farm", "2010-01-01", "2010-02-01", "confirmed"),
        ("ministry/farm", "2010-02-01", "2014-01-01", "probable"),
        ("ministry/trade", "2014-01-01", None, "confirmed"),
    ]
    on_the_day = show(small, f"{ID}agency/invest", date(2010, 1, 12))["ministries"]
    assert [m["confidence"] for m in on_the_day] == ["confirmed"]


def test_an_operation_centre_is_told_from_a_member(small: Store) -> None:
    relations = show(small, f"{ID}cluster/one", date(2010, 1, 12))["relations"]
    assert sorted((r["other"][-5:], r["role"].rpartition("/")[2]) for r in relations) == [
        ("TH-01", "cluster-member"),
        ("TH-01", "operation-centre"),
        ("TH-02", "cluster-member"),
    ]


def test_what_refers_to_a_thing_is_counted(small: Store) -> None:
    referring = {r["property"].removeprefix(GOV): r for r in show(small, f"{ID}plan/north")["referred_by"]}
    assert referring["inPlan"]["count"] == 4  # three statements and project 1
    assert {t["thing"].removeprefix(ID) for t in referring["inPlan"]["things"]} == {
        "strategy/s1", "strategy/s2", "strategy/s6", "project/1",
    }  # fmt: skip


def test_a_thing_nobody_knows_has_no_facts(small: Store) -> None:
    found = show(small, f"{ID}agency/none")
    assert (found["facts"], found["relations"], found["referred_by"]) == ([], [], [])
