"""Reading the form of a query from its tokens, and what may not be run."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from govgraph.errors import LimitError, UsageError
from govgraph.store.form import Form, expect, form_of, syntax_error


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("select * {}", Form.SELECT),
        ("BASE <http://ask/> ASK{}", Form.ASK),
        ("PREFIX select: <http://select/> # DESCRIBE\nCONSTRUCT WHERE { select:ASK ?p 'SELECT' }", Form.CONSTRUCT),
        ("DESCRIBE<a:b>", Form.DESCRIBE),
        ('PREFIX : <x:>\r#ASK\rSELECT * { :a.SERVICE ?SERVICE \'SERVICE\', """a" SERVICE """ }', Form.SELECT),
        ("SELECT * { <http://x/SERVICE> ?p 'it\\'s SERVICE' FILTER(?a<?b&&?b>?a) } # SERVICE", Form.SELECT),
        ("SELECT * { ?s ?p '''it's 'a' SERVICE''' }", Form.SELECT),
    ],
)
def test_the_form_is_the_first_keyword_that_is_one(query: str, form: Form) -> None:
    assert form_of(query) is form


@pytest.mark.parametrize(
    "where",
    [
        "SERVICE <x:y> { ?s ?p ?o }",
        "service?x{ ?s ?p ?o }",
        "{SERVICE<x:y>{}}",
        "SERVICE:x { ?s ?p ?o }",  # Oxigraph takes this for the keyword and the name :x
        "SERVICEx:y { ?s ?p ?o }",
        "SERVICESILENT<x:y>{}",
        "?s ?p 1SERVICE <x:y> {}",
        "?s ?p 1.5e3SERVICE <x:y> {}",
        "?s ?p trueSERVICE <x:y> {}",
        "?s ?p 'a'SERVICE <x:y> {}",
        "?s ?p '''a'''SERVICE <x:y> {}",
        '?s ?p "\\""SERVICE <x:y> {}',
        "?s ?p <a>SERVICE <x:y> {}",
        "?s ?p 1 # comment\nSERVICE <x:y> {}",
        "FILTER(1 < 2) SERVICE <x:y> {} FILTER(1 > 2)",
        "\\u0053ERVICE <x:y> {}",
        "\\U00000053ERVICE <x:y> {}",
        "?s ?p :.SERVICE <x:y> {}",  # no local name begins with a full stop
        "?s ?p :a.b.SERVICE <x:y> {}",  # Oxigraph lets a name have one full stop, and ends the statement at the next
        '<x:\\u0041#> ?p "\\u0022" . SERVICE <x:y> { ?s ?p "\\u0022" }',
        'VALUES (?x ?y) { ("""a") } SERVICE <x:y> {} #\\x"""',  # a string cannot hold \\x, so it is "" and "a"
        'VALUES (?x ?y) { ("""a") } SERVICE <x:y> {} #\\uD800"""',
    ],
)
def test_service_is_found_wherever_an_engine_would_find_it(where: str) -> None:
    with pytest.raises(UsageError, match=r"SERVICE is not allowed|is not closed"):
        form_of(f"PREFIX : <x:> SELECT * {{ {where} }}")


@pytest.mark.parametrize(
    "where",
    [
        'FILTER(?s<?o#>"""\n) SERVICE <x:y> {} #"""\n',
        'FILTER(1 #\n <2#>"""\n) SERVICE <x:y> {} #"""\n',
        "FILTER(?s<'a>'||true) SERVICE <x:y> {} #'",
        'FILTER(?s<urn:o#>"""\n|| urn:o) SERVICE <x:y> {} #"""\n',
        'FILTER(?s<true#>"""\n) SERVICE <x:y> {} #"""\n',
        '<<?s#>"""\n ?p ?o>> ?x ?y . SERVICE <x:y> {} #"""\n',
    ],
)
def test_what_an_engine_may_read_as_a_comparison_is_told(where: str) -> None:
    with pytest.raises(UsageError, match=r"read in two ways|SERVICE is not allowed"):
        form_of(f"PREFIX : <x:> PREFIX urn: <urn:> SELECT * {{ {where} }}")


