"""From the text of a cell to a typed literal (W3C Tabular Data Model, section 6.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govgraph.names import PREFIXES, expand
from govgraph.steward.mapping.formats import boolean_format, date_format, number_format, text_format
from govgraph.steward.mapping.lexical import DATES, INTEGERS, LENGTHS, NUMBERS, PARSERS, NotOfTypeError
from govgraph.steward.mapping.properties import Properties, is_absolute

_XSD: Final = PREFIXES["xsd"]
_FACETS: Final = {
    "minimum": "minInclusive", "maximum": "maxInclusive", "minInclusive": "minInclusive",
    "maxInclusive": "maxInclusive", "minExclusive": "minExclusive", "maxExclusive": "maxExclusive",
}  # fmt: skip
_IRIS: Final = {
    "number": _XSD + "double", "binary": _XSD + "base64Binary", "datetime": _XSD + "dateTime",
    "any": _XSD + "anyAtomicType", "xml": PREFIXES["rdf"] + "XMLLiteral", "html": PREFIXES["rdf"] + "HTML",
    "json": PREFIXES["csvw"] + "JSON",
}  # fmt: skip
"""The datatypes whose name in CSVW is not that of XML Schema."""


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype of CSVW: a name, an IRI of one's own over it, a format, and what bounds length and value.

    >>> Datatype("integer").literal("0042")
    <Literal value=42 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    >>> Datatype("date").literal("2010-02-30")
    Traceback (most recent call last):
    ...
    govgraph.steward.mapping.lexical.NotOfTypeError
    """

    name: str = "string"
    iri: str | None = None
    format: str | None = None
    decimal_char: str = "."
    group_char: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    bounds: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The names that may stand in ``datatype``."""
        return tuple(PARSERS)

    @property
    def wanted(self) -> str:
        """The name with its format, for a sentence that says what was wanted."""
        return f"{self.name} ({self.format})" if self.format else self.name

    def literal(self, text: str, language: str | None = None) -> Literal:
        """Return the literal that a text denotes; raises :class:`NotOfTypeError` where it denotes none."""
        value = _parser(self.name, self.format, self.decimal_char, self.group_char)(text)
        if self.min_length is not None or self.max_length is not None:
            self._measure(value)
        if self.bounds:
            self._bound(value)
        if self.iri is not None:
            return Literal(value, datatype=NamedNode(expand(self.iri)))
        if self.name == "string":
            return Literal(value, language=language) if language else Literal(value)
        return Literal(value, datatype=NamedNode(_IRIS.get(self.name) or _XSD + self.name))

    def _measure(self, value: str) -> None:
        size = LENGTHS.get(self.name, len)(value)
        if (self.min_length is not None and size < self.min_length) or (
            self.max_length is not None and size > self.max_length
        ):
            raise NotOfTypeError

    def _bound(self, value: str) -> None:
        given = comparable(self.name, value)
        for facet, bound in self.bounds.items():
            limit = comparable(self.name, bound)
            holds = {
                "minInclusive": given >= limit,
                "maxInclusive": given <= limit,
                "minExclusive": given > limit,
                "maxExclusive": given < limit,
            }[facet]
            if not holds:
                raise NotOfTypeError


STRING = Datatype()
"""What a cell is where its column names no datatype."""


def comparable(name: str, value: str) -> Any:
    """Return the value behind a literal of a number, day or time, for comparison with another of its datatype."""
    if name in NUMBERS:
        return (
            float(value) if value in {"INF", "-INF", "NaN"} or name in {"double", "float", "number"} else Decimal(value)
        )
    if name == "date":
        return date.fromisoformat(value[:10])
    if name in {"datetime", "dateTime", "dateTimeStamp"}:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return value


@cache
def _parser(name: str, pattern: str | None, decimal_char: str, group_char: str | None) -> Callable[[str], str]:
    plain = PARSERS[name]
    if name in NUMBERS and (pattern or group_char or decimal_char != "."):
        return number_format(pattern, decimal_char, group_char, plain)
    if pattern is None:
        return plain
    if name in DATES:
        return date_format(pattern, name, plain)
    if name == "boolean":
        return boolean_format(pattern)
    return text_format(pattern, plain)


def read_datatype(given: Any, properties: Properties, where: str) -> Datatype | None:
    """Read ``datatype``; what is wrong goes to the problems, and nothing, or a string, stands in for it."""
    if isinstance(given, str):
        given = {"base": given}
    if not isinstance(given, dict):
        properties.doubt(where, "ต้องเป็นชื่อหรือวัตถุ JSON", "must be a name or a JSON object.")
        return None
    keys = {"@id", "@type", "base", "format", "length", "minLength", "maxLength", *_FACETS}
    properties.only(given, keys, where)
    properties.common(given, given.get("@type", ""), where)
    name = given.get("base", "string")
    if name not in PARSERS:
        known = ", ".join(PARSERS)
        properties.doubt(
            where, f"ไม่รองรับชนิด “{name}” ใช้ได้: {known}", f"the type “{name}” is not supported; there are: {known}."
        )
        name = "string"
    iri = properties.text(given, "@id", where)
    if iri is not None and not iri.startswith("_:"):
        iri = _iri(iri, properties, where)
    lengths = _lengths(given, name, properties, where)
    bounds = _bounds(given, name, properties, where)
    pattern, decimal_char, group_char = _format(given, name, properties, where)
    read = Datatype(name, iri, pattern, decimal_char, group_char, *lengths, bounds)
    try:
        _parser(name, pattern, decimal_char, group_char)
    except ValueError as error:
        properties.doubt(where, f"ไม่รองรับรูปแบบ “{pattern}”", f"the format “{pattern}” is not supported ({error}).")
        read = Datatype(name, iri, None, ".", None, *lengths, bounds)
    return read


def _iri(text: str, properties: Properties, where: str) -> str | None:
    if not properties.strict and not is_absolute(text):
        properties.doubt(where, f"“{text}” ไม่ใช่ IRI", f"“{text}” is no absolute IRI.", fatal=True)
        return None
    if expand(text).startswith((_XSD, PREFIXES["csvw"])):
        properties.doubt(where, f"“{text}” เป็นชนิดมาตรฐาน", f"“{text}” is a built-in datatype.", fatal=True)
    return properties.iri(text, where)


def _format(
    given: Mapping[str, Any], name: str, properties: Properties, where: str
) -> tuple[str | None, str, str | None]:
    described = given.get("format")
    if described is None or isinstance(described, str):
        return described, ".", None
    if not isinstance(described, dict) or name not in NUMBERS:
        properties.doubt(where, "“format” ไม่ถูกต้อง", "“format” must be a string, or an object for numbers.")
        return None, ".", None
    properties.only(described, {"decimalChar", "groupChar", "pattern"}, f"{where}/format")
    return (
        properties.text(described, "pattern", where),
        properties.text(described, "decimalChar", where) or ".",
        properties.text(described, "groupChar", where) or None,
    )


def _lengths(given: Mapping[str, Any], name: str, properties: Properties, where: str) -> tuple[int | None, int | None]:
    numbers = {key: given[key] for key in ("length", "minLength", "maxLength") if key in given}
    if numbers and name not in LENGTHS:
        properties.doubt(where, "ชนิดนี้ไม่มีความยาว", f"the type “{name}” has no length.", fatal=True)
        return None, None
    if any(not isinstance(n, int) or n < 0 for n in numbers.values()):
        properties.doubt(where, "ความยาวต้องเป็นจำนวนเต็ม", "a length must be a whole number.")
        return None, None
    exact = numbers.get("length")
    low, high = numbers.get("minLength", exact), numbers.get("maxLength", exact)
    if (low is not None and high is not None and low > high) or (
        exact is not None and ((low or 0) > exact or (high is not None and high < exact))
    ):
        properties.doubt(where, "ขอบเขตความยาวขัดกัน", "the bounds of the length contradict each other.", fatal=True)
        return None, None
    return (exact if exact is not None else low), (exact if exact is not None else high)


def _bounds(given: Mapping[str, Any], name: str, properties: Properties, where: str) -> dict[str, str]:
    bounds = {facet: str(given[key]) for key, facet in _FACETS.items() if key in given}
    if not bounds:
        return {}
    if name not in NUMBERS and name not in DATES:
        properties.doubt(where, "ชนิดนี้ไม่มีขอบเขต", f"the type “{name}” has no bounds.", fatal=True)
        return {}
    try:
        value = {facet: comparable(name, PARSERS[name](text)) for facet, text in bounds.items()}
    except (NotOfTypeError, ValueError):
        properties.doubt(where, "ขอบเขตไม่ใช่ค่าของชนิดนี้", f"a bound is no value of the type “{name}”.")
        return {}
    low = value.get("minInclusive", value.get("minExclusive"))
    high = value.get("maxInclusive", value.get("maxExclusive"))
    both = {"minInclusive", "minExclusive"} <= {*value} or {"maxInclusive", "maxExclusive"} <= {*value}
    mixed = ("minInclusive" in value) != ("maxInclusive" in value)
    if both or (low is not None and high is not None and (low > high or (mixed and low == high))):
        properties.doubt(where, "ขอบเขตขัดกัน", "the bounds contradict each other.", fatal=True)
        return {}
    return bounds


__all__ = ["INTEGERS", "STRING", "Datatype", "NotOfTypeError", "comparable", "read_datatype"]
