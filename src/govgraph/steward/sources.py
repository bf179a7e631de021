"""Files as sources: what the graph says about the file that a statement came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import term


def source_facts(source: NamedNode, path: Path, sha256: str, rows: int, graph: NamedNode) -> Iterator[Quad]:
    """Describe a table as a ``gov:Source``: its name, its hash, and how many rows below its first one it has."""
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", term("gov:Source")),
        ("dcterms:title", Literal(f"ตาราง {path.name}", language="th")),
        ("dcterms:title", Literal(f"table {path.name}", language="en")),
        ("gov:fileName", Literal(path.name)),
        ("gov:sha256", Literal(sha256)),
        ("gov:rowCount", Literal(rows)),
    ]
    for predicate, value in facts:
        yield Quad(source, term(predicate), value, graph)
