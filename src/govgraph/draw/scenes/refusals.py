"""What no picture can be drawn of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govgraph.errors import UsageError
from govgraph.model import Label


def refuse_empty(what: str, keys: Sequence[str]) -> None:
    """Raise :class:`UsageError` where there is nothing to draw."""
    if not keys:
        raise UsageError(th=f"ไม่มีอะไรให้วาด ({what})", en=f"There is nothing to draw ({what}).")


def refuse_repeats(keys: Iterable[str]) -> None:
    """Raise :class:`UsageError` where a key stands twice."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise UsageError(th=f"ซ้ำ: {key}", en=f"Named twice: {key}.")
        seen.add(key)


def refuse_nameless(labels: Iterable[Label]) -> None:
    """Raise :class:`UsageError` where something has no name."""
    if not all(label.text("both").strip() for label in labels):
        raise UsageError(th="มีสิ่งที่จะวาดแต่ไม่มีชื่อ", en="Something to be drawn has no name.")


def refuse_unknown(key: str, keys: Sequence[str]) -> None:
    """Raise :class:`UsageError` for a key that is not among those of the picture."""
    if key not in keys:
        raise UsageError(th=f"ไม่มี {key} ในภาพนี้", en=f"This picture has no {key}.")
