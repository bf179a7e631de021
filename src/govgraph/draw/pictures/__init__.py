"""From the graph to a scene: what each kind of picture shows of a store. One module a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from govgraph.analysis.filters import fitting
from govgraph.draw.pictures.bridges import bridges
from govgraph.draw.pictures.ego import ego
from govgraph.draw.pictures.grid import flow, matrix
from govgraph.draw.pictures.network import network
from govgraph.draw.pictures.tiers import tiers
from govgraph.draw.pictures.tiles import tiles
from govgraph.draw.pictures.timeline import timeline
from govgraph.draw.scenes import Scene
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store

KINDS: Final[Mapping[str, Callable[..., Scene]]] = {
    "bridges": bridges,
    "flow": flow,
    "matrix": matrix,
    "tiers": tiers,
    "tiles": tiles,
    "timeline": timeline,
    "network": network,
    "ego": ego,
}
"""The kinds of picture. Each is a function of the store and of the options that it knows, all by keyword."""


def picture(store: Store, kind: str, **options: Any) -> Scene:
    """Return the scene of a picture.

    An option that is ``None`` is none. Raises :class:`govgraph.errors.UsageError` for a kind that is not among
    :data:`KINDS`, for an option that the kind does not know, and where there is nothing to draw.
    """
    if kind not in KINDS:
        listed = ", ".join(KINDS)
        raise UsageError(th=f"ไม่มีภาพชนิด “{kind}” มี: {listed}", en=f"There is no picture “{kind}”; there are: {listed}.")
    make = KINDS[kind]
    return make(store, **fitting(make, Label(f"ภาพ {kind}", f"picture {kind}"), options))
