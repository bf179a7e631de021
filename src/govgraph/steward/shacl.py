"""Judge a graph by the shapes; pySHACL is the meaning, this module only asks and translates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from govgraph.errors import InputError
from govgraph.model import Finding, Place, Severity
from govgraph.names import GOV, PREFIXES, shorten
from govgraph.resources import resource
from govgraph.steward.rdf_files import canonical

if TYPE_CHECKING:
    import rdflib

_SH = PREFIXES["sh"]
_SEVERITIES = {
    _SH + "Violation": Severity.ERROR,
    _SH + "Warning": Severity.WARNING,
    _SH + "Info": Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the shapes say: findings in a fixed order, and the W3C validation report as Turtle."""

    findings: tuple[Finding, ...]
    report_ttl: str

    @property
    def conforms(self) -> bool:
        """True where nothing is an error; warnings and remarks do not spoil it."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def judge(
    quads: Iterable[Quad], places: Mapping[str, Place] | None = None, *, background: Iterable[Quad] = ()
) -> Judgement:
    """Run the shipped shapes over statements (the ontology among them, for its class hierarchy).

    ``places`` says where the things stand in the files they came from, so that a finding can name the place.
    With a ``background`` (what the statements may refer to), only the things that the statements themselves
    speak of are judged; blank nodes among them should have become IRIs before.
    """
    import pyshacl
    import rdflib

    judged, behind = list(quads), list(background)
    focus = _spoken_of(judged) if behind else None
    data, shapes = to_rdflib([*judged, *behind]), _shapes()
    # ``inplace`` spares a copy, and keeps our kind of graph; nothing is inferred into it.
    _, report, text = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, inplace=True, focus_nodes=focus
    )
    if not isinstance(report, rdflib.Graph):
        raise InputError(th=f"ตรวจด้วย SHACL ไม่ได้: {text}", en=f"The shapes could not be run: {text}")
    # Only the results of the report itself: those of a shape within a shape are details of one of them.
    results = report.objects(None, rdflib.URIRef(_SH + "result"))
    findings = [_finding(report, result, shapes, places or {}) for result in results]
    findings.sort(
        key=lambda f: (
            f.severity != "error",
            f.severity != "warning",
            f.code,
            f.focus or "",
            f.value or "",
            f.message_en,
        )
    )
    return Judgement(tuple(findings), _turtle(report))


def _turtle(report: rdflib.Graph) -> str:
    """Write a report with canonical names for its blank nodes, so that the same report is the same text."""
    quads = canonical(list(parse(report.serialize(format="nt"), format=RdfFormat.N_TRIPLES)))
    text = serialize((quad.triple for quad in quads), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None
    return text.decode()


def _spoken_of(quads: Iterable[Quad]) -> list[str]:
    """Subjects and objects: a rule about a known province may be broken by what is now said of it."""
    return sorted({t.value for quad in quads for t in (quad.subject, quad.object) if isinstance(t, NamedNode)})


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Copy statements, without their graphs, into an rdflib graph in memory."""
    from govgraph.steward.prepared import PreparedGraph

    lines = serialize((Triple(q.subject, q.predicate, q.object) for q in quads), format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return PreparedGraph().parse(data=lines, format="nt")


def shapes_digest() -> str:
    """Return a hash of all shipped shapes: what was judged by other shapes must be judged again."""
    digest = hashlib.sha256()
    for path in sorted(resource("shapes").rglob("*.ttl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _shapes() -> rdflib.Graph:
    quads: list[Quad] = []
    for path in sorted(resource("shapes").rglob("*.ttl")):
        quads.extend(
            Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(path=path, format=RdfFormat.TURTLE)
        )
    return to_rdflib(quads)


def _finding(
    report: rdflib.Graph, result: rdflib.term.Node, shapes: rdflib.Graph, places: Mapping[str, Place]
) -> Finding:
    import rdflib

    sh = rdflib.Namespace(_SH)
    focus, shape, value = (report.value(result, p) for p in (sh.focusNode, sh.sourceShape, sh.value))
    path = report.value(result, sh.resultPath)
    messages = {m.language: str(m) for m in report.objects(result, sh.resultMessage) if isinstance(m, rdflib.Literal)}
    english = messages.get("en") or next(iter(sorted(messages.values())), "")
    code = shapes.value(shape, rdflib.URIRef(GOV + "findingCode")) if shape is not None else None
    return Finding(
        code=str(code or "GG-SHP-000"),
        severity=_SEVERITIES.get(str(report.value(result, sh.resultSeverity)), Severity.ERROR),
        message_th=messages.get("th") or english,
        message_en=english,
        # A rule about many records is judged at the smaller end; the record at fault is then the value.
        place=places.get(str(focus)) or places.get(str(value)),
        field=shorten(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else str(value),
        focus=None if focus is None else str(focus),
        shape=str(shape) if isinstance(shape, rdflib.URIRef) else None,
    )
