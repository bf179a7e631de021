"""What the pictures of links, networks and neighbours show of a store; figures worked out by hand from its files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from govgraph.draw import CascadeScene, EgoScene, FlowScene, MatrixScene, NetworkScene
from govgraph.draw.layout import lay_out
from govgraph.draw.pictures import picture
from govgraph.draw.pictures.sources import documents_behind
from govgraph.draw.scenes.grid import Grid
from govgraph.errors import UsageError
from govgraph.names import ID, graph
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

WORLD = Path(__file__).resolve().parents[1] / "analysis"
MEETING = date(2010, 1, 12)


@pytest.fixture(scope="module")
def money() -> Iterator[Store]:
    """The made-up world with its budget lines; what is true in it stands in tests/analysis/test_money.py."""
    small = parse(path=str(WORLD / "small.trig"), format=RdfFormat.TRIG)
    quads = [quad for quad in small if quad.graph_name != graph("import/requests")]
    quads += parse(path=str(WORLD / "money.trig"), format=RdfFormat.TRIG)
    with EmbeddedStore.in_memory() as store:
        store.commit(Change(add=quads))
        yield store


def short(key: str) -> str:
    return key.removeprefix(ID)


def weights(scene: Grid) -> dict[tuple[str, str], Any]:
    return {(short(row), short(column)): weight for (row, column), weight in scene.weights.items()}


def flow(store: Store, **options: Any) -> FlowScene:
    scene = picture(store, "flow", **options)
    assert isinstance(scene, FlowScene)
    return scene


def matrix(store: Store, **options: Any) -> MatrixScene:
    scene = picture(store, "matrix", **options)
    assert isinstance(scene, MatrixScene)
    return scene


def cascade(store: Store, **options: Any) -> CascadeScene:
    scene = picture(store, "flow", columns=3, **options)
    assert isinstance(scene, CascadeScene)
    return scene


def network(store: Store, **options: Any) -> NetworkScene:
    scene = picture(store, "network", **options)
    assert isinstance(scene, NetworkScene)
    return scene


def ego(store: Store, focus: str, **options: Any) -> EgoScene:
    scene = picture(store, "ego", focus=f"{ID}{focus}", **options)
    assert isinstance(scene, EgoScene)
    return scene


# -- flows and matrices of any links


def test_without_options_a_flow_shows_the_workshop(workshop_store: Store) -> None:
    scene = flow(workshop_store)
    assert len(scene.weights) == 28
    assert scene.total == sum(scene.weight(*pair) for pair in scene.weights) == 64
    assert [column.number for column in scene.columns] == [1, 2, 3, 4, 5]
    assert scene.caption.subtitle.en == "64 participations by 55 agencies of 18 ministries"
    assert scene.caption.record == ""
    assert flow(workshop_store, as_of=MEETING).caption.record == (
        "govgraph draw flow --from ministry --to theme --basis participation --value agencies --as-of 2010-01-12"
    )


def test_links_to_clusters_are_inferred_and_say_on_what_basis(workshop_store: Store) -> None:
    scene = matrix(workshop_store, target="cluster")
    assert scene.inferred == frozenset(scene.weights)
    assert "basis: themes that groups and strategies have in common" in (scene.caption.subtitle.en or "")
    assert "--to cluster --basis theme" in scene.caption.record
    drawing = lay_out(scene, lang="en")
    assert any("All links in this picture are inferred" in text.line for text in drawing.texts)


def test_clusters_of_one_name_are_told_apart_by_their_years(workshop_store: Store) -> None:
    scene = flow(workshop_store, target="cluster")
    names = {short(column.key): column.label.en for column in scene.columns}
    assert len(set(names.values())) == len(names)
    assert names["cluster/2017-south-gulf"] == "Southern Gulf of Thailand Provincial Cluster (since 2017)"
    assert names["cluster/south-gulf"] == "Southern Gulf of Thailand Provincial Cluster (2009–2017)"


def test_a_strategy_is_named_with_its_area(workshop_store: Store) -> None:
    scene = matrix(workshop_store, target="strategy")
    names = {short(row.key): row.label for row in scene.rows}  # strategies stand in the rows: their names are long
    assert names["strategy/th-25-2561-2564-strategy-4"].en == "Develop tourism (Prachin Buri Province)"
    assert names["strategy/th-25-2561-2564-strategy-4"].th == "พัฒนาด้านท่องเที่ยว (จังหวัดปราจีนบุรี)"


def test_all_money_of_a_year_is_in_the_picture(money: Store) -> None:
    # Source and target of every baht of 2554: test_all_money_by_ministry_and_province.
    scene = flow(money, target="province", value="amount", fiscal_year=2554)
    assert weights(scene) == {
        ("ministry/farm", "province/TH-01"): Decimal(120),  # 100 of a project, 20 of a line without one
        ("ministry/farm", "province/TH-02"): None,  # linked, but all its money is shared
        ("ministry/farm", "shared"): Decimal(40),
        ("ministry/farm", "unassigned"): Decimal(12),
        ("ministry/trade", "province/TH-01"): Decimal(300),
        ("unassigned", "province/TH-02"): Decimal(60),
        ("unassigned", "unassigned"): Decimal(9),
    }
    assert scene.total == Decimal(541)
    assert [short(column.key) for column in scene.columns if column.apart] == ["shared", "unassigned"]
    assert [short(row.key) for row in scene.rows if row.apart] == ["unassigned"]
    assert "fiscal year 2011 (B.E. 2554)" in (scene.caption.subtitle.en or "")
    drawing = lay_out(scene, lang="en")
    assert any(text.line == "dashed line = linked, but without an amount of its own" for text in drawing.texts)
    assert any(text.line == "420 baht" for text in drawing.texts)  # the North: 120 and 300


@pytest.mark.parametrize("value", ["projects", "evidence"])
def test_what_counts_can_be_chosen(money: Store, value: str) -> None:
    scene = matrix(money, target="province", value=value, fiscal_year=2554, basis="project")
    expected = {"projects": (1, 2, 1), "evidence": (2, 2, 4)}[value]
    pairs = [("farm", "TH-01"), ("farm", "TH-02"), ("trade", "TH-01")]
    assert weights(scene) == {
        (f"ministry/{ministry}", f"province/{province}"): weight
        for (ministry, province), weight in zip(pairs, expected, strict=True)
    }
    assert ("ministry/farm", "province/TH-01") in {(short(r), short(c)) for r, c in scene.inferred}
    assert ("ministry/trade", "province/TH-01") not in {(short(r), short(c)) for r, c in scene.inferred}


def test_an_area_and_a_confidence_narrow_the_picture(workshop_store: Store) -> None:
    scene = matrix(workshop_store, target="strategy", area=f"{ID}province/TH-25")
    assert {short(row.key).split("-")[1] for row in scene.rows} == {"25"}
    assert "Prachin Buri Province" in (scene.caption.subtitle.en or "")
    with pytest.raises(UsageError, match="nothing to draw"):
        matrix(workshop_store, target="strategy", min_confidence="confirmed")  # our own classification is not confirmed


@pytest.mark.parametrize(
    "options",
    [
        {"value": "amount", "basis": "participation"},
        {"value": "projects", "basis": "theme", "target": "cluster"},
        {"value": "baht"},
        {"source": "province"},
        {"target": "ministry"},
        {"basis": "hearsay"},
        {"area": f"{ID}province/TH-25"},  # seats in groups are in no area
        {"target": "cluster", "basis": "participation"},
        {"columns": 4},
        {"as_of": date(2009, 1, 1)},  # nothing had happened by then
    ],
)
def test_what_makes_no_sense_is_refused_in_words(workshop_store: Store, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as error:
        picture(workshop_store, "flow", **options)
    assert error.value.th
    assert error.value.en


SOURCES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/govgraph/id/>
GRAPH <https://w3id.org/govgraph/graph/import/book> {
  <https://w3id.org/govgraph/id/budget-line/1> dcterms:source <https://w3id.org/govgraph/id/source/minutes> .
  <https://w3id.org/govgraph/id/project/road> dcterms:source <https://w3id.org/govgraph/id/source/list> .
  <https://w3id.org/govgraph/id/budget-line/8> dcterms:source <https://w3id.org/govgraph/id/source/table> .
}"""
MINUTES, LIST, TABLE = "Minutes", "List of agencies", "Table of participants"


