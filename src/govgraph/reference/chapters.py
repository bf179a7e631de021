"""The pages: one a class, one for the properties of a section, one a code list, one a file of shapes, an overview."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from govgraph.model import Label
from govgraph.names import expand
from govgraph.reference import steps, words
from govgraph.reference.document import (
    Anchor,
    Block,
    Code,
    Facts,
    Heading,
    Index,
    Line,
    Link,
    Page,
    Paragraph,
    Plain,
    Table,
    anchor,
    joined,
)
from govgraph.reference.entries import about, example, named, properties_table, rules_table, shape_entry
from govgraph.reference.model import Citation, Kind, Reference, Section, Shape, Term, short

OVERVIEW: Final = "README"
"""The name of the page that leads to all others."""

_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")
_DOMAIN: Final = expand("rdfs:domain")


def pages(reference: Reference) -> Iterator[Page]:
    """Give every page, the overview first, in the order in which they would be read."""
    yield _overview(reference)
    for section in reference.sections:
        terms = _terms(reference, section)
        for term in terms:
            if term.kind is Kind.CLASS:
                yield _class_page(reference, term)
        if properties := [term for term in terms if term.kind is Kind.PROPERTY]:
            yield _property_page(reference, section, properties)
    for scheme in reference.of(Kind.LIST):
        yield _list_page(reference, scheme)
    for file, shapes in _by_file(reference).items():
        yield _shape_page(reference, file, shapes)


def _terms(reference: Reference, section: Section) -> list[Term]:
    return [reference.terms[iri] for iri in section.terms if iri in reference.terms]


def _by_file(reference: Reference) -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for shape in reference.shapes.values():
        found.setdefault(shape.file, []).append(shape)
    return found


def _class_page(reference: Reference, term: Term) -> Page:
    blocks: list[Block] = list(about(reference, term, 1))
    if table := list(properties_table(reference, term)):
        blocks += [Heading(2, (words.H_PROPERTIES,)), *table]
    if table := list(rules_table(reference.rules(term.iri))):
        blocks += [Heading(2, (words.H_RULES,)), *table]
    above = ((iri, _has(reference, iri)) for iri in reference.above(term.iri))
    if inherited := tuple((reference.terms[iri].label, (line,)) for iri, line in above if line):
        blocks += [Heading(2, (words.H_INHERITED,)), Facts(inherited)]
    blocks += [Heading(2, (words.H_EXAMPLE,)), *example(reference, term, headed=True)]
    return Page(f"classes/{anchor(term.iri)}", term.label, tuple(blocks))


def _has(reference: Reference, cls: str) -> Line:
    """Return what the things of a class have, and so those of the classes below it: properties, then rules."""
    properties = [p.iri for p in reference.of(Kind.PROPERTY) if cls in p.links.get(_DOMAIN, ())]
    links = joined((Link(iri, Code(short(iri))),) for iri in properties)
    rules = sum(1 for _ in reference.rules(cls))
    if not rules:
        return links
    count: Line = (Link(cls, Label(f"กฎ {rules} ข้อ", f"{rules} rules" if rules > 1 else "1 rule")),)
    return joined([part for part in (links, count) if part])


def _property_page(reference: Reference, section: Section, properties: Iterable[Term]) -> Page:
    title: Line = (Plain(f"{section.number}. "), section.title, Plain(" – "), words.H_PROPERTIES)
    blocks: list[Block] = [Heading(1, title)]
    for term in properties:
        blocks += [*about(reference, term, 2), *example(reference, term)]
    name = _NOT_IN_A_NAME.sub("-", section.title.text("en").casefold().partition(":")[0])
    return Page(f"properties/{section.number:02}-{name}", section.title, tuple(blocks))


def _list_page(reference: Reference, scheme: Term) -> Page:
    members = reference.members(scheme.iri)
    rows = tuple(((Link(c.iri, Code(short(c.iri))),), (c.label,), (c.definition,)) for c in members)
    blocks: list[Block] = [*about(reference, scheme, 1), Heading(2, (words.H_VALUES,))]
    blocks.append(Table((words.CODE, words.NAME, words.DEFINITION), rows))
    for concept in members:
        blocks += [*about(reference, concept, 3), *example(reference, concept)]
    return Page(f"lists/{anchor(scheme.iri).rpartition('/')[2]}", scheme.label, tuple(blocks))


def _shape_page(reference: Reference, file: str, shapes: Sequence[Shape]) -> Page:
    """Tell of the shapes of a file: those that stand for themselves, each with the parts that it calls first."""
    told: set[str] = set()
    blocks: list[Block] = [Heading(1, (words.H_SHAPES, Plain(" "), Code(f"shapes/{file}.ttl")))]
    called = {part for shape in shapes if shape.parts for part in shape.parts}
    for shape in shapes:
        if shape.iri not in called:
            parts = [part for part in shapes if part.iri in shape.parts and part.iri not in told]
            told.update(part.iri for part in parts)
            blocks += shape_entry(reference, shape, parts, 2)
    return Page(f"shapes/{file.rpartition('/')[2]}", shapes[0].label, tuple(blocks))


def _overview(reference: Reference) -> Page:
    blocks: list[Block] = [
        Heading(1, (Anchor(reference.iri), reference.title)),
        Paragraph((reference.description,)),
        Facts(((words.IRI, ((Code(reference.iri),),)), (words.VERSION, ((Plain(reference.version),),)))),
        *(Paragraph((sentence,)) for sentence in words.OVERVIEW),
        steps.diagram(reference),
    ]
    for section in reference.sections:
        blocks.append(Heading(2, (Plain(f"{section.number}. "), section.title)))
        terms = _terms(reference, section)
        for kind, caption in ((Kind.CLASS, words.H_CLASSES), (Kind.PROPERTY, words.H_PROPERTIES)):
            if entries := tuple(named(reference, term.iri) for term in terms if term.kind is kind):
                blocks.append(Index(caption, entries))
    blocks += [
        Heading(2, (words.H_LISTS,)),
        Index(None, tuple(named(reference, t.iri) for t in reference.of(Kind.LIST))),
    ]
    files = tuple(
        (Link(shapes[0].iri, Code(f"shapes/{file}.ttl")), Plain(" "), shapes[0].label)
        for file, shapes in _by_file(reference).items()
    )
    blocks += [Heading(2, (words.H_SHAPES,)), Index(None, files)]
    blocks += [Heading(2, (words.H_STEPS,)), Paragraph((words.STEPS,)), steps.table(reference)]
    blocks += [Heading(2, (words.H_SOURCES,)), Paragraph((words.DOCUMENTS,)), _documents(reference)]
    return Page(OVERVIEW, reference.title, tuple(blocks))


def _documents(reference: Reference) -> Table:
    """Return the documents that terms come from, the most cited first, with what is known of them."""
    cited: dict[str, list[Citation]] = {}
    for term in reference.terms.values():
        for source, citation in {c.evidence.place.source: c for c in term.citations}.items():
            cited.setdefault(source, []).append(citation)
    rows = []
    for source, citations in sorted(cited.items(), key=lambda item: (-len(item[1]), item[0])):
        evidence, note = citations[0].evidence, citations[0].note
        title: Label | Code = evidence.title if evidence.title.text() else Code(source)
        degree = reference.terms.get(citations[0].reliability or "")
        rows.append(
            (
                (Link(evidence.url or source, title),),
                (degree.label,) if degree is not None else (),
                (Label(en=note),) if note else (),
                (Plain(str(len(citations))),),
            )
        )
    return Table((words.DOCUMENT, words.RELIABILITY, words.NOTE, words.TERMS), tuple(rows))
