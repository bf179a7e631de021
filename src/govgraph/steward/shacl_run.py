"""One run of pySHACL over a graph, and what its report leaves out: all values found, what a query bound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse
from rdflib import BNode, Graph, Literal, Namespace, URIRef

from govgraph.errors import InputError
from govgraph.model import Label, Severity
from govgraph.names import PREFIXES
from govgraph.steward.findings.rules import SEVERITIES, rules, shape_files
from govgraph.steward.findings.tracing import Result, Value
from govgraph.steward.prepared import to_rdflib

if TYPE_CHECKING:
    from rdflib.term import Identifier, Node

SH: Final = Namespace(PREFIXES["sh"])
_COUNTED: Final = frozenset({"minCount", "maxCount", "uniqueLang", "hasValue"})
"""Constraints on all values of a path at once: pySHACL names the thing, but not the values."""

_COMPARED: Final = frozenset({"lessThan", "lessThanOrEquals"})
_TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_BOUND: Final = re.compile(r"\{[?$](\w+)\}")


def run_shapes(data: Graph, focus: frozenset[str] | None) -> tuple[Graph, list[Result]]:
    """Return the W3C validation report of the shipped shapes on a graph, and its results in a fixed order.

    With ``focus`` only these things are judged. Raises :class:`InputError` where pySHACL cannot run.
    """
    from pyshacl import Validator
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure
    from pyshacl.graph_abstraction import DataGraph

    # ``inplace`` spares a copy, and keeps our kind of graph; nothing is inferred into it.
    options = {"inference": "none", "inplace": True}
    validator = Validator(DataGraph.from_rdflib(data), shacl_graph=_shapes(), options=options)
    executor, shapes = validator.make_executor(), validator.shacl_graph
    found: list[Any] = []
    try:
        for shape in sorted(shapes.shapes, key=lambda shape: str(shape.node)):
            # pySHACL's own option for focus nodes also holds back the shapes that a shape calls: a value that is
            # a literal would then pass every ``sh:or``. And it looks through a list for every node.
            targets = shape.focus_nodes(validator.data_graph)
            if focus is not None:
                targets = {node for node in targets if isinstance(node, URIRef) and str(node) in focus}
            if targets:
                found.extend(shape.validate(executor, validator.data_graph, focus=sorted(targets))[1])
    except (ReportableRuntimeError, ValidationFailure) as error:
        raise InputError(th=f"ตรวจด้วย SHACL ไม่ได้: {error}", en=f"The shapes could not be run: {error}") from error
    report, _ = Validator.create_validation_report(shapes, not found, found)
    return report, _Reading(report, data, shapes).results()


class _Reading:
    """Reads a report beside the graph and the shapes that it came from."""

    def __init__(self, report: Graph, data: Graph, shapes: Any) -> None:
        self._report = report
        self._data = data
        self._shapes = shapes

    def results(self) -> list[Result]:
        # Only the results of the report itself: those of a shape within a shape are details of one of them.
        found = [self._result(node) for node in self._report.objects(None, SH.result)]
        found.sort(key=lambda entry: entry[0])
        by_query: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, (key, result, _) in enumerate(found):
            if result.constraint == "sparql":
                by_query[key].append(at)
        answers = [result for _, result, _ in found]
        for same in by_query.values():
            _, result, _ = found[same[0]]
            for at, bound in zip(same, self._bound(result), strict=False):
                answers[at] = self._worded(found[at][2], result, bound)
        return answers

    def _result(self, node: Node) -> tuple[tuple[str, ...], Result, Node]:
        focus, shape, value, path = (
            self._report.value(node, p) for p in (SH.focusNode, SH.sourceShape, SH.value, SH.resultPath)
        )
        component = str(self._report.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
        component = component.removesuffix("ConstraintComponent")
        constraint = "sparql" if component == "SPARQL" else component[:1].lower() + component[1:]
        said = {m.language: str(m) for m in self._report.objects(node, SH.resultMessage) if isinstance(m, Literal)}
        result = Result(
            shape=str(shape),
            constraint=constraint,
            severity=SEVERITIES.get(str(self._report.value(node, SH.resultSeverity)), Severity.ERROR),
            focus=_value(focus),
            path=str(path) if isinstance(path, URIRef) else None,
            value=None if value is None else _value(value),
            found=tuple(self._along(shape, focus)) if constraint in _COUNTED else (),
            other=tuple(self._compared(shape, constraint, focus)) if constraint in _COMPARED else (),
            messages=Label(said.get("th"), said.get("en") or next(iter(sorted(said.values())), None)),
        )
        return (result.shape, str(focus), str(value), constraint), result, node

    def _along(self, shape: Node | None, focus: Node | None) -> list[Value]:
        values = self._shapes.lookup_shape_from_node(shape).value_nodes(self._data, focus)[focus]
        return [_value(node) for node in sorted(values, key=str)]

    def _compared(self, shape: Node | None, constraint: str, focus: Node | None) -> list[Value]:
        wants = rules()[str(shape)].wants if str(shape) in rules() else {}
        others = {o for p in wants.get(constraint, ()) for o in self._data.objects(focus, URIRef(p))}
        return [_value(node) for node in sorted(others, key=str)]

    def _bound(self, result: Result) -> list[dict[str, Identifier]]:
        """Ask the query of a rule again for one thing: the report tells its value, but not what else it bound."""
        constraint = _shapes().value(URIRef(result.shape), SH.sparql)
        if constraint is None:
            return []
        query = _prefixes() + str(_shapes(messages=True).value(constraint, SH.select))
        value = str(None if result.value is None else result.value.value)
        focus = _node(result.focus)
        bindings = self._data.query(query, initBindings={"this": focus}).bindings
        rows = [{str(name): node for name, node in row.items()} for row in bindings]
        rows = [row for row in rows if str(row.get("value", focus)) == value]
        return sorted(rows, key=lambda row: sorted((name, str(node)) for name, node in row.items()))

    def _worded(self, node: Node, result: Result, bound: Mapping[str, Identifier]) -> Result:
        """Put the values into the rule's own sentences, for the report too: pySHACL would drop their languages."""
        constraint = _shapes().value(URIRef(result.shape), SH.sparql)
        for message in _shapes(messages=True).objects(constraint, SH.message):
            assert isinstance(message, Literal)
            text = _BOUND.sub(lambda m: str(bound.get(m[1], m[0])), str(message))
            self._report.add((node, SH.resultMessage, Literal(text, lang=message.language)))
        others = {name: _value(value) for name, value in bound.items() if name not in {"this", "value"}}
        return replace(result, bound=others)