@pytest.mark.parametrize(
    ("area", "fiscal_year", "documents"),
    [
        (None, None, {MINUTES, LIST, TABLE}),
        (None, 2554, {MINUTES, LIST}),
        ("province/TH-01", None, {MINUTES}),  # line 1 of the book
        ("province/TH-02", None, {LIST, TABLE}),  # the road, and line 8
        ("province/TH-02", 2554, {LIST}),
        ("province/TH-02", 2556, {TABLE}),
        ("province/TH-09", None, {"no document on record"}),
    ],
)
def test_the_source_line_names_the_documents_of_what_is_shown(
    money: Store, area: str | None, fiscal_year: int | None, documents: set[str]
) -> None:
    with EmbeddedStore.in_memory() as store:
        store.commit(Change(add=[*money.quads(), *parse(SOURCES, format=RdfFormat.TRIG)]))
        place = None if area is None else f"{ID}{area}"
        source, day = documents_behind(
            store, {"project"}, lambda: pytest.fail("no strategies here"), area=place, as_of=None,
            fiscal_year=fiscal_year,
        )  # fmt: skip
    assert set((source.en or "").split("; ")) == documents
    assert day is None


def test_an_option_of_another_kind_is_refused(workshop_store: Store) -> None:
    foreign: dict[str, dict[str, Any]] = {
        "bridges": {"target": "theme"},
        "matrix": {"columns": 3},
        "network": {"value": "amount"},
        "flow": {"projection": "group-group"},
        "ego": {"basis": "theme"},
    }
    for kind, options in foreign.items():
        with pytest.raises(UsageError, match=f"picture {kind} does not take"):
            picture(workshop_store, kind, **options)


