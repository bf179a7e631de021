"""What a row states once its cells are read: the quads of its columns, its place, and what follows from its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from govgraph.model import Finding, Place
from govgraph.names import lines_place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.cells import BLANK, Read, Term
from govgraph.steward.mapping.dating import Dated
from govgraph.steward.mapping.description import Column
from govgraph.steward.mapping.inferred import Inferences
from govgraph.steward.mapping.places import PlaceFacts, place_node
from govgraph.steward.mapping.readings import CellReadings
from govgraph.steward.mapping.statements import RECORDED_AT, SOURCE, Holds, Inferring, Plan, Statement

_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?\Z", re.ASCII)
Values = dict[str, str | list[str]]
_Make = Callable[[dict[str, Read], Values, list[NamedNode | None]], tuple[Term, ...]]
_Step = tuple[int, NamedNode, Holds | None, str | None, bool, _Make, bool]


@dataclass(slots=True)
class RowRead:
    """The cells of one row, read: by column as they were read, by name as templates use them."""

    number: int
    reads: dict[str, Read]
    values: Values
    dated: Dated
    special: list[tuple[str, Read]] = field(default_factory=list)
    """Cells that make more than their column's statements: repaired ones, and names of new bodies."""
    bad: bool = False


@dataclass(slots=True)
class Stated:
    """What a row states: of its own, what other rows may state as well, what follows, and remarks on the way."""

    subjects: tuple[NamedNode, ...]
    quads: list[Quad]
    shared: list[Quad]
    inferred: list[Quad]
    findings: list[Finding]


