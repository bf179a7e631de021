"""What tests tell as tables: what was seen, what chance would give, and the verdict, in Thai and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.settings import STRICTEST
from govgraph.analysis.chance.verdicts import Verdict
from govgraph.analysis.chance.words import verdict_label
from govgraph.analysis.questions import Record
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows, named

if TYPE_CHECKING:
    import networkx as nx

    from govgraph.analysis.chance.nulls import Model
    from govgraph.analysis.chance.scores import Scored
    from govgraph.analysis.chance.verdicts import Judged, Pair

_DIGITS: Final = Context(prec=4)

_TOLD: Final = (
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
_EXPECTED: Final = Column("expected", Label("คาดโดยบังเอิญ", "expected by chance"), Kind.DECIMAL)
_DIFFERENCE: Final = Column("difference", Label("ต่างจากที่คาด", "difference"), Kind.DECIMAL)


def table_of_pairs(
    judged: Judged,
    graph: nx.Graph[str],
    against: Label,
    *,
    a: Label,
    b: Label,
    margins: tuple[Column, ...],
    observed: Label,
    margin: Callable[[Pair], tuple[int, ...]],
) -> Rows:
    """Return a row for each pair, the smallest p first.

    ``a`` and ``b`` say what the two are, ``margins`` which columns tell what the model keeps of them and ``margin``
    what stands there, ``observed`` what was counted between them, and ``against`` is the model in words.
    """
    columns = (
        *named("a", a),
        *named("b", b),
        *margins,
        Column("observed", observed, Kind.INTEGER),
        _EXPECTED,
        Column("ratio", Label("เป็นกี่เท่าของที่คาด", "times the expected"), Kind.DECIMAL),
        _DIFFERENCE,
        *_TOLD,
    )
    records: list[Record] = [
        {
            **_named("a", pair.one, graph),
            **_named("b", pair.other, graph),
            **dict(zip((column.name for column in margins), margin(pair), strict=True)),
            "observed": pair.observed,
            "expected": figure(pair.tails.expected),
            "ratio": None if pair.ratio is None else figure(pair.ratio),
            "difference": figure(pair.difference),
            **_told(pair.verdict, judged.model, against, p=pair.tails.p, q=pair.q, p_least=pair.tails.p_least),
        }
        for pair in sorted(judged.pairs, key=lambda pair: (pair.tails.p, pair.one, pair.other))
    ]
    return Rows.of(columns, records)


def table_of_scores(
    found: Sequence[Scored],
    graph: nx.Graph[str],
    without: Iterable[str],
    against: Label,
    *,
    kind: Label,
    score: Label,
    model: Model,
) -> Rows:
    """Return a row for each node of a kind, the smallest p first, then those ``without`` a score."""
    columns = (
        *named("node", kind),
        Column("score", score, Kind.DECIMAL),
        _EXPECTED,
        _DIFFERENCE,
        *_TOLD,
    )
    records: list[Record] = [
        {
            **_named("node", scored.node, graph),
            "score": figure(Fraction(scored.score)),
            "expected": figure(Fraction(scored.expected)),
            "difference": figure(Fraction(scored.score) - Fraction(scored.expected)),
            **_told(scored.verdict, model, against, p=scored.p, q=scored.q, p_least=scored.p_least),
        }
        for scored in found
    ]
    records += (
        {**_named("node", node, graph), **_told(Verdict.NOT_DEFINED, model, against)} for node in sorted(without)
    )
    return Rows.of(columns, records)


def figure(value: Fraction) -> Decimal:
    """Return a number with four significant digits.

    >>> figure(Fraction(1, 3)), figure(Fraction(1, 2)), figure(Fraction(2, 300000))
    (Decimal('0.3333'), Decimal('0.5'), Decimal('0.000006667'))
    """
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _told(verdict: Verdict, model: Model, against: Label, **figures: Fraction) -> Record:
    said = verdict_label(verdict)
    return {
        **{name: figure(max(value, Fraction(STRICTEST))) for name, value in figures.items()},
        "verdict": str(verdict),
        "verdict_th": said.th,
        "verdict_en": said.en,
        "model": str(model),
        "model_th": against.th,
        "model_en": against.en,
    }


def _named(column: str, node: str, graph: nx.Graph[str]) -> Record:
    data = graph.nodes[node]
    return {column: node, f"{column}_th": data["th"], f"{column}_en": data["en"]}
