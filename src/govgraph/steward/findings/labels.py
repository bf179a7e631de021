"""What things are called: the names and kinds that sentences about them need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from govgraph.model import Label, Place
from govgraph.names import expand, shorten
from govgraph.resources import resource

_NAMES: Final = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title", "eli:title", "foaf:name")))
_TYPE: Final = expand("rdf:type")
_KNOWN_BY: Final = tuple(
    map(
        expand,
        (
            *("gov:forProject", "org:member", "gov:participant", "gov:affiliate", "gov:classifies", "gov:locates"),
            *("gov:facilitator", "gov:planOf", "gov:inPlan", "gov:partOfMeeting", "gov:alignmentOf"),
        ),
    )
)
"""By what a record without a name of its own is known, the surest first: a request by its project."""

_LONGEST: Final = 120


class Names:
    """Names and kinds of some things among statements, with what their unnamed records are known by."""

    def __init__(self, quads: Iterable[Quad], things: Collection[str]) -> None:
        facts: dict[str, dict[str, list[str]]] = {}
        labels: dict[str, dict[str, dict[str, str]]] = {}
        given = list(quads)
        wanted = set(things)
        beyond = _collect(given, wanted, facts, labels) - wanted
        if beyond:
            _collect(given, beyond, facts, labels)
        self._facts = facts
        self._labels = labels

    def label(self, iri: str) -> Label:
        """Return the name of a thing; a shortened IRI where it has none.

        >>> from pyoxigraph import NamedNode, Quad
        >>> from govgraph.names import term
        >>> quad = Quad(NamedNode("https://e.org/p"), term("skos:prefLabel"), Literal("ถนน", language="th"))
        >>> Names([quad], ["https://e.org/p"]).label("https://e.org/p").th
        'ถนน'
        """
        return self._own(iri) or terms().get(iri) or Label(shorten(iri), shorten(iri))

    def kind(self, iri: str) -> Label | None:
        """Return what kind of thing it is, where the ontology has a name for its class."""
        classes = sorted(self._facts.get(iri, {}).get(_TYPE, ()))
        return next((terms()[of] for of in classes if of in terms()), None)

    def thing(self, iri: str, where: Place | None = None) -> Label:
        """Return kind and name, as a sentence speaks of the thing: ``โครงการ “ถนน”``.

        A record that nothing names is told by its place, where that is known.
        """
        kind, own = self.kind(iri), self._own(iri) or terms().get(iri)
        if own is not None:
            return Label(*(_joined(kind, name, lang) for lang, name in _both(own)))
        known = self._known_by(iri)
        if kind is not None and known is not None:
            return Label(f"{kind.text('th')}ของ{known.text('th')}", f"the {kind.text('en')} of {known.text('en')}")
        if where is not None and (rows := replace(where, column=None)).words():
            of = kind or Label("รายการ", "record")
            return Label(f"{of.text('th')}ใน{rows.words('th')}", f"the {of.text('en')} in {rows.words('en')}")
        return Label(*(_joined(kind, shorten(iri), lang) for lang in ("th", "en")))

    def _own(self, iri: str) -> Label | None:
        return next((Label(*map(found.get, ("th", "en"))) for p in _NAMES if (found := self._named(iri, p))), None)

    def _named(self, iri: str, predicate: str) -> dict[str, str]:
        return self._labels.get(iri, {}).get(predicate, {})

    def _known_by(self, iri: str) -> Label | None:
        facts = self._facts.get(iri, {})
        for other in (o for p in _KNOWN_BY for o in sorted(facts.get(p, ()))):
            if (name := self._own(other)) is not None:
                return Label(*(_joined(self.kind(other), text, lang) for lang, text in _both(name)))
        return None


def quoted(text: str) -> str:
    """Return a text between quotation marks, shortened where it would fill the page.

    >>> quoted("12x"), len(quoted("ก" * 500)) < 130
    ('“12x”', True)
    """
    shown = " ".join(text.split()) or "ว่าง"
    return f"“{shown[: _LONGEST - 1]}…”" if len(shown) > _LONGEST else f"“{shown}”"


@cache
def terms() -> Mapping[str, Label]:
    """Return the names of classes, properties and values of code lists, by IRI, as the ontology has them."""
    found: dict[str, dict[str, str]] = {}
    names = {expand("rdfs:label"), expand("skos:prefLabel")}
    for path in sorted(resource("ontology").rglob("*.ttl")):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if quad.predicate.value in names and isinstance(quad.subject, NamedNode):
                _keep(found.setdefault(quad.subject.value, {}), quad.object)
    return {iri: Label(name.get("th"), name.get("en")) for iri, name in found.items() if name}


def _collect(
    quads: Iterable[Quad],
    wanted: set[str],
    facts: dict[str, dict[str, list[str]]],
    labels: dict[str, dict[str, dict[str, str]]],
) -> set[str]:
    """Gather what is said of the wanted things; return the things that these are known by."""
    linking, beyond = {_TYPE, *_KNOWN_BY}, set()
    for quad in quads:
        if (subject := quad.subject.value if isinstance(quad.subject, NamedNode) else None) not in wanted:
            continue
        assert subject is not None
        predicate, object_ = quad.predicate.value, quad.object
        if predicate in _NAMES:
            _keep(labels.setdefault(subject, {}).setdefault(predicate, {}), object_)
        elif predicate in linking and isinstance(object_, NamedNode):
            facts.setdefault(subject, {}).setdefault(predicate, []).append(object_.value)
            if predicate != _TYPE:
                beyond.add(object_.value)
    return beyond


def _keep(names: dict[str, str], object_: object) -> None:
    """Keep the first name of a language in the order of the alphabet; one without a language counts as Thai."""
    if isinstance(object_, Literal):
        language = object_.language or "th"
        names[language] = min(names.get(language, object_.value), object_.value)


def _both(label: Label) -> tuple[tuple[str, str], tuple[str, str]]:
    return (("th", label.text("th")), ("en", label.text("en")))


def _joined(kind: Label | None, name: str, lang: str) -> str:
    """Put the kind before a name, unless the name says it: จังหวัดสงขลา."""
    if kind is None or name.casefold().startswith(kind.text(lang).casefold()):
        return quoted(name)
    return f"{'the ' if lang == 'en' else ''}{kind.text(lang)} {quoted(name)}"
