"""Into which groups the nodes of a network fall: by ministry, tier, sector, theme, region or cluster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from govgraph.analysis.kinds import noun
from govgraph.analysis.questions import one_of, records, text
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.batches import batches
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

GROUPINGS: Final[Mapping[str, Label]] = {
    by: noun(by).label for by in ("ministry", "tier", "sector", "theme", "region", "cluster")
}
"""What nodes can be grouped by."""

_PATTERNS: Final[Mapping[str, str]] = {
    "ministry": "?tile gov:affiliate ?thing ; gov:ministry ?group ; gov:from ?from ; gov:until ?until .",
    "tier": "?thing gov:tier ?group .",
    "sector": "?thing gov:sector ?group .",
    "theme": "{ ?thing gov:theme ?group } UNION { ?assignment gov:classifies ?thing ; gov:theme ?group }",
    "region": "?thing gov:jurisdiction ?area . ?area gov:region ?group .",
    "cluster": """?membership org:member ?thing ; org:organization ?group ; org:memberDuring ?during ;
    org:role <https://w3id.org/govgraph/id/role/cluster-member> .
  OPTIONAL { ?during gov:from ?from } OPTIONAL { ?during gov:until ?until }""",
}
_DATED: Final = ("ministry", "cluster")

_QUERY: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX org: <{PREFIXES["org"]}>
PREFIX xsd: <{PREFIXES["xsd"]}>
SELECT DISTINCT ?thing ?group WHERE {{
  VALUES ?thing {{ @things@ }}
  @pattern@
  @day@
}} ORDER BY ?thing ?group"""

_ON_THE_DAY: Final = """FILTER(COALESCE(?from, "0001-01-01"^^xsd:date) <= "@day@"^^xsd:date
    && "@day@"^^xsd:date < COALESCE(?until, "9999-12-31"^^xsd:date))"""


def partition(store: Store, graph: nx.Graph[str], by: str, *, as_of: date | None = None) -> dict[str, str | None]:
    """Return the group of each node, as an IRI; ``None`` where no group is on record, or several are.

    Ministries and clusters are those of the day ``as_of``; without a day, a node that was under several in its time
    has no one group. A node that itself carries the answer, as agencies of the projection carry the ``ministry`` of the
    day of the meeting, keeps it. Raises :class:`govgraph.errors.UsageError` for a name not in :data:`GROUPINGS`.
    """
    one_of(by, tuple(GROUPINGS), "by")
    told = {node: str(data[by]) or None for node, data in graph.nodes(data=True) if by in data}
    day = _ON_THE_DAY.replace("@day@", as_of.isoformat()) if as_of and by in _DATED else ""
    query = _QUERY.replace("@pattern@", _PATTERNS[by]).replace("@day@", day)
    found: dict[str, set[str]] = {}
    for listed in batches(node for node in graph if node not in told):
        for row in records(store.select(query.replace("@things@", listed))):
            found.setdefault(text(row["thing"]), set()).add(text(row["group"]))
    one = {node: groups.pop() for node, groups in found.items() if len(groups) == 1}
    return {node: told.get(node, one.get(node)) for node in graph}
