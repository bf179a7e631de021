"""Everything govgraph raises, in one family.

::

    GovGraphError
    ├── UsageError          exit 2   the call itself is wrong
    ├── UnresolvedNameError exit 3   a name is not known, or stands for several things
    │   ├── NotFoundError
    │   └── AmbiguousNameError
    ├── UnreadableError     exit 4   a file or store cannot be read, or is not what it says it is
    │   ├── InputError
    │   └── StoreError
    ├── RejectedError       exit 1   what was to be written does not pass the shapes
    └── LimitError          exit 5   a limit on time, rows or size was reached

Faults in *data* are never raised: they are collected as :class:`govgraph.model.Finding` values.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "AmbiguousNameError",
    "GovGraphError",
    "InputError",
    "LimitError",
    "NotFoundError",
    "StoreError",
    "UnreadableError",
    "UnresolvedNameError",
    "UsageError",
]


class GovGraphError(Exception):
    """Root of all errors; carries the sentence in both languages and the exit code of the command line.

    >>> str(GovGraphError(th="ไม่พบแฟ้ม", en="No such file"))
    'ไม่พบแฟ้ม · No such file'
    """

    exit_code: int = 4

    def __init__(self, *, th: str, en: str) -> None:
        super().__init__(th, en)
        self.th = th
        self.en = en

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross from a worker process, with everything it carries."""
        return _again, (type(self), self.__dict__)

    def message(self, lang: str = "both") -> str:
        """Return the sentence in ``th``, ``en`` or ``both``."""
        return {"th": self.th, "en": self.en}.get(lang, f"{self.th} · {self.en}")

    def __str__(self) -> str:
        return self.message()


def _again(kind: type[GovGraphError], state: dict[str, object]) -> GovGraphError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state["th"], state["en"])
    return error


class UsageError(GovGraphError):
    """The caller asked for something that makes no sense: an unknown option value, a date that is none."""

    exit_code = 2


class UnresolvedNameError(GovGraphError):
    """A name did not lead to exactly one thing; ``candidates`` holds the IRIs that were probably meant."""

    exit_code = 3

    def __init__(self, *, th: str, en: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(th=th, en=en)
        self.candidates = tuple(candidates)


class NotFoundError(UnresolvedNameError):
    """Nothing in the graph goes by this name."""


class AmbiguousNameError(UnresolvedNameError):
    """Several things in the graph go by this name."""


class UnreadableError(GovGraphError):
    """A file or a store cannot be read, or is not what it says it is."""


class InputError(UnreadableError):
    """A file that was to be read is missing, unreadable or malformed."""


class StoreError(UnreadableError):
    """The store is missing, locked, damaged, out of reach, or refused to write."""


class RejectedError(GovGraphError):
    """What was to be written does not conform; ``findings`` (:class:`govgraph.model.Finding`) say why."""

    exit_code = 1

    def __init__(self, *, th: str, en: str, findings: Sequence[object] = ()) -> None:
        super().__init__(th=th, en=en)
        self.findings = tuple(findings)


class LimitError(GovGraphError):
    """A limit was reached; ``limit`` names it where a program may want to know (``time``, ``memory``, ``rows``, …)."""

    exit_code = 5

    def __init__(self, *, th: str, en: str, limit: str = "") -> None:
        super().__init__(th=th, en=en)
        self.limit = limit
