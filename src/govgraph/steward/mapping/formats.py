"""Formats of numbers, days, times and truth values (W3C Tabular Data Model, section 6.4; UTS #35)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import pyoxigraph
from pyoxigraph import Literal, Variable

from govgraph.steward.mapping.lexical import NotOfTypeError

Parse = Callable[[str], str]

_DIGITS_OF: Final = {"dd": r"\d\d", "MM": r"\d\d", "d": r"\d{1,2}", "M": r"\d{1,2}"}
_DATE_PARTS: Final = {
    "yyyy-MM-dd": r"(?P<y>\d{4})-(?P<M>\d\d)-(?P<d>\d\d)", "yyyyMMdd": r"(?P<y>\d{4})(?P<M>\d\d)(?P<d>\d\d)",
    **{
        f"{a}{sep}{b}{sep}yyyy": rf"(?P<{a[0]}>{_DIGITS_OF[a]})[{sep}](?P<{b[0]}>{_DIGITS_OF[b]})[{sep}](?P<y>\d{{4}})"
        for sep in "-/."
        for a, b in (("dd", "MM"), ("d", "M"), ("MM", "dd"), ("M", "d"))
    },
}  # fmt: skip
_TIME_PARTS: Final = {
    "HH:mm:ss": r"(?P<H>\d\d):(?P<m>\d\d):(?P<s>\d\d)", "HHmmss": r"(?P<H>\d\d)(?P<m>\d\d)(?P<s>\d\d)",
    "HH:mm": r"(?P<H>\d\d):(?P<m>\d\d)", "HHmm": r"(?P<H>\d\d)(?P<m>\d\d)",
}  # fmt: skip
_ZONES: Final = {
    "X": r"Z|[+-]\d\d(?:\d\d)?", "XX": r"Z|[+-]\d{4}", "XXX": r"Z|[+-]\d\d:\d\d",
    "x": r"[+-]\d\d(?:\d\d)?", "xx": r"[+-]\d{4}", "xxx": r"[+-]\d\d:\d\d",
}  # fmt: skip
_ZONE_AT_END = re.compile(r"( ?)(X{1,3}|x{1,3})\Z")
_FRACTION = re.compile(r"\.(S+)\Z")
_DIGITS = re.compile(r"[0#,]+|[0#,]*\.[0#,]*")


def date_format(pattern: str, name: str, plain: Parse) -> Parse:
    """Return the parser of a format of days and times; raises ``ValueError`` for one that the standard does not have.

    >>> from govgraph.steward.mapping.lexical import PARSERS
    >>> date_format("d/M/yyyy", "date", PARSERS["date"])("2/1/2010")
    '2010-01-02'
    """
    zone = _ZONE_AT_END.search(pattern)
    text = pattern[: zone.start()] if zone else pattern
    day, clock = _halves(text, name)
    expression = (_DATE_PARTS[day] if day else "") + (("[T ]" if day else "") if clock else "")
    if day and clock:
        expression = _DATE_PARTS[day] + re.escape(text[len(day)])
    fraction = _FRACTION.search(clock or "")
    if clock:
        expression += _TIME_PARTS[clock[: fraction.start()] if fraction else clock]
        expression += rf"(?:\.(?P<f>\d{{1,{len(fraction[1])}}}))?" if fraction else ""
    if zone:
        expression += ("[ ]" if zone[1] else "") + f"(?P<z>{_ZONES[zone[2]]})"
    compiled = re.compile(expression + r"\Z", re.ASCII)

    def parse(text: str) -> str:
        match = compiled.match(text)
        if not match:
            raise NotOfTypeError
        part = {key: value for key, value in match.groupdict().items() if value}
        iso = f"{part['y']}-{part['M']:0>2}-{part['d']:0>2}" if day else ""
        if clock:
            iso += ("T" if day else "") + f"{part['H']}:{part['m']}:{part.get('s', '00')}"
            iso += f".{part['f']}".rstrip("0").rstrip(".") if "f" in part else ""
        return plain(iso + _zone(part.get("z", "")))

    return parse


def _halves(text: str, name: str) -> tuple[str, str]:
    day = next((known for known in _DATE_PARTS if text == known or text.startswith((known + "T", known + " "))), "")
    clock = text[len(day) + 1 :] if day else text
    fits = {"date": bool(day) and not clock, "time": not day}.get(name, bool(day and clock))
    if not fits or (clock and _FRACTION.sub("", clock) not in _TIME_PARTS):
        raise ValueError(f"there is no format {text!r} for {name}")
    if (fraction := _FRACTION.search(clock)) and not clock[: fraction.start()].endswith("ss"):
        raise ValueError("a fraction belongs to seconds")
    return day, clock


def _zone(text: str) -> str:
    if not text or text == "Z":
        return text
    digits = text[1:].replace(":", "").ljust(4, "0")
    return f"{text[0]}{digits[:2]}:{digits[2:]}"


def boolean_format(pattern: str) -> Parse:
    """Return the parser of a format ``Y|N``; raises ``ValueError`` for anything else."""
    yes, bar, no = pattern.partition("|")
    if not (yes and bar and no) or "|" in no:
        raise ValueError("wanted: one text for true, a bar, one text for false")

    def parse(text: str) -> str:
        if text not in {yes, no}:
            raise NotOfTypeError
        return "true" if text == yes else "false"

    return parse


def text_format(pattern: str, plain: Parse) -> Parse:
    """Return a parser that also wants the text to match a regular expression; raises ``ValueError`` for a bad one.

    The expression comes from whoever wrote the profile, so an engine runs it whose time is linear in the text: that
    of the store, which knows no look-around and no references back.
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    engine, asked = pyoxigraph.Store(), Variable("text")
    query = f"SELECT ?text (REGEX(?text, {Literal(f'^(?:{pattern})$')}) AS ?fits) {{}}"

    def fits(text: str) -> bool | None:
        found: Any = engine.query(query, substitutions={asked: Literal(text)})
        answer = next(found)["fits"]
        return None if answer is None else str(answer.value) == "true"

    if fits("") is None:
        raise ValueError("not an expression that can be matched in linear time")

    def parse(text: str) -> str:
        if not fits(text):
            raise NotOfTypeError
        return plain(text)

    return parse


