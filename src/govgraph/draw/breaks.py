"""Where a browser may end a line of Thai: at our words, since browsers cut words such as สิ่งแวดล้อม in two."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from govgraph.thai import words

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


def _word(word: str) -> Markup:
    inner = word.rstrip(" ")
    space = word[len(inner) :]
    return Markup("<w-w>{}</w-w>{}").format(inner, space) if _THAI.search(inner) else escape(word)
