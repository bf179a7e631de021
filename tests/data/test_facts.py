"""Structures and plans over time, against facts fixed by hand."""

from __future__ import annotations

from collections import Counter, defaultdict

Tables = dict[str, list[dict[str, str]]]
Rows = list[dict[str, str]]
DAY = "2010-01-12"


def covers(row: dict[str, str], day: str) -> bool:
    return (row["from"] or "0") <= day < (row["until"] or "9999")


def overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    return (one["from"] or "0") < (other["until"] or "9999") and (other["from"] or "0") < (one["until"] or "9999")


def members(tables: Tables, day: str, role: str = "cluster-member") -> dict[str, list[str]]:
    found = defaultdict(list)
    for row in tables["reference/cluster_memberships"]:
        if row["role"] == role and covers(row, day):
            found[row["cluster"]].append(row["member"])
    return found


def test_75_provinces_in_18_clusters_in_january_2010(tables: Tables) -> None:
    found = members(tables, DAY)
    provinces = [member for group in found.values() for member in group]
    assert len(found) == 18
    assert len(provinces) == len(set(provinces)) == 75
    bodies = {f"province/{row['key']}" for row in tables["reference/provinces"]}
    assert bodies - set(provinces) == {"province/TH-10", "province/TH-38"}
    assert sorted(found["cluster/north-upper-1"]) == [f"province/TH-{n}" for n in (50, 51, 52, 58)]
    assert "province/TH-11" in found["cluster/central-middle"]


def test_every_cluster_of_2009_has_one_operation_centre(tables: Tables) -> None:
    centres = members(tables, DAY, "operation-centre")
    assert all(len(found) == 1 and found[0] in members(tables, DAY)[cluster] for cluster, found in centres.items())
    assert len(centres) == 18
    assert centres["cluster/south-andaman"] == ["province/TH-83"]


def test_bueng_kan_joins_the_same_cluster_in_2011(tables: Tables) -> None:
    assert "province/TH-38" not in members(tables, "2011-03-27")["cluster/northeast-upper-1"]
    assert "province/TH-38" in members(tables, "2011-03-28")["cluster/northeast-upper-1"]
    (body,) = (row for row in tables["reference/provinces"] if row["key"] == "TH-38")
    assert body["from"] == "2011-03-23"


def test_2017_makes_new_clusters_and_leaves_the_doubtful_out(tables: Tables) -> None:
    found = members(tables, "2018-01-01")
    assert len(found) == 18
    assert all(cluster.startswith("cluster/2017-") for cluster in found)
    provinces = {member for group in found.values() for member in group}
    assert {f"province/TH-{n}" for n in (15, 32, 37)}.isdisjoint(provinces)
    changes = {row["resulting"]: row["original"].split(";") for row in tables["reference/cluster_changes"]}
    assert set(changes) == set(found)
    assert changes["cluster/2017-east-1"] == ["cluster/east", "cluster/central-middle"]
    doubts = {
        row["cluster"]: row["confidence"]
        for row in tables["reference/cluster_memberships"]
        if row["role"] == "cluster-member"
    }
    assert doubts["cluster/2017-central-upper"] == "unconfirmed"
    assert doubts["cluster/2017-east-2"] == "probable"
    assert doubts["cluster/2017-north-upper-1"] == "confirmed"


def test_no_province_is_ever_in_two_clusters(tables: Tables) -> None:
    by_member = defaultdict(list)
    for row in tables["reference/cluster_memberships"]:
        if row["role"] == "cluster-member":
            by_member[row["member"]].append(row)
    for rows in by_member.values():
        for number, row in enumerate(rows):
            assert not any(overlap(row, other) for other in rows[number + 1 :]), row


def test_no_body_is_ever_under_two_parents(tables: Tables) -> None:
    by_unit = defaultdict(list)
    for row in tables["reference/attachments"]:
        by_unit[row["unit"]].append(row)
    for rows in by_unit.values():
        for number, row in enumerate(rows):
            assert not any(overlap(row, other) for other in rows[number + 1 :]), row
    boi = {row["parent"]: row for row in by_unit["agency/boi"]}
    assert boi["ministry/moind"]["until_precision"] == "attested"
    assert (boi["ministry/pmo"]["from"], boi["ministry/pmo"]["confidence"]) == ("2014-01-01", "probable")
    (silk,) = by_unit["agency/qsds"]
    assert (silk["from"], silk["from_precision"]) == ("2009-12-04", "day")


def test_every_agency_has_a_parent_but_the_independent_ones(tables: Tables) -> None:
    units = {row["unit"] for row in tables["reference/attachments"]}
    without = {row["key"]: row["class"] for row in tables["reference/agencies"] if f"agency/{row['key']}" not in units}
    assert set(without.values()) == {"IndependentAgency"}
    assert len(without) == 9


