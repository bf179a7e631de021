"""The map of tiles: which province was in which cluster, or how much of something each has on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, one_of, text
from govgraph.draw.pictures.captions import joined, on_day
from govgraph.draw.pictures.clusters import Clustered, clustered
from govgraph.draw.pictures.measures import MEASURES, Measure
from govgraph.draw.pictures.shading import Unit, figure, steps
from govgraph.draw.pictures.tile_grid import squares
from govgraph.draw.scenes import Caption, Scale, Tile, TilesScene
from govgraph.draw.scenes.tiles import UNPLACED, Squareless
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store

CLUSTERS: Final = "clusters"
"""The measure that is none: the map shows the clusters themselves."""

_NO_VALUE: Final = Label("ไม่มีในบันทึก (ไม่ได้แปลว่าไม่มี)", "None on record (which is not none)")
_SQUARES: Final = Label("หนึ่งช่องคือหนึ่งจังหวัด ตำแหน่งโดยประมาณ", "One square is one province; positions are approximate")
_NUMBERS: Final = Label("เลขกลุ่มเป็นลำดับในภาพนี้เท่านั้น", "The numbers of the clusters are of this picture only.")
_STORE: Final = Label("ข้อมูลในคลัง", "what is on record in the store")


def tiles(store: Store, *, as_of: date | None = None, measure: str = CLUSTERS) -> TilesScene:
    """Return the map of tiles: the clusters of a day, or how much of a ``measure`` each province has on record.

    ``measure`` is ``clusters``, ``projects``, ``amount``, ``agencies`` or ``statements``. Without a day the clusters
    are those of the newest participation on record, and what is measured is of all times. What is on record for a
    province that was none on that day, and so has no square, is told below the map.
    """
    one_of(measure, (CLUSTERS, *MEASURES), "measure")
    found = clustered(store, as_of)
    drawn, left_out = _tiles(found.provinces)
    if not drawn:
        raise UsageError(th="ไม่มีจังหวัดใดในคลัง จึงไม่มีแผนที่ให้วาด", en="There is no province on record: no map to draw.")
    measured = None if measure == CLUSTERS else MEASURES[measure](store, as_of)
    scale = None
    if measured:
        drawn, scale = _shaded(drawn, measured)
        left_out = _valued(store, left_out, measured, {tile.key for tile in drawn})
    return TilesScene(
        caption=Caption(
            title=measured.title if measured else _title(drawn, found),
            subtitle=joined([_when(measured, as_of, found.day), _SQUARES], " · "),
            source=_source(found.laws, measured),
            note=joined(
                [
                    measured.note if measured else Label(),
                    _NUMBERS if found.clusters else Label(),
                    _without(left_out, measured.unit if measured else None),
                ],
                " · ",
            ),
        ),
        tiles=tuple(drawn),
        clusters=found.clusters,
        scale=scale,
        squareless=tuple(left_out),
        money=measure == "amount",
        unknown=_NO_VALUE if measured else UNPLACED,
    )


def _tiles(provinces: Mapping[str, Record]) -> tuple[list[Tile], list[Squareless]]:
    """Put the provinces on their squares; return those too that have none."""
    drawn: list[Tile] = []
    left_out: list[Squareless] = []
    for province, row in sorted(provinces.items()):
        label = Label(text(row["province_th"]) or None, text(row["province_en"]) or None)
        square = squares().get(text(row["iso_code"]))
        if square is None:
            left_out.append(Squareless(province, label))
            continue
        sure, outside = text(row["confidence"]) == "confirmed", not row["is_province"]
        drawn.append(Tile(province, label, *square, cluster=text(row["cluster"]), sure=sure, outside=outside))
    return drawn, left_out


def _shaded(drawn: Sequence[Tile], measured: Measure) -> tuple[list[Tile], Scale]:
    """Give the tiles their values and steps; those without a value stay as they are."""
    here = {tile.key for tile in drawn}
    values = {key: value for key, value in measured.values.items() if key in here}
    scale, places = steps(values, measured.meaning, measured.unit)
    figures = {key: figure(value, measured.unit) for key, value in values.items()}
    return [
        replace(tile, step=places.get(tile.key), figure=figures.get(tile.key, ""), value=values.get(tile.key))
        for tile in drawn
    ], scale


def _valued(store: Store, left_out: Sequence[Squareless], measured: Measure, drawn: Set[str]) -> list[Squareless]:
    """Return those without a square with their values: also of what has a value and was no province on the day."""
    known = {one.key: one.label for one in left_out}
    missing = sorted(measured.values.keys() - drawn - known.keys())
    labels = {**known, **labels_of(store, missing)}
    return [Squareless(key, labels[key], measured.values.get(key)) for key in (*missing, *known)]


def _title(drawn: Sequence[Tile], found: Clustered) -> Label:
    provinces, clusters = sum(not tile.outside for tile in drawn), len(found.clusters)
    return Label(f"แผนที่ {provinces} จังหวัด {clusters} กลุ่มจังหวัด", f"Map of {provinces} provinces in {clusters} clusters")


def _when(measured: Measure | None, asked: date | None, day: date | None) -> Label:
    """Say of which day the clusters are, and of which the values."""
    if day is None:
        return Label()
    when = on_day(day)
    if measured and asked:
        return Label(f"ข้อมูลและกลุ่มจังหวัด {when.th}", f"Values and clusters {when.en}")
    if measured:
        return Label(f"ข้อมูลทุกช่วงเวลา · กลุ่มจังหวัด {when.th}", f"Values of all times · Clusters {when.en}")
    return Label(f"กลุ่มจังหวัด {when.th}", f"Clusters {when.en}")


def _source(laws: Sequence[Label], measured: Measure | None) -> Label:
    """Name what set the clusters up; the values have as many sources as they have records."""
    if not laws:
        return _STORE
    law = joined(laws, "; ")
    return Label(f"{law.th} และ{_STORE.th}", f"{law.en}; and {_STORE.en}") if measured else law


def _without(left_out: Sequence[Squareless], unit: Unit | None) -> Label:
    """Name those without a square, with their values as far as there are any."""
    if not left_out:
        return Label()
    named = joined([_with_figure(one, unit) for one in left_out], ", ")
    return Label(f"ไม่มีช่องในแผนที่นี้: {named.th}", f"Without a square on this map: {named.en}.")


def _with_figure(one: Squareless, unit: Unit | None) -> Label:
    if unit is None or one.value is None:
        return one.label
    written = figure(one.value, unit)
    th, en = (f"{one.label.text(lang)} {written} {unit.label.text(lang)}" for lang in ("th", "en"))
    return Label(th, en)
