"""Where a job writes its answer, and what its asker gets: bytes if it is short, an open file if it is long."""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import dataclass
from typing import BinaryIO, Final

from govgraph.errors import LimitError

SHORT: Final = 1 << 20
"""Answers up to this many bytes are handed over in memory."""


class Output(io.RawIOBase):
    """Takes the bytes of an answer; they go to a nameless temporary file when they become many.

    An answer is handed on only when it is whole. So what is cut off by a limit is an error and never half a result,
    and a reader who is slow keeps no worker busy.

    >>> output = Output(most=10)
    >>> output.write(b"12345"), output.size
    (5, 5)
    >>> output.write(b"678901")
    Traceback (most recent call last):
    ...
    govgraph.errors.LimitError: คำตอบใหญ่เกิน 10 ไบต์ โปรดขอให้น้อยลง · The answer is larger than 10 bytes. Please ask for less.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._kept: BinaryIO = io.BytesIO()
        self.size = 0
        self.long = False

    def writable(self) -> bool:
        """Tell that this is for writing."""
        return True

    def write(self, data: object) -> int:
        """Take some bytes; raise :class:`LimitError` where there are too many."""
        piece = memoryview(data).cast("B")  # type: ignore[arg-type]
        self.size += len(piece)
        if self.size > self._most:
            raise LimitError(
                th=f"คำตอบใหญ่เกิน {self._most:,} ไบต์ โปรดขอให้น้อยลง",
                en=f"The answer is larger than {self._most:,} bytes. Please ask for less.",
                limit="size",
            )
        if self.size > SHORT and not self.long:
            self._spill()
        self._kept.write(piece)
        return len(piece)

    def whole(self) -> tuple[bytes, int | None]:
        """Return the answer: its bytes, or the descriptor of the file that holds it, at its beginning."""
        if not self.long:
            assert isinstance(self._kept, io.BytesIO)
            return self._kept.getvalue(), None
        self._kept.flush()
        self._kept.seek(0)
        return b"", self._kept.fileno()

    def close(self) -> None:
        """Forget what is kept."""
        self._kept.close()
        super().close()

    def _spill(self) -> None:
        file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        assert isinstance(self._kept, io.BytesIO)
        file.write(self._kept.getbuffer())
        self._kept = file
        self.long = True


@dataclass(slots=True)
class Reply:
    """What a job came to: its value, and what it wrote, open at the beginning."""

    value: object
    body: BinaryIO
    size: int

    @classmethod
    def of(cls, value: object, body: bytes, file: int | None) -> Reply:
        """Return a reply from what came over the channel."""
        if file is None:
            return cls(value, io.BytesIO(body), len(body))
        return cls(value, os.fdopen(file, "rb"), os.fstat(file).st_size)

    def read(self) -> bytes:
        """Return all that was written."""
        with self.body:
            return self.body.read()
