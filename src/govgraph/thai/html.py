"""Where a browser may end a line of Thai: at our words, since browsers cut words such as สิ่งแวดล้อม in two."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from govgraph.thai import words

if TYPE_CHECKING:
    import jinja2

_THAI = re.compile("[\u0e01-\u0e5b]")
LONG = 6
"""A shorter text fits every column of the report."""


def breakable(text: str) -> Markup:
    """Return a text as HTML whose Thai words hold together, with a place to break between them.

    >>> breakable("กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม").count("<wbr>")
    3
    >>> str(breakable("a < b"))
    'a &lt; b'
    """
    if len(text) < LONG or not _THAI.search(text):
        return escape(text)
    return Markup("<wbr>").join(_word(word) for word in words(text))


@cache
def templates(package: str) -> jinja2.Environment:
    """Return the templates of a package for pages of Thai: all values come escaped, and ``breakable`` is a filter.

    A template that uses what it was not given raises :class:`jinja2.UndefinedError`.
    """
    import jinja2  # takes a while, and few commands write pages

    found = jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["breakable"] = breakable
    return found


def _word(word: str) -> Markup:
    inner = word.rstrip(" ")
    space = word[len(inner) :]
    return Markup("<w-w>{}</w-w>{}").format(inner, space) if _THAI.search(inner) else escape(word)
