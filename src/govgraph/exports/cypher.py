r"""A script of Cypher for Neo4j and its kin: run it as often as you like, it merges and makes nothing twice.

Every thing is a node ``Thing`` with its IRI, labelled with its kinds; a relation has the name of its property or kind
of record in capitals. One statement a line, so that two exports compare line by line.

A quote must not end a string before its time, however a text is written. Some versions of Cypher resolve ``\uXXXX``
before they look for the ends of strings, so the letter u is never left directly behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Final

from govgraph.exports.network import Columns, Edge, Network, Values
from govgraph.names import shorten
from govgraph.research.json_ld import name_of
from govgraph.research.rows import Cell, written

_HEAD: Final = """\
// Things and relations of govgraph. Load with: cypher-shell -f FILE
// Names and texts: CC BY 4.0, with the sources that each thing and relation names.
CREATE CONSTRAINT govgraph_thing IF NOT EXISTS FOR (t:Thing) REQUIRE t.iri IS UNIQUE;
"""
_ESCAPES: Final = {"'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED: Final = re.compile("\\\\[uU]?|['\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def cypher(network: Network, out: IO[bytes]) -> None:
    """Write a constraint, a line a thing, and a line a relation."""
    out.write(_HEAD.encode())
    for node in network.nodes():
        labels = "".join(f":{identifier(kind)}" for kind in node.kinds)
        row: Values = {
            name: [cell] for name, cell in node.row.items() if name not in ("iri", "kind") and cell is not None
        }
        told = _map(row | node.values, network.node_columns)
        setting = " ".join(["SET", ", ".join([*([f"t{labels}"] if labels else []), f"t += {told}"])])
        out.write(f"MERGE (t:Thing {{iri: {_string(node.iri)}}}) {setting};\n".encode())
    for edge in network.edges():
        out.write((_relation(edge, network.edge_columns) + "\n").encode())


def _relation(edge: Edge, columns: Columns) -> str:
    ends = f"MATCH (a:Thing {{iri: {_string(edge.source)}}}), (b:Thing {{iri: {_string(edge.target)}}})"
    key = f" {{record: {_string(edge.record)}}}" if edge.record else ""
    row: Values = {
        name: [cell] for name, cell in edge.row.items() if name not in ("source", "target", "record") and cell
    }
    told = _map(row | edge.values, columns)
    return f"{ends} MERGE (a)-[r:{identifier(_verb(edge.predicate))}{key}]->(b) SET r += {told};"


def identifier(name: str) -> str:
    """Return a name as Cypher takes it, whatever it holds.

    >>> print(identifier("Ministry"), identifier("a`b c"))
    Ministry `a``b c`
    """
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        return name
    # The letter u behind a backslash would be read as a code; such a name does not come from our vocabularies.
    return "`" + name.replace("\\", "/").replace("`", "``") + "`"


def _verb(predicate: str) -> str:
    """Return the name of a relation in capitals: ``PART_OF_MEETING``."""
    return _HUMPS.sub("_", name_of(predicate) or shorten(predicate).replace(":", "_", 1)).upper()


def _map(values: Mapping[str, Sequence[Cell]], columns: Columns) -> str:
    names = [*(name for name in values if name not in columns.types), *columns.names]
    told = ((name, cells) for name in names if (cells := values.get(name)))
    pairs = (f"{identifier(name)}: {_cells(name, cells, columns)}" for name, cells in told)
    return "{" + ", ".join(pairs) + "}"


def _cells(name: str, cells: Iterable[Cell], columns: Columns) -> str:
    numeric = name in columns.types and columns.type_of(name) in (int, float)
    literals = [_literal(cell, numeric=numeric) for cell in cells]
    return "[" + ", ".join(literals) + "]" if name in columns.many else literals[0]


def _literal(cell: Cell, *, numeric: bool) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case int() | Decimal() if numeric:
            text = written(cell)
            return text if isinstance(cell, int) or "." in text else f"{text}.0"
        case date():
            return f"date('{cell.isoformat()}')"
    return _string(written(cell))


def _string(text: str) -> str:
    return "'" + _ESCAPED.sub(_escape, text) + "'"


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "\\":
        return "\\\\" + (f"\\u{ord(found[1]):04X}" if len(found) == 2 else "")
    return _ESCAPES.get(found) or f"\\u{ord(found):04X}"
