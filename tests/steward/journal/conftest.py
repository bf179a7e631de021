"""Imports made by hand, and the stores that they go into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import CATALOGUE, graph, term, thing
from govgraph.steward.journal import Commit, ImportRecord, Journal, Undone, commit_import, graphs_of, undo
from govgraph.store import Change, Store, open_store

A = term("rdf:type")
LABEL = term("skos:prefLabel")
REFERENCE = graph("reference")
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def agency(key: str) -> NamedNode:
    return thing("agency", key)


def record(import_id: str, source_key: str = "projects:a", minute: int = 0) -> ImportRecord:
    stated, inferred = graphs_of(import_id)
    return ImportRecord(
        id=import_id,
        source_key=source_key,
        profile="projects",
        file="คำขอ 2554.xlsx",
        sha256="ab" * 32,
        rows_read=3,
        rows_accepted=2,
        rows_rejected=1,
        started=START + timedelta(minutes=minute),
        ended=START + timedelta(minutes=minute, seconds=30),
        who="สมหญิง",
        version="9.9",
        graph=stated,
        inferred=inferred,
        source=thing("source", import_id),
    )


def rows(import_id: str, *facts: str) -> list[Quad]:
    """Statements of an import: ``"x=ก"`` makes agency x, called ก; ``"x>y"`` says that x refers to y."""
    stated, inferred = graphs_of(import_id)
    quads: list[Quad] = []
    for number, fact in enumerate(facts, 2):
        if ">" in fact:
            one, other = fact.split(">")
            quads.append(Quad(agency(one), term("gov:partner"), agency(other), inferred))
            continue
        key, name = fact.split("=")
        place = NamedNode(f"{thing('source', import_id).value}#row={number}")
        quads += [
            Quad(agency(key), A, term("gov:Agency"), stated),
            Quad(agency(key), LABEL, Literal(name, language="th"), stated),
            Quad(agency(key), term("gov:recordedAt"), place, stated),
            Quad(place, A, term("gov:Place"), stated),
            Quad(place, term("gov:row"), Literal(number), stated),
        ]
    return quads


def built(store: Store) -> None:
    """Give a store what a build makes: a graph of reference and a catalogue that lists it."""
    store.commit(
        Change(
            add=[
                Quad(agency("known"), A, term("gov:Agency"), REFERENCE),
                Quad(agency("known"), LABEL, Literal("รู้จัก", language="th"), REFERENCE),
                Quad(REFERENCE, A, term("gov:CurrentGraph"), CATALOGUE),
                Quad(REFERENCE, term("dcterms:title"), Literal("ตาราง", language="th"), CATALOGUE),
            ]
        )
    )


@dataclass
class Desk:
    """A store with its journal, both opened again as often as wanted."""

    location: str
    store: Store
    journal: Journal
    minute: int = field(default=0)

    def bring(self, import_id: str, *facts: str, source: str = "projects:a") -> Commit:
        self.minute += 1
        return commit_import(
            self.store, self.journal, record(import_id, source, self.minute), iter(rows(import_id, *facts))
        )

    def undo(self, import_id: str, *, cascade: bool = False) -> Undone:
        return undo(self.store, self.journal, import_id, cascade=cascade)

    def held(self) -> set[Quad]:
        return set(self.store.quads())

    def reopen(self) -> None:
        if self.location != ":memory:":
            self.store.close()
            self.store = open_store(self.location, write=True)
            self.journal = Journal.of(self.store.location)


@pytest.fixture(params=["memory", "folder", "server"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A built store with its journal."""
    location = ":memory:"
    if request.param == "folder":
        location = str(tmp_path / "workspace")
    elif request.param == "server":
        location = request.getfixturevalue("clean_server")
        monkeypatch.setenv("GOVGRAPH_JOURNAL", str(tmp_path / "journal"))
    store = open_store(location, write=True)
    desk = Desk(location, store, Journal.of(store.location))
    built(desk.store)
    yield desk
    desk.store.close()
