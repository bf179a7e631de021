"""SPARQL, NetworkX and rdflib from Python, on the shipped data."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

from govgraph import Rows, Statements, Workspace
from govgraph.analysis.projection import PROJECTIONS
from govgraph.errors import LimitError, NotFoundError, UsageError
from govgraph.names import ID, expand
from govgraph.store.port import Store

DAY = date(2010, 1, 12)
OVERLAPS = {(1, 3): 3, (1, 5): 3, (3, 5): 2, (2, 4): 2, (1, 2): 1, (2, 5): 1}
"""Agencies that two groups share, as the list of the workshop has it."""


@pytest.fixture
def workspace(workshop_store: Store) -> Workspace:
    return Workspace(workshop_store)


def table(answer: Rows | bool | Statements) -> Rows:
    assert isinstance(answer, Rows)
    return answer


def test_parameters_go_by_name_or_as_a_mapping(workspace: Workspace) -> None:
    by_name = table(workspace.query("cluster-members", cluster="cluster/north-upper-1", as_of=DAY))
    as_mapping = table(workspace.query("cluster-members", {"cluster": "cluster/north-upper-1", "as_of": "2010-01-12"}))
    assert by_name == as_mapping
    assert sorted(str(p).rpartition("/")[2] for p in by_name["province"]) == ["TH-50", "TH-51", "TH-52", "TH-58"]
    assert by_name["from"] == (date(2009, 2, 17),) * 4


def test_none_is_not_given_and_twice_is_too_much(workspace: Workspace) -> None:
    assert workspace.query("cluster-members", cluster=None) == workspace.query("cluster-members")
    with pytest.raises(UsageError, match="cluster is given twice"):
        workspace.query("cluster-members", {"cluster": "cluster/north-upper-1"}, cluster="cluster/north-upper-1")
    with pytest.raises(UsageError, match="no parameter “clustr”"):
        workspace.query("cluster-members", clustr="x")


def test_a_select_gives_values_of_python_and_keeps_the_terms(workspace: Workspace) -> None:
    rows = table(workspace.query("SELECT ?name ?n WHERE { VALUES (?name ?n) { ('ข้าว'@th 7) (UNDEF 1.5) } }"))
    assert rows.terms is not None
    assert rows.terms.rows[0][0] == Literal("ข้าว", language="th")
    assert rows.terms.rows[0][1] == Literal("7", datatype=NamedNode(expand("xsd:integer")))
    assert rows.rows == (("ข้าว", 7), (None, Decimal("1.5")))


def test_columns_of_the_library_have_headings_in_two_languages(workspace: Workspace) -> None:
    rows = table(workspace.query("participations-by-group"))
    assert rows["agencies"] == (14, 8, 9, 18, 15)
    assert all(column.label.th and column.label.en for column in rows.columns)


def test_a_file_is_asked_like_a_text(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "groups.rq").write_text("SELECT ?g { ?g a gov:ThematicGroup } ORDER BY ?g", encoding="utf-8")
    assert table(workspace.query(tmp_path / "groups.rq"))["g"][0] == f"{ID}group/2010-01-12-1"


def test_an_ask_and_a_construct_have_forms_of_their_own(workspace: Workspace) -> None:
    assert workspace.query("ASK { ?g a gov:ThematicGroup }") is True
    made = workspace.query("CONSTRUCT WHERE { ?g a gov:ThematicGroup }")
    assert isinstance(made, Statements)
    assert len(made) == 5
    assert set(made.to_rdflib().objects()) == {rdflib.URIRef(expand("gov:ThematicGroup"))}


def test_a_misspelt_name_is_no_sparql(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError) as error:
        workspace.query("participation-by-group")
    assert "participations-by-group" in error.value.candidates
    with pytest.raises(UsageError):
        workspace.query("participations by group")


def test_a_limit_holds_for_answers_of_every_form(built: Path) -> None:
    with Workspace.open(built) as workspace:
        assert workspace.query("ASK { ?g a gov:ThematicGroup }", timeout=60) is True
        assert table(workspace.query("participations-by-group", timeout=60))["agencies"] == (14, 8, 9, 18, 15)
        with pytest.raises(LimitError):
            workspace.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=1)


def test_networks_and_what_is_measured_on_them_take_an_area_by_its_key_or_name(workspace: Workspace) -> None:
    name, key = "ministry-cluster", "cluster/north-upper-1"
    network = workspace.network(name, area=key)
    assert network.number_of_edges()
    assert nx.utils.graphs_equal(network, workspace.network(name, area=ID + key))
    assert workspace.measures(name, area=key) == workspace.measures(name, area=ID + key)
    links = workspace.chance(name, "link", samples=9, area=key)
    assert links == workspace.chance(name, "link", samples=9, area=ID + key)
    assert len(workspace.chance_of_scores(name, "ministry", "degree", samples=9, area=key))
    assert len(workspace.backbone(name, "link", samples=9, area=key)) == len(network)
    with pytest.raises(NotFoundError):
        workspace.chance(name, "link", area="nowhere at all")


def test_agencies_and_groups_are_a_two_mode_network(workspace: Workspace) -> None:
    network = workspace.network("agency-group")
    groups = {node for node, data in network.nodes(data=True) if data["kind"] == "group"}
    assert nx.is_bipartite(network)
    assert sorted(network.degree[group] for group in groups) == [8, 9, 14, 15, 18]
    assert len(network) - len(groups) == 55
    assert network.nodes[f"{ID}agency/dld"]["th"] == "กรมปศุสัตว์"
    assert network.nodes[f"{ID}agency/dld"]["en"] == "Department of Livestock Development"


def test_groups_are_joined_by_the_agencies_they_share(workspace: Workspace) -> None:
    network = workspace.network("group-group")
    joined = {
        tuple(sorted(int(end[-1]) for end in (one, other))): data["agencies"]
        for one, other, data in network.edges(data=True)
    }
    assert joined == OVERLAPS


def test_ministries_and_themes_are_joined_by_links(workspace: Workspace) -> None:
    network = workspace.network("ministry-theme")
    links = workspace.links("ministry", "theme")
    assert network.number_of_edges() == len(links) == 28
    for link in links:
        edge = network.edges[str(link["source"]), str(link["target"])]
        assert (edge["agencies"], edge["confidence"]) == (link["agencies"], link["confidence"])
    assert len(workspace.network("ministry-theme", basis="project")) == 0


def test_a_network_is_narrowed_by_day(workspace: Workspace) -> None:
    assert len(workspace.network("agency-group", as_of="2009-12-31")) == 0
    assert len(workspace.network("agency-group", as_of=datetime(2010, 1, 12, 9))) == 60


def test_unknown_networks_and_filters_are_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="agency-group, group-group, tier-group"):
        workspace.network("friends")
    with pytest.raises(UsageError, match=r"The network agency-group does not take --basis; it takes: --as-of"):
        workspace.network("agency-group", basis="project")
    with pytest.raises(UsageError, match="--min-confidence"):
        workspace.network("group-group", min_confidence="confirmed")


def test_a_network_can_be_saved(workspace: Workspace, tmp_path: Path) -> None:
    for name in PROJECTIONS:
        nx.write_graphml(workspace.network(name), tmp_path / f"{name}.graphml")
        assert len(nx.read_graphml(tmp_path / f"{name}.graphml")) == len(workspace.network(name))


def test_the_graph_is_an_rdflib_dataset_of_everything(workspace: Workspace) -> None:
    kind = rdflib.URIRef(expand("gov:ThematicGroup"))
    assert len(set(workspace.graph.subjects(rdflib.RDF.type, kind))) == 5
    (answer,) = workspace.graph.query(f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ ?g a <{kind}> }}")
    assert int(answer[0]) == 5  # type: ignore[index, arg-type]


def test_days_are_read_from_text_in_one_era_only(workspace: Workspace) -> None:
    assert workspace.links(as_of="2010-01-12") == workspace.links(as_of=DAY)
    with pytest.raises(UsageError, match="2010-01-12"):
        workspace.links(as_of="2553-01-12")
    with pytest.raises(UsageError, match="not a date"):
        workspace.gaps(as_of="January")
