"""Read the CSVW description of a table (W3C Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uritemplate
from pyoxigraph import Literal, NamedNode

from govgraph.errors import InputError
from govgraph.names import GOV, expand
from govgraph.steward.mapping.datatypes import STRING, Datatype
from govgraph.steward.tables import unreadable

_TABLE_KEYS: Final = {"@context", "@id", "@type", "url", "tableSchema", "dialect", "notes"}
_SCHEMA_KEYS: Final = {"@type", "columns", "primaryKey", "foreignKeys", "aboutUrl"}
_COLUMN_KEYS: Final = {
    "@type", "name", "titles", "datatype", "required", "null", "separator", "default", "lang",
    "aboutUrl", "propertyUrl", "valueUrl", "suppressOutput", "virtual",
}  # fmt: skip
PLACE: Final = GOV + "place"
EACH: Final = GOV + "each"
_COLUMN_ANNOTATIONS: Final = {PLACE, EACH}
_ROW_NUMBERS: Final = {"_row", "_sourceRow"}
"""What a template may name beside the columns of the file."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one column becomes statements; URL properties are RFC 6570 templates over the row's cells.

    ``place_in`` (our annotation ``gov:place``) names a source: the cell then holds a line or a range of lines
    of that text. ``each`` (our annotation ``gov:each``) applies ``valueUrl`` to every element of a list, where
    CSVW by itself would make one URL of the whole list.
    """

    name: str
    titles: Mapping[str, tuple[str, ...]]
    datatype: Datatype = STRING
    required: bool = False
    null: tuple[str, ...] = ("",)
    separator: str | None = None
    default: str = ""
    language: str | None = None
    about: str | None = None
    property: str | None = None
    value: str | None = None
    suppressed: bool = False
    virtual: bool = False
    place_in: str | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must occur in columns of another table."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The description of one table: where it lies, its columns, its keys, and what its rows are about."""

    path: Path
    url: str
    columns: tuple[Column, ...]
    about: str | None
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def physical_columns(self) -> tuple[Column, ...]:
        """The columns that stand in the file, in its order; the virtual ones come after them."""
        return tuple(column for column in self.columns if not column.virtual)


