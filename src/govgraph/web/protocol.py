"""The SPARQL 1.1 Protocol: queries and updates at one address.

https://www.w3.org/TR/sparql11-protocol/, section 2. A request is read by the letter of the protocol, so that no two
readers could take it for two different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from govgraph.store.form import Form, form_of
from govgraph.store.port import Scope
from govgraph.web.description import service_description
from govgraph.web.desk import Desk
from govgraph.web.errors import HttpError
from govgraph.web.jobs import Ask
from govgraph.web.negotiation import PAGE, UTF_8, choose, media_type, of_form
from govgraph.web.page_jobs import AskPage
from govgraph.web.writing import Update
from govgraph.workers import Job

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_READ: Final = ("default-graph-uri", "named-graph-uri")
_MATCHED: Final = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for: a query or an update, and the graphs it names beside it."""

    text: str
    updating: bool
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None

    def scope(self, base: str, *, union: bool) -> Scope:
        """Return what it is asked over; 400 for a graph that is no IRI."""
        if not self.default and not self.named:
            return Scope(union=union, base=base)
        return Scope(_nodes(self.default), _nodes(self.named), base=base)


async def sparql(request: Request) -> Response:
    """Answer a request at ``/sparql``."""
    desk: Desk = request.app.state.desk
    if request.method in {"GET", "HEAD"} and not request.query_params.keys() & {"query", "update"}:
        return await service_description(request)
    operation = await _operation(request, desk)
    scope = operation.scope(str(request.url.replace(query="")), union=desk.settings.union)
    if operation.updating:
        desk.may_write(request)
        await desk.write(Update(operation.text, scope, gated=desk.gated))
        return Response(status_code=204)
    request.state.query = operation.text  # for the page that says what is wrong with it
    if len(operation.text) > desk.settings.query_size:
        most = f"{desk.settings.query_size:,}"
        raise HttpError(
            413,
            th=f"คำสืบค้นยาวเกิน {most} อักขระ",
            en=f"The query is longer than {most} characters.",
            limit="query",
        )
    form = form_of(operation.text)
    formats = of_form(form)
    if form in {Form.SELECT, Form.ASK}:
        formats = (*formats, PAGE)
    chosen = choose(request.headers.getlist("accept"), formats, operation.form)
    job: Job = Ask(operation.text, scope, chosen.name)
    if chosen is PAGE:
        job = AskPage(operation.text, scope, request.query_params.get("lang", "both"))
    reply = await desk.read(job, request)
    return desk.answer(reply, chosen, file=operation.form)


async def _operation(request: Request, desk: Desk) -> Operation:
    in_address = _pairs(request.url.query)
    if request.method in {"GET", "HEAD"}:
        if any(name == "update" for name, _ in in_address):
            raise _fault("คำสั่งแก้ไขต้องส่งด้วย POST", "An update is sent by POST.")
        return _of_pairs(in_address)
    kind, charset = media_type(request.headers.get("content-type", ""))
    if kind not in {_FORM, _QUERY, _UPDATE}:
        raise HttpError(
            415,
            th=f"POST ต้องมี Content-Type เป็น {_FORM}, {_QUERY} หรือ {_UPDATE}",
            en=f"A POST has the Content-Type {_FORM}, {_QUERY} or {_UPDATE}.",
            headers={"Accept-Post": f"{_FORM}, {_QUERY}, {_UPDATE}"},
        )
    if charset not in UTF_8:
        raise _fault("ข้อความต้องเป็น UTF-8", "The text has to be UTF-8.")
    body = _utf_8(await desk.body(request))
    if any(name in {"query", "update"} for name, _ in in_address):
        raise _fault("POST ต้องมีคำสั่งในเนื้อหาเท่านั้น", "What is posted has its query or update in the body, and there only.")
    own = _pairs(body) if kind == _FORM else [("query" if kind == _QUERY else "update", body)]
    return _of_pairs([*in_address, *own])


def _of_pairs(pairs: Sequence[tuple[str, str]]) -> Operation:
    texts = [(name, value) for name, value in pairs if name in {"query", "update"}]
    if len(texts) != 1:
        raise _fault("ต้องมี query หรือ update หนึ่งข้อความเท่านั้น", "One query or one update is needed, and one only.")
    ((name, text),) = texts
    updating = name == "update"
    ours, others = (_MATCHED, _READ) if updating else (_READ, _MATCHED)
    if wrong := next((key for key, _ in pairs if key in others), None):
        raise _fault(f"ใช้ {wrong} กับ {name} ไม่ได้", f"{wrong} does not go with {name}.")
    default, named = (tuple(value for key, value in pairs if key == one) for one in ours)
    form = next((value for key, value in pairs if key == "format"), None)
    return Operation(text, updating, default, named, form)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise _fault("ข้อความต้องเป็น UTF-8", "The text has to be UTF-8.") from None
    except ValueError:
        raise _fault("มีพารามิเตอร์มากเกินไป", "There are too many parameters.") from None


def _utf_8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _fault("ข้อความต้องเป็น UTF-8", "The text has to be UTF-8.") from None


def _nodes(iris: Sequence[str]) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(iri) for iri in iris)
    except ValueError:
        raise _fault("กราฟต้องเป็น IRI แบบเต็ม", "A graph is named by an absolute IRI.") from None


def _fault(th: str, en: str) -> HttpError:
    return HttpError(400, th=th, en=en)
