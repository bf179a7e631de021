"""The table of network measures: one row a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.measures.betweenness import betweenness
from govgraph.analysis.measures.clustering import clustering
from govgraph.analysis.measures.cohesion import cohesion
from govgraph.analysis.measures.communities import communities
from govgraph.analysis.measures.degree import degree, strength
from govgraph.analysis.measures.figure import Figure, NotDefined, rounded
from govgraph.analysis.measures.partition import GROUPINGS
from govgraph.analysis.measures.study import Study, study
from govgraph.analysis.measures.words import FIGURES, MEASURES, weight_label
from govgraph.analysis.questions import Record
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.rows import Cell, Column, Kind, Rows, named
from govgraph.store.port import Store

Told = tuple[Column, Mapping[str, Figure]]
"""A column, and its figure for every node."""

_NODE: Final = (*named("node", Label("จุด", "node")), Column("kind", Label("ชนิด", "kind")))
_NOTES: Final = (
    Column("note_th", Label("หมายเหตุ", "note (Thai)")),
    Column("note_en", Label("หมายเหตุ (อังกฤษ)", "note")),
)


def measures(
    store: Store,
    projection: str,
    *,
    measures: Iterable[str] | None = None,
    by: str | None = None,
    weight: str | None = None,
    seed: int = 0,
    **filters: Any,
) -> Rows:
    """Return the network measures of a named projection, one row a node: by kind, the largest first figure first.

    ``measures`` names those wanted (see :data:`~govgraph.analysis.measures.words.MEASURES`); without it all that fit
    the projection. ``by`` (:data:`~govgraph.analysis.measures.partition.GROUPINGS`) groups the nodes, which
    participation and brokerage need; ``weight`` names an attribute of the lines, which strength needs, and which
    participation and communities heed. Other keywords are the filters of
    :func:`~govgraph.analysis.projection.network`. Where a figure is not defined the cell is empty and the note says
    why; it also says which figures are estimates. Raises :class:`govgraph.errors.UsageError` for names not known.
    """
    asked = study(store, projection, measures, by=by, weight=weight, seed=seed, **filters)
    if measures is not None and (without := [name for name in asked.measures if name not in _COLUMNS]):
        raise UsageError(
            th=f"{without[0]} เป็นค่าของทั้งเครือข่าย ไม่ใช่ของแต่ละจุด: ใช้ --whole (ใน Python: whole=True)",
            en=f"{without[0]} is a figure of the network as a whole: add --whole (in Python, whole=True).",
        )
    told: list[Told] = []
    notes: dict[str, list[Label]] = {node: [] for node in asked.graph}
    for name in (name for name in asked.measures if name in _COLUMNS):
        of_measure, remark = _COLUMNS[name](asked)
        told += of_measure
        for node in notes:
            figures = dict.fromkeys(of[node] for _, of in of_measure)
            notes[node] += (_without_value(name, why) for why in figures if isinstance(why, NotDefined))
            notes[node] += [remark] if remark else []
    groups = {group for group in asked.groups.values() if group}
    labels = labels_of(store, groups)
    grouped = named(by, GROUPINGS[by]) if by else ()
    found: list[Record] = []
    for kind, nodes in asked.kinds.items():
        for node in nodes:
            data, group = asked.graph.nodes[node], asked.groups.get(node)
            row: Record = {"node": node, "node_th": data["th"], "node_en": data["en"], "kind": kind}
            if by and group:
                row |= {by: group, f"{by}_th": labels[group].th, f"{by}_en": labels[group].en}
            row |= {column.name: rounded(of[node]) for column, of in told}
            row |= {f"note_{lang}": "; ".join(note.text(lang) for note in notes[node]) or None for lang in ("th", "en")}
            found.append(row)
    first = told[0][0].name if told else "node"
    columns = (*_NODE, *grouped, *(column for column, _ in told), *_NOTES)
    return Rows.of(columns, sorted(found, key=lambda row: _order(row, first)))


def told_of_nodes(asked: Study, measure: str) -> tuple[list[Told], Label | None]:
    """Return the columns of a measure with its figures for every node of a network, and what to know of them."""
    return _COLUMNS[measure](asked)


def _degree(asked: Study) -> tuple[list[Told], Label | None]:
    return [(Column("degree", Label("ดีกรี (จำนวนเส้นเชื่อม)", "degree"), Kind.INTEGER), degree(asked.graph))], None


def _strength(asked: Study) -> tuple[list[Told], Label | None]:
    assert asked.weight is not None
    weight = weight_label(asked.weight)
    label = Label(f"น้ำหนักรวม: {weight.text('th')}", f"strength: {weight.text('en')}")
    return [(Column("strength", label, Kind.DECIMAL), strength(asked.graph, asked.weight))], None


def _betweenness(asked: Study) -> tuple[list[Told], Label | None]:
    found = betweenness(asked.graph, seed=asked.seed)
    remark = None
    if found.pivots is not None:
        _, means = FIGURES["betweenness_sample"]
        numbers = {"pivots": found.pivots, "nodes": found.nodes, "seed": asked.seed}
        remark = Label(means.text("th").format(**numbers), means.text("en").format(**numbers))
    return [(Column("betweenness", MEASURES["betweenness"], Kind.DECIMAL), found.of)], remark


def _clustering(asked: Study) -> tuple[list[Told], Label | None]:
    return [(Column("clustering", MEASURES["clustering"], Kind.DECIMAL), clustering(asked.graph))], None


def _participation(asked: Study) -> tuple[list[Told], Label | None]:
    return [(Column("participation", MEASURES["participation"], Kind.DECIMAL), asked.participation())], None


def _brokerage(asked: Study) -> tuple[list[Told], Label | None]:
    roles = asked.brokerage()
    told: list[Told] = []
    for name in ("coordinator", "itinerant", "gatekeeper", "liaison", "unclassified"):
        of: dict[str, Figure] = {}
        for kind, nodes in asked.kinds.items():
            known = roles[kind]
            of |= {node: known if isinstance(known, NotDefined) else getattr(known[node], name) for node in nodes}
        told.append((Column(name, FIGURES[name][0], Kind.INTEGER), of))
    return told, None


def _cohesion(asked: Study) -> tuple[list[Told], Label | None]:
    found = cohesion(asked.graph)
    cut = {node: node in found.cut_vertices for node in asked.graph}
    return [
        (Column("component", Label("ส่วนที่เชื่อมถึงกัน", "component"), Kind.INTEGER), found.component),
        (Column("cut_vertex", Label("ถ้าขาดจะแยกเครือข่าย", "cut vertex"), Kind.BOOLEAN), cut),
        (Column("bridges", Label("เส้นสะพานของจุดนี้", "bridges at it"), Kind.INTEGER), found.bridges_at),
        (Column("core", Label("แกน (k)", "core (k)"), Kind.INTEGER), found.core),
    ], None


def _communities(asked: Study) -> tuple[list[Told], Label | None]:
    found = communities(asked.graph, asked.weight, seed=asked.seed)
    of: dict[str, Figure] = {}
    for node in asked.graph:
        of[node] = found if isinstance(found, NotDefined) else found.of.get(node, NotDefined.NO_LINES)
    return [(Column("community", Label("ชุมชน", "community"), Kind.INTEGER), of)], None


_COLUMNS: Final[Mapping[str, Callable[[Study], tuple[list[Told], Label | None]]]] = {
    "degree": _degree,
    "strength": _strength,
    "betweenness": _betweenness,
    "clustering": _clustering,
    "participation": _participation,
    "brokerage": _brokerage,
    "cohesion": _cohesion,
    "communities": _communities,
}
"""The measures that nodes have, each with its columns and what is to be said of all of them."""


def _without_value(measure: str, why: NotDefined) -> Label:
    name = MEASURES[measure]
    return Label(f"{name.th}: ไม่มีค่า เพราะ{why.value.th}", f"{name.en}: not defined, {why.value.en}")


def _order(row: Mapping[str, Cell], first: str) -> tuple[str, bool, float, str]:
    value = row[first]
    number = float(value) if value is not None and not isinstance(value, str) else 0.0  # type: ignore[arg-type]
    return str(row["kind"]), value is None, -number, str(row["node"])
