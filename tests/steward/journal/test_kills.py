"""A process that is killed while it imports: the store holds the whole import or nothing of it, at every moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from govgraph.names import CATALOGUE, term
from govgraph.steward.journal import Journal, State, commit_import, history, undo
from govgraph.store import Store, open_store

from .conftest import REFERENCE, built, record

KILLS = 50 * int(os.environ["GOVGRAPH_SOAK"]) if os.environ.get("GOVGRAPH_SOAK") else 5
STATEMENTS = 20_000

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pyoxigraph import Literal, NamedNode, Quad
from govgraph.names import thing
from govgraph.steward.journal import ImportRecord, Journal, commit_import, graphs_of
from govgraph.store import open_store

def imported(store, journal, number):
    # Even numbers replace the import before them, odd ones are new sources.
    name, key = f"n{number}", f"k{(number + 1) // 2}"
    stated, inferred = graphs_of(name)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    about = ImportRecord(name, key, "projects", "f.xlsx", "00", 1, 1, 0, at, at, "x", "1", stated, inferred,
                         thing("source", key))
    p = NamedNode("https://example.org/p")
    quads = (
        Quad(NamedNode(f"https://example.org/{key}/{n}"), p, Literal(number), stated if n % 10 else inferred)
        for n in range(int(sys.argv[3]))
    )
    return commit_import(store, journal, about, quads)

store = open_store(sys.argv[1], write=True)
journal = Journal.of(store.location)
for number in range(int(sys.argv[2]), 10_000):
    print("begin", number, flush=True)
    imported(store, journal, number)
    print("done", number, flush=True)
"""


def whole(store: Store) -> set[int]:
    """Return the numbers of the imports that a reader sees, each of which must be whole."""
    listed = {q.subject for q in store.quads(CATALOGUE) if q.object == term("gov:CurrentGraph")}
    assert set(store.graphs()) == listed | {CATALOGUE}
    counted = store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    counts = {str(g): int(getattr(n, "value", -1)) for g, n in counted.rows}
    assert counts.keys() == {str(name) for name in listed | {CATALOGUE}}
    united = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
    assert int(getattr(united, "value", -1)) == sum(counts.values())
    numbers = set()
    for name, count in counts.items():
        if "/import/n" in name:
            assert count == STATEMENTS * 9 // 10
            numbers.add(int(name.rpartition("/n")[2].rstrip(">")))
        elif "/inferred/n" in name:
            assert count == STATEMENTS // 10
    assert len({(number + 1) // 2 for number in numbers}) == len(numbers), "one import a source"
    return numbers


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    chance = random.Random(2026_01_05)
    folder = tmp_path / "workspace"
    with open_store(folder, write=True) as store:
        built(store)
    number, cut_off = 1, 0
    for wait in (0.0, *(chance.uniform(0, 2.5) for _ in range(KILLS - 1))):  # the first one comes while it begins
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(number), str(STATEMENTS)],
            stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            assert process.stdout.readline() == f"begin {number}\n"
            until = time.monotonic() + wait
            while time.monotonic() < until:
                with open_store(folder) as reader:
                    whole(reader)
            process.send_signal(signal.SIGKILL)
            said = [line.split() for line in process.stdout.read().split("\n")]
        done = max([number - 1, *(int(words[1]) for words in said if words[0:1] == ["done"] and words[1:])])
        with open_store(folder) as reader:
            seen = whole(reader)
        with open_store(folder, write=True) as store:
            assert whole(store) == seen
            assert set(store.graphs()) == set(store._engine.named_graphs()), "no trace is left"  # type: ignore[union-attr]
            states = {one.id: one.state for one in history(store, Journal.of(store.location))}
            assert {f"n{n}" for n in seen} == {name for name, state in states.items() if state is State.COMMITTED}
        last = max(seen, default=0)
        assert last in {done, done + 1}, "nothing that was reported done is lost"
        cut_off += last == done
        number = last + 1
    assert cut_off, "no kill came while an import was under way"


def test_what_a_killed_writer_left_is_undone_exactly(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with open_store(folder, write=True) as store:
        built(store)
        before = set(store.quads())
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), "1", str(STATEMENTS)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "done 2\n":
            pass
        process.send_signal(signal.SIGKILL)
    with open_store(folder, write=True) as store:
        journal = Journal.of(store.location)
        for one in reversed(history(store, journal)):
            if one.id in {"n3", "n2"} and one.state is State.COMMITTED:
                undo(store, journal, one.id)
        assert whole(store) == {1}
        undo(store, journal, "n1")
        assert set(store.quads()) == before


def test_a_reader_keeps_what_it_opened_while_a_writer_exchanges_it(tmp_path: Path) -> None:
    from pyoxigraph import Literal, Quad

    from govgraph.steward.journal import graphs_of

    def data(name: str, value: int) -> list[Quad]:
        stated, _ = graphs_of(name)
        return [Quad(term(f"gov:s{n}"), term("gov:p"), Literal(value), stated) for n in range(12_000)]

    with open_store(tmp_path / "w", write=True) as store:
        built(store)
        journal = Journal.of(store.location)
        commit_import(store, journal, record("one"), data("one", 1))
        with open_store(tmp_path / "w") as reader:
            commit_import(store, journal, record("two", minute=1), iter(data("two", 2)))
            assert set(reader.quads(graphs_of("one")[0])) == set(data("one", 1))
            assert graphs_of("two")[0] not in reader.graphs()
        with open_store(tmp_path / "w") as reader:
            assert set(reader.graphs()) == {CATALOGUE, REFERENCE, graphs_of("two")[0]}
            assert reader.select("SELECT DISTINCT ?v { ?s <" + term("gov:p").value + "> ?v }").rows == ((Literal(2),),)
