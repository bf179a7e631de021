"""From a scene to marks on paper: one module a kind of picture, and what they share.

Places are in points from the top left corner. A layout tries type sizes and papers until everything fits, and raises
:class:`govgraph.errors.LimitError` rather than let names overlap or be cut.
"""

from __future__ import annotations

from govgraph.draw.layout.page import check_language
from govgraph.draw.marks import Drawing
from govgraph.draw.scenes import (
    BridgesScene,
    CascadeScene,
    EgoScene,
    FlowScene,
    MatrixScene,
    NetworkScene,
    Scene,
    TiersScene,
    TilesScene,
    TimelineScene,
)


def lay_out(scene: Scene, *, lang: str = "both", size: str = "a4") -> Drawing:
    """Return the marks of a scene in points, without painting them."""
    from govgraph.draw.fonts import refuse_missing
    from govgraph.draw.layout import bridges, cascade, ego, flow, matrix, network, tiers, tiles, timeline

    check_language(lang)
    match scene:
        case BridgesScene():
            drawing = bridges.lay_out(scene, lang, size)
        case FlowScene():
            drawing = flow.lay_out(scene, lang, size)
        case CascadeScene():
            drawing = cascade.lay_out(scene, lang, size)
        case MatrixScene():
            drawing = matrix.lay_out(scene, lang, size)
        case TiersScene():
            drawing = tiers.lay_out(scene, lang, size)
        case TilesScene():
            drawing = tiles.lay_out(scene, lang, size)
        case TimelineScene():
            drawing = timeline.lay_out(scene, lang, size)
        case NetworkScene():
            drawing = network.lay_out(scene, lang, size)
        case EgoScene():
            drawing = ego.lay_out(scene, lang, size)
    for text in drawing.texts:
        refuse_missing(text.line)
    return drawing
