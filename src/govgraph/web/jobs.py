"""What workers do for readers: each job is picked up by a process that holds the store open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar, cast

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from govgraph.errors import LimitError
from govgraph.names import PREFIXES
from govgraph.research.sparql_results import boolean_xml, pieces
from govgraph.research.sparql_text import with_prefixes
from govgraph.store.port import Scope, Solutions
from govgraph.web.negotiation import RDF
from govgraph.workers import Output, Stores

_AT_ONCE: Final = 500
_BOOLEANS: Final = {"csv": b"%s\r\n", "tsv": b"%s\n", "json": b'{"head": {}, "boolean": %s}\n'}

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
    serialize(triples, output, rdf, prefixes=prefixes)  # type: ignore[arg-type]  # all it needs of a file is write()


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
