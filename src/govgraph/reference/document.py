"""Pages before they are Markdown or HTML: headings, sentences, tables and listings, in both languages.

Content is put together once, of these; each writer knows how its own language says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govgraph.model import Label
from govgraph.names import BASE, GOV, ID
from govgraph.reference.model import SHAPES


@dataclass(frozen=True, slots=True)
class Code:
    """A name or value as machines write it."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a term, a thing or a document, by its IRI; a term leads to its place in the pages."""

    to: str
    text: Label | Code


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place where a term is told of: what leads to the term arrives here."""

    iri: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The code of a finding, which has a help page of its own."""

    code: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Text in neither language: numbers, punctuation, the end of a line in a cell."""

    text: str


Inline = Label | Code | Link | Anchor | Finding | Plain
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is that of a page."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two."""

    line: Line


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing, item by item: a caption, and the values, each on a line of its own."""

    rows: tuple[tuple[Label, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Many short entries, to be looked through: what leads to other places."""

    caption: Label | None
    entries: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below headings."""

    columns: tuple[Label, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of code, as they stand."""

    language: str
    text: str


Block = Heading | Paragraph | Facts | Index | Table | Listing


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name (with the folder, without a suffix) and what stands on it."""

    name: str
    title: Label
    blocks: tuple[Block, ...]

    def anchors(self) -> Iterator[str]:
        """Give the IRIs of the terms that are told of on this page."""
        return (inline.iri for line in self._lines() for inline in line if isinstance(inline, Anchor))

    def _lines(self) -> Iterator[Line]:
        for block in self.blocks:
            match block:
                case Heading(line=line) | Paragraph(line=line):
                    yield line
                case Facts(rows):
                    yield from (line for _, lines in rows for line in lines)
                case Index(_, entries):
                    yield from entries
                case Table(_, rows):
                    yield from (cell for row in rows for cell in row)


def anchor(iri: str) -> str:
    """Return the name of the place in a page where a term is told of: what tells its IRI from others.

    >>> anchor("https://w3id.org/govgraph/ontology#Ministry"), anchor("https://w3id.org/govgraph/id/tier/local")
    ('Ministry', 'tier/local')
    """
    namespace = next((space for space in (GOV, SHAPES, ID, BASE) if iri.startswith(space)), "")
    return iri.removeprefix(namespace)


def joined(lines: Iterable[Line], glue: str = ", ") -> Line:
    """Put lines together into one; the glue may be a line's end in the cell of a table.

    >>> joined([(Code("a"),), (Code("b"),)])
    (Code(text='a'), Plain(text=', '), Code(text='b'))
    """
    found: list[Inline] = []
    for line in lines:
        if found:
            found.append(Plain(glue))
        found += line
    return tuple(found)