# -- in two steps


def test_in_two_steps_nobody_is_lost(workshop_store: Store) -> None:
    scene = cascade(workshop_store)
    assert (len(scene.left), len(scene.middle), len(scene.right)) == (18, 55, 5)
    assert sum(weight or 0 for weight in scene.weights.values()) == 64
    assert scene.caption.subtitle.en == "64 participations by 55 agencies of 18 ministries"


def test_through_departments_those_of_no_department_are_shown(workshop_store: Store) -> None:
    scene = cascade(workshop_store, source="department")
    assert sum(weight or 0 for weight in scene.weights.values()) == 64
    none = [row for row in scene.middle if row.apart]
    assert [row.label.en for row in none] == ["through no department"]
    # Eight ministries sat themselves: science, energy, justice, labour, education, health, foreign affairs, ICT.
    assert none[0].total == 8


def test_through_no_department_a_link_by_theme_is_inferred_too(workshop_store: Store) -> None:
    scene = cascade(workshop_store, source="department", target="cluster")
    assert any(part == "unassigned" for _, part, _ in scene.weights)
    assert scene.inferred == frozenset(scene.weights)


def test_money_in_two_steps_is_all_money(money: Store) -> None:
    scene = cascade(money, target="province", value="amount", fiscal_year=2554)
    found = {tuple(map(short, triple)): weight for triple, weight in scene.weights.items()}
    assert found["ministry/farm", "agency/livestock", "province/TH-01"] == Decimal(20)
    assert found["ministry/farm", "agency/farm-ops", "province/TH-01"] == Decimal(100)
    assert found["unassigned", "unassigned", "province/TH-02"] == Decimal(60)
    assert sum(weight or 0 for weight in scene.weights.values()) == Decimal(541)


# -- networks


def test_a_name_in_one_language_stands_once_in_a_network(workshop_store: Store) -> None:
    livestock = f"{ID}agency/dld"
    kept = [
        quad
        for quad in workshop_store.quads()
        if str(getattr(quad.subject, "value", "")) != livestock or getattr(quad.object, "language", None) != "en"
    ]
    with EmbeddedStore.in_memory() as store:
        store.commit(Change(add=kept))
        node = next(node for node in network(store).nodes if node.key == livestock)
    assert node.label.text("both") == "กรมปศุสัตว์"


