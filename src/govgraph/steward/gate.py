"""The gate before the store: what somebody writes must pass the shapes, like what is imported."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad

from govgraph.errors import RejectedError, UsageError
from govgraph.names import BASE
from govgraph.steward.imports.standing import Standing
from govgraph.steward.ingest import places_of
from govgraph.steward.shacl import Judgement, judge
from govgraph.store.difference import in_a_named_graph
from govgraph.store.port import Change, Store
from govgraph.store.visibility import entry

_OURS: Final = f"{BASE}graph/"


def pass_gate(store: Store, write: Callable[[Store], None]) -> None:
    """Carry out what ``write`` does to a store, if the outcome passes the shapes; otherwise nothing.

    It is tried on a copy first. Judged are the things of which something was added or taken out, and those that refer
    to them, beside what an import would be judged beside. Raises :class:`govgraph.errors.RejectedError` with the
    findings, and :class:`govgraph.errors.UsageError` for writing into graphs of govgraph's own, which only ``build``,
    ``import`` and ``undo`` may, or outside of named graphs.
    """
    with store.rehearsal() as tried:
        write(tried)
        gone, new = _compared(store, tried)
        there, wanted = set(store.graphs()), set(tried.graphs())
        if gone or new:
            touched = {quad.subject for quad in (*gone, *new)} | {quad.object for quad in gone}
            judgement = _judged(tried, touched, {quad.subject for quad in gone})
            if not judgement.conforms:
                raise RejectedError(
                    th="สิ่งที่เขียนไม่ผ่านการตรวจ จึงไม่ได้บันทึกส่วนใดเลย",
                    en="What was to be written does not conform; nothing of it was.",
                    findings=judgement.findings,
                )
        change = _change(tried, gone, new, frozenset(there - wanted))
    store.commit(change)
    # A graph without statements is one all the same.
    for name in sorted(wanted - {*store.graphs()}, key=lambda name: name.value):
        store.update(f"CREATE SILENT GRAPH {name}")


def _compared(store: Store, tried: Store) -> tuple[set[Quad], set[Quad]]:
    """Return what was taken out and what was added."""
    gone: set[Quad] = set()
    new: set[Quad] = set()
    if loose := next((quad for quad in tried.quads() if not isinstance(quad.graph_name, NamedNode)), None):
        in_a_named_graph(loose)
    for name in {*store.graphs(), *tried.graphs()}:
        before, after = set(store.quads(name)), set(tried.quads(name))
        gone |= before - after
        new |= after - before
    own = {entry(name) for name in {*store.graphs(), *tried.graphs()}}  # the store's own doing
    gone, new = gone - own, new - own
    changed = {quad.graph_name for quad in gone | new} | (set(store.graphs()) ^ set(tried.graphs()))
    if foreign := sorted(
        name.value for name in changed if isinstance(name, NamedNode) and name.value.startswith(_OURS)
    ):
        raise UsageError(
            th=f"กราฟ {foreign[0]} แก้ไขได้ด้วย build, import และ undo เท่านั้น โปรดใช้กราฟชื่ออื่น",
            en=f"Only build, import and undo write into {foreign[0]}; use a graph of another name.",
        )
    return gone, new


def _judged(tried: Store, touched: Collection[object], poorer: Collection[object]) -> Judgement:
    statements = list(tried.quads())
    concerned = {*touched, *(quad.subject for quad in statements if quad.object in poorer)}
    judged = [quad for quad in statements if quad.subject in concerned]
    background = Standing(tried).surroundings(judged, None)
    return judge(judged, places_of(judged), background=background)


def _change(tried: Store, gone: Collection[Quad], new: Collection[Quad], drop: frozenset[NamedNode]) -> Change:
    """Return what makes the store like the one that was tried.

    A statement about a blank node cannot be taken out singly; its graph is written anew.
    """
    anew = {
        quad.graph_name for quad in gone if any(isinstance(term, BlankNode) for term in (quad.subject, quad.object))
    }
    whole = drop.union(name for name in anew if isinstance(name, NamedNode))
    return Change(
        drop=whole,
        remove=[quad for quad in gone if quad.graph_name not in whole],
        add=[
            *(quad for quad in new if quad.graph_name not in whole),
            *(quad for name in whole for quad in tried.quads(name)),
        ],
    )
