"""Text that a spreadsheet would run as a formula, made harmless on its way out."""

from __future__ import annotations

import re
from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FULL_WIDTH: Final = ("＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?(\d[\d,]*(\.\d*)?|\.\d+)%?\Z")


def neutral(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would take it for a formula.

    Numbers stay numbers, their sign included. The characters are those that OWASP names for CSV injection
    (``= + - @`` TAB CR LF) and their full-width forms, which some spreadsheets read alike; spaces before them
    hide nothing, since programs trim a cell before they look at it.

    >>> neutral("=HYPERLINK(1)"), neutral("-12.50"), neutral("+66 2 123"), neutral("สงขลา")
    ("'=HYPERLINK(1)", '-12.50', "'+66 2 123", 'สงขลา')
    """
    if not text:
        return text
    if text.startswith(_STARTS) or text[0] in _FULL_WIDTH:
        return text if _NUMBER.match(text) else f"'{text}"
    if text[0].isspace() and text.lstrip().startswith((*_STARTS, *_FULL_WIDTH)):
        return text if _NUMBER.match(text.strip()) else f"'{text}"
    return text
