"""The figures of a network as a whole: one row a figure, each with what it means in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from typing import Any, Final

from govgraph.analysis.kinds import noun
from govgraph.analysis.measures.betweenness import sampled_from
from govgraph.analysis.measures.clustering import closure, clustering
from govgraph.analysis.measures.cohesion import cohesion
from govgraph.analysis.measures.communities import RUNS, communities
from govgraph.analysis.measures.concentration import Concentration, concentration
from govgraph.analysis.measures.degree import degree, density
from govgraph.analysis.measures.figure import Figure, NotDefined, rounded
from govgraph.analysis.measures.money import ends_of, money
from govgraph.analysis.measures.nestedness import nestedness
from govgraph.analysis.measures.study import Study, study
from govgraph.analysis.measures.weights import weight_of, weights_of
from govgraph.analysis.measures.words import FIGURES, MEASURES, weight_label
from govgraph.analysis.questions import Record
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows
from govgraph.store.port import Store

COLUMNS: Final = (
    Column("measure", Label("ตัววัด", "measure")),
    Column("figure", Label("ค่า", "figure")),
    Column("figure_th", Label("ชื่อค่า", "figure (Thai)")),
    Column("figure_en", Label("ชื่อค่า (อังกฤษ)", "figure (English)")),
    Column("kind", Label("ชนิดของจุด", "kind of node")),
    Column("value", Label("ค่าที่ได้", "value"), Kind.DECIMAL),
    Column("means_th", Label("ความหมาย", "meaning (Thai)")),
    Column("means_en", Label("ความหมาย (อังกฤษ)", "meaning")),
)


_SHARING: Final = Label(" (สองรายเชื่อมกันถ้ามีเพื่อนบ้านร่วมกัน)", " (two are joined if they share a neighbour)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure by name, of a kind of nodes or of all, and the numbers that its meaning names."""

    name: str
    value: Figure
    kind: str | None = None
    words: Mapping[str, object] | None = None


def figures(
    store: Store,
    projection: str,
    *,
    measures: Iterable[str] | None = None,
    by: str | None = None,
    weight: str | None = None,
    seed: int = 0,
    **filters: Any,
) -> Rows:
    """Return the figures of a named projection as a whole, one row a figure, with its meaning in words.

    The size of the network always comes first. Arguments are those of :func:`~govgraph.analysis.measures.measures`.
    ``value`` is empty where a figure is not defined; the words then say why, as they say what was sampled. Money is
    what links on the basis of projects bring, for projections whose two ends money can be asked for by; amounts that
    name several things, or none, are told and stand in no measure of concentration.
    """
    asked = study(store, projection, measures, by=by, weight=weight, seed=seed, **filters)
    found: list[Record] = [_row("network", told, asked) for told in _size(asked)]
    for name in asked.measures:
        found += (_row(name, told, asked) for told in _FIGURES[name](asked))
    if "concentration" in asked.measures:
        found += (_row("concentration", told, asked) for told in _money(store, asked))
    return Rows.of(COLUMNS, found)


def _row(measure: str, told: _Told, asked: Study) -> Record:
    name, means = FIGURES[told.name]
    value = told.value
    row: Record = {
        "measure": measure,
        "figure": told.name,
        "figure_th": name.th,
        "figure_en": name.en,
        "kind": told.kind,
        "value": rounded(value),
    }
    for lang in ("th", "en"):
        words = {key: word.text(lang) if isinstance(word, Label) else word for key, word in _words(told, asked).items()}
        text = means.text(lang).format(**words)
        if isinstance(value, NotDefined):
            text += f" — ไม่มีค่า เพราะ{value.value.th}" if lang == "th" else f" — not defined: {value.value.en}"
        row[f"means_{lang}"] = text
    return row


def _words(told: _Told, asked: Study) -> dict[str, object]:
    """Return what a meaning may name; an empty word is one that no figure of this network needs."""
    weight = weight_label(asked.weight) if asked.weight else Label()
    return {
        "kind": noun(told.kind).label if told.kind else "",
        "kinds": noun(told.kind).plural if told.kind else "",
        "by": noun(asked.by).label if asked.by else "",
        "weight": weight,
        "weighed": Label(f" ถ่วงด้วย{weight.text('th')}", f", weighed by {weight.text('en')}") if asked.weight else "",
        "joined": _SHARING if asked.modes else "",
        **(told.words or {}),
    }


def _size(asked: Study) -> Iterator[_Told]:
    for kind, nodes in asked.kinds.items():
        yield _Told("nodes", len(nodes), kind)
    yield _Told("lines", asked.graph.number_of_edges())
    yield _Told("density", density(asked.graph))


def _degree(asked: Study) -> Iterator[_Told]:
    found = degree(asked.graph)
    for kind, nodes in asked.kinds.items():
        yield _Told("mean_degree", Fraction(sum(found[node] for node in nodes), len(nodes)), kind)


def _strength(asked: Study) -> Iterator[_Told]:
    weights = weights_of(asked.graph, asked.weight)
    yield _Told("total_weight", weights if isinstance(weights, NotDefined) else sum(weights.values(), Fraction()))


def _betweenness(asked: Study) -> Iterator[_Told]:
    nodes = len(asked.graph)
    if (pivots := sampled_from(nodes)) is None:
        yield _Told("betweenness_sources", nodes)
    else:
        yield _Told("betweenness_sample", pivots, words={"pivots": pivots, "nodes": nodes, "seed": asked.seed})


