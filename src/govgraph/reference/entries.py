"""What is told of one term or shape, as blocks of a page: the same wherever the term is told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from govgraph.lineage import Evidence
from govgraph.model import Label, Place
from govgraph.names import expand
from govgraph.reference import words
from govgraph.reference.document import (
    Anchor,
    Block,
    Code,
    Facts,
    Finding,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Paragraph,
    Plain,
    Table,
    anchor,
    joined,
)
from govgraph.reference.model import Citation, Kind, Reference, Shape, Term, short

_Row = tuple[Label, tuple[Line, ...]]

_LEGAL_BASIS, _BELOW = map(expand, ("gov:legalBasis", "rdfs:subClassOf"))
_OF_LISTS: Final = frozenset(map(expand, ("skos:topConceptOf", "skos:hasTopConcept")))
"""The page of a list shows its concepts anyway."""

_KINDS: Final = ("class", "datatype", "or")
"""The constraints by which a shape says what kind of value it wants."""


def heading(level: int, iri: str, label: Label) -> Heading:
    """Return the heading below which a term is told of."""
    return Heading(level, (Anchor(iri), label, Plain(" "), Code(short(iri))))


def named(reference: Reference, iri: str) -> Line:
    """Return a link to a term with its name; to a term of another vocabulary, by its short name only."""
    known = reference.terms.get(iri) or reference.shapes.get(iri)
    link: Line = (Link(iri, Code(short(iri))),)
    return (*link, Plain(" "), known.label) if known is not None and known.label.text() else link


def about(reference: Reference, term: Term, level: int) -> Iterator[Block]:
    """Give what is told of a term below its heading: what it means, what it stands to, and where it comes from."""
    yield heading(level, term.iri, term.label)
    if term.definition.text():
        yield Paragraph((term.definition,))
    yield Facts(tuple(_rows(reference, term)))


def _rows(reference: Reference, term: Term) -> Iterator[_Row]:
    yield words.IRI, ((Code(term.iri),),)
    types = [words.TYPES.get(iri, Label(short(iri), short(iri))) for iri in term.types]
    yield words.SORT, (joined((label,) for label in types),)
    for section in reference.sections:
        if term.iri in section.terms:
            yield words.SECTION, ((Plain(f"{section.number}. "), section.title),)
    for predicate, values in term.links.items():
        if predicate not in _OF_LISTS:
            yield _caption(reference, predicate), tuple(named(reference, iri) for iri in values)
    for predicate, texts in term.texts.items():
        yield _caption(reference, predicate), tuple((_said(text),) for text in texts)
    for predicate, others in term.reverse.items():
        if predicate in words.REVERSED:
            yield words.REVERSED[predicate], tuple(named(reference, iri) for iri in others)
        elif unsaid := [iri for iri in others if iri not in term.links.get(predicate, ())]:
            yield _caption(reference, predicate), tuple(named(reference, iri) for iri in unsaid)
    yield from _of_shapes(reference, term)
    yield from _evidence(reference, term)


def _caption(reference: Reference, predicate: str) -> Label:
    if predicate in words.RELATIONS:
        return words.RELATIONS[predicate]
    ours = reference.terms.get(predicate)
    return ours.label if ours is not None else Label(short(predicate), short(predicate))


def _said(text: Label | str) -> Label | Code:
    """A text without a language is a value that machines read, or English where it has several words."""
    if isinstance(text, Label):
        return text
    return Label(en=text) if " " in text else Code(text)


def _of_shapes(reference: Reference, term: Term) -> Iterator[_Row]:
    if term.kind is Kind.PROPERTY:
        shapes = list(reference.rules_on(term.iri))
        if lists := reference.lists_of(shapes):
            yield words.VALUES, tuple(named(reference, iri) for iri in lists)
        if shapes:
            yield words.RULES, tuple(_spoken(shape) for shape in shapes)
    if term.kind is Kind.LIST:
        properties = (prop.iri for prop in reference.of(Kind.PROPERTY))
        if filled := [iri for iri in properties if term.iri in reference.lists_of(reference.rules_on(iri))]:
            yield words.OF_PROPERTIES, tuple(named(reference, iri) for iri in filled)


def _spoken(shape: Shape) -> Line:
    assert shape.code is not None
    return (Finding(shape.code), Plain(" "), Link(shape.iri, shape.label))


def _evidence(reference: Reference, term: Term) -> Iterator[_Row]:
    if term.provisions:
        yield words.SECTIONS_OF_LAW, tuple(_provision(reference, p.iri, p.label, p.confidence) for p in term.provisions)
    elif _LEGAL_BASIS in term.texts:
        yield words.SECTIONS_OF_LAW, ((words.NOT_ON_RECORD,),)
    elif term.kind is Kind.CLASS:
        yield words.SECTIONS_OF_LAW, ((words.NO_LAW,),)
    if term.citations:
        yield words.SOURCES, tuple(sources(reference, term.citations))
    if term.kind is not Kind.LIST:
        unit = words.THINGS if term.kind is Kind.CLASS else words.STATEMENTS
        counted = words.USES_BELOW if term.kind is Kind.CLASS and _BELOW in term.reverse else words.USES
        yield counted, ((Plain(f"{term.count:,} "), unit),)


def _provision(reference: Reference, iri: str, label: Label, confidence: str | None) -> Line:
    degree = reference.terms.get(confidence or "")
    return (Link(iri, label), Plain(" – "), degree.label) if degree is not None else (Link(iri, label),)


def sources(reference: Reference, citations: Sequence[Citation]) -> Iterator[Line]:
    """Give each document once, with the places in it, how reliable it is, and the remark on it."""
    for _, group in groupby(citations, key=lambda citation: citation.evidence.place.source):
        cited = list(group)
        first = cited[0]
        degree = reference.terms.get(first.reliability or "")
        yield (
            *_document([citation.evidence for citation in cited]),
            *((Plain(" – "), degree.label) if degree is not None else ()),
            *((Plain(" – "), Label(en=first.note)) if first.note and degree is None else ()),
        )


def _document(evidence: Sequence[Evidence]) -> Line:
    first = evidence[0]
    title: Label | Code = first.title if first.title.text() else Code(first.place.source)
    places = [e.place for e in evidence if e.place.words()]
    where = Label(*(_places(places, lang) for lang in ("th", "en"))) if places else None
    address = first.url or (first.place.source if title == Code(first.place.source) else None)
    shown: Inline = Link(address, title) if address else title
    return (shown, Plain(", "), where) if where is not None else (shown,)


def _places(places: Sequence[Place], lang: str) -> str:
    """Return places in words; of lines, the word is said once."""
    each = [place.words(lang) for place in places]
    if len(each) < 2 or any(place.line is None for place in places):
        return ", ".join(each)
    word = "บรรทัด" if lang == "th" else "lines"
    return f"{word} {', '.join(text.rpartition(' ')[2] for text in each)}"


def example(reference: Reference, term: Term, *, headed: bool = False) -> Iterator[Block]:
    """Give a real use of a term: what it is, its statements, and where they come from; or say that there is none.

    ``headed`` tells that a heading says already that this is an example.
    """
    shown = term.example
    if shown is None:
        yield Paragraph((words.NO_RECORD if term.kind is Kind.CLASS else words.NO_USE,))
        return
    what: Line = (Link(shown.thing, shown.name),) if shown.thing else (Code(shown.where or ""),)
    yield Paragraph(what if headed else (words.EXAMPLE, Plain(": "), *what))
    yield Listing(shown.language, shown.text)
    # What a term of ours comes from is not what a statement about it comes from.
    if shown.evidence and shown.thing not in reference.terms:
        by_document = groupby(shown.evidence, key=lambda evidence: evidence.place.source)
        yield Facts(((words.WRITTEN_IN, tuple(_document(list(group)) for _, group in by_document)),))


def properties_table(reference: Reference, term: Term) -> Iterator[Block]:
    """Give the properties of a class by name: their values, how many of them, and the rules on them."""
    rules = [shape for shape in reference.rules(term.iri) if shape.simple_path]
    own = [p.iri for p in reference.of(Kind.PROPERTY) if term.iri in _domains(p)]
    paths = sorted({shape.simple_path for shape in rules if shape.simple_path} - set(own))
    rows = []
    for prop in [*own, *paths]:
        on_it = [shape for shape in rules if shape.simple_path == prop]
        rows.append(
            (
                named(reference, prop),
                joined(_values(reference, prop, on_it), "\n"),
                (Plain(_cardinality(on_it)),),
                joined((Finding(shape.code),) for shape in on_it if shape.code),
            )
        )
    if rows:
        yield Table((words.PROPERTY, words.VALUE, words.HOW_MANY, words.RULES), tuple(rows))


def _domains(term: Term) -> set[str]:
    return {iri for name in ("rdfs:domain", "schema:domainIncludes") for iri in term.links.get(expand(name), ())}


def _values(reference: Reference, prop: str, rules: Iterable[Shape]) -> list[Line]:
    """Return what the values of a property are: as the shapes of the class ask, or else as those of all classes do."""
    shapes = list(rules)
    if languages := [language for shape in shapes for language in shape.wants.get("languageIn", ())]:
        return [(Code(f"@{language}"),) for language in dict.fromkeys(languages)]
    lists = reference.lists_of(shapes)
    if not lists and not any(shape.wants.keys() & set(_KINDS) for shape in shapes):
        lists = reference.lists_of(reference.rules_on(prop))
    return [named(reference, iri) for iri in lists or values_of(reference, prop, shapes)]


def values_of(reference: Reference, prop: str, rules: Iterable[Shape]) -> list[str]:
    """Return the classes and datatypes of the values of a property: those of the rules, or else of its range."""
    asked = [iri for shape in rules for name in _KINDS for iri in shape.wants.get(name, ())]
    if not asked and prop in reference.terms:
        links = reference.terms[prop].links
        asked = [iri for name in ("rdfs:range", "schema:rangeIncludes") for iri in links.get(expand(name), ())]
    return list(dict.fromkeys(asked))


def _cardinality(rules: Iterable[Shape]) -> str:
    """Return how many values the shapes want; nothing where none of them says."""
    shapes = list(rules)
    least = max((int(text) for shape in shapes for text in shape.wants.get("minCount", ())), default=0)
    most = min((int(text) for shape in shapes for text in shape.wants.get("maxCount", ())), default=None)
    if most is None:
        return f"{least}..*" if shapes else ""
    return str(least) if least == most else f"{least}..{most}"


def rules_table(shapes: Iterable[Shape]) -> Iterator[Block]:
    """Give rules in words, each with the page of its code."""
    rows = tuple(((_graded(shape)), (Link(shape.iri, shape.label),), (shape.text,)) for shape in shapes)
    if rows:
        yield Table((words.CODE, words.RULE, words.IN_WORDS), rows)


def shape_entry(reference: Reference, shape: Shape, parts: Sequence[Shape], level: int) -> Iterator[Block]:
    """Give what is told of a shape, and of those that belong to it."""
    yield heading(level, shape.iri, shape.label)
    if shape.text.text():
        yield Paragraph((shape.text,))
    rows: list[_Row] = [(words.IRI, ((Code(shape.iri),),))]
    rows += [(words.SORT, (joined((words.TYPES[iri],) for iri in shape.types if iri in words.TYPES),))]
    rows += [(words.TARGETS[by], (named(reference, iri),)) for by, iri in shape.targets]
    if shape.code:
        rows.append((words.CODE, (_graded(shape),)))
    if shape.path:
        rows.append((words.PATH, ((Code(shape.path),),)))
    if shape.constraints:
        rows.append((words.WANTED, tuple((Code(f"{name} {value}"),) for name, value in shape.constraints)))
    here = {part.iri for part in parts}
    if elsewhere := [iri for iri in shape.parts if iri not in here]:
        rows.append((words.CALLS, tuple(named(reference, iri) for iri in elsewhere)))
    yield Facts(tuple(rows))
    if parts:
        columns = (words.CODE, words.RULE, words.IN_WORDS, words.PATH, words.WANTED)
        yield Table(columns, tuple(_part(part) for part in parts))
    if shape.query:
        yield Listing("sparql", shape.query)


def _part(shape: Shape) -> tuple[Line, ...]:
    return (
        _graded(shape),
        (Anchor(shape.iri), Code(anchor(shape.iri)), Plain(" "), shape.label),
        (shape.text,),
        (Code(shape.path or ""),),
        joined(((Code(f"{name} {value}"),) for name, value in shape.constraints), "\n"),
    )


def _graded(shape: Shape) -> Line:
    """The code of a shape and how grave its findings are; nothing for one that never speaks."""
    if shape.code is None or shape.severity is None:
        return ()
    return (Finding(shape.code), Plain(" "), words.SEVERITIES[shape.severity])
