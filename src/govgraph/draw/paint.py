"""Turn a laid-out drawing into a matplotlib figure, mark by mark, without pyplot and without axes."""

from __future__ import annotations

from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text as TextArtist
from matplotlib.transforms import Affine2D, Transform

from govgraph.draw.colours import WHITE
from govgraph.draw.fonts import properties
from govgraph.draw.marks import Area, Box, Disc, Drawing, Mark, Move, Point, Stroke, Text

_INCH: Final = 72.0
_ROUND: Final = 0.5523
"""Handle length of the cubic that stands for a quarter of a circle."""

_ALIGN: Final = {"start": "left", "middle": "center", "end": "right"}
_DASH: Final = 2.2
_WIDEST: Final = 1.6
"""Dashes are so many widths of their line long; those of a line wider than this, in points, as if it were not."""


def figure(drawing: Drawing, height: float) -> Figure:
    """Paint the drawing on a figure of its width and the given height in points."""
    painted = Figure(figsize=(drawing.width / _INCH, height / _INCH), dpi=_INCH, facecolor=WHITE)
    FigureCanvasAgg(painted)
    # From points, y downwards, to the figure's inches, y upwards.
    to_page = Affine2D().scale(1, -1).translate(0, height).scale(1 / _INCH) + painted.dpi_scale_trans
    for order, mark in enumerate(drawing.marks):
        _paint(painted, mark, to_page, order)
    return painted


def _paint(painted: Figure, mark: Mark, to_page: Transform, order: int) -> None:
    match mark:
        case Text():
            artist = TextArtist(
                mark.x,
                mark.y,
                mark.line,
                color=mark.colour,
                size=mark.size,
                va="baseline",
                ha=_ALIGN[mark.anchor],
                rotation=90 if mark.upright else 0,
                rotation_mode="anchor",
                parse_math=False,
                transform=to_page,
                zorder=order,
            )
            face = properties(mark.bold).copy()
            face.set_size(mark.size)
            artist.set_fontproperties(face)
            painted.add_artist(artist)
        case Disc():
            painted.add_artist(
                Circle(
                    (mark.x, mark.y),
                    mark.radius,
                    facecolor=mark.fill,
                    edgecolor=mark.stroke or "none",
                    linewidth=mark.line if mark.stroke else 0,
                    transform=to_page,
                    zorder=order,
                )
            )
        case Box():
            _add(
                painted,
                _outline(mark),
                to_page,
                order,
                fill=mark.fill,
                stroke=mark.stroke,
                width=mark.line,
                dashed=mark.dashed,
            )
        case Stroke():
            path = _path(mark.start, mark.moves, closed=False)
            _add(painted, path, to_page, order, stroke=mark.colour, width=mark.width, dashed=mark.dashed)
        case Area():
            _add(painted, _path(mark.start, mark.moves, closed=True), to_page, order, fill=mark.fill, alpha=mark.alpha)


def _add(
    painted: Figure,
    path: Path,
    to_page: Transform,
    order: int,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    width: float = 0.0,
    alpha: float = 1.0,
    dashed: bool = False,
) -> None:
    patch = PathPatch(
        path,
        facecolor=fill or "none",
        edgecolor=stroke or "none",
        linewidth=width if stroke else 0,
        linestyle=_dashes(width) if dashed else "solid",
        alpha=None if alpha == 1.0 else alpha,
        capstyle="butt",
        joinstyle="round",
        transform=to_page,
        zorder=order,
    )
    painted.add_artist(patch)


def _dashes(width: float) -> tuple[float, tuple[float, float]]:
    dash = _DASH * min(1.0, _WIDEST / width)
    return 0.0, (dash, dash)


def _path(start: Point, moves: tuple[Move, ...], closed: bool) -> Path:
    points: list[Point] = [start]
    codes = [Path.MOVETO]
    for move in moves:
        points.extend(move)
        codes.extend([Path.LINETO] if len(move) == 1 else [Path.CURVE4] * 3)
    if closed:
        points.append(start)
        codes.append(Path.CLOSEPOLY)
    return Path(points, codes)


def _outline(box: Box) -> Path:
    rect = box.rect
    x0, y0, x1, y1 = rect.x, rect.y, rect.right, rect.bottom
    top = min(box.radius, rect.width / 2, rect.height / 2)
    low = 0.0 if box.open_bottom else top
    k = 1 - _ROUND
    moves: tuple[Move, ...] = (
        ((x1 - top, y0),),
        ((x1 - k * top, y0), (x1, y0 + k * top), (x1, y0 + top)),
        ((x1, y1 - low),),
        ((x1, y1 - k * low), (x1 - k * low, y1), (x1 - low, y1)),
        ((x0 + low, y1),),
        ((x0 + k * low, y1), (x0, y1 - k * low), (x0, y1 - low)),
        ((x0, y0 + top),),
        ((x0, y0 + k * top), (x0 + k * top, y0), (x0 + top, y0)),
    )
    return _path((x0 + top, y0), moves, closed=True)
