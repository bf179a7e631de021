"""The timeline as ministries print their plans: a table of what and when, and beside it bars along the years.

Where the rows are too many for one panel they go on in a second one beside it. Where they are too many even so, times
in words stand in one language only, and then the last rows of long lanes share one that says how many they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from govgraph.draw.layout.folding import most_that
from govgraph.draw.layout.legends import with_notes
from govgraph.draw.layout.page import SMALLEST, Attempt, Frame, Page, frame, largest, papers
from govgraph.draw.layout.timekeys import keys
from govgraph.draw.layout.timepanel import Panel
from govgraph.draw.marks import Drawing, Mark
from govgraph.draw.scenes import Lane, TimelineScene, TimeRow
from govgraph.model import Label

_UPRIGHT: Final = (0.41, 0.14)
_BROAD: Final = (0.37, 0.13)
_HALVES: Final = ((0.43, 0.19), (0.5, 0.16), (0.55, 0.15))
"""The shares of the width that names and times in words take: on an upright page, a broad one, and in half of one."""

_MANY: Final = 24
"""So many rows are better read on an upright page."""

_BETWEEN: Final = 18.0
_LEGEND_GAP: Final = 6.0
_TORN: Final = 1.04
"""A lane goes on in the second panel only where that makes the page so much shorter."""

_CONTINUED: Final = Label("ต่อ", "continued")
_ONE_LANGUAGE: Final = Label(
    "เวลาในแต่ละแถวเขียนเป็นภาษาไทยเท่านั้น เพราะหน้ากระดาษไม่พอ", "Times in words in Thai only, for want of room"
)


def lay_out(scene: TimelineScene, lang: str, size: str) -> Drawing:
    """Lay out the timeline on a paper of this size: upright if there are many rows."""
    rows = sum(len(lane.rows) + 1 for lane in scene.lanes)
    pages = papers(size, upright_first=rows > _MANY)

    def ready(shown: TimelineScene, times: str) -> Attempt:
        def attempt(page: Page, scale: float) -> Drawing | None:
            around = frame(page, shown.caption, lang)
            found = (
                _drawing(shown, around, lang, panels, scale) for panels in _panels(shown, around, lang, times, scale)
            )
            return next((drawing for drawing in found if drawing is not None), None)

        return attempt

    def fits(attempt: Attempt) -> bool:
        return any(attempt(page, SMALLEST * page.zoom) is not None for page in pages)

    if lang != "both" or fits(ready(scene, "both")):
        whole = ready(scene, lang)
        if fits(whole):
            return largest(pages, whole, enlarge=True)
    times = "th" if lang == "both" else lang
    shorter = replace(scene, caption=with_notes(scene.caption, _ONE_LANGUAGE)) if lang == "both" else scene
    longest = max(len(lane.rows) for lane in scene.lanes)
    most = most_that(lambda count: fits(ready(folded(shorter, count), times)), longest)
    return largest(pages, ready(folded(shorter, most), times))


def folded(scene: TimelineScene, most: int) -> TimelineScene:
    """Return a timeline of at most so many rows a lane, the last one for all that have no row of their own."""
    lanes = tuple(_shortened(lane, most) for lane in scene.lanes)
    if lanes == scene.lanes:
        return scene
    count = sum(len(lane.rows) for lane in scene.lanes)
    away = sum(len(lane.rows) - most + 1 for lane in scene.lanes if len(lane.rows) > most)
    note = Label(f"แสดงชื่อ {count - away:,} จาก {count:,} แถว", f"Named: {count - away:,} of {count:,} rows")
    return replace(scene, caption=with_notes(scene.caption, note), lanes=lanes)


def _shortened(lane: Lane, most: int) -> Lane:
    if len(lane.rows) <= most:
        return lane
    kept, others = lane.rows[: most - 1], lane.rows[most - 1 :]
    stretches = sorted(
        dict.fromkeys(s for row in others for s in row.stretches if s.sureness != "unknown"),
        key=lambda s: (s.start is not None, s.start, s.end is not None, s.end),
    )
    unknown = [stretch for row in others for stretch in row.stretches if stretch.sureness == "unknown"]
    if unknown:
        count = sum(stretch.count or 1 for stretch in unknown)
        stretches.append(replace(unknown[0], start=None, end=None, count=count))
    count = len(others)
    label = Label(f"และอีก {count:,} แถว", f"and {count:,} more") if kept else Label(f"{count:,} แถว", f"{count:,} rows")
    return replace(lane, rows=(*kept, TimeRow(label, tuple(stretches))))


def _panels(scene: TimelineScene, around: Frame, lang: str, times: str, scale: float) -> Iterator[list[Panel]]:
    """Give the ways to divide the rows: not at all, or in two panels of about the same height."""
    area = around.area
    upright = around.page.height > around.page.width
    lanes = scene.lanes
    yield [Panel(scene, lanes, lang, area.x, area.width, _UPRIGHT if upright else _BROAD, scale, times)]
    width = (area.width - _BETWEEN * scale) / 2
    right = area.x + width + _BETWEEN * scale
    for shares in _HALVES:
        cut = _cut(Panel(scene, lanes, lang, area.x, width, shares, scale, times))
        if cut is not None:
            yield [
                Panel(scene, part, lang, x, width, shares, scale, times)
                for part, x in zip(cut, (area.x, right), strict=True)
            ]


def _cut(panel: Panel) -> tuple[tuple[Lane, ...], tuple[Lane, ...]] | None:
    """Cut the lanes in two parts of about the same height: between two of them, or else inside one."""
    heads = [panel.heights[at] - sum(rows) for at, rows in enumerate(panel.row_heights)]
    whole = sum(panel.heights)
    best: tuple[float, int, int] | None = None
    above = 0.0
    for at, rows in enumerate(panel.row_heights):
        for row in range(len(rows)):
            # So many rows of the lane stay above the cut; without any the whole lane comes below.
            left = above + (heads[at] + sum(rows[:row]) if row else 0.0)
            tall = max(left, whole - left + (heads[at] if row else 0.0)) * (_TORN if row else 1.0)
            if (at or row) and (best is None or tall < best[0]):
                best = tall, at, row
        above += panel.heights[at]
    if best is None:
        return None
    _, at, row = best
    lanes = panel.lanes
    if not row:
        return lanes[:at], lanes[at:]
    torn = lanes[at]
    label = Label(*(f"{name} ({more})" if name else None for name, more in _paired(torn.label, _CONTINUED)))
    return (
        (*lanes[:at], replace(torn, rows=torn.rows[:row])),
        (replace(torn, label=label, rows=torn.rows[row:]), *lanes[at + 1 :]),
    )


def _paired(one: Label, other: Label) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
    return (one.th, other.th), (one.en, other.en)


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
