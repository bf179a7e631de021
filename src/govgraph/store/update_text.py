"""An update as text, looked at before any engine sees it: what may not be run, and the graphs that it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from govgraph.store.form import TOKEN, RefusedError, decoded_text, scan

_NOTHING: Final = "INSERT DATA {}"

Token = re.Match[str]


def checked(update: str) -> str:
    """Return an update that may be run: ``SERVICE`` and ``LOAD`` are refused, ``LOAD SILENT`` does nothing.

    What may fail in silence is allowed to fail: nothing is fetched from anywhere.

    >>> checked("LOAD SILENT <http://example.org/x> INTO GRAPH <urn:g> ; CLEAR ALL")
    'INSERT DATA {} ; CLEAR ALL'
    """
    scan(update)
    if (decoded := decoded_text(update)) != update:
        scan(decoded)
        if len(_loads(decoded)) != len(_loads(update)):
            raise _no_load()
    pieces, at = [], 0
    for tokens in _loads(update):
        if len(tokens) < 2 or _word(tokens[1]) != "SILENT":
            raise _no_load()
        pieces += [update[at : tokens[0].start()], _NOTHING]
        at = tokens[-1].end()
    return "".join([*pieces, update[at:]])


def _loads(update: str) -> list[list[Token]]:
    return [tokens for tokens in _operations(update) if tokens and _word(tokens[0]) == "LOAD"]


def _no_load() -> RefusedError:
    return RefusedError(
        th="ไม่อนุญาตให้ใช้ LOAD โปรดส่งข้อมูลมาทาง /graphs",
        en="LOAD is not allowed: nothing is fetched from elsewhere. Send the data itself to /graphs.",
    )


def names_graphs(update: str) -> bool:
    """Tell whether an update says itself, by ``USING`` or ``WITH``, which graphs its patterns are matched in.

    >>> names_graphs("INSERT { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p ?o }"), names_graphs("CLEAR DEFAULT # WITH")
    (True, False)
    """
    return any(_word(token) in {"USING", "WITH"} for tokens in _operations(update) for token in tokens)


def using(update: str, default: Iterable[str], named: Iterable[str]) -> str:
    """Return the update with its patterns matched in these graphs, where an operation does not say so itself.

    >>> using("DELETE WHERE { ?s ?p ?o }; WITH <urn:g> DELETE {} WHERE {}", ["urn:a"], [])
    'DELETE { ?s ?p ?o } USING <urn:a> WHERE { ?s ?p ?o }; WITH <urn:g> DELETE {} WHERE {}'
    """
    clause = " ".join([*(f"USING <{iri}>" for iri in default), *(f"USING NAMED <{iri}>" for iri in named)])
    pieces, at = [], 0
    for tokens in _operations(update):
        words = [_word(token) for token in tokens]
        if "WHERE" not in words or {"USING", "WITH"} & set(words):
            continue
        where = tokens[words.index("WHERE")]
        pieces.append(update[at : where.start()])
        at = where.start()
        if words[words.index("WHERE") - 1] == "DELETE":  # the short form, whose pattern is its template as well
            pieces.append(f"{update[where.end() : tokens[-1].end()].strip()} ")
        pieces.append(f"{clause} ")
    return "".join([*pieces, update[at:]])


def then(update: str, more: str) -> str:
    """Return an update that does this, and after it something more, in the same transaction.

    >>> then("CLEAR ALL ; # all", "INSERT DATA {}")
    'CLEAR ALL   # all\\n; INSERT DATA {}'
    >>> then("PREFIX a: <urn:a>", "INSERT DATA {}")
    'PREFIX a: <urn:a>\\n INSERT DATA {}'
    """
    tokens = list(_significant(update))
    if tokens and (last := tokens[-1])["end"]:
        update = f"{update[: last.start()]} {update[last.end() :]}"
    begun = any(_operations(update))
    return f"{update}\n{';' if begun else ''} {more}" if tokens else more


_OPERATIONS: Final = {"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


def _operations(text: str) -> Iterator[list[Token]]:
    """Give the tokens outside of brackets (the brackets among them) of each operation, without its prologue."""
    tokens: list[Token] = []
    depth, begun = 0, False
    for token in _significant(text):
        if token["close"]:
            depth = max(0, depth - 1)
        if depth == 0:
            if token["end"]:
                yield tokens
                tokens, begun = [], False
            else:
                begun = begun or _word(token) in _OPERATIONS
                if begun:
                    tokens.append(token)
        if token["open"]:
            depth += 1
    yield tokens


def _significant(text: str) -> Iterator[Token]:
    return (token for token in TOKEN.finditer(text) if not token[0].startswith("#"))


def _word(token: Token) -> str:
    return (token["word"] or "").upper()
