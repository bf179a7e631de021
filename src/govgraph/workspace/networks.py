"""What an analyst measures on networks: figures, and whether chance explains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govgraph import analysis
from govgraph.workspace.desk import Desk, day

if TYPE_CHECKING:
    import networkx as nx

    from govgraph.research.rows import Rows
    from govgraph.steward.imports.telling import Teller


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
        scope = self._scope(as_of, filters, basis=basis, fiscal_year=fiscal_year, min_confidence=min_confidence)
        return measure(self.store, network, measures=measures, by=by, weight=weight, seed=seed, **scope)

    def chance(
        self,
        projection: str,
        of: str,
        *,
        weight: str | None = None,
        model: str | None = None,
        level: float | Decimal = 0.05,
        samples: int = 9_999,
        seed: int = 1,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> Rows:
        """Return one row for every two things of a kind, or for every link, and whether chance explains it.

        ``projection`` is a :meth:`network` of two kinds of things; ``of`` is the kind whose pairs are compared by what
        they share, or ``"link"``: every link there is or could be is then held against the sums of its two ends. What
        links count is their ``weight`` (``agencies``, ``projects``, …); without one a link is there or not.

        The null ``model`` is ``curveball`` unless given (both sides keep their links exactly, in ``samples`` graphs
        drawn from ``seed``), ``bicm`` (they keep them on average) or ``hypergeometric`` (of pairs: each draws its
        number of partners at random from all; of links, with a ``weight`` only, and then it is the model: all that is
        counted is dealt out at random, and both ends keep their sums). ``p`` is two-sided, ``q`` the false discovery
        rate among all rows. ``verdict``: ``more`` or ``less`` where q is at most the ``level``, ``cannot-tell`` where
        no outcome could have brought it there, else ``as-expected``. Raises :class:`govgraph.errors.UsageError` for a
        network of one kind, a kind that it does not have, and what does not go together, and
        :class:`govgraph.errors.LimitError` for more than a million pairs or links.

        >>> set(workspace.chance("agency-group", of="group")["verdict"])
        {'as-expected'}
        >>> groups = workspace.chance("agency-group", of="group", model="hypergeometric")
        >>> [(row["a"][-1], row["b"][-1], row["observed"], str(row["expected"]), row["verdict"]) for row in groups[:2]]
        [('4', '5', 0, '4.909', 'less'), ('1', '4', 0, '4.582', 'less')]
        >>> first = workspace.chance("ministry-theme", of="link", weight="agencies")[0]
        >>> first["a_en"], first["b_en"], first["observed"], str(first["expected"]), first["verdict"]
        ('Ministry of Agriculture and Cooperatives', 'Agriculture', 11, '2.625', 'more')
        """
        scope = self._scope(as_of, filters, basis=basis, fiscal_year=fiscal_year, min_confidence=min_confidence)
        asked: dict[str, Any] = {"weight": weight, "model": model, "level": level, "samples": samples, "seed": seed}
        return analysis.chances(self.store, projection, of, **asked, **scope)

    def chance_of_scores(
        self,
        projection: str,
        of: str,
        score: str,
        *,
        by: str | None = None,
        model: str = "curveball",
        level: float | Decimal = 0.05,
        samples: int | None = None,
        seed: int = 1,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        teller: Teller | None = None,
        **filters: Any,
    ) -> Rows:
        """Return one row for every thing of a kind: its score, what chance would give it, and the verdict.

        ``score`` is one of the :meth:`measures` that nodes have: ``degree``, ``betweenness``, ``clustering``,
        ``participation``, ``coordinator``, ``itinerant``, ``gatekeeper``, ``liaison``, ``cut_vertex``, ``bridges`` or
        ``core``; lines count as one each, and ``by`` groups the nodes. ``expected`` is the mean over graphs drawn from
        the ``model``: 9,999 unless ``samples`` says otherwise, fewer of large networks; the row says how many, and
        whether they are too few to show anything; ``p_least`` is the least that these graphs tell of. ``teller`` is
        told how many are done.
        A thing whose score has no value has the verdict ``not-defined``. The rest is as in :meth:`chance`.

        >>> first = workspace.chance_of_scores("agency-group", "group", "betweenness", samples=999)[0]
        >>> first["node"][-1], str(first["score"]), str(first["expected"]), first["verdict"]
        ('2', '0.5539', '0.2036', 'more')
        """
        scope = self._scope(as_of, filters, basis=basis, fiscal_year=fiscal_year, min_confidence=min_confidence)
        asked: dict[str, Any] = {"by": by, "model": model, "level": level, "samples": samples, "seed": seed}
        return analysis.score_tests(self.store, projection, of, score, teller=teller, **asked, **scope)

    def backbone(
        self,
        projection: str,
        of: str,
        *,
        weight: str | None = None,
        model: str | None = None,
        level: float | Decimal = 0.05,
        samples: int = 9_999,
        seed: int = 1,
        as_of: date | str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
        **filters: Any,
    ) -> nx.Graph[str]:
        """Return a NetworkX graph of what survives: linked are those with the verdict ``more`` of :meth:`chance`.

        ``of`` a kind, its nodes are all things of that kind; ``of`` ``"link"``, those of both kinds. They have ``kind``
        and names; edges ``observed``, ``expected``, ``ratio``, ``difference``, ``p`` and ``q``.

        >>> kept = workspace.backbone("agency-group", of="group")
        >>> kept.number_of_nodes(), kept.number_of_edges()  # no two of the five share more than chance would have it
        (5, 0)
        >>> workspace.backbone("ministry-theme", of="link", weight="agencies").number_of_edges()  # of 28 links
        6
        """
        scope = self._scope(as_of, filters, basis=basis, fiscal_year=fiscal_year, min_confidence=min_confidence)
        asked: dict[str, Any] = {"weight": weight, "model": model, "level": level, "samples": samples, "seed": seed}
        return analysis.backbone(self.store, projection, of, **asked, **scope)

    def _scope(self, as_of: date | str | None, filters: Mapping[str, Any], **named: Any) -> dict[str, Any]:
        """Return all filters of a network, as the analyses take them."""
        return {**named, **self._narrowed(filters), "as_of": day(as_of)}
