"""Columns compiled into what they state: templates, properties and conditions are prepared once, not once a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from govgraph.errors import InputError
from govgraph.names import term
from govgraph.steward.mapping.cells import BLANK, Read, Term
from govgraph.steward.mapping.datatypes import NotOfTypeError
from govgraph.steward.mapping.description import Column, Condition, Inference, TableMapping
from govgraph.steward.mapping.templates import Cells, Expand, template, variables

Reads = Mapping[str, Read]
Holds = Callable[[Reads], bool]
Terms = Callable[[Reads, dict[str, str | list[str]]], tuple[Term, ...]]
Nodes = tuple[tuple[NamedNode, Term], ...]
_ROW_NAMES = {"_key", "_row", "_sourceRow"}


@dataclass(slots=True)
class Subject:
    """A template of what statements are about; ``own`` says that no other row makes the same node."""

    expand: Expand
    needs: tuple[str, ...]
    own: bool


@dataclass(slots=True)
class Statement:
    """One column's statements: about which subject, with which property, under which conditions, of which terms.

    ``column`` is where the terms come from, if they are those of a cell as it was read; ``node`` if the term is what
    other statements are about.
    """

    subject: int
    property: NamedNode
    holds: Holds | None
    column: str | None = None
    node: int | None = None
    written: bool = False
    terms: Terms | None = None
    name: str = ""


@dataclass(slots=True)
class Inferring:
    """A column in whose text things are found, and the subject that they are said about."""

    column: str
    subject: int
    what: str
    unless: Holds | None


@dataclass(slots=True)
class Plan:
    """Everything that a row of a mapping states."""

    mapping: TableMapping
    profile: bool
    subjects: list[Subject] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    inferring: list[Inferring] = field(default_factory=list)
    places: list[tuple[Column, int]] = field(default_factory=list)
    row_subject: int | None = None
    numbers: dict[str, int] = field(default_factory=dict)

    def subject(self, text: str | None, column: str) -> int:
        """Return the number of a subject template, which several columns may share."""
        text = text or self.mapping.about
        if text is None:
            raise InputError(
                th=f"คอลัมน์ “{column}” ไม่มี aboutUrl และตารางก็ไม่มี",
                en=f"The column “{column}” has no aboutUrl, and neither has its table.",
            )
        if text not in self.numbers:
            self.numbers[text] = len(self.subjects)
            used = {*variables(text)}
            key = {*self.mapping.key}
            own = bool(used & _ROW_NAMES) or (bool(key) and key <= used)
            self.subjects.append(Subject(template(text), self._columns(text), own or not self.profile))
        return self.numbers[text]

    def _columns(self, text: str | None) -> tuple[str, ...]:
        names = {column.name for column in self.mapping.physical_columns}
        return tuple(name for name in variables(text) if name in names) if self.profile else ()


def plan(mapping: TableMapping) -> Plan:
    """Compile a mapping; raises :class:`InputError` for a column that speaks about nothing."""
    made = Plan(mapping, profile=mapping.profile is not None)
    if mapping.suppressed:
        return made
    if made.profile:
        for column in mapping.columns:
            if not column.suppressed and column.about is not None:
                made.subject(column.about, column.name)
    if mapping.about is not None:
        made.row_subject = made.subject(None, "")
    for column in mapping.columns:
        if column.suppressed or column.personal:
            continue
        _column(made, column)
    return made


def _column(made: Plan, column: Column) -> None:
    holds = conditions(column.when)
    if column.place_in is not None:
        made.places.append((column, made.subject(column.about, column.name)))
        return
    for what, inference in (("areas", column.places), ("themes", column.themes)):
        if inference is not None:
            made.inferring.append(_inferring(made, column, what, inference))
    if column.lookup is not None and column.lookup.written_as is not None:
        about = made.subject(column.about, column.name)
        written = NamedNode(column.lookup.written_as)
        made.statements.append(Statement(about, written, holds, column.name, written=True, name=column.name))
    if column.property is None:
        return
    statement = Statement(made.subject(column.about, column.name), NamedNode(column.property), holds, name=column.name)
    if column.value_of is not None:
        statement.terms = _again(column)
    elif column.virtual and column.value in made.numbers:
        statement.node = made.numbers[column.value]
    elif column.virtual and (same := _stated_alike(made, column)) is not None:
        statement.column = same
    elif column.virtual:
        statement.terms = _virtual(made, column)
    elif column.value is None or set(variables(column.value)) <= {column.name}:
        statement.column = column.name
    else:
        statement.terms = _expanded(column)
    made.statements.append(statement)


def _inferring(made: Plan, column: Column, what: str, inference: Inference) -> Inferring:
    unless = conditions((inference.unless,)) if inference.unless else None
    return Inferring(column.name, made.subject(inference.about, column.name), what, unless)


def _again(column: Column) -> Terms:
    """State again what another column states; where a condition names kinds of it, only things of these kinds."""
    name = column.value_of or ""
    kinds = frozenset(kind for when in column.when if when.column == name for kind in with_parts(when.kinds))

    def terms(reads: Reads, _values: Cells) -> tuple[Term, ...]:
        read = reads.get(name, BLANK)
        if not kinds:
            return read.terms
        return tuple(t for t, kind in zip(read.terms, read.kinds, strict=True) if kind in kinds)

    return terms


def _stated_alike(made: Plan, column: Column) -> str | None:
    """Return the column that makes the same URL of one value, so that it need not be made twice."""
    for other in made.mapping.physical_columns:
        alike = other.value == column.value and variables(other.value) == (other.name,)
        if made.profile and alike and other.separator is None:
            return other.name
    return None


def _virtual(made: Plan, column: Column) -> Terms:
    if column.value is None:
        try:
            literal: tuple[Term, ...] = (column.datatype.literal(column.default, column.language),)
        except NotOfTypeError:
            raise InputError(
                th=f"คอลัมน์ “{column.name}”: “{column.default}” ไม่ใช่ค่าชนิด {column.datatype.name}",
                en=f"The column “{column.name}”: “{column.default}” is no value of type {column.datatype.name}.",
            ) from None
        return lambda _reads, _values: literal
    expand = template(column.value)
    needs = made._columns(column.value)
    if not variables(column.value):
        constant = (expand({}),)
        return lambda _reads, _values: constant

    def terms(_reads: Reads, values: dict[str, str | list[str]]) -> tuple[Term, ...]:
        if any(not values.get(name) for name in needs):
            return ()
        return (expand(values),)

    return terms


def _expanded(column: Column) -> Terms:
    """Make a URL of this and other columns; of each element, where the column says so."""
    expand = template(column.value or "")
    name, each = column.name, column.each or column.lookup is not None

    def terms(_reads: Reads, values: dict[str, str | list[str]]) -> tuple[Term, ...]:
        value = values.get(name)
        if not value:
            return ()
        if each and isinstance(value, list):
            return tuple(expand({**values, name: element}) for element in value)
        return (expand(values),)

    return terms


def conditions(when: tuple[Condition, ...]) -> Holds | None:
    """Compile conditions into one test over the cells of a row; all of them must hold."""
    if not when:
        return None
    tests = tuple((c.column, frozenset(with_parts(c.kinds)), c.new) for c in when)

    def holds(reads: Reads) -> bool:
        for column, kinds, new in tests:
            read = reads.get(column, BLANK)
            if (
                not read.value
                or (kinds and kinds.isdisjoint(read.kinds))
                or (new is not None and bool(read.new) != new)
            ):
                return False
        return True

    return holds


def with_parts(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return kinds as the register gives them: an area is a province or a cluster.

    >>> with_parts(("area", "plan"))
    ('province', 'cluster', 'plan')
    """
    return tuple(part for kind in kinds for part in (("province", "cluster") if kind == "area" else (kind,)))


RECORDED_AT = term("gov:recordedAt")
SOURCE = term("dcterms:source")
__all__ = ["RECORDED_AT", "SOURCE", "Inferring", "Literal", "Plan", "Statement", "Subject", "conditions", "plan"]