def test_ministries(tables: Tables) -> None:
    rows = tables["reference/ministries"]
    assert sum(covers(row, DAY) for row in rows) == 20
    assert {row["key"]: row["from"] for row in rows if row["from"]} == {"mdes": "2016-09-16", "mhesi": "2019-05-02"}


def test_later_names_are_dated_changes(tables: Tables) -> None:
    changes = {row["key"]: row for row in tables["reference/agency_changes"]}
    tourism = changes["otd-tourism-department-2010"]
    assert (tourism["original"], tourism["date"], tourism["confidence"]) == ("agency/otd", "2010-08-27", "confirmed")
    split = changes["opp-split-2015"]
    assert split["kind"] == "split"
    assert len(split["resulting"].split(";")) == 2
    assert changes["mhesi-2019"]["original"] == "ministry/most;agency/ohec"
    unconfirmed = {row["original"] for row in changes.values() if row["confidence"] == "unconfirmed"}
    assert {"agency/nesdb", "agency/deqp", "agency/dtam", "agency/royin"} <= unconfirmed


def test_a_body_in_force_in_january_2010_has_no_successor_then(tables: Tables) -> None:
    bodies = {f"agency/{row['key']}": row for row in tables["reference/agencies"]}
    for row in tables["reference/agency_changes"]:
        if row["kind"] == "rename" and row["original"] in bodies and row["confidence"] != "unconfirmed":
            before, after = bodies[row["original"]], bodies[row["resulting"]]
            assert covers(before, DAY) != covers(after, DAY), row


def judgement(plan: dict[str, str], day: str) -> str:
    """What a date makes of a plan: the rule of the contract."""
    if plan["from"] and plan["until"]:
        return ("yes" if plan["period_basis"] == "stated" else "probable") if covers(plan, day) else "no"
    return "unknown" if plan["not_before"] <= day else "no"


def test_statements_in_force_in_january_2010(tables: Tables, reference_strategies: Rows) -> None:
    plans = {row["key"]: row for row in tables["reference/plans"]}
    kinds = {"vision": "Vision", "mission": "Mission", "strategy": "StrategicIssue"}

    def identity(area: str, kind: str, number: str, thai: str, english: str) -> tuple[str, ...]:
        return (area, kind, number, thai, english)

    ours: Counter[tuple[tuple[str, ...], str]] = Counter()
    for row in tables["reference/statements"]:
        plan = plans[row["plan"]]
        area = plan["plan_of"].partition("/")[2]
        ours[identity(area, row["class"], row["number"], row["title_th"], row["title_en"]), judgement(plan, DAY)] += 1
    theirs = Counter(
        (
            identity(
                row["area_id"], kinds[row["statement_type"]], row["strategy_no"], row["title_th"], row["title_en"]
            ),
            row["in_force_jan2010"],
        )
        for row in reference_strategies
    )
    assert ours == theirs


def test_how_many_statements_are_known(tables: Tables) -> None:
    plans = {row["key"]: row for row in tables["reference/plans"]}
    found = Counter(judgement(plans[row["plan"]], DAY) for row in tables["reference/statements"])
    assert found == {"yes": 7, "probable": 16, "unknown": 41, "no": 87}


def test_nine_statements_are_in_english_only(tables: Tables) -> None:
    plans = [row["plan"] for row in tables["reference/statements"] if not row["title_th"]]
    assert Counter(plans) == {"th-83-2552-2555": 4, "th-86-2553-2556": 5}


def test_plan_years_are_fiscal_years(tables: Tables) -> None:
    plans = {row["key"]: row for row in tables["reference/plans"]}
    four = plans["north-upper-1-2553-2556"]
    assert (four["from"], four["until"]) == ("2009-10-01", "2013-10-01")
    one = plans["th-92-2553"]
    assert (one["class"], one["from"], one["until"]) == ("ProvincialAnnualActionPlan", "2009-10-01", "2010-10-01")
    disputed = plans["th-83-2552-2555"]
    assert (disputed["plan_years"], disputed["from"], disputed["until"]) == ("2552-2555", "", "")


def test_themes_are_our_own(tables: Tables) -> None:
    rows = tables["reference/statement_themes"]
    assert {row["statement"] for row in rows} == {row["key"] for row in tables["reference/statements"]}
    assert {(row["derivation"], row["confidence"], row["source"]) for row in rows} == {
        ("inferred", "probable", "govgraph")
    }


def test_fiscal_year_2554(tables: Tables) -> None:
    years = {row["key"]: row for row in tables["reference/fiscal_years"]}
    year = years["2554"]
    assert (year["year_ce"], year["from"], year["until"]) == ("2011", "2010-10-01", "2011-10-01")
    assert [*years] == [str(number) for number in range(2545, 2581)]


def test_points_lie_in_thailand(tables: Tables) -> None:
    rows = tables["reference/geometries"]
    assert len(rows) == 77
    for row in rows:
        longitude, latitude = map(float, row["wkt"].removeprefix("POINT(").removesuffix(")").split())
        assert 97.3 < longitude < 105.7
        assert 5.5 < latitude < 20.5
