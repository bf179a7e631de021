"""The W3C formats for the answer to a SELECT: JSON, XML and TSV."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.names import PREFIXES
from govgraph.store.port import Table, Term

_STRING: Final = f"{PREFIXES['xsd']}string"
_SPARQL: Final = "http://www.w3.org/2005/sparql-results#"
_HEAD: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SPARQL}">\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def encode(table: Table, form: str) -> bytes:
    r"""Return a table in ``json``, ``xml`` or ``tsv``, as SPARQL 1.1 defines them.

    >>> print(encode(Table(("n",), ((Literal("a\tb"),),)), "tsv").decode(), end="")
    ?n
    "a\tb"
    """
    match form:
        case "json":
            return _json(table).encode()
        case "xml":
            return _xml(table).encode()
    return _tsv(table).encode()


def boolean_xml(answer: bool) -> bytes:
    """Return the answer to an ASK in the XML format."""
    return f"{_HEAD}  <head/>\n  <boolean>{str(answer).lower()}</boolean>\n</sparql>\n".encode()


def _json(table: Table) -> str:
    bindings = [{n: _json_term(t) for n, t in row.items() if t is not None} for row in table]
    answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


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


def _xml(table: Table) -> str:
    lines = ["  <head>", *(f"    <variable name={quoteattr(name)}/>" for name in table.columns), "  </head>"]
    lines.append("  <results>")
    for row in table:
        lines.append("    <result>")
        lines += [
            f"      <binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in row.items()
            if term is not None
        ]
        lines.append("    </result>")
    lines.append("  </results>")
    return _HEAD + "\n".join(lines) + "\n</sparql>\n"


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


def _tsv(table: Table) -> str:
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join("" if term is None else _tsv_term(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def _tsv_term(term: Term) -> str:
    # A term in N-Triples syntax is one in Turtle syntax; raw tabs and line ends must not be in it.
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
