"""Messages between two processes over a socket: a kind, some bytes, perhaps an open file."""

from __future__ import annotations

import os
import socket
import struct
import time
from dataclasses import dataclass
from typing import Final

READY: Final = b"r"
JOB: Final = b"j"
VALUE: Final = b"v"
BODY: Final = b"b"
ERROR: Final = b"e"
MEMORY: Final = b"m"

_HEAD: Final = struct.Struct(">cQ")


@dataclass(frozen=True, slots=True)
class Message:
    """What arrived; ``file`` is the descriptor of an open file that came along."""

    kind: bytes
    body: bytes
    file: int | None = None


class Channel:
    """One end of a connection.

    >>> ours, theirs = (Channel(end) for end in socket.socketpair())
    >>> ours.send(JOB, b"work")
    >>> theirs.receive()
    Message(kind=b'j', body=b'work', file=None)
    >>> ours.close(), theirs.receive(), theirs.close()
    (None, None, None)
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, kind: bytes, body: bytes, file: int | None = None, until: float | None = None) -> None:
        """Send a message, whole.

        Raises :class:`TimeoutError` where the other end has not taken it at the moment ``until``.
        """
        self._patience(until)
        head = _HEAD.pack(kind, len(body))
        if file is None:
            self._end.sendall(head + body)
        else:
            socket.send_fds(self._end, [head], [file])
            self._end.sendall(body)

    def receive(self, until: float | None = None) -> Message | None:
        """Return the next message, ``None`` where the other end is gone.

        Raises :class:`TimeoutError` where it is not there at the moment ``until`` (of :func:`time.monotonic`).
        """
        self._patience(until)
        try:
            head, files, _, _ = socket.recv_fds(self._end, _HEAD.size, 1)
            head += self._exactly(_HEAD.size - len(head), until) if head else b""
            if len(head) < _HEAD.size:
                return None
            kind, length = _HEAD.unpack(head)
            body = self._exactly(length, until)
        except ConnectionError:
            return None
        if len(body) < length:
            for file in files:
                os.close(file)
            return None
        return Message(kind, body, files[0] if files else None)

    def close(self) -> None:
        """Hang up."""
        self._end.close()

    def _exactly(self, length: int, until: float | None) -> bytes:
        parts: list[bytes] = []
        while length:
            self._patience(until)
            part = self._end.recv(min(length, 1 << 20))
            if not part:
                break
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _patience(self, until: float | None) -> None:
        if until is None:
            self._end.settimeout(None)
            return
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._end.settimeout(left)
