"""The columns that a description names, and the properties that they inherit from schema, table and group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from govgraph.steward.mapping.annotations import COLUMN_NOTES, column_notes
from govgraph.steward.mapping.datatypes import read_datatype
from govgraph.steward.mapping.description import Column
from govgraph.steward.mapping.properties import Properties

INHERITED: Final = (
    "aboutUrl", "datatype", "default", "lang", "null", "ordered", "propertyUrl", "required", "separator",
    "textDirection", "valueUrl",
)  # fmt: skip
NOT_OURS: Final = {"ordered", "textDirection"}
"""Carried out, or without meaning, for the standard's own conversion; our data needs neither."""
_KEYS: Final = {"@id", "@type", "name", "titles", "suppressOutput", "virtual", *INHERITED}
_NAME: Final = re.compile(r"(?!_)(\w|\.|%[0-9A-Fa-f]{2})+\Z")


class ColumnDescriptions:
    """Reads the columns of one document, whose default language is given."""

    def __init__(self, properties: Properties, language: str | None = None) -> None:
        self.properties = properties
        self.language = language
        self._keys = _KEYS - (NOT_OURS if properties.strict else set())

    def inherited(self, given: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Return the inherited properties that stand here, by the fields of a column that they fill."""
        p = self.properties
        read: dict[str, Any] = {}
        for key, field_ in (("aboutUrl", "about"), ("valueUrl", "value"), ("propertyUrl", "property")):
            if (text := p.text(given, key, where, default="" if key in given else None)) is not None:
                read[field_] = text
        if (separator := p.text(given, "separator", where)) is not None:
            read["separator"] = separator or None
        if (default := p.text(given, "default", where)) is not None:
            read["default"] = default
        if "datatype" in given:
            read["datatype"] = read_datatype(given["datatype"], p, f"{where}/datatype")
        if (language := p.language(given, "lang", where)) is not None:
            read["language"] = language
        for key in ("required", "ordered"):
            if key in given:
                read[key] = p.flag(given, key, where)
        if "null" in given and (null := p.names(given["null"], f"{where}/null")):
            read["null"] = null
        if given.get("textDirection", "inherit") not in {"ltr", "rtl", "auto", "inherit"}:
            p.doubt(where, "“textDirection” ไม่ถูกต้อง", "“textDirection” must be ltr, rtl, auto or inherit.")
        return read

    def columns(self, given: Any, inherited: Mapping[str, Any]) -> tuple[Column, ...]:
        """Return the columns in their order, with what they inherit."""
        if not isinstance(given, list) or not given:
            if given is not None or self.properties.strict:
                self.properties.doubt("tableSchema", "ต้องมี “columns”", "“columns” is missing.")
            return ()
        objects = [column for column in given if isinstance(column, dict)]
        if len(objects) != len(given):
            self.properties.doubt("tableSchema/columns", "ต้องเป็นรายการวัตถุ JSON", "must be a list of JSON objects.")
        columns = tuple(self._column(column, number, inherited) for number, column in enumerate(objects, 1))
        seen: set[str] = set()
        for before, column in zip((None, *columns), columns, strict=False):
            where = f"column “{column.name}”"
            if column.name and column.name in seen:
                self.properties.doubt(where, "มีชื่อซ้ำ", "the name is there twice.", fatal=True)
            if before is not None and before.virtual and not column.virtual:
                self.properties.doubt(
                    where, "ต้องอยู่ก่อนคอลัมน์ virtual", "must stand before the virtual columns.", fatal=True
                )
            seen.add(column.name)
        return columns

    def _column(self, given: Mapping[str, Any], number: int, inherited: Mapping[str, Any]) -> Column:
        p = self.properties
        name = self._name(given, number)
        where = f"column “{name}”"
        p.only(given, self._keys, where, COLUMN_NOTES)
        p.common(given, "Column", where)
        own = self.inherited(given, where)
        if own.get("datatype") is None:
            own.pop("datatype", None)
        fields = {**{k: v for k, v in inherited.items() if k != "datatype" or v}, **own}
        notes = column_notes(given, p, where)
        fields["suppressed"] = p.flag(given, "suppressOutput", where)
        if "property" in own:
            fields["property"] = p.iri(own["property"], f"{where}/propertyUrl") if p.strict else own["property"]
        if p.strict:
            self._stated(fields, notes, where)
        return Column(
            name=name,
            titles=self._titles(given.get("titles"), where),
            virtual=p.flag(given, "virtual", where),
            **fields,
            **notes,
        )

    def _name(self, given: Mapping[str, Any], number: int) -> str:
        name = self.properties.text(given, "name", f"column {number}")
        if name is None and self.properties.strict:
            self.properties.doubt(f"column {number}", "ต้องมี “name”", "“name” is missing.")
        if name is not None and not _NAME.match(name):
            self.properties.doubt(f"column {number}", f"“{name}” ใช้ไม่ได้", f"“{name}” is no name of a column.")
            name = None
        return name or ""

    def _stated(self, fields: Mapping[str, Any], notes: Mapping[str, Any], where: str) -> None:
        """Hold our rule that nothing is mapped by default."""
        says = ("property" in fields, fields["suppressed"], notes["place_in"], notes["personal"], notes["places"])
        if not any((*says, notes["themes"])):
            self.properties.doubt(
                where,
                "ต้องมี “propertyUrl” หรือ “suppressOutput”: true",
                "“propertyUrl”, or “suppressOutput”: true, is missing; nothing is mapped by default.",
            )

    def _titles(self, given: Any, where: str) -> Mapping[str, tuple[str, ...]]:
        if given is None:
            return {}
        if isinstance(given, dict):
            tagged = {language: value for language, value in given.items() if self._is_language(language, where)}
            return {language: self.properties.names(value, f"{where}/titles") for language, value in tagged.items()}
        return {self.language or "und": self.properties.names(given, f"{where}/titles")}

    def _is_language(self, tag: str, where: str) -> bool:
        return self.properties.language({"titles": tag}, "titles", where) is not None
