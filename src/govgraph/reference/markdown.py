"""Write pages as Markdown, for the folder of documents: links lead from file to file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from govgraph.model import Label
from govgraph.reference import words
from govgraph.reference.chapters import OVERVIEW
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

FINDINGS: Final = "../findings"
"""Where the help pages of codes lie, seen from the folder of these pages."""

_MEANT: Final = re.compile(r"([\\`*_\[\]<>|])")


def markdown(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return each page as Markdown, by the path of its file in the folder."""
    all_pages = list(pages)
    where = {iri: page.name for page in all_pages for iri in page.anchors()}
    return {f"{page.name}.md": _Writer(page, where).text() for page in all_pages}


class _Writer:
    def __init__(self, page: Page, where: Mapping[str, str]) -> None:
        self._page = page
        self._where = where
        self._folder = posixpath.dirname(page.name)

    def text(self) -> str:
        parts = [self._block(block) for block in self._page.blocks]
        if self._page.name != OVERVIEW:
            parts.append(f"[{_escaped(words.BACK.text())}]({self._path(OVERVIEW)})")
        return "\n\n".join(parts) + "\n"

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, line):
                # An anchor stands before the heading, so that the heading is text alone.
                anchors = "".join(self._inline(one) + "\n\n" for one in line if isinstance(one, Anchor))
                text = f"{anchors}{'#' * level} {self._line(one for one in line if not isinstance(one, Anchor))}"
            case Paragraph((Label() as label,)):
                text = "\n\n".join(_escaped(said) for said in dict.fromkeys((label.text("th"), label.text("en"))))
            case Paragraph(line):
                text = self._line(line)
            case Facts(rows):
                text = "\n".join(self._fact(caption, lines) for caption, lines in rows)
            case Index(caption, entries):
                title = f"**{_escaped(caption.text())}**\n\n" if caption is not None else ""
                text = title + "\n".join(f"- {self._line(entry)}" for entry in entries)
            case Table(columns, rows):
                head = " | ".join(_escaped(column.text()) for column in columns)
                body = (" | ".join(self._cell(cell) for cell in row) for row in rows)
                text = "\n".join(f"| {row} |" for row in (head, " | ".join(["---"] * len(columns)), *body))
            case Listing(language, code):
                text = f"```{language}\n{code}\n```"
        return text

    def _fact(self, caption: Label, lines: Iterable[Line]) -> str:
        values = [self._line(line) for line in lines]
        head = f"- **{_escaped(caption.text())}**:"
        return f"{head} {values[0]}" if len(values) == 1 else "\n".join([head, *(f"  - {value}" for value in values)])

    def _line(self, line: Iterable[Inline]) -> str:
        return "".join(self._inline(inline) for inline in line).strip()

    def _cell(self, cell: Line) -> str:
        """In a cell a name in two languages stands on two lines, and a bar within code must not end the cell."""
        parts = []
        for inline in cell:
            if isinstance(inline, Label):
                parts.append("<br>".join(_escaped(text) for text in (inline.th, inline.en) if text))
            elif isinstance(inline, Code):
                parts.append(self._inline(inline).replace("|", "\\|"))
            else:
                parts.append(self._inline(inline))
        return "".join(parts).strip()

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Label():
                return _escaped(inline.text())
            case Plain(text):
                return text.replace("\n", "<br>")
            case Code(text):
                return _code(text)
            case Anchor(iri):
                return f'<a id="{anchor(iri)}"></a>'
            case Finding(code):
                return f"[{code}]({posixpath.relpath(f'{FINDINGS}/{code}.md', self._folder or '.')})"
            case Link(to, text):
                return f"[{self._inline(text)}]({self._address(to)})"

    def _address(self, iri: str) -> str:
        if iri in self._where:
            page = self._where[iri]
            return f"#{anchor(iri)}" if page == self._page.name else f"{self._path(page)}#{anchor(iri)}"
        return quote(iri, safe="/:?#@!$&'*+,;=%~")

    def _path(self, page: str) -> str:
        return posixpath.relpath(f"{page}.md", self._folder or ".")


def _escaped(text: str) -> str:
    return _MEANT.sub(r"\\\1", text)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}" if text else ""
