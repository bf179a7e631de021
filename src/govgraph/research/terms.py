r"""What a person types becomes an RDF term, checked against a declared type, and safe inside SPARQL.

A term is written so that no processor can read it as anything else. SPARQL lets ``\uXXXX`` stand anywhere
and some engines resolve it *before* they look for the ends of strings (SPARQL 1.1, section 19.2), so the
letter u is never left directly behind a backslash. Of the two forms only ``\UXXXXXXXX`` is written: some
engines take up to eight digits after ``\u`` too.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pyoxigraph import Literal, NamedNode

from govgraph.errors import UsageError
from govgraph.names import ID, PREFIXES, expand
from govgraph.thai.dates import FIRST_BE, parse_year, to_be, to_ce

Value = str | int | bool | date | Decimal | NamedNode
"""What a caller may hand over for a parameter."""

_XSD: Final = PREFIXES["xsd"]
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,30}\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})\Z", re.ASCII)
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)+\Z")
_ABSOLUTE = re.compile(r"(https?://|urn:)[^\x00-\x20\x7f-\x9f<>\"{}|^`\\\ud800-\udfff]+\Z")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'\\[uU]?|["\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')


class Type(StrEnum):
    """The types that a parameter of a query may have."""

    DATE = "date"
    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    FISCAL_YEAR = "fiscal-year"


class YearForm(StrEnum):
    """How a query wants a fiscal year: the IRI of the year, or its number in one of the eras."""

    IRI = "iri"
    BE = "be"
    CE = "ce"


def read_date(text: str) -> date:
    """Read a day written YYYY-MM-DD in the Common Era; a Buddhist year is refused, with the day meant.

    >>> read_date("2010-01-12")
    datetime.date(2010, 1, 12)
    """
    match = _DATE.match(text.strip())
    if match and int(match[1]) >= FIRST_BE:
        meant = f"{to_ce(int(match[1])):04}-{match[2]}-{match[3]}"
        raise UsageError(
            th=f"“{text}” เป็นปีพุทธศักราช: เขียนเป็นคริสต์ศักราช คือ {meant}",
            en=f"“{text}” has a Buddhist-Era year: write the Common-Era date, {meant}.",
        )
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise UsageError(
        th=f"“{text}” ไม่ใช่วันที่: เขียนเป็น ปี-เดือน-วัน เช่น 2010-01-12",
        en=f"“{text}” is not a date: write YYYY-MM-DD, such as 2010-01-12.",
    )


def read_fiscal_year(text: str | int) -> int:
    """Read a fiscal year, ``2554`` or ``2011``, and return it as it is named: in the Buddhist Era.

    >>> read_fiscal_year("2011"), read_fiscal_year("2554")
    (2554, 2554)
    """
    return to_be(parse_year(text))


def read_iri(text: str) -> NamedNode:
    """Read an IRI: in full, as a prefixed name, or as the path of one of our things.

    >>> read_iri("ministry/moac") == read_iri("id:ministry/moac")
    True
    >>> read_iri("<https://w3id.org/govgraph/id/ministry/moac>").value
    'https://w3id.org/govgraph/id/ministry/moac'
    """
    iri = text.strip()
    if iri.startswith("<") and iri.endswith(">"):
        iri = iri[1:-1]
    iri = ID + iri if _PATH.match(iri) else expand(iri)
    try:
        if _ABSOLUTE.match(iri):
            return NamedNode(iri)
    except ValueError:
        pass
    raise UsageError(
        th=f"“{printable(text)}” ไม่ใช่ IRI: เขียนเต็ม เช่น {ID}ministry/moac หรือย่อ เช่น ministry/moac",
        en=f"“{printable(text)}” is not an IRI: write it in full, such as {ID}ministry/moac, "
        "or short, such as ministry/moac.",
    )


def term_of(value: Value, kind: Type, year_form: YearForm = YearForm.IRI) -> NamedNode | Literal:
    """Return the RDF term for a value of the declared type, or raise :class:`UsageError`.

    >>> str(term_of("2010-01-12", Type.DATE))
    '"2010-01-12"^^<http://www.w3.org/2001/XMLSchema#date>'
    >>> term_of("2011", Type.FISCAL_YEAR).value
    'https://w3id.org/govgraph/id/fiscal-year/2554'
    """
    if isinstance(value, NamedNode):
        value = value.value
    elif isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, datetime):
        value = value.date().isoformat()
    elif isinstance(value, Decimal):
        value = format(value, "f")
    text = str(value)
    if kind is Type.STRING:
        return _string(text)
    text = text.strip()
    match kind:
        case Type.IRI:
            term: NamedNode | Literal = read_iri(text)
        case Type.DATE:
            term = _typed(read_date(text).isoformat(), "date")
        case Type.FISCAL_YEAR:
            term = _fiscal_year(text, year_form)
        case Type.INTEGER if _INTEGER.match(text):
            term = _typed(str(int(text)), "integer")
        case Type.NUMBER if _NUMBER.match(text):
            term = _typed(format(Decimal(text), "f"), "decimal")
        case Type.BOOLEAN if text.lower() in {"true", "false"}:
            term = _typed(text.lower(), "boolean")
        case _:
            raise _unfit(text, kind)
    return term


def sparql(term: NamedNode | Literal) -> str:
    r"""Write a term as SPARQL, in a form that stays one term whatever its text holds.

    >>> print(sparql(Literal('} DROP ALL #"')))
    "} DROP ALL #\""
    """
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    quoted = '"' + _ESCAPED.sub(_escape, term.value) + '"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype.value == f"{_XSD}string" else f"{quoted}^^<{term.datatype.value}>"


def printable(text: str) -> str:
    """Return a text as it may stand in a message: one line, no control characters, not endless."""
    line = "".join(c if c.isprintable() else "�" for c in text)
    return line if len(line) <= 80 else f"{line[:79]}…"


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 2:
        return f"\\\\\\U{ord(found[1]):08X}"
    return _ESCAPES.get(found) or f"\\U{ord(found):08X}"


def _unfit(text: str, kind: Type) -> UsageError:
    wanted_th, wanted_en = {
        Type.INTEGER: ("จำนวนเต็ม เช่น 10", "a whole number, such as 10"),
        Type.NUMBER: ("จำนวน เช่น 2.5", "a number, such as 2.5"),
        Type.BOOLEAN: ("true หรือ false", "true or false"),
    }[kind]
    return UsageError(
        th=f"“{printable(text)}” ใช้ไม่ได้: ต้องเป็น{wanted_th}",
        en=f"“{printable(text)}” cannot be used: write {wanted_en}.",
    )


def _string(text: str) -> Literal:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(
            th=f"“{printable(text)}” ไม่ใช่ข้อความ UTF-8", en=f"“{printable(text)}” is not UTF-8 text."
        ) from None
    return Literal(text)


def _fiscal_year(text: str, form: YearForm) -> NamedNode | Literal:
    year = read_fiscal_year(text.removeprefix(f"{ID}fiscal-year/"))
    match form:
        case YearForm.IRI:
            return NamedNode(f"{ID}fiscal-year/{year}")
        case YearForm.CE:
            return _typed(str(to_ce(year)), "integer")
        case YearForm.BE:
            return _typed(str(year), "integer")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(_XSD + datatype))
