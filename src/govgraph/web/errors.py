"""What is said when a request is refused: a status, and one sentence in both languages that says what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from govgraph.errors import GovGraphError, LimitError, RejectedError, StoreError, UnresolvedNameError, UsageError
from govgraph.model import Finding
from govgraph.steward.findings.records import record
from govgraph.store.form import FailedError, RefusedError, UnsupportedError

PROBLEM: Final = "application/problem+json"


class UnwritableError(UsageError):
    """The format that was asked for cannot hold the answer; another one can."""


_OF_LIMITS: Final = {"nesting": 400}
_OF_USE: Final = {RefusedError: 403, UnwritableError: 406, FailedError: 500, UnsupportedError: 501}


class HttpError(Exception):
    """A request that is not carried out; ``extra`` is further fields of the body."""

    def __init__(
        self, status: int, *, th: str, en: str, headers: Mapping[str, str] | None = None, **extra: object
    ) -> None:
        super().__init__(en)
        self.status = status
        self.th = th
        self.en = en
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


async def say(_request: Request, error: Exception) -> Response:
    """Answer a request with the fault that was raised."""
    assert isinstance(error, (HttpError, GovGraphError))
    return (error if isinstance(error, HttpError) else http_error_of(error)).response()


async def say_unforeseen(_request: Request, _error: Exception) -> Response:
    """Answer a request that met what nobody foresaw; its trace goes to the operator, not to the asker."""
    return HttpError(500, th="เกิดความผิดพลาดในระบบ", en="Something went wrong.").response()
