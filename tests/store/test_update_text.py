"""Updates as text: what is refused, replaced and put in, whatever stands in comments, strings, names and escapes."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from govgraph.errors import UsageError
from govgraph.store.form import RefusedError, form_of
from govgraph.store.update_text import checked, names_graphs, then, using

NOWHERE = "http://127.0.0.1:9/"
"""An address that the engine refuses by itself, and says so: no test opens a connection."""

BYSTANDERS = (
    "# LOAD <x:y> ; USING\n",
    "INSERT DATA { <x:LOAD> <x:p> 'LOAD <x:y> ; SERVICE' } ;",
    'INSERT DATA { <x:s> <x:p> """it\'s; "LOAD" \\u0022 """@en-with } ;',
    "INSERT DATA { load:LOAD <x:p> 1.5e3 } ;",
    "CLEAR SILENT GRAPH using:USING ;",
    "CLEAR SILENT GRAPH <x:with#USING> ;",
    "CLEAR SILENT GRAPH <x:\\u0041#> ;",
    "DELETE { ?s ?p ?LOAD } WHERE { ?s ?p ?LOAD FILTER(?LOAD < 'LOAD' && ?LOAD > '#') } ;",
)
"""Pieces of updates that name keywords without meaning them."""

PROLOGUE = "PREFIX load: <x:load> BASE <x:LOAD> # BASE LOAD\n PREFIX using: <x:>PREFIX x: <x:>"
innocent = st.lists(st.sampled_from(BYSTANDERS), max_size=4).map(lambda pieces: "\n".join([PROLOGUE, *pieces]))
more_innocent = innocent.map(lambda text: text.removeprefix(PROLOGUE))

in_any_time = settings(deadline=None)
ENDS = ("INSERT DATA { <x:a> <x:b> <x:c> }", "CLEAR ALL")


def engine_takes(update: str) -> bool:
    try:
        pyoxigraph.Store().update(update)
    except (SyntaxError, OSError):
        return False
    return True


class TestChecked:
    """What may not be run."""

    @in_any_time
    @given(innocent, st.sampled_from(ENDS))
    def test_what_only_names_keywords_stays_as_it_is(self, before: str, end: str) -> None:
        update = f"{before}\n{end}"
        assert engine_takes(update)
        assert checked(update) == update

    @in_any_time
    @given(innocent, st.sampled_from(["LOAD <x:y>", "load<x:y>into graph<x:g>", "LOAD <x:y> INTO GRAPH <x:g>"]))
    def test_load_is_refused_wherever_it_stands(self, before: str, load: str) -> None:
        with pytest.raises(RefusedError, match="LOAD is not allowed"):
            checked(f"{before}\n{load}")

    @in_any_time
    @given(innocent, more_innocent, st.sampled_from(["", " INTO GRAPH <x:g>", " INTO GRAPH x:g"]))
    def test_load_silent_is_replaced_by_nothing(self, before: str, after: str, into: str) -> None:
        load = f"LOAD SILENT <{NOWHERE}>{into}"
        update = f"{before}\n{{}} ;\n{after}\nCLEAR ALL"
        assert checked(update.replace("{}", load)) == update.replace("{}", "INSERT DATA {}")

    @pytest.mark.parametrize(
        "update",
        [
            "LOADSILENT<http://127.0.0.1:9/>",
            "PREFIX :<http://127.0.0.1:9/> LOAD:",
            "PREFIX a: <http://127.0.0.1:9/> LOADa:b",
            "BASE <http://127.0.0.1:9/>LOAD<x>",
            "PREFIX : <http://127.0.0.1:9/> LOAD SILENT : INTO GRAPH:g",
            "PREFIX : <http://127.0.0.1:9/> LOAD SILENT : INTOGRAPH :g",
            "INSERT {} WHERE { FILTER(((1<2))&&(3>2)) } ; LOAD <http://127.0.0.1:9/>",
            'INSERT {} WHERE { FILTER(1<2#>"""\n) } ; LOAD <http://127.0.0.1:9/> #"""',
            'INSERT {} WHERE { VALUES (?a ?b) { ("""a") } } ; LOAD <http://127.0.0.1:9/> #\\x"""',
            'CLEAR SILENT GRAPH <x:\\u0041#> ; INSERT DATA { <x:a> <x:b> "\\u0022" } ; '
            'LOAD <http://127.0.0.1:9/> ; INSERT DATA { <x:a> <x:b> "\\u0022" }',
            "INSERT {} WHERE { SERVICE <http://127.0.0.1:9/> {} }",
            "PREFIX a: <x:> DELETE { ?s a:a ?o } WHERE { ?s ?p a:.SERVICE <http://127.0.0.1:9/> {} }",
            "\\u004cOAD <http://127.0.0.1:9/>",
            "PREFIX a: <x:> WITHa:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "PREFIX : <x:> INSERT { } USING:x WHERE { }",
            "DELETEWHERE { ?s ?p ?o }",
            "LOAD SILENT <x:y> INTO <x:g>",
            "LOAD <x:y> SILENT",
            "LOAD",
        ],
    )
    def test_what_an_engine_could_take_for_something_else(self, update: str) -> None:
        with pytest.raises(UsageError):
            checked(update)

    @pytest.mark.parametrize("update", ["LOAD <x:y> INTO", "LOAD 'x'", "LOAD <x:y> ; CLEAR XYZ", "LOAD SILENT"])
    def test_what_is_no_update_is_told_as_such(self, update: str) -> None:
        with pytest.raises(UsageError, match="cannot be read") as caught:
            checked(update)
        assert not isinstance(caught.value, RefusedError)


