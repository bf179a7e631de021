"""Whether what a measure says of the things of a kind is more than chance would have given: asked of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.chance.nulls import SAMPLES, SEED, Model
from govgraph.analysis.chance.scores import judge_scores
from govgraph.analysis.chance.settings import LEVEL, Settings
from govgraph.analysis.chance.tables import table_of_scores
from govgraph.analysis.chance.twomode import TwoMode
from govgraph.analysis.chance.words import of_scores
from govgraph.analysis.kinds import noun
from govgraph.analysis.measures.figure import NotDefined
from govgraph.analysis.measures.nodes import told_of_nodes
from govgraph.analysis.measures.study import study
from govgraph.analysis.questions import one_of
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.rows import Rows
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

    from govgraph.steward.imports.telling import Teller

SCORES: Final[Mapping[str, str]] = {
    "degree": "degree",
    "betweenness": "betweenness",
    "clustering": "clustering",
    "participation": "participation",
    **dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "liaison"), "brokerage"),
    **dict.fromkeys(("cut_vertex", "bridges", "core"), "cohesion"),
}
"""What can be tested: columns of :func:`govgraph.analysis.measures.measures`, and the measure that has each."""

_STEPS: Final = 200_000_000
"""Unless somebody says how many, no more graphs are drawn than their nodes times their lines make steps of these."""


def score_tests(
    store: Store,
    projection: str,
    of: str,
    score: str,
    *,
    by: str | None = None,
    model: str = Model.CURVEBALL,
    level: float | Decimal = LEVEL,
    samples: int | None = None,
    seed: int = SEED,
    teller: Teller | None = None,
    **filters: Any,
) -> Rows:
    """Return one row for every thing of a kind: its score, what chance would give it, and the verdict.

    ``projection`` names a network of two kinds, ``of`` one of them, and ``score`` one of :data:`SCORES`; ``by`` groups
    nodes as in :func:`govgraph.analysis.measures.measures`, for participation and brokerage. Lines count as one each.
    Without ``samples`` 9,999 graphs are drawn, fewer of large networks, whose betweenness is moreover an estimate, of
    the real graph as of the random ones; the model in words says so. ``p_least`` is the least that the graphs drawn
    tell of. ``teller`` is told how many are done. The rest is as in
    :func:`govgraph.analysis.chance.tested.cooccurrences`.

    Raises :class:`govgraph.errors.UsageError` for what does not go together.
    """
    measure = SCORES[one_of(score, tuple(SCORES), "score")]
    if filters.pop("weight", None) is not None:
        raise UsageError(
            th="ค่าวัด (score) นับความเชื่อมโยงเส้นละหนึ่ง ใช้ร่วมกับ --weight (ใน Python: weight) ไม่ได้",
            en="A score counts every link as one: it goes without --weight (in Python, weight).",
        )
    asked = study(store, projection, [measure], by=by, weight=None, seed=0, **filters)
    two = TwoMode.of(asked.graph, of)
    settings = Settings.of(model, level, _bearable(two) if samples is None else samples, seed)
    drawn = settings.drawn
    if teller:
        teller.stage(Label(f"สุ่มและวัด {drawn.samples:,} กราฟ", f"drawing and measuring {drawn.samples:,} graphs"))

    def measured(graph: nx.Graph[str]) -> dict[str, float]:
        told, _ = told_of_nodes(replace(asked, graph=graph), measure)
        figures = next(figures for column, figures in told if column.name == score)
        return {node: float(figure) for node, figure in figures.items() if not isinstance(figure, NotDefined)}

    heard = (lambda done: teller.rows(done, drawn.samples)) if teller else None
    found = judge_scores(
        asked.graph, of, measured, model=settings.model, level=settings.level, drawn=drawn, heard=heard
    )
    told, remark = told_of_nodes(asked, measure)
    return table_of_scores(
        found,
        asked.graph,
        set(two.nodes) - {scored.node for scored in found},
        of_scores(two, settings, len(found), remark),
        kind=noun(of).label,
        score=next(column.label for column, _ in told if column.name == score),
        model=settings.model,
    )


def _bearable(two: TwoMode) -> int:
    steps = (len(two.nodes) + len(two.partners)) * int(two.matrix.sum())
    return max(1, min(SAMPLES, _STEPS // max(1, steps)))