class Stating:
    """A plan in one graph. Raises ``ValueError`` for a row whose values make no IRI."""

    def __init__(
        self,
        plan: Plan,
        graph: NamedNode,
        source: NamedNode,
        sheet: str | None,
        *,
        readings: CellReadings,
        inferences: Inferences | None,
        at: Callable[[int, str], tuple[Place, str]],
    ) -> None:
        self.plan = plan
        self.graph = graph
        self.source = source
        self.sheet = sheet
        self.readings = readings
        self.inferences = inferences
        self.at = at
        """Gives place and heading of a cell, by row and column."""
        self.facts = PlaceFacts(graph)
        self.own = [subject.own for subject in plan.subjects]
        self.steps = [self._step(statement) for statement in plan.statements]
        first = place_node(Place(source.value, sheet=sheet, row=0)).value
        self.row_stem = first.removesuffix("0")

    def row(self, row: RowRead) -> Stated:  # noqa: PLR0912 -- one pass: a hundred thousand rows go through it
        """State what a row says."""
        plan, graph, reads, values = self.plan, self.graph, row.reads, row.values
        nodes: list[NamedNode | None] = [None] * len(plan.subjects)
        spoken = [False] * len(nodes)
        quads: list[Quad] = []
        shared: list[Quad] = []
        if plan.row_subject is not None:
            nodes[plan.row_subject] = self.node(plan.row_subject, nodes, values)
        for number, prop, holds, column, written, make, own in self.steps:
            if holds is not None and not holds(reads):
                continue
            if column is not None:
                read = reads.get(column, BLANK)
                terms = read.written if written else read.terms
            else:
                terms = make(reads, values, nodes)
            if not terms:
                continue
            subject = nodes[number] or self.node(number, nodes, values)
            if subject is None:
                continue
            spoken[number] = True
            into = quads if own else shared
            for value in terms:
                into.append(Quad(subject, prop, value, graph))
        row_node = NamedNode(f"{self.row_stem}{row.number}")
        stated = Stated((), quads, shared, [], [])
        for lines, number in plan.places:
            quads.extend(self._line_place(row, lines, self.node(number, nodes, values), stated))
        if plan.profile:
            subjects = [(n, nodes[n]) for n, said in enumerate(spoken) if said]
            self._sources(subjects, row_node, quads, shared)
            for name, read in row.special:
                self._special(name, read, row.number, row_node, stated)
            for inferring in plan.inferring:
                self._infer(inferring, row, nodes, row_node, stated)
        elif plan.row_subject is not None and (subject := nodes[plan.row_subject]) is not None:
            quads.append(Quad(subject, RECORDED_AT, row_node, graph))
        stated.subjects = tuple(node for node in nodes if node is not None)
        if stated.subjects:
            self.facts.row(row_node, self.source, self.sheet, row.number, quads)
        return stated

    def _step(self, statement: Statement) -> _Step:
        """Lay a statement out flat: it is looked at for every row."""
        terms, of = statement.terms, statement.node

        def make(reads: dict[str, Read], values: Values, nodes: list[NamedNode | None]) -> tuple[Term, ...]:
            if of is None:
                return terms(reads, values) if terms is not None else ()
            node = self.node(of, nodes, values)
            return (node,) if node is not None else ()

        number = statement.subject
        return number, statement.property, statement.holds, statement.column, statement.written, make, self.own[number]

    def node(self, number: int, nodes: list[NamedNode | None], values: Values) -> NamedNode | None:
        """Return what a subject template makes of the row, made once; ``None`` where a cell that it needs is empty."""
        node = nodes[number]
        if node is None:
            subject = self.plan.subjects[number]
            for name in subject.needs:
                if not values.get(name):
                    return None
            node = nodes[number] = subject.expand(values)
        return node

    def _sources(
        self, subjects: list[tuple[int, NamedNode | None]], row_node: NamedNode, quads: list[Quad], shared: list[Quad]
    ) -> None:
        for number, node in subjects:
            assert node is not None
            quads.append(Quad(node, RECORDED_AT, row_node, self.graph))
            (quads if self.own[number] else shared).append(Quad(node, SOURCE, self.source, self.graph))

    def _special(self, name: str, read: Read, row: int, row_node: NamedNode, stated: Stated) -> None:
        for unit in read.new:
            stated.shared.extend(unit.facts(self.graph))
            for node in unit.nodes:
                stated.quads.append(Quad(node, RECORDED_AT, row_node, self.graph))
                stated.shared.append(Quad(node, SOURCE, self.source, self.graph))
        if read.record is not None:
            column = self.at(row, name)[0].column
            assert column is not None
            stated.quads.extend(self.readings(read.record, row, column, self.facts))

    def _infer(
        self,
        inferring: Inferring,
        row: RowRead,
        nodes: list[NamedNode | None],
        row_node: NamedNode,
        stated: Stated,
    ) -> None:
        read = row.reads.get(inferring.column)
        if self.inferences is None or read is None or not read.value or not isinstance(read.value, str):
            return
        if inferring.unless is not None and inferring.unless(row.reads):
            return
        about = self.node(inferring.subject, nodes, row.values)
        if about is None:
            return
        if inferring.what == "themes":
            stated.inferred.extend(self.inferences.themes(about, read.value, row_node))
            return
        stated.inferred.extend(self.inferences.areas(about, read.value, row.dated.day, row_node))
        place, heading = self.at(row.number, inferring.column)
        stated.findings.extend(f.at(place, heading) for f in self.inferences.unclear(read.value, row.dated.day))

    def _line_place(self, row: RowRead, column: Column, subject: NamedNode | None, stated: Stated) -> Iterator[Quad]:
        value = row.reads[column.name].value
        for text in value if isinstance(value, list) else [value]:
            match = _LINES.match(text)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 1 <= first <= last or subject is None:
                place, heading = self.at(row.number, column.name)
                wanted = "line or range of lines"
                stated.findings.append(found("GG-CEL-002", place=place, field=heading, value=text, wanted=wanted))
                continue
            node = lines_place(str(column.place_in), first, last)
            yield Quad(subject, SOURCE, node, self.graph)
            yield from self.facts(node, Place(str(column.place_in), line=first, last_line=last))
