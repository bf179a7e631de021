"""Statements as text: Turtle, N-Triples and JSON-LD, each always in the same order."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize

from govgraph.names import PREFIXES


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
        return _json_ld(ordered)
    texts = "".join(str(triple) for triple in ordered)
    used = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if f"<{iri}" in texts}
    return _write(ordered, RdfFormat.TURTLE, used)


def _write(triples: Iterable[Triple], form: RdfFormat, prefixes: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    serialize(triples, out, form, prefixes=prefixes)
    return out.getvalue()


def _json_ld(triples: Iterable[Triple]) -> bytes:
    expanded = json.loads(_write(triples, RdfFormat.JSON_LD))
    return (json.dumps(expanded, ensure_ascii=False, indent=1) + "\n").encode()
