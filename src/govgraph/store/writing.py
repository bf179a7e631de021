"""How a change reaches the own engine: in one transaction if it is small, staged and switched to if it is large.

The engine holds a transaction in memory, several hundred bytes a statement. A large change is therefore streamed
into graphs that the catalogue does not list, which no reader sees; one small transaction then switches the
catalogue; and what is no longer listed is taken away at leisure. A process killed on the way leaves graphs that
are not listed, and the next opening for writing clears them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from govgraph.errors import StoreError
from govgraph.names import CATALOGUE
from govgraph.store.difference import Difference, by_graph, difference, in_a_named_graph, nameable
from govgraph.store.folder import writing_errors
from govgraph.store.port import Bulk, Change
from govgraph.store.visibility import due, entry, held, hidden

BULK: Final = 10_000
"""From this many statements on, they are streamed into the store in bulk, as atomic as the other way and at about
a third of its time and half of its memory (docs/reference/benchmarks.md)."""

STAGED: Final = 500_000
"""Statements that are put aside at a time: the engine holds up to two million of a bulk in memory, about 1 GB."""


class Writer:
    """Carries out changes; ``unseen`` are the graphs of the engine that nobody may see at the moment."""

    def __init__(self, engine: pyoxigraph.Store, location: str, unseen: set[NamedNode]) -> None:
        self._engine = engine
        self._location = location
        self._unseen = unseen

    def carry_out(self, change: Change) -> None:
        """Carry out a change and flush it to disk; whatever fails leaves what can be seen as it was."""
        self.clear()
        drop = {name for name in change.drop if self._engine.contains_named_graph(name)}
        with writing_errors(self._location):
            remove = {quad for quad in change.remove if nameable(quad) in self._engine}
        can_hide = self._engine.contains_named_graph(CATALOGUE)
        bulk = change.bulk if can_hide else {}
        statements = self._with_entries(change.add if can_hide else change.everything(), change)
        if drop or remove or can_hide:
            self._replace(drop, remove, statements, bulk)
        else:
            self._extend(statements)
        self._look()

    def clear(self) -> None:
        """Take away the graphs that nobody may see."""
        for name in list(self._unseen):
            with writing_errors(self._location):
                _take_away(self._engine, name)
            self._unseen.discard(name)

    def _look(self) -> None:
        """See anew what is listed; what is not, goes. The change itself is done, so that a failure may wait."""
        self._unseen |= hidden(self._engine)
        with suppress(StoreError):
            self.clear()

    def _with_entries(self, statements: Iterable[Quad], change: Change) -> Iterator[Quad]:
        filled: set[object] = set(change.bulk)
        for quad in statements:
            if quad.graph_name not in filled:
                filled.add(in_a_named_graph(quad).graph_name)
            yield quad
        yield from due(self._engine, (name for name in filled if isinstance(name, NamedNode)), change.drop)

    def _extend(self, statements: Iterator[Quad]) -> None:
        first = list(islice(statements, BULK))
        if not first:
            return
        if len(first) == BULK:
            self._stream(chain(first, statements))
        else:
            with writing_errors(self._location):
                self._engine.extend(first)
                self._engine.flush()

    def _stream(self, statements: Iterator[Quad]) -> None:
        failures: list[Exception] = []
        try:
            with writing_errors(self._location):
                self._engine.bulk_extend(_noting(failures, statements))
                self._engine.flush()
        except StoreError:
            if failures:  # it was the source that failed, not the store
                raise failures[0] from None
            raise

    def _load(self, name: NamedNode, bulk: Bulk) -> None:
        """Put a new graph aside from its files; nobody sees it until it is listed."""
        self._unseen.add(name)
        with writing_errors(self._location):
            for file in bulk.files:
                file.seek(0)
                self._engine.bulk_load(file, format=RdfFormat.N_QUADS)
            self._engine.flush()

    def _replace(
        self, drop: set[NamedNode], remove: set[Quad], statements: Iterator[Quad], bulk: Mapping[NamedNode, Bulk]
    ) -> None:
        """Drop, take out and add; in one update, the only transaction of the engine that can do all three."""
        there = held(self._engine) | {CATALOGUE}
        at_home: list[Quad] = []
        fresh = _diverted(statements, there, at_home)
        first = list(islice(fresh, BULK))
        can_hide = self._engine.contains_named_graph(CATALOGUE)
        staged = set(bulk)
        try:
            for name, files in bulk.items():
                self._load(name, files)
            if len(first) < BULK or not can_hide:
                at_home = [*first, *fresh, *at_home]
            else:
                waiting = _marked(chain(first, fresh), staged, self._unseen)
                while part := list(islice(waiting, 1)):
                    self._stream(chain(part, islice(waiting, STAGED - 1)))
            self._switch(drop, remove, at_home, can_hide=can_hide)
        except BaseException:
            with suppress(StoreError):
                self.clear()
            raise
        self._unseen -= staged

    def _switch(self, drop: set[NamedNode], remove: set[Quad], add: list[Quad], *, can_hide: bool) -> None:
        """Bring about what the catalogue shall say, and all small changes, in one update."""
        wanted = by_graph(add)
        # A large graph that goes is only taken off the list here; it is taken away once nobody sees it.
        can_hide = can_hide and (CATALOGUE not in drop or CATALOGUE in wanted)
        large = {name for name in drop - wanted.keys() if can_hide and name != CATALOGUE and self._is_large(name)}
        found = difference({name: set(self._quads(name)) for name in drop - large}, wanted)
        empty = {name for name in drop - large - wanted.keys() if not any(self._quads(name))}
        found.whole.extend(sorted(empty, key=lambda name: name.value))
        self._take_out(found, remove, drop, wanted)
        if CATALOGUE not in drop:
            gone = {entry(name) for name in drop.union(found.whole) - wanted.keys()}
            found.gone.update(quad for quad in gone - found.new if quad in self._engine)
        if not (found.whole or found.gone):
            self._extend(iter(found.new))
            return
        with writing_errors(self._location):
            self._engine.update(found.update())
            self._engine.flush()

    def _take_out(
        self, found: Difference, remove: set[Quad], drop: set[NamedNode], wanted: dict[NamedNode, set[Quad]]
    ) -> None:
        """Add single statements to a difference; a graph that they empty goes whole, name and all."""
        by_name: dict[NamedNode, set[Quad]] = {}
        for quad in remove:
            name = quad.graph_name
            assert isinstance(name, NamedNode)
            if name not in drop:
                by_name.setdefault(name, set()).add(quad)
        for name, quads in by_name.items():
            leaves = wanted.get(name) or any(quad not in quads for quad in self._quads(name))
            if leaves:
                found.gone.update(quads - wanted.get(name, set()))
            else:
                found.whole.append(name)

    def _quads(self, name: NamedNode) -> Iterator[Quad]:
        return self._engine.quads_for_pattern(None, None, None, name)

    def _is_large(self, name: NamedNode) -> bool:
        return next(islice(self._quads(name), BULK - 1, None), None) is not None


def _take_away(engine: pyoxigraph.Store, name: NamedNode) -> None:
    """Drop a graph statement by statement: as one transaction, a large one would need gigabytes."""
    for quad in engine.quads_for_pattern(None, None, None, name):
        engine.remove(quad)
    engine.remove_graph(name)


def _diverted(statements: Iterator[Quad], there: set[NamedNode], at_home: list[Quad]) -> Iterator[Quad]:
    """Hand on what goes into new graphs; put the rest into ``at_home``."""
    for quad in statements:
        if quad.graph_name in there:
            at_home.append(quad)
        else:
            yield quad


def _marked(statements: Iterator[Quad], staged: set[NamedNode], unseen: set[NamedNode]) -> Iterator[Quad]:
    """Hand on statements, and hide each of their graphs before it can be seen."""
    for quad in statements:
        if (name := quad.graph_name) not in staged:
            assert isinstance(name, NamedNode)
            staged.add(name)
            unseen.add(name)
        yield quad


def _noting(failures: list[Exception], statements: Iterator[Quad]) -> Iterator[Quad]:
    """Hand on statements, and keep hold of the error that ends them."""
    try:
        yield from statements
    except Exception as error:
        failures.append(error)
        raise
