"""JSON-LD in the words of our own context: a node an object, flat, the same statements in the same bytes.

The context is ``ontology/context.jsonld``; a document carries the part of it that it uses, so that it can be read
without fetching anything. Nodes are written as they come, so that the size of a document costs no memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.errors import UsageError
from govgraph.names import PREFIXES
from govgraph.resources import resource
from govgraph.store.port import Term

_STRING: Final = f"{PREFIXES['xsd']}string"
_TYPE: Final = f"{PREFIXES['rdf']}type"
_SCHEME: Final = re.compile(r"[a-z]+(?=:(?!//))")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the context: the property or class it stands for, and which values stand behind it in short."""

    name: str
    iri: str
    type: str | None = None
    by_language: bool = False
    always_list: bool = False

    def takes(self, value: Term) -> bool:
        """Tell whether the name alone says what kind of value this is."""
        if self.type == "@id":
            return isinstance(value, (NamedNode, BlankNode))
        if self.by_language:
            return isinstance(value, Literal) and value.language is not None
        return self.type is None or (isinstance(value, Literal) and value.datatype.value == self.type)


@cache
def context() -> Mapping[str, Any]:
    """Return the context that ships with the ontology."""
    read: dict[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    return read


@cache
def _names() -> Mapping[str, tuple[Name, ...]]:
    """Return the names of the context by the IRI they stand for, those that say more about values first."""
    prefixes = _prefixes()
    found: dict[str, list[Name]] = {}
    for name, definition in context().items():
        if name.startswith("@") or name in prefixes:
            continue
        told: dict[str, Any] = {"@id": definition} if isinstance(definition, str) else definition
        container = told.get("@container", [])
        containers = {container} if isinstance(container, str) else set(container)
        kind = told.get("@type")
        entry = Name(
            name,
            _in_full(told["@id"]),
            kind if kind in (None, "@id") else _in_full(kind),
            "@language" in containers,
            "@set" in containers,
        )
        found.setdefault(entry.iri, []).append(entry)
    return {iri: tuple(sorted(names, key=lambda n: (n.type is None, n.name))) for iri, names in found.items()}


@cache
def _prefixes() -> Mapping[str, str]:
    return {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("/", "#"))}


def _in_full(short: str) -> str:
    prefix, _, local = short.partition(":")
    return _prefixes()[prefix] + local


def name_of(iri: str) -> str | None:
    """Return what the context calls a property or class.

    >>> name_of("https://w3id.org/govgraph/ontology#forFiscalYear")
    'forFiscalYear'
    """
    names = _names().get(iri)
    return names[0].name if names else None


@dataclass(slots=True)
class Vocabulary:
    """The part of the context that some statements use; made by looking at all of them once."""

    terms: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    _schemes: set[str] = field(default_factory=set)

    def see(self, triple: Triple) -> None:
        """Take note of the names that a statement needs."""
        value = triple.object
        if isinstance(value, Triple):
            raise UsageError(
                th="JSON-LD เขียนข้อความซ้อนข้อความ (triple term) ไม่ได้",
                en="JSON-LD cannot hold statements about statements (triple terms).",
            )
        predicate = triple.predicate.value
        kind = predicate == _TYPE and isinstance(value, NamedNode)
        key = value.value if kind else predicate
        self.terms.update(name.name for name in _names().get(key, ()))
        for node in (triple.subject, triple.predicate, value):
            if isinstance(node, NamedNode):
                self.name(node)
        if isinstance(value, Literal):
            self.name(value.datatype)

    def name(self, node: NamedNode) -> None:
        """Take note of an IRI."""
        if (scheme := _SCHEME.match(node.value)) is not None:
            self._schemes.add(scheme[0])
        if prefix := _prefix(node.value):
            self.prefixes.add(prefix)

    def context(self) -> dict[str, Any]:
        """Return the part of the context, in its own order."""
        used = {name: self._spelt(told) for name, told in context().items() if name in self.terms}
        texts = json.dumps(used)
        needed = {p for p in _prefixes() if p in self.prefixes or f'"{p}:' in texts} - self._schemes
        prefixes = {name: iri for name, iri in _prefixes().items() if name in needed}
        return {"@version": 1.1, **prefixes, **used}

    def shorten(self, iri: str) -> str:
        """Return an IRI with a prefix; in full where the prefix is also the scheme of an IRI that is used.

        Else nobody could tell whether ``time:now`` is one or the other.
        """
        prefix = _prefix(iri)
        return f"{prefix}:{iri[len(_prefixes()[prefix]) :]}" if prefix and prefix not in self._schemes else iri

    def _spelt(self, definition: Any) -> Any:
        if isinstance(definition, str):
            return _in_full(definition) if definition.partition(":")[0] in self._schemes else definition
        return {key: self._spelt(part) if key in ("@id", "@type") else part for key, part in definition.items()}