@cache
def _shapes(*, messages: bool = False) -> Graph:
    """Return the shapes; pySHACL gets them without the messages of queries.

    It would put values into them as the replacement of a regular expression, and fail where a value has a backslash.
    """
    quads: list[Quad] = []
    for path in shape_files():
        quads.extend(
            Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(path=path, format=RdfFormat.TURTLE)
        )
    graph = to_rdflib(quads)
    if not messages:
        for constraint in list(graph.objects(None, SH.sparql)):
            graph.remove((constraint, SH.message, None))
        _aim_properties(graph)
    return graph


def _aim_properties(graph: Graph) -> None:
    """Give the targets of a node shape to its property shapes, which means the same.

    pySHACL asks the property shapes of a node shape once for every focus node, but a shape with targets of its own
    once for all of them. Shapes that others call, or that share a property shape, stay as they are.
    """
    called = {shape for parameter in (SH.node, SH["not"]) for shape in graph.objects(None, parameter)}
    for parameter in (SH["or"], SH["and"], SH.xone):
        called |= {shape for members in graph.objects(None, parameter) for shape in graph.items(members)}
    targets = [(p, o, s) for p in _TARGETS for s, o in graph.subject_objects(p)]
    for shape in {s for _, _, s in targets} - called:
        for property_shape in list(graph.objects(shape, SH.property)):
            if len(list(graph.subjects(SH.property, property_shape))) == 1:
                graph.remove((shape, SH.property, property_shape))
                for predicate, target, targeted in targets:
                    if targeted == shape:
                        graph.add((property_shape, predicate, target))


@cache
def _prefixes() -> str:
    declared = sorted(
        (str(graph_prefix), str(_shapes().value(node, SH.namespace)))
        for node, graph_prefix in _shapes().subject_objects(SH.prefix)
    )
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared)


def _value(node: object) -> Value:
    if isinstance(node, Literal):
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        kind = None if node.datatype is None else pyoxigraph.NamedNode(str(node.datatype))
        return pyoxigraph.Literal(str(node), datatype=kind)
    return pyoxigraph.NamedNode(f"_:{node}" if isinstance(node, BNode) else str(node))


def _node(value: Value) -> Identifier:
    if isinstance(value, pyoxigraph.NamedNode):
        return BNode(value.value[2:]) if value.value.startswith("_:") else URIRef(value.value)
    return Literal(value.value)
