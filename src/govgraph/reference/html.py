"""Write pages as one page of HTML that needs nothing beside it, for a server: links lead from place to place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from markupsafe import escape

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
from govgraph.thai.html import breakable
from govgraph.version import __version__

Addresses = Callable[[str], str]
"""The address at which a server shows a thing of ours, by its IRI."""

_DEEPEST: Final = 6
_AT_PARTS: Final = re.compile(r"(?<=[/#])(?=[^/])")

_SKELETON: Final = """<!doctype html>
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
"""


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
    body = "\n".join(writer.page(page) for page in made)
    title = reference.title.text()
    style = font_faces(title + unescape(body)) + _style()
    return _SKELETON.format(version=__version__, title=escape(title), style=style, body=body)


@cache
def _style() -> str:
    return (files("govgraph.reference") / "templates" / "reference.css").read_text(encoding="utf-8")


class _Writer:
    """Every method returns HTML: what comes from the files is escaped where it is written."""

    def __init__(self, overview: str, here: set[str], speakers: Mapping[str, str], address_of: Addresses) -> None:
        self._overview = overview
        self._here = here
        self._speakers = speakers
        self._address_of = address_of

    def page(self, page: Page) -> str:
        if page.name == OVERVIEW:
            return f"<header>\n{self._blocks(page.blocks, 0)}\n</header>"
        kind = page.name.partition("/")[0]
        back = self._inline(Link(self._overview, words.BACK))
        told = self._blocks(page.blocks, 1)
        return f'<article class="{kind}">\n{told}\n<p class="back">{back}</p>\n</article>'

    def _blocks(self, blocks: Iterable[Block], below: int) -> str:
        shown = (block for block in blocks if not isinstance(block, Listing) or block.language != DIAGRAM)
        return "\n".join(self._block(block, below) for block in shown)

    def _block(self, block: Block, below: int) -> str:
        match block:
            case Heading(level, line):
                shown = self._heading(min(level + below, _DEEPEST), line)
            case Paragraph(line):
                both = ' class="both"' if len(line) == 1 and isinstance(line[0], Label) else ""
                shown = f"<p{both}>{self._line(line)}</p>"
            case Facts(rows):
                shown = "<dl>\n" + "\n".join(self._fact(caption, lines) for caption, lines in rows) + "\n</dl>"
            case Index(caption, entries):
                title = f'<p class="index">{_label(caption)}</p>\n' if caption is not None else ""
                items = "\n".join(f"<li>{self._line(entry)}</li>" for entry in entries)
                shown = f"{title}<ul>\n{items}\n</ul>"
            case Table(columns, rows):
                head = "".join(f'<th scope="col">{_label(column)}</th>' for column in columns)
                body = "\n".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in rows)
                whole = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
                shown = f'<div class="wide">{whole}</div>'
            case Listing(_, text):
                shown = f'<pre tabindex="0"><code>{escape(text)}</code></pre>'
        return shown

    def _heading(self, level: int, line: Line) -> str:
        places = [inline.iri for inline in line if isinstance(inline, Anchor)]
        named = f' id="{escape(anchor(places[0]))}"' if places else ""
        text = self._line(inline for inline in line if not isinstance(inline, Anchor))
        return f"<h{level}{named}>{text}</h{level}>"

    def _fact(self, caption: Label, lines: Iterable[Line]) -> str:
        values = "".join(f"<dd>{self._line(line)}</dd>" for line in lines)
        return f"<div><dt>{_label(caption)}</dt>{values}</div>"

    def _cell(self, cell: Line) -> str:
        return f"<td>{self._line(cell)}</td>"

    def _line(self, line: Iterable[Inline]) -> str:
        return "".join(map(self._inline, line))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Label():
                return _label(inline)
            case Plain(text):
                return "<br>".join(str(escape(part)) for part in text.split("\n"))
            case Code(text):
                return f"<code>{_at_parts(text)}</code>" if text else ""
            case Anchor(iri):
                return f'<a id="{escape(anchor(iri))}"></a>'
            case Finding(code):
                return f'<a href="{self._href(self._speakers[code])}"><code class="id">{code}</code></a>'
            case Link(to, text):
                return f'<a href="{self._href(to)}">{self._inline(text)}</a>'

    def _href(self, iri: str) -> str:
        if iri in self._here:
            return f"#{quote(anchor(iri), safe='/')}"
        return str(escape(self._address_of(iri) if iri.startswith(BASE) else iri))


@cache
def _label(label: Label) -> str:
    said = ((lang, text) for lang, text in (("th", label.th), ("en", label.en)) if text)
    return " ".join(f'<span lang="{lang}">{_words(lang, text)}</span>' for lang, text in said)


def _words(lang: str, text: str) -> str:
    return str(breakable(text) if lang == "th" else escape(text))


def _at_parts(text: str) -> str:
    """A long name may go on in the next line after the signs that part it."""
    return "<wbr>".join(str(escape(part)) for part in _AT_PARTS.split(text))
