"""Imports come, are replaced, are undone and compared; on every kind of store alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import NotFoundError, UsageError
from govgraph.names import CATALOGUE, term, thing
from govgraph.steward.journal import (
    ChangeCounts,
    ChangedStatement,
    State,
    commit_import,
    diff,
    graphs_of,
    history,
    referring,
)

from .conftest import LABEL, REFERENCE, A, Desk, agency, record, rows


def states(desk: Desk) -> list[tuple[str, str]]:
    return [(one.id, one.state.value) for one in history(desk.store, desk.journal)]


def test_an_import_is_there_whole_and_the_catalogue_says_whose(desk: Desk) -> None:
    done = desk.bring("one", "x=ก", "x>known")
    stated, inferred = graphs_of("one")
    assert set(desk.store.quads(stated)) | set(desk.store.quads(inferred)) == set(rows("one", "x=ก", "x>known"))
    assert set(desk.store.graphs()) == {CATALOGUE, REFERENCE, stated, inferred}
    assert (done.statements, done.difference, done.record.state) == (6, ChangeCounts(added=6), State.COMMITTED)
    said = {(q.subject, q.predicate, q.object) for q in desk.store.quads(CATALOGUE)}
    activity = thing("import", "one")
    for subject, curie, value in (
        (stated, "rdf:type", term("gov:CurrentGraph")),
        (stated, "gov:rowCount", Literal(2)),
        (stated, "gov:statementCount", Literal(5)),
        (inferred, "gov:statementCount", Literal(1)),
        (stated, "prov:wasDerivedFrom", thing("source", "one")),
        (inferred, "prov:wasGeneratedBy", activity),
        (activity, "rdf:type", term("gov:Import")),
        (activity, "gov:importedBy", Literal("สมหญิง")),
        (activity, "gov:sourceKey", Literal("projects:a")),
        (activity, "gov:rowsRejected", Literal(1)),
        (activity, "prov:used", thing("source", "one")),
    ):
        assert (subject, term(curie), value) in said


def test_what_came_is_read_back_from_the_store_alone(desk: Desk) -> None:
    done = desk.bring("one", "x=ก")
    (seen,) = history(desk.store, type(desk.journal)())
    assert replace(seen, note="") == done.record
    assert seen.note


def test_an_import_without_inferences_lists_one_graph(desk: Desk) -> None:
    desk.bring("one", "x=ก")
    assert set(desk.store.graphs()) == {CATALOGUE, REFERENCE, graphs_of("one")[0]}


def test_a_corrected_file_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.bring("other", "o=อื่น", source="projects:b")
    desk.bring("one", "x=ก", "y=ข", "x>known")
    done = desk.bring("two", "new=ใหม่", "x=กก", "y=ข")
    assert done.record.replaces == "one"
    # What moved to another row did not change.
    assert done.difference == ChangeCounts(added=2, changed=1, gone=1)
    assert set(desk.store.graphs()) == {CATALOGUE, REFERENCE, graphs_of("other")[0], graphs_of("two")[0]}
    assert "import/one" not in "".join(
        f"{q.subject}{q.object}" for q in desk.store.quads(CATALOGUE) if q.predicate != term("gov:replaces")
    )
    assert states(desk) == [("other", "committed"), ("one", "replaced"), ("two", "committed")]


def test_undo_leaves_no_trace_in_the_store(desk: Desk) -> None:
    before = desk.held()
    desk.bring("one", "x=ก", "x>known")
    desk.reopen()
    done = desk.undo("one")
    assert [(one.id, one.state) for one in done.undone] == [("one", State.UNDONE)]
    assert desk.held() == before
    assert states(desk) == [("one", "undone")]


def test_undo_brings_back_what_was_replaced_statement_by_statement(desk: Desk) -> None:
    desk.bring("one", "x=ก", "x>known")
    first = desk.held()
    desk.bring("two", "x=ข")
    desk.reopen()
    done = desk.undo("two")
    assert [one.id for one in done.brought_back] == ["one"]
    assert desk.held() == first
    assert states(desk) == [("one", "committed"), ("two", "undone")]


def test_the_same_file_may_come_again_and_each_undo_goes_one_step_back(desk: Desk) -> None:
    seen = [desk.held()]
    for import_id in ("one", "two", "one"):
        desk.bring(import_id, f"{import_id}=ก")
        seen.append(desk.held())
    for import_id in ("one", "two", "one"):
        assert desk.held() == seen.pop()
        desk.undo(import_id)
    assert desk.held() == seen.pop()


@pytest.mark.parametrize(
    ("import_id", "says"),
    [
        ("one", "replaced by two"),
        ("gone", "undone already"),
        ("bad", "never reached the store"),
    ],
)
def test_what_is_not_current_cannot_be_undone(desk: Desk, import_id: str, says: str) -> None:
    desk.bring("gone", "x=ก", source="projects:b")
    desk.undo("gone")
    with pytest.raises(RuntimeError):
        commit_import(desk.store, desk.journal, record("bad", "projects:c"), failing())
    desk.bring("one", "x=ก")
    desk.bring("two", "x=ก")
    before = desk.held()
    with pytest.raises(UsageError, match=says):
        desk.undo(import_id)
    assert desk.held() == before


def failing() -> Iterator[Quad]:
    yield from rows("bad", "x=ก")
    raise RuntimeError("row 7")


def test_an_id_that_nobody_knows(desk: Desk) -> None:
    desk.bring("one-2f", "x=ก")
    with pytest.raises(NotFoundError, match="no import one") as caught:
        desk.undo("one")
    assert caught.value.candidates == ("one-2f",)
    for two in (("nine", "one-2f"), ("one-2f", "nine")):
        with pytest.raises(NotFoundError, match="no import nine"):
            diff(desk.store, desk.journal, *two)
    with pytest.raises(NotFoundError):
        referring(desk.store, "nine")


def test_what_is_built_is_no_import(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.undo("reference")
    assert states(desk) == []


def test_a_source_that_fails_leaves_the_store_as_it_was_and_is_noted(desk: Desk) -> None:
    desk.bring("one", "x=ก")
    before = desk.held()
    with pytest.raises(RuntimeError, match="row 7"):
        commit_import(desk.store, desk.journal, record("bad", minute=9), failing())
    assert desk.held() == before
    assert states(desk) == [("one", "committed"), ("bad", "failed")]


def test_an_import_that_is_current_is_refused(desk: Desk) -> None:
    desk.bring("one", "x=ก")
    before = desk.held()
    with pytest.raises(UsageError, match="in the store already"):
        desk.bring("one", "x=ข")
    assert desk.held() == before


def test_statements_of_other_graphs_are_refused(desk: Desk) -> None:
    before = desk.held()
    with pytest.raises(UsageError, match="in no graph of the import two"):
        commit_import(desk.store, desk.journal, record("two"), rows("one", "x=ก"))
    assert desk.held() == before


def test_what_hangs_on_an_import_in_the_catalogue_goes_and_comes_with_it(desk: Desk) -> None:
    use = thing("column-use", "one/3")
    extra = [
        Quad(thing("import", "one"), term("gov:usesColumn"), use, CATALOGUE),
        Quad(use, A, term("gov:ColumnUse"), CATALOGUE),
    ]
    before = desk.held()
    commit_import(desk.store, desk.journal, record("one"), rows("one", "x=ก"), extra)
    first = desk.held()
    assert set(extra) <= first
    desk.bring("two", "x=ข")
    assert not set(extra) & desk.held()
    desk.undo("two")
    assert desk.held() == first
    desk.undo("one")
    assert desk.held() == before


class TestReferring:
    """What others refer to is not taken from under them."""

    def test_they_are_named_and_nothing_is_done(self, desk: Desk) -> None:
        desk.bring("one", "x=ก", "y=ข")
        desk.bring("two", "z=ค", "z>x", "z>known", source="projects:b")
        before = desk.held()
        done = desk.undo("one")
        assert not done.done
        (reference,) = done.referring
        assert (reference.record.id, reference.things) == ("two", (agency("x").value,))
        assert done.referring == referring(desk.store, "one")
        assert desk.held() == before
        assert states(desk) == [("one", "committed"), ("two", "committed")]

    def test_what_comes_back_refers_to_nothing_that_is_gone(self, desk: Desk) -> None:
        desk.bring("one", "x=ก")
        desk.bring("two", "z=ค", "z>x", source="projects:b")
        desk.bring("three", "z=ค", source="projects:b")
        assert desk.undo("one").done, "nothing that is current refers to it"
        before = desk.held()
        with pytest.raises(UsageError, match="two"):
            desk.undo("three")
        assert desk.held() == before
        done = desk.undo("three", cascade=True)
        assert ([one.id for one in done.undone], done.brought_back) == (["three", "two"], ())

    def test_what_comes_back_may_refer_to_what_has_come_again(self, desk: Desk) -> None:
        desk.bring("one", "x=ก")
        desk.bring("two", "z=ค", "z>x", source="projects:b")
        desk.bring("three", "z=ค", source="projects:b")
        desk.undo("one")
        desk.bring("four", "x=ก")
        assert [one.id for one in desk.undo("three").brought_back] == ["two"]

    def test_they_go_along_newest_first(self, desk: Desk) -> None:
        before = desk.held()
        desk.bring("one", "x=ก")
        desk.bring("two", "y=ข", "y>x", source="projects:b")
        desk.bring("three", "z=ค", "z>y", source="projects:c")
        desk.bring("four", "w=ง", source="projects:d")
        done = desk.undo("one", cascade=True)
        assert [one.id for one in done.undone] == ["three", "two", "one"]
        assert desk.held() - before == set(rows("four", "w=ง")) | {
            q for q in desk.held() - before if q.graph_name == CATALOGUE
        }
        assert states(desk) == [("one", "undone"), ("two", "undone"), ("three", "undone"), ("four", "committed")]

    def test_what_others_make_too_is_no_reason(self, desk: Desk) -> None:
        desk.bring("one", "x=ก")
        desk.bring("two", "x=ก", "y=ข", "y>x", source="projects:b")
        desk.bring("three", "z=ค", "z>x", source="projects:c")
        assert referring(desk.store, "one") == ()
        assert desk.undo("one").done

    def test_what_comes_back_makes_it_is_no_reason(self, desk: Desk) -> None:
        desk.bring("one", "x=ก")
        desk.bring("one-b", "x=กก")
        desk.bring("two", "y=ข", "y>x", source="projects:b")
        assert [one.id for one in desk.undo("one-b").brought_back] == ["one"]

    def test_what_had_been_replaced_does_not_come_back_if_it_would_refer_to_nothing(self, desk: Desk) -> None:
        desk.bring("old", "o=เก่า", source="projects:b")
        desk.bring("one", "x=ก")
        desk.bring("two", "y=ข", "y>x", source="projects:b")
        desk.bring("three", "y=ขข", "y>x", source="projects:b")
        done = desk.undo("one", cascade=True)
        assert [one.id for one in done.undone] == ["three", "one", "two"]
        assert [one.id for one in done.brought_back] == ["old"]
        assert set(rows("old", "o=เก่า")) <= desk.held()
        assert not {q for q in desk.held() if q.object == agency("x")}

    def test_what_had_been_replaced_comes_back_if_it_can(self, desk: Desk) -> None:
        desk.bring("old", "o=เก่า", source="projects:b")
        first = desk.held()
        desk.bring("one", "x=ก")
        desk.bring("two", "y=ข", "y>x", source="projects:b")
        done = desk.undo("one", cascade=True)
        assert [one.id for one in done.brought_back] == ["old"]
        assert desk.held() == first


def test_a_comparison_names_each_statement(desk: Desk) -> None:
    desk.bring("one", "x=ก", "y=ข")
    desk.bring("two", "y=ขข", "z=ค")
    x, y, z = (agency(key).value for key in "xyz")
    kind, label = A.value, LABEL.value
    thai = {key: Literal(text, language="th") for key, text in (("x", "ก"), ("y", "ข"), ("yy", "ขข"), ("z", "ค"))}
    assert diff(desk.store, desk.journal, "one", "two") == (
        ChangedStatement("gone", x, kind, term("gov:Agency"), None),
        ChangedStatement("gone", x, label, thai["x"], None),
        ChangedStatement("changed", y, label, thai["y"], thai["yy"]),
        ChangedStatement("added", z, kind, None, term("gov:Agency")),
        ChangedStatement("added", z, label, None, thai["z"]),
    )
    assert diff(desk.store, desk.journal, "two", "two") == ()


def test_imports_that_are_gone_can_still_be_compared(desk: Desk) -> None:
    desk.bring("one", "x=ก")
    desk.bring("two", "x=ข")
    seen = diff(desk.store, desk.journal, "one", "two")
    desk.undo("two")
    desk.undo("one")
    assert diff(desk.store, desk.journal, "one", "two") == seen
    assert [row.kind for row in seen] == ["changed"]


def test_what_is_named_by_its_row_and_only_moved_did_not_change(desk: Desk) -> None:
    stated = [graphs_of(import_id)[0] for import_id in ("one", "two")]

    def data(number: int, start: int) -> list[Quad]:
        quads = []
        for n, name in enumerate(("ก", "ข"), start):
            line, reading = thing("budget-line", f"s/{n}"), thing("reading", f"s/B{n}")
            quads += [
                Quad(line, A, term("gov:BudgetLine"), stated[number]),
                Quad(line, term("dcterms:description"), Literal(name, language="th"), stated[number]),
                Quad(line, term("gov:recordedAt"), NamedNode(f"{thing('source', 's').value}#row={n}"), stated[number]),
                Quad(reading, A, term("gov:CellReading"), stated[number]),
                Quad(reading, term("gov:readAs"), line, stated[number]),
            ]
        return quads

    commit_import(desk.store, desk.journal, record("one"), data(0, 2))
    done = commit_import(desk.store, desk.journal, record("two", minute=1), data(1, 3))
    assert done.difference == ChangeCounts()
    assert diff(desk.store, desk.journal, "one", "two") == ()


def test_an_iri_that_is_a_value_may_change_as_well() -> None:
    from govgraph.steward.journal.changes import Comparison

    a, p = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
    old, new = ([Quad(a, p, value, a)] for value in (NamedNode("https://example.org/1"), Literal("1")))
    comparison = Comparison(lambda: old)
    list(comparison.passing(new))
    assert [row.kind for row in comparison.rows(lambda: new)] == ["changed"]


def test_things_that_exchange_their_values_have_changed() -> None:
    from govgraph.steward.journal.changes import Comparison

    old, new = rows("one", "x=ก", "y=ข"), rows("two", "x=ข", "y=ก")
    comparison = Comparison(lambda: old)
    list(comparison.passing(new))
    assert comparison.counts(lambda: new) == ChangeCounts(changed=2)


def test_very_many_differences_are_counted_by_statement() -> None:
    from govgraph.steward.journal.changes import Comparison

    old, new = rows("one", *(f"a{n}=ก" for n in range(9)), "x=ข"), rows("two", *(f"a{n}=ข" for n in range(9)), "y=ข")
    for most in (3, None):
        comparison = Comparison(lambda: old, listed=most)
        list(comparison.passing([*new, *new]))
        assert comparison.counts(lambda: new) == ChangeCounts(added=2, changed=9, gone=2)
