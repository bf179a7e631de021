"""One request to a SPARQL server and its answer, within the time and size allowed.

The only module that knows SPARQLWrapper.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import (
    BaseHandler,
    HTTPDigestAuthHandler,
    HTTPHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from govgraph.errors import LimitError, StoreError
from govgraph.store.address import Address
from govgraph.store.answers import ACCEPT, Answer, too_slow
from govgraph.store.form import Form

CONNECTING: Final = 10.0
"""Seconds until a server has to take the connection; how long it may then think is another matter."""
_TRIES: Final = 3
_WORTH_RETRYING: Final = frozenset({429, 502, 503, 504})
_MAX_BYTES: Final = 1 << 30

Dataset = Sequence[tuple[str, str]]
"""Parameters of a request that name the graphs it is asked over."""


class Connection:
    """How one server is spoken to; ``pause`` waits between two tries."""

    def __init__(self, address: Address, timeout: float, pause: Callable[[float], None] = time.sleep) -> None:
        self._address = address
        self._timeout = timeout
        self._pause = pause
        self._opener = _opener(address)

    def close(self) -> None:
        """Close what is open: nothing stays open between two requests."""
        self._opener.close()

    def ask(self, query: str, form: Form, dataset: Dataset) -> Answer:
        """Send a query up to three times, and return the answer, whatever its status.

        Only reading is repeated, for it changes nothing. Raises as :meth:`send` does.
        """
        for attempt in range(1, _TRIES + 1):
            wait = 0.5 * 2**attempt * random.uniform(0.5, 1)  # spread, so that clients do not return all at once
            try:
                answer = self.send(query, form, dataset)
            except StoreError:
                if attempt == _TRIES:
                    raise
            else:
                if answer.status not in _WORTH_RETRYING or attempt == _TRIES or answer.wait > self._timeout:
                    return answer
                wait = max(wait, answer.wait)
            self._pause(wait)
        raise AssertionError("the last attempt returns or raises")

    def send(self, text: str, form: Form | None = None, dataset: Dataset = ()) -> Answer:
        """Send a query, or an update if it has no form; return the answer, read whole.

        Raises :class:`StoreError` where the server cannot be reached, and :class:`LimitError` where the answer takes
        too long or is too large.
        """
        import SPARQLWrapper

        wrapper = SPARQLWrapper.SPARQLWrapper(self._address.query, self._address.update)
        wrapper.setMethod(SPARQLWrapper.POST)  # long GET requests are cut by some servers, read as a syntax error
        wrapper.setOnlyConneg(True)
        if self._address.auth == "basic":
            wrapper.setCredentials(self._address.user, self._address.password)
        elif self._address.auth == "bearer":
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {self._address.password}")
        # Not by setQuery, which guesses the form from the first keyword it sees, also in a comment.
        wrapper.queryString, wrapper.queryType = text, form.value if form else "INSERT"
        for parameter, graph in dataset:
            wrapper.addParameter(parameter, graph)
        wrapper.addCustomHttpHeader("Accept", ACCEPT[form] if form else "*/*")
        deadline = time.monotonic() + self._timeout
        # The wrapper composes the request; its own sending has no opener without redirects and global state.
        request = wrapper._createRequest()
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return Answer(response.status, _lower(response.headers), self._whole(response, deadline))
        except HTTPError as error:
            with error:
                return Answer(error.code, _lower(error.headers), error.read(4000))
        except TimeoutError as error:
            raise self._too_slow() from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from error
            raise StoreError(
                th=f"ติดต่อเซิร์ฟเวอร์ {self._address.query} ไม่ได้ ({type(reason).__name__})",
                en=f"The server {self._address.query} cannot be reached ({type(reason).__name__}).",
            ) from error

    def _whole(self, response: Any, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := response.read1(1 << 16):
            parts.append(part)
            size += len(part)
            if time.monotonic() > deadline:
                raise self._too_slow()
            if size > _MAX_BYTES:
                raise LimitError(
                    th=f"คำตอบจาก {self._address.query} ใหญ่เกิน 1 GB",
                    en=f"The answer of {self._address.query} is over 1 GB.",
                )
        return b"".join(parts)

    def _too_slow(self) -> LimitError:
        return too_slow(self._address.query, f"{self._timeout:g} s")


def _opener(address: Address) -> OpenerDirector:
    handlers: list[BaseHandler] = [_NoRedirect(), _Http(), _Https()]
    if address.auth == "digest" and address.user:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        for url in (address.query, address.update):
            passwords.add_password(None, url, address.user, address.password)
        handlers.append(HTTPDigestAuthHandler(passwords))
    return build_opener(*handlers)


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the password to whatever host it names."""

    def redirect_request(self, *_: Any) -> None:
        return None


class ConnectTimeoutError(ConnectionError):
    """The server did not take the connection in time."""


class _Patient(HTTPConnection):
    """A connection that is made soon or not at all, however long an answer may take."""

    def connect(self) -> None:
        patience = self.timeout
        self.timeout = min(CONNECTING, patience or CONNECTING)
        try:
            super().connect()
        except TimeoutError as error:
            raise ConnectTimeoutError from error
        self.sock.settimeout(patience)


class _SafePatient(_Patient, HTTPSConnection):
    """The same with TLS."""


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Patient, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SafePatient, req)


def _lower(headers: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}
