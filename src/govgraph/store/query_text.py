"""A query as text: the graphs that it names, its pieces, and other queries that ask the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govgraph.store.form import TOKEN, Form


def dataset_of(query: str) -> tuple[set[str], set[str]]:
    """Return the graphs that a query names by ``FROM`` and by ``FROM NAMED``.

    >>> dataset_of("PREFIX : <urn:> SELECT * FROM :g FROM NAMED <urn:h> { ?s ?p ?o }")
    ({'urn:g'}, {'urn:h'})
    """
    found = list(tokens(query))
    prefixes: dict[str, str] = {}
    united, named = set[str](), set[str]()
    for before, token, after in zip(["", *(t.word for t in found)], found, [*found[1:], None], strict=False):
        if before == "PREFIX" and after is not None:
            prefixes[token.text] = after.text[1:-1]
        elif before in {"FROM", "NAMED"} and token.word != "NAMED":
            (united if before == "FROM" else named).add(_resolved(token.text, prefixes))
    return united, named


def _resolved(text: str, prefixes: dict[str, str]) -> str:
    if text.startswith("<"):
        return text[1:-1]
    prefix, colon, local = text.partition(":")
    return prefixes.get(prefix + colon, "") + local.replace("\\", "")


class Token(NamedTuple):
    """A piece of a query: where it stands, its text, and the text in capitals if it is a word."""

    start: int
    end: int
    text: str
    word: str


def tokens(query: str) -> Iterator[Token]:
    """Give the pieces of a query; strings, IRIs and variables are one piece each, comments none.

    >>> [token.text for token in tokens("ASK { ?s <x:y> 'a b' } # done")]
    ['ASK', '{', '?s', '<x:y>', "'a b'", '}']
    """
    for token in TOKEN.finditer(query):
        if not token["comment"]:
            yield Token(token.start(), token.end(), token[0], (token["word"] or "").upper())


def as_select(query: str) -> str:
    """Return an ASK query as a SELECT of one row of what it looks for.

    >>> as_select("ASK { ?s ?p 'ASK' }")
    "SELECT * { ?s ?p 'ASK' } LIMIT 1"
    """
    verb = next(token for token in tokens(query) if token.word == Form.ASK)
    return f"{query[: verb.start]}SELECT *{query[verb.end :]} LIMIT 1"


def is_distinct(query: str) -> bool:
    """Tell whether a query is to give each row once.

    >>> is_distinct("SELECT DISTINCT ?s { ?s ?p ?o }"), is_distinct("SELECT * { SELECT DISTINCT ?s { ?s ?p ?o } }")
    (True, False)
    """
    words = [token.word for token in tokens(query) if token.word or token.text == "{"]
    select = words.index("SELECT") if "SELECT" in words else len(words)
    return words[select + 1 : select + 2] == ["DISTINCT"]
