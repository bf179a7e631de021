"""The one way in: files to statements, judged, and into the store in one transaction.

Rows become statements (``mapping``), what follows from them is inferred (``affiliation``), the shapes judge
the whole (``shacl``), and only what conforms reaches the store. One named graph per source; the graph
``catalogue`` says which graphs are current and of which files, by hash: the same files change nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.lineage import whole_number
from govgraph.model import Finding, Label, Place, Severity
from govgraph.names import CATALOGUE, GRAPH, expand, graph, shorten, term
from govgraph.steward.affiliation import affiliations
from govgraph.steward.findings.catalogue import found
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.references import referring_to
from govgraph.steward.shacl import Judgement, judge, shapes_digest
from govgraph.steward.shipped import Shipped, digest, shipped
from govgraph.store.port import Change, Store

INFERRED = graph("inferred/reference")
_INFERRED_TITLE = Label(
    "การสังกัดกระทรวงที่อนุมานจากการสังกัดที่บันทึกไว้", "Ministries by day, inferred from recorded attachments"
)
_NAMED = 5
"""How many things a sentence names."""

_RULES = "affiliation-2"
"""Changes whenever the rules of inference change, so that old inferences are made anew."""


@dataclass(frozen=True, slots=True)
class GraphCount:
    """One named graph of a build: its name, how many rows and statements it holds, whether it changed."""

    name: str
    rows: int
    statements: int
    changed: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``loaded`` is false where faults kept everything out of the store."""

    graphs: tuple[GraphCount, ...]
    judgement: Judgement | None
    findings: tuple[Finding, ...]
    loaded: bool

    @property
    def changed(self) -> bool:
        """Whether the store was written to."""
        return self.loaded and any(count.changed for count in self.graphs)


Progress = Callable[[Label], None]
"""Told what is being done, before it is done; for a person who waits."""


def silent(_what: Label) -> None:
    """Tell nobody."""


def build(store: Store, sets: Sequence[Shipped] | None = None, *, progress: Progress = silent) -> BuildReport:
    """Bring the shipped ontology and data into the store; a second call changes nothing.

    Nothing is loaded where a row or a shape finds an error: the report then says what.
    """
    chosen = tuple(shipped()) if sets is None else tuple(sets)
    stamps = {entry.graph: digest(entry.files()) + _state() for entry in chosen}
    current = _catalogued(store)
    kept = _of_imports(store, current)
    if {**stamps, INFERRED: _combined(stamps)} == {g: stamp for g, (stamp, _, _) in current.items()}:
        counts = tuple(GraphCount(_name(g), rows, size, False) for g, (_, rows, size) in current.items())
        return BuildReport(counts, None, (), True)

    mapped = {}
    for entry in chosen:
        progress(Label(f"อ่าน{entry.title.th}", f"reading: {entry.title.en}"))
        mapped[entry.graph] = entry.read()
    content: dict[NamedNode, tuple[Quad, ...]] = {g: result.quads for g, result in mapped.items()}
    content[INFERRED] = tuple(affiliations((q for quads in content.values() for q in quads), INFERRED))
    stamps[INFERRED] = _combined(stamps)
    rows = {g: result.rows for g, result in mapped.items()}

    everything = [quad for quads in content.values() for quad in quads]
    progress(
        Label(f"ตรวจ {len(everything):,} ข้อความด้วย SHACL", f"judging {len(everything):,} statements by the shapes")
    )
    judgement = judge(everything, places_of(everything))
    findings = (
        *(f for result in mapped.values() for f in result.findings),
        *judgement.findings,
        *(_missed(store, current, everything) if kept else ()),
    )
    sound = not any(finding.severity is Severity.ERROR for finding in findings)
    counts = tuple(
        GraphCount(_name(g), rows.get(g, 0), len(quads), current.get(g, ("",))[0] != stamps[g])
        for g, quads in sorted(content.items(), key=lambda item: item[0].value)
    )
    if sound:
        progress(Label("บันทึก", "writing"))
        catalogue = [
            *_catalogue(content, stamps, rows),
            *(quad for entry in chosen for quad in _provenance(entry.graph, entry.title, entry.sources())),
            *_provenance(INFERRED, _INFERRED_TITLE, list(mapped)),
            *kept,
        ]
        stale = frozenset({*content, *current, CATALOGUE}) & frozenset(store.graphs())
        store.commit(Change(drop=stale, add=[*everything, *catalogue]))
    return BuildReport(counts, judgement, findings, sound)


