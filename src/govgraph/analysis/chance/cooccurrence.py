"""Which things of one kind come together more, or less, than chance would have it, asked of a store."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.chance.backbone import backbone_of
from govgraph.analysis.chance.nulls import SAMPLES, SEED, Drawn, Model
from govgraph.analysis.chance.pairs import Judged, judge_pairs
from govgraph.analysis.chance.twomode import TwoMode
from govgraph.analysis.chance.words import model_label, verdict_label
from govgraph.analysis.kinds import noun
from govgraph.analysis.projection import network
from govgraph.analysis.questions import Record, one_of
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows, named
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

LEVEL: Final = 0.05

_DIGITS: Final = Context(prec=4)

_FIGURES: Final = (
    Column("observed", Label("พบร่วมกัน", "shared"), Kind.INTEGER),
    Column("expected", Label("คาดโดยบังเอิญ", "expected by chance"), Kind.DECIMAL),
    Column("ratio", Label("เป็นกี่เท่าของที่คาด", "times the expected"), Kind.DECIMAL),
    Column("difference", Label("ต่างจากที่คาด", "difference"), Kind.DECIMAL),
    Column("p", Label("ค่า p", "p"), Kind.DECIMAL),
    Column("q", Label("ค่า q", "q"), Kind.DECIMAL),
    Column("p_least", Label("ค่า p ต่ำสุดที่เป็นไปได้", "least p possible"), Kind.DECIMAL),
    Column("verdict", Label("ข้อสรุป", "verdict")),
    Column("verdict_th", Label("ข้อสรุป (ไทย)", "verdict (Thai)")),
    Column("verdict_en", Label("ข้อสรุป (อังกฤษ)", "verdict (English)")),
    Column("model", Label("เทียบกับ", "against")),
    Column("model_th", Label("เทียบกับ (ไทย)", "against (Thai)")),
    Column("model_en", Label("เทียบกับ (อังกฤษ)", "against (English)")),
)


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
    seen = _compared(store, projection, of, filters, model=model, level=level, samples=samples, seed=seed)
    columns = (
        *named("a", noun(of).label),
        *named("b", Label(f"อีก{noun(of).th}", f"other {noun(of).en}")),
        Column("a_links", Label("จำนวนของฝ่ายแรก", "links of the first"), Kind.INTEGER),
        Column("b_links", Label("จำนวนของอีกฝ่าย", "links of the other"), Kind.INTEGER),
        *_FIGURES,
    )
    against = model_label(seen.two, seen.judged, seen.drawn)
    records: list[Record] = []
    for pair in sorted(seen.judged.pairs, key=lambda pair: (pair.tails.p, pair.one, pair.other)):
        verdict = verdict_label(pair.verdict)
        records.append(
            {
                **_named("a", pair.one, seen.graph),
                **_named("b", pair.other, seen.graph),
                "a_links": pair.degrees[0],
                "b_links": pair.degrees[1],
                "observed": pair.observed,
                "expected": figure(pair.tails.expected),
                "ratio": None if pair.ratio is None else figure(pair.ratio),
                "difference": figure(pair.difference),
                "p": figure(pair.tails.p),
                "q": figure(pair.q),
                "p_least": figure(pair.tails.p_least),
                "verdict": str(pair.verdict),
                "verdict_th": verdict.th,
                "verdict_en": verdict.en,
                "model": str(seen.judged.model),
                "model_th": against.th,
                "model_en": against.en,
            }
        )
    return Rows.of(columns, records)


def backbone(
    store: Store,
    projection: str,
    of: str,
    *,
    model: str = Model.CURVEBALL,
    level: float | Decimal = LEVEL,
    samples: int = SAMPLES,
    seed: int = SEED,
    **filters: Any,
) -> nx.Graph[str]:
    """Return the graph of all things of a kind, in which those are linked that share more than chance would give them.

    Arguments are those of :func:`cooccurrences`; see :func:`govgraph.analysis.chance.backbone.backbone_of`.
    """
    seen = _compared(store, projection, of, filters, model=model, level=level, samples=samples, seed=seed)
    return backbone_of(seen.judged, {node: seen.graph.nodes[node] for node in seen.two.nodes})


@dataclass(frozen=True, slots=True)
class _Compared:
    graph: nx.Graph[str]
    two: TwoMode
    drawn: Drawn
    judged: Judged


def _compared(
    store: Store,
    projection: str,
    of: str,
    filters: dict[str, Any],
    *,
    model: str,
    level: float | Decimal,
    samples: int,
    seed: int,
) -> _Compared:
    chosen, drawn = Model(one_of(model, tuple(Model), "model")), Drawn(samples, seed)
    if samples < 1 or seed < 0:
        raise UsageError(
            th="samples ต้องเป็นจำนวนเต็มตั้งแต่ 1 และ seed ตั้งแต่ 0", en="samples must be 1 or more, and seed 0 or more."
        )
    exact_level = _level(level)
    graph = network(store, projection, **filters)
    two = TwoMode.of(graph, of)
    return _Compared(graph, two, drawn, judge_pairs(two, chosen, exact_level, drawn))


def _level(level: float | Decimal) -> Fraction:
    """Return the level as written: 0.05 is one in twenty, not the float next to it."""
    try:
        exact = Fraction(str(level))
    except ValueError:
        exact = Fraction(0)
    if not 0 < exact < 1:
        raise UsageError(
            th=f"level เป็น {level} ไม่ได้: ต้องอยู่ระหว่าง 0 กับ 1", en=f"level cannot be {level}: it lies between 0 and 1."
        )
    return exact


def figure(value: Fraction) -> Decimal:
    """Return a number with four significant digits.

    >>> figure(Fraction(1, 3)), figure(Fraction(1, 2)), figure(Fraction(2, 300000))
    (Decimal('0.3333'), Decimal('0.5'), Decimal('0.000006667'))
    """
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _named(column: str, node: str, graph: nx.Graph[str]) -> Record:
    data = graph.nodes[node]
    return {column: node, f"{column}_th": data["th"], f"{column}_en": data["en"]}
