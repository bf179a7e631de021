"""Regular expressions that cost nothing until they are used: the help of a command must not wait for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression that is compiled when first used.

    >>> Pattern("[0-9]+").fullmatch("2553")[0]
    '2553'
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """Match the whole of a text."""
        return self.compiled.fullmatch

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        """Match the beginning of a text."""
        return self.compiled.match

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Find the first match in a text."""
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Find all matches in a text."""
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        """Replace all matches in a text."""
        return self.compiled.sub
