"""The named projections of the graph, as networks: who sat in which group, which groups share whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.kinds import noun
from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import links
from govgraph.analysis.measures.words import weight_label
from govgraph.analysis.projection import network as projected
from govgraph.analysis.seats import seats
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import asked_for
from govgraph.draw.pictures.namesakes import of_whom, told_apart
from govgraph.draw.pictures.sources import OUR_THEMES, documents_behind
from govgraph.draw.scenes import Caption, NetworkScene
from govgraph.draw.scenes.network import Edge, Node
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

_GROUPS: Final = "group-group"
_COUNTED: Final = ("participations", "groups", "agencies", "projects")
"""What the edges of a projection may count, the one that is drawn first."""


def network(
    store: Store,
    *,
    projection: str = "agency-group",
    basis: str | None = None,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
    area: str | None = None,
    statement: str | None = None,
    include_unknown: bool | None = None,
) -> NetworkScene:
    """Return the picture of a named projection (:data:`govgraph.analysis.projection.PROJECTIONS`) and its filters.

    Edges are as wide as what they count: participations, agencies, or projects for ``basis`` project; what no basis
    states is inferred. Cut vertices are those of the whole projection, also where not all of it can be shown.
    """
    import networkx as nx

    filters: dict[str, Any] = {
        "basis": basis, "area": area, "statement": statement, "include_unknown": include_unknown,
        "fiscal_year": fiscal_year, "as_of": as_of, "min_confidence": min_confidence,
    }  # fmt: skip
    graph = projected(store, projection, **filters)
    if not graph.number_of_nodes():
        raise UsageError(th="เครือข่ายนี้ว่าง จึงไม่มีอะไรให้วาด", en="This network is empty: nothing to draw.")
    weight = _weight(graph, basis)
    by_project = weight == "projects"
    cuts = set(nx.articulation_points(graph))
    numbers = _numbers(store, graph, as_of)
    names = told_apart(store, of_whom(store, {key: _label(data) for key, data in graph.nodes(data=True)}))
    nodes = tuple(
        Node(key, names[key], str(graph.nodes[key]["kind"]), numbers.get(key), key in cuts)
        for key in sorted(graph, key=lambda key: (numbers.get(key, 0), key))
    )
    edges = [_edge(one, other, data, weight) for one, other, data in graph.edges(data=True)]
    bases = _bases(graph, by_project=by_project)
    source, day = documents_behind(
        store,
        bases,
        lambda: links(
            store,
            projection.partition("-")[0],
            "strategy",
            **{**filters, "basis": "theme", "include_unknown": bool(include_unknown)},
        ),
        area=area,
        as_of=as_of,
        fiscal_year=fiscal_year,
    )
    plural = "vertex" if len(cuts) == 1 else "vertices"
    said = [
        Label(
            f"{len(nodes):,} จุด {len(edges):,} เส้น จุดตัด {len(cuts):,} จุด",
            f"{len(nodes):,} nodes, {len(edges):,} lines, {len(cuts):,} cut {plural}",
        ),
        *_narrowed(store, filters),
    ]
    return NetworkScene(
        caption=Caption(
            title=_title(projection, by_project=by_project),
            subtitle=words.several(said),
            source=source,
            date=day,
            notes=(OUR_THEMES,) if "theme" in bases else (),
            record=asked_for("network", {"projection": projection, **filters}),
        ),
        kinds={kind: noun(kind).label for kind in dict.fromkeys(node.kind for node in nodes)},
        nodes=nodes,
        edges=tuple(sorted((e for e in edges if e.weight > 0), key=lambda e: (e.one, e.other))),
        weight_means=weight_label(weight),
    )


def _edge(one: str, other: str, data: Mapping[str, Any], weight: str) -> Edge:
    return Edge(min(one, other), max(one, other), int(data[weight]), data.get("derivation") == "inferred")


def _narrowed(store: Store, filters: Mapping[str, Any]) -> list[Label]:
    """Say what part of the record is looked at, as far as that was asked for."""
    basis, area, statement = filters["basis"], filters["area"], filters["statement"]
    return words.narrowings(
        basis,
        filters["fiscal_year"],
        filters["as_of"],
        filters["min_confidence"],
        area=labels_of(store, [area])[area] if area else None,
        statement=statement,
        include_unknown=bool(filters["include_unknown"]),
    )


def _label(data: Mapping[str, Any]) -> Label:
    """Return the name of a node once where the one language stands in for the other."""
    th, en = str(data["th"]) or None, str(data["en"]) or None
    return Label(th, en if en != th else None)


def _title(projection: str, *, by_project: bool) -> Label:
    one, other = (noun(kind) for kind in projection.split("-"))
    if projection == _GROUPS:
        return Label("กลุ่มย่อยที่มีหน่วยงานร่วมกัน", "Groups that share agencies")
    if one != other:
        return Label(f"เครือข่ายของ{one.th}กับ{other.th}", f"The network of {one.plural} and {other.plural}")
    if by_project:
        return Label(f"{one.th}ที่อยู่ในโครงการเดียวกัน", f"{one.plural.capitalize()} that are in projects together")
    return Label(f"{one.th}ที่เข้าร่วมกลุ่มย่อยเดียวกัน", f"{one.plural.capitalize()} that sat in groups together")


def _weight(graph: nx.Graph[str], basis: str | None) -> str:
    """Return what the edges count; raise :class:`govgraph.errors.UsageError` where there is none."""
    carried = {name for _, _, data in graph.edges(data=True) for name in data}
    order = ("projects", *_COUNTED) if basis == "project" else _COUNTED
    if (found := next((name for name in order if name in carried), None)) is None:
        raise UsageError(th="เครือข่ายนี้ไม่มีเส้น จึงไม่มีอะไรให้วาด", en="This network has no lines: nothing to draw.")
    return found


def _numbers(store: Store, graph: nx.Graph[str], as_of: date | None) -> dict[str, int]:
    """Return the numbers of groups and of their themes, by which both look the same in all pictures."""
    found = seats(store, as_of=as_of)
    numbers = {seat.theme: seat.number for seat in reversed(found)}
    numbers |= {seat.group: seat.number for seat in found}
    return {key: number for key, number in numbers.items() if key in graph}


def _bases(graph: nx.Graph[str], *, by_project: bool) -> set[str]:
    """Return the bases on which the edges stand."""
    named = {basis for _, _, data in graph.edges(data=True) for basis in str(data.get("bases", "")).split()}
    return named or {"project" if by_project else "participation"}
