"""All or nothing: what is at fault stays out as a whole, named by row; what changed is replaced as a whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from govgraph.errors import InputError
from govgraph.model import Label
from govgraph.names import CATALOGUE, expand, graph, thing
from govgraph.steward.ingest import build
from govgraph.steward.journal import ImportRecord, Journal, commit_import, graphs_of, history
from govgraph.steward.rdf_files import canonical, read_rdf, without_blank_nodes
from govgraph.steward.shipped import RdfSet, TableSet, ontology
from govgraph.store import Store, open_store

AGENCY = "https://w3id.org/govgraph/id/agency/{key}"
CONFIRMED, SOURCE = expand("id:confidence/confirmed"), expand("id:source/tables/bodies.csv")
COLUMNS = [
    {"name": "key", "suppressOutput": True, "required": True},
    {"name": "class", "propertyUrl": "rdf:type", "valueUrl": expand("gov:{class}")},
    {"name": "th", "propertyUrl": "skos:prefLabel", "lang": "th"},
    {"name": "en", "propertyUrl": "skos:prefLabel", "lang": "en"},
    {"name": "from", "propertyUrl": expand("gov:from"), "datatype": "date"},
    {"name": "tier", "virtual": True, "propertyUrl": expand("gov:tier"), "valueUrl": expand("id:tier/central")},
    {"name": "sector", "virtual": True, "propertyUrl": expand("gov:sector"), "valueUrl": expand("id:sector/state")},
    {"name": "sure", "virtual": True, "propertyUrl": expand("gov:confidence"), "valueUrl": CONFIRMED},
    {"name": "source", "virtual": True, "propertyUrl": "dcterms:source", "valueUrl": SOURCE},
]
VOCABULARY = RdfSet("ontology", Label("ออนโทโลยี", "ontology"), ontology().folder, ("govgraph.ttl", "codelists/*.ttl"))
HEADER = "key,class,th,en,from\n"
MINISTRY = "moac,Ministry,กระทรวงเกษตรและสหกรณ์,Ministry of Agriculture and Cooperatives,\n"
OTHER = "moc,Ministry,กระทรวงพาณิชย์,Ministry of Commerce,\n"


@pytest.fixture
def tables(tmp_path: Path) -> TableSet:
    folder = tmp_path / "tables"
    folder.mkdir()
    schema = {"columns": COLUMNS, "aboutUrl": AGENCY, "primaryKey": "key"}
    description = {"@context": "http://www.w3.org/ns/csvw", "url": "bodies.csv", "tableSchema": schema}
    (folder / "bodies.csv-metadata.json").write_text(json.dumps(description), encoding="utf-8")
    write(folder, HEADER + MINISTRY)
    return TableSet("tables", Label("ตาราง", "tables"), folder)


def write(folder: Path, text: str) -> None:
    (folder / "bodies.csv").write_text(text, encoding="utf-8")


def test_good_rows_come_in_and_the_catalogue_says_so(tables: TableSet) -> None:
    store = open_store(":memory:", write=True)
    report = build(store, [VOCABULARY, tables])
    assert report.loaded, [finding.message_en for finding in report.findings]
    names = [g.value.rpartition("/graph/")[2] for g in store.graphs()]
    assert names == ["catalogue", "inferred/reference", "ontology", "tables"]
    assert store.ask(
        f"ASK {{ GRAPH {CATALOGUE} {{ {graph('tables')} a <{expand('gov:CurrentGraph')}> ;"
        f" <{expand('prov:wasDerivedFrom')}> {thing('source', 'tables/bodies.csv')} }} }}"
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,Department,กรม,department,31 ก.พ. 2553\n", "GG-CEL-002"),  # no date
        ("moac,Ministry,กระทรวง,ministry,\n", "GG-KEY-001"),  # a key that is there already
        ("x,Ministry,กระทรวงหนึ่ง,,\n", "GG-BOD-012"),  # no English name
        ("x,Ministry,กระทรวงหนึ่ง,A ministry,2553-01-01\n", "GG-CED-001"),  # a Buddhist year where CE belongs
    ],
)
def test_one_fault_keeps_everything_out_and_names_the_row(tables: TableSet, row: str, code: str) -> None:
    store = open_store(":memory:", write=True)
    write(tables.folder, HEADER + MINISTRY + row)
    report = build(store, [VOCABULARY, tables])
    assert not report.loaded
    assert store.graphs() == ()
    at_fault = [f for f in report.findings if f.severity == "error"]
    assert code in {finding.code for finding in at_fault}
    assert 3 in {finding.place.row for finding in at_fault if finding.place and finding.code == code}


def test_a_corrected_file_replaces_the_old_one_as_a_whole(tables: TableSet) -> None:
    store = open_store(":memory:", write=True)
    build(store, [VOCABULARY, tables])
    write(tables.folder, HEADER + OTHER)
    report = build(store, [VOCABULARY, tables])
    assert report.changed
    assert {count.name for count in report.graphs if count.changed} == {"tables", "inferred/reference"}
    subjects = {quad.subject for quad in store.quads(graph("tables"))}
    assert thing("agency", "moc") in subjects
    assert thing("agency", "moac") not in subjects


def test_a_fault_leaves_what_was_there(tables: TableSet) -> None:
    store = open_store(":memory:", write=True)
    build(store, [VOCABULARY, tables])
    before = set(store.quads())
    write(tables.folder, HEADER + "x,Ministry,,,\n")
    assert not build(store, [VOCABULARY, tables]).loaded
    assert set(store.quads()) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.ttl", "@prefix x: <https://example.org/> .\nx:a x:b ; .\nx:a x:c\n", r"bad\.ttl:"),
        ("bad.xyz", "", "no known kind"),
        ("bad.jsonld", "{", r"bad\.jsonld"),
        ("bad.ttl", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", r"bad\.ttl uses what only RDF 1\.2 has"),
        ("bad.ttl", '<x:a> <x:b> "กรม"@th--ltr .', r"bad\.ttl uses what only RDF 1\.2 has"),
    ],
)
def test_rdf_that_cannot_be_read_is_refused_by_name_and_place(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_rdf(tmp_path / name)


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone"):
        TableSet("tables", Label("ตาราง", "tables"), tmp_path / "gone").read()


def test_a_description_of_another_table_is_refused(tables: TableSet) -> None:
    (tables.folder / "bodies.csv").rename(tables.folder / "others.csv")
    (tables.folder / "bodies.csv-metadata.json").rename(tables.folder / "others.csv-metadata.json")
    with pytest.raises(InputError, match=r"describes “bodies\.csv”"):
        tables.read()


def test_blank_nodes_of_two_files_are_two_although_they_have_the_same_label(tmp_path: Path) -> None:
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("_:a <https://example.org/b> 1 .", encoding="utf-8")
    both = [quad for name in ("one.ttl", "two.ttl") for quad in read_rdf(tmp_path / name)]
    assert len({quad.subject for quad in both}) == 2
    assert [q.subject.value.rpartition("/")[2] for q in without_blank_nodes(both)] == ["1", "2"]  # type: ignore[union-attr]


def test_a_long_list_of_equal_things_is_named_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text(f"<https://example.org/a> <https://example.org/b> ({' 1' * 20_000}) .", encoding="utf-8")
    once, again = (without_blank_nodes(read_rdf(path)) for _ in range(2))
    assert once == again
    assert len({quad.subject for quad in once}) == 20_001


def test_blank_nodes_get_the_same_names_at_every_reading(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text("<https://example.org/a> <https://example.org/b> ( [] [ <https://example.org/c> 1 ] ) .")
    assert canonical(read_rdf(path)) == canonical(read_rdf(path))


def import_of(store: Store, *things: str) -> ImportRecord:
    """An import that is current and refers to some things, as the journal brings it in."""
    stated, inferred = graphs_of("x")
    now = datetime(2026, 11, 1, tzinfo=UTC)
    record = ImportRecord(
        "x", "k", "projects", "x.csv", "0" * 64, 1, 1, 0, now, now, "a", "1", stated, inferred, thing("source", "x")
    )  # fmt: skip
    project = thing("project", "x")
    said = [Quad(project, NamedNode(expand("gov:involvesAgency")), NamedNode(iri), stated) for iri in things]
    commit_import(store, Journal(), record, [Quad(project, NamedNode(expand("rdf:type")), project, stated), *said])
    return record


def test_imports_stay_when_the_shipped_data_are_built_anew(tables: TableSet) -> None:
    store = open_store(":memory:", write=True)
    build(store, [VOCABULARY, tables])
    record = import_of(store, AGENCY.format(key="moac"))
    before = sorted(map(str, store.quads(record.graph)))
    assert not build(store, [VOCABULARY, tables]).changed
    write(tables.folder, HEADER + MINISTRY + OTHER)
    report = build(store, [VOCABULARY, tables])
    assert report.changed
    assert [current.id for current in history(store, Journal())] == ["x"]
    assert sorted(map(str, store.quads(record.graph))) == before
    assert not build(store, [VOCABULARY, tables]).changed


def test_what_an_import_refers_to_is_not_built_away(tables: TableSet) -> None:
    store = open_store(":memory:", write=True)
    write(tables.folder, HEADER + MINISTRY + OTHER)
    build(store, [VOCABULARY, tables])
    import_of(store, AGENCY.format(key="moc"))
    write(tables.folder, HEADER + MINISTRY)
    report = build(store, [VOCABULARY, tables])
    assert not report.loaded
    assert [(f.code, f.value) for f in report.findings if f.severity == "error"] == [("GG-IMP-008", "x")]
    assert "id:agency/moc" in report.findings[-1].message_en
    assert store.ask(f"ASK {{ <{AGENCY.format(key='moc')}> ?p ?o }}")
