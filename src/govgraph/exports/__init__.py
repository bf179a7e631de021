"""Everything on record in open formats: the same store, the same bytes, on every engine.

============ ====== ==========================================================================
``nquads``   .nq    every statement with its graph, a line each: complete, for exchange
``trig``     .trig  the same, to be read and compared
``turtle``   .ttl   the statements of all graphs together, each once
``jsonld``   .jsonld the same as ``trig``, in the words of our context
``graphml``  .graphml things and relations, for yEd, Cytoscape, R
``gexf``     .gexf  things and relations, for Gephi
``csv``      .zip   things and relations, as two tables
``cypher``   .cypher things and relations, for Neo4j and its kin
============ ====== ==========================================================================

Statements are sorted on disk, so that their number costs no memory; GraphML and GEXF hold all things in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Final

from govgraph.errors import UsageError
from govgraph.store.port import Store

FORMATS: Final = ("nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "csv", "cypher")
"""The names of the formats."""

SUFFIXES: Final = {
    "nquads": ".nq",
    "trig": ".trig",
    "turtle": ".ttl",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".zip",
    "cypher": ".cypher",
}
"""How files of each format end."""

MEDIA_TYPES: Final = {
    "nquads": "application/n-quads",
    "trig": "application/trig",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv": "application/zip",
    "cypher": "application/x-cypher-query",
}
"""What a server calls each format."""


def export(store: Store, form: str, out: IO[bytes], *, graphs: Iterable[str] = ()) -> None:
    """Write what the store holds, or what some of its graphs hold, to an open file, in one of :data:`FORMATS`.

    ``graphs`` are names as :func:`govgraph.exports.statements.chosen` takes them. In the formats of things and
    relations the graphs chosen decide what is told; names, kinds and dates come from all of them.
    Raises :class:`govgraph.errors.NotFoundError` for a graph that is not there, and
    :class:`govgraph.errors.UsageError` for an unknown format, before anything is written.

    >>> import io, pyoxigraph
    >>> from govgraph.store.embedded import EmbeddedStore
    >>> from govgraph.store.port import Change
    >>> data = b"<urn:g> { <urn:a> <urn:p> 'one' , 'two' }"
    >>> out = io.BytesIO()
    >>> with EmbeddedStore.in_memory() as store:
    ...     store.commit(Change(add=pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TRIG)))
    ...     export(store, "nquads", out)
    >>> print(out.getvalue().decode(), end="")
    <urn:a> <urn:p> "one" <urn:g> .
    <urn:a> <urn:p> "two" <urn:g> .
    """
    from govgraph.exports.statements import Statements, chosen

    if form not in FORMATS:
        listed = ", ".join(FORMATS)
        raise UsageError(
            th=f"ไม่มีรูปแบบ “{form}” เลือกจาก {listed}", en=f"There is no format “{form}”; choose from {listed}."
        )
    with Statements(store, chosen(store, graphs)) as statements:
        if form in ("nquads", "trig", "turtle", "jsonld"):
            from govgraph.exports import rdf

            write = {"nquads": rdf.n_quads, "trig": rdf.trig, "turtle": rdf.turtle, "jsonld": rdf.json_ld}[form]
            write(statements, out)
            return
        from govgraph.exports.network import Network

        network = Network(store, statements)
        match form:
            case "csv":
                from govgraph.exports.tables import csv_tables

                csv_tables(network, out)
            case "cypher":
                from govgraph.exports.cypher import cypher

                cypher(network, out)
            case _:
                from govgraph.exports import graph_xml

                (graph_xml.graphml if form == "graphml" else graph_xml.gexf)(network, out)
