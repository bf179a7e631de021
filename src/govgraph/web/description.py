"""What the service is and holds: SPARQL 1.1 Service Description, VoID and DCAT.

https://www.w3.org/TR/sparql11-service-description/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from govgraph.names import term
from govgraph.pages import dataset_description
from govgraph.web.desk import Desk
from govgraph.web.jobs import write_triples
from govgraph.web.negotiation import GRAPHS, PAGE, TABLES, Format, choose
from govgraph.web.settings import Updates
from govgraph.workers import Job, Output, Stores

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}
_STATEMENTS: Final = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD"}


async def service_description(request: Request) -> Response:
    """Answer a request to ``/sparql`` that asks nothing: with what can be asked; a person is led to the form."""
    chosen = choose(request.headers.getlist("accept"), (*GRAPHS, PAGE))
    if chosen is PAGE:
        return RedirectResponse("/", 303, {"Vary": "Accept"})
    desk: Desk = request.app.state.desk
    return await _document(request, DescribeService.of(request, desk, chosen.name), chosen)


async def dataset(request: Request) -> Response:
    """Answer a request to ``/.well-known/void`` (and whoever looks for the dataset in DCAT)."""
    chosen = choose(request.headers.getlist("accept"), GRAPHS, request.query_params.get("format"))
    return await _document(request, DescribeDataset(_base(request), chosen.name), chosen)


async def _document(request: Request, job: Job, chosen: Format) -> Response:
    desk: Desk = request.app.state.desk
    _, content = await desk.document(job, request)
    return Response(content, headers={"Vary": "Accept"}, media_type=chosen.media_type)


@dataclass(frozen=True, slots=True)
class DescribeDataset:
    """What is in the store, for a server at ``base``."""

    base: str
    form: str

    def run(self, stores: Stores, output: Output) -> None:
        """Write it."""
        write_triples(dataset_description(stores.reading(), self.base), self.form, output)


@dataclass(frozen=True, slots=True)
class DescribeService:
    """What a server at ``base`` offers."""

    base: str
    form: str
    union: bool
    updates: bool

    @classmethod
    def of(cls, request: Request, desk: Desk, form: str) -> DescribeService:
        """Return the job that describes a server."""
        return cls(_base(request), form, desk.settings.union, desk.settings.updates is not Updates.OFF)

    def run(self, stores: Stores, output: Output) -> None:
        """Write it, with what is in the store."""
        store = stores.reading()
        described = dataset_description(store, self.base)
        write_triples([*self._service(store.graphs()), *described], self.form, output)

    def _service(self, graphs: tuple[NamedNode, ...]) -> Iterator[Triple]:
        service, everything, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
        a, void = term("rdf:type"), NamedNode(f"{self.base}.well-known/void#dataset")
        yield Triple(service, a, _sd("Service"))
        yield Triple(service, _sd("endpoint"), NamedNode(f"{self.base}sparql"))
        yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
        if self.updates:
            yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update"))
        if self.union:
            yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
        for f in TABLES:
            yield Triple(service, _sd("resultFormat"), NamedNode(f"{_FORMATS}{_RESULTS[f.name]}"))
        for f in GRAPHS:
            yield Triple(service, _sd("resultFormat"), NamedNode(f"{_FORMATS}{_STATEMENTS[f.name]}"))
            yield Triple(service, _sd("inputFormat"), NamedNode(f"{_FORMATS}{_STATEMENTS[f.name]}"))
        yield Triple(service, _sd("defaultDataset"), everything)
        yield Triple(everything, a, _sd("Dataset"))
        yield Triple(everything, term("dcterms:isPartOf"), void)
        yield Triple(everything, _sd("defaultGraph"), default)
        yield Triple(default, a, _sd("Graph"))
        for number, name in enumerate(graphs):
            one = BlankNode(f"graph{number}")
            yield Triple(everything, _sd("namedGraph"), one)
            yield Triple(one, a, _sd("NamedGraph"))
            yield Triple(one, _sd("name"), name)


def _sd(name: str) -> NamedNode:
    return NamedNode(f"{_SD}{name}")


def _base(request: Request) -> str:
    return str(request.base_url)
