"""A question with parameters: what it takes, and how values become part of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govgraph.errors import UsageError
from govgraph.model import Label, Severity
from govgraph.research.sparql_text import rebind
from govgraph.research.terms import Type, Value, YearForm, printable, sparql, term_of


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a query lets its caller choose.

    ``default`` is the SPARQL text that stands in the file, ``None`` for ``UNDEF``; a parameter that is not
    optional and has no default must be given. ``choices`` lists all values there are; ``choices_from`` is the IRI
    of a class whose things are the ones to pick from (a list for people: other values are taken, and find nothing).
    """

    name: str
    type: Type
    optional: bool = False
    default: str | None = None
    label: Label = field(default_factory=Label)
    choices: tuple[str, ...] = ()
    choices_from: str | None = None
    year_form: YearForm = YearForm.IRI

    @property
    def required(self) -> bool:
        """Tell whether the query makes no sense without a value."""
        return not self.optional and self.default is None

    def sparql(self, value: Value) -> str:
        """Check a value and write it as SPARQL; raise :class:`UsageError` if it is of another type.

        >>> Parameter("limit", Type.INTEGER).sparql("10")
        '"10"^^<http://www.w3.org/2001/XMLSchema#integer>'
        """
        try:
            term = term_of(value, self.type, self.year_form)
        except UsageError as error:
            raise UsageError(th=f"{self.name}: {error.th}", en=f"{self.name}: {error.en}") from None
        if self.choices and term not in {term_of(c, self.type, self.year_form) for c in self.choices}:
            listed = ", ".join(self.choices)
            raise UsageError(
                th=f"{self.name}: “{printable(str(value))}” ไม่มีให้เลือก เลือกได้: {listed}",
                en=f"{self.name}: “{printable(str(value))}” is not one of: {listed}.",
            )
        return sparql(term)


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the library, ready to be bound and asked.

    ``description`` says what it asks, counts and leaves out; ``summary`` is the line that its English begins with.
    ``competency`` holds the numbers of the competency questions that it answers, ``example`` the values of a call
    that is worth showing (none where the call without values is).
    """

    name: str
    text: str
    path: Path | None = None
    title: Label = field(default_factory=Label)
    summary: str = ""
    description: Label = field(default_factory=Label)
    tags: tuple[str, ...] = ()
    params: tuple[Parameter, ...] = ()
    columns: Mapping[str, Label] = field(default_factory=dict)
    competency: tuple[int, ...] = ()
    example: Mapping[str, str] | None = None
    problem: Label | None = None
    solution: Label | None = None
    severity: Severity | None = None

    @property
    def group(self) -> str:
        """Return what it is about, in a word: the folder of the library that it stands in."""
        return self.path.parent.name if self.path else ""

    def bind(self, values: Mapping[str, Value | None] | None = None) -> str:
        """Return the text of the query with its parameters set; ``None`` means not given.

        >>> query = Query("few", "ASK { VALUES ?n { 1 } }", params=(Parameter("n", Type.INTEGER),))
        >>> print(query.bind({"n": "7"}))
        ASK { VALUES ?n { "7"^^<http://www.w3.org/2001/XMLSchema#integer> } }
        """
        given = {name: value for name, value in (values or {}).items() if value is not None}
        known = {parameter.name: parameter for parameter in self.params}
        if unknown := sorted(given.keys() - known.keys()):
            listed = ", ".join(known)
            raise UsageError(
                th=f"คำถาม {self.name} ไม่มีพารามิเตอร์ “{printable(unknown[0])}” มีแต่: {listed or 'ไม่มีเลย'}",
                en=f"The query {self.name} has no parameter “{printable(unknown[0])}”; it has: {listed or 'none'}.",
            )
        if missing := [p.name for p in self.params if p.required and p.name not in given]:
            raise UsageError(
                th=f"คำถาม {self.name} ต้องมีพารามิเตอร์: {', '.join(missing)}",
                en=f"The query {self.name} needs the parameter{'s' * (len(missing) > 1)}: {', '.join(missing)}.",
            )
        return rebind(self.text, {name: known[name].sparql(value) for name, value in given.items()})
