"""Parameters become terms, and nothing but terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.query import ResultRow
from rdflib.term import Identifier

from govgraph.errors import UsageError
from govgraph.research.header import parse
from govgraph.research.rows import plain
from govgraph.research.terms import Type, YearForm, read_date, read_iri, sparql, term_of

XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/govgraph/id/"

ONE_STRING = parse(
    """#+ govgraph: { params: { text: { type: string, optional: true } } }
SELECT ?s ?n WHERE {
  VALUES ?text { UNDEF }
  ?s ?p ?name . FILTER(!BOUND(?text) || CONTAINS(STR(?name), ?text))
  { SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { VALUES ?text { UNDEF } ?x ?p ?o } }
}""",
    "one-string",
)


def shape(value: Any) -> Any:
    """The algebra of a query with every constant taken out: what an injected text would change."""
    if isinstance(value, Identifier):
        return "variable " + str(value) if type(value).__name__ == "Variable" else "constant"
    if isinstance(value, dict):
        return (getattr(value, "name", ""), sorted((str(k), shape(v)) for k, v in value.items()))
    if isinstance(value, (list, tuple)):
        return [shape(item) for item in value]
    return "set" if isinstance(value, (set, frozenset)) else type(value).__name__


def algebra(text: str) -> Any:
    return shape(translateQuery(parseQuery(text)).algebra)


HONEST = algebra(ONE_STRING.bind({"text": "rice"}))

hostile = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"'\\u0022U}{#<>?$.;\n\r\t @^ก", max_size=40),
    st.sampled_from(
        [
            '" } DROP ALL #',
            '\\" } #',
            "\\u0022 } ; DROP ALL #",
            "\\\\u0022 } #",
            "\\U00000022 } #",
            "\\u000A } #",
            "\\\\u000A",
            "\\u005C",
            "}}}",
            '"""',
            "'''",
            "\\",
            "\\\\",
            "\x00",
            "\u2028",
            'x"@th } #',
            'x"^^<urn:x> } #',
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(hostile)
def test_no_text_changes_the_algebra(text: str) -> None:
    try:
        bound = ONE_STRING.bind({"text": text})
    except UsageError:
        assert any("\ud800" <= c <= "\udfff" for c in text)
        return
    assert algebra(bound) == HONEST


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_a_text_comes_back_as_it_went_in(text: str) -> None:
    query = parse("#+ govgraph: { params: { text: { type: string } } }\nSELECT ?text { VALUES ?text { UNDEF } }", "q")
    (row,) = Store().query(query.bind({"text": text}))  # type: ignore[misc]
    assert row["text"] == Literal(text)


@settings(max_examples=100, deadline=None)
@given(hostile)
def test_an_engine_that_resolves_escapes_first_reads_the_same_text(text: str) -> None:
    query = parse("#+ govgraph: { params: { text: { type: string } } }\nSELECT ?text { VALUES ?text { UNDEF } }", "q")
    (row,) = rdflib.Graph().query(query.bind({"text": text}))
    assert isinstance(row, ResultRow)
    assert str(row[0]) == text


@settings(max_examples=200, deadline=None)
@given(hostile, st.sampled_from([t for t in Type if t is not Type.STRING]))
def test_other_types_take_a_clean_value_or_refuse(text: str, kind: Type) -> None:
    try:
        written = sparql(term_of(text, kind))
    except UsageError:
        return
    (row,) = Store().query(f"SELECT ?v {{ VALUES ?v {{ {written} }} }}")  # type: ignore[misc]
    # By value: the engine writes the decimal 2.50 as 2.5.
    assert plain(row["v"]) == plain(term_of(text, kind))


def test_every_line_of_a_parameter_is_rewritten_and_no_comment_or_string() -> None:
    query = parse(
        """#+ govgraph: { params: { n: { type: integer } } }
# VALUES ?n { 1 } in a comment
SELECT * {
  VALUES ?n { 1 }
  { SELECT ?n { values $n {1} } }
  BIND("VALUES ?n { 1 }" AS ?said) BIND(<urn:x#VALUES?n{1}> AS ?odd)
}""".replace("<urn:x#VALUES?n{1}>", "<urn:x#VALUES>"),
        "q",
    )
    seven = f'"7"^^<{XSD}integer>'
    bound = query.bind({"n": 7})
    assert f"VALUES ?n {{ {seven} }}" in bound
    assert f"values $n {{ {seven} }}" in bound
    assert "# VALUES ?n { 1 } in a comment" in bound
    assert '"VALUES ?n { 1 }"' in bound
    assert bound.count(seven) == 2


def test_what_is_not_given_keeps_the_default() -> None:
    assert ONE_STRING.bind() == ONE_STRING.text
    assert ONE_STRING.bind({"text": None}) == ONE_STRING.text


