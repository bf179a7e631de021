"""What workers do for readers: each job is picked up by a process that holds the store open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from govgraph.errors import LimitError
from govgraph.names import PREFIXES, expand
from govgraph.research.sparql_results import boolean_xml, pieces
from govgraph.research.sparql_text import with_prefixes
from govgraph.store.port import Scope, Solutions
from govgraph.web.errors import UnwritableError
from govgraph.web.negotiation import RDF
from govgraph.workers import Output, Stores

_AT_ONCE: Final = 500
_BOOLEANS: Final = {"csv": b"%s\r\n", "tsv": b"%s\n", "json": b'{"head": {}, "boolean": %s}\n'}

_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_XML_NAME: Final = re.compile(rf"[{_START}][{_START}0-9.\-\u00b7\u0300-\u036f\u203f\u2040]*\Z")
"""The end of an IRI that can be the name of an element (XML 1.0, section 2.3, without colons)."""

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RESERVED: Final = {
    expand(f"rdf:{name}")
    for name in (
        *("Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
}
"""What RDF/XML keeps for itself (section 5.1 of its grammar)."""

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, and the format of its answer."""

    query: str
    scope: Scope
    form: str

    def run(self, stores: Stores, output: Output) -> None:
        """Write the answer."""
        answer = stores.reading().stream(with_prefixes(self.query), self.scope)
        if isinstance(answer, bool):
            word = b"true" if answer else b"false"
            output.write(boolean_xml(answer) if self.form == "xml" else _BOOLEANS[self.form] % word)
        elif isinstance(answer, Solutions):
            rows = counted(answer.rows, stores.limits.rows)
            text = pieces(answer.columns, rows, self.form)
            while several := list(islice(text, _AT_ONCE)):
                output.write("".join(several).encode())
        else:
            write_triples(counted(answer, stores.limits.rows), self.form, output)


@dataclass(frozen=True, slots=True)
class ReadGraph:
    """The statements of one graph, or of the default graph (``None``)."""

    graph: str | None
    scope: Scope
    form: str

    def run(self, stores: Stores, output: Output) -> bool:
        """Write the statements, and tell whether there is such a graph."""
        store = stores.reading()
        if self.graph is None:
            scope = self.scope
        elif (name := NamedNode(self.graph)) in store.graphs():
            scope = Scope(default=(name,))
        else:
            return False
        triples = cast(Iterator[Triple], store.stream("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", scope))
        write_triples(counted(triples, stores.limits.rows), self.form, output)
        return True


def write_triples(triples: Iterable[Triple], form: str, output: Output) -> None:
    """Write statements in a format of :data:`govgraph.web.negotiation.RDF`."""
    rdf = RDF[form]
    prefixes = PREFIXES if rdf in {RdfFormat.TURTLE, RdfFormat.RDF_XML} else None
    # All that serialize() needs of a file is write() and flush().
    if rdf == RdfFormat.RDF_XML:
        serialize(_writable_as_xml(triples), _ReturnsEscaped(output), rdf, prefixes=prefixes)  # type: ignore[arg-type]
    else:
        serialize(triples, output, rdf, prefixes=prefixes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _ReturnsEscaped:
    """Writes carriage returns as XML has to: readers take bare ones for line feeds (XML 1.0, section 2.11)."""

    output: Output

    def write(self, data: bytes) -> int:
        self.output.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self.output.flush()


def _writable_as_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give the statements; the engine itself would write what no reader of XML takes."""
    for triple in triples:
        predicate, o = triple.predicate.value, triple.object
        if not _XML_NAME.search(predicate) or predicate in _RESERVED:
            raise _unwritable(f"<{predicate}>")
        if isinstance(o, Literal) and (character := _NOT_XML.search(o.value)):
            raise _unwritable(f"U+{ord(character[0]):04X}")
        yield triple


def _unwritable(what: str) -> UnwritableError:
    return UnwritableError(
        th=f"RDF/XML เขียน {what} ไม่ได้ โปรดขอเป็น Turtle หรือ N-Triples",
        en=f"RDF/XML cannot hold {what}. Ask for Turtle or N-Triples.",
    )


def counted(found: Iterable[_One], most: int) -> Iterator[_One]:
    """Give what was found, and raise :class:`LimitError` where it is more than ``most``."""
    for number, one in enumerate(found):
        if number == most:
            raise LimitError(
                th=f"คำตอบมีเกิน {most:,} แถว โปรดขอให้น้อยลง เช่นด้วย LIMIT",
                en=f"The answer has more than {most:,} rows. Please ask for less, for instance by LIMIT.",
                limit="rows",
            )
        yield one
