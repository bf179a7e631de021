"""The timeline as ministries print their plans: a table of what and when, and beside it bars along the years.

A broad page takes the lanes in two panels side by side, where they are too many for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govgraph.draw.layout.page import Frame, Page, frame, largest, papers
from govgraph.draw.layout.timekeys import keys
from govgraph.draw.layout.timepanel import Panel
from govgraph.draw.marks import Drawing, Mark
from govgraph.draw.scenes import TimelineScene

_UPRIGHT: Final = (0.41, 0.14)
_BROAD: Final = (0.37, 0.13)
_HALF: Final = (0.43, 0.19)
"""The shares of the width that names and times in words take: on an upright page, a broad one, and in half of it."""

_MANY: Final = 24
"""So many rows are better read on an upright page."""

_BETWEEN: Final = 18.0
_LEGEND_GAP: Final = 6.0


def lay_out(scene: TimelineScene, lang: str, size: str) -> Drawing:
    """Lay out the timeline on a paper of this size: upright if there are many rows."""
    rows = sum(len(lane.rows) + 1 for lane in scene.lanes)

    def attempt(page: Page, scale: float) -> Drawing | None:
        around = frame(page, scene.caption, lang)
        found = (_drawing(scene, around, lang, panels, scale) for panels in _panels(scene, around, lang, scale))
        return next((drawing for drawing in found if drawing is not None), None)

    return largest(papers(size, upright_first=rows > _MANY), attempt)


def _panels(scene: TimelineScene, around: Frame, lang: str, scale: float) -> Iterator[list[Panel]]:
    """Give the ways to divide the lanes: not at all, or on a broad page in two panels of about the same height."""
    area = around.area
    upright = around.page.height > around.page.width
    lanes = scene.lanes
    yield [Panel(scene, lanes, lang, area.x, area.width, _UPRIGHT if upright else _BROAD, scale)]
    if upright or len(lanes) < 2:
        return
    width = (area.width - _BETWEEN * scale) / 2
    heights = Panel(scene, lanes, lang, area.x, width, _HALF, scale).heights
    cut = min(range(1, len(lanes)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    right = area.x + width + _BETWEEN * scale
    yield [
        Panel(scene, lanes[:cut], lang, area.x, width, _HALF, scale),
        Panel(scene, lanes[cut:], lang, right, width, _HALF, scale),
    ]


def _drawing(scene: TimelineScene, around: Frame, lang: str, panels: Sequence[Panel], scale: float) -> Drawing | None:
    """Return the panels with the legend below them; nothing where they do not fit the page."""
    area = around.area
    legend = keys(scene, lang, area.width, scale)
    low = area.y + max(panel.height for panel in panels) + _LEGEND_GAP * scale
    if legend is None or low + legend.height > area.bottom or not all(panel.fits for panel in panels):
        return None
    marks: list[Mark] = []
    for panel in panels:
        drawn = panel.draw(area.y)
        if drawn is None:
            return None
        marks += drawn
    return around.finish([*marks, *legend.place(area.x, low)], low + legend.height)
