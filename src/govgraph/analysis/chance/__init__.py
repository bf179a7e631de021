"""More than chance, or not: links, what things share, and scores, against null models that say what they keep.

Three questions of a store: whether a link is more than its margins explain, whether two things share more
(:mod:`~govgraph.analysis.chance.tested`), whether a measure of a thing is more
(:mod:`~govgraph.analysis.chance.standing`).

Pure pieces, one module each: :mod:`~govgraph.analysis.chance.hypergeometric`, the bipartite configuration model
(:mod:`~govgraph.analysis.chance.bicm` with :mod:`~govgraph.analysis.chance.poisson_binomial`), random graphs with the
same margins (:mod:`~govgraph.analysis.chance.curveball`), what is possible at all
(:mod:`~govgraph.analysis.chance.attainable`), and many tests at once (:mod:`~govgraph.analysis.chance.discovery`).
"""

from __future__ import annotations

from govgraph.analysis.chance.links import counted, judge_links
from govgraph.analysis.chance.nulls import Drawn, Model
from govgraph.analysis.chance.pairs import judge_pairs
from govgraph.analysis.chance.scores import Score, Scored, judge_scores
from govgraph.analysis.chance.standing import score_tests
from govgraph.analysis.chance.tested import backbone, chances, cooccurrences, link_tests
from govgraph.analysis.chance.twomode import TwoMode
from govgraph.analysis.chance.verdicts import Verdict

__all__ = [
    "Drawn",
    "Model",
    "Score",
    "Scored",
    "TwoMode",
    "Verdict",
    "backbone",
    "chances",
    "cooccurrences",
    "counted",
    "judge_links",
    "judge_pairs",
    "judge_scores",
    "link_tests",
    "score_tests",
]
