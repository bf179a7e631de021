"""How things of the made-up world are linked, and when it is said that they are not."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.analysis.labels import labels_of, told_apart_by_kind
from govgraph.analysis.links import CONFIDENCES, links
from govgraph.analysis.paths import State, explain
from govgraph.analysis.sentences import not_joined
from govgraph.analysis.walk import Step
from govgraph.model import Label, Period
from govgraph.names import ID, graph, term
from govgraph.store import Change, open_store
from govgraph.store.port import Store
from govgraph.store.visibility import entry

MEETING = date(2010, 1, 12)


def ways(found: dict[str, Any]) -> list[str]:
    """Each path as one line: the nodes in the order walked, and the basis of each step."""
    lines = []
    for path in found["paths"]:
        at, line = found["from"]["iri"], found["from"]["iri"].removeprefix(ID)
        for step in path["steps"]:
            at = step["object"] if step["direction"] == "forward" else step["subject"]
            line += f" -{step['basis']}- {at.removeprefix(ID)}"
        assert at == found["to"]["iri"]
        lines.append(line)
    return lines


def test_two_agencies_of_one_group(small: Store) -> None:
    found = explain(small, f"{ID}agency/livestock", f"{ID}agency/farm-ops", as_of=MEETING)
    assert found["linked"] is True
    assert found["length"] == 2
    assert ways(found) == [
        "agency/livestock -structure- ministry/farm -structure- agency/farm-ops",
        "agency/livestock -participation- group/1 -participation- agency/farm-ops",
    ]


def test_a_step_tells_where_it_stands(small: Store) -> None:
    found = explain(small, f"{ID}agency/livestock", f"{ID}group/1")
    (step,) = found["paths"][0]["steps"]
    assert (step["subject"], step["object"]) == (f"{ID}agency/livestock", f"{ID}group/1")
    assert (step["subject_th"], step["predicate_th"], step["object_th"]) == ("กรมปศุสัตว์", "เข้าร่วม", "กลุ่มที่ 1")
    assert (step["predicate_en"], step["basis"], step["confidence"]) == ("took part in", "participation", "confirmed")
    assert step["record"] == f"{ID}participation/1-2"
    document, table = step["sources"]
    assert (document["document"], document["lines"], document["title_en"]) == (f"{ID}source/minutes", "10", "Minutes")
    assert (table["document"], table["row"], table["kind"]) == (f"{ID}source/table", 2, "table")


def test_the_way_to_a_strategy_runs_over_its_theme_and_says_so(small: Store) -> None:
    found = explain(small, f"{ID}agency/trade-ops", f"{ID}strategy/s3", as_of=MEETING)
    assert ways(found) == ["agency/trade-ops -participation- group/3 -theme- theme/tourism -theme- strategy/s3"]
    assert found["paths"][0]["bases"] == ["participation", "theme"]
    assert found["paths"][0]["confidence"] == "probable"
    # the theme of a group is in the row of the group
    assert found["paths"][0]["steps"][1]["sources"] == []
    lines = explain(small, f"{ID}group/1", f"{ID}theme/agriculture")["paths"][0]["steps"][0]["sources"]
    assert [place["lines"] for place in lines] == ["12-13"]


def test_a_project_links_more_directly(small: Store) -> None:
    found = explain(small, f"{ID}agency/livestock", f"{ID}strategy/s1", as_of=date(2011, 1, 1))
    assert ways(found) == [
        "agency/livestock -project- project/1 -project- strategy/s1",
        "agency/livestock -project- project/2 -project- strategy/s1",
    ]


def test_fiscal_years_and_later_meetings_are_kept_apart(small: Store) -> None:
    found = explain(small, f"{ID}agency/livestock", f"{ID}strategy/s1", as_of=MEETING)
    assert ways(found) == ["agency/livestock -participation- group/1 -theme- theme/agriculture -theme- strategy/s1"]
    assert explain(small, f"{ID}agency/livestock", f"{ID}group/4", as_of=MEETING)["linked"] is False
    assert explain(small, f"{ID}agency/livestock", f"{ID}group/4", as_of=date(2012, 2, 1))["linked"] is True


def test_a_body_links_only_the_ministry_it_was_under_on_the_day(small: Store) -> None:
    # the investment office sat in group 1 in 2010 under Farming, and moved to Trade in 2014
    found = explain(small, f"{ID}ministry/farm", f"{ID}group/1", max_paths=9)
    assert "ministry/farm -structure- agency/invest -participation- group/1" in ways(found)
    assert explain(small, f"{ID}ministry/trade", f"{ID}agency/invest")["length"] == 1
    found = explain(small, f"{ID}ministry/trade", f"{ID}group/1", max_paths=9)
    assert found["length"] > 2
    assert not [way for way in ways(found) if "ministry/trade -structure- agency/invest" in way]


def test_long_after_the_meeting_it_still_links_the_ministry_of_the_day(small: Store) -> None:
    found = explain(small, f"{ID}ministry/farm", f"{ID}group/1", as_of=date(2018, 1, 1), max_paths=9)
    assert "ministry/farm -structure- agency/invest -participation- group/1" in ways(found)
    assert explain(small, f"{ID}ministry/farm", f"{ID}agency/invest", as_of=date(2018, 1, 1))["length"] != 1


def test_an_attachment_beyond_what_is_attested_is_probable(small: Store) -> None:
    path = explain(small, f"{ID}agency/invest", f"{ID}ministry/farm", as_of=date(2012, 1, 1))["paths"][0]
    assert (path["length"], path["confidence"]) == (1, "probable")
    path = explain(small, f"{ID}agency/invest", f"{ID}ministry/farm", as_of=MEETING)["paths"][0]
    assert path["confidence"] == "confirmed"


def test_membership_of_the_day(small: Store) -> None:
    south, one, two = f"{ID}province/TH-02", f"{ID}cluster/one", f"{ID}cluster/two"
    assert explain(small, south, one, as_of=MEETING)["length"] == 1
    assert explain(small, south, two, as_of=date(2013, 1, 1))["length"] == 1
    assert explain(small, south, two, as_of=MEETING)["linked"] is False


def test_a_strategy_of_another_time_is_not_linked(small: Store) -> None:
    farm, late, undated = f"{ID}ministry/farm", f"{ID}strategy/s5", f"{ID}strategy/s4"
    assert explain(small, farm, late, as_of=MEETING)["linked"] is False
    assert explain(small, farm, undated, as_of=MEETING)["linked"] is False
    assert explain(small, farm, undated, as_of=MEETING, include_unknown=True)["linked"] is True


def test_a_path_is_no_surer_than_the_period_of_its_plan(small: Store) -> None:
    def confidence(strategy: str, as_of: date, **options: bool) -> set[str]:
        found = explain(small, f"{ID}agency/livestock", f"{ID}strategy/{strategy}", as_of=as_of, **options)
        return {path["confidence"] for path in found["paths"]}

    working = date(2011, 1, 1)
    assert confidence("s1", working) == {"confirmed"}  # projects 1 and 2, under a plan whose years are stated
    assert confidence("s3", working) == {"probable"}  # project 2, under a plan whose years were inferred
    assert confidence("s4", MEETING, include_unknown=True) == {"unconfirmed"}  # of unknown years


def test_explaining_a_link_is_as_sure_as_the_link(small: Store) -> None:
    for day in (MEETING, date(2011, 1, 1)):
        rows = list(links(small, "ministry", "strategy", as_of=day, include_unknown=True))
        best: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in rows:
            source, target = str(row["source"]), str(row["target"])
            found = explain(small, source, target, as_of=day, include_unknown=True, max_paths=99)
            for path in found["paths"]:
                best[source, target, "project" if "project" in path["bases"] else "theme"].append(path["confidence"])
        compared = 0
        for row in rows:
            if sure := best[str(row["source"]), str(row["target"]), str(row["basis"])]:
                assert min(sure, key=CONFIDENCES.index) == row["confidence"], row
                compared += 1
        assert compared > 3


def test_each_path_is_a_sentence_in_both_languages(small: Store) -> None:
    (path,) = explain(small, f"{ID}agency/livestock", f"{ID}agency/trade-ops", max_paths=1, as_of=MEETING)["paths"]
    assert path["sentence_th"] == ("สำนักพันธุ์สัตว์ สังกัด กรมปศุสัตว์ ส่วน สำนักพันธุ์สัตว์ และ สำนักงานปลัดกระทรวงการค้า เข้าร่วม กลุ่มที่ 3")
    assert path["sentence_en"] == (
        "Bureau of Breeds is under Department of Livestock; "
        "Bureau of Breeds and Permanent Secretary of Trade took part in Group 3."
    )
    (path,) = explain(small, f"{ID}agency/livestock-bureau", f"{ID}group/1", max_paths=1)["paths"]
    assert path["sentence_en"] == ("Bureau of Breeds is under Department of Livestock, which took part in Group 1.")


def test_what_is_not_linked_says_what_would_link_it(small: Store) -> None:
    """The guard is linked to nothing at all; Cluster Two has no plan, and no more than its one province around it."""
    lonely = explain(small, f"{ID}ministry/guard", f"{ID}strategy/s1")
    assert lonely["nearest"]["from"] == []
    assert "no link at all is on record" in lonely["would_link_en"]
    apart = explain(small, f"{ID}ministry/farm", f"{ID}cluster/two", max_length=2)
    assert apart["nearest"]["to"][0]["en"] == "South Province"
    assert apart["would_link_en"].startswith("They would be linked if something were on record between one of ")
    assert "จังหวัดใต้" in apart["would_link_th"]


def test_no_path_runs_through_tiers_types_or_the_meeting(small: Store) -> None:
    found = explain(small, f"{ID}ministry/guard", f"{ID}theme/trade")
    assert found["linked"] is False
    assert found["paths"] == []
    assert found["reached"]["from"] == 0
    assert found["reached"]["to"] > 10
    assert "No link between Ministry of Protection and trade within 8 steps is on record" in found["sentence_en"]
    assert "ไม่พบความเชื่อมโยงระหว่าง กระทรวงป้องกันภัย กับ ด้านการค้า" in found["sentence_th"]


def test_what_was_not_there_on_the_day_is_not_reached(small: Store) -> None:
    """Cluster One is of 2009: in 1990 the South could be reached from its own place alone."""
    found = explain(small, f"{ID}province/TH-02", f"{ID}ministry/guard", as_of=date(1990, 1, 1))
    assert not [thing["iri"] for thing in found["nearest"]["from"] if "cluster" in thing["iri"]]
    met = explain(small, f"{ID}province/TH-02", f"{ID}ministry/guard", as_of=MEETING)
    assert [thing["iri"] for thing in met["nearest"]["from"] if "cluster" in thing["iri"]] == [f"{ID}cluster/one"]
    assert found["reached"]["from"] < met["reached"]["from"]


def test_a_goal_of_another_time_says_so_and_how_far_the_other_side_reaches(small: Store) -> None:
    late = f"{ID}strategy/s5"
    for ends, end in (((f"{ID}ministry/farm", late), "from"), ((late, f"{ID}ministry/farm"), "to")):
        found = explain(small, *ends, as_of=MEETING)
        assert found["reached"][end] > 5
        assert found["would_link_en"].startswith("“Clean industry” is of another time than the day asked about")
        assert found["would_link_th"].startswith("“อุตสาหกรรมสะอาด” เป็นของช่วงเวลาอื่น")


def test_things_of_one_name_are_named_once() -> None:
    """Chiang Mai was in the Upper Northern Cluster 1 of 2009, and is in that of 2017."""
    cluster = Label("กลุ่มจังหวัดภาคเหนือตอนบน 1", "Upper Northern Provincial Cluster 1")
    words = not_joined([cluster, cluster], [Label("กรมศุลกากร", "Customs Department")])
    assert [words.text("th").count(cluster.text("th")), words.text("en").count(cluster.text("en"))] == [1, 1]


def test_a_path_over_a_statement_reads_as_a_sentence(small: Store) -> None:
    path = explain(small, f"{ID}agency/trade-ops", f"{ID}province/TH-02", as_of=MEETING)["paths"][0]
    assert path["sentence_en"] == (
        "Permanent Secretary of Trade took part in Group 3, which has theme tourism; “Good place to visit” is on the "
        "theme of tourism and is in plan Plan of the South, which plan of South Province."
    )
    assert "ซึ่งแผนของ จังหวัดใต้" in path["sentence_th"]
    assert path["sentence_th"].count(" ส่วน ") == 1  # one thing set against another, never more


def test_what_has_no_name_goes_by_its_kind_and_by_what_its_source_says_of_it(workshop_store: Store) -> None:
    line, seat, nothing = f"{ID}budget-line/made-up/1", f"{ID}participation/2010-01-12-1-01", f"{ID}nothing/x"
    with open_store(":memory:", write=True) as store:
        about = Quad(NamedNode(line), term("rdf:type"), term("gov:BudgetLine"), graph("made-up"))
        says = Quad(NamedNode(line), term("dcterms:description"), Literal("เครื่องสูบน้ำ", language="th"), graph("made-up"))
        store.commit(Change(add=[*workshop_store.quads(), about, says, entry(graph("made-up"))]))
        found = told_apart_by_kind(store, labels_of(store, [line, seat, nothing, f"{ID}ministry/moac"]))
    assert found[line] == Label("รายการงบประมาณ “เครื่องสูบน้ำ”", "budget line “เครื่องสูบน้ำ”")
    assert found[seat] == Label("การเข้าร่วม 2010-01-12-1-01", "participation 2010-01-12-1-01")
    assert found[nothing] == Label(en="id:nothing/x")
    assert found[f"{ID}ministry/moac"].en == "Ministry of Agriculture and Cooperatives"


def test_of_three_clauses_none_is_set_against_another(workshop_store: Store) -> None:
    """Livestock and a bridge sat in group 1, the bridge and Customs in group 5; Customs is under Finance."""
    path = explain(workshop_store, f"{ID}agency/dld", f"{ID}ministry/mof", as_of=MEETING)["paths"][0]
    assert path["sentence_en"].count("; ") == path["sentence_th"].count("; ") == 2
    assert " ส่วน " not in path["sentence_th"]


def test_at_most_so_many_paths_and_always_the_same(small: Store) -> None:
    a, b = f"{ID}ministry/farm", f"{ID}theme/agriculture"
    everything = explain(small, a, b, max_paths=100)
    two = explain(small, a, b, max_paths=2)
    assert len(everything["paths"]) == 4  # three bodies sat in group 1, and one of them has project 1
    assert two["paths"] == everything["paths"][:2]


def test_not_further_than_asked(small: Store) -> None:
    assert explain(small, f"{ID}ministry/farm", f"{ID}strategy/s1", as_of=MEETING, max_length=3)["linked"] is False
    assert explain(small, f"{ID}ministry/farm", f"{ID}strategy/s1", as_of=MEETING, max_length=4)["linked"] is True


def test_a_thing_and_itself(small: Store) -> None:
    found = explain(small, f"{ID}ministry/farm", f"{ID}ministry/farm")
    assert (found["linked"], found["length"], found["paths"]) == (True, 0, [])


def test_the_answer_can_be_written_as_json(small: Store) -> None:
    found = explain(small, f"{ID}agency/livestock", f"{ID}agency/trade-ops", as_of=MEETING)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


class TestTime:
    """A path must make sense in time, whichever way it is walked."""

    def walk(self, *steps: Step, start: str = "a", as_of: date | None = None) -> State | None:
        state: State | None = State(start)
        for step in steps:
            if state is None:
                return None
            state = state.after(step, as_of)
        return state

    @staticmethod
    def seat(agency: str, group: str, day: date) -> Step:
        return Step(agency, "seat", group, days=frozenset({day}))

    @staticmethod
    def under(part: str, whole: str, start: int | None, end: int | None) -> Step:
        first, last = (year and date(year, 1, 1) for year in (start, end))
        return Step(part, "under", whole, holds=Period(first or None, last or None))

    @pytest.mark.parametrize(("start", "end", "fits"), [(2002, None, True), (2002, 2010, False), (2011, None, False)])
    def test_up_from_a_meeting_and_down_to_it(self, start: int, end: int | None, fits: bool) -> None:
        seat, under = self.seat("b", "g", MEETING), self.under("b", "m", start, end)
        assert (self.walk(seat, under, start="g") is not None) is fits
        assert (self.walk(under, seat, start="m") is not None) is fits

    def test_every_link_of_a_chain_must_cover_the_day(self) -> None:
        seat, low, high = (
            self.seat("b", "g", MEETING),
            self.under("b", "d", 2002, None),
            self.under("d", "m", 2012, None),
        )
        assert self.walk(seat, low, start="g") is not None
        assert self.walk(seat, low, high, start="g") is None
        assert self.walk(high, low, seat, start="m") is None

    def test_sisters_may_have_met_in_different_years(self) -> None:
        here, there = self.seat("b", "g", MEETING), self.seat("c", "h", date(2012, 2, 1))
        sisters = (self.under("b", "m", 2002, None), self.under("c", "m", 2011, None))
        assert self.walk(here, *sisters, there, start="g") is not None

    def test_a_structure_without_evidence_must_be_of_the_day_asked_about(self) -> None:
        state = self.walk(self.under("b", "m", 2002, 2009), start="b", as_of=MEETING)
        assert state is not None
        assert not state.settled(MEETING)
        assert state.settled(None)
        assert state.after(Step("m", "plain", "x"), MEETING) is None
