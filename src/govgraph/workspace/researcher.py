"""The researcher's desk: SPARQL, graphs of rdflib and NetworkX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from govgraph import analysis
from govgraph.errors import UsageError
from govgraph.research.answers import readable
from govgraph.research.header import parse
from govgraph.research.library import Library, read
from govgraph.research.limited import run_limited
from govgraph.research.question import Query
from govgraph.research.run import run
from govgraph.research.terms import Value
from govgraph.workspace.desk import Desk, day

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from govgraph.research.rows import Rows
    from govgraph.research.statements import Statements

_NAME: Final = re.compile(r"[\w.-]+\Z")


class ResearcherDesk(Desk):
    """What a researcher asks: any question, in the open forms of the field."""

    @property
    def graph(self) -> rdflib.Dataset:
        """The store as an rdflib dataset whose default graph is the union of all: in place for a folder, else a copy.

        >>> from rdflib import RDF, URIRef
        >>> len(set(workspace.graph.subjects(RDF.type, URIRef("https://w3id.org/govgraph/ontology#ThematicGroup"))))
        5
        """
        return self.store.rdflib()

    def network(
        self,
        name: str,
        *,
        as_of: date | str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> nx.Graph[str]:
        """Return a named projection as a NetworkX graph of IRIs; nodes have ``kind`` and names (``th``, ``en``).

        Participation in groups: ``agency-group``, ``tier-group``, ``sector-group`` (edges: ``participations``);
        ``group-group`` (``agencies`` shared); ``agency-agency``, ``ministry-ministry``, ``tier-tier``,
        ``sector-sector`` (``groups`` in which both sat; the first two also by ``basis="project"``, as
        ``department-department`` always: ``projects``). Links: ``ministry-theme``, ``ministry-strategy``,
        ``department-province`` and every other source and target of :meth:`links` (``agencies``, ``projects``,
        ``amount_thb``, ``evidence``, ``confidence``), narrowed by ``area``, ``basis``, ``statement``. Raises
        :class:`govgraph.errors.UsageError` for another name, and for a filter that a projection does not know.

        >>> graph = workspace.network("agency-group")
        >>> graph.number_of_nodes(), graph.number_of_edges()
        (60, 64)
        """
        scope = {"as_of": day(as_of), "fiscal_year": fiscal_year, "min_confidence": min_confidence}
        return analysis.network(self.store, name, **scope, **self._narrowed(filters))

    def query(
        self,
        query: str | Path,
        parameters: Mapping[str, Value | None] | None = None,
        /,
        *,
        timeout: float | None = None,
        **values: Value | None,
    ) -> Rows | bool | Statements:
        """Answer a query of the library, by name, one in a file (a :class:`~pathlib.Path`), or SPARQL text.

        Parameters are given by name, or as a mapping; ``None`` is not given, and one that the query does not have is
        refused. A SELECT gives :class:`~govgraph.Rows` of plain values, with the exact terms in ``terms``; an ASK
        gives a truth value; a CONSTRUCT or DESCRIBE gives :class:`~govgraph.Statements`.

        With a ``timeout`` (seconds; ``inf`` sets no limit) the query runs in a process of its own, which is ended at
        the limit or when the user interrupts: :class:`govgraph.errors.LimitError`. What is not SPARQL raises
        :class:`govgraph.errors.UsageError`.

        >>> members = workspace.query("cluster-members", cluster="cluster/north-upper-1", as_of="2010-01-12")
        >>> members["province_en"]
        ('Chiang Mai Province', 'Lamphun Province', 'Lampang Province', 'Mae Hong Son Province')
        >>> workspace.query("ASK { ?cluster a gov:ProvincialCluster }")
        True
        """
        asked = _asked(query)
        if twice := sorted(values.keys() & (parameters or {}).keys()):
            raise UsageError(th=f"มีพารามิเตอร์ {twice[0]} สองครั้ง", en=f"The parameter {twice[0]} is given twice.")
        given = {**(parameters or {}), **values}
        if timeout is None:
            answer = run(self.store, asked, given)
        else:
            answer = run_limited(self._location, asked, given, timeout)
        return readable(answer, asked.columns)

    def export(self, form: str, out: IO[bytes], *, graphs: Iterable[str] = ()) -> None:
        """Write everything, or what some graphs hold, to an open file; see :func:`govgraph.exports.export`.

        >>> import io
        >>> out = io.BytesIO()
        >>> workspace.export("nquads", out, graphs=["workshop-2010-01-12"])
        >>> out.getvalue().startswith(b"<https://w3id.org/govgraph/")
        True
        """
        from govgraph.exports import export

        export(self.store, form, out, graphs=graphs)


def _asked(query: str | Path) -> Query:
    """Return the query that a name of the library, a file or a text stands for; one word is never a text."""
    if isinstance(query, Path):
        return read(query)
    library = Library.shipped()
    return library[query] if query in library or _NAME.match(query) else parse(query, "query")
