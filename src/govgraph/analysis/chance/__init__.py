"""More than chance, or not: what things share, against null models that say what they keep and what they leave open.

Pure pieces, one module each: :mod:`~govgraph.analysis.chance.hypergeometric`, the bipartite configuration model
(:mod:`~govgraph.analysis.chance.bicm` with :mod:`~govgraph.analysis.chance.poisson_binomial`), random graphs with the
same margins (:mod:`~govgraph.analysis.chance.curveball`), what is possible at all
(:mod:`~govgraph.analysis.chance.attainable`), and many tests at once (:mod:`~govgraph.analysis.chance.discovery`).
"""

from __future__ import annotations

from govgraph.analysis.chance.cooccurrence import backbone, cooccurrences
from govgraph.analysis.chance.nulls import Drawn, Model
from govgraph.analysis.chance.pairs import Verdict, judge_pairs
from govgraph.analysis.chance.scores import Score, Scored, judge_scores
from govgraph.analysis.chance.twomode import TwoMode

__all__ = [
    "Drawn",
    "Model",
    "Score",
    "Scored",
    "TwoMode",
    "Verdict",
    "backbone",
    "cooccurrences",
    "judge_pairs",
    "judge_scores",
]
