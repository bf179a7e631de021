"""Where a SPARQL server is and how to speak to it, read from an address and the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit, urlunsplit

from govgraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and how to speak to it. ``repr`` and messages never show the password.

    >>> Address.parse("http://somchai:secret@localhost:7878/query")
    Address(query='http://localhost:7878/query', update='http://localhost:7878/update', user='somchai', auth='basic')
    """

    query: str
    update: str
    user: str = ""
    password: str = field(default="", repr=False)
    """The password, or the token."""
    auth: str = "basic"
    """``basic``, ``digest`` or ``bearer``."""

    @classmethod
    def parse(cls, url: str, environment: Mapping[str, str] | None = None) -> Self:
        """Read an address, and what ``GOVGRAPH_REMOTE_…`` and ``GOVGRAPH_UPDATE_URL`` say about it."""
        settings = environment or {}
        query, user, password = _without_credentials(url)
        guess = query.removesuffix("/query") + "/update" if query.endswith("/query") else query
        update, update_user, update_password = _without_credentials(settings.get("GOVGRAPH_UPDATE_URL") or guess)
        auth = settings.get("GOVGRAPH_REMOTE_AUTH", "basic").lower()
        if auth not in {"basic", "digest"}:
            raise UsageError(
                th="GOVGRAPH_REMOTE_AUTH ต้องเป็น basic หรือ digest", en="GOVGRAPH_REMOTE_AUTH is basic or digest."
            )
        if token := settings.get("GOVGRAPH_REMOTE_TOKEN"):
            return cls(query, update, password=token, auth="bearer")
        return cls(
            query,
            update,
            settings.get("GOVGRAPH_REMOTE_USER") or user or update_user,
            settings.get("GOVGRAPH_REMOTE_PASSWORD") or password or update_password,
            auth,
        )


def _without_credentials(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        raise UsageError(th="ที่อยู่ของเซิร์ฟเวอร์ SPARQL ไม่ถูกต้อง", en="This is no address of a SPARQL server.")
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
    return bare, unquote(parts.username or ""), unquote(parts.password or "")
