"""A typed look at the JSON of a description, which writes down what is wrong and goes on with the default.

A description that is used must be free of problems; ``mapping check`` shows them all at once; and where the
standard wants a processor to go on with a warning, only the fatal ones stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from govgraph.errors import InputError
from govgraph.names import GOV, expand


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a description. The standard lets a processor go on unless it is ``fatal``."""

    where: str
    th: str
    en: str
    fatal: bool = False

    def error(self, path: Path) -> InputError:
        """Return the error that says so of a file."""
        return InputError(th=f"{path} ({self.where}): {self.th}", en=f"{path} ({self.where}): {self.en}")


class Properties:
    """Reads values of JSON objects by type. ``strict`` asks for all that our own descriptions must have."""

    def __init__(self, *, strict: bool = True) -> None:
        self.strict = strict
        self._problems: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was wrong so far, in the order in which it was met."""
        return tuple(self._problems)

    def doubt(self, where: str, th: str, en: str, *, fatal: bool = False) -> None:
        """Write a problem down, once."""
        self._problems[Problem(where, th, en, fatal)] = None

    def refuse_key(self, where: str, key: str) -> None:
        """Write down that a key is not supported."""
        self.doubt(where, f"ไม่รองรับคีย์ “{key}”", f"the key “{key}” is not supported.")

    def object(self, value: Any, where: str, *, fatal: bool = False) -> Mapping[str, Any]:
        """Return a JSON object, or an empty one."""
        if isinstance(value, dict):
            return value
        self.doubt(where, "ต้องเป็นวัตถุ JSON", "must be a JSON object.", fatal=fatal)
        return {}

    def only(
        self,
        given: Mapping[str, Any],
        known: Iterable[str],
        where: str,
        ours: Iterable[str] = (),
        *,
        common: bool = True,
    ) -> None:
        """Note keys that the standard defines and we do not carry out; prefixed ones are annotations."""
        for key in given:
            if key in known:
                continue
            if ":" not in key or not common:
                self.doubt(where, f"ไม่รองรับคีย์ “{key}”", f"the key “{key}” is not supported.", fatal=not common)
            elif key.startswith(("gov:", GOV)) and expand(key) not in {GOV + name for name in ours}:
                self.doubt(where, f"ไม่รู้จักคีย์ “{key}”", f"the key “{key}” is not known.")

    def common(self, given: Mapping[str, Any], kind: str, where: str) -> None:
        """Note an ``@id`` that is a blank node and an ``@type`` of something else (both fatal in the standard)."""
        if isinstance(name := given.get("@id"), str) and name.startswith("_:"):
            self.doubt(where, f"@id “{name}” ใช้ไม่ได้", f"the @id “{name}” is a blank node.", fatal=True)
        if given.get("@type", kind) != kind:
            self.doubt(where, f"@type ต้องเป็น “{kind}”", f"@type must be “{kind}”.", fatal=True)

    def text(self, given: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str | None:
        """Return a string, or the default where there is none."""
        value = given.get(key)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        self.doubt(where, f"“{key}” ต้องเป็นข้อความ", f"“{key}” must be a string.")
        return default

    def flag(self, given: Mapping[str, Any], key: str, where: str, *, default: bool = False) -> bool:
        """Return a truth value."""
        value = given.get(key, default)
        if isinstance(value, bool):
            return value
        self.doubt(where, f"“{key}” ต้องเป็น true หรือ false", f"“{key}” must be true or false.")
        return default

    def count(self, given: Mapping[str, Any], key: str, where: str, default: int = 0) -> int:
        """Return a whole number that is not negative."""
        value = given.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.doubt(where, f"“{key}” ต้องเป็นจำนวนเต็มไม่ติดลบ", f"“{key}” must be a whole number, not negative.")
        return default

    def names(self, value: Any, where: str) -> tuple[str, ...]:
        """Return a string or a list of strings as a tuple; other elements are left out."""
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        strings = tuple(item for item in items if isinstance(item, str))
        if len(strings) != len(items):
            self.doubt(where, "ต้องเป็นข้อความหรือรายการข้อความ", "must be a string or a list of strings.")
        return strings

    def language(self, given: Mapping[str, Any], key: str, where: str) -> str | None:
        """Return a language tag, or nothing."""
        tag = self.text(given, key, where)
        if tag is None:
            return None
        try:
            return Literal("", language=tag).language
        except ValueError:
            self.doubt(where, f"“{tag}” ไม่ใช่รหัสภาษา", f"“{tag}” is no language tag.")
            return None

    def iri(self, text: str, where: str) -> str:
        """Return an IRI in full; our prefixes are known."""
        try:
            return NamedNode(expand(text)).value
        except ValueError:
            self.doubt(where, f"“{text}” ไม่ใช่ IRI", f"“{text}” is no IRI.")
            return "urn:govgraph:none"

    def ours(self, given: Mapping[str, Any], name: str) -> Any:
        """Return the value of one of our annotations, written with the prefix or in full."""
        return next((value for key, value in given.items() if expand(key) == GOV + name), None)


def is_absolute(text: str) -> bool:
    """Tell whether a URL names its scheme.

    >>> [is_absolute(text) for text in ("https://example.org/a", "a.csv")]
    [True, False]
    """
    return bool(urlsplit(text).scheme)
