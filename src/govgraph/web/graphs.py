"""The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, read and written at addresses.

https://www.w3.org/TR/sparql11-http-rdf-update/. A graph is named in ``?graph=``, is the default one (``?default``),
or goes by the address of the request itself, below ``/graphs/``.
"""

from __future__ import annotations

import uuid
from typing import Final

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from govgraph.store.port import Scope
from govgraph.web.desk import Desk
from govgraph.web.errors import HttpError
from govgraph.web.jobs import ReadGraph
from govgraph.web.negotiation import GRAPHS, choose, read_as
from govgraph.web.writing import Verb, WriteGraph

_VERBS: Final = {"PUT": Verb.REPLACE, "POST": Verb.MERGE, "DELETE": Verb.DROP}
METHODS: Final = ("GET", "HEAD", *_VERBS)


async def graphs(request: Request) -> Response:
    """Answer a request below ``/graphs``."""
    desk: Desk = request.app.state.desk
    if request.method in {"GET", "HEAD"}:
        return await _read(request, desk)
    desk.may_write(request)
    new = request.method == "POST" and not request.url.query and not _below(request)
    graph = f"{_address(request)}/{uuid.uuid4()}" if new else _named(request)
    if graph is None and desk.settings.union:
        raise HttpError(
            400,
            th="ระบุชื่อกราฟด้วย ?graph= เพราะกราฟปริยายของเซิร์ฟเวอร์นี้เป็นผลรวมของทุกกราฟ",
            en="Name a graph by ?graph=: the default graph of this server is the union of all.",
        )
    content, form = b"", "ttl"
    if request.method != "DELETE":
        form = read_as(request.headers.get("content-type", ""), GRAPHS).name
        content = await desk.body(request)
    base = str(request.url) if graph is None else graph
    reply = await desk.write(WriteGraph(_VERBS[request.method], graph, desk.gated, content, form, base))
    if request.method == "DELETE":
        return Response(status_code=204) if reply.value else _missing().response()
    if reply.value:
        return Response(status_code=204)
    return Response(status_code=201, headers={"Location": graph} if new and graph else {})


async def _read(request: Request, desk: Desk) -> Response:
    chosen = choose(request.headers.getlist("accept"), GRAPHS, request.query_params.get("format"))
    graph = _named(request)
    reply = await desk.read(ReadGraph(graph, Scope(union=desk.settings.union), chosen.name), request)
    if not reply.value:
        raise _missing()
    return desk.answer(reply, chosen)


def _named(request: Request) -> str | None:
    """Return the graph that a request is about, ``None`` for the default one."""
    given = request.query_params.multi_items()
    graphs = [value for name, value in given if name == "graph"]
    default = [value for name, value in given if name == "default"]
    if not graphs and not default and _below(request):
        return _iri(_address(request))
    if len(graphs) + len(default) != 1:
        raise HttpError(
            400,
            th="ระบุกราฟหนึ่งกราฟ ด้วย ?graph=IRI หรือ ?default",
            en="Name one graph: by ?graph=IRI, or ?default.",
        )
    if default:
        return None
    return _iri(graphs[0])


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise HttpError(400, th="กราฟต้องเป็น IRI แบบเต็ม", en="A graph is named by an absolute IRI.") from None


def _below(request: Request) -> bool:
    """Tell whether the address of the request is that of a graph."""
    return bool(request.path_params.get("path", "").strip("/"))


def _address(request: Request) -> str:
    """Return the address of the request as it was sent: with the escapes that tell ``a%2Fb`` from ``a/b``."""
    path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return str(request.url.replace(path=path.decode("ascii", "replace"), query="")).rstrip("/")


def _missing() -> HttpError:
    return HttpError(404, th="ไม่มีกราฟนี้", en="There is no such graph.")
