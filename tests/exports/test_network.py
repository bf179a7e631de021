"""Things and relations: what is a node, what an edge, what a value, and that every format holds the same of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.exports.cypher import identifier
from govgraph.names import PREFIXES, term, thing
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Store
from tests.exports.conftest import exported, store_of

Made = Callable[[str], EmbeddedStore]

SMALL = """
graph:a {
  <https://w3id.org/govgraph/id/agency/x> a gov:Department ; skos:prefLabel "กรมเอ็กซ์"@th , "Department X"@en ;
    skos:altLabel "อซ."@th ; gov:tier <https://w3id.org/govgraph/id/tier/central> ;
    dcterms:source <https://w3id.org/govgraph/id/source/s> .
  <https://w3id.org/govgraph/id/project/p> a gov:Project ; skos:prefLabel "โครงการ"@th ;
    gov:forFiscalYear <https://w3id.org/govgraph/id/fiscal-year/2554> .
  <https://w3id.org/govgraph/id/request/r> a gov:BudgetRequest ;
    gov:forProject <https://w3id.org/govgraph/id/project/p> ; gov:askedOf <https://w3id.org/govgraph/id/agency/x> ;
    gov:amount 1250000.50 ; gov:rank 3 ; gov:confidence <https://w3id.org/govgraph/id/confidence/probable> .
  <https://w3id.org/govgraph/id/tier/central> a skos:Concept ; skos:prefLabel "ส่วนกลาง"@th .
  <https://w3id.org/govgraph/id/source/s> a gov:Source .
}
graph:b {
  <https://w3id.org/govgraph/id/project/p> gov:forFiscalYear <https://w3id.org/govgraph/id/fiscal-year/2554> .
  <https://w3id.org/govgraph/id/fiscal-year/2554> a gov:FiscalYear ; gov:from "2010-10-01"^^xsd:date ;
    gov:until "2011-10-01"^^xsd:date .
  <https://w3id.org/govgraph/id/attachment/m> a gov:Attachment ; org:member <https://w3id.org/govgraph/id/agency/x> ;
    org:organization <https://w3id.org/govgraph/id/ministry/m> ;
    org:memberDuring <https://w3id.org/govgraph/id/period/2009> .
  <https://w3id.org/govgraph/id/period/2009> a gov:Period ; gov:from "2009-02-17"^^xsd:date .
  <https://w3id.org/govgraph/id/ministry/m> a gov:Ministry .
}
"""
X, P, M, YEAR = (thing(*pair).value for pair in (
    ("agency", "x"), ("project", "p"), ("ministry", "m"), ("fiscal-year", "2554")
))  # fmt: skip


def tables(data: bytes) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["nodes.csv", "edges.csv"]
        texts = [packed.read(name).decode("utf-8") for name in packed.namelist()]
    assert all(text.startswith("\ufeff") for text in texts)  # without it Excel takes Thai for another alphabet
    nodes, edges = (list(csv.DictReader(io.StringIO(text[1:], newline=""))) for text in texts)
    return nodes, edges


def said(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def test_things_are_nodes_and_codes_and_documents_are_values(made: Made) -> None:
    with made(SMALL) as store:
        nodes, _ = tables(exported(store, "csv", "a", "b"))
    assert [node["iri"] for node in nodes] == [X, YEAR, M, P]
    assert said(nodes[0]) == {
        "iri": X,
        "kind": "Department",
        "label_th": "กรมเอ็กซ์",
        "label_en": "Department X",
        "altLabel_th": "อซ.",
        "dcterms_source": "id:source/s",
        "tier": "id:tier/central",
    }
    assert said(nodes[1]) == {"iri": YEAR, "kind": "FiscalYear", "from": "2010-10-01", "until": "2011-10-01"}


def test_statements_and_records_about_two_things_are_edges(made: Made) -> None:
    with made(SMALL) as store:
        _, edges = tables(exported(store, "csv", "a", "b"))
    assert [said(edge) for edge in edges] == [
        {
            "source": X, "target": M, "predicate": "gov:Attachment", "label_th": "สังกัด", "label_en": "is under",
            "graph": "graph:b", "record": thing("attachment", "m").value, "from": "2009-02-17",
            "memberDuring": "id:period/2009",
        },
        {
            "source": P, "target": YEAR, "predicate": "gov:forFiscalYear", "label_th": "สำหรับปีงบประมาณ",
            "label_en": "is for fiscal year", "graph": "graph:a graph:b",
        },
        {
            "source": P, "target": X, "predicate": "gov:BudgetRequest", "label_th": "ของบประมาณจาก",
            "label_en": "asks money of", "graph": "graph:a", "record": thing("request", "r").value,
            "amount": "1250000.5", "rank": "3", "confidence": "id:confidence/probable",
        },
    ]  # fmt: skip


def test_a_graph_alone_still_tells_the_kinds_and_names_of_what_it_points_to(made: Made) -> None:
    with made(SMALL) as store:
        nodes, edges = tables(exported(store, "csv", "b"))
    assert [(edge["source"], edge["target"]) for edge in edges] == [(X, M), (P, YEAR)]
    assert {node["iri"]: (node["kind"], node["label_th"]) for node in nodes} == {
        X: ("Department", "กรมเอ็กซ์"),
        P: ("Project", "โครงการ"),
        M: ("Ministry", ""),
        YEAR: ("FiscalYear", ""),
    }


def test_a_record_that_lacks_an_end_is_a_thing_by_itself(made: Made) -> None:
    request = "<https://w3id.org/govgraph/id/request/r>"
    with made(f"graph:a {{ {request} a gov:BudgetRequest ; gov:amount 7.0 ; gov:forProject <urn:p> . }}") as store:
        nodes, edges = tables(exported(store, "csv", "a"))
    assert ([node["kind"] for node in nodes], edges) == (["BudgetRequest"], [])


# -- the shipped data, counted by hand from its tables


@pytest.fixture(scope="module")
def shipped(built: Any) -> dict[str, bytes]:
    from govgraph.store import open_store

    with open_store(built) as store:
        return {form: exported(store, form) for form in ("csv", "graphml", "gexf", "cypher")}


def test_the_workshop_is_there_with_all_its_participations(shipped: dict[str, bytes]) -> None:
    nodes, edges = tables(shipped["csv"])
    kinds = Counter(node["kind"] for node in nodes)
    predicates = Counter(edge["predicate"] for edge in edges)
    assert (kinds["ThematicGroup"], predicates["gov:Participation"]) == (5, 64)
    agencies = {edge["source"] for edge in edges if edge["predicate"] == "gov:Participation"}
    assert len(agencies) == 55
    assert kinds["ProvinceArea"] == 77
    seat = next(edge for edge in edges if edge["record"].endswith("/participation/2010-01-12-1-01"))
    assert (seat["heldOn"], seat["writtenAs"]) == ("2010-01-12", "สำนักงานปลัดกระทรวงเกษตรและสหกรณ์")
    assert "id:source/opdc-2010-01-12#line=64,65" in seat["dcterms_source"].split(" | ")
    iris = {node["iri"] for node in nodes}
    assert len(iris) == len(nodes)
    assert {edge[end] for edge in edges for end in ("source", "target")} <= iris


def test_every_format_holds_the_same_nodes_and_edges(shipped: dict[str, bytes]) -> None:
    nodes, edges = tables(shipped["csv"])
    graphml: Any = nx.read_graphml(io.BytesIO(shipped["graphml"]), force_multigraph=True)
    gexf: Any = nx.read_gexf(io.BytesIO(shipped["gexf"]))
    wanted = Counter((edge["source"], edge["predicate"], edge["target"]) for edge in edges)
    for graph in (graphml, gexf):
        iri = {node: told["iri"] for node, told in graph.nodes(data=True)}
        assert [*iri.values()] == [node["iri"] for node in nodes]
        found = Counter((iri[a], told["predicate"], iri[b]) for a, b, told in graph.edges(data=True))
        assert found == wanted
    lines = shipped["cypher"].decode().splitlines()
    assert sum(line.startswith("MERGE (t:Thing") for line in lines) == len(nodes)
    assert sum(line.startswith("MATCH (a:Thing") for line in lines) == len(edges)


def test_numbers_and_days_keep_their_types(shipped: dict[str, bytes]) -> None:
    graphml: Any = nx.read_graphml(io.BytesIO(shipped["graphml"]), force_multigraph=True)
    year = next(told for _, told in graph_nodes(graphml) if told["iri"].endswith("/fiscal-year/2554"))
    assert (year["yearBE"], year["yearCE"], year["from"]) == (2554, 2011, "2010-10-01")
    line = next(line for line in shipped["cypher"].decode().splitlines() if "fiscal-year/2554'}) SET" in line)
    assert "from: date('2010-10-01'), until: date('2011-10-01')" in line
    assert "yearBE: 2554" in line


def graph_nodes(graph: Any) -> list[tuple[str, dict[str, Any]]]:
    return list(graph.nodes(data=True))


def test_ids_are_names_that_xml_allows(shipped: dict[str, bytes]) -> None:
    for form in ("graphml", "gexf"):
        root = ET.fromstring(shipped[form])
        ids = [element.attrib["id"] for element in root.iter() if element.tag.endswith("}node")]
        assert ids[:2] == ["n1", "n2"]
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)


def test_nothing_tells_the_day_of_writing(shipped: dict[str, bytes]) -> None:
    assert b"lastmodified" not in shipped["gexf"]
    with zipfile.ZipFile(io.BytesIO(shipped["csv"])) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# -- any text at all

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ["\\u0027", "\\", "\\\\u0027}) DETACH DELETE t //", "'", '"', "`", "a\r\nb", "\x00\x08\x1f", "]]>", "=1+1"]
    ),
)


def described(text: str) -> EmbeddedStore:
    graph = NamedNode(f"{PREFIXES['graph']}a")
    x = thing("agency", "x")
    return store_of(
        [
            Quad(x, term("rdf:type"), term("gov:Department"), graph),
            Quad(x, term("skos:prefLabel"), Literal(text, language="th"), graph),
            Quad(x, term("gov:note"), Literal(text), graph),
        ]
    )


@settings(max_examples=30)
@given(TEXTS)
def test_any_text_survives_csv(text: str) -> None:
    with described(text) as store:
        (node,), edges = tables(exported(store, "csv"))
    assert (node["label_th"], node["note"], edges) == (text, text, [])


@settings(max_examples=30)
@given(TEXTS)
def test_any_text_leaves_xml_well_formed(text: str) -> None:
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    with described(text) as store:
        for form in ("graphml", "gexf"):
            texts = {
                value for el in ET.fromstring(exported(store, form)).iter() for value in (el.text, *el.attrib.values())
            }
            # What a parser of XML must do to line ends and white space, it does.
            assert " ".join(kept.split()) in {" ".join((found or "").split()) for found in texts}, form


def strings(line: str) -> list[str]:
    """The string literals of a line of Cypher, as a parser resolves them that knows the escapes of the manual."""
    found = re.findall(r"'((?:[^'\\]|\\.)*)'", line)
    names = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

    def resolved(match: re.Match[str]) -> str:
        return chr(int(match[2], 16)) if match[2] else names.get(match[1], match[1])

    return [re.sub(r"\\(u([0-9A-Fa-f]{4})|.)", resolved, text) for text in found]


@settings(max_examples=30)
@given(TEXTS)
def test_any_text_stays_one_string_of_cypher(text: str) -> None:
    with described(text) as store:
        line = exported(store, "cypher").decode().split("\n")[3]
    assert text in strings(line)
    # Older parsers resolve \uXXXX before anything else: the line must mean the same to them.
    before = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), line)
    if not re.search(r"\\u00(?:[01]|7F|[89])", line):  # raw control characters are theirs to refuse
        assert text in strings(before)
    assert exported_lines(line) == 1


def exported_lines(text: str) -> int:
    return len(text.splitlines())


def test_a_name_of_cypher_is_quoted_where_it_must_be() -> None:
    assert [identifier(name) for name in ("Ministry", "org:Role", "a`b", "ก", "")] == [
        "Ministry", "`org:Role`", "`a``b`", "`ก`", "``",
    ]  # fmt: skip


def test_an_amount_that_no_float_holds_stays_as_it_is(made: Made) -> None:
    exact = "90071992547409930.25"
    with made(SMALL.replace("1250000.50", exact)) as store:
        edges = tables(exported(store, "csv", "a", "b"))[1]
        cypher = exported(store, "cypher", "a", "b").decode()
        graphml: Any = nx.read_graphml(io.BytesIO(exported(store, "graphml", "a", "b")), force_multigraph=True)
    assert exact in [edge["amount"] for edge in edges]
    assert f"amount: '{exact}'" in cypher
    assert exact in [told.get("amount") for _, _, told in graphml.edges(data=True)]


def test_an_empty_store_has_an_empty_network() -> None:
    with store_of([]) as store:
        assert tables(exported(store, "csv")) == ([], [])
        assert exported(store, "cypher").count(b"MERGE") == 0
        assert len(nx.read_graphml(io.BytesIO(exported(store, "graphml")))) == 0


def test_whatever_the_store_the_workspace_exports_it(workshop_store: Store, built: Any) -> None:
    import govgraph

    out = io.BytesIO()
    with govgraph.open(built) as workspace:
        workspace.export("nquads", out, graphs=["workshop-2010-01-12"])
    assert out.getvalue() == exported(workshop_store, "nquads", "workshop-2010-01-12")