@cache
def _sorted_prefixes() -> Sequence[tuple[str, str]]:
    return sorted(_prefixes().items(), key=lambda pair: -len(pair[1]))


@lru_cache(maxsize=1 << 14)
def _prefix(iri: str) -> str | None:
    for prefix, namespace in _sorted_prefixes():
        if iri.startswith(namespace):
            return None if iri[len(namespace) :].startswith("//") else prefix
    return None


def documents(
    graphs: Iterable[tuple[NamedNode | None, Callable[[], Iterable[Triple]]]],
) -> Iterator[str]:
    r"""Give a document piece by piece; each graph by its name (``None``: none) and what gives its sorted statements.

    The statements are asked for twice: once to see which names they need, once to be written.

    >>> a = NamedNode("https://w3id.org/govgraph/id/ministry/moac")
    >>> kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> ministry = NamedNode("https://w3id.org/govgraph/ontology#Ministry")
    >>> print(json.loads("".join(documents([(None, lambda: [Triple(a, kind, ministry)])])))["@graph"])
    [{'@id': 'id:ministry/moac', '@type': 'Ministry'}]
    """
    graphs = list(graphs)
    vocabulary = Vocabulary()
    for name, statements in graphs:
        if name is not None:
            vocabulary.name(name)
        for triple in statements():
            vocabulary.see(triple)
    yield f'{{\n "@context": {_json(vocabulary.context(), 1)},\n "@graph": ['
    between = "\n"
    for name, statements in graphs:
        if name is not None:
            yield f'{between}  {{\n   "@id": {_json(vocabulary.shorten(name.value))},\n   "@graph": ['
            between = "\n"
        indent = 2 if name is None else 4
        for node in _nodes(statements(), vocabulary):
            yield f"{between}{' ' * indent}{_json(node, indent)}"
            between = ",\n"
        if name is not None:
            yield "\n   ]\n  }"
            between = ",\n"
    yield "\n ]\n}\n"


def json_ld(triples: Iterable[Triple]) -> bytes:
    """Return statements as a document; each once, sorted, the kinds of a node before what else is said of it."""
    ordered = sorted(set(triples), key=lambda t: (str(t.subject), t.predicate.value != _TYPE, str(t)))
    return "".join(documents([(None, lambda: ordered)])).encode()


def _json(value: Any, indent: int = 0) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * indent)


def _nodes(statements: Iterable[Triple], vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(statements, key=lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": _node(subject, vocabulary)}
        for predicate, triples in groupby(group, key=lambda triple: triple.predicate.value):
            values: list[Any] = [triple.object for triple in triples]
            if predicate == _TYPE:
                kinds = [value for value in values if isinstance(value, NamedNode)]
                if kinds:
                    node["@type"] = _one_or_many([_class(kind.value, vocabulary) for kind in kinds])
                values = [value for value in values if not isinstance(value, NamedNode)]
            node |= _told(predicate, values, vocabulary)
        yield node


def _told(predicate: str, values: list[Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Share the values of a property out over the names that it has in the context."""
    told: dict[str, Any] = {}
    for name in _names().get(predicate, ()):
        mine = [value for value in values if name.takes(value)]
        values = [value for value in values if not name.takes(value)]
        if not mine:
            continue
        if name.by_language:
            tags = sorted({value.language for value in mine})
            by_tag = {tag: [value.value for value in mine if value.language == tag] for tag in tags}
            told[name.name] = {tag: texts if name.always_list else _one_or_many(texts) for tag, texts in by_tag.items()}
            continue
        written = [_value(value, vocabulary, short=name.type is not None) for value in mine]
        told[name.name] = written if name.always_list else _one_or_many(written)
    if values:
        told[vocabulary.shorten(predicate)] = _one_or_many([_value(value, vocabulary) for value in values])
    return told


def _value(value: Term, vocabulary: Vocabulary, *, short: bool = False) -> Any:
    if isinstance(value, (NamedNode, BlankNode)):
        iri = _node(value, vocabulary)
        return iri if short else {"@id": iri}
    assert isinstance(value, Literal)
    if short or (value.datatype.value == _STRING and value.language is None):
        return value.value
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": vocabulary.shorten(value.datatype.value)}


def _node(node: Any, vocabulary: Vocabulary) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else vocabulary.shorten(node.value)


def _class(iri: str, vocabulary: Vocabulary) -> str:
    return name_of(iri) or vocabulary.shorten(iri)


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
