"""Linked data: the address of every thing leads to a page for people, and to statements for programs.

``/id/ministry/moac`` is the ministry, which nobody can send; it answers 303 with the address of the document that
suits the asker (``/id/ministry/moac.html``, ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``). ``/ontology`` and the graphs are
documents, and are answered themselves. https://www.w3.org/TR/cooluris/, section 4.
"""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from govgraph.names import BASE, GRAPH
from govgraph.pages import static_file
from govgraph.store.port import EVERYTHING
from govgraph.web.desk import Desk
from govgraph.web.errors import HttpError
from govgraph.web.jobs import ReadGraph
from govgraph.web.negotiation import GRAPHS, PAGE, Format, choose
from govgraph.web.page_jobs import Describe, IndexPage, OntologyPage, ThingPage
from govgraph.web.shields import POLICY
from govgraph.workers import Job

_DOCUMENTS: Final = (PAGE, *GRAPHS)
_SUFFIXES: Final = {f".{f.name}": f for f in _DOCUMENTS}
_LANGUAGES: Final = ("both", "th", "en")
_A_DAY: Final = "public, max-age=86400"


async def index(request: Request) -> Response:
    """Answer with the first page."""
    return await _document(request, IndexPage(_lang(request)), PAGE)


async def thing(request: Request) -> Response:
    """Lead from a thing to a document about it, or answer with the document."""
    path = request.path_params["path"]
    stem, dot, suffix = path.rpartition(".")
    if (chosen := _SUFFIXES.get(f"{dot}{suffix}")) is None:
        chosen = choose(request.headers.getlist("accept"), _DOCUMENTS)
        asked = f"?{request.url.query}" if request.url.query else ""
        address = f"{quote(request.url.path)}.{chosen.name}{asked}"
        return RedirectResponse(address, 303, {"Vary": "Accept", "Cache-Control": _A_DAY})
    iri = f"{BASE}id/{stem}"
    job: Job = ThingPage(iri, _lang(request)) if chosen is PAGE else Describe(iri, chosen.name)
    return await _document(request, job, chosen)


async def graph(request: Request) -> Response:
    """Answer with a named graph of ours: a page about it, or all its statements."""
    path = request.path_params["path"]
    stem, dot, suffix = path.rpartition(".")
    chosen = _SUFFIXES.get(f"{dot}{suffix}")
    name = path if chosen is None else stem
    chosen = chosen or choose(request.headers.getlist("accept"), _DOCUMENTS)
    return await _document(request, _of_graph(f"{GRAPH}{name}", chosen, request), chosen)


async def ontology(request: Request) -> Response:
    """Answer with the ontology: its reference, or its statements."""
    suffix = request.url.path.rpartition("/ontology")[2]
    chosen = _SUFFIXES[suffix] if suffix else choose(request.headers.getlist("accept"), _DOCUMENTS)
    job = OntologyPage() if chosen is PAGE else _of_graph(f"{GRAPH}ontology", chosen, request)
    return await _document(request, job, chosen)


async def static(request: Request) -> Response:
    """Answer with a file that pages need."""
    if (found := static_file(request.path_params["name"])) is None:
        raise HttpError(404, th="ไม่มีแฟ้มนี้", en="There is no such file.")
    return Response(found[1], media_type=found[0], headers={"Cache-Control": _A_DAY})


ROUTES: Final = (
    Route("/", index),
    Route("/static/{name}", static),
    Route("/id/{path:path}", thing),
    Route("/graph/{path:path}", graph),
    *(Route(f"/ontology{suffix}", ontology) for suffix in ("", *_SUFFIXES)),
)


def _of_graph(iri: str, chosen: Format, request: Request) -> Job:
    return ThingPage(iri, _lang(request)) if chosen is PAGE else ReadGraph(iri, EVERYTHING, chosen.name)


def _lang(request: Request) -> str:
    lang = request.query_params.get("lang", "both")
    return lang if lang in _LANGUAGES else "both"


async def _document(request: Request, job: Job, chosen: Format) -> Response:
    """Have a document made, unless the asker has it already (``If-None-Match``)."""
    desk: Desk = request.app.state.desk
    headers = {"Vary": "Accept", "Cache-Control": "public, max-age=60"}
    if (state := desk.state()) is not None:
        told = f"{state} {request.url.path} {request.url.query} {chosen.name}"
        headers["ETag"] = f'W/"{hashlib.sha256(told.encode()).hexdigest()[:20]}"'
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
    if isinstance(job, ReadGraph):  # may be large
        reply = await desk.read(job, request)
        if not reply.value:
            raise _nothing()
        answer = desk.answer(reply, chosen)
        answer.headers.update(headers)
        return answer
    value, content = await desk.document(job, request)
    if value is False:
        raise _nothing()
    if isinstance(job, OntologyPage):
        headers["Content-Security-Policy"] = _with_style(value)
    return Response(content, headers=headers, media_type=chosen.media_type)


def _nothing() -> HttpError:
    return HttpError(404, th="ไม่มีสิ่งใดบันทึกไว้ที่นี่", en="Nothing is on record here.")


def _with_style(digest: object) -> str:
    return POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'").replace(
        "font-src 'self'", "font-src 'self' data:"
    )
