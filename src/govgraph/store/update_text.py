"""An update as text, looked at before any engine sees it: what may not be run, and the graphs that it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from govgraph.errors import UsageError
from govgraph.store.form import TOKEN, RefusedError, decoded_text, scan, syntax_error

_NOTHING: Final = "INSERT DATA {}"

Token = re.Match[str]


def checked(update: str) -> str:
    """Return an update that may be run: ``SERVICE`` and ``LOAD`` are refused, ``LOAD SILENT`` does nothing.

    What may fail in silence is allowed to fail: nothing is fetched from anywhere.

    >>> checked("LOAD SILENT <http://example.org/x> INTO GRAPH <urn:g> ; CLEAR ALL")
    'INSERT DATA {} ; CLEAR ALL'
    """
    scan(update)
    _refuse_run_together(update)
    if (decoded := decoded_text(update)) != update:
        scan(decoded)
        if len(_loads(decoded)) != len(_loads(update)):
            raise _no_load(update)
    pieces, at = [], 0
    for tokens in _loads(update):
        if len(tokens) < 2 or _word(tokens[1]) != "SILENT" or not _is_whole(tokens[2:]):
            raise _no_load(update)
        pieces += [update[at : tokens[0].start()], _NOTHING]
        at = tokens[-1].end()
    return "".join([*pieces, update[at:]])


def _refuse_run_together(update: str) -> None:
    """Refuse ``LOADSILENT`` and ``LOAD:x``, which Oxigraph takes for keywords though the standard does not."""
    for tokens in _operations(update, prologue=True):
        name_may_follow = False
        for token in tokens:
            word = _word(token)
            glued = word if word not in _KEYWORDS else ""
            if token["prefix"] and not name_may_follow:
                glued = token["prefix"].upper()
            if glued.startswith(_KEYWORDS):
                raise UsageError(
                    th=f"โปรดเว้นวรรคหลังคำหลักใน “{token[0][:40]}”",
                    en=f"Put a space behind the keyword in “{token[0][:40]}”.",
                )
            name_may_follow = word in _KEYWORDS


def _loads(update: str) -> list[list[Token]]:
    return [tokens for tokens in _operations(update) if tokens and _word(tokens[0]) == "LOAD"]


def _is_whole(tokens: list[Token]) -> bool:
    """Tell whether this is what follows on ``LOAD SILENT``: a name, and perhaps the graph it goes to."""
    words = [_word(token) for token in tokens]
    named = all(token[0].startswith("<") or ":" in token[0] for token in tokens if not _word(token))
    return named and words in ([""], ["", "INTO", "GRAPH", ""])


def _no_load(update: str) -> UsageError:
    """Return the error for an update that would load: what is no update at all is told as such first."""
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parseUpdate(update)
    except Exception as error:  # the parser has errors of many kinds
        return syntax_error(str(error), update)
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


def graphs_in(update: str) -> tuple[str, list[str]]:
    """Return the prologue of an update, and the names of graphs in it as they are written.

    >>> graphs_in("PREFIX x: <urn:x:> INSERT DATA { GRAPH x:g {} } ; COPY <urn:g> TO <urn:h>")
    ('PREFIX x: <urn:x:> ', ['x:g', '<urn:g>', '<urn:h>'])
    """
    begin = next((operation[0].start() for operation in _operations(update) if operation), len(update))
    named = (
        token[0]
        for before, token in pairwise(_significant(update))
        if _word(before) in {"GRAPH", "TO", "ADD", "MOVE", "COPY", "SILENT"} and (token["iri"] or ":" in token[0])
    )
    return update[:begin], list(dict.fromkeys(named))


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
    r"""Return an update that does this, and after it something more, in the same transaction.

    >>> then("CLEAR ALL ; # all", "INSERT DATA {}")
    'CLEAR ALL   # all\n; INSERT DATA {}'
    >>> then("PREFIX a: <urn:a>", "INSERT DATA {}")
    'PREFIX a: <urn:a>\n INSERT DATA {}'
    """
    tokens = list(_significant(update))
    if tokens and (last := tokens[-1])["end"]:
        update = f"{update[: last.start()]} {update[last.end() :]}"
    begun = any(_operations(update))
    return f"{update}\n{';' if begun else ''} {more}" if tokens else more


_OPERATIONS: Final = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
_KEYWORDS: Final = (
    *(*_OPERATIONS, "BASE", "PREFIX", "VERSION", "DATA", "USING", "NAMED", "WHERE", "SILENT", "INTO", "GRAPH"),
    *("DEFAULT", "ALL", "TO"),
)
"""What stands outside of brackets."""


def _operations(text: str, *, prologue: bool = False) -> Iterator[list[Token]]:
    """Give the tokens outside of brackets (the brackets among them) of each operation, without its prologue."""
    tokens: list[Token] = []
    depth, begun = 0, prologue
    for token in _significant(text):
        if token["close"]:
            depth = max(0, depth - 1)
        if depth == 0:
            if token["end"]:
                yield tokens
                tokens, begun = [], prologue
            else:
                begun = begun or _word(token) in _OPERATIONS
                if begun:
                    tokens.append(token)
        if token["open"]:
            depth += 1
    yield tokens


def _significant(text: str) -> Iterator[Token]:
    return (token for token in TOKEN.finditer(text) if not token["comment"])


def _word(token: Token) -> str:
    return (token["word"] or "").upper()
