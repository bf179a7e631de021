"""Any sequence of imports, replacements and undoings, held against a model that is nothing but dictionaries."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pyoxigraph import NamedNode, Quad

from govgraph.errors import UsageError
from govgraph.names import CATALOGUE
from govgraph.steward.journal import ImportRecord, Journal, State, history, referring
from govgraph.store import open_store

from .conftest import REFERENCE, Desk, agency, built, rows

SEQUENCES = 1_800 * int(os.environ["GOVGRAPH_SOAK"]) if os.environ.get("GOVGRAPH_SOAK") else 60
SOURCES = ("projects:a", "projects:b", "projects:c")
KEYS = ("x", "y", "z")


@dataclass(frozen=True)
class Modelled:
    """What is known of one import: its content and what it stands in the place of."""

    id: str
    source: str
    facts: tuple[str, ...]
    replaced: Modelled | None = None
    order: int = field(default=0, compare=False)

    @property
    def makes(self) -> set[str]:
        return {fact.split("=")[0] for fact in self.facts if "=" in fact}

    @property
    def needs(self) -> set[str]:
        return {fact.split(">")[1] for fact in self.facts if ">" in fact}


class Histories(RuleBasedStateMachine):
    """In memory, where a thousand steps take no time."""

    in_folder = False

    def __init__(self) -> None:
        super().__init__()
        # In memory where the system has such folders: what is tested is the outcome, not the disk.
        in_memory = Path("/dev/shm")
        place = in_memory if os.access(in_memory, os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="govgraph-test-", dir=place)

    @initialize()
    def start(self) -> None:
        store = open_store(f"{self.folder}/w" if self.in_folder else ":memory:", write=True)
        built(store)
        self.desk = Desk(store.location, store, Journal.of(store.location))
        self.current: dict[str, Modelled] = {}
        self.states: dict[str, State] = {}
        self.left: dict[str, set[str]] = {}
        self.number = 0
        self.reference = {quad for quad in self.desk.held() if quad.graph_name == REFERENCE}
        self.catalogue_before = {quad for quad in self.desk.held() if quad.graph_name == CATALOGUE}

    @rule(
        source=st.sampled_from(SOURCES),
        makes=st.dictionaries(st.sampled_from(KEYS), st.sampled_from("กขค"), max_size=2),
        needs=st.lists(st.sampled_from((*KEYS, "known")), max_size=2, unique=True),
        again=st.booleans(),
    )
    def bring(self, source: str, makes: dict[str, str], needs: list[str], again: bool) -> None:
        facts = (*(f"{key}={name}" for key, name in makes.items()), *(f"own{source[-1]}>{key}" for key in needs))
        old = self.current.get(source)
        ids = {one.id for one in self.current.values()}
        former = sorted(name for name in self.states if name.endswith(source[-1]) and name not in ids)
        self.number += 1
        name = former[0] if again and former else f"n{self.number}{source[-1]}"
        done = self.desk.bring(name, *facts, source=source)
        assert done.record.replaces == (old.id if old else None)
        if old:
            self.states[old.id] = State.REPLACED
            self.left[old.id] = old.makes
        self.states[name] = State.COMMITTED
        self.current[source] = Modelled(name, source, facts, old, self.number)

    @precondition(lambda self: self.current)
    @rule(data=st.data(), cascade=st.booleans())
    def undo(self, data: st.DataObject, cascade: bool) -> None:
        one = self.current[data.draw(st.sampled_from(sorted(self.current)))]
        expected = self._referring({one.source})
        assert {r.record.id for r in referring(self.desk.store, one.id)} <= {m.id for m in self.current.values()}
        if not expected and not cascade and one.replaced and one.replaced.needs & self._lost([one], [one.replaced]):
            with pytest.raises(UsageError, match=one.replaced.id):
                self.desk.undo(one.id)
            return
        done = self.desk.undo(one.id, cascade=cascade)
        if expected and not cascade:
            assert {reference.record.id for reference in done.referring} == {self.current[s].id for s in expected}
            return
        doomed = {one.source}
        while more := self._referring(doomed):
            doomed |= more
        self._take_back(doomed)

    @precondition(lambda self: any(state is not State.COMMITTED for state in self.states.values()))
    @rule(data=st.data())
    def undo_in_vain(self, data: st.DataObject) -> None:
        names = sorted(name for name, state in self.states.items() if state is not State.COMMITTED)
        name = data.draw(st.sampled_from(names))
        try:
            self.desk.undo(name)
        except UsageError:
            return
        raise AssertionError(f"{name} is not current, and was undone")

    @rule()
    def reopen(self) -> None:
        self.desk.reopen()

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "desk"):
            return
        held = self.desk.held()
        stated = {quad for quad in held if quad.graph_name not in {CATALOGUE, REFERENCE}}
        expected: set[Quad] = set()
        for one in self.current.values():
            expected |= set(rows(one.id, *one.facts))
        assert stated == expected
        assert {quad for quad in held if quad.graph_name == REFERENCE} == self.reference
        catalogue = {quad for quad in held if quad.graph_name == CATALOGUE}
        assert self.catalogue_before <= catalogue
        if not self.current:
            assert catalogue == self.catalogue_before
        seen = {one.id: one for one in history(self.desk.store, self.desk.journal)}
        assert {name: one.state for name, one in seen.items()} == self.states
        for one in self.current.values():
            record: ImportRecord = seen[one.id]
            assert record.replaces == (one.replaced.id if one.replaced else None)
            assert record.source_key == one.source

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.store.close()
        shutil.rmtree(self.folder)

    def _referring(self, doomed: set[str]) -> set[str]:
        """The sources whose current imports need what only the doomed ones make."""
        going = [self.current[source] for source in doomed]
        staying = [one for source, one in self.current.items() if source not in doomed]
        coming = [one.replaced for one in going if one.replaced]
        made = {key for one in (*staying, *coming) for key in one.makes} | {"known"}
        lost = {key for one in going for key in one.makes} - made
        return {one.source for one in staying if one.needs & lost}

    def _lost(self, going: list[Modelled], back: list[Modelled]) -> set[str]:
        """The things that imports once made and none makes when these have gone and those are back."""
        staying = [one for one in self.current.values() if one not in going]
        there = {one.id for one in (*staying, *going, *back)}
        once = {key for name, makes in self.left.items() if name not in there for key in makes}
        once |= {key for one in going for key in one.makes}
        return once - {key for one in (*staying, *back) for key in one.makes} - {"known"}

    def _take_back(self, doomed: set[str]) -> None:
        going = [self.current.pop(source) for source in doomed]
        back = [one.replaced for one in going if one.replaced]
        while bad := [one for one in back if one.needs & self._lost(going, back)]:
            for one in bad:
                self.states[one.id] = State.UNDONE
            back = [one for one in back if one not in bad] + [one.replaced for one in bad if one.replaced]
        for one in going:
            self.states[one.id] = State.UNDONE
            self.left[one.id] = one.makes
        for one in back:
            self.states[one.id] = State.COMMITTED
            self.current[one.source] = replace(one)


def test_the_model_is_not_empty_handed() -> None:
    facts = ("x=ก", "owna>y")
    one = Modelled("n1a", "projects:a", facts)
    assert (one.makes, one.needs) == ({"x"}, {"y"})
    assert {quad.subject for quad in rows("n1a", "owna>y")} == {agency("owna")}
    assert isinstance(agency("x"), NamedNode)


class HistoriesInFolder(Histories):
    """In a folder, where closing and opening is one of the steps."""

    in_folder = True


def _settings(sequences: int) -> settings:
    checks = list(HealthCheck)
    return settings(
        max_examples=sequences, stateful_step_count=8, deadline=None, derandomize=True, suppress_health_check=checks
    )


TestHistories = Histories.TestCase
TestHistories.settings = _settings(SEQUENCES)
TestHistoriesInFolder = HistoriesInFolder.TestCase
TestHistoriesInFolder.settings = _settings(SEQUENCES // 10)
