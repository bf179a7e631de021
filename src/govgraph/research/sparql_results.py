"""The W3C formats for the answer to a SELECT: JSON, XML, CSV and TSV, piece by piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.names import PREFIXES
from govgraph.research.csv_text import csv_line
from govgraph.research.rows import lexical
from govgraph.store.port import Table, Term

_STRING: Final = f"{PREFIXES['xsd']}string"
_SPARQL: Final = "http://www.w3.org/2005/sparql-results#"
_HEAD: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SPARQL}">\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Row = tuple[Term | None, ...]


def encode(table: Table, form: str) -> bytes:
    r"""Return a table in ``json``, ``xml``, ``csv`` or ``tsv``, as SPARQL 1.1 defines them.

    >>> print(encode(Table(("n",), ((Literal("a\tb"),),)), "tsv").decode(), end="")
    ?n
    "a\tb"
    """
    return "".join(pieces(table.columns, table.rows, form)).encode()


def pieces(columns: tuple[str, ...], rows: Iterable[Row], form: str) -> Iterator[str]:
    """Give the text of :func:`encode` as the rows come: the head, a piece a row, the end."""
    match form:
        case "json":
            return _json(columns, rows)
        case "xml":
            return _xml(columns, rows)
        case "csv":
            return _csv(columns, rows)
    return _tsv(columns, rows)


def boolean_xml(answer: bool) -> bytes:
    """Return the answer to an ASK in the XML format."""
    return f"{_HEAD}  <head/>\n  <boolean>{str(answer).lower()}</boolean>\n</sparql>\n".encode()


def _json(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head": {{"vars": {json.dumps(columns)}}},\n"results": {{"bindings": ['
    between = "\n"
    for row in rows:
        binding = {n: _json_term(t) for n, t in zip(columns, row, strict=True) if t is not None}
        yield between + json.dumps(binding, ensure_ascii=False)
        between = ",\n"
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            found = {"type": "literal", "value": term.value}
            if term.language:
                found["xml:lang"] = term.language
            elif term.datatype.value != _STRING:
                found["datatype"] = term.datatype.value
            return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _xml(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    names = [quoteattr(name) for name in columns]
    yield "".join([_HEAD, "  <head>\n", *(f"    <variable name={name}/>\n" for name in names), "  </head>\n"])
    yield "  <results>\n"
    for row in rows:
        bound = [
            f"      <binding name={name}>{_xml_term(term)}</binding>\n"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        yield "".join(["    <result>\n", *bound, "    </result>\n"])
    yield "  </results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    match term:
        case NamedNode():
            return f"<uri>{_xml_text(term.value)}</uri>"
        case BlankNode():
            return f"<bnode>{_xml_text(term.value)}</bnode>"
        case Literal():
            attribute = ""
            if term.language:
                attribute = f" xml:lang={quoteattr(term.language)}"
            elif term.datatype.value != _STRING:
                attribute = f" datatype={quoteattr(term.datatype.value)}"
            return f"<literal{attribute}>{_xml_text(term.value)}</literal>"
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    inner = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items())
    return f"<triple>{inner}</triple>"


def _xml_text(text: str) -> str:
    # XML 1.0 has no way at all to hold these characters; a reader must still get a well-formed file.
    return escape(_NOT_XML.sub("�", text), {"\r": "&#13;"})


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield csv_line(columns)
    for row in rows:
        yield csv_line("" if term is None else lexical(term) for term in row)


def _tsv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in columns) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else _tsv_term(term) for term in row) + "\n"


def _tsv_term(term: Term) -> str:
    # A term in N-Triples syntax is one in Turtle syntax; raw tabs and line ends must not be in it.
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
