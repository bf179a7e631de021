"""The answer to a CONSTRUCT or DESCRIBE: statements, to be looped over, written down, or taken into rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from govgraph.errors import UsageError
from govgraph.names import PREFIXES
from govgraph.research.rows import Rows
from govgraph.store.port import Table

if TYPE_CHECKING:
    import rdflib

_ALIASES: Final = {"ttl": "turtle", "n3": "turtle", "ntriples": "nt", "n-triples": "nt", "json-ld": "jsonld"}
_PARTS: Final = ("subject", "predicate", "object")


class Statements(tuple[Triple, ...]):
    """Statements, each once, as :class:`pyoxigraph.Triple` with ``subject``, ``predicate`` and ``object``.

    A tuple, so it can be counted, looped over and compared. In a notebook it shows as a table.

    >>> made = workspace.query("CONSTRUCT { ?group rdf:type ?kind } { ?group a gov:ThematicGroup, ?kind }")
    >>> made, made[0].predicate.value
    (<Statements: 5>, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Statements: {len(self):,}>"

    def _repr_html_(self) -> str:
        from govgraph.research.notebook import html

        return html(self.rows)

    @property
    def rows(self) -> Rows:
        """The statements as a table with the columns ``subject``, ``predicate`` and ``object``."""
        return Rows.of_table(Table(_PARTS, tuple((t.subject, t.predicate, t.object) for t in self)))

    def serialize(self, form: str = "turtle") -> str:
        """Return the statements as ``turtle``, ``nt`` or ``jsonld``, sorted: the same answer gives the same text.

        Raises :class:`govgraph.errors.UsageError` for any other form.

        >>> made = workspace.query("CONSTRUCT { gov:Ministry a ?kind } WHERE { gov:Ministry a ?kind }")
        >>> made.serialize().splitlines()[-1]
        'gov:Ministry a owl:Class .'
        """
        from govgraph.research.results import encode

        return encode(self, _ALIASES.get(form, form)).decode()

    def to_rdflib(self) -> rdflib.Graph:
        """Return the statements as an rdflib graph in memory, with the prefixes that govgraph uses.

        Raises :class:`govgraph.errors.UsageError` for a statement about a statement (RDF 1.2), which rdflib lacks.

        >>> len(workspace.query("CONSTRUCT WHERE { ?group a gov:ThematicGroup }").to_rdflib())
        5
        """
        import rdflib

        if any(isinstance(triple.object, Triple) for triple in self):
            raise UsageError(
                th="rdflib ไม่รองรับข้อความเกี่ยวกับข้อความ (RDF 1.2): ใช้ serialize",
                en="rdflib cannot hold statements about statements (RDF 1.2): use serialize.",
            )
        graph = rdflib.Graph()
        for prefix, iri in sorted(PREFIXES.items()):
            graph.bind(prefix, iri)
        return graph.parse(data=self.serialize("nt"), format="nt")
