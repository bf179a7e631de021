"""What all parts of the server share: the workers, who may write, how a body is read and an answer sent."""

from __future__ import annotations

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import anyio
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from govgraph.errors import GovGraphError
from govgraph.store.folder import state_of
from govgraph.store.opening import is_address
from govgraph.version import __version__
from govgraph.web.errors import HttpError
from govgraph.web.negotiation import Format
from govgraph.web.settings import Settings, Updates
from govgraph.workers import Call, Job, Pool, Reply

_READ: Final = ("govgraph.web.jobs", "govgraph.web.page_jobs")
_WRITE: Final = ("govgraph.web.writing",)
_PIECE: Final = 1 << 16
_KEPT: Final = 64
_LONGEST_KEPT: Final = 4 << 20
"""Documents that are kept until the store changes, and bytes of each; the reference of the ontology has 3 MB."""

_MOST_OF_A_CHARACTER: Final = 12
"""Bytes: four in UTF-8, each of which a form writes as three."""
_DOWNLOADED: Final = {"csv", "tsv"}


class Desk:
    """The workers of a server, and its rules."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.gated = settings.updates is Updates.GATED
        self._readers = Pool(
            settings.location, workers=settings.workers, limits=settings.limits, waiting=settings.waiting, modules=_READ
        )
        self._writers = (
            None
            if settings.updates is Updates.OFF
            else Pool(settings.location, workers=1, limits=settings.writing, waiting=settings.waiting, modules=_WRITE)
        )
        self._documents: OrderedDict[tuple[str | None, Job], tuple[object, bytes]] = OrderedDict()
        self._threads = anyio.CapacityLimiter(settings.workers + settings.waiting + 8)

    async def read(self, job: Job, request: Request | None = None) -> Reply:
        """Have a job done by one of the readers, for as long as who sent the ``request`` is there."""
        call = Call()
        watching = asyncio.create_task(self._watch(request, call)) if request is not None else None
        try:
            return await self._run(partial(self._readers.run, job, call=call))
        except GovGraphError:
            if call.given_up:
                raise _gone() from None
            raise
        finally:
            if watching is not None:
                watching.cancel()

    async def _watch(self, request: Request, call: Call) -> None:
        """Give up a call when its asker hangs up; the body of the request has been read, if there is one."""
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self._readers.give_up(call)

    async def document(self, job: Job, request: Request | None = None) -> tuple[object, bytes]:
        """Return value and content of a document, made again only after the store was written to."""
        key = (self.state(), job)
        if key not in self._documents:
            reply = await self.read(job, request)
            made = reply.value, reply.read()
            if key[0] is None or len(made[1]) > _LONGEST_KEPT:  # nobody tells when a server is written to
                return made
            self._documents[key] = made
            while len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return self._documents[key]

    async def write(self, job: Job) -> Reply:
        """Have a job done by the one writer."""
        assert self._writers is not None, "may_write() goes before"
        return await self._run(partial(self._writers.run, job))

    async def _run(self, work: Callable[[], Reply]) -> Reply:
        return await anyio.to_thread.run_sync(work, limiter=self._threads)

    def state(self) -> str | None:
        """Return what changes whenever the store is written to, ``None`` where that cannot be told cheaply."""
        if is_address(self.settings.location):
            return None
        return f"{__version__} {sorted(state_of(Path(self.settings.location)))}"

    def close(self) -> None:
        """End the workers."""
        self._readers.close()
        if self._writers is not None:
            self._writers.close()

    def may_write(self, request: Request) -> None:
        """Let through who brings the token; a cookie, which browsers send by themselves, is no token."""
        if self.settings.updates is Updates.OFF:
            raise HttpError(
                403,
                th="เซิร์ฟเวอร์นี้ให้อ่านเท่านั้น",
                en="This server is for reading only.",
            )
        if not self.knows(request):
            raise HttpError(
                401,
                th="การเขียนต้องมีโทเค็นที่ถูกต้องใน Authorization: Bearer",
                en="Writing needs the right token in Authorization: Bearer.",
                headers={"WWW-Authenticate": 'Bearer realm="govgraph"'},
            )

    def knows(self, request: Request) -> bool:
        """Tell whether a request brings the token of a server that may be written to."""
        if self.settings.updates is Updates.OFF:
            return False
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        same = hmac.compare_digest(given.strip().encode(), self.settings.token.encode())
        return scheme.lower() == "bearer" and same

    async def body(self, request: Request) -> bytes:
        """Return the body of a request; 413 where it is too long, as soon as that is known.

        Who may not write has only queries to send.
        """
        most = self.settings.body_size if self.knows(request) else _MOST_OF_A_CHARACTER * self.settings.query_size
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > most:
            raise _too_long(most)
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(None if self.knows(request) else self.settings.patience):
                async for piece in request.stream():
                    size += len(piece)
                    if size > most:
                        raise _too_long(most)
                    pieces.append(piece)
        except ClientDisconnect:
            raise _gone() from None
        except TimeoutError:
            raise HttpError(
                408,
                th="เนื้อหาที่ส่งมาไม่ครบภายในเวลาที่กำหนด",
                en="What was to be sent did not arrive in time.",
                headers={"Connection": "close"},
                limit="request",
            ) from None
        return b"".join(pieces)

    def answer(self, reply: Reply, chosen: Format, *, file: str | None = None, status: int = 200) -> Response:
        """Return what a job has written as the answer to a request."""
        headers = {"Vary": "Accept", "Content-Length": str(reply.size)}
        if file is not None or chosen.name in _DOWNLOADED:
            headers["Content-Disposition"] = f'attachment; filename="govgraph.{chosen.name}"'
        if reply.size <= _PIECE:
            return Response(reply.read(), status, headers, chosen.media_type)
        return StreamingResponse(iterate_in_threadpool(_pieces(reply)), status, headers, chosen.media_type)


def _pieces(reply: Reply) -> Iterator[bytes]:
    with reply.body:
        while piece := reply.body.read(_PIECE):
            yield piece


def _gone() -> HttpError:
    return HttpError(499, th="ผู้ถามวางสายไปแล้ว", en="Who asked has hung up.")  # nobody reads it


def _too_long(most: int) -> HttpError:
    return HttpError(
        413, th=f"เนื้อหาที่ส่งมาใหญ่เกิน {most:,} ไบต์", en=f"What was sent is larger than {most:,} bytes.", limit="request"
    )
