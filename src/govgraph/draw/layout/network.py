"""The network: two kinds in layers, the joining ones in the middle; one kind on a ring.

No force moves the nodes about: their places follow from what they are joined with, so that names stand in columns,
nothing lies on anything else, and the same network looks the same every time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from govgraph.draw.layout.folding import most_that
from govgraph.draw.layout.layers import layered
from govgraph.draw.layout.legends import with_notes
from govgraph.draw.layout.page import SMALLEST, Attempt, Page, frame, largest, least_scale, papers
from govgraph.draw.layout.ring import ringed, shortest_round
from govgraph.draw.marks import Drawing
from govgraph.draw.scenes import NetworkScene
from govgraph.draw.text import Style
from govgraph.model import Label

MOST: Final = {True: 90, False: 24}
"""Above so many nodes, in two kinds and in one, only the strongest are drawn."""

_MOST_HUBS: Final = 12
_SMALLEST_NAME: Final = Style(8.2, small=6.6)


def lay_out(scene: NetworkScene, lang: str, size: str) -> Drawing:
    """Lay out the network on a paper of this size, with the strongest nodes if not all fit."""
    pages, least = papers(size), least_scale(_SMALLEST_NAME)
    two = scene.hubs is not None

    def ready(count: int) -> Attempt:
        shown = strongest(scene, count)
        around = () if two else shortest_round(shown)

        def attempt(page: Page, scale: float) -> Drawing | None:
            words = frame(page, shown.caption, lang)
            area = words.area
            found = layered(shown, lang, area, scale) if two else ringed(shown, around, lang, area, scale)
            return None if found is None else words.finish(*found)

        return attempt

    def fits(count: int) -> bool:
        attempt = ready(count)
        return any(attempt(page, max(least, SMALLEST * page.zoom)) is not None for page in pages)

    most = min(len(scene.nodes), MOST[two])
    # Around a ring one node more may stand better than one less.
    count = most_that(fits, most) if two else next((n for n in range(most, 0, -1) if fits(n)), 1)
    return largest(pages, ready(count), least, enlarge=True)


def strongest(scene: NetworkScene, count: int) -> NetworkScene:
    """Return the network of at most so many nodes, the most strongly joined ones, and say so.

    Of two kinds all hubs stay, as far as they can be told apart; a node that is joined with no node shown is left out.
    """
    if len(scene.nodes) <= count:
        return scene
    strengths, hubs = scene.strengths(), scene.hubs
    order = sorted(scene.nodes, key=lambda node: (-strengths[node.key], node.key))
    first = [node.key for node in order if node.kind == hubs][: min(count, _MOST_HUBS)]
    others = [node.key for node in order if node.kind != hubs]
    joined = scene.neighbours()
    if hubs is not None:
        others = [key for key in others if joined[key].keys() & set(first)]
    kept = {*first, *others[: max(1, count - len(first))]}
    nodes = tuple(node for node in scene.nodes if node.key in kept)
    if len(nodes) == len(scene.nodes):
        return scene
    note = Label(
        f"แสดง {len(nodes):,} จาก {len(scene.nodes):,} จุด เฉพาะจุดที่เชื่อมมากที่สุด",
        f"Shown: the {len(nodes):,} most strongly joined of {len(scene.nodes):,} nodes",
    )
    edges = tuple(edge for edge in scene.edges if {edge.one, edge.other} <= kept)
    return replace(scene, caption=with_notes(scene.caption, note), nodes=nodes, edges=edges)
