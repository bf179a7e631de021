"""What the shapes say names the cell, the thing and the value, in the same words and bytes each time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from govgraph.model import Finding, Place, Severity
from govgraph.names import PREFIXES, expand, graph, row_place, term, thing
from govgraph.resources import resource
from govgraph.steward.ingest import places_of
from govgraph.steward.prepared import to_rdflib
from govgraph.steward.shacl import Judgement, judge

G = graph("test")
NAMELESS = [Quad(thing("ministry", key), term("rdf:type"), term("gov:Ministry"), G) for key in ("a", "b", "c")]


def ontology() -> list[Quad]:
    files = sorted(resource("ontology").rglob("*.ttl"))
    quads = [quad for path in files for quad in parse(path=path, format=RdfFormat.TURTLE)]
    return [quad for quad in quads if not isinstance(quad.subject, BlankNode)]


PROJECT, REQUEST = thing("project", "s/1"), thing("budget-request", "s/1")
ROW = Place("งบ.xlsx", sheet="Sheet1", row=17)
COLUMNS = {expand("gov:amount"): (4,), expand("gov:stage"): (5, 6), expand("gov:currency"): (7,)}
HEADINGS = {4: "งบประมาณ (บาท)", 5: "ขั้นตอน", 6: "สถานะ"}


def request(*given: tuple[str, NamedNode | Literal]) -> Judgement:
    """Judge a request for the project “ถนน”, both of row 17, of which this is given beside its kind and project."""
    facts: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (PROJECT, "rdf:type", term("gov:Project")),
        (PROJECT, "skos:prefLabel", Literal("ถนน", language="th")),
        (REQUEST, "rdf:type", term("gov:BudgetRequest")),
        (REQUEST, "gov:forProject", PROJECT),
        *((REQUEST, predicate, value) for predicate, value in given),
    ]
    quads = [Quad(s, term(p), o, G) for s, p, o in facts]
    places = {PROJECT.value: ROW, REQUEST.value: ROW}
    return judge(quads, places, background=ontology(), columns=COLUMNS, headings=HEADINGS)


def only(judged: Judgement, code: str) -> list[Finding]:
    return [finding for finding in judged.findings if finding.code == code]


def test_the_same_faults_make_the_same_report() -> None:
    classes = ontology()
    once, again = judge(NAMELESS, background=classes), judge(reversed(NAMELESS), background=classes)
    assert {finding.focus for finding in once.findings} == {thing("ministry", key).value for key in ("a", "b", "c")}
    assert once.findings == again.findings
    assert once.report_ttl == again.report_ttl
    assert "sh:conforms false" in once.report_ttl


def test_a_wrong_value_is_named_with_its_cell_its_heading_and_its_thing() -> None:
    judged = request(("gov:amount", Literal("12x")))
    finding = next(f for f in only(judged, "GG-BUD-001") if "ทศนิยม" in f.message_th)
    assert finding.place == Place("งบ.xlsx", sheet="Sheet1", row=17, column=4)
    assert finding.place.cell == "D17"
    assert (finding.field, finding.value, finding.severity) == ("งบประมาณ (บาท)", "12x", Severity.ERROR)
    assert finding.message_th == "จำนวนเงินของคำของบประมาณของโครงการ “ถนน” ต้องเป็นตัวเลขทศนิยม แต่พบ “12x”"
    assert finding.message_en.endswith("must be a decimal number, but is “12x”.")


def test_two_values_where_one_is_allowed_are_both_named() -> None:
    one, two = (Literal(text, datatype=term("xsd:decimal")) for text in ("1.0", "2.0"))
    (finding,) = only(request(("gov:amount", one), ("gov:amount", two)), "GG-BUD-001")
    assert "“1.0”, “2.0”" in finding.message_th
    assert "2 ค่า" in finding.message_th


def test_what_is_missing_is_told_at_the_cell_where_it_belongs() -> None:
    (finding,) = only(request(), "GG-BUD-002")
    assert finding.place is not None
    assert finding.place.cell == "G17"
    assert "ไม่มีสกุลเงิน" in finding.message_th


def test_a_property_of_several_columns_names_all_its_cells() -> None:
    (finding,) = only(request(("gov:stage", thing("theme", "agriculture"))), "GG-BUD-003")
    assert finding.place is not None
    assert finding.place.cell == "E17"
    assert "E17, F17" in finding.message_th
    assert "E17, F17" in finding.message_en


def test_a_value_is_called_by_its_name_and_not_by_its_iri() -> None:
    (finding,) = only(request(("gov:stage", thing("theme", "agriculture"))), "GG-BUD-003")
    assert finding.value == thing("theme", "agriculture").value
    assert "https://" not in finding.message_th + finding.message_en
    assert "Agriculture" in finding.message_en


def test_a_choice_between_literals_is_judged_beside_a_background_too() -> None:
    period = thing("period", "p")
    day = Literal("2560-01-01", datatype=term("xsd:date"))
    quads = [Quad(period, term("rdf:type"), term("gov:Period"), G), Quad(period, term("gov:until"), day, G)]
    (finding,) = only(judge(quads, background=ontology()), "GG-CED-008")
    assert finding.value == "2560-01-01"


def test_a_query_names_what_it_bound_and_the_row_of_the_record_at_fault() -> None:
    meeting, first, second = thing("meeting", "m"), thing("group", "g1"), thing("group", "g2")
    two = Literal("2", datatype=term("xsd:integer"))
    facts = [(meeting, "rdf:type", term("gov:Meeting"))]
    quads = [Quad(s, term(p), o, G) for s, p, o in facts]
    for group in (first, second):
        quads += [Quad(group, term("gov:partOfMeeting"), meeting, G), Quad(group, term("gov:groupNumber"), two, G)]
    places = {first.value: Place("g.csv", row=2), second.value: Place("g.csv", row=9)}
    judged = judge(quads, places, background=ontology(), columns={expand("gov:groupNumber"): (3,)})
    (finding,) = only(judged, "GG-MEE-017")
    assert finding.place == Place("g.csv", row=9, column=3)
    assert finding.focus == meeting.value
    assert "กลุ่มที่ “2” สองกลุ่ม" in finding.message_th
    assert "two groups with the number 2" in judged.report_ttl


def test_only_what_the_statements_speak_of_is_judged() -> None:
    behind = [*ontology(), *NAMELESS[1:]]
    judged = judge(NAMELESS[:1], background=behind)
    assert {finding.focus for finding in judged.findings} == {thing("ministry", "a").value}


@pytest.mark.parametrize("case", ["cluster", "meeting", "plan", "budget", "attachment"])
def test_the_results_are_those_of_pyshacl_alone(case: str) -> None:
    """Of a good graph every third statement is taken away: what is left is full of faults."""
    shapes, data = Graph(), to_rdflib([])
    for path in sorted(resource("shapes").rglob("*.ttl")):
        shapes.parse(path)
    folder = Path(__file__).parents[1] / "shapes"
    good = sorted(Graph().parse(folder / "cases" / f"{case}.ttl"))
    faulty = [triple for at, triple in enumerate(good) if at % 3 or triple[1] == RDF.type]
    for triple in [*Graph().parse(folder / "ontology-stub.ttl"), *Graph().parse(folder / "surroundings.ttl"), *faulty]:
        data.add(triple)
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, Graph), text
    sh = Namespace(PREFIXES["sh"])
    told = [[str(report.value(r, p)) for p in (sh.focusNode, sh.sourceShape, sh.value)] for r in _results(report)]
    alone = Counter((focus, shape, None if value in {"None", focus} else value) for focus, shape, value in told)
    lines = data.serialize(format="nt", encoding="utf-8")
    found = judge(list(parse(lines, format=RdfFormat.N_TRIPLES))).findings
    ours = Counter((f.focus, f.shape, f.value) for f in found)
    assert len(found) > 3
    assert ours == alone


def _results(report: Graph) -> list[Node]:
    return list(report.objects(None, URIRef(PREFIXES["sh"] + "result")))


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
