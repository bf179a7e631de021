"""From the text of a cell to a typed literal (W3C Tabular Data Model, section 6.4)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from govgraph.names import PREFIXES, expand

_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"[+-]?0*\d{1,19}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII)
_EXPONENT = re.compile(r"[eE][+-]?\d{1,3}\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?\Z", re.ASCII)
_IRI_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')
MAX_INTEGER = 2**63 - 1
"""Engines keep 64 bits; one of them answers a longer number with a wrong one."""


class NotOfTypeError(ValueError):
    """The text does not denote a value of the datatype; internal to the mapping, becomes a finding."""


def _integer(text: str) -> str:
    if not _INTEGER.match(text) or abs(int(text)) > MAX_INTEGER:
        raise NotOfTypeError
    return str(int(text))


def _decimal(text: str) -> str:
    # Python would also take 1_000 and Thai digits.
    if not _DECIMAL.match(text):
        raise NotOfTypeError
    return f"{Decimal(text):f}"


def _double(text: str) -> str:
    _decimal(_EXPONENT.sub("", text))
    if not math.isfinite(float(text)):
        raise NotOfTypeError
    return f"{Decimal(text):f}"


def _boolean(text: str) -> str:
    match text:
        case "true" | "1":
            return "true"
        case "false" | "0":
            return "false"
    raise NotOfTypeError


def _date(text: str) -> str:
    if not _DATE.match(text):  # Python would also take 20100112 and 2010-W02-2
        raise NotOfTypeError
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotOfTypeError from None


def _date_time(text: str) -> str:
    if not _DATE_TIME.match(text):
        raise NotOfTypeError
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        raise NotOfTypeError from None


def _any_uri(text: str) -> str:
    if _IRI_FORBIDDEN.search(text):
        raise NotOfTypeError
    return text


def _year(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise NotOfTypeError
    return text


def _string(text: str) -> str:
    if "\x00" in text:
        raise NotOfTypeError
    return text


_PARSERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "string": ("string", _string),
    "integer": ("integer", _integer),
    "decimal": ("decimal", _decimal),
    "number": ("double", _double),
    "boolean": ("boolean", _boolean),
    "date": ("date", _date),
    "datetime": ("dateTime", _date_time),
    "dateTime": ("dateTime", _date_time),
    "gYear": ("gYear", _year),
    "anyURI": ("anyURI", _any_uri),
}


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype of CSVW: one of its own names, or the IRI of a datatype whose text is taken as it is.

    >>> Datatype("integer").literal("0042")
    <Literal value=42 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    >>> Datatype("date").literal("2010-02-30")
    Traceback (most recent call last):
    ...
    govgraph.steward.mapping.datatypes.NotOfTypeError
    """

    name: str = "string"
    iri: str | None = None

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The names that may stand in ``datatype``."""
        return tuple(_PARSERS)

    def literal(self, text: str, language: str | None = None) -> Literal:
        """Return the literal that a text denotes; raises :class:`NotOfTypeError` where it denotes none."""
        if self.iri is not None:
            return Literal(_string(text), datatype=NamedNode(expand(self.iri)))
        kind, parse = _PARSERS[self.name]
        value = parse(text)
        if kind == "string":
            return Literal(value, language=language) if language else Literal(value)
        return Literal(value, datatype=NamedNode(_XSD + kind))


STRING = Datatype()
"""What a cell is where its column names no datatype."""
