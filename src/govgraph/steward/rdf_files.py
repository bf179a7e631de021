"""RDF files to statements, with errors that name file, line and column."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from govgraph.errors import InputError
from govgraph.names import BASE
from govgraph.steward.tables import unreadable

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
        return list(parse(path.read_bytes(), format=rdf_format, base_iri=BASE))
    except OSError as error:
        raise unreadable(path, error) from error
    except SyntaxError as error:
        where = f":{error.lineno}:{error.offset}" if error.lineno else ""
        raise InputError(
            th=f"{path}{where} ไม่ใช่ RDF ที่ถูกต้อง: {error.msg}",
            en=f"{path}{where} is not well-formed: {error.msg}",
        ) from error


def without_blank_nodes(quads: list[Quad]) -> list[Quad]:
    """Return the statements with an IRI for each blank node (RDF 1.1, section 3.5), the same at every reading."""

    def genid(node: BlankNode) -> NamedNode:
        return NamedNode(f"{BASE}.well-known/genid/{node.value}")

    return [
        Quad(
            genid(quad.subject) if isinstance(quad.subject, BlankNode) else quad.subject,
            quad.predicate,
            genid(quad.object) if isinstance(quad.object, BlankNode) else quad.object,
            quad.graph_name,
        )
        for quad in canonical(quads)
    ]


def canonical(quads: list[Quad]) -> list[Quad]:
    """Return the statements sorted, with canonical names for blank nodes (W3C RDFC-1.0)."""
    dataset = Dataset(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)