def read_mapping(path: Path) -> TableMapping:
    """Read a ``…-metadata.json``; raises :class:`InputError` naming the key that is wrong or not covered."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError(th=f"{path} ไม่ใช่ JSON ที่ถูกต้อง: {error}", en=f"{path} is not JSON: {error}.") from error
    return _Reader(path).table(document)


class _Reader:
    """Reads one document; keeps its path so that every complaint can name it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refuse(self, where: str, what_th: str, what_en: str) -> InputError:
        return InputError(th=f"{self.path} ({where}): {what_th}", en=f"{self.path} ({where}): {what_en}")

    def mapping(self, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.refuse(where, "ต้องเป็นวัตถุ JSON", "must be a JSON object.")
        return value

    def only(self, given: Mapping[str, Any], known: set[str], where: str) -> None:
        """Refuse keys that the standard defines and we do not carry out; prefixed ones are annotations."""
        for key in given:
            if key not in known and ":" not in key:
                raise self.refuse(where, f"ไม่รองรับคีย์ “{key}”", f"the key “{key}” is not supported.")
            if key.startswith(("gov:", GOV)) and expand(key) not in _COLUMN_ANNOTATIONS:
                raise self.refuse(where, f"ไม่รู้จักคีย์ “{key}”", f"the key “{key}” is not known.")

    def text(self, given: Mapping[str, Any], key: str, where: str) -> str | None:
        value = given.get(key)
        if value is not None and not isinstance(value, str):
            raise self.refuse(where, f"“{key}” ต้องเป็นข้อความ", f"“{key}” must be a string.")
        return value

    def names(self, value: Any, where: str) -> tuple[str, ...]:
        if value is None:
            return ()
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.refuse(where, "ต้องเป็นข้อความหรือรายการข้อความ", "must be a string or a list of strings.")
        return tuple(items)

    def table(self, document: Any) -> TableMapping:
        table = self.mapping(document, "/")
        self.only(table, _TABLE_KEYS, "/")
        schema = self.mapping(table.get("tableSchema"), "tableSchema")
        self.only(schema, _SCHEMA_KEYS, "tableSchema")
        columns = schema.get("columns")
        if not isinstance(columns, list) or not columns:
            raise self.refuse("tableSchema", "ต้องมี “columns”", "“columns” is missing.")
        url = self.text(table, "url", "/")
        if url is None:
            raise self.refuse("/", "ต้องมี “url”", "“url” is missing.")
        if table.get("dialect") not in (None, {}):
            raise self.refuse("dialect", "รองรับเฉพาะรูปแบบมาตรฐาน", "only the default dialect is supported.")
        read = tuple(self.column(column, number) for number, column in enumerate(columns, 1))
        about = self.text(schema, "aboutUrl", "tableSchema")
        self.in_order(read)
        self.templates(about, read)
        return TableMapping(
            path=self.path,
            url=url,
            columns=read,
            about=about,
            primary_key=self.names(schema.get("primaryKey"), "tableSchema/primaryKey"),
            foreign_keys=tuple(self.foreign_key(key) for key in self.foreign_keys(schema)),
        )

    def in_order(self, columns: Sequence[Column]) -> None:
        """Refuse a name that stands twice, and a virtual column before one that stands in the file."""
        seen: set[str] = set()
        for before, column in zip((None, *columns), columns, strict=False):
            where = f"column “{column.name}”"
            if column.name in seen:
                raise self.refuse(where, "มีชื่อซ้ำ", "the name is there twice.")
            if before is not None and before.virtual and not column.virtual:
                raise self.refuse(where, "ต้องอยู่ก่อนคอลัมน์ virtual", "must stand before the virtual columns.")
            seen.add(column.name)

    def templates(self, about: str | None, columns: Sequence[Column]) -> None:
        """Refuse a URL template with a name that is no column: it would make the same IRI of every row."""
        known = {column.name for column in columns if not column.virtual} | _ROW_NUMBERS
        for where, text in [("aboutUrl", about), *((c.name, t) for c in columns for t in (c.about, c.value))]:
            if unknown := [name for name in uritemplate.variables(text or "") if name not in known]:
                raise self.refuse(
                    where, f"“{text}”: ไม่มีคอลัมน์ “{unknown[0]}”", f"“{text}”: there is no column “{unknown[0]}”."
                )

    def foreign_keys(self, schema: Mapping[str, Any]) -> list[Any]:
        keys = schema.get("foreignKeys", [])
        if not isinstance(keys, list):
            raise self.refuse("tableSchema/foreignKeys", "ต้องเป็นรายการ", "must be a list.")
        return keys

    def foreign_key(self, given: Any) -> ForeignKey:
        where = "tableSchema/foreignKeys"
        key = self.mapping(given, where)
        self.only(key, {"columnReference", "reference"}, where)
        reference = self.mapping(key.get("reference"), where)
        self.only(reference, {"resource", "columnReference"}, where)
        table = self.text(reference, "resource", where)
        if table is None:
            raise self.refuse(where, "ต้องมี “resource”", "“resource” is missing.")
        return ForeignKey(
            self.names(key.get("columnReference"), where),
            table,
            self.names(reference.get("columnReference"), where),
        )

    def column(self, given: Any, number: int) -> Column:
        where = f"column {number}"
        column = self.mapping(given, where)
        name = self.text(column, "name", where)
        if not name:
            raise self.refuse(where, "ต้องมี “name”", "“name” is missing.")
        where = f"column {number} “{name}”"
        self.only(column, _COLUMN_KEYS, where)
        suppressed = self.flag(column, "suppressOutput", where)
        prop = self.text(column, "propertyUrl", where)
        place = self.annotation(column, PLACE)
        if prop is None and not suppressed and place is None:
            raise self.refuse(
                where,
                "ต้องมี “propertyUrl” หรือ “suppressOutput”: true",
                "“propertyUrl”, or “suppressOutput”: true, is missing; nothing is mapped by default.",
            )
        return Column(
            name=name,
            titles=self.titles(column.get("titles"), where),
            datatype=self.datatype(column.get("datatype"), where),
            required=self.flag(column, "required", where),
            null=self.names(column.get("null"), f"{where}/null") or ("",),
            separator=self.text(column, "separator", where) or None,
            default=self.text(column, "default", where) or "",
            language=self.language(column, where),
            about=self.text(column, "aboutUrl", where),
            property=self.iri(prop, f"{where}/propertyUrl") if prop else None,
            value=self.text(column, "valueUrl", where),
            suppressed=suppressed,
            virtual=self.flag(column, "virtual", where),
            place_in=None if place is None else self.source(place, f"{where}/gov:place"),
            each=self.flag({"gov:each": self.annotation(column, EACH) or False}, "gov:each", where),
        )

    @staticmethod
    def annotation(column: Mapping[str, Any], key: str) -> Any:
        return next((value for given, value in column.items() if expand(given) == key), None)

    def titles(self, given: Any, where: str) -> Mapping[str, tuple[str, ...]]:
        if isinstance(given, dict):
            return {language: self.names(value, f"{where}/titles") for language, value in given.items()}
        return {"und": self.names(given, f"{where}/titles")}

    def datatype(self, given: Any, where: str) -> Datatype:
        if given is None:
            return STRING
        if isinstance(given, str):
            given = {"base": given}
        described = self.mapping(given, f"{where}/datatype")
        self.only(described, {"@id", "base"}, f"{where}/datatype")
        name = described.get("base", "string")
        if name not in Datatype.known():
            known: Sequence[str] = Datatype.known()
            raise self.refuse(
                f"{where}/datatype",
                f"ไม่รองรับชนิด “{name}” ใช้ได้: {', '.join(known)}",
                f"the type “{name}” is not supported; there are: {', '.join(known)}.",
            )
        given_id = self.text(described, "@id", where)
        return Datatype(name, given_id and self.iri(given_id, f"{where}/datatype"))

    def flag(self, given: Mapping[str, Any], key: str, where: str) -> bool:
        value = given.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(where, f"“{key}” ต้องเป็น true หรือ false", f"“{key}” must be true or false.")
        return value

    def language(self, column: Mapping[str, Any], where: str) -> str | None:
        language = self.text(column, "lang", where)
        try:
            return Literal("", language=language).language if language else None
        except ValueError:
            raise self.refuse(where, f"“{language}” ไม่ใช่รหัสภาษา", f"“{language}” is no language tag.") from None

    def source(self, place: Any, where: str) -> str:
        source = self.text(self.mapping(place, where), "source", where)
        if source is None:
            raise self.refuse(where, "ต้องมี “source”", "“source” is missing.")
        return self.iri(source, where)

    def iri(self, text: str, where: str) -> str:
        try:
            return NamedNode(expand(text)).value
        except ValueError:
            raise self.refuse(where, f"“{text}” ไม่ใช่ IRI", f"“{text}” is no IRI.") from None
