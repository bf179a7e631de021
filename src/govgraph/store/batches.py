"""Many things asked about in one query, as many as every engine takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

BATCH: Final = 500
"""Things asked about in one query: engines limit the length of VALUES."""


def batches(things: Iterable[str]) -> Iterator[str]:
    """Give IRIs, without repetition and in a fixed order, as bodies for ``VALUES ?thing { … }``.

    >>> list(batches(["https://example.org/b", "https://example.org/a"]))
    ['<https://example.org/a> <https://example.org/b>']
    """
    ordered = sorted(set(things))
    for start in range(0, len(ordered), BATCH):
        yield " ".join(str(NamedNode(iri)) for iri in ordered[start : start + BATCH])
