"""The competency questions, each answered by the library: expected answers stand in the sources, or in the tables.

What is expected is written here from the page of the workshop and from the law, or is counted from the CSV files by
plain code; it never comes from a query.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from govgraph.names import ID, graph
from govgraph.research.library import Library
from govgraph.research.rows import Cell, plain
from govgraph.research.run import run
from govgraph.research.sparql_text import bindings, with_prefixes
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store, Table

DATA = Path(__file__).resolve().parents[2] / "data"
LIBRARY = Library.shipped()
QUESTIONS = range(1, 26)
CUT = "mot-ops"

Record = dict[str, Cell]


def ask(store: Store, name: str, **values: str) -> list[Record]:
    answer = run(store, LIBRARY[name], values)
    assert isinstance(answer, Table)
    return [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows]


def short(cell: Cell) -> str:
    """The key of a thing: what stands behind the last slash."""
    return str(cell).rpartition("/")[2]


def pairs(rows: Iterable[Record], *names: str) -> list[tuple[str, ...]]:
    return sorted(tuple(short(row[name]) for name in names) for row in rows)


@cache
def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def several(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


@pytest.fixture(scope="module")
def empty() -> EmbeddedStore:
    return EmbeddedStore.in_memory()


# -- the library as a whole ----------------------------------------------------------------------------------------


def test_every_competency_question_has_a_query() -> None:
    answered = {number for query in LIBRARY.values() for number in query.competency}
    assert answered == set(QUESTIONS)


@pytest.mark.parametrize("name", LIBRARY)
def test_a_query_describes_itself_in_both_languages(name: str) -> None:
    query = LIBRARY[name]
    assert query.path is not None
    assert query.title.th
    assert query.title.en
    assert query.summary
    assert query.description.th
    assert query.description.en
    assert query.tags
    assert query.columns
    for label in [*query.columns.values(), *(parameter.label for parameter in query.params)]:
        assert label.th, name
        assert label.en, name
    if "quality" in query.tags:
        assert query.severity is not None
        for said in (query.problem, query.solution):
            assert said is not None
            assert said.th
            assert said.en
    else:
        assert (query.severity, query.problem, query.solution) == (None, None, None)


@pytest.mark.parametrize("name", LIBRARY)
def test_a_query_is_standard_sparql_whose_columns_and_parameters_are_the_ones_described(name: str) -> None:
    query = LIBRARY[name]
    text = with_prefixes(query.bind(query.example or {}))
    algebra = translateQuery(parseQuery(text)).algebra
    assert [str(variable) for variable in algebra.PV] == list(query.columns)
    assert "ORDER BY" in query.text
    assert {parameter.name for parameter in query.params} <= bindings(query.text).keys()


def test_departments_are_one_level_below_their_class(workshop_store: Store) -> None:
    """The queries that roll up go one level down from department-level bodies: the ontology has no second."""
    below = workshop_store.select(
        with_prefixes("SELECT ?c { ?c rdfs:subClassOf/rdfs:subClassOf+ gov:DepartmentLevelBody }")
    )
    assert below.rows == ()


@pytest.mark.parametrize("name", [name for name, query in LIBRARY.items() if "quality" not in query.tags])
def test_the_same_statement_in_two_graphs_changes_no_answer(name: str, workshop_store: Store, doubled: Store) -> None:
    query = LIBRARY[name]
    once, twice = (run(store, query, query.example or {}) for store in (workshop_store, doubled))
    assert isinstance(once, Table)
    assert isinstance(twice, Table)
    assert Counter(map(str, once.rows)) == Counter(map(str, twice.rows))


@pytest.fixture(scope="module")
def doubled(built: Path) -> Iterable[Store]:
    from govgraph.store import open_store

    again = graph("again")
    with open_store(built) as store, EmbeddedStore.in_memory() as memory:
        quads = list(store.quads())
        memory.commit(Change(add=[*quads, *(Quad(q.subject, q.predicate, q.object, again) for q in quads)]))
        yield memory


# -- who sat where: questions 1 to 5, 13 ---------------------------------------------------------------------------

SEVERAL = {
    "moc-ops": "135",
    "mot-ops": "125",
    "moind-ops": "135",
    "moac-ops": "13",
    "mcul-ops": "24",
    "dnp": "24",
}


def test_1_six_agencies_sat_in_more_than_one_group(workshop_store: Store) -> None:
    found = ask(workshop_store, "agencies-in-several-groups")
    assert pairs(found, "agency", "number") == sorted((a, n) for a, numbers in SEVERAL.items() for n in numbers)
    assert all(row["groups"] == len(SEVERAL[short(row["agency"])]) for row in found)
    assert ask(workshop_store, "agencies-in-several-groups", as_of="2010-01-11") == []


def test_2_agencies_of_each_group_and_those_in_one_only(workshop_store: Store) -> None:
    found = ask(workshop_store, "agencies-by-group")
    assert [(row["number"], row["agencies"]) for row in found] == [(1, 14), (2, 8), (3, 9), (4, 18), (5, 15)]
    assert sum(int(str(row["only_here"])) for row in found) == 49
    groups = defaultdict(set)
    for seat in table("workshop-2010-01-12/participations"):
        groups[seat["participant"]].add(seat["group"])
    alone = Counter(*([next(iter(joined)) for joined in groups.values() if len(joined) == 1],))
    assert {short(row["group"]): row["only_here"] for row in found} == alone


def test_3_the_transport_ministry_holds_the_groups_together(workshop_store: Store) -> None:
    found = ask(workshop_store, "cut-agencies")
    assert {short(row["agency"]) for row in found} == {CUT}
    sides: dict[object, list[int]] = defaultdict(list)
    for row in found:
        sides[row["side"]].append(int(str(row["number"])))
    assert sorted(sorted(set(numbers)) for numbers in sides.values()) == [[1, 3, 5], [2, 4]]


def test_3_says_when_it_cannot_tell(workshop_store: Store, empty: Store) -> None:
    assert [row["missing"] for row in ask(empty, "cut-agencies")] == ["no-participation"]
    gov = "https://w3id.org/govgraph/ontology#"
    extra = [
        Quad(NamedNode(f"{ID}participation/x{n}"), NamedNode(gov + name), NamedNode(ID + what), graph("extra"))
        for n in range(6)
        for name, what in (("participant", f"agency/x{n}"), ("inGroup", f"group/x{n}"))
    ]
    with EmbeddedStore.in_memory() as many:
        many.commit(Change(add=extra))
        assert [row["missing"] for row in ask(many, "cut-agencies")] == ["more-than-five-groups"]


def test_4_the_units_and_posts_that_led_the_groups(workshop_store: Store) -> None:
    found = ask(workshop_store, "group-leaders")
    assert [(row["number"], short(row["unit"]), row["acting"]) for row in found] == [
        (1, "opdc-structure-bureau", False),
        (2, "opdc-monitoring-bureau", False),
        (3, "opdc-regional-bureau", True),
        (4, "opdc", False),
        (5, "opdc-participation-bureau", False),
    ]
    assert found[3]["position_th"] == "ที่ปรึกษาการพัฒนาระบบราชการ"


def test_5_nobody_of_local_government_business_or_civil_society_is_named(workshop_store: Store) -> None:
    found = ask(workshop_store, "tiers-and-sectors-unnamed")
    assert {(short(row["subject"]), row["why"]) for row in found} >= {
        ("local", "no-named-participant"),
        ("private", "no-named-participant"),
        ("civil-society", "no-named-participant"),
        ("regional", "named-as-kind-only"),
    }
    assert not {short(row["subject"]) for row in found} & {"central", "state"}


def test_13_departments_without_their_permanent_secretary(workshop_store: Store) -> None:
    classes = {f"agency/{row['key']}": row["class"] for row in table("reference/agencies")}
    parents = {
        row["unit"]: row["parent"]
        for row in table("reference/attachments")
        if (row["from"] or "0001") <= "2010-01-12" < (row["until"] or "9999")
    }

    def ministry(body: str) -> str:
        while body in parents:
            body = parents[body]
        return body if body.startswith("ministry/") else ""

    seats = [(row["participant"], row["group"]) for row in table("workshop-2010-01-12/participations")]
    offices = {(ministry(body), where) for body, where in seats if classes.get(body) == "PermanentSecretaryOffice"}
    expected = sorted(
        (short(body), short(where), short(ministry(body)))
        for body, where in seats
        if body in classes and ministry(body) and (ministry(body), where) not in offices
    )
    found = ask(workshop_store, "departments-without-permanent-secretary")
    assert pairs(found, "agency", "group", "ministry") == expected
    assert expected[0] == ("cdd", "2010-01-12-4", "moi")


# -- what plans must do: questions 6 to 11, 18 to 20 ---------------------------------------------------------------

FRAMES = {"government-policy", "national-plan", "public-sector-strategy-framework", "sector-strategy"}
SEED = "opdc-2010-01-12"


def test_6_the_page_names_four_frames(workshop_store: Store) -> None:
    found = ask(workshop_store, "frames-to-align-with")
    for kind in ("provincial-development-plan", "cluster-development-plan"):
        of_page = {
            short(row["frame_kind"])
            for row in found
            if short(row["source"]) == SEED and short(row["plan_kind"]) == kind
        }
        assert of_page == FRAMES
    assert {(row["line"], row["last_line"]) for row in found if short(row["source"]) == SEED} == {(37, 39)}
    others = {short(row["frame_kind"]) for row in found if short(row["source"]) != SEED} - FRAMES
    assert others == {"government-administration-plan", "regional-plan", "local-needs"}
    assert len(ask(workshop_store, "frames-to-align-with", kind="plan-kind/cluster-development-plan")) == 4


def test_6_the_policies_of_the_day_by_name(workshop_store: Store) -> None:
    found = ask(workshop_store, "policy-frames", as_of="2010-01-12")
    assert {short(row["policy"]) for row in found if row["policy"]} == {
        "nesdp-10",
        "gov-policy-2551",
        "psd-plan-2551",
        "logistics-strategy",
        "ict-master-plan-2",
        "thai-khem-khaeng-2555",
    }
    assert {short(row["frame_kind"]) for row in found if row["missing"]} == {
        "government-administration-plan",
        "regional-plan",
        "local-needs",
    }


def test_7_who_must_be_consulted_and_which_source_says_so(workshop_store: Store) -> None:
    found = ask(workshop_store, "consultation-required")
    page = {short(row["party"]) for row in found if short(row["source"]) == SEED}
    assert page == {"state", "private", "civil-society", "people"}
    act = {short(row["party"]) for row in found if short(row["source"]) == "state-administration-act-2534"}
    assert act == {
        "government-units",
        "local-governments",
        "civil-society-representatives",
        "business-representatives",
    }
    assert len(found) == sum(len(several(row["source"])) for row in table("reference/consultation_requirements"))


def test_8_the_governor_links(workshop_store: Store) -> None:
    assert pairs(ask(workshop_store, "linking-roles"), "role", "relation", "linked") == [
        ("governor", "horizontal", "civil-society"),
        ("governor", "horizontal", "private"),
        ("governor", "horizontal", "state"),
        ("governor", "vertical", "central"),
        ("governor", "vertical", "local"),
        ("governor", "vertical", "regional"),
    ]


def test_9_clusters_build_capability_provinces_opportunity(workshop_store: Store) -> None:
    assert pairs(ask(workshop_store, "strategic-emphases"), "area_kind", "emphasis") == [
        ("cluster", "capability"),
        ("province", "opportunity-careers"),
        ("province", "social-development"),
    ]


def test_10_the_preworkshop_fed_the_workshop_and_its_summary_went_to_three(workshop_store: Store) -> None:
    found = [row for row in ask(workshop_store, "meeting-purpose") if row["recipient"]]
    assert pairs(found, "meeting", "next", "recipient") == [
        ("2010-01-12-preworkshop", "2010-01-18-workshop", "deputy-prime-minister"),
        ("2010-01-12-preworkshop", "2010-01-18-workshop", "pm-office-minister"),
        ("2010-01-12-preworkshop", "2010-01-18-workshop", "prime-minister"),
    ]
    assert {str(row["next_on"]) for row in found} == {"2010-01-18"}


def test_11_the_events_of_fiscal_year_2554_in_order(workshop_store: Store) -> None:
    found = ask(workshop_store, "planning-events", fiscal_year="2554")
    assert [(str(row["held_on"]), short(row["event"]), row["step"] and short(row["step"])) for row in found] == [
        ("2009-07-22", "ipac-2009-07-22", "set-criteria"),
        ("2009-08-26", "chaiyaphum-2009-08-26", "review"),
        ("2009-08-27", "phuket-2009-08-27", "review"),
        ("2009-11-18", "gulf-2009-11-18", "screen"),
        ("2010-01-12", "2010-01-12-preworkshop", None),
        ("2010-01-18", "2010-01-18-workshop", None),
    ]
    assert short(found[4]["used_by"]) == "2010-01-18-workshop"
    assert short(found[5]["used"]) == "2010-01-12-preworkshop"


def test_18_no_claimed_alignment_is_on_record_and_the_answer_says_so(workshop_store: Store) -> None:
    (row,) = ask(workshop_store, "alignments-claimed")
    assert row["missing"] == "no-alignment"
    assert row["plan"] is None


def test_19_steps_done_and_steps_that_nobody_recorded(workshop_store: Store) -> None:
    found = ask(workshop_store, "steps-of-a-plan", fiscal_year="2554")
    done = {(short(row["step"]), short(row["activity"])) for row in found if not row["missing"]}
    assert done == {
        (row["planning_step"], row["key"])
        for row in table("reference/planning_activities")
        if row["for_fiscal_year"] == "2554"
    }
    assert {short(row["step"]) for row in found if row["missing"]} == {
        "prepare",
        "consult",
        "integrate",
        "approve",
        "submit",
        "monitor",
    }


def test_20_the_law_behind_bodies_and_plans(workshop_store: Store) -> None:
    found = ask(workshop_store, "legal-basis")
    words = {short(row["subject"]).rpartition("#")[2]: row["provision"] for row in found if row["provision"]}
    assert words["ProvincialDevelopmentPlan"] == "State Administration Act, s. 53/1"
    assert words["ClusterDevelopmentPlan"] == "Decree B.E. 2551, s. 3; State Administration Act, s. 53/2"
    tables = ("clusters", "provinces", "committees")
    expected = Counter(
        law for name in tables for row in table(f"reference/{name}") for law in several(row["established_under"])
    )
    assert Counter(f"law/{short(row['law'])}" for row in found if row["law"]) == expected
    assert {short(row["subject"]) for row in found if row["missing"]} == {"ipac", "psdc"}
    of_province = ask(workshop_store, "legal-basis", thing="province/TH-50")
    assert [row["provision"] for row in of_province] == ["State Administration Act, s. 52"]


def test_20_sections_of_the_decree(workshop_store: Store) -> None:
    assert [row["number"] for row in ask(workshop_store, "law-sections", only_law="law/decree-2551")] == [
        "19",
        "3",
        "8",
    ]
    assert len(ask(workshop_store, "law-sections")) == len(table("reference/law_sections"))


# -- clusters, committees, changes: questions 21 to 24 -------------------------------------------------------------


def members(day: str) -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in table("reference/cluster_memberships"):
        begun = (row["from"] or "0001-01-01") <= day
        if row["role"] == "cluster-member" and begun and day < (row["until"] or "9999-12-31"):
            found[short(row["member"])].add(short(row["cluster"]))
    return found


@pytest.mark.parametrize("day", ["2010-01-12", "2018-01-01"])
def test_21_members_and_centres_of_a_day(workshop_store: Store, day: str) -> None:
    found = ask(workshop_store, "cluster-members", as_of=day)
    assert pairs(found, "province", "cluster") == sorted((p, c) for p, cs in members(day).items() for c in cs)
    centres = {
        (short(row["member"]), short(row["cluster"]))
        for row in table("reference/cluster_memberships")
        if row["role"] == "operation-centre" and (row["from"] or "0001") <= day < (row["until"] or "9999")
    }
    assert {(short(row["province"]), short(row["cluster"])) for row in found if row["centre"]} == centres


@pytest.mark.parametrize(("before", "after"), [("2009-02-17", "2018-01-01"), ("2009-02-17", "2011-06-01")])
def test_22_provinces_that_changed_cluster(workshop_store: Store, before: str, after: str) -> None:
    then, later = members(before), members(after)
    expected = sorted(
        (p, "changed" if p in then and p in later else "none-before" if p in later else "none-after")
        for p in then.keys() | later.keys()
        if then.get(p) != later.get(p)
    )
    found = ask(workshop_store, "changes-of-cluster", before=before, after=after)
    assert pairs(found, "province", "change") == expected
    assert ("TH-38", "none-before") in expected


def test_23_one_seat_is_on_record_and_eight_are_said_to_be_missing(workshop_store: Store) -> None:
    found = ask(workshop_store, "committee-seats")
    assert [short(row["seat"]) for row in found if row["seat"]] == ["ipac-civil-society"]
    assert Counter(short(row["committee_kind"]) for row in found if row["missing"] == "not-found") == {
        "national-policy": 2,
        "provincial": 3,
        "cluster": 3,
    }


def test_24_agencies_of_2010_that_changed_later(workshop_store: Store) -> None:
    seated = {row["participant"] for row in table("workshop-2010-01-12/participations")}
    expected = sorted(
        (short(body), short(follower) if follower else "None", row["kind"])
        for row in table("reference/agency_changes")
        for body in several(row["original"])
        if body in seated and row["date"] >= "2010-01-12"
        for follower in several(row["resulting"]) or [""]
    )
    found = ask(workshop_store, "agency-changes")
    assert pairs(found, "agency", "follower", "kind") == expected
    assert ("otd", "tourism-department", "rename") in expected
    everyone = ask(workshop_store, "agency-changes", participants_only="false", since="2000-01-01")
    assert len(everyone) > len(found)
    assert [row["missing"] for row in ask(workshop_store, "agency-changes", since="2100-01-01")] == ["no-match"]


# -- what pictures ask: the map, the tiers, the timeline ------------------------------------------------------------


@pytest.mark.parametrize("day", ["2010-01-12", "2011-06-01", "2019-01-01"])
def test_provinces_of_a_day_with_their_clusters(workshop_store: Store, day: str) -> None:
    found = ask(workshop_store, "provinces-and-clusters", as_of=day)
    areas = {
        row["iso_code"] for row in table("reference/areas") if row["class"] == "ProvinceArea" and row["from"] <= day
    }
    assert {row["iso_code"] for row in found} == areas
    placed = [(short(row["province"]), short(row["cluster"])) for row in found if row["cluster"]]
    assert sorted(placed) == sorted((p, c) for p, cs in members(day).items() for c in cs)
    assert [row["iso_code"] for row in found if not row["is_province"]] == ["TH-10"]
    bangkok = next(row for row in found if row["iso_code"] == "TH-10")
    assert (bangkok["province_th"], bangkok["cluster"], bangkok["confidence"]) == ("กรุงเทพมหานคร", None, None)
    laws = {row["key"]: short(row["established_under"]) for row in table("reference/clusters")}
    short_names = {row["key"]: row["alt_th"] for row in table("reference/clusters")}
    for row in found:
        if row["cluster"]:
            assert short(row["law"]) == laws[short(row["cluster"])]
            assert row["cluster_th"] == short_names[short(row["cluster"])]


def test_bodies_of_each_tier_and_sector_as_the_tables_have_them(workshop_store: Store) -> None:
    found = ask(workshop_store, "bodies-by-tier-and-sector")
    kinds = {str(row["kind"]).partition("#")[2]: row for row in found}
    tables = [*table("reference/agencies"), *table("reference/ministries"), *table("reference/provinces")]
    expected = Counter((row["class"], row["tier"], row["sector"]) for row in tables)
    expected["ProvincialCluster", "regional", "state"] = len(table("reference/clusters"))
    counted = {(kind, short(row["tier"]), short(row["sector"])): row["bodies"] for kind, row in kinds.items()}
    assert counted == expected
    classes = {f"agency/{row['key']}": row["class"] for row in table("reference/agencies")}
    classes |= {f"ministry/{row['key']}": row["class"] for row in table("reference/ministries")}
    seated = Counter(
        classes[body] for body in {row["participant"] for row in table("workshop-2010-01-12/participations")}
    )
    assert {kind: row["participants"] for kind, row in kinds.items() if row["participants"]} == seated
    unnamed = Counter(row["participant_kind"] for row in table("workshop-2010-01-12/kind_participations"))
    assert (kinds["ProvincialAdministration"]["unnamed_in"], kinds["ProvincialCluster"]["unnamed_in"]) == (
        unnamed["province"],
        unnamed["provincial-cluster"],
    )
    assert short(kinds["SpecialLocalAdministration"]["only"]) == "TH-10"
    assert str(kinds["Office"]["level"]).endswith("#DepartmentLevelBody")
    assert {row["participants"] for row in ask(workshop_store, "bodies-by-tier-and-sector", as_of="2010-01-11")} == {0}


def test_seats_by_kind_of_committee_and_holder(workshop_store: Store) -> None:
    kinds = {row["key"]: row["committee_kind"] for row in table("reference/committees")}
    expected = Counter(
        (kinds[row["committee"]], row["ex_officio"], row["seat_for"]) for row in table("reference/seats")
    )
    found = ask(workshop_store, "seats-by-committee")
    counted = {
        (short(row["committee_kind"]), *(short(row[c]) if row[c] else "" for c in ("ex_officio", "stands_for"))): row[
            "seats"
        ]
        for row in found
    }
    assert counted == expected
    assert [row["committees"] for row in found if short(row["committee_kind"]) == "provincial"] == [2]


def test_projects_of_provinces_are_none_on_record(workshop_store: Store) -> None:
    """Where there are some, see tests/analysis."""
    assert ask(workshop_store, "projects-by-province") == []


def test_what_was_when_of_everything_and_of_one_province(workshop_store: Store) -> None:
    found = ask(workshop_store, "what-was-when")
    things: dict[object, set[object]] = defaultdict(set)
    for row in found:
        things[row["lane"]].add(row["thing"])
    assert {lane: len(of_lane) for lane, of_lane in things.items()} == {
        "law": len(table("reference/laws")),
        "policy": sum(not row["part_of"] for row in table("reference/policies")),
        "cluster": len(table("reference/clusters")),
        "plan": len(table("reference/plans")),
        "event": len(table("reference/planning_activities")) + len(table("workshop-2010-01-12/meetings")),
        "change": len(table("reference/agency_changes")) + len(table("reference/cluster_changes")),
    }
    plans = {row["key"]: (row["from"], row["until"], row["not_before"]) for row in table("reference/plans")}
    times = {
        short(row["thing"]): tuple(str(row[c] or "") for c in ("from", "until", "not_before"))
        for row in found
        if row["lane"] == "plan"
    }
    assert times == plans
    mukdahan = ask(workshop_store, "what-was-when", focus="province/TH-49")
    assert {(row["lane"], short(row["thing"])) for row in mukdahan} == {
        ("law", "cluster-announcement-2552"),
        ("law", "cluster-announcement-2554"),
        ("law", "cluster-announcement-2560"),
        ("cluster", "northeast-upper-2"),
        ("cluster", "2017-northeast-upper-2"),
        ("membership", "northeast-upper-2"),
        ("membership", "2017-northeast-upper-2"),
        ("change", "2017-northeast-upper-2"),
    }
    assert not any(
        row["from"] and str(row["from"]) > "2010-01-12"
        for row in ask(workshop_store, "what-was-when", as_of="2010-01-12")
    )


# -- what the shipped data do not hold: questions 14, 16, 17 -------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "missing"),
    [("support-asked", "no-request"), ("amounts-by-stage", "no-amount"), ("projects-in-two-plans", "no-project")],
)
def test_a_question_that_the_data_cannot_answer_says_what_is_missing(
    workshop_store: Store, name: str, missing: str
) -> None:
    (row,) = ask(workshop_store, name)
    assert row["missing"] == missing
    assert row["missing_th"]
    assert row["missing_en"]
    assert {column for column, cell in row.items() if cell is not None} == {"missing", "missing_th", "missing_en"}


PROJECTS = """
BASE <https://w3id.org/govgraph/id/>
INSERT DATA { GRAPH <https://w3id.org/govgraph/graph/import/x> {
  <project/a> a gov:Project ; skos:prefLabel "โครงการข้าว"@th ; gov:projectArea <province/TH-50> .
  <project/b> a gov:Project ; skos:prefLabel "โครงการข้าว"@th ; gov:projectArea <cluster/north-upper-1> .
  <project/c> a gov:Project ; skos:prefLabel "โครงการถนน"@th ; gov:projectArea <province/TH-50> .
  <budget-request/a> a gov:BudgetRequest ; gov:forProject <project/a> ; gov:askedOf <agency/rice> ;
    gov:requestedBy <province/TH-50> ; gov:amount 100 ; gov:currency "THB" ; gov:stage <stage/requested> ;
    gov:forFiscalYear <fiscal-year/2554> ; gov:recordedAt <urn:x:book#row=2> .
  <budget-request/b> a gov:BudgetRequest ; gov:forProject <project/a> ; gov:askedOf <agency/rice> ;
    gov:requestedBy <province/TH-50> ; gov:amount 50 ; gov:currency "THB" ; gov:stage <stage/requested> ;
    gov:forFiscalYear <fiscal-year/2554> ; gov:recordedAt <urn:x:book#row=3> .
  <support-request/c> a gov:SupportRequest ; gov:forProject <project/c> ; gov:requestsSupportFrom <agency/rid> ;
    gov:forFiscalYear <fiscal-year/2555> .
  <urn:x:book#row=2> gov:inSource <urn:x:book> . <urn:x:book#row=3> gov:inSource <urn:x:book> .
} }
"""


@pytest.fixture(scope="module")
def with_projects(built: Path) -> Iterable[Store]:
    """The shipped data, and three projects with two requests for money and one for support."""
    from pyoxigraph import Store as Engine

    from govgraph.store import open_store

    engine = Engine()
    engine.update(with_prefixes(PROJECTS))
    with open_store(built) as store, EmbeddedStore.in_memory() as memory:
        memory.commit(Change(add=[*store.quads(), *engine]))
        yield memory


def test_14_who_asks_a_department(with_projects: Store) -> None:
    found = ask(with_projects, "support-asked")
    assert pairs(found, "area", "project", "agency", "asked_for", "for_year") == [
        ("TH-50", "a", "rice", "money", "2554"),
        ("TH-50", "c", "rid", "support", "2555"),
    ]
    of_year = ask(with_projects, "support-asked", department="agency/rice", fiscal_year="2554")
    assert pairs(of_year, "agency") == [("rice",)]
    assert [row["missing"] for row in ask(with_projects, "support-asked", fiscal_year="2560")] == ["no-match"]


def test_16_amounts_by_cluster_department_and_year(with_projects: Store) -> None:
    (row,) = ask(with_projects, "amounts-by-stage", year="2554")
    assert (row["amount_thb"], row["records"], short(row["cluster"])) == (150, 2, "north-upper-1")
    assert (short(row["agency"]), short(row["stage"]), row["source"]) == ("rice", "requested", "urn:x:book")
    assert [row["missing"] for row in ask(with_projects, "amounts-by-stage", year="2560")] == ["no-match"]


def test_17_projects_of_a_province_and_of_its_cluster(with_projects: Store) -> None:
    (row,) = ask(with_projects, "projects-in-two-plans")
    assert (short(row["project"]), short(row["other"]), row["match"]) == ("a", "b", "same-name")
    nothing = ask(with_projects, "projects-in-two-plans", only_cluster="cluster/south-gulf")
    assert [row["missing"] for row in nothing] == ["no-pair"]


# -- sources: question 25 ------------------------------------------------------------------------------------------


def test_25_records_of_the_page_and_of_ourselves(workshop_store: Store) -> None:
    found = {
        (short(row["source"]), row["confidence"]): row["records"] for row in ask(workshop_store, "records-by-source")
    }
    sourced = [
        (name, row)
        for folder in ("reference", "workshop-2010-01-12")
        for path in sorted((DATA / folder).glob("*.csv"))
        for name, row in [(path.stem, row) for row in table(f"{folder}/{path.stem}")]
        if row.get("confidence") and SEED in several(row["source"])
    ]
    spelt = {row["body"] for row in table("reference/agency_spellings") if SEED in several(row["source"])}
    known = {f"agency/{row['key']}": row for row in table("reference/agencies")}
    of_page = Counter(row["confidence"] for _, row in sourced)
    of_page.update(known[body]["confidence"] for body in spelt if SEED not in several(known[body]["source"]))
    assert {confidence: found.get((SEED, confidence), 0) for confidence in of_page} == dict(of_page)
    themes = Counter(row["confidence"] for row in table("reference/statement_themes"))
    assert int(str(found["govgraph", "probable"])) >= themes["probable"]


def test_25_disagreements_are_said_not_to_be_there_and_found_when_they_are(workshop_store: Store, built: Path) -> None:
    assert [row["missing"] for row in ask(workshop_store, "disagreements")] == ["no-disagreement"]
    from govgraph.store import open_store

    meeting = NamedNode(f"{ID}event/2010-01-12-preworkshop")
    held_on = NamedNode("https://w3id.org/govgraph/ontology#heldOn")
    with open_store(built) as store, EmbeddedStore.in_memory() as memory:
        stated = next(q for q in store.quads() if q.subject == meeting and q.predicate == held_on)
        other = Literal("2010-01-13", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
        memory.commit(Change(add=[stated, Quad(meeting, held_on, other, graph("import/x"))]))
        (row,) = ask(memory, "disagreements")
    assert (row["kind"], str(row["value_a"]), str(row["value_b"])) == ("two-values", "2010-01-12", "2010-01-13")
