"""Which things of one kind come together, and which links are stronger, than chance would have it: asked of a store."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govgraph.analysis.chance.backbone import backbone_of
from govgraph.analysis.chance.links import counted, judge_links, means_links
from govgraph.analysis.chance.nulls import SAMPLES, SEED, Model
from govgraph.analysis.chance.pairs import judge_pairs
from govgraph.analysis.chance.settings import LEVEL, Settings
from govgraph.analysis.chance.tables import table_of_pairs
from govgraph.analysis.chance.twomode import TwoMode
from govgraph.analysis.chance.verdicts import Judged
from govgraph.analysis.chance.words import of_links, of_pairs
from govgraph.analysis.kinds import noun
from govgraph.analysis.measures.words import weight_label
from govgraph.analysis.projection import network
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx


def chances(
    store: Store, projection: str, of: str, *, weight: str | None = None, model: str | None = None, **asked: Any
) -> Rows:
    """Return :func:`link_tests` of :data:`~govgraph.analysis.chance.links.LINK`, else :func:`cooccurrences`."""
    if means_links(of):
        return link_tests(store, projection, weight=weight, model=model, **asked)
    return cooccurrences(store, projection, of, model=model or Model.CURVEBALL, weight=weight, **asked)


def cooccurrences(
    store: Store,
    projection: str,
    of: str,
    *,
    model: str = Model.CURVEBALL,
    level: float | Decimal = LEVEL,
    samples: int = SAMPLES,
    seed: int = SEED,
    **filters: Any,
) -> Rows:
    """Return one row for every two things of a kind: what they share, what chance would give them, and the verdict.

    ``projection`` names a network of two kinds (see :data:`govgraph.analysis.projection.PROJECTIONS`), ``of`` the kind
    whose pairs are tested: of ``agency-group``, two of ``group`` share agencies, two of ``agency`` share groups.
    ``model`` is one of :class:`govgraph.analysis.chance.nulls.Model`; only ``curveball`` draws ``samples`` graphs, from
    ``seed``. ``filters`` are those of the projection (``as_of``, ``fiscal_year``, …).

    ``p`` is two-sided, ``q`` the false discovery rate among all pairs, ``p_least`` the smallest p that the margins
    leave possible. ``verdict`` is ``more`` or ``less`` where q is at most the ``level``; ``cannot-tell`` where no
    outcome could have brought it there; else ``as-expected``. The smallest p comes first.

    Raises :class:`govgraph.errors.UsageError` for a network of one kind, a kind that it does not have, and a model,
    level or number of samples that is none.
    """
    seen = _pairs(store, projection, of, Settings.of(model, level, samples, seed), filters)
    return table_of_pairs(
        seen.judged,
        seen.graph,
        of_pairs(seen.two, seen.judged, seen.settings),
        a=noun(of).label,
        b=Label(f"อีก{noun(of).th}", f"other {noun(of).en}"),
        margins=(
            Column("a_links", Label("จำนวนของฝ่ายแรก", "links of the first"), Kind.INTEGER),
            Column("b_links", Label("จำนวนของอีกฝ่าย", "links of the other"), Kind.INTEGER),
        ),
        observed=Label("พบร่วมกัน", "shared"),
        margin=lambda pair: pair.margins,
    )


def link_tests(
    store: Store,
    projection: str,
    *,
    weight: str | None = None,
    model: str | None = None,
    level: float | Decimal = LEVEL,
    samples: int = SAMPLES,
    seed: int = SEED,
    **filters: Any,
) -> Rows:
    """Return one row for every link there is or could be: what it counts, what chance would give it, and the verdict.

    ``projection`` names a network of two kinds. With a ``weight``, such as ``agencies`` or ``projects``, all that the
    links count is dealt out at random and both sides keep their sums (the model ``hypergeometric``); ``a_total``,
    ``b_total`` and ``total`` are these sums. Without one a link is there or not, in random graphs in which both
    sides keep their numbers of links (``curveball``, or ``bicm``: on average). The rest is as in :func:`cooccurrences`,
    and :func:`govgraph.analysis.chance.links.judge_links` has the sources.

    Raises :class:`govgraph.errors.UsageError` also for a weight that counts nothing, and for a model that does not go
    with what is asked; :class:`govgraph.errors.LimitError` for too many links.
    """
    seen = _links(store, projection, weight, _settings(weight, model, level, samples, seed), filters)
    # The sum of all links is the same in each row; it makes every row a calculation that can be repeated.
    total = sum(pair.observed for pair in seen.judged.pairs)
    counts = Label("ความเชื่อมโยง", "links") if weight is None else weight_label(weight)
    counts = Label(counts.text("th"), counts.text("en"))
    two = seen.two
    return table_of_pairs(
        seen.judged,
        seen.graph,
        of_links(two, seen.judged, seen.settings, counts, total),
        a=noun(two.kind).label,
        b=noun(two.partner_kind).label,
        margins=(
            Column("a_total", Label("รวมของฝ่ายแรก", "total of the first"), Kind.INTEGER),
            Column("b_total", Label("รวมของอีกฝ่าย", "total of the other"), Kind.INTEGER),
            Column("total", Label("รวมทั้งหมด", "total of all"), Kind.INTEGER),
        ),
        observed=counts,
        margin=lambda pair: (*pair.margins, total),
    )


def backbone(
    store: Store,
    projection: str,
    of: str,
    *,
    weight: str | None = None,
    model: str | None = None,
    level: float | Decimal = LEVEL,
    samples: int = SAMPLES,
    seed: int = SEED,
    **filters: Any,
) -> nx.Graph[str]:
    """Return the graph of what survives: those are linked that have more in common than chance would give them.

    ``of`` a kind it is a graph of the things of that kind, and arguments are those of :func:`cooccurrences`; ``of``
    ``link`` it is the network with those links only that are stronger than their margins explain, and arguments are
    those of :func:`link_tests`. See :func:`govgraph.analysis.chance.backbone.backbone_of`.
    """
    if means_links(of):
        seen = _links(store, projection, weight, _settings(weight, model, level, samples, seed), filters)
        kept = [*seen.two.nodes, *seen.two.partners]
    else:
        asked = Settings.of(model or Model.CURVEBALL, level, samples, seed)
        seen = _pairs(store, projection, of, asked, {"weight": weight, **filters})
        kept = [*seen.two.nodes]
    return backbone_of(seen.judged, {node: seen.graph.nodes[node] for node in kept})


@dataclass(frozen=True, slots=True)
class _Tested:
    graph: nx.Graph[str]
    two: TwoMode
    settings: Settings
    judged: Judged


def _pairs(store: Store, projection: str, of: str, settings: Settings, filters: dict[str, Any]) -> _Tested:
    graph = network(store, projection, **filters)
    two = TwoMode.of(graph, of)
    return _Tested(graph, two, settings, judge_pairs(two, settings.model, settings.level, settings.drawn))


def _links(store: Store, projection: str, weight: str | None, settings: Settings, filters: dict[str, Any]) -> _Tested:
    graph = network(store, projection, **filters)
    # The first word of a network names the kind that it starts from.
    two = TwoMode.of(graph, projection.partition("-")[0])
    counts = None if weight is None else counted(graph, two, weight)
    judged = judge_links(two, settings.model, settings.level, settings.drawn, counts)
    return _Tested(graph, two, settings, judged)


def _settings(weight: str | None, model: str | None, level: float | Decimal, samples: int, seed: int) -> Settings:
    fitting = Model.CURVEBALL if weight is None else Model.HYPERGEOMETRIC
    settings = Settings.of(model or fitting, level, samples, seed)
    if (settings.model is Model.HYPERGEOMETRIC) is (weight is not None):
        return settings
    if weight is None:
        raise UsageError(
            th="แบบจำลอง hypergeometric จัดสรรสิ่งที่ความเชื่อมโยงนับ ต้องระบุ --weight (ใน Python: weight) เช่น agencies "
            "หากไม่ระบุ ใช้ curveball หรือ bicm",
            en="The model hypergeometric deals out what links count: name --weight (in Python, weight), such as "
            "agencies; without one it is curveball or bicm.",
        )
    raise UsageError(
        th=f"แบบจำลอง {settings.model} ไม่รู้จักน้ำหนักของความเชื่อมโยง เมื่อระบุ weight ใช้ hypergeometric",
        en=f"The model {settings.model} knows no weights of links; with a weight it is hypergeometric.",
    )
