"""What an analyst measures on networks: figures, and whether chance explains them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govgraph import analysis
from govgraph.workspace.desk import Desk, day

if TYPE_CHECKING:
    import networkx as nx

    from govgraph.research.rows import Rows


class NetworkDesk(Desk):
    """Measures of the named networks, and chance. Part of :class:`govgraph.Workspace`."""

    def measures(
        self,
        network: str,
        *,
        whole: bool = False,
        measures: Iterable[str] | None = None,
        by: str | None = None,
        weight: str | None = None,
        seed: int = 0,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> Rows:
        """Return network measures of a projection of :meth:`network`: one row a node, or a figure of the ``whole``.

        ``measures`` names those wanted: ``degree``, ``strength``, ``betweenness``, ``clustering``, ``participation``,
        ``brokerage``, ``cohesion``, ``communities``, and of the whole ``nestedness`` and ``concentration``; without
        it all that fit. ``by`` groups nodes by ``ministry``, ``tier``, ``sector``, ``theme``, ``region`` or
        ``cluster``, which participation and brokerage need; ``weight`` is what lines count, such as ``agencies``,
        which strength needs. What is drawn at random is drawn with ``seed``. A figure that is not defined is ``None``,
        and the row says why. Definitions and sources are in ``docs/reference/measures.md``.

        >>> first = workspace.measures("agency-group", measures=["betweenness", "cohesion"])[0]
        >>> first["node_en"], first["betweenness"], first["cut_vertex"]
        ('Office of the Permanent Secretary, Ministry of Transport', Decimal('0.646743'), True)
        >>> workspace.measures("agency-group", whole=True, measures=["nestedness"])[-3]["value"]
        Decimal('9.750491')
        """
        measure = analysis.figures if whole else analysis.measures
        narrowed = {"basis": basis, "fiscal_year": fiscal_year, "min_confidence": min_confidence, **filters}
        return measure(
            self.store, network, measures=measures, by=by, weight=weight, seed=seed, as_of=day(as_of), **narrowed
        )

    def chance(
        self,
        projection: str,
        of: str,
        *,
        model: str = "curveball",
        level: float | Decimal = 0.05,
        samples: int = 9_999,
        seed: int = 1,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> Rows:
        """Return one row for every two things of a kind: what they share, and whether chance explains it.

        ``projection`` is a :meth:`network` of two kinds of things, ``of`` the kind whose pairs are compared. The null
        ``model`` is ``hypergeometric`` (each draws its number of partners at random from all), ``bicm`` (the links of
        both sides are kept on average) or ``curveball`` (they are kept exactly, in ``samples`` graphs drawn from
        ``seed``). ``p`` is two-sided, ``q`` the false discovery rate among all pairs. ``verdict``: ``more`` or ``less``
        where q is at most the ``level``, ``cannot-tell`` where no outcome could have brought it there, else
        ``as-expected``. Raises :class:`govgraph.errors.UsageError` for a network of one kind, and for a kind that it
        does not have.

        >>> set(workspace.chance("agency-group", of="group")["verdict"])
        {'as-expected'}
        >>> groups = workspace.chance("agency-group", of="group", model="hypergeometric")
        >>> [(row["a"][-1], row["b"][-1], row["observed"], str(row["expected"]), row["verdict"]) for row in groups[:2]]
        [('4', '5', 0, '4.909', 'less'), ('1', '4', 0, '4.582', 'less')]
        """
        asked: dict[str, Any] = {
            "model": model,
            "level": level,
            "samples": samples,
            "seed": seed,
            "basis": basis,
            **filters,
        }
        asked |= {"as_of": day(as_of), "fiscal_year": fiscal_year, "min_confidence": min_confidence}
        return analysis.cooccurrences(self.store, projection, of, **asked)

    def backbone(
        self,
        projection: str,
        of: str,
        *,
        model: str = "curveball",
        level: float | Decimal = 0.05,
        samples: int = 9_999,
        seed: int = 1,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> nx.Graph[str]:
        """Return all things of a kind as a NetworkX graph that links those with the verdict ``more`` of :meth:`chance`.

        Nodes have ``kind`` and names; edges ``observed``, ``expected``, ``ratio``, ``difference``, ``p`` and ``q``.

        >>> kept = workspace.backbone("agency-group", of="group")
        >>> kept.number_of_nodes(), kept.number_of_edges()  # no two of the five share more than chance would have it
        (5, 0)
        """
        asked: dict[str, Any] = {
            "model": model,
            "level": level,
            "samples": samples,
            "seed": seed,
            "basis": basis,
            **filters,
        }
        asked |= {"as_of": day(as_of), "fiscal_year": fiscal_year, "min_confidence": min_confidence}
        return analysis.backbone(self.store, projection, of, **asked)
