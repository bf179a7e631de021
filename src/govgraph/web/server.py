"""Listening, until somebody says stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import uvicorn

from govgraph.errors import StoreError, UsageError
from govgraph.steward.imports.standing import Standing
from govgraph.store import open_store
from govgraph.store.opening import is_address
from govgraph.web.app import application
from govgraph.web.settings import Settings, Updates
from govgraph.web.shields import Shields, impatient

_CONNECTIONS: Final = 256
_BACKLOG: Final = 512


def serve(settings: Settings, host: str, port: int, listening: Callable[[str], None]) -> None:
    """Serve a store until the process is told to stop; ``listening`` is told the address once it is open.

    Port 0 takes one that is free. Raises :class:`govgraph.errors.UsageError` where the address cannot be had, and
    :class:`govgraph.errors.StoreError` where there is no store, or where it is locked or damaged.
    """
    if settings.updates is not Updates.OFF and not settings.token:
        raise UsageError(
            th="การเปิดให้แก้ไขต้องมีโทเค็นในตัวแปร GOVGRAPH_TOKEN",
            en="Updates need a token: set the environment variable GOVGRAPH_TOKEN.",
        )
    _prepare(settings)
    with _bound(host, port) as door:
        config = uvicorn.Config(
            Shields(application(settings)),
            http=impatient(settings.patience),
            ws="none",
            lifespan="on",
            log_level="warning",
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=5,
        )
        shown = f"[{host}]" if ":" in host else host
        listening(f"http://{shown}:{door.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):  # how one stops a server; uvicorn raises it again when it has shut down
            uvicorn.Server(config).run(sockets=[door])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            th=f"เปิดรับที่ {host} พอร์ต {port} ไม่ได้ ({reason}) โปรดเลือก --host หรือ --port อื่น",
            en=f"Cannot listen at {host}, port {port} ({reason}). Choose another --host or --port.",
        ) from error
    return door


def _prepare(settings: Settings) -> None:
    """Look whether there is something to serve; a store that may be written to is made where there is none."""
    if settings.updates is not Updates.OFF:
        if is_address(settings.location):
            raise UsageError(
                th="--updates ใช้ได้กับคลังข้อมูลในโฟลเดอร์เท่านั้น โปรดเขียนไปที่เซิร์ฟเวอร์นั้นโดยตรง",
                en="--updates is for a store in a folder; write to the server of this one itself.",
            )
        open_store(settings.location, write=True).close()
    if settings.location == ":memory:":
        raise UsageError(
            th="คลังข้อมูลในหน่วยความจำเปิดให้ผู้อื่นใช้ไม่ได้ โปรดระบุโฟลเดอร์",
            en="A store in memory cannot be served; name a folder.",
        )
    with open_store(settings.location) as store:
        if settings.updates is Updates.GATED:
            Standing(store)  # the shapes are about data that ships with govgraph
        elif settings.updates is Updates.OFF and not store.graphs():
            raise StoreError(
                th=f"คลังข้อมูล {store.location} ยังว่างอยู่ โปรดสั่ง `govgraph build` ก่อน",
                en=f"The store {store.location} is empty. Run `govgraph build` first.",
            )
