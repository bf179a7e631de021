"""Statements as text: Turtle, N-Triples and JSON-LD in the words of our context, each always in the same order."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize

from govgraph.names import PREFIXES
from govgraph.research.json_ld import json_ld


def serialise(triples: Iterable[Triple], form: str) -> bytes:
    r"""Return statements in ``turtle``, ``nt`` or ``jsonld``; each statement once, sorted.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("https://w3id.org/govgraph/id/a")
    >>> serialise([Triple(a, a, a)] * 2, "nt").decode().count("\n")
    1
    """
    ordered = sorted(set(triples), key=str)
    if form == "nt":
        return _write(ordered, RdfFormat.N_TRIPLES)
    if form == "jsonld":
        return json_ld(ordered)
    texts = "".join(str(triple) for triple in ordered)
    used = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if f"<{iri}" in texts}
    return _write(ordered, RdfFormat.TURTLE, used)


def _write(triples: Iterable[Triple], form: RdfFormat, prefixes: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    serialize(triples, out, form, prefixes=prefixes)
    return out.getvalue()
