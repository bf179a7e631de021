"""The façade: everything govgraph does, on one open store.

Three desks share the store: the :mod:`steward <govgraph.workspace.steward>` brings data in, judges it and takes it
back, the :mod:`analyst <govgraph.workspace.analyst>` asks for links, gaps and pictures, and the
:mod:`researcher <govgraph.workspace.researcher>` asks in SPARQL and takes graphs away. In the examples, ``workspace``
is ``govgraph.open()`` on a store that ``govgraph build`` made.

>>> import govgraph
>>> with govgraph.open() as workspace:
...     bridges = workspace.bridges()
>>> len(bridges)
6
"""

from __future__ import annotations

from govgraph.workspace.analyst import AnalystDesk
from govgraph.workspace.networks import NetworkDesk
from govgraph.workspace.researcher import ResearcherDesk
from govgraph.workspace.steward import StewardDesk

__all__ = ["Workspace"]


class Workspace(StewardDesk, AnalystDesk, NetworkDesk, ResearcherDesk):
    """A store, open, with the questions one can ask of it.

    Get one from :func:`govgraph.open`, best in a ``with`` block, which closes the store. Things are named by IRI, by
    key (``ministry/moac``) or by a name that is theirs alone, in Thai or English. Days are :class:`datetime.date`
    or text such as ``"2010-01-12"`` in the Common Era; fiscal years are numbers in either era (``2554`` or ``2011``).
    ``as_of`` keeps what held on that day; without it all days count. ``min_confidence`` is ``confirmed``,
    ``probable`` or ``unconfirmed``.

    All methods raise :class:`govgraph.errors.GovGraphError`: a :class:`~govgraph.errors.UsageError` for a wrong
    value, a :class:`~govgraph.errors.NotFoundError` or :class:`~govgraph.errors.AmbiguousNameError` (with
    ``candidates``) for a name, a :class:`~govgraph.errors.StoreError` where the store cannot be read.

    >>> workspace.resolve("กรมปศุสัตว์")
    'https://w3id.org/govgraph/id/agency/dld'
    """
