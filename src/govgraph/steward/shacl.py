"""Judge a graph by the shapes; pySHACL is the meaning, this module asks, and says where and in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from govgraph.model import Finding, Place
from govgraph.names import PREFIXES
from govgraph.steward.findings.records import conforms
from govgraph.steward.findings.rules import shape_files
from govgraph.steward.findings.tracing import Layout, findings_of
from govgraph.steward.rdf_files import canonical

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the shapes say: findings in a fixed order, and the W3C validation report as Turtle."""

    findings: tuple[Finding, ...]
    report_ttl: str

    @property
    def conforms(self) -> bool:
        """True where nothing is an error; warnings and remarks do not spoil it."""
        return conforms(self.findings)


def judge(
    quads: Iterable[Quad],
    places: Mapping[str, Place] | None = None,
    *,
    background: Iterable[Quad] = (),
    columns: Mapping[str, Sequence[int]] | None = None,
    headings: Mapping[int, str] | None = None,
) -> Judgement:
    """Run the shipped shapes over statements (the ontology among them, for its class hierarchy).

    ``places`` says in which row of a file a thing stands, ``columns`` in which columns (counted from 1) the values
    of a property, by its IRI, and ``headings`` what stands above a column: with them a finding names its cell.
    With a ``background`` (what the statements may refer to), only the things that the statements themselves
    speak of are judged; blank nodes among them should have become IRIs before.
    """
    from govgraph.steward.prepared import StoreAnsweredGraph
    from govgraph.steward.shacl_run import run_shapes

    judged, behind = list(quads), list(background)
    everything = [*judged, *behind]
    data = StoreAnsweredGraph.of(everything)
    report, results = run_shapes(data, _spoken_of(judged) if behind else None)
    layout = Layout(places or {}, columns or {}, headings or {})
    return Judgement(findings_of(results, everything, layout), _turtle(report))


def _turtle(report: rdflib.Graph) -> str:
    """Write a report with canonical names for its blank nodes, so that the same report is the same text."""
    quads = canonical(list(parse(report.serialize(format="nt"), format=RdfFormat.N_TRIPLES)))
    text = serialize((quad.triple for quad in quads), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None
    return text.decode()


def _spoken_of(quads: Iterable[Quad]) -> frozenset[str]:
    """Subjects and objects: a rule about a known province may be broken by what is now said of it."""
    return frozenset(t.value for quad in quads for t in (quad.subject, quad.object) if isinstance(t, NamedNode))


def shapes_digest() -> str:
    """Return a hash of all shipped shapes: what was judged by other shapes must be judged again."""
    digest = hashlib.sha256()
    for path in shape_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()
