"""How the cells of one column are read: text, days, fiscal years, amounts, truth values, names.

A value that occurs again is not read again: each column remembers what it has read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govgraph import thai
from govgraph.names import PREFIXES
from govgraph.steward.mapping.cells import BLANK, Element, Fault, Read, Record, blank, is_error
from govgraph.steward.mapping.datatypes import Datatype, NotOfTypeError
from govgraph.steward.mapping.description import Column
from govgraph.steward.mapping.lookups import NameReader
from govgraph.steward.mapping.personal import MASK, personal_data
from govgraph.steward.mapping.templates import Expand, template, variables
from govgraph.thai.reading import UnreadableTextError, plain, stands_for_nothing
from govgraph.thai.text import arabic_digits

_XSD: Final = PREFIXES["xsd"]
_REMEMBERED: Final = 50_000
"""Values that a column remembers before it forgets them all: texts that never repeat must not fill the memory."""
_NOTHING_FIRST: Final = frozenset("-–—‐‑‒−.…*ไnN( ")
"""How a text begins that only fills its cell; most texts need no closer look."""
_YES: Final = frozenset(map(thai.key, ("ใช่", "มี", "true", "yes", "y", "1", "✓", "✔", "☑", "/", "x")))
_NO: Final = frozenset(map(thai.key, ("ไม่", "ไม่ใช่", "ไม่มี", "false", "no", "n", "0", "✗", "✘", "☐", "-")))

ReadElement = Callable[[str, date | None, str | None], Element]


@dataclass(slots=True)
class Setting:
    """What the reading of a column depends on beside its description."""

    profile: bool
    names: NameReader | None = None
    unit: Decimal | None = None
    keyed: bool = False
    """Whether the column is part of a key, by which rows are compared."""


class ColumnReader:
    """Reads the cells of one column. ``remembered`` is looked into before :meth:`read` is called."""

    def __init__(self, column: Column, setting: Setting) -> None:
        self.column = column
        self.profile = setting.profile
        self.remembered: dict[Any, Read] = {}
        self.verbatim = column.read == "verbatim" or not setting.profile
        self.contextual = column.lookup is not None
        self.element = _element_reader(column, setting)
        self.expand: Expand | None = None
        self.keyed = setting.keyed
        self.simple = column.lookup is None and column.separator is None
        self.per_element = column.each or column.lookup is not None
        if column.value is not None and set(variables(column.value)) <= {column.name}:
            self.expand = template(column.value)

    def read(self, raw: str, day: date | None, within: str | None, remember: Any) -> Read:
        """Read a cell, and remember it under a key that holds everything the reading depended on."""
        if len(self.remembered) >= _REMEMBERED:
            self.remembered.clear()
        read = self.remembered[remember] = self._read(raw, day, within)
        return read

    def _read(self, raw: str, day: date | None, within: str | None) -> Read:
        column = self.column
        text = raw or column.default
        if self.profile and text[:1] == "'" and text[1:2] in {"=", "+", "-", "@", "\t", "\r"}:
            text = text[1:]  # how spreadsheets, and our own files for them, keep a text from being a formula
        if text in column.null or (self.profile and not text.strip()):
            return self._blank()
        parts = [text]
        if column.separator is not None:
            parts = [part.strip() for part in text.split(column.separator) if part.strip()]
        faults: list[Fault] = []
        codes: list[str] = []
        if self.profile:
            if code := personal_data(text):
                return Read(value=MASK, faults=(Fault(code, MASK),), bad=True, personal=True)
            if not self.verbatim:
                parts = [self._put_right(part, faults, codes) for part in parts]
                if len(parts) == 1 and parts[0] in column.null:
                    return self._blank()
                if column.read in {None, "text"} and text[0] in _NOTHING_FIRST and stands_for_nothing(plain(text)):
                    return self._blank(Fault("GG-CEL-006", text))
        elements = [self.element(part, day, within) for part in parts]
        if not faults and self.simple and (read := self._taken(elements[0])) is not None:
            return read
        for element in elements:
            faults.extend(element.faults)
            codes.extend(element.codes)
        return self._combined(raw, elements, faults, codes)

    def _taken(self, only: Element) -> Read | None:
        """Return the reading of an element about which nothing is to be said; most cells are such."""
        if only.faults or only.term is None:
            return None
        if self.expand is None:
            return Read(only.value, (only.term,), _key(only.value) if self.keyed else "")
        try:
            node = self.expand({self.column.name: only.value})
        except ValueError:
            return None
        return Read(only.value, (node,), _key(only.value) if self.keyed else "")

    def _blank(self, remark: Fault | None = None) -> Read:
        if self.column.required:
            return blank((Fault("GG-CEL-001", ""),))
        return blank((remark,)) if remark else BLANK

    def _put_right(self, part: str, faults: list[Fault], codes: list[str]) -> str:
        if part.isascii() and part.isprintable() and part.strip() == part and "  " not in part:
            return part
        normal = thai.normalise(part)
        for code in normal.repairs:
            faults.append(Fault(code, part, values={"read": normal.text}))
            codes.append(code)
        return normal.text

    def _combined(self, raw: str, elements: list[Element], faults: list[Fault], codes: list[str]) -> Read:
        column = self.column
        values = [element.value for element in elements]
        value: str | list[str] = values if column.separator is not None else values[0]
        terms: tuple[NamedNode | Literal, ...]
        terms = tuple(element.term for element in elements if element.term is not None)
        try:
            if self.expand is not None and terms and not any(is_error(fault.code) for fault in faults):
                given = [{column.name: v} for v in values] if self.per_element else [{column.name: value}]
                terms = tuple(self.expand(cells) for cells in given)
        except ValueError as error:
            faults.append(Fault("GG-CEL-003", raw, values={"reason": str(error)}))
        bad = any(is_error(fault.code) for fault in faults)
        by = next((e for e in elements if e.accepted_by is not None), None)
        written: tuple[Literal, ...] = ()
        if column.lookup is not None and column.lookup.written_as is not None:
            parts = [raw] if column.separator is None else [p.strip() for p in raw.split(column.separator) if p.strip()]
            written = tuple(Literal(thai.normalise(part).text) for part in parts)
        record = None
        if codes and not bad:
            who, when = (by.accepted_by, by.accepted_on) if by is not None else (None, None)
            record = Record(raw, terms, tuple(dict.fromkeys(codes)), who, when)
        return Read(
            value=value,
            terms=terms,
            written=written,
            kinds=tuple(element.kind for element in elements) if column.lookup else (),
            iris=tuple(values) if column.lookup else (),
            new=tuple(element.new for element in elements if element.new is not None),
            key="\x1e".join(element.key or _key(element.value) for element in elements) if self.keyed else "",
            faults=tuple(faults),
            bad=bad,
            record=record,
            asked=tuple(element.asked for element in elements if element.asked is not None),
        )


def _key(text: str) -> str:
    return text.casefold() if text.isascii() and text.isalnum() else thai.key(text)


def _element_reader(column: Column, setting: Setting) -> ReadElement:
    if column.lookup is not None and setting.names is not None:
        return setting.names.reader(column.lookup)
    unit = setting.unit or column.unit or Decimal(1)
    readers: dict[str | None, Callable[[str], Element]] = {
        "day": lambda text: _day_of(text, column),
        "first-day": lambda text: _day_of(text, column, whole=True),
        "last-day": lambda text: _day_of(text, column, whole=True, last=True),
        "fiscal-year": lambda text: _fiscal_year(text, column),
        "amount": lambda text: _amount(text, unit, column),
        "yes-no": _yes_or_no,
    }
    read = readers.get(column.read)
    if read is not None:
        return lambda text, _day, _within: read(text)
    return lambda text, _day, _within: _typed(text, column.datatype, column.language, put_right=setting.profile)


def _typed(text: str, datatype: Datatype, language: str | None, *, put_right: bool) -> Element:
    try:
        return Element(text, datatype.literal(text, language))
    except NotOfTypeError:
        suggestions: tuple[str, ...] = ()
        if put_right and (arabic := arabic_digits(text)) != text and _fits(arabic, datatype):
            suggestions = (arabic,)
        return Element(text, faults=(Fault("GG-CEL-002", text, suggestions, {"wanted": datatype.wanted}),))


def _fits(text: str, datatype: Datatype) -> bool:
    try:
        datatype.literal(text)
    except NotOfTypeError:
        return False
    return True


def _remarks(text: str, remarks: tuple[tuple[str, dict[str, str]], ...]) -> tuple[Fault, ...]:
    return tuple(Fault(code, text, values=values) for code, values in remarks)


def _unreadable(text: str, error: UnreadableTextError) -> Element:
    return Element(text, faults=(Fault(error.code, text, error.suggestions, error.values),))


def _day_of(text: str, column: Column, *, whole: bool = False, last: bool = False) -> Element:
    """Read a day; where a ``whole`` month or year will do, its first day, or as the last one the day after its end."""
    try:
        reading = thai.read_day(text, column.era)
    except UnreadableTextError as error:
        return _unreadable(text, error)
    faults = _remarks(text, reading.remarks)
    if reading.precision != "day" and not whole and not column.suppressed:
        faults = (*faults, Fault("GG-CEL-005", text))
    day = (reading.end if last else reading.start).isoformat()
    term = Literal(day, datatype=NamedNode(_XSD + "date"))
    return Element(day, term, faults=faults, codes=tuple(code for code, _ in reading.remarks))


def _fiscal_year(text: str, column: Column) -> Element:
    try:
        reading = thai.read_fiscal_year(text, column.era)
    except UnreadableTextError as error:
        return _unreadable(text, error)
    year = str(reading.year_be)
    term = Literal(year, datatype=NamedNode(_XSD + "integer"))
    codes = tuple(code for code, _ in reading.remarks)
    return Element(year, term, faults=_remarks(text, reading.remarks), codes=codes)


def _amount(text: str, unit: Decimal, column: Column) -> Element:
    try:
        reading = thai.read_amount(text, unit, any_commas=column.any_commas)
    except UnreadableTextError as error:
        return _unreadable(text, error)
    baht = f"{reading.baht:f}"
    term = Literal(baht, datatype=NamedNode(_XSD + "decimal"))
    codes = tuple(code for code, _ in reading.remarks)
    return Element(baht, term, faults=_remarks(text, reading.remarks), codes=codes)


def _yes_or_no(text: str) -> Element:
    folded = thai.key(text)
    if folded not in _YES and folded not in _NO:
        return Element(text, faults=(Fault("GG-CEL-007", text),))
    word = "true" if folded in _YES else "false"
    return Element(word, Literal(word, datatype=NamedNode(_XSD + "boolean")))


def first_day_of_fiscal_year(year_be: int) -> date:
    """Return 1 October of the year before (Budget Procedures Act: a fiscal year begins on 1 October).

    >>> first_day_of_fiscal_year(2565)
    datetime.date(2021, 10, 1)
    """
    start = thai.fiscal_year(year_be).start
    assert start is not None
    return start
