"""From a result of the shapes to a finding: the cells it came from, and a sentence with names and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Finding, Label, Place, Severity
from govgraph.names import shorten
from govgraph.steward.findings.labels import Names, quoted
from govgraph.steward.findings.rules import Rule, rules
from govgraph.steward.findings.sentences import ruling, sentence, value_label

UNKNOWN = "GG-SHP-000"
"""The code of a result whose shape bears none."""

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation report, with what the report leaves out.

    ``path`` is the property the shape is about, where it is a single one. ``found`` are all values along the path,
    ``other`` the values that were compared with, ``bound`` what a query bound beside focus and value.
    """

    shape: str
    constraint: str
    severity: Severity
    focus: Value
    path: str | None = None
    value: Value | None = None
    found: tuple[Value, ...] = ()
    other: tuple[Value, ...] = ()
    bound: Mapping[str, Value] = field(default_factory=dict)
    messages: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things and properties stand in a table: rows by thing, columns by property, headings by column."""

    places: Mapping[str, Place] = field(default_factory=dict)
    columns: Mapping[str, Sequence[int]] = field(default_factory=dict)
    headings: Mapping[int, str] = field(default_factory=dict)

    def place(self, node: Value | None) -> Place | None:
        """Return the row of a thing; a literal has none."""
        return self.places.get(node.value) if isinstance(node, NamedNode) else None


def findings_of(results: Iterable[Result], quads: Sequence[Quad], layout: Layout) -> tuple[Finding, ...]:
    """Return results as findings, errors first, in a fixed order; ``quads`` are where names are looked up."""
    listed = list(results)
    names = Names(quads, {node.value for result in listed for node in _nodes(result)})
    return tuple(sorted((_finding(result, names, layout) for result in listed), key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        finding.severity != "error",
        finding.severity != "warning",
        finding.code,
        finding.focus or "",
        finding.value or "",
        finding.message_en,
    )


def _nodes(result: Result) -> Iterator[NamedNode]:
    for node in (result.focus, result.value, *result.found, *result.other, *result.bound.values()):
        if isinstance(node, NamedNode):
            yield node


def _finding(result: Result, names: Names, layout: Layout) -> Finding:
    rule = rules().get(result.shape)
    place, cells = _spot(result, rule, layout)
    heading = layout.headings.get(place.column) if place is not None and place.column is not None else None
    about = result.path or (None if rule is None else ruling(rule.code).path)
    if rule is None:
        said = result.messages
    else:
        said = sentence(
            rule,
            result.constraint,
            thing=names.thing(result.focus.value, layout.place(result.focus) or place),
            value=None if result.value is None else _shown(result.value, names),
            found=[_shown(node, names) for node in result.found],
            other=[_shown(node, names) for node in result.other],
            bound={name: _shown(node, names) for name, node in result.bound.items()},
            cells=cells,
        )
    return Finding(
        code=UNKNOWN if rule is None else rule.code,
        severity=result.severity,
        message_th=said.text("th"),
        message_en=said.text("en"),
        place=place,
        field=heading or (None if about is None else shorten(about)),
        # A shape about a thing as a whole has the thing for its value, and that stands in ``focus``.
        value=None if result.value is None or result.value == result.focus else result.value.value,
        focus=result.focus.value,
        shape=result.shape,
    )


def _shown(node: Value, names: Names) -> Label:
    if isinstance(node, Literal):
        return value_label(node.value)
    name = names.label(node.value)
    return Label(quoted(name.text("th")), quoted(name.text("en")))


def _spot(result: Result, rule: Rule | None, layout: Layout) -> tuple[Place | None, tuple[str, ...]]:
    """Find the first cell that a result came from, and the addresses of all where they are several.

    A property of the focus stands in the row of the focus. Against the direction of a path, and in a query, which is
    asked at the smaller end of what it compares, the record at fault is the value.
    """
    if rule is None:
        return layout.place(result.focus) or layout.place(result.value), ()
    own = ruling(rule.code).path
    inverse = rule.inverse or rule.path is None
    asked = [path for path in (own or rule.path, *rule.wants.get(_compared(result.constraint), ())) if path]
    columns = list(dict.fromkeys(column for path in asked for column in layout.columns.get(path, ())))
    rows = [layout.place(result.value), layout.place(result.focus)] if inverse else [layout.place(result.focus)]
    if inverse and result.value is None:
        rows = [*(layout.place(node) for node in result.found), *rows]
    at = list(dict.fromkeys(place for place in rows if place is not None))
    if not at:
        # The row that says so is the only trace where the thing itself stands in no row.
        return layout.place(result.value), ()
    if inverse and result.value is not None:
        at = at[:1]
    cells = [replace(place, column=column) if place.row else place for place in at for column in columns] or at
    addresses = tuple(cell.cell or "" for cell in cells)
    return cells[0], addresses if len(cells) > 1 and all(addresses) else ()


def _compared(constraint: str) -> str:
    return constraint if constraint in {"lessThan", "lessThanOrEquals"} else ""
