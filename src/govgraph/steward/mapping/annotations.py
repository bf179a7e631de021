"""Our own annotations of tables and columns, in the namespace of the ontology (``gov:read``, ``gov:lookup`` …)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from govgraph.model import Label
from govgraph.steward.mapping.description import Condition, Dating, Inference, Lookup
from govgraph.steward.mapping.properties import Properties

TABLE_NOTES: Final = ("profile", "title", "key", "keys", "day")
COLUMN_NOTES: Final = (
    "place", "each", "valueOf", "read", "era", "unit", "commas", "lookup", "when", "personal", "places", "themes",
)  # fmt: skip
READS: Final = ("text", "verbatim", "day", "first-day", "last-day", "fiscal-year", "amount", "yes-no")
ERAS: Final = ("buddhist", "common")
KINDS: Final = (
    "agency", "ministry", "province", "cluster", "area", "strategy", "plan", "theme", "group", "role", "stage",
    "fiscal-year",
)  # fmt: skip
"""The kinds of things that a name may be looked up among."""
UNITS: Final = {
    "บาท": Decimal(1),
    "พันบาท": Decimal(1_000),
    "หมื่นบาท": Decimal(10_000),
    "แสนบาท": Decimal(100_000),
    "ล้านบาท": Decimal(1_000_000),
    "พันล้านบาท": Decimal(1_000_000_000),
}
"""How many baht a number stands for, by the unit that a profile names."""


def column_notes(given: Mapping[str, Any], properties: Properties, where: str) -> dict[str, Any]:
    """Return the fields of a :class:`Column` that our annotations fill."""
    note = _Notes(properties, given, where)
    return {
        "place_in": note.place(),
        "each": note.flag("each") or False,
        "value_of": note.text("valueOf"),
        "read": note.word("read", READS),
        "era": note.word("era", ERAS) or "buddhist",
        "unit": UNITS.get(note.word("unit", UNITS) or ""),
        "any_commas": note.word("commas", ("any",)) == "any",
        "lookup": note.lookup(),
        "when": note.conditions(note.value("when"), f"{where}/gov:when"),
        "personal": note.flag("personal"),
        "places": note.inference("places"),
        "themes": note.inference("themes"),
    }


def table_notes(given: Mapping[str, Any], properties: Properties) -> dict[str, Any]:
    """Return the fields of a :class:`TableMapping` that our annotations fill."""
    note = _Notes(properties, given, "/")
    title = note.value("title")
    title = {} if title is None else properties.object(title, "gov:title")
    properties.only(title, {"th", "en"}, "gov:title")
    keys = note.value("keys")
    keys = {} if keys is None else properties.object(keys, "gov:keys")
    return {
        "profile": note.text("profile"),
        "title": Label(*(properties.text(title, language, "gov:title") for language in ("th", "en"))),
        "key": properties.names(note.value("key"), "gov:key"),
        "keys": {name: properties.names(columns, f"gov:keys/{name}") for name, columns in keys.items()},
        "day": note.dating(),
    }


class _Notes:
    """Reads the annotations of one object."""

    def __init__(self, properties: Properties, given: Mapping[str, Any], where: str) -> None:
        self.properties = properties
        self.given = given
        self.where = where

    def value(self, name: str) -> Any:
        return self.properties.ours(self.given, name)

    def text(self, name: str) -> str | None:
        return self.properties.text({f"gov:{name}": self.value(name)}, f"gov:{name}", self.where)

    def flag(self, name: str) -> bool | None:
        value = self.value(name)
        return None if value is None else self.properties.flag({f"gov:{name}": value}, f"gov:{name}", self.where)

    def word(self, name: str, words: Any) -> str | None:
        return self.one_of(self.text(name), words, f"gov:{name}")

    def one_of(self, word: str | None, words: Any, key: str) -> str | None:
        if word is None or word in words:
            return word
        self.properties.doubt(
            self.where,
            f"“{key}” ไม่มีค่า “{word}” ใช้ได้: {', '.join(words)}",
            f"“{key}” has no value “{word}”; there are: {', '.join(words)}.",
        )
        return None

    def place(self) -> str | None:
        given = self.value("place")
        if given is None:
            return None
        where = f"{self.where}/gov:place"
        place = self.properties.object(given, where)
        self.properties.only(place, {"source"}, where)
        source = self.properties.text(place, "source", where)
        if source is None:
            self.properties.doubt(where, "ต้องมี “source”", "“source” is missing.")
            return None
        return self.properties.iri(source, where)

    def kinds(self, given: Mapping[str, Any], where: str) -> tuple[str, ...]:
        kinds = self.properties.names(given.get("kinds"), f"{where}/kinds")
        return tuple(kind for kind in kinds if self.one_of(kind, KINDS, "kinds"))

    def lookup(self) -> Lookup | None:
        given = self.value("lookup")
        if given is None:
            return None
        where = f"{self.where}/gov:lookup"
        lookup = self.properties.object(given, where)
        self.properties.only(lookup, {"kinds", "within", "new", "writtenAs"}, where)
        kinds = self.kinds(lookup, where)
        if not kinds:
            self.properties.doubt(where, "ต้องมี “kinds”", "“kinds” is missing.")
        written = self.properties.text(lookup, "writtenAs", where)
        return Lookup(
            kinds,
            self.properties.text(lookup, "within", where),
            self.properties.flag(lookup, "new", where),
            written and self.properties.iri(written, where),
        )

    def conditions(self, given: Any, where: str) -> tuple[Condition, ...]:
        if given is None:
            return ()
        read = (self.condition(item, where) for item in (given if isinstance(given, list) else [given]))
        return tuple(condition for condition in read if condition)

    def condition(self, given: Any, where: str) -> Condition | None:
        if isinstance(given, str):
            return Condition(given)
        condition = self.properties.object(given, where)
        self.properties.only(condition, {"column", "kinds", "new"}, where)
        column = self.properties.text(condition, "column", where)
        if column is None:
            self.properties.doubt(where, "ต้องมี “column”", "“column” is missing.")
            return None
        new = self.properties.flag(condition, "new", where) if "new" in condition else None
        return Condition(column, self.kinds(condition, where), new)

    def inference(self, name: str) -> Inference | None:
        given = self.value(name)
        if given is None:
            return None
        where = f"{self.where}/gov:{name}"
        inference = self.properties.object(given, where)
        self.properties.only(inference, {"about", "unless"}, where)
        about = self.properties.text(inference, "about", where)
        if about is None:
            self.properties.doubt(where, "ต้องมี “about”", "“about” is missing.")
            return None
        unless = inference.get("unless")
        return Inference(about, None if unless is None else self.condition(unless, f"{where}/unless"))

    def dating(self) -> Dating | None:
        given = self.value("day")
        if given is None or isinstance(given, str):
            return Dating(given) if given else None
        where = "gov:day"
        dating = self.properties.object(given, where)
        self.properties.only(dating, {"column", "pattern", "read", "era"}, where)
        column = self.properties.text(dating, "column", where)
        if column is None:
            self.properties.doubt(where, "ต้องมี “column”", "“column” is missing.")
            return None
        read = self.one_of(self.properties.text(dating, "read", where), ("fiscal-year", "day"), "read")
        era = self.one_of(self.properties.text(dating, "era", where), ERAS, "era")
        return Dating(column, self.pattern(dating, where), read, era)

    def pattern(self, dating: Mapping[str, Any], where: str) -> re.Pattern[str] | None:
        text = self.properties.text(dating, "pattern", where)
        if text is None:
            return None
        try:
            pattern = re.compile(text)
        except re.error as error:
            self.properties.doubt(where, f"“{text}”: {error}", f"“{text}”: {error}.")
            return None
        if pattern.groups != 1:
            self.properties.doubt(where, f"“{text}” ต้องมีหนึ่งกลุ่ม", f"“{text}” must have one group.")
            return None
        return pattern
