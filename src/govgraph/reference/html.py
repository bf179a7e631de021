"""Write pages as one page of HTML that needs nothing beside it, for a server: links lead from place to place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from govgraph.draw.breaks import breakable
from govgraph.draw.faces import font_faces
from govgraph.model import Label
from govgraph.names import BASE
from govgraph.reference import words
from govgraph.reference.chapters import OVERVIEW, pages
from govgraph.reference.document import (
    Anchor,
    Block,
    Code,
    Facts,
    Finding,
    Heading,
    Index,
    Inline,
    Line,
    Link,
    Listing,
    Page,
    Paragraph,
    Plain,
    Table,
    anchor,
)
from govgraph.reference.gather import reference
from govgraph.reference.model import Reference
from govgraph.reference.steps import DIAGRAM
from govgraph.version import __version__

Addresses = Callable[[str], str]
"""The address at which a server shows a thing of ours, by its IRI."""

_DEEPEST: Final = 6
_AT_PARTS: Final = re.compile(r"(?<=[/#])(?=[^/])")

_SKELETON: Final = Markup("""<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="govgraph {version}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
""")


def ontology_page(address_of: Addresses) -> str:
    """Return the reference of the shipped ontology as one page, in Thai and English.

    Each term has a place in it by its local name: ``…/ontology#Ministry`` arrives at ``gov:Ministry``.
    ``address_of`` gives the address of things outside the page (``…/id/law-section/…``) on the server that shows it.

    >>> page = ontology_page(lambda iri: iri)
    >>> 'id="Ministry"' in page
    True
    """
    return html(reference(), address_of)


def html(reference: Reference, address_of: Addresses) -> str:
    """Return a reference as one page; see :func:`ontology_page`."""
    made = list(pages(reference))
    here = {iri for page in made for iri in page.anchors()}
    speakers = {shape.code: shape.iri for shape in reversed([*reference.shapes.values()]) if shape.code}
    writer = _Writer(reference.iri, here, speakers, address_of)
    body = Markup("\n").join(writer.page(page) for page in made)
    title = reference.title.text()
    style = _style()
    faces = font_faces(title + body)
    return str(_SKELETON.format(version=__version__, title=title, style=Markup(faces + style), body=body))


@cache
def _style() -> str:
    return (files("govgraph.reference") / "templates" / "reference.css").read_text(encoding="utf-8")


class _Writer:
    def __init__(self, overview: str, here: set[str], speakers: Mapping[str, str], address_of: Addresses) -> None:
        self._overview = overview
        self._here = here
        self._speakers = speakers
        self._address_of = address_of

    def page(self, page: Page) -> Markup:
        if page.name == OVERVIEW:
            return Markup("<header>\n{}\n</header>").format(self._blocks(page.blocks, 0))
        kind = page.name.partition("/")[0]
        back = self._inline(Link(self._overview, words.BACK))
        whole = Markup('<article class="{}">\n{}\n<p class="back">{}</p>\n</article>')
        return whole.format(kind, self._blocks(page.blocks, 1), back)

    def _blocks(self, blocks: Iterable[Block], below: int) -> Markup:
        shown = (block for block in blocks if not isinstance(block, Listing) or block.language != DIAGRAM)
        return Markup("\n").join(self._block(block, below) for block in shown)

    def _block(self, block: Block, below: int) -> Markup:
        match block:
            case Heading(level, line):
                shown = self._heading(min(level + below, _DEEPEST), line)
            case Paragraph(line):
                both = Markup(' class="both"') if len(line) == 1 and isinstance(line[0], Label) else Markup("")
                shown = Markup("<p{}>{}</p>").format(both, self._line(line))
            case Facts(rows):
                parts = (self._fact(caption, lines) for caption, lines in rows)
                shown = Markup("<dl>\n{}\n</dl>").format(Markup("\n").join(parts))
            case Index(caption, entries):
                title = Markup('<p class="index">{}</p>\n').format(self._label(caption)) if caption else Markup("")
                items = Markup("\n").join(Markup("<li>{}</li>").format(self._line(entry)) for entry in entries)
                shown = Markup("{}<ul>\n{}\n</ul>").format(title, items)
            case Table(columns, rows):
                head = Markup("").join(Markup('<th scope="col">{}</th>').format(self._label(c)) for c in columns)
                body = Markup("\n").join(self._row(row) for row in rows)
                whole = '<div class="wide"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table></div>'
                shown = Markup(whole).format(head, body)
            case Listing(_, text):
                shown = Markup('<pre tabindex="0"><code>{}</code></pre>').format(text)
        return shown

    def _heading(self, level: int, line: Line) -> Markup:
        anchors = [inline.iri for inline in line if isinstance(inline, Anchor)]
        named = Markup(' id="{}"').format(anchor(anchors[0])) if anchors else Markup("")
        text = self._line(inline for inline in line if not isinstance(inline, Anchor))
        tag = Markup(f"h{level}")
        return Markup("<{}{}>{}</{}>").format(tag, named, text, tag)

    def _fact(self, caption: Label, lines: Iterable[Line]) -> Markup:
        values = Markup("").join(Markup("<dd>{}</dd>").format(self._line(line)) for line in lines)
        return Markup("<div><dt>{}</dt>{}</div>").format(self._label(caption), values)

    def _row(self, row: Iterable[Line]) -> Markup:
        return Markup("<tr>{}</tr>").format(Markup("").join(map(self._cell, row)))

    def _cell(self, cell: Line) -> Markup:
        return Markup("<td>{}</td>").format(self._line(cell))

    def _line(self, line: Iterable[Inline]) -> Markup:
        return Markup("").join(map(self._inline, line))

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Label():
                return self._label(inline)
            case Plain(text):
                return Markup("<br>").join(text.split("\n"))
            case Code(text):
                return Markup("<code>{}</code>").format(_at_parts(text)) if text else Markup("")
            case Anchor(iri):
                return Markup('<a id="{}"></a>').format(anchor(iri))
            case Finding(code):
                return Markup('<a href="{}"><code class="id">{}</code></a>').format(
                    self._href(self._speakers[code]), code
                )
            case Link(to, text):
                return Markup('<a href="{}">{}</a>').format(self._href(to), self._inline(text))

    def _label(self, label: Label) -> Markup:
        parts = [(lang, text) for lang, text in (("th", label.th), ("en", label.en)) if text]
        written = (Markup('<span lang="{}">{}</span>').format(lang, _words(lang, text)) for lang, text in parts)
        return Markup(" ").join(written)

    def _href(self, iri: str) -> str:
        if iri in self._here:
            return f"#{quote(anchor(iri), safe='/')}"
        return self._address_of(iri) if iri.startswith(BASE) else iri


@cache
def _words(lang: str, text: str) -> Markup:
    return breakable(text) if lang == "th" else Markup("{}").format(text)


def _at_parts(text: str) -> Markup:
    """A long name may go on in the next line after the signs that part it."""
    return Markup("<wbr>").join(_AT_PARTS.split(text))
