"""Links of sources and targets as a graph of two modes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.links import CONFIDENCES, links
from govgraph.analysis.questions import Record, number, text
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

_COUNTED: Final = ("agencies", "projects", "evidence")


def units_and_themes(
    source: str,
    store: Store,
    *,
    area: str | None = None,
    basis: str | None = None,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the graph of ministries, departments or agencies (``source``) and themes; see :func:`linked`."""
    scope: dict[str, Any] = {"area": area, "as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
    return linked(store, source, "theme", basis=basis, **scope)


def units_and_statements(
    source: str,
    target: str,
    store: Store,
    *,
    area: str | None = None,
    basis: str | None = None,
    statement: str | None = None,
    include_unknown: bool | None = None,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the graph of units (``source``) and strategies, plans, provinces or clusters; see :func:`linked`."""
    return linked(
        store, source, target,
        area=area, basis=basis, statement=statement, include_unknown=bool(include_unknown),
        as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence,
    )  # fmt: skip


def linked(store: Store, source: str, target: str, **filters: Any) -> nx.Graph[str]:
    """Return the two-mode graph of what :func:`govgraph.analysis.links.links` finds.

    Nodes are IRIs with ``kind`` (``source`` or ``target``). An edge carries, over all bases of the link: the number of
    ``agencies`` and which (``through``, IRIs with spaces between), of ``projects``, of records of ``evidence``, the
    ``amount_thb`` of the projects where one is on record (a number for algorithms; exact in :func:`links`), the
    ``bases`` it stands on, the ``confidence`` of the surest, and ``derivation``: ``stated`` where any basis is. Money
    that names no source or target, or several, is on no edge.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    found: dict[tuple[str, str], list[Record]] = {}
    for link in links(store, source, target, **filters):
        found.setdefault((text(link["source"]), text(link["target"])), []).append(link)
    for (one, other), rows in found.items():
        graph.add_node(one, kind=source)
        graph.add_node(other, kind=target)
        graph.add_edge(one, other, **_joined(rows))
    return graph


def _joined(rows: Sequence[Record]) -> dict[str, Any]:
    """Return what a link is, whose records on each basis are others: participations, and rows of projects."""
    through = sorted({iri for row in rows for iri in text(row["through"]).split()})
    amounts = [Decimal(text(row["amount_thb"])) for row in rows if row["amount_thb"] is not None]
    return {
        **{name: sum(number(row[name]) for row in rows) for name in _COUNTED},
        "agencies": len(through),
        "through": " ".join(through),
        **({"amount_thb": _number(sum(amounts, Decimal(0)))} if amounts else {}),
        "bases": " ".join(text(row["basis"]) for row in rows),
        "confidence": min((text(row["confidence"]) for row in rows), key=CONFIDENCES.index),
        "derivation": "stated" if any(row["derivation"] in (None, "stated") for row in rows) else "inferred",
    }


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
