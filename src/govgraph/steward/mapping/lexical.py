"""What text denotes a value of a datatype (XML Schema, part 2), and the form in which the graph keeps it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

MAX_INTEGER: Final = 2**63 - 1
"""Engines keep 64 bits; one of them answers a longer number with a wrong one."""

_INTEGER = re.compile(r"[+-]?0*\d{1,20}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII)
_EXPONENT = re.compile(r"[eE][+-]?\d{1,3}\Z", re.ASCII)
_ZONE = r"(Z|[+-]\d{2}:\d{2})?"
_DATE = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}{_ZONE}\Z", re.ASCII)
_DATE_TIME = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2}}(\.\d+)?{_ZONE}\Z", re.ASCII)
_IRI_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')


class NotOfTypeError(ValueError):
    """The text does not denote a value of the datatype; internal to the mapping, becomes a finding."""


def _integer(low: int | None = None, high: int | None = None) -> Callable[[str], str]:
    least = -MAX_INTEGER if low is None else low
    most = MAX_INTEGER if high is None else high

    def parse(text: str) -> str:
        if not _INTEGER.match(text) or not least <= int(text) <= most:
            raise NotOfTypeError
        return str(int(text))

    return parse


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
        return date.fromisoformat(text[:10]).isoformat() + text[10:]
    except ValueError:
        raise NotOfTypeError from None


def _date_time(text: str) -> str:
    if not _DATE_TIME.match(text):
        raise NotOfTypeError
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise NotOfTypeError from None
    return text


def _any_uri(text: str) -> str:
    if _IRI_FORBIDDEN.search(text):
        raise NotOfTypeError
    return text


def _string(text: str) -> str:
    if "\x00" in text:
        raise NotOfTypeError
    return text


def _like(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(rf"(?:{pattern})\Z", re.ASCII)

    def parse(text: str) -> str:
        if not compiled.match(text):
            raise NotOfTypeError
        return text

    return parse


_TIME = r"T?\d+H(\d+M)?(\d+(\.\d+)?S)?|T?\d+M(\d+(\.\d+)?S)?|T?\d+(\.\d+)?S"
_CLOCK = r"(T(\d+H(\d+M)?(\d+(\.\d+)?S)?|\d+M(\d+(\.\d+)?S)?|\d+(\.\d+)?S))"
_ANY_TIME = rf"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?{_ZONE}"

INTEGERS: Final = {
    "integer": _integer(),
    "long": _integer(-(2**63)),
    "int": _integer(-(2**31), 2**31 - 1),
    "short": _integer(-(2**15), 2**15 - 1),
    "byte": _integer(-128, 127),
    "nonNegativeInteger": _integer(0),
    "positiveInteger": _integer(1),
    "unsignedLong": _integer(0),
    "unsignedInt": _integer(0, 2**32 - 1),
    "unsignedShort": _integer(0, 2**16 - 1),
    "unsignedByte": _integer(0, 255),
    "nonPositiveInteger": _integer(None, 0),
    "negativeInteger": _integer(None, -1),
}
NUMBERS: Final = {*INTEGERS, "decimal", "number", "double", "float"}
DATES: Final = {
    "date", "datetime", "dateTime", "dateTimeStamp", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
}  # fmt: skip
"""Datatypes whose values have an order and whose text may have a format of days and times."""

PARSERS: Final[dict[str, Callable[[str], str]]] = {
    "string": _string,
    **INTEGERS,
    "decimal": _decimal,
    "number": _double,
    "double": _double,
    "float": _double,
    "boolean": _boolean,
    "date": _date,
    "datetime": _date_time,
    "dateTime": _date_time,
    "dateTimeStamp": _like(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})"),
    "time": _like(_ANY_TIME),
    "gYear": _like(rf"\d{{4}}{_ZONE}"),
    "gYearMonth": _like(rf"\d{{4}}-(0[1-9]|1[0-2]){_ZONE}"),
    "gMonth": _like(rf"--(0[1-9]|1[0-2]){_ZONE}"),
    "gMonthDay": _like(rf"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]){_ZONE}"),
    "gDay": _like(rf"---(0[1-9]|[12]\d|3[01]){_ZONE}"),
    "duration": _like(rf"-?P((\d+Y)?(\d+M)?(\d+D)?{_CLOCK}|(\d+Y)?(\d+M)?\d+D|(\d+Y)?\d+M|\d+Y)"),
    "dayTimeDuration": _like(rf"-?P((\d+D)?{_CLOCK}|\d+D)"),
    "yearMonthDuration": _like(r"-?P(\d+Y(\d+M)?|\d+M)"),
    "anyURI": _any_uri,
    "hexBinary": _like(r"([0-9a-fA-F]{2})*"),
    "base64Binary": _like(r"[A-Za-z0-9+/ ]*={0,2}"),
    "binary": _like(r"[A-Za-z0-9+/ ]*={0,2}"),
    "QName": _like(r"([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*"),
    "any": _string,
    "anyAtomicType": _string,
    "normalizedString": _string,
    "token": _string,
    "language": _like(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
    "Name": _string,
    "NMTOKEN": _string,
    "xml": _string,
    "html": _string,
    "json": _string,
}
"""Datatypes by their names in CSVW, each with the function from text to the form that the graph keeps."""

LENGTHS: Final[dict[str, Callable[[str], int]]] = {
    **dict.fromkeys(
        (
            "string", "normalizedString", "token", "language", "Name", "NMTOKEN", "anyURI", "any", "anyAtomicType",
            "xml", "html", "json", "QName",
        ),
        len,
    ),
    "hexBinary": lambda text: len(text) // 2,
    "base64Binary": lambda text: len(text.replace(" ", "").rstrip("=")) * 3 // 4,
    "binary": lambda text: len(text.replace(" ", "").rstrip("=")) * 3 // 4,
}  # fmt: skip
"""Datatypes that have a length, and how it is counted."""