def test_the_network_of_the_workshop(workshop_store: Store) -> None:
    scene = network(workshop_store)
    assert (len(scene.nodes), len(scene.edges)) == (60, 64)
    strengths = scene.strengths()
    assert {node.number: strengths[node.key] for node in scene.nodes if node.number} == {
        1: 14,
        2: 8,
        3: 9,
        4: 18,
        5: 15,
    }
    # Each group holds agencies that sat nowhere else, and one agency holds the groups together.
    cuts = {node.kind: short(node.key) for node in scene.nodes if node.cut}
    assert cuts["agency"] == "agency/mot-ops"
    assert sum(node.cut for node in scene.nodes) == 5 + 1
    assert scene.hubs == "group"


def test_groups_that_share_agencies(workshop_store: Store) -> None:
    scene = network(workshop_store, projection="group-group")
    number = {node.key: node.number for node in scene.nodes}
    shared = {tuple(sorted((number[e.one] or 0, number[e.other] or 0))): e.weight for e in scene.edges}
    assert shared == {(1, 3): 3, (1, 5): 3, (3, 5): 2, (2, 4): 2, (1, 2): 1, (2, 5): 1}
    assert scene.hubs is None
    # Group 4 hangs on group 2 alone.
    assert [node.number for node in scene.nodes if node.cut] == [2]


def test_every_projection_can_be_drawn_or_says_why_not(workshop_store: Store) -> None:
    empty = {"sector-sector", "department-department"}  # one sector alone; no project on record
    for projection in ("ministry-ministry", "agency-agency", "tier-tier", "tier-group", "sector-group", *sorted(empty)):
        if projection in empty:
            with pytest.raises(UsageError, match="nothing to draw"):
                network(workshop_store, projection=projection)
        else:
            assert network(workshop_store, projection=projection).edges
    together = network(workshop_store, projection="ministry-ministry")
    assert together.caption.title.th == "กระทรวงที่เข้าร่วมกลุ่มย่อยเดียวกัน"
    assert together.weight_means.en == "groups"


def test_a_network_by_projects_is_weighed_by_projects(money: Store) -> None:
    scene = network(money, projection="ministry-theme", basis="project", fiscal_year=2554)
    assert {(short(e.one), short(e.other), e.weight) for e in scene.edges} == {
        ("ministry/farm", "theme/agriculture", 1),
        ("ministry/farm", "theme/tourism", 1),
    }
    assert scene.weight_means.en == "projects"


def test_a_network_is_narrowed_as_its_projection_is(workshop_store: Store) -> None:
    area = f"{ID}province/TH-25"
    whole = network(workshop_store, projection="ministry-strategy", area=area)
    issues = network(workshop_store, projection="ministry-strategy", area=area, statement="strategy")
    visions = network(workshop_store, projection="ministry-strategy", area=area, statement="vision")
    strategies = [{short(n.key) for n in scene.nodes if n.kind == "strategy"} for scene in (whole, issues, visions)]
    assert strategies[0] >= strategies[1] | strategies[2]
    assert all(key.startswith("strategy/th-25-") for key in strategies[0])
    assert all("-strategy-" in key for key in strategies[1])
    assert all("-vision" in key for key in strategies[2])
    assert "Prachin Buri Province · strategic issues only" in (issues.caption.subtitle.en or "")
    assert issues.caption.record.endswith(f"--area {area} --statement strategy")
    # Chiang Mai's plan on record is of unknown period: nothing, unless that is asked for.
    unknown = {"projection": "ministry-strategy", "area": f"{ID}province/TH-50"}
    with pytest.raises(UsageError, match="nothing to draw"):
        network(workshop_store, **unknown)
    scene = network(workshop_store, **unknown, include_unknown=True)
    assert scene.edges
    assert "with plans of unknown period" in (scene.caption.subtitle.en or "")


