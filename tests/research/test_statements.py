"""What a CONSTRUCT gives: statements to count, to write down, and to take into rdflib."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from govgraph.errors import UsageError
from govgraph.research.results import encode, formats
from govgraph.research.statements import Statements

RICE, LABEL = (
    NamedNode("https://w3id.org/govgraph/id/theme/rice"),
    NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
)
TRIPLES = (
    Triple(RICE, LABEL, Literal("ข้าว", language="th")),
    Triple(RICE, NamedNode("urn:p"), BlankNode("x")),
    Triple(
        BlankNode("x"), NamedNode("urn:n"), Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    ),
)
STATEMENTS = Statements(TRIPLES)


def test_they_are_a_tuple() -> None:
    assert len(STATEMENTS) == 3
    assert STATEMENTS == TRIPLES
    assert STATEMENTS[0].subject == RICE
    assert repr(STATEMENTS) == "<Statements: 3>"


@pytest.mark.parametrize(("form", "syntax"), [("turtle", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)])
def test_what_is_written_is_what_the_command_line_writes(form: str, syntax: RdfFormat) -> None:
    assert STATEMENTS.serialize(form) == encode(TRIPLES, form).decode()
    assert len({quad.triple for quad in parse(STATEMENTS.serialize(form), format=syntax)}) == 3


def test_the_names_that_rdflib_uses_for_formats_are_known() -> None:
    assert STATEMENTS.serialize("ttl") == STATEMENTS.serialize("turtle") == STATEMENTS.serialize()
    assert STATEMENTS.serialize("json-ld") == STATEMENTS.serialize("jsonld")
    with pytest.raises(UsageError, match="turtle, nt, jsonld"):
        STATEMENTS.serialize("rdfxml")
    assert formats(STATEMENTS) == ("turtle", "nt", "jsonld")


def test_rdflib_gets_the_same_graph() -> None:
    wanted = rdflib.Graph().parse(data=encode(TRIPLES, "nt").decode(), format="nt")
    graph = STATEMENTS.to_rdflib()
    assert isomorphic(graph, wanted)
    assert dict(graph.namespaces())["gov"] == rdflib.URIRef("https://w3id.org/govgraph/ontology#")


def test_a_statement_about_a_statement_is_refused_where_it_cannot_go() -> None:
    about = Statements((Triple(RICE, LABEL, TRIPLES[0]),))
    assert "<<(" in about.serialize("nt")
    with pytest.raises(UsageError, match=r"RDF 1\.2"):
        about.to_rdflib()


def test_they_are_a_table_too() -> None:
    assert STATEMENTS.rows.names == ("subject", "predicate", "object")
    assert STATEMENTS.rows[2]["object"] == 7
    assert "3 rows" in STATEMENTS._repr_html_()
