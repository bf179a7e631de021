"""The rows behind a picture: everything that a scene holds, also what its layout has no room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from govgraph.draw.scenes import (
    BridgesScene,
    CascadeScene,
    EgoScene,
    FlowScene,
    MatrixScene,
    NetworkScene,
    Scene,
    TiersScene,
    TilesScene,
    TimelineScene,
)
from govgraph.draw.scenes.grid import Grid
from govgraph.model import Label
from govgraph.research.rows import Cell, Column, Kind, Rows, named

_INFERRED: Final = Column("inferred", Label("อนุมาน", "inferred"), Kind.BOOLEAN)
_COUNT: Final = Column("value", Label("จำนวน", "number"), Kind.INTEGER)
_BAHT: Final = Column("value", Label("จำนวนเงิน (บาท)", "amount (THB)"), Kind.DECIMAL)


def rows_of(scene: Scene) -> Rows:
    """Return the rows behind a picture; a value that is not known is empty.

    >>> from govgraph.draw.scenes import Caption, Column, MatrixScene, Row
    >>> scene = MatrixScene(
    ...     caption=Caption(title=Label("ก", "a"), source=Label("ข", "b")),
    ...     rows=(Row("r", Label("แถว", "row"), 2),),
    ...     columns=(Column("c", Label("คอลัมน์", "column"), 2),),
    ...     weights={("r", "c"): 2},
    ... )
    >>> rows_of(scene)[0]["value"]
    2
    """
    match scene:
        case BridgesScene():
            found = _bridges(scene)
        case FlowScene() | MatrixScene():
            found = _grid(scene)
        case CascadeScene():
            found = _cascade(scene)
        case NetworkScene():
            found = _network(scene)
        case EgoScene():
            found = _ego(scene)
        case TiersScene():
            found = _tiers(scene)
        case TilesScene():
            found = _tiles(scene)
        case TimelineScene():
            found = _timeline(scene)
    return found


def _bridges(scene: BridgesScene) -> Rows:
    def found() -> Iterator[tuple[Cell, ...]]:
        for group in scene.groups:
            several = [bridge for bridge in scene.bridges if group.key in bridge.groups]
            members = [*((one, 1) for one in group.members), *((one.label, len(one.groups)) for one in several)]
            for label, count in members:
                yield group.sign, group.label.th, group.label.en, label.th, label.en, count

    columns = (
        Column("group", Label("กลุ่มที่", "group")),
        *named("group", Label("กลุ่มย่อย", "group"))[1:],
        *named("agency", Label("หน่วยงาน", "agency"))[1:],
        Column("groups", Label("จำนวนกลุ่มย่อย", "groups"), Kind.INTEGER),
    )
    return Rows(columns, tuple(found()))


def _grid(scene: Grid) -> Rows:
    rows = {row.key: row.label for row in scene.rows}
    columns = {column.key: column.label for column in scene.columns}
    heading = (
        *named("row", Label("แถว", "row")),
        *named("column", Label("คอลัมน์", "column")),
        _BAHT if scene.money else _COUNT,
        _INFERRED,
    )
    cells = (
        (*_names(row, rows[row]), *_names(column, columns[column]), weight, (row, column) in scene.inferred)
        for (row, column), weight in scene.weights.items()
    )
    return Rows(heading, tuple(cells))


def _cascade(scene: CascadeScene) -> Rows:
    sides = (
        {row.key: row.label for row in scene.left},
        {row.key: row.label for row in scene.middle},
        {column.key: column.label for column in scene.right},
    )
    heading = (
        *named("left", Label("ซ้าย", "left")),
        *named("middle", Label("กลาง", "middle")),
        *named("right", Label("ขวา", "right")),
        _BAHT if scene.money else _COUNT,
        _INFERRED,
    )
    cells = (
        (
            *(cell for key, labels in zip(triple, sides, strict=True) for cell in _names(key, labels[key])),
            weight,
            triple in scene.inferred,
        )
        for triple, weight in scene.weights.items()
    )
    return Rows(heading, tuple(cells))


def _network(scene: NetworkScene) -> Rows:
    nodes = {node.key: node for node in scene.nodes}
    heading: list[Column] = []
    for end, label in (("one", Label("จุดหนึ่ง", "one")), ("other", Label("อีกจุดหนึ่ง", "other"))):
        heading += [
            *named(end, label),
            Column(f"{end}_kind", Label(f"ชนิดของ{label.th}", f"kind of {label.en}")),
            Column(f"{end}_cut_vertex", Label(f"{label.th}เป็นจุดตัด", f"{label.en} is a cut vertex"), Kind.BOOLEAN),
        ]
    heading += [Column("weight", scene.weight_means, Kind.INTEGER), _INFERRED]

    def node(key: str) -> tuple[Cell, ...]:
        return (*_names(key, nodes[key].label), nodes[key].kind, nodes[key].cut)

    return Rows(tuple(heading), tuple((*node(e.one), *node(e.other), e.weight, e.inferred) for e in scene.edges))


def _ego(scene: EgoScene) -> Rows:
    heading = (
        *named("relation", Label("ความสัมพันธ์", "relation"))[1:],
        Column("direction", Label("ทิศทาง", "direction")),
        *named("other", Label("สิ่งที่เชื่อมโยง", "other")),
        *named("when", Label("เมื่อ", "when"))[1:],
        Column("when_unknown", Label("ไม่ทราบช่วงเวลา", "period not known"), Kind.BOOLEAN),
        *named("confidence", Label("ความเชื่อมั่น", "confidence"))[1:],
        Column("things", Label("จำนวนสิ่ง", "things"), Kind.INTEGER),
    )

    def found() -> Iterator[tuple[Cell, ...]]:
        for relation in scene.relations:
            said = relation.label.th, relation.label.en, "forward" if relation.outgoing else "backward"
            for one in relation.neighbours:
                sure = one.confidence.th, one.confidence.en
                when = one.when.th, one.when.en, one.when_unknown
                yield (*said, *_names(one.key, one.label), *when, *sure, 1)
            if relation.more:
                yield (*said, *(None,) * 8, relation.more)

    return Rows(heading, tuple(found()))


def _tiers(scene: TiersScene) -> Rows:
    heading = (
        *named("tier", Label("ระดับ", "tier")),
        *named("sector", Label("ภาคส่วน", "sector")),
        *named("who", Label("ผู้เกี่ยวข้อง", "who"))[1:],
        Column("count", Label("จำนวน", "number"), Kind.INTEGER),
        *named("more", Label("รายละเอียด", "more"))[1:],
    )

    def found() -> Iterator[tuple[Cell, ...]]:
        for tier in scene.tiers:
            for sector in scene.sectors:
                cell = (*_names(tier.key, tier.label), *_names(sector.key, sector.label))
                if scene.linker and (scene.linker.tier, scene.linker.sector) == (tier.key, sector.key):
                    yield (*cell, scene.linker.label.th, scene.linker.label.en, None, *_lines(scene.linker.lines))
                for box in scene.boxes(tier.key, sector.key):
                    yield (*cell, box.label.th, box.label.en, box.count, *_lines(box.lines))

    return Rows(heading, tuple(found()))


def _tiles(scene: TilesScene) -> Rows:
    heading = (
        *named("province", Label("จังหวัด", "province")),
        *named("cluster", Label("กลุ่มจังหวัด", "cluster")),
        Column("cluster_number", Label("เลขกลุ่มในภาพ", "cluster number in the picture"), Kind.INTEGER),
        Column("sure", Label("ยืนยันการเป็นสมาชิกแล้ว", "membership confirmed"), Kind.BOOLEAN),
        _BAHT if scene.money else Column("value", scene.scale.meaning if scene.scale else _COUNT.label, Kind.INTEGER),
        Column("unknown", Label("ไม่มีบันทึก", "none on record"), Kind.BOOLEAN),
    )

    def found() -> Iterator[tuple[Cell, ...]]:
        for tile in scene.tiles:
            cluster = scene.by_key.get(tile.cluster)
            told = (*_names(cluster.key, cluster.label), cluster.number, tile.sure) if cluster else (None,) * 5
            yield (*_names(tile.key, tile.label), *told, tile.value, scene.is_unknown(tile))
        for one in scene.squareless:
            yield (*_names(one.key, one.label), *(None,) * 5, one.value, one.value is None)

    return Rows(heading, tuple(found()))


def _timeline(scene: TimelineScene) -> Rows:
    heading = (
        *named("lane", Label("หมวด", "lane"))[1:],
        *named("what", Label("สิ่งที่เกิดขึ้น", "what"))[1:],
        Column("from", Label("ตั้งแต่", "from"), Kind.DATE),
        Column(
            "until",
            Label("จนถึงก่อน (วันเดียวกัน: วันนั้นวันเดียว)", "until, not included (the same: that day alone)"),
            Kind.DATE,
        ),
        Column("sureness", Label("ความแน่นอนของเวลา", "how sure the time is")),
        Column("count", Label("จำนวน", "number"), Kind.INTEGER),
    )
    cells = (
        (lane.label.th, lane.label.en, row.label.th, row.label.en, s.start, s.end, s.sureness, s.count or 1)
        for lane in scene.lanes
        for row in lane.rows
        for s in row.stretches
    )
    return Rows(heading, tuple(cells))


def _lines(lines: Iterable[Iterable[Label]]) -> tuple[str | None, str | None]:
    th, en = ("; ".join(", ".join(one.text(lang) for one in line) for line in lines) for lang in ("th", "en"))
    return th or None, en or None


def _names(key: str, label: Label) -> tuple[str, str | None, str | None]:
    return key, label.th, label.en