@pytest.mark.parametrize(
    ("value", "kind", "term"),
    [
        ("2010-01-12", Type.DATE, Literal("2010-01-12", datatype=NamedNode(XSD + "date"))),
        (date(2010, 1, 12), Type.DATE, Literal("2010-01-12", datatype=NamedNode(XSD + "date"))),
        ("10", Type.INTEGER, Literal("10", datatype=NamedNode(XSD + "integer"))),
        ("+010", Type.INTEGER, Literal("10", datatype=NamedNode(XSD + "integer"))),
        ("2.50", Type.NUMBER, Literal("2.50", datatype=NamedNode(XSD + "decimal"))),
        (Decimal("1E+3"), Type.NUMBER, Literal("1000", datatype=NamedNode(XSD + "decimal"))),
        ("TRUE", Type.BOOLEAN, Literal("true", datatype=NamedNode(XSD + "boolean"))),
        (False, Type.BOOLEAN, Literal("false", datatype=NamedNode(XSD + "boolean"))),
        (" x ", Type.STRING, Literal(" x ")),
        ("ministry/moac", Type.IRI, NamedNode(ID + "ministry/moac")),
        ("id:province/TH-50", Type.IRI, NamedNode(ID + "province/TH-50")),
        ("gov:Ministry", Type.IRI, NamedNode("https://w3id.org/govgraph/ontology#Ministry")),
        ("<http://example.org/ก>", Type.IRI, NamedNode("http://example.org/ก")),
        (NamedNode("urn:x:1"), Type.IRI, NamedNode("urn:x:1")),
    ],
)
def test_values_become_terms(value: Any, kind: Type, term: Any) -> None:
    assert term_of(value, kind) == term


@pytest.mark.parametrize(
    ("year", "form", "term"),
    [
        ("2554", YearForm.IRI, NamedNode(ID + "fiscal-year/2554")),
        ("2011", YearForm.IRI, NamedNode(ID + "fiscal-year/2554")),
        (2554, YearForm.BE, Literal("2554", datatype=NamedNode(XSD + "integer"))),
        (2554, YearForm.CE, Literal("2011", datatype=NamedNode(XSD + "integer"))),
        ("๒๕๕๔", YearForm.CE, Literal("2011", datatype=NamedNode(XSD + "integer"))),
    ],
)
def test_a_fiscal_year_is_one_year_in_either_era(year: Any, form: YearForm, term: Any) -> None:
    assert term_of(year, Type.FISCAL_YEAR, form) == term


@pytest.mark.parametrize(
    ("default", "form"),
    [
        ("UNDEF", YearForm.IRI),
        ("2554", YearForm.BE),
        ("2011", YearForm.CE),
        ("<https://w3id.org/govgraph/id/fiscal-year/2554>", YearForm.IRI),
    ],
)
def test_the_default_says_in_which_form_a_query_wants_a_year(default: str, form: YearForm) -> None:
    text = f"#+ govgraph: {{ params: {{ y: {{ type: fiscal-year }} }} }}\nASK {{ VALUES ?y {{ {default} }} }}"
    assert parse(text, "q").params[0].year_form is form


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("12 January 2010", Type.DATE),
        ("2010-02-30", Type.DATE),
        ("20100112", Type.DATE),
        ("1.5", Type.INTEGER),
        ("", Type.INTEGER),
        ("٣", Type.INTEGER),
        ("NaN", Type.NUMBER),
        ("1e5", Type.NUMBER),
        ("yes", Type.BOOLEAN),
        ("moac", Type.IRI),
        ("nope:x", Type.IRI),
        ("javascript:alert(1)", Type.IRI),
        ("http://x/> . ?s ?p ?o", Type.IRI),
        ("id:ministry/a b", Type.IRI),
        ("54", Type.FISCAL_YEAR),
        ("\ud800", Type.STRING),
    ],
)
def test_what_does_not_fit_is_refused_in_both_languages(value: str, kind: Type) -> None:
    with pytest.raises(UsageError) as caught:
        term_of(value, kind)
    assert caught.value.th
    assert caught.value.en
    assert "\n" not in str(caught.value)


def test_a_buddhist_date_is_refused_with_the_day_that_was_meant() -> None:
    with pytest.raises(UsageError, match="2010-01-12") as caught:
        read_date("2553-01-12")
    assert "2010-01-12" in caught.value.th


def test_an_iri_in_brackets_is_the_iri() -> None:
    assert read_iri(f"<{ID}ministry/moac>") == read_iri("ministry/moac")


def test_unknown_missing_and_forbidden_values_say_what_there_is() -> None:
    query = parse(
        """#+ govgraph:
#+   params:
#+     level: { type: string, choices: [ministry, agency] }
#+     day: { type: date }
ASK { VALUES ?level { "ministry" } VALUES ?day { UNDEF } }""",
        "some-query",
    )
    with pytest.raises(UsageError, match=r"some-query needs the parameter: day"):
        query.bind()
    with pytest.raises(UsageError, match=r"no parameter “leval”; it has: level, day"):
        query.bind({"leval": "x", "day": "2010-01-12"})
    with pytest.raises(UsageError, match=r"level: “province” is not one of: ministry, agency"):
        query.bind({"level": "province", "day": "2010-01-12"})
    with pytest.raises(UsageError, match=r"day: “yesterday” is not a date"):
        query.bind({"day": "yesterday"})
    assert '"agency"' in query.bind({"day": "2010-01-12", "level": "agency"})
