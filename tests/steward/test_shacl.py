"""What the shapes say is said in the same words, and in the same bytes, each time."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Place
from govgraph.names import graph, row_place, term, thing
from govgraph.steward.ingest import places_of
from govgraph.steward.shacl import judge
from govgraph.steward.shipped import ontology

G = graph("test")
NAMELESS = [Quad(thing("ministry", key), term("rdf:type"), term("gov:Ministry"), G) for key in ("a", "b", "c")]


def test_the_same_faults_make_the_same_report() -> None:
    classes = ontology().read().quads
    once, again = judge(NAMELESS, background=classes), judge(reversed(NAMELESS), background=classes)
    assert {finding.focus for finding in once.findings} == {thing("ministry", key).value for key in ("a", "b", "c")}
    assert once.findings == again.findings
    assert once.report_ttl == again.report_ttl
    assert "sh:conforms false" in once.report_ttl


def test_a_row_that_is_no_number_gives_a_place_without_a_row() -> None:
    table = NamedNode("https://example.org/t.csv")
    place, body = row_place(table.value, 2), thing("ministry", "a")
    for written, row in (("2", 2), ("two", None), ("9" * 5000, None)):
        quads = [
            Quad(body, term("gov:recordedAt"), place, G),
            Quad(place, term("gov:inSource"), table, G),
            Quad(place, term("gov:row"), Literal(written), G),
        ]
        assert places_of(quads) == {body.value: Place(table.value, row=row)}