def test_what_no_source_states_is_inferred_in_a_network(workshop_store: Store, money: Store) -> None:
    scene = network(workshop_store, projection="ministry-cluster")
    assert all(edge.inferred for edge in scene.edges)
    assert "own classification" in scene.caption.notes[0].text("en")
    assert "documents of strategies" in (scene.caption.source.en or "")
    assert not any(edge.inferred for edge in network(workshop_store, projection="ministry-theme").edges)
    # The dam's place is stated for the trade's road money, but read from a text for the farm's lines.
    by_project = network(money, projection="ministry-province", basis="project", fiscal_year=2554)
    inferred = {(short(edge.one), short(edge.other)) for edge in by_project.edges if edge.inferred}
    assert ("ministry/farm", "province/TH-01") in inferred
    assert ("ministry/trade", "province/TH-01") not in inferred


def test_nodes_of_one_name_are_told_apart_in_a_network(workshop_store: Store) -> None:
    scene = network(workshop_store, projection="ministry-cluster")
    names = [node.label.en for node in scene.nodes]
    assert len(set(names)) == len(names)


def test_a_projection_or_filter_that_is_not_there_is_refused(workshop_store: Store) -> None:
    with pytest.raises(UsageError, match="group-group"):
        network(workshop_store, projection="friends")
    with pytest.raises(UsageError, match="does not take --area"):
        network(workshop_store, projection="agency-group", area=f"{ID}province/TH-25")
    with pytest.raises(UsageError, match="does not take --include-unknown"):
        network(workshop_store, projection="ministry-theme", include_unknown=True)
    with pytest.raises(UsageError, match="does not take"):
        network(workshop_store, projection="group-group", min_confidence="confirmed")
    with pytest.raises(UsageError, match="empty"):
        network(workshop_store, as_of=date(2009, 1, 1))


# -- one thing


def told(scene: EgoScene) -> set[tuple[str, bool, str, str, str]]:
    """Relation, direction, neighbour, time and confidence."""
    return {
        (
            relation.label.text("en"),
            relation.outgoing,
            one.label.text("en"),
            one.when.text("en"),
            one.confidence.text("en"),
        )
        for relation in scene.relations
        for one in relation.neighbours
    }


def test_what_the_board_of_investment_is_linked_with(workshop_store: Store) -> None:
    scene = ego(workshop_store, "agency/boi")
    assert {(relation, out, other, sure) for relation, out, other, _, sure in told(scene)} == {
        ("is under", True, "Ministry of Industry", "confirmed"),
        ("is under", True, "Office of the Prime Minister", "probable"),
        ("took part in", True, "Group 3: Industry", "confirmed"),
    }
    assert {when for _, _, other, when, _ in told(scene) if other == "Group 3: Industry"} == {"12 January 2010"}
    assert {short(one.key) for relation in ego(workshop_store, "agency/boi", as_of=MEETING).relations
            for one in relation.neighbours} == {"ministry/moind", "group/2010-01-12-3"}  # fmt: skip


def test_an_unknown_period_is_told_as_unknown(workshop_store: Store) -> None:
    scene = ego(workshop_store, "province/TH-50")
    plan = next(one for relation in scene.relations for one in relation.neighbours if "plan/" in one.key)
    assert plan.when_unknown
    assert (plan.when.en, plan.confidence.en) == ("period not known", "unconfirmed")
    clusters = [r for r in scene.relations if r.label.text("en") == "is a member of (cluster member)"]
    assert {one.when.text("en") for one in clusters[0].neighbours} == {
        "since November 2017",
        "from 17 February 2009 to November 2017",
    }


def test_what_has_no_name_is_counted(money: Store) -> None:
    # The North has the dam as its project; the lines that name it have no names, and only the canals' line is linked.
    scene = ego(money, "province/TH-01")
    located = next(relation for relation in scene.relations if relation.label.text("en") == "is located in")
    assert located.neighbours == ()
    assert located.more == 3  # lines 1, 2 and 4 of the book


def test_a_thing_without_links_or_no_thing_at_all_is_refused(workshop_store: Store) -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        ego(workshop_store, "event/2010-01-12-preworkshop")
    with pytest.raises(UsageError, match="focus"):
        picture(workshop_store, "ego")
