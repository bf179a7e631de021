"""What is said when a request is refused: a status, and one sentence in both languages that says what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from govgraph.errors import GovGraphError, LimitError, RejectedError, StoreError, UnresolvedNameError, UsageError
from govgraph.model import Finding
from govgraph.pages import error_page
from govgraph.steward.findings.records import record
from govgraph.store.form import FailedError, RefusedError, UnsupportedError
from govgraph.web.addresses import SITE

PROBLEM: Final = "application/problem+json"


class UnwritableError(UsageError):
    """The format that was asked for cannot hold the answer; another one can."""


_OF_LIMITS: Final = {"nesting": 400}
_OF_USE: Final = {RefusedError: 403, UnwritableError: 406, FailedError: 500, UnsupportedError: 501}


class HttpError(GovGraphError):
    """A request that is not carried out; ``extra`` is further fields of the body."""

    def __init__(
        self, status: int, *, th: str, en: str, headers: Mapping[str, str] | None = None, **extra: object
    ) -> None:
        super().__init__(th=th, en=en)
        self.status = status
        self.headers = dict(headers or {})
        self.extra = extra

    def response(self) -> Response:
        """Return the fault as a problem (RFC 9457)."""
        body = {"status": self.status, "title": self.en, "title_th": self.th, **self.extra}
        content = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
        return Response(content, self.status, media_type=PROBLEM, headers=self.headers)


def http_error_of(error: GovGraphError) -> HttpError:
    """Return the fault that an error of ours stands for. What an error says of this machine stays here."""
    if isinstance(error, LimitError):
        status = _OF_LIMITS.get(error.limit, 503)
        headers = {"Retry-After": "2"} if error.limit == "busy" else {}
        return HttpError(status, th=error.th, en=error.en, headers=headers, limit=error.limit or "size")
    if isinstance(error, RejectedError):
        findings = [record(finding) for finding in error.findings if isinstance(finding, Finding)]
        return HttpError(422, th=error.th, en=error.en, findings=findings)
    if isinstance(error, UsageError):
        status = next((code for kind, code in _OF_USE.items() if isinstance(error, kind)), 400)
        return HttpError(status, th=error.th, en=error.en)
    if isinstance(error, UnresolvedNameError):
        return HttpError(404, th=error.th, en=error.en)
    print(f"govgraph: {error.en}", file=sys.stderr, flush=True)  # for the operator
    if isinstance(error, StoreError):
        return HttpError(
            503,
            th="อ่านหรือเขียนคลังข้อมูลไม่ได้ในขณะนี้ ผู้ดูแลระบบจะเห็นสาเหตุ",
            en="The store cannot be read or written at the moment; its operator is told why.",
        )
    return HttpError(
        500, th="เกิดความผิดพลาดในระบบ ผู้ดูแลระบบจะเห็นสาเหตุ", en="Something went wrong; the operator is told why."
    )


async def say(request: Request, error: Exception) -> Response:
    """Answer a request with what was raised: a page for a person at a browser, a problem for a program."""
    assert isinstance(error, GovGraphError)
    known = error if isinstance(error, HttpError) else http_error_of(error)
    if any("text/html" in line for line in request.headers.getlist("accept")):
        told = known if known.status >= 500 else error
        lang = request.query_params.get("lang", "both")
        page = error_page(known.status, told, SITE, query=getattr(request.state, "query", None), lang=lang)
        return Response(page, known.status, known.headers, "text/html")
    return known.response()


async def say_of_http(request: Request, error: Exception) -> Response:
    """Answer a request for what is not here, or by a method that is not for it."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        th, en = f"ที่อยู่นี้รับเฉพาะ {allowed}", f"This address takes {allowed} only."
    else:
        th, en = "ไม่มีที่อยู่นี้", "There is nothing at this address."
    return await say(request, HttpError(error.status_code, th=th, en=en, headers=error.headers))


async def say_unforeseen(_request: Request, _error: Exception) -> Response:
    """Answer a request that met what nobody foresaw; its trace goes to the operator, not to the asker."""
    return HttpError(500, th="เกิดความผิดพลาดในระบบ", en="Something went wrong.").response()
