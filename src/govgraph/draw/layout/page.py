"""Paper, and the words around every picture: title above, source below.

A picture is as wide as its paper and as high as it needs, up to the paper's height; a slide keeps its full
height. Layouts try type sizes from the natural one downwards, and turn the paper if that reads better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from govgraph import thai
from govgraph.draw.colours import GREY
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Text, breadth, moved
from govgraph.draw.scenes import Caption
from govgraph.draw.text import LEAST, Block, Line, Style, ink, measure, parts, stack, wrapped
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label

LANGUAGES: Final = ("th", "en", "both")

_A4: Final = (841.89, 595.28)
_A3: Final = (1190.55, 841.89)
_SLIDE: Final = (960.0, 540.0)

SMALLEST: Final = 0.5
"""Below half of the natural type size nobody can read the names: then the page is too small."""

_COMFORTABLE: Final = 0.84
"""Type of at least this share of its natural size is not worth turning the paper for."""

_STEP: Final = 0.04

_STEPS_ABOVE: Final = range(15, 7, -1)
"""A picture that is much too small for a slide is shown larger by so many steps."""


@dataclass(frozen=True, slots=True)
class Page:
    """A paper size in points; ``zoom`` is its natural type size beside A4, ``whole`` keeps its full height."""

    width: float
    height: float
    zoom: float = 1.0
    whole: bool = False

    @property
    def margin(self) -> float:
        """The white border."""
        return 22.0 * self.zoom


SIZES: Final[dict[str, tuple[Page, ...]]] = {
    "a4": (Page(*_A4), Page(_A4[1], _A4[0])),
    "a4-landscape": (Page(*_A4),),
    "a4-portrait": (Page(_A4[1], _A4[0]),),
    "a3": (Page(*_A3, zoom=2**0.5), Page(_A3[1], _A3[0], zoom=2**0.5)),
    "a3-landscape": (Page(*_A3, zoom=2**0.5),),
    "a3-portrait": (Page(_A3[1], _A3[0], zoom=2**0.5),),
    "slide": (Page(*_SLIDE, whole=True),),
}
"""The sizes that ``draw`` knows, each with the papers that may be taken, landscape first."""


def papers(size: str, upright_first: bool = False) -> tuple[Page, ...]:
    """Return the papers of a size in the order in which a layout should try them.

    >>> [page.width < page.height for page in papers("a4", upright_first=True)]
    [True, False]
    """
    if size not in SIZES:
        known = ", ".join(SIZES)
        raise UsageError(th=f"ไม่รู้จักขนาด “{size}”: ใช้ได้ {known}", en=f"There is no size “{size}”: take one of {known}.")
    return SIZES[size][::-1] if upright_first else SIZES[size]


def check_language(lang: str) -> None:
    """Raise UsageError unless the language is th, en or both."""
    if lang not in LANGUAGES:
        raise UsageError(
            th=f"ไม่รู้จักภาษา “{lang}”: ใช้ th, en หรือ both",
            en=f"There is no language “{lang}”: take th, en or both.",
        )


Attempt: TypeAlias = Callable[[Page, float], Drawing | None]
"""What lays out on a paper at a type size (1 is natural for A4), and returns None if that does not fit."""


def largest(pages: Iterable[Page], attempt: Attempt, least: float = 0.0, *, enlarge: bool = False) -> Drawing:
    """Return the first paper's drawing in comfortable type, else the one with the largest type of all papers.

    ``least`` is the smallest type size that may be tried, as ``attempt`` takes it. With ``enlarge`` a picture that is
    much too small for a slide, which keeps its height, is shown larger there.
    """
    best: tuple[float, Drawing] | None = None
    for page in pages:
        for share in _shares(max(SMALLEST, least / page.zoom), enlarge and page.whole):
            if best is not None and share <= best[0]:
                break
            drawing = attempt(page, share * page.zoom)
            if drawing is not None:
                best = (share, drawing)
        if best is not None and best[0] >= _COMFORTABLE:
            break
    if best is None:
        raise LimitError(
            th="เนื้อหามากเกินกว่าจะอ่านได้ในหน้ากระดาษนี้: ใช้กระดาษใหญ่ขึ้น (a3) หรือวาดน้อยลง",
            en="This is too much to be read on one page: take a larger one (a3), or draw less.",
        )
    return best[1]


def least_scale(style: Style) -> float:
    """Return the scale below which names in a style become no smaller, where a layout may choose.

    >>> round(least_scale(Style(9.0, small=6.6)), 2)
    0.67
    """
    return LEAST / style.size


def _shares(least: float, enlarge: bool) -> Iterator[float]:
    """Give the shares of the natural type size, from the largest downwards."""
    if enlarge:
        yield from (1.0 + step * _STEP for step in _STEPS_ABOVE)
    share = 1.0
    while share >= least:
        yield share
        share -= _STEP
    if share + _STEP > least + 1e-9:
        yield least


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a picture on one paper, and the area left for the picture."""

    page: Page
    head: tuple[Text, ...]
    foot: Block
    area: Rect

    def finish(self, marks: Iterable[Mark], bottom: float) -> Drawing:
        """Put head, picture and source line together; ``bottom`` is where the picture ends."""
        margin, page = self.page.margin, self.page
        marks = self._in_the_middle(list(marks), bottom) if page.whole else marks
        gap = _FOOT_GAP * page.zoom
        top = page.height - 0.6 * margin - self.foot.height if page.whole else bottom + gap
        height = page.height if page.whole else top + self.foot.height + 0.6 * margin
        box = Rect(0, 0, page.width, height)
        return Drawing(
            page.width,
            height,
            page.height,
            (*self.head, *marks, *self.foot.place(margin, top, box=box)),
        )

    def _in_the_middle(self, marks: list[Mark], bottom: float) -> list[Mark]:
        """Move a picture that does not fill the page, so that what is left empty lies evenly about it."""
        left, right = breadth(Box(ink(mark)) if isinstance(mark, Text) and not mark.box else mark for mark in marks)
        across = max(0.0, self.area.right - right) - max(0.0, left - self.area.x)
        down = max(0.0, self.area.bottom - bottom)
        return [moved(mark, across / 2, _HIGHER * down) for mark in marks] if across > 1 or down > 1 else marks


