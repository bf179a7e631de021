"""The standard's own conversion of tables to RDF (W3C csv2rdf), in standard and minimal mode.

It shares with the importer the reading of descriptions, datatypes and templates, but not its rules: here a column
without ``propertyUrl`` makes a property of its name, rows without ``aboutUrl`` are blank nodes, and what the standard
calls a warning is passed over. It is how the covered part of the standard is held to the W3C test suite.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin

import uritemplate
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.errors import InputError
from govgraph.names import PREFIXES
from govgraph.steward.mapping.common_properties import Node, absolute, common_triples
from govgraph.steward.mapping.datatypes import NotOfTypeError
from govgraph.steward.mapping.description import Column, TableGroup, TableMapping
from govgraph.steward.mapping.metadata import MetadataReader, read_document
from govgraph.steward.mapping.properties import Properties

CSVW: Final = PREFIXES["csvw"]
RDF: Final = PREFIXES["rdf"]
_TYPE = NamedNode(RDF + "type")


@dataclass(frozen=True, slots=True)
class Web:
    """A folder that stands for a place on the web: files are known by the URL they would have there."""

    root: Path
    base: str

    def url(self, path: Path) -> str:
        """Return the URL of a file."""
        return self.base + path.relative_to(self.root).as_posix()

    def path(self, url: str) -> Path:
        """Return the file of a URL; raises :class:`InputError` for one that lies elsewhere."""
        plain = url.partition("?")[0].partition("#")[0]
        if not plain.startswith(self.base):
            raise InputError(th=f"{url} อยู่นอก {self.base}", en=f"{url} lies outside {self.base}")
        return self.root / plain.removeprefix(self.base)


def csv2rdf(action: Path, web: Web, *, metadata: Path | None = None, minimal: bool = False) -> tuple[Triple, ...]:
    """Convert a CSV file, or the tables that a description names, as the standard says.

    ``metadata`` is a description that a user gives; without it, one is looked for beside the file. Raises
    :class:`InputError` where the standard says that a processor must not go on.
    """
    conversion = _Conversion(web, minimal=minimal)
    if action.suffix == ".json":
        group, url = conversion.describe(action)
    else:
        group, url = conversion.found(action, metadata)
    return tuple(conversion.group(group, url))


class _Conversion:
    def __init__(self, web: Web, *, minimal: bool) -> None:
        self.web = web
        self.minimal = minimal
        numbers = count(1)

        def blank() -> BlankNode:
            return BlankNode(f"b{next(numbers)}")

        self.blank: Callable[[], BlankNode] = blank

    def describe(self, path: Path) -> tuple[TableGroup, str]:
        """Read a description, leniently; return it with the URL against which its own are resolved."""
        properties = Properties(strict=False)
        group = MetadataReader(path, properties).group(read_document(path))
        fatal = [problem for problem in properties.problems if problem.fatal]
        if fatal:
            raise fatal[0].error(path)
        url = self.web.url(path)
        return group, urljoin(url, group.base) if group.base else url

    def found(self, action: Path, metadata: Path | None) -> tuple[TableGroup, str]:
        """Return the first description that is there and speaks of the file, or an empty one."""
        wanted = self.web.url(action)
        beside = (action.with_name(action.name + "-metadata.json"), action.with_name("csv-metadata.json"))
        for path in (metadata,) if metadata else beside:
            if path.exists():
                group, url = self.describe(path)
                if metadata and len(group.tables) == 1 and not group.tables[0].url:
                    group = replace(group, tables=(replace(group.tables[0], url=wanted),))
                if metadata or any(urljoin(url, t.url).partition("?")[0] == wanted for t in group.tables):
                    return group, url
        return TableGroup((TableMapping(path=action, url=wanted, columns=(), about=None),)), wanted

    def group(self, group: TableGroup, url: str) -> Iterator[Triple]:
        node: Node = self.blank() if group.id is None else NamedNode(absolute(group.id, url))
        if not self.minimal:
            yield Triple(node, _TYPE, NamedNode(CSVW + "TableGroup"))
            yield from common_triples(node, group.common, url, group.language, self.blank)
        for mapping in group.tables:
            if not mapping.suppressed:
                table = _Table(self, mapping, urljoin(url, mapping.url), url)
                if not self.minimal:
                    yield Triple(node, NamedNode(CSVW + "table"), table.node)
                yield from table.triples(url)


class _Table:
    def __init__(self, conversion: _Conversion, mapping: TableMapping, url: str, base: str) -> None:
        self.conversion = conversion
        self.mapping = mapping
        self.url = url
        self.minimal = conversion.minimal
        self.blank = conversion.blank
        self.node: Node = self.blank() if mapping.id is None else NamedNode(absolute(mapping.id, base))

    def triples(self, base: str) -> Iterator[Triple]:
        if not self.minimal:
            yield Triple(self.node, _TYPE, NamedNode(CSVW + "Table"))
            yield Triple(self.node, NamedNode(CSVW + "url"), NamedNode(self.url))
            yield from common_triples(self.node, self.mapping.common, base, self.mapping.language, self.blank)
        records = self._records()
        header = [next(records, (0, ()))[1] for _ in range(self.mapping.dialect.header_rows)]
        first = next(records, None)
        width = max((len(cells) for cells in (*header, first[1] if first else ())), default=0)
        columns = self._columns(header, width)
        rows = (first, *records) if first else ()
        for number, (source, cells) in enumerate(rows, 1):
            yield from self._row(number, source, cells, columns)

    def _records(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        path = self.conversion.web.path(self.url)
        dialect = self.mapping.dialect
        encoding = "utf-8-sig" if dialect.encoding.lower() in {"utf-8", "utf8"} else dialect.encoding
        try:
            yield from dialect.records(path.read_bytes().decode(encoding))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise InputError(th=f"อ่าน {path} ไม่ได้: {error}", en=f"{path} cannot be read: {error}") from error

    def _columns(self, header: list[tuple[str, ...]], width: int) -> list[Column]:
        """Return the columns as described, or as the header says, each with a name."""
        described = list(self.mapping.columns)
        physical = [column for column in described if not column.virtual]
        for number in range(len(physical), width):
            titles = tuple(cells[number] for cells in header if number < len(cells) and cells[number])
            titles = () if self.mapping.described else titles  # a description that lacks a column leaves it nameless
            physical.append(Column(name="", titles={"und": titles} if titles else {}, about=self.mapping.about))
        columns = [*physical, *(column for column in described if column.virtual)]
        return [
            column if column.name else replace(column, name=_name(column, number, self.mapping.language))
            for number, column in enumerate(columns, 1)
        ]

    def _row(self, number: int, source: int, cells: tuple[str, ...], columns: list[Column]) -> Iterator[Triple]:
        values = self._values(number, source, cells, columns)
        row = self.blank()
        default: list[Node] = []
        described: dict[Node, None] = {}
        own: list[Triple] = []
        for at, column in enumerate(columns):
            if column.suppressed:
                continue
            subject = self._subject(column, values, default)
            described[subject] = None
            text = cells[at] if not column.virtual and at < len(cells) else ""
            own.extend(self._cell(subject, column, text, values))
        if not self.minimal:
            yield Triple(self.node, NamedNode(CSVW + "row"), row)
            yield Triple(row, _TYPE, NamedNode(CSVW + "Row"))
            yield Triple(row, NamedNode(CSVW + "rownum"), Literal(number))
            yield Triple(row, NamedNode(CSVW + "url"), NamedNode(f"{self.url}#row={source}"))
            for title in self._titles(cells, columns):
                yield Triple(row, NamedNode(CSVW + "title"), title)
            for subject in described:
                yield Triple(row, NamedNode(CSVW + "describes"), subject)
        yield from own

    def _titles(self, cells: tuple[str, ...], columns: list[Column]) -> Iterator[Literal]:
        for at, column in enumerate(columns):
            if column.name in self.mapping.row_titles and at < len(cells):
                language = column.language
                yield Literal(cells[at], language=language) if language else Literal(cells[at])

    def _values(
        self, number: int, source: int, cells: tuple[str, ...], columns: list[Column]
    ) -> dict[str, str | list[str]]:
        values: dict[str, str | list[str]] = {"_row": str(number), "_sourceRow": str(source)}
        for at, column in enumerate(columns):
            if not column.virtual:
                parts = _parts(column, cells[at] if at < len(cells) else "")
                if column.separator is not None:
                    values[column.name] = parts
                elif parts:
                    values[column.name] = _canonical(column, parts[0])
        return values

    def _expand(self, text: str, column: Column, values: dict[str, str | list[str]]) -> NamedNode:
        expanded = uritemplate.expand(text, {**values, "_name": column.name})
        return NamedNode(absolute(expanded, self.url))

    def _subject(self, column: Column, values: dict[str, str | list[str]], default: list[Node]) -> Node:
        if column.about is not None:
            return self._expand(column.about, column, values)
        if not default:
            default.append(self.blank())
        return default[0]

    def _cell(self, subject: Node, column: Column, text: str, values: dict[str, str | list[str]]) -> Iterator[Triple]:
        if column.property is not None:
            prop = self._expand(column.property, column, values)
        else:
            prop = NamedNode(f"{self.url}#{quote(column.name, safe='%')}")
        if column.value is not None:
            if column.virtual or _parts(column, text):
                yield Triple(subject, prop, self._expand(column.value, column, values))
            return
        terms = [_literal(column, part) for part in _parts(column, text)]
        if column.separator is not None and column.ordered:
            head, triples = self._list(terms)
            yield Triple(subject, prop, head)
            yield from triples
            return
        for value in terms:
            yield Triple(subject, prop, value)

    def _list(self, terms: list[Literal]) -> tuple[Node, list[Triple]]:
        rest: Node = NamedNode(RDF + "nil")
        triples: list[Triple] = []
        for value in reversed(terms):
            node = self.blank()
            triples += [Triple(node, NamedNode(RDF + "first"), value), Triple(node, NamedNode(RDF + "rest"), rest)]
            rest = node
        return rest, triples


def _name(column: Column, number: int, language: str | None) -> str:
    titles = column.titles.get(language or "und") or column.titles.get("und")
    return quote(titles[0], safe="").replace("-", "%2D").replace("~", "%7E") if titles else f"_col.{number}"


def _parts(column: Column, text: str) -> list[str]:
    """Cut a cell into its values (Tabular Data Model, section 6.4)."""
    if column.datatype.name not in {"string", "json", "xml", "html", "anyAtomicType", "any"}:
        text = " ".join(text.split())
    text = text or column.default
    if column.separator is None:
        return [] if text in column.null else [text]
    if not text:
        return []
    parts = text.split(column.separator)
    if column.datatype.name not in {"string", "anyAtomicType", "any"}:
        parts = [part.strip() for part in parts]
    return [part or column.default for part in parts if (part or column.default) not in column.null]


def _canonical(column: Column, text: str) -> str:
    try:
        return column.datatype.literal(text).value
    except NotOfTypeError:
        return text


def _literal(column: Column, text: str) -> Literal:
    try:
        return column.datatype.literal(text, column.language)
    except NotOfTypeError:  # the standard keeps the text, as a string
        return Literal(text, language=column.language) if column.language else Literal(text)