@pytest.mark.parametrize(
    "where",
    [
        "?s <#p> ?o . ?s <urn:x#(p)> ?o",
        "VALUES (?a ?b) { (<http://x/#a> <http://x/#b>) (<urn:x#a> <urn:x#b>) }",
        "FILTER(?a IN (<#a>, <#b>)) FILTER(?a = <#a>)",
        "?s (<#a>/<#b>|^<#c>) (?x <x:y>)",
        "FILTER(?a<?b&&?b>?a) FILTER(?a < '#' || ?b > '#')",
        '?s ?p "x"^^<#d>',
        "?s ?p 'x: a.b.SERVICE' , \"x:.SERVICE\" # x:.SERVICE",
        "?s ?p x:a.SERVICE . ?s x:SERVICE ?o",
    ],
)
def test_an_iri_that_can_be_nothing_else_is_read(where: str) -> None:
    assert form_of(f"SELECT * {{ {where} }}") is Form.SELECT


@pytest.mark.parametrize(
    "query", ["", "# SELECT", "DROP ALL", "LOAD <x:y>", "'SELECT'", "<SELECT>", "?SELECT", "\\u0053ELECT * {}"]
)
def test_what_is_no_query(query: str) -> None:
    with pytest.raises(UsageError, match="no SPARQL query"):
        form_of(query)


@pytest.mark.parametrize("pair", ["()", "{}", "[]"])
def test_nesting_ends_at_a_hundred(pair: str) -> None:
    def nested(depth: int) -> str:
        return f"SELECT * {pair[0] * depth}{pair[1] * depth} # ((("

    assert form_of(nested(100)) is Form.SELECT
    with pytest.raises(LimitError, match="more than 100 deep"):
        form_of(nested(101))
    assert form_of("SELECT * " + pair * 1_000) is Form.SELECT
    assert form_of(f"SELECT * {{ ?s ?p '{pair[0] * 1_000}' }}") is Form.SELECT


@pytest.mark.parametrize("piece", ["a.b-", "a-", "a:", "<a", '"""', '"\\u', "a:.", "(#\n", "é."])
def test_a_text_of_any_kind_is_read_in_one_go(piece: str) -> None:
    """These took minutes, or would have, if each piece had looked ahead to the end."""
    with suppress(UsageError, LimitError):
        form_of(f"SELECT * {{ {piece * (99_000 // len(piece))} }}")


def test_expecting_a_form() -> None:
    assert expect("DESCRIBE <x:y>", Form.CONSTRUCT, Form.DESCRIBE) == "DESCRIBE <x:y>"
    with pytest.raises(UsageError):
        expect("ASK {}", Form.SELECT)


def test_where_the_engine_stopped_reading() -> None:
    error = syntax_error("error at 2:4: expected one of OPTIONAL, [_]", "SELECT *\n{ ?s กรม }")
    assert error.en == "The query cannot be read from line 2, character 4 on: “s กรม }…”."
    assert "บรรทัด 2 อักขระที่ 4" in error.th
    named = syntax_error("error at 1:3: expected one of Duplicated variable name, [_]", "SELECT ?s ?s {}")
    assert named.en.endswith("(Duplicated variable name).")
    assert syntax_error("error at 1:9: expected [_]", "SELECT *").en == "The query ends too early (line 1)."
    assert syntax_error("something else\nat length", "").en == "The query cannot be read: something else"


@pytest.mark.parametrize(
    "piece",
    [
        "'''\n\\",
        "'''a'\\",
        "'\\'",
        '"\\"',
        "a-",
        "a.",
        "<x:#>",
        "<a",
        ":a.a",
        ":.",
        "1e",
        "\\u0061-",
        "#\n",
        ")",
        "?a<",
        "a:b ",
    ],
)
def test_the_time_to_read_grows_with_the_length_of_the_text_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = f"SELECT * {{ {piece * (length // len(piece))}"
        began = time.process_time()
        with suppress(UsageError):
            form_of(text)
        return time.process_time() - began

    # Where it grew by the square, this took minutes of CPU time.
    assert seconds(100_000) < 5