_HIGHER: Final = 0.42
"""A picture stands a little above the middle: that looks like the middle."""

_FOOT_GAP: Final = 13.0


def frame(page: Page, caption: Caption, lang: str, *extra_notes: Label | None) -> Frame:
    """Set title, subtitle, notes and source for a paper."""
    width = page.width - 2 * page.margin
    title = stack(_title_lines(caption, lang, width, page.zoom), leading=1.25)
    under = stack(_under_lines(caption, lang, width, page.zoom), leading=1.35)
    top = 0.75 * page.margin
    notes = [note for note in (*extra_notes, caption.note, *caption.notes) if note is not None]
    foot = stack(_foot_lines(caption, notes, lang, width, page.zoom), leading=1.45)
    under_top = top + title.height + 3 * page.zoom
    area_top = under_top + under.height + (10 if under.lines else 8) * page.zoom
    room = page.height - area_top - foot.height - _FOOT_GAP * page.zoom - 0.6 * page.margin
    box = Rect(0, 0, page.width, area_top)
    head = (*title.place(page.margin, top, box=box), *under.place(page.margin, under_top, box=box))
    return Frame(page, head, foot, Rect(page.margin, area_top, width, room))


def _title_lines(caption: Caption, lang: str, width: float, zoom: float) -> list[Line]:
    main, small = parts(caption.title, lang)
    lines = wrapped(main, width, 16 * zoom, True, "#1C2733")
    if small:
        lines += wrapped(small, width, 10.5 * zoom, False, GREY)
    return lines


def _under_lines(caption: Caption, lang: str, width: float, zoom: float) -> list[Line]:
    under = [part for part in parts(caption.subtitle, lang) if part]
    together = " · ".join(under)
    if measure(together, 8.5 * zoom) <= width:
        under = [together] if together else []
    return [line for part in under for line in wrapped(part, width, 8.5 * zoom, False, GREY)]


def _foot_lines(caption: Caption, notes: list[Label], lang: str, width: float, zoom: float) -> list[Line]:
    size = 7 * zoom
    lines = [
        line
        for note in notes
        for part in ([note.text(lang)] if measure(note.text(lang), size) <= width else parts(note, lang))
        for line in wrapped(part, width, size, False, GREY)
    ]
    said = source_words(caption, lang)
    together = " · ".join(said)
    for part in [together] if measure(together, size) <= width else said:
        lines += wrapped(part, width, size, False, GREY)
    return lines


def source_words(caption: Caption, lang: str) -> list[str]:
    """Return the source line, one part a language, with the day in the calendars of that language.

    >>> from datetime import date
    >>> caption = Caption(title=Label(th="ก"), source=Label("รายงาน", "report"), date=date(2010, 1, 12))
    >>> source_words(caption, "both")
    ['ที่มา: รายงาน 12 มกราคม 2553', 'Source: report, 12 January 2010 (B.E. 2553)']
    """
    day = caption.date
    found = []
    if lang != "en":
        when = f" {thai.thai_date(day)}" if day else ""
        if day and lang == "th":
            when += f" (ค.ศ. {day.year})"
        found.append(f"ที่มา: {caption.source.text('th')}{when}")
    if lang != "th" and (lang == "en" or caption.source.en):
        when = f", {thai.en_date(day)} (B.E. {thai.to_be(day.year)})" if day else ""
        found.append(f"Source: {caption.source.text('en')}{when}")
    return found
