"""The steps that govgraph's own store does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, RdfFormat, Store, parse

from benchmarks.answers import fingerprint
from benchmarks.generator import GRAPH
from benchmarks.measure import Clock, Facts
from govgraph.research.rows import Rows, written
from govgraph.store import Change, open_store


def load_folder(clock: Clock, triples: Path, folder: Path) -> Facts:
    """Parse a file and commit it to a workspace folder, durable at the end."""
    return _load(clock, triples, str(folder))


def load_memory(clock: Clock, triples: Path) -> Facts:
    """Parse a file and commit it to a store in memory."""
    return _load(clock, triples, ":memory:")


def _load(clock: Clock, triples: Path, location: str) -> Facts:
    with clock, open_store(location, write=True) as store:
        store.commit(Change(add=_quads(triples)))
    return {}


def load_anew(clock: Clock, triples: Path, scratch: Path) -> Facts:
    """Load into a folder that does not exist yet; a second load of the same file would write nothing."""
    with TemporaryDirectory(dir=scratch) as empty:
        return _load(clock, triples, str(Path(empty) / "store"))


def bulk_anew(clock: Clock, triples: Path, scratch: Path) -> Facts:
    """Let the engine read the file by itself, without a transaction: nothing can be faster."""
    with TemporaryDirectory(dir=scratch) as empty:
        with clock:
            engine = Store(empty)
            engine.bulk_load(path=str(triples), format=RdfFormat.N_TRIPLES, to_graph=GRAPH)
            engine.flush()
        return {"statements": len(engine)}


def ask(clock: Clock, folder: Path, text: str) -> Facts:
    """Ask a query of a workspace that is open for reading."""
    with open_store(folder) as store, clock:
        answer = store.select(text)
    rows = Rows.of_table(answer).rows
    return {"rows": len(rows), "answer": fingerprint(tuple(map(written, row)) for row in rows)}


def _quads(triples: Path) -> Iterator[Quad]:
    for quad in parse(path=str(triples), format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, GRAPH)
