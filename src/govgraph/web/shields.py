"""What every answer carries, and what keeps one client from holding up all others."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Final

import h11
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from govgraph.web.errors import HttpError

POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may use: our own style and fonts, and no script at all."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Shields:
    """Adds :data:`HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, shielded if scope["type"] == "http" else send)


class ImpatientProtocol(H11Protocol):
    """HTTP that hangs up on who does not finish the head of a request, or does not take the answer.

    A few hundred of them would use up all connections. What HTTP itself refuses is said as everything else is.
    """

    patience: ClassVar[float]
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)
        if self.limit_concurrency is not None and len(self.connections) > self.limit_concurrency:
            self.app = Shields(_full)
        self.limit_concurrency = None  # uvicorn would refuse in its own words
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Begin to wait for the rest of a further head on the same connection, or be done with waiting."""
        idle = self._idle()
        if idle and self._waiting is None:
            self._wait()
        super().data_received(data)
        if idle and not self._idle():
            self._wait_no_more()

    def pause_writing(self) -> None:
        """Begin to wait for a client that is slow to take its answer."""
        super().pause_writing()
        self._wait()

    def resume_writing(self) -> None:
        """Be done with waiting."""
        super().resume_writing()
        self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Be done with waiting."""
        super().connection_lost(exc)
        self._wait_no_more()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - said in two languages
        """Refuse what is no HTTP, or is too long."""
        refused = HttpError(
            400,
            th="คำขอไม่ใช่ HTTP ที่ถูกต้อง หรือส่วนหัวยาวเกินไป (คำสืบค้นที่ยาวส่งด้วย POST)",
            en="This is no HTTP request, or its head is too long (send a long query by POST).",
        ).response()
        headers = [*refused.raw_headers, *((n.lower().encode(), v.encode()) for n, v in HEADERS.items())]
        for event in (
            h11.Response(status_code=400, headers=[*headers, (b"connection", b"close")], reason=b"Bad Request"),
            h11.Data(data=bytes(refused.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._wait_no_more()
        self._waiting = self.loop.call_later(self.patience, self._give_up)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        self.transport.abort()


def impatient(seconds: float) -> type[ImpatientProtocol]:
    """Return the protocol that waits for so long."""
    return type("Impatient", (ImpatientProtocol,), {"patience": seconds})


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a connection beyond those that are open at a time."""
    headers = {"Retry-After": "2", "Connection": "close"}
    busy = HttpError(
        503,
        th="มีผู้ใช้พร้อมกันมากเกินไป โปรดลองใหม่ภายหลัง",
        en="Too many connections are open. Please try again later.",
        headers=headers,
        limit="busy",
    )
    await busy.response()(scope, receive, send)
