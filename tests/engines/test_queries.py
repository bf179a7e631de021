"""Every shipped query gives the same answer on every engine, by value, however often a statement is held."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

import pytest
from pyoxigraph import Quad

from govgraph.names import graph
from govgraph.research.library import Library
from govgraph.store import Change, Store, Table, open_store
from govgraph.store.visibility import entry
from tests.engines.questions import by_value, made_up, questions, untold
from tests.servers import Server, emptied

SAMPLE: Final = frozenset({"cluster-members", "participations-by-group", "seats", "themes-by-participation"})
"""What `make test` asks of the servers; `make soak` asks everything, which takes minutes."""

QUESTIONS: Final = [
    (name, query) for name, query in questions() if os.environ.get("GOVGRAPH_SOAK") or name.partition("(")[0] in SAMPLE
]


def test_every_parameter_that_must_be_given_has_a_value_here() -> None:
    missing = {name: untold(query) for name, query in Library.shipped().items() if untold(query)}
    assert not missing, "add values to BY_QUERY or BY_NAME in questions.py"


def filled(store: Store) -> Store:
    again = [Quad(q.subject, q.predicate, q.object, graph("again")) for q in made_up()]
    listed = entry(graph("again"))  # with a catalogue, as every built store has one, it lists the others too
    store.commit(Change(add=[*made_up(), *again, listed]))
    return store


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("expected") / "store", write=True) as store:
        yield filled(store)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest) -> Iterator[Store]:
    server: Server = request.getfixturevalue(f"{request.param}_server")
    with emptied(server).open(write=True) as store:
        yield filled(store)


@pytest.mark.parametrize("query", [query for _, query in QUESTIONS], ids=[name for name, _ in QUESTIONS])
def test_the_answer_is_the_same(query: str, expected: Store, remote: Store) -> None:
    found, answer = expected.query(query), remote.query(query)
    if isinstance(found, Table):
        assert isinstance(answer, Table)
        assert answer.columns == found.columns
        assert by_value(answer) == by_value(found)
    else:
        assert answer == found
