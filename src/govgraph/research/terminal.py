"""A table for people at a terminal: lines break between words, columns nobody filled are left out.

Thai needs care: marks above and below take no room, and there are no spaces to break at. Where the words
do not fit side by side, the table turns into one block a row. Nothing is ever cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govgraph.research.rows import Rows
from govgraph.research.shown import Lines, Shown, shown_columns

_GAP: Final = "  "
_NARROWEST: Final = 6
_IDENTIFIER_FOLDS: Final = 24
"""An identifier may be folded at this width rather than push the table apart; a word never is."""

_CLUSTER = re.compile(r".[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200d]*", re.DOTALL)


def table_text(rows: Rows, lang: str = "both", width: int | None = None, colour: bool = False) -> str:
    """Return a table as text; ``width`` is that of the terminal, ``None`` lets every line be as long as it is.

    A thing that has ``x``, ``x_th`` and ``x_en`` gets one column with its names; the first column also shows
    the short IRI, which other commands take.

    >>> from govgraph.research.rows import Column, Kind
    >>> rows = Rows((Column("m", kind=Kind.IRI), Column("n", kind=Kind.INTEGER)),
    ...             (("https://w3id.org/govgraph/id/ministry/moac", 9),))
    >>> print(table_text(rows), end="")
    m                 n
    ────────────────  ─
    id:ministry/moac  9
    """
    shown = [column for column in shown_columns(rows, lang) if any(column.cells) or not rows.rows]
    widths = [max(map(measure, [*column.heading, *_flat(column.cells)]), default=1) for column in shown]
    if width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        fitting = _fit(shown, widths, width)
        if fitting is None:
            return "".join(f"{line}\n" for line in _blocks(shown, len(rows), width, colour))
        widths = fitting
    return "".join(f"{line}\n" for line in _grid(shown, widths, colour))


def measure(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> measure("น้ำ"), measure("rice")
    (2, 4)
    """
    from rich.cells import cell_len

    return cell_len(text)


def fold(text: str, width: int) -> Lines:
    """Break a text into lines: between words, and inside one only where it alone is too wide.

    >>> fold("กระทรวงเกษตรและสหกรณ์", 12)
    ('กระทรวงเกษตร', 'และสหกรณ์')
    """
    from govgraph.thai.breaking import lines

    folded: list[str] = []
    for line in lines(text, width, measure):
        rest = line
        while measure(rest) > width:
            head = ""
            for cluster in _CLUSTER.findall(rest):
                if head and measure(head + cluster) > width:
                    break
                head += cluster
            folded.append(head)
            rest = rest[len(head) :]
        if rest:
            folded.append(rest)
    return tuple(folded)


def _flat(cells: Sequence[Lines]) -> Iterator[str]:
    return (line for cell in cells for line in cell)


def _fit(shown: Sequence[Shown], natural: Sequence[int], width: int) -> list[int] | None:
    """Share the width out: every column gets its widest word, and what is left goes where most is wanting."""
    from govgraph.thai.breaking import words

    least = []
    for column, most in zip(shown, natural, strict=True):
        pieces = {piece.rstrip() for line in (*column.heading, *_flat(column.cells)) for piece in words(line)}
        widest = max((min(measure(p), _IDENTIFIER_FOLDS) if ":" in p else measure(p) for p in pieces), default=1)
        least.append(min(most, max(widest, _NARROWEST)))
    spare = width - sum(least) - len(_GAP) * (len(least) - 1)
    if spare < 0:
        return None
    wanting = [most - few for most, few in zip(natural, least, strict=True)]
    total = sum(wanting) or 1
    return [few + spare * more // total for few, more in zip(least, wanting, strict=True)]


def _grid(shown: Sequence[Shown], widths: Sequence[int], colour: bool) -> Iterator[str]:
    heading = [_folded(column.heading, width) for column, width in zip(shown, widths, strict=True)]
    yield from _side_by_side(shown, heading, widths, bold=colour)
    yield _GAP.join("─" * width for width in widths)
    rows = [
        [_folded(column.cells[n], width) for column, width in zip(shown, widths, strict=True)]
        for n in range(len(shown[0].cells) if shown else 0)
    ]
    airy = any(len(cell) > 1 for row in rows for cell in row)
    for n, row in enumerate(rows):
        if airy and n:
            yield ""
        yield from _side_by_side(shown, row, widths)


def _folded(cell: Lines, width: int) -> Lines:
    return tuple(part for line in cell for part in (fold(line, width) if measure(line) > width else (line,)))


def _side_by_side(
    shown: Sequence[Shown], cells: Sequence[Lines], widths: Sequence[int], *, bold: bool = False
) -> Iterator[str]:
    for n in range(max(map(len, cells), default=0)):
        parts = []
        for column, cell, width in zip(shown, cells, widths, strict=True):
            text = cell[n] if n < len(cell) else ""
            blank = " " * (width - measure(text))
            parts.append(blank + text if column.right else text + blank)
        line = _GAP.join(parts).rstrip()
        yield _bold(line) if bold else line


def _blocks(shown: Sequence[Shown], count: int, width: int, colour: bool) -> Iterator[str]:
    heads = [" · ".join(column.heading) for column in shown]
    margin = min(max(map(measure, heads), default=0), width // 3)
    for n in range(count):
        number = f"─ {n + 1} "
        yield number + "─" * max(0, width - measure(number))
        for head, column in zip(heads, shown, strict=True):
            if not column.cells[n]:
                continue
            left = fold(head, margin)
            right = [part for line in column.cells[n] for part in fold(line, width - margin - len(_GAP))]
            for i in range(max(len(left), len(right))):
                name = left[i] if i < len(left) else ""
                text = right[i] if i < len(right) else ""
                blank = " " * (margin - measure(name))
                yield f"{_bold(name) if colour and name else name}{blank}{_GAP}{text}".rstrip()


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"