def number_format(pattern: str | None, decimal_char: str, group_char: str | None, plain: Parse) -> Parse:
    """Return the parser of a number with separators and a pattern; raises ``ValueError`` for a pattern that is none.

    >>> from govgraph.steward.mapping.lexical import PARSERS
    >>> number_format("#,##0.00", ".", ",", PARSERS["decimal"])("1,160,100.00")
    '1160100.00'
    """
    group = group_char or ","
    shape = _shape(pattern, group, decimal_char) if pattern else None
    per = {"%": 2, "‰": 3}
    groups_twice = group * 2

    def parse(text: str) -> str:
        if shape is not None and not shape.match(text):
            raise NotOfTypeError
        if shape is None and groups_twice in text:
            raise NotOfTypeError
        number = text.replace(group, "")
        shift = next((places for sign, places in per.items() if sign in number), 0)
        for sign in per:
            number = number.replace(sign, "")
        if decimal_char != ".":
            if "." in number:
                raise NotOfTypeError
            number = number.replace(decimal_char, ".")
        if shift:
            try:
                number = f"{Decimal(number).scaleb(-shift):f}"
            except ArithmeticError:
                raise NotOfTypeError from None
        return plain(number)

    return parse


def _shape(pattern: str, group: str, point: str) -> re.Pattern[str]:
    """Compile a number pattern of UTS #35: ``#,##0.00``, with signs, exponent, percent or permille."""
    body = re.fullmatch(r"([+\-%‰]?)([0#,]*)(?:\.([0#,]*))?(E[+-]?[0#]+)?([%‰]?)", pattern)
    if not body or not re.search(r"[0#]", (body[2] or "") + (body[3] or "")):
        raise ValueError("not a pattern of numbers")
    sign, whole, fraction, exponent, suffix = body.groups()
    expression = "[+-]" if sign in {"+", "-"} else f"{sign}[+-]?"
    expression += _whole(whole, re.escape(group))
    if fraction is not None:
        expression += _fraction(fraction, re.escape(group), re.escape(point))
    if exponent:
        expression += rf"E[+-]?\d{{{max(1, exponent.count('0'))},}}"
    return re.compile(expression + (suffix or "") + r"\Z", re.ASCII)


def _whole(part: str, group: str) -> str:
    least = part.count("0")
    if "," not in part:
        return rf"\d{{{least},}}"
    sizes = [len(piece) for piece in part.split(",")]
    primary = sizes[-1]
    secondary = sizes[-2] if len(sizes) > 2 else primary
    full = rf"(?:\d{{1,{secondary}}}(?:{group}\d{{{secondary}}})*{group}\d{{{primary}}}|\d{{1,{primary}}})"
    return rf"(?=(?:{group}?\d){{{least},}}){full}" if least > 1 else full


def _fraction(part: str, group: str, point: str) -> str:
    least, most = part.count("0"), part.count("0") + part.count("#")
    if most == 0:
        return ""
    if "," not in part:
        digits = rf"\d{{{max(least, 1)},{most}}}"
    else:
        size = len(part.split(",", maxsplit=1)[0])
        rest = most - size
        low = max(least, 1)
        digits = rf"\d{{{size}}}{group}\d{{{max(low - size, 1)},{rest}}}" if rest else ""
        if low <= size:
            digits = rf"(?:{digits}|\d{{{low},{size}}})" if digits else rf"\d{{{low},{size}}}"
    return rf"{point}{digits}" if least else rf"(?:{point}{digits})?"