def _missed(store: Store, going: Iterable[NamedNode], coming: Iterable[Quad]) -> Iterator[Finding]:
    """Find the imports that refer to things which the last build made and this one does not."""
    a = term("rdf:type")
    there = {quad.subject for quad in coming if quad.predicate == a}
    lost = {
        quad.subject.value
        for graph_iri in going
        for quad in store.quads(graph_iri)
        if quad.predicate == a and quad.subject not in there and isinstance(quad.subject, NamedNode)
    }
    for reference in referring_to(store, Catalogue.of(store).current, lost):
        things = ", ".join(shorten(thing) for thing in reference.things[:_NAMED])
        more = len(reference.things) - _NAMED
        yield found("GG-IMP-008", value=reference.record.id, things=things + (f" … (+{more:,})" if more > 0 else ""))


def places_of(quads: Iterable[Quad]) -> dict[str, Place]:
    """Return where each thing is recorded: the row of the table that made it."""
    recorded, row_of, source_of = expand("gov:recordedAt"), expand("gov:row"), expand("gov:inSource")
    at: dict[str, str] = {}
    row: dict[str, int] = {}
    source: dict[str, str] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        match quad.predicate.value, quad.object:
            case (p, NamedNode(value=value)) if p == recorded:
                at.setdefault(quad.subject.value, value)
            case (p, NamedNode(value=value)) if p == source_of:
                source[quad.subject.value] = value
            case (p, Literal(value=value)) if p == row_of and (number := whole_number(value)) is not None:
                row[quad.subject.value] = number
    return {thing: Place(source[place], row=row.get(place)) for thing, place in at.items() if place in source}


def fingerprint(quads: Iterable[Quad]) -> str:
    """Return a short hash of all statements but the catalogue's: the same data, the same fingerprint."""
    lines = sorted(str(quad) for quad in quads if quad.graph_name != CATALOGUE)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _state() -> str:
    return f"+{shapes_digest()[:16]}+{_RULES}"


def _combined(stamps: dict[NamedNode, str]) -> str:
    """The inferred graph is as new as what it is inferred from."""
    return "+".join(stamp[:16] for g, stamp in sorted(stamps.items(), key=lambda i: i[0].value) if g != INFERRED)


def _name(graph_iri: NamedNode) -> str:
    return graph_iri.value.removeprefix(GRAPH)


def _catalogue(
    content: dict[NamedNode, tuple[Quad, ...]], stamps: dict[NamedNode, str], rows: dict[NamedNode, int]
) -> Iterator[Quad]:
    for g, quads in content.items():
        yield Quad(g, term("rdf:type"), term("gov:CurrentGraph"), CATALOGUE)
        yield Quad(g, term("gov:stamp"), Literal(stamps[g]), CATALOGUE)
        yield Quad(g, term("gov:rowCount"), Literal(rows.get(g, 0)), CATALOGUE)
        yield Quad(g, term("gov:statementCount"), Literal(len(quads)), CATALOGUE)


def _provenance(g: NamedNode, title: Label, sources: Iterable[NamedNode]) -> Iterator[Quad]:
    for language, text in (("th", title.th), ("en", title.en)):
        if text:
            yield Quad(g, term("dcterms:title"), Literal(text, language=language), CATALOGUE)
    for source in sources:
        yield Quad(g, term("prov:wasDerivedFrom"), source, CATALOGUE)


def _of_imports(store: Store, shipped_graphs: Collection[NamedNode]) -> list[Quad]:
    """Return what the catalogue says beside the shipped graphs: imports stay when these are built anew."""
    return [quad for quad in store.quads(CATALOGUE) if quad.subject not in shipped_graphs]


def _catalogued(store: Store) -> dict[NamedNode, tuple[str, int, int]]:
    """Return the graphs of the last build with their stamp, number of rows and number of statements."""
    table = store.select(
        f"""SELECT DISTINCT ?g ?stamp ?rows ?size WHERE {{ GRAPH {CATALOGUE} {{
        ?g a {term("gov:CurrentGraph")} ; {term("gov:stamp")} ?stamp ;
           {term("gov:rowCount")} ?rows ; {term("gov:statementCount")} ?size
        MINUS {{ ?g {term("prov:wasGeneratedBy")} ?import }} }} }} ORDER BY STR(?g)"""
    )
    found = {}
    for row in table.rows:
        g, stamp, rows, size = row
        assert isinstance(g, NamedNode)
        found[g] = (_value(stamp), int(_value(rows)), int(_value(size)))
    return found


def _value(term_: object) -> str:
    assert isinstance(term_, Literal)
    return term_.value