def _clustering(asked: Study) -> Iterator[_Told]:
    yield _Told("closure" if asked.modes else "transitivity", closure(asked.graph))
    found = clustering(asked.graph)
    yield from _means("mean_clustering" if asked.modes else "mean_local_clustering", found, asked)


def _participation(asked: Study) -> Iterator[_Told]:
    for told in _means("mean_participation", asked.participation(), asked):
        assert told.kind is not None
        name = asked.reached(told.kind)
        reached = Label(noun(name).th, noun(name).plural)
        yield _Told(told.name, told.value, told.kind, {**(told.words or {}), "reached": reached})


def _brokerage(asked: Study) -> Iterator[_Told]:
    for kind, roles in asked.brokerage().items():
        if isinstance(roles, NotDefined):
            yield _Told("coordinator", roles, kind)
            continue
        for name in ("coordinator", "itinerant", "gatekeeper", "liaison", "unclassified"):
            yield _Told(name, sum(getattr(of_node, name) for of_node in roles.values()), kind)


def _cohesion(asked: Study) -> Iterator[_Told]:
    found = cohesion(asked.graph)
    highest: Figure = max(found.core.values(), default=NotDefined.NO_NODES)
    yield _Told("components", len(found.components))
    yield _Told("largest_component", len(found.components[0]) if found.components else NotDefined.NO_NODES)
    for kind, nodes in asked.kinds.items():
        yield _Told("cut_vertices", len(found.cut_vertices.intersection(nodes)), kind)
    yield _Told("bridges", len(found.bridges))
    yield _Told("highest_core", highest)
    in_it = sum(core == highest for core in found.core.values())
    yield _Told("highest_core_nodes", in_it or NotDefined.NO_NODES)


def _communities(asked: Study) -> Iterator[_Told]:
    found = communities(asked.graph, asked.weight, seed=asked.seed)
    if isinstance(found, NotDefined):
        yield _Told("communities", found, words={"runs": RUNS})
        return
    yield _Told("communities", len(found.groups), words={"runs": found.runs})
    yield _Told("modularity", found.modularity)
    yield _Told("stability", found.stability, words={"runs": found.runs})


def _nestedness(asked: Study) -> Iterator[_Told]:
    found = nestedness(asked.graph)
    yield _Told("nodf", found.whole)
    if asked.modes:
        for kind, value in zip(asked.kinds, (found.first, found.second), strict=True):
            yield _Told("nodf_of_mode", value, kind)


def _concentration(asked: Study) -> Iterator[_Told]:
    what = weight_label(asked.weight) if asked.weight else Label("เส้นเชื่อม", "lines")
    for kind, nodes in asked.kinds.items():
        held = _held(asked, nodes)
        if isinstance(held, NotDefined):
            yield from _unequal("", Concentration(0, held, held, held, held), kind, {"what": what})
        else:
            yield from _unequal("", concentration(held), kind, {"what": what})


def _held(asked: Study, nodes: Iterable[str]) -> list[Fraction] | NotDefined:
    """Return what the lines of each node weigh; nodes without lines could hold nothing, and are not among them."""
    found: list[Fraction] = []
    for node in nodes:
        weights = [weight_of(line, asked.weight) for line in asked.graph[node].values()]
        if lacking := [weight for weight in weights if isinstance(weight, NotDefined)]:
            return lacking[0]
        if weights:
            found.append(sum((weight for weight in weights if isinstance(weight, Fraction)), Fraction()))
    return found


def _money(store: Store, asked: Study) -> Iterator[_Told]:
    ends = ends_of(asked.projection)
    if ends is None or asked.filters.get("basis") not in (None, "project"):
        return
    sides = money(store, *ends, asked.filters)
    if not any(side.by or side.shared or side.unassigned for side in sides):
        yield _Told("money_total", NotDefined.NOTHING)
        return
    yield _Told("money_total", sides[0].total)
    for kind, side in zip(ends, sides, strict=True):
        yield _Told("money_assigned", side.total - side.shared - side.unassigned, kind)
        yield _Told("money_shared", side.shared, kind)
        yield _Told("money_unassigned", side.unassigned, kind)
        yield from _unequal("money_", concentration(side.by.values()), kind, {})


def _unequal(prefix: str, found: Concentration, kind: str, words: Mapping[str, object]) -> Iterator[_Told]:
    words = {**words, "holders": found.holders}
    for name in ("gini", "gini_normalised", "hhi", "hhi_normalised"):
        yield _Told(f"{prefix}{name}", getattr(found, name), kind, words)


def _means(name: str, found: Mapping[str, Figure], asked: Study) -> Iterator[_Told]:
    """Give the mean of a measure over the nodes of each kind that have it; the reason if none has."""
    for kind, nodes in asked.kinds.items():
        of = [found[node] for node in nodes]
        known = [float(figure) for figure in of if not isinstance(figure, NotDefined)]
        why = next((figure for figure in of if isinstance(figure, NotDefined)), NotDefined.NO_NODES)
        mean = fsum(known) / len(known) if known else why
        yield _Told(name, mean, kind, {"defined": len(known), "nodes": len(nodes)})


_FIGURES: Final[Mapping[str, Callable[[Study], Iterator[_Told]]]] = {
    "degree": _degree,
    "strength": _strength,
    "betweenness": _betweenness,
    "clustering": _clustering,
    "participation": _participation,
    "brokerage": _brokerage,
    "cohesion": _cohesion,
    "communities": _communities,
    "nestedness": _nestedness,
    "concentration": _concentration,
}
assert _FIGURES.keys() == MEASURES.keys()
