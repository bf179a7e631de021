"""Look at the text of a query before any engine sees it: which form it has, and whether it may be run.

An engine obeys ``SERVICE`` by opening a connection to wherever the query says, and a few thousand nested
brackets end the process. Both are refused here, from the tokens alone, for every engine alike.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from govgraph.errors import LimitError, UsageError


class RefusedError(UsageError):
    """The query or update is well-formed, but asks for what nobody may do here."""


class FailedError(UsageError):
    """The update is well-formed, but cannot be carried out on what is there."""


class UnsupportedError(UsageError):
    """The query uses what this engine does not have: a function of somebody's own, or a later SPARQL."""


class Form(StrEnum):
    """The four forms of a SPARQL query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


MAX_NESTING: Final = 100
"""Brackets inside brackets. Measured: 100 nested lists parse in a second, 5,000 brackets end the process."""

_ESCAPE: Final = r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4} | \\U(?!0000[Dd][89A-Fa-f])(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4}"
_IN_STRING: Final = rf"\\[tbnrf\"'\\] | {_ESCAPE}"

TOKEN: Final = re.compile(
    rf"""
      (?P<skip> "{{3}} (?: [^"\\]++ | {_IN_STRING} | "(?!"") )*+ "{{3}}
              | \'{{3}} (?: [^\'\\]++ | {_IN_STRING} | \'(?!\'\') )*+ \'{{3}}
              | (?! "{{3}} | \'{{3}} )
                (?: " (?: [^"\\\n\r]++ | {_IN_STRING} )*+ " | ' (?: [^'\\\n\r]++ | {_IN_STRING} )*+ ' )
              | (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20]++ | {_ESCAPE} )*+ > )
              | (?P<comment> \#[^\n\r]*+ )
              | [?$@]\w++
              | \d++ (?: \.\d++ )? (?: [eE][+-]?\d++ )? )
    | (?P<quote> ["\'] )
    | (?P<prefix> [^\W\d][\w.-]*+ )? : (?: [\w.:%-]++ | \\. )*+
    | (?P<word> \w++ ) (?P<rest> [\w.-]*+ )
    | (?P<open> [({{\[] )
    | (?P<close> [)}}\]] )
    | (?P<end> ; )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Reads as the grammar of SPARQL does, to the letter of its escapes: who loses step takes a keyword for a string.

No text makes it look at its characters over and over (100 KB once kept a server busy for a minute): what is taken is
not given back, a quote that begins no string ends the scan, and what could have been a prefix is one token.
"""

_WHERE: Final = re.compile(r"error at (\d+):(\d+)(?:-[\d:]+)?: expected ([^\n]*)")
_COMMENT: Final = re.compile(r"#[^\n\r]*")
_SCHEME: Final = re.compile(r"<([A-Za-z][\w+.-]*):(//)?")
_TELLING: Final = frozenset("#'()[];")
"""Characters that change what follows, and may stand in an IRI."""

_PREFIXED: Final = re.compile(r"(?<![<\w.+-])([A-Za-z][\w+.-]*+):")
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def form_of(query: str) -> Form:
    """Return the form of a query, or raise :class:`UsageError` for anything that is not to be run as one.

    >>> form_of("PREFIX ask: <http://example.org/> SELECT ?s WHERE { ?s ask:for 'ASK' } # DESCRIBE")
    <Form.SELECT: 'SELECT'>
    """
    form = scan(query)
    if (decoded := decoded_text(query)) != query:
        scan(decoded)
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
    return any((token["word"] or "").upper() == "FROM" for token in TOKEN.finditer(query))


def named_in(query: str) -> tuple[str, list[str], list[str]]:
    """Return the prologue of a query, and the names behind its ``FROM`` and ``FROM NAMED`` as they are written.

    >>> named_in("PREFIX x: <urn:x:> SELECT * FROM x:g FROM NAMED <urn:h> { ?s ?p ?o }")
    ('PREFIX x: <urn:x:> ', ['x:g'], ['<urn:h>'])
    """
    tokens = [token for token in TOKEN.finditer(query) if not token["comment"]]
    words = [(token["word"] or "").upper() for token in tokens]
    begin = next((token.start() for token, word in zip(tokens, words, strict=True) if word in Form.__members__), 0)
    default, named = [], []
    for at, word in enumerate(words[:-1]):
        if word == "FROM" and words[at + 1] == "NAMED":
            named += [token[0] for token in tokens[at + 2 : at + 3]]
        elif word == "FROM":
            default.append(tokens[at + 1][0])
    return query[:begin], default, named


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


def decoded_text(text: str) -> str:
    r"""Return the text with its ``\uXXXX`` escapes decoded, as some engines do everywhere before they parse.

    A keyword can hide behind them.
    """
    return _CODEPOINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)


def scan(text: str) -> Form | None:
    """Go through the tokens once and refuse what may not be run; return the first keyword that names a form."""
    _refuse_half_characters(text)
    prefixes = {found[1] for found in _PREFIXED.finditer(text)}
    form: Form | None = None
    opened: list[str] = []
    before: re.Match[str] | None = None
    for token in TOKEN.finditer(text):
        if token["comment"]:
            continue
        if token["iri"]:
            _refuse_doubtful(token, before, opened, prefixes)
        elif token["open"]:
            opened.append(token[0])
            if len(opened) > MAX_NESTING:
                raise LimitError(
                    th=f"คำสืบค้นซ้อนวงเล็บเกิน {MAX_NESTING} ชั้น",
                    en=f"The query nests brackets more than {MAX_NESTING} deep.",
                    limit="nesting",
                )
        elif token["close"]:
            del opened[-1:]
        elif token["quote"]:
            line = text.count("\n", 0, token.start()) + 1
            raise UsageError(
                th=f"ข้อความในเครื่องหมายคำพูดในบรรทัด {line} ไม่มีที่ปิด หรือมี \\ ที่ใช้ไม่ได้",
                en=f"The string in line {line} is not closed, or holds a backslash that means nothing.",
            )
        # Engines take "SERVICE:x" and "1SERVICE <x>" for the keyword, so it is looked for inside words too.
        elif (
            "SERVICE" in (word := (token["word"] or token["prefix"] or "").upper())
            or "SERVICE" in (token["rest"] or "").upper()
            or (not token["skip"] and _ends_before_service(token[0]))
        ):
            raise RefusedError(
                th="ไม่อนุญาตให้ใช้ SERVICE (หรือคำนำหน้าที่มีคำว่า service) เพราะจะส่งข้อมูลออกไปภายนอก",
                en="SERVICE is not allowed (nor a prefix with “service” in it): it would send data elsewhere.",
            )
        elif form is None and token["word"] and word in Form.__members__:
            form = Form[word]
        before = token
    return form


def _ends_before_service(name: str) -> bool:
    """Tell whether Oxigraph may let a prefixed name end at the full stop of a statement, with the keyword behind it."""
    before, found, _ = name.partition(":")[2].upper().rpartition(".SERVICE")
    return bool(found) and (not before or "." in before or before.endswith(":"))


def _refuse_doubtful(iri: re.Match[str], before: re.Match[str] | None, opened: list[str], prefixes: set[str]) -> None:
    """Refuse ``<`` where one engine may begin an IRI and another compare, and then differ in what is a comment.

    By the standard the longest token counts; Oxigraph goes by what may stand at a place.
    """
    if not _TELLING.intersection(iri[0]):
        return
    text, start = iri.string, iri.start()
    if (scheme := _SCHEME.match(iri[0])) and (
        scheme[2] or scheme[1] not in prefixes  # not a prefixed name either
    ):
        return
    compared = before is not None and not before["open"] and not _COMMENT.sub("", text[before.end() : start]).strip()
    if text[start - 1 : start] == "<" or (compared and opened[-1:] == ["("]):
        raise UsageError(
            th=f"“{iri[0][:40]}” อ่านได้สองทาง ถ้าหมายถึง “น้อยกว่า” โปรดเว้นวรรคหลัง < ถ้าเป็น IRI โปรดเขียนแบบเต็ม",
            en=f"“{iri[0][:40]}” can be read in two ways: put a space after “<” if it compares, "
            "or write the IRI in full.",
        )


def _refuse_half_characters(text: str) -> None:
    """Refuse lone surrogates, which no file or connection can carry."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(
            th=f"คำสืบค้นมีอักขระที่ไม่ถูกต้องในตำแหน่งที่ {error.start + 1}",
            en=f"The query holds a character that is none, at position {error.start + 1}.",
        ) from error
