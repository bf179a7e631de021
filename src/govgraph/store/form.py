"""Look at the text of a query before any engine sees it: which form it has, and whether it may be run.

An engine obeys ``SERVICE`` by opening a connection to wherever the query says, and a few thousand nested
brackets end the process. Both are refused here, from the tokens alone, for every engine alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from govgraph.errors import LimitError, UsageError


class Form(StrEnum):
    """The four forms of a SPARQL query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


MAX_NESTING: Final = 100
"""Brackets inside brackets. Measured: 100 nested lists parse in a second, 5,000 brackets end the process."""

_TOKEN: Final = re.compile(
    r"""
      (?P<skip> "{3} (?: [^"\\] | \\. | "(?!"") )* "{3} | \'{3} (?: [^\'\\] | \\. | \'(?!\'\') )* \'{3}
              | " (?: [^"\\\n\r] | \\. )* " | ' (?: [^'\\\n\r] | \\. )* '
              | <[^<>"{}|^`\\\x00-\x20]*>
              | \#[^\n\r]*
              | [?$@]\w+
              | \d+ (?: \.\d+ )? (?: [eE][+-]?\d+ )? )
    | (?P<prefix> [^\W\d][\w.-]* )? : (?: [\w.:%-] | \\. )*
    | (?P<word> \w+ )
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
_WHERE: Final = re.compile(r"error at (\d+):(\d+)(?:-[\d:]+)?: expected ([^\n]*)")
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def form_of(query: str) -> Form:
    """Return the form of a query, or raise :class:`UsageError` for anything that is not to be run as one.

    >>> form_of("PREFIX ask: <http://example.org/> SELECT ?s WHERE { ?s ask:for 'ASK' } # DESCRIBE")
    <Form.SELECT: 'SELECT'>
    """
    _refuse_half_characters(query)
    form = _scan(query)
    # Some engines decode \uXXXX everywhere before they parse, so a keyword can hide behind it.
    decoded = _CODEPOINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    if decoded != query:
        _scan(decoded)
    if form is None:
        raise UsageError(
            th="นี่ไม่ใช่คำสืบค้น SPARQL: ต้องมี SELECT, ASK, CONSTRUCT หรือ DESCRIBE (คำสั่งแก้ไขข้อมูลใช้ที่นี่ไม่ได้)",
            en="This is no SPARQL query: it needs SELECT, ASK, CONSTRUCT or DESCRIBE (updates are not run here).",
        )
    return form


def expect(query: str, *forms: Form) -> str:
    """Return the query as it is if it has one of these forms, or raise :class:`UsageError`.

    >>> expect("ASK {}", Form.ASK)
    'ASK {}'
    """
    if (form := form_of(query)) not in forms:
        raise UsageError(
            th=f"ต้องเป็นคำสืบค้นแบบ {' / '.join(forms)} แต่ได้ {form}",
            en=f"A query of the form {' / '.join(forms)} is needed here, not {form}.",
        )
    return query


def names_dataset(query: str) -> bool:
    """Tell whether a query says itself, by ``FROM``, which graphs it reads.

    >>> names_dataset("SELECT * FROM <urn:g> { ?s ?p ?o }"), names_dataset("SELECT ?from { ?s <urn:from> ?from }")
    (True, False)
    """
    return any(token.word == "FROM" for token in tokens(query))


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
    for token in _TOKEN.finditer(query):
        if not token[0].startswith("#"):
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


def syntax_error(reason: str, query: str) -> UsageError:
    r"""Return the error for a query that an engine could not parse, saying where, and what stands there.

    >>> syntax_error("error at 2:2: expected one of LATERAL, [_]", "SELECT * {\n ?s ?p }").en
    'The query cannot be read from line 2, character 2 on: “?s ?p }…”.'
    """
    where = _WHERE.search(reason)
    if not where:
        brief = reason.strip().partition("\n")[0][:200]
        return UsageError(th=f"อ่านคำสืบค้นไม่ได้: {brief}", en=f"The query cannot be read: {brief}")
    line, character = int(where[1]), int(where[2])
    rest = "".join(query.split("\n")[line - 1 : line])[character - 1 :]
    near = rest[:40].strip()
    if not near:
        return UsageError(th=f"คำสืบค้นจบเร็วเกินไป (บรรทัด {line})", en=f"The query ends too early (line {line}).")
    # The engine lists every token it would have taken; only what it says in words helps a person.
    words = "; ".join(part for part in where[3].removeprefix("one of ").split(", ") if re.match(r"\w+( \w+){2}", part))
    because = f" ({words[:200]})" if words else ""
    return UsageError(
        th=f"อ่านคำสืบค้นไม่ได้ตั้งแต่บรรทัด {line} อักขระที่ {character}: “{near}…”{because}",
        en=f"The query cannot be read from line {line}, character {character} on: “{near}…”{because}.",
    )


def _scan(text: str) -> Form | None:
    """Go through the tokens once; return the first keyword that names a form."""
    form: Form | None = None
    depth = 0
    for token in _TOKEN.finditer(text):
        if token["open"]:
            depth += 1
            if depth > MAX_NESTING:
                raise LimitError(
                    th=f"คำสืบค้นซ้อนวงเล็บเกิน {MAX_NESTING} ชั้น",
                    en=f"The query nests brackets more than {MAX_NESTING} deep.",
                )
        elif token["close"]:
            depth = max(0, depth - 1)
        # Engines take "SERVICE:x" and "1SERVICE <x>" for the keyword, so it is looked for inside words too.
        elif "SERVICE" in (word := (token["word"] or token["prefix"] or "").upper()):
            raise UsageError(
                th="ไม่อนุญาตให้ใช้ SERVICE (หรือคำนำหน้าที่มีคำว่า service) เพราะจะส่งข้อมูลออกไปภายนอก",
                en="SERVICE is not allowed (nor a prefix with “service” in it): it would send data elsewhere.",
            )
        elif form is None and token["word"] and word in Form.__members__:
            form = Form[word]
    return form


def _refuse_half_characters(text: str) -> None:
    """Refuse lone surrogates, which no file or connection can carry."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(
            th=f"คำสืบค้นมีอักขระที่ไม่ถูกต้องในตำแหน่งที่ {error.start + 1}",
            en=f"The query holds a character that is none, at position {error.start + 1}.",
        ) from error