FETCHES = (
    f"SERVICE <{NOWHERE}> {{}}",
    f"SERVICE SILENT <{NOWHERE}> {{}}",
    "SERVICE:x { }",
    "?s ?p x:.SERVICE:x {}",
)
FRAGMENTS = (
    *("?s ?p ?o .", "FILTER(?s<?o", "FILTER(1<2", "#>", ")", ") ", "\n", '"""', "'''", '"', "'", "#", "\\u0022", "\\x"),
    *(
        "<x:\\u0041#>",
        "<x:a>",
        "<x:#b>",
        "<<?s",
        ">>",
        "{",
        "}",
        "VALUES (?x ?y) {(",
        ")}",
        "x:a.b.",
        "x:.",
        '"a"',
        " ",
    ),
)


@in_any_time
@given(st.lists(st.sampled_from((*FETCHES, *FRAGMENTS)), min_size=1, max_size=9).map("".join))
def test_whatever_the_engine_would_fetch_is_refused(body: str) -> None:
    """The engine says that it may not go to port 9: then it would have gone elsewhere."""
    query = f"PREFIX x: <{NOWHERE}> ASK {{ {body} }}"
    engine = pyoxigraph.Store()
    node = NamedNode(NOWHERE)
    engine.add(Quad(node, node, node))
    try:
        engine.query(query)
    except SyntaxError:
        return
    except OSError as error:
        fetched = str(error)
    else:
        return  # a string or a comment, or SILENT
    assert "port 9" in fetched
    with pytest.raises(UsageError):
        form_of(query)


class TestNamesGraphs:
    """An update that says itself where its patterns are matched."""

    @in_any_time
    @given(innocent)
    def test_names_and_texts_do_not(self, before: str) -> None:
        assert not names_graphs(f"{before}\nCLEAR ALL")

    @in_any_time
    @given(
        innocent,
        st.sampled_from(
            [
                "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "INSERT { ?s ?p 1 } USING <x:g> WHERE { ?s ?p ?o }",
                "delete{?s ?p 1}using named<x:g>where{?s ?p ?o}",
            ]
        ),
    )
    def test_the_clauses_do(self, before: str, operation: str) -> None:
        assert names_graphs(f"{before}\n{operation}")


A, B, G, H = (NamedNode(f"x:{name}") for name in "abgh")
HELD = (Quad(A, A, A, G), Quad(B, B, B, H), Quad(A, B, A))


def after(update: str) -> set[Quad]:
    """Return what an engine of its own holds after an update."""
    engine = pyoxigraph.Store()
    engine.extend(HELD)
    engine.update(update)
    return set(engine)


class TestUsing:
    """Graphs that a request names beside the update."""

    @in_any_time
    @given(innocent)
    def test_the_patterns_are_matched_there(self, before: str) -> None:
        copy = "INSERT { GRAPH <x:new> { ?s ?p ?o } } WHERE { ?s ?p ?o FILTER(isIRI(?o)) FILTER(?p IN (<x:a>, <x:b>)) }"
        update = using(f"{before}\n{copy}", ["x:g"], [])
        assert {quad for quad in after(update) if quad.graph_name == NamedNode("x:new")} == {
            Quad(A, A, A, NamedNode("x:new"))
        }

    def test_named_graphs_are_found_by_graph_and_only_they(self) -> None:
        copy = "INSERT { GRAPH <x:new> { ?s ?p ?o } } WHERE { GRAPH ?any { ?s ?p ?o } }"
        found = after(using(copy, [], ["x:h"])) - set(HELD)
        assert found == {Quad(B, B, B, NamedNode("x:new"))}

    @pytest.mark.parametrize("short", ["DELETE WHERE { ?s <x:b> ?o }", "delete where{?s <x:b> ?o}"])
    def test_the_short_form_matches_there_and_deletes_from_the_default_graph(self, short: str) -> None:
        assert after(short) == set(HELD[:2])
        assert after(using(short, ["x:g"], [])) == set(HELD)
        both = Quad(B, B, B)
        engine = pyoxigraph.Store()
        engine.extend([*HELD, both])
        engine.update(using(short, ["x:h"], []))
        assert set(engine) == set(HELD)

    def test_what_has_no_pattern_stays_as_it_is(self) -> None:
        update = "CLEAR GRAPH <x:WHERE> ; INSERT DATA { <x:a> <x:b> 'WHERE' } ; ADD <x:g> TO <x:h>"
        assert using(update, ["x:g"], ["x:h"]) == update

    def test_an_operation_that_names_its_graphs_keeps_them(self) -> None:
        update = "WITH <x:h> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }"
        assert using(update, ["x:g"], []) == update


class TestThen:
    """One more operation in the same update."""

    @in_any_time
    @given(innocent, st.sampled_from(["", "CLEAR ALL", "CLEAR ALL ;", "CLEAR ALL ; # ;", "CLEAR ALL # no end"]))
    def test_it_is_done_after_all_others(self, before: str, end: str) -> None:
        update = f"{before}\n{end}"
        more = "INSERT DATA { <x:a> <x:b> <x:last> }"
        added = Quad(A, B, NamedNode("x:last"))
        assert after(then(update, more)) == after(update) | {added}
