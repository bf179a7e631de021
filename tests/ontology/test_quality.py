"""The quality rules: each finds nothing in the shipped ontology, and finds the fault that is planted for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import yaml
from rdflib import Graph

from govgraph.names import PREFIXES, expand, shorten
from govgraph.resources import resource

RULES = sorted(resource("queries/quality").glob("*.rq"))
ONTOLOGY = resource("ontology")
FILES = [*sorted(ONTOLOGY.glob("*.ttl")), *sorted(ONTOLOGY.glob("codelists/*.ttl"))]
TURTLE_PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

Row = tuple[str, str, str]
Engine = Callable[[str, str], list[Row]]

# A made-up term that is in order, to be spoilt in one respect.
TERM = """
{name} a owl:Class ; rdfs:subClassOf org:Organization ; rdfs:label "{th}"@th , "{en}"@en ;
    skos:definition "คำนิยาม"@th , "definition"@en ; dcterms:source id:source\\/govgraph .
"""
CONCEPT = """
{name} a skos:Concept ; skos:prefLabel "{th}"@th , "{en}"@en ; skos:notation "k" ;
    skos:definition "คำนิยาม"@th , "definition"@en ; dcterms:source id:source\\/govgraph .
"""


def term(name: str, th: str, en: str) -> str:
    return TERM.format(name=name, th=th, en=en)


def concept(name: str, th: str, en: str, scheme: str = "id:scheme\\/made-up") -> str:
    return CONCEPT.format(name=name, th=th, en=en) + (f"{name} skos:inScheme {scheme} .\n" if scheme else "")


# Rule → planted fault → what the rule must say of it: entity and property, in the order of the rows.
FAULTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "missing-label": (
        'gov:Spoilt a owl:Class ; rdfs:label "english only"@en . id:made-up\\/x a skos:Concept .',
        [("id:made-up/x", "skos:prefLabel")] * 2 + [("gov:Spoilt", "rdfs:label")],
    ),
    "missing-definition": (
        'gov:Spoilt a owl:ObjectProperty ; skos:definition "คำนิยาม"@th .'
        ' id:scheme\\/x a skos:ConceptScheme ; skos:definition "definition"@en .',
        [("id:scheme/x", "skos:definition"), ("gov:Spoilt", "skos:definition")],
    ),
    "missing-source": (
        "gov:Spoilt a owl:DatatypeProperty . id:made-up\\/x a skos:Concept .",
        [("id:made-up/x", "dcterms:source"), ("gov:Spoilt", "dcterms:source")],
    ),
    "label-clash": (
        term("gov:One", "หนึ่ง", "The Same") + term("gov:Two", "สอง", "the same"),
        [("gov:One", "rdfs:label"), ("gov:Two", "rdfs:label")],
    ),
    "concept-label-clash": (
        concept("id:made-up\\/one", "เหมือนกัน", "one")
        + concept("id:made-up\\/two", "เหมือนกัน", "two")
        + concept("id:made-up\\/three", "เหมือนกัน", "three", "id:scheme\\/another"),
        [("id:made-up/one", "skos:prefLabel"), ("id:made-up/two", "skos:prefLabel")],
    ),
    "duplicate-preferred-label": (
        concept("id:made-up\\/x", "หนึ่ง", "one") + 'id:made-up\\/x skos:prefLabel "another"@en .',
        [("id:made-up/x", "skos:prefLabel")] * 2,
    ),
    "label-kind-clash": (
        concept("id:made-up\\/x", "หนึ่ง", "one") + 'id:made-up\\/x skos:hiddenLabel "one"@en .',
        [("id:made-up/x", "skos:hiddenLabel")],
    ),
    "class-orphan": (
        "gov:Alone a owl:Class . gov:Used a owl:Class . gov:uses rdfs:range gov:Used .",
        [("gov:Alone", "rdfs:subClassOf")],
    ),
    "property-without-use": (
        "gov:spoilt a owl:ObjectProperty ; rdfs:range gov:Area ."
        " gov:good a owl:ObjectProperty ; schema:domainIncludes owl:Thing ; rdfs:range gov:Area .",
        [("gov:spoilt", "rdfs:domain")],
    ),
    "subclass-cycle": (
        "gov:A rdfs:subClassOf gov:B . gov:B rdfs:subClassOf gov:C . gov:C rdfs:subClassOf gov:A ."
        " gov:D rdfs:subClassOf gov:A . gov:p rdfs:subPropertyOf gov:p .",
        [
            ("gov:A", "rdfs:subClassOf"),
            ("gov:B", "rdfs:subClassOf"),
            ("gov:C", "rdfs:subClassOf"),
            ("gov:p", "rdfs:subPropertyOf"),
        ],
    ),
    "concept-cycle": (
        "id:made-up\\/a skos:broader id:made-up\\/b . id:made-up\\/b skos:broader id:made-up\\/a ."
        " id:made-up\\/c skos:broader id:made-up\\/a .",
        [("id:made-up/a", "skos:broader"), ("id:made-up/b", "skos:broader")],
    ),
    "undefined-term": (
        "id:ministry\\/x a gov:Minstry ; gov:teir id:tier\\/central . id:ministry\\/y a gov:Minstry .",
        [("gov:Minstry", "rdf:type"), ("gov:teir", "rdf:predicate")],
    ),
    "unknown-concept": (
        "id:ministry\\/x gov:tier id:tier\\/centrl ; gov:sector id:sector\\/state .",
        [("id:ministry/x", "gov:tier")],
    ),
    "deprecated-used": (
        "gov:oldWord a owl:ObjectProperty ; owl:deprecated true . id:ministry\\/x gov:oldWord id:ministry\\/y .",
        [("gov:oldWord", "rdf:predicate")],
    ),
    "concept-without-scheme": (
        concept("id:made-up\\/x", "หนึ่ง", "one", scheme=""),
        [("id:made-up/x", "skos:inScheme")],
    ),
    "concept-without-notation": (
        "id:made-up\\/x a skos:Concept .",
        [("id:made-up/x", "skos:notation")],
    ),
    "buddhist-year-in-date": (
        'id:period\\/x gov:from "2553-01-12"^^xsd:date ; gov:until "9999-12-31"^^xsd:date ; gov:yearBE 2554 .'
        ' id:period\\/y gov:yearCE 2554 ; gov:from "2010-01-12"^^xsd:date .'
        ' id:plan\\/x dcterms:date "2553"^^xsd:gYear .',
        [("id:period/x", "gov:from"), ("id:period/y", "gov:yearCE"), ("id:plan/x", "dcterms:date")],
    ),
    "explaining-incomplete": (
        'gov:spoilt gov:explaining true . gov:Record gov:edgeSubject gov:a ; gov:edgeLabel "เชื่อม"@th .',
        [
            ("gov:Record", "gov:edgeBasis"),
            ("gov:Record", "gov:edgeLabel"),
            ("gov:Record", "gov:edgeObject"),
            ("gov:spoilt", "gov:edgeBasis"),
        ],
    ),
}


@cache
def shipped() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


def in_oxigraph(query: str, extra: str = "") -> list[Row]:
    store = pyoxigraph.Store()
    for path in FILES:
        store.load(path=str(path))
    store.load(extra.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    answer = store.query(query)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert [v.value for v in answer.variables] == ["entity", "property", "value"]
    return [row(solution) for solution in answer]


def in_rdflib(query: str, extra: str = "") -> list[Row]:
    graph = shipped() + Graph().parse(data=extra, format="turtle")
    return [row(tuple(solution)) for solution in graph.query(query)]  # type: ignore[arg-type]


def row(solution: Iterable[object]) -> Row:
    cells = [str(getattr(value, "value", value)) if value is not None else "" for value in solution]
    return cells[0], cells[1], cells[2]


def test_every_rule_has_a_planted_fault() -> None:
    assert {path.stem for path in RULES} == FAULTS.keys()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_say_problem_solution_and_severity_in_both_languages(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = yaml.safe_load("\n".join(line[3:] for line in lines if line.startswith("#+ ")))
    about = header["govgraph"]
    assert header["tags"] == ["quality"]
    assert about["severity"] in {"error", "warning", "info"}
    for part in ("title", "problem", "solution"):
        assert set(about[part]) == {"th", "en"}
        assert all(about[part].values())
    assert list(about["columns"]) == ["entity", "property", "value"]


@pytest.mark.parametrize("engine", [in_oxigraph, in_rdflib], ids=["oxigraph", "rdflib"])
@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_find_nothing_in_the_shipped_ontology(path: Path, engine: Engine) -> None:
    assert engine(path.read_text(encoding="utf-8"), "") == []


@pytest.mark.parametrize("engine", [in_oxigraph, in_rdflib], ids=["oxigraph", "rdflib"])
@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_find_the_planted_fault(path: Path, engine: Engine) -> None:
    fault, expected = FAULTS[path.stem]
    rows = engine(path.read_text(encoding="utf-8"), TURTLE_PREFIXES + fault)
    assert [(shorten(entity), shorten(property_)) for entity, property_, _ in rows] == expected


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("missing-label", ["en", "th", "th"]),
        ("label-clash", ["The Same", "the same"]),
        ("undefined-term", ["id:ministry/x", "id:ministry/x"]),
        ("unknown-concept", ["id:tier/centrl"]),
        ("buddhist-year-in-date", ["2553-01-12", "2554", "2553"]),
    ],
)
def test_values_name_what_is_wrong(rule: str, values: list[str]) -> None:
    rows = in_oxigraph(
        resource(f"queries/quality/{rule}.rq").read_text(encoding="utf-8"), TURTLE_PREFIXES + FAULTS[rule][0]
    )
    assert [value for _, _, value in rows] == [expand(value) for value in values]
