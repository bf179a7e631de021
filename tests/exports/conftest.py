"""A small store whose export can be written down by hand."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat

from govgraph.exports import export
from govgraph.names import PREFIXES
from govgraph.resources import resource
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def quads_of(trig: str) -> list[Quad]:
    return list(pyoxigraph.parse((HEAD + trig).encode(), format=RdfFormat.TRIG))


def store_of(quads: list[Quad]) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.commit(Change(add=quads))
    return store


@pytest.fixture
def made() -> Callable[[str], EmbeddedStore]:
    """A store in memory with the ontology's own annotations and some statements."""
    ontology = [
        Quad(q.subject, q.predicate, q.object, pyoxigraph.NamedNode(f"{PREFIXES['graph']}ontology"))
        for q in pyoxigraph.parse(resource("ontology/govgraph.ttl").read_bytes(), format=RdfFormat.TURTLE)
    ]
    return lambda trig: store_of([*ontology, *quads_of(trig)])


def exported(store: Store, form: str, *graphs: str) -> bytes:
    out = io.BytesIO()
    export(store, form, out, graphs=graphs)
    return out.getvalue()
