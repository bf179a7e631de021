"""RDF files to statements, with errors that name file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from govgraph.errors import InputError
from govgraph.names import BASE
from govgraph.steward.tables import unreadable

_T = TypeVar("_T")
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def read_rdf(path: Path) -> list[Quad]:
    """Read an RDF file by its suffix; raises :class:`InputError` naming file, line and column."""
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        known = " ".join(_FORMATS)
        raise InputError(
            th=f"ไม่รู้จักชนิดของแฟ้ม {path} ใช้ได้: {known}", en=f"{path} is of no known kind; there are: {known}."
        )
    try:
        # Two files may use the same label for two blank nodes.
        quads = list(parse(path.read_bytes(), format=rdf_format, base_iri=BASE, rename_blank_nodes=True))
    except OSError as error:
        raise unreadable(path, error) from error
    except SyntaxError as error:
        where = f":{error.lineno}:{error.offset}" if error.lineno else ""
        raise InputError(
            th=f"{path}{where} ไม่ใช่ RDF ที่ถูกต้อง: {error.msg}",
            en=f"{path}{where} is not well-formed: {error.msg}",
        ) from error
    if newer := next((quad for quad in quads if _is_rdf_12(quad)), None):
        raise InputError(
            th=f"{path} ใช้สิ่งที่มีใน RDF 1.2 เท่านั้น: {newer.object}",
            en=f"{path} uses what only RDF 1.2 has: {newer.object}",
        )
    return quads


def _is_rdf_12(quad: Quad) -> bool:
    return isinstance(quad.object, Triple) or (isinstance(quad.object, Literal) and quad.object.direction is not None)


def without_blank_nodes(quads: list[Quad]) -> list[Quad]:
    """Return the statements with an IRI for each blank node (RDF 1.1, section 3.5), the same at every reading.

    The nodes are numbered as they come: canonical names would cost hours where a file has long lists of equal things.
    """
    names: dict[BlankNode, NamedNode] = {}

    def named(node: _T) -> _T | NamedNode:
        if not isinstance(node, BlankNode):
            return node
        return names.setdefault(node, NamedNode(f"{BASE}.well-known/genid/{len(names) + 1}"))

    return [Quad(named(q.subject), q.predicate, named(q.object), q.graph_name) for q in quads]


def canonical(quads: list[Quad]) -> list[Quad]:
    """Return the statements sorted, with canonical names for blank nodes (W3C RDFC-1.0)."""
    dataset = Dataset(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)
