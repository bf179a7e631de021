"""Which ministries took part on which themes: as ribbons, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from govgraph.analysis.links import links
from govgraph.analysis.seats import Seat
from govgraph.draw.pictures.captions import caption, counted, participations
from govgraph.draw.scenes import Column, FlowScene, MatrixScene, Row
from govgraph.model import Label
from govgraph.store.port import Store


def _grid(
    store: Store, found: Sequence[Seat], as_of: date | None
) -> tuple[tuple[Row, ...], tuple[Column, ...], dict[tuple[str, str], int | None]]:
    table = links(store, "ministry", "theme", basis="participation", as_of=as_of)
    weights: dict[tuple[str, str], int | None] = {}
    per_row: Counter[str] = Counter()
    per_column: Counter[str] = Counter()
    labels: dict[str, Label] = {}
    for link in table:
        source, target, agencies = str(link["source"]), str(link["target"]), link["agencies"]
        assert isinstance(agencies, int)
        weights[source, target] = agencies
        per_row[source] += agencies
        per_column[target] += agencies
        for end in ("source", "target"):
            thai, english = link[f"{end}_th"], link[f"{end}_en"]
            labels[str(link[end])] = Label(str(thai) if thai else None, str(english) if english else None)
    numbers = {seat.theme: seat.number for seat in reversed(found)}
    rows = tuple(Row(key, labels[key], total) for key, total in per_row.items())
    unit = Label("หน่วยงาน", "agencies")
    columns = tuple(
        Column(key, labels[key], per_column[key], numbers.get(key), unit)
        for key in sorted(per_column, key=lambda key: (numbers.get(key, 0), key))
    )
    return rows, columns, weights


def flow(store: Store, *, as_of: date | None = None) -> FlowScene:
    """Return the picture of which ministries took part in which groups, as ribbons, up to a day."""
    found = participations(store, as_of)
    rows, columns, weights = _grid(store, found, as_of)
    title = Label("กระทรวงใดเข้าร่วมกลุ่มย่อยด้านใด", "Which ministries took part in which thematic group")
    return FlowScene(
        caption=caption(found, title, counted(found)), rows=rows, columns=columns, weights=weights, total=len(found)
    )


def matrix(store: Store, *, as_of: date | None = None) -> MatrixScene:
    """Return the same as a table of numbers, up to a day."""
    found = participations(store, as_of)
    rows, columns, weights = _grid(store, found, as_of)
    title = Label("จำนวนหน่วยงานของแต่ละกระทรวงในแต่ละกลุ่มย่อย", "How many agencies each ministry sent to each group")
    return MatrixScene(
        caption=caption(found, title, counted(found)), rows=rows, columns=columns, weights=weights, total=len(found)
    )
