"""Read the CSVW description of tables (W3C Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import uritemplate

from govgraph.errors import InputError
from govgraph.names import GOV, expand
from govgraph.steward.mapping.annotations import TABLE_NOTES, table_notes
from govgraph.steward.mapping.columns import INHERITED, NOT_OURS, ColumnDescriptions
from govgraph.steward.mapping.common_properties import check_common
from govgraph.steward.mapping.description import Column, ForeignKey, TableGroup, TableMapping
from govgraph.steward.mapping.dialect import Dialect, read_dialect
from govgraph.steward.mapping.properties import Properties
from govgraph.steward.mapping.templates import template
from govgraph.steward.tables import Limits, unreadable
from govgraph.steward.tables.opening import open_regular

CSVW: Final = "http://www.w3.org/ns/csvw"
_GROUP_KEYS: Final = {"@context", "@id", "@type", "dialect", "notes", "tables", "tableSchema", *INHERITED}
_TABLE_KEYS: Final = {
    "@context", "@id", "@type", "url", "dialect", "notes", "tableSchema", "suppressOutput", *INHERITED,
}  # fmt: skip
_SCHEMA_KEYS: Final = {"@id", "@type", "columns", "primaryKey", "foreignKeys", *INHERITED}
_LENIENT_ONLY: Final = {"tableDirection", "transformations", "rowTitles"}
_LIMITS: Final = Limits(file_bytes=4 * 1024 * 1024)
_ROW_NAMES: Final = {"_row", "_sourceRow", "_name"}
PROFILE_NAMES: Final = {"_source", "_key"}
"""What the templates of a profile may name beside columns, numbers and further keys."""


def read_mapping(path: Path) -> TableMapping:
    """Read the description of one table; raises :class:`InputError` naming the key that is wrong or not covered."""
    group = read_group(path)
    if len(group.tables) != 1:
        raise InputError(
            th=f"{path} บรรยาย {len(group.tables)} ตาราง ต้องบรรยายตารางเดียว",
            en=f"{path} describes {len(group.tables)} tables; it must describe one.",
        )
    return group.tables[0]


def read_group(path: Path) -> TableGroup:
    """Read a description of one or several tables; raises :class:`InputError` at the first thing that is wrong."""
    properties = Properties()
    group = MetadataReader(path, properties).group(read_document(path))
    if properties.problems:
        raise properties.problems[0].error(path)
    return group


def read_document(path: Path) -> Any:
    """Read a JSON file.

    Raises :class:`InputError` where it is missing or is no JSON, :class:`govgraph.errors.LimitError` where it is
    larger than any description of tables.
    """
    try:
        with open_regular(path, _LIMITS) as file:
            document = json.loads(file.read().decode())
        json.dumps(document, ensure_ascii=False).encode()  # half a pair of surrogates is no text
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise InputError(th=f"{path} ไม่ใช่ JSON ที่ถูกต้อง: {error}", en=f"{path} is not JSON: {error}.") from error
    return document


class MetadataReader:
    """Reads one document; what is wrong goes to the ``properties``' problems."""

    def __init__(self, path: Path, properties: Properties) -> None:
        self.path = path
        self.properties = properties
        self.language: str | None = None
        self.column_descriptions = ColumnDescriptions(properties)
        self.base: str | None = None
        lenient = set() if properties.strict else _LENIENT_ONLY
        unmet = NOT_OURS if properties.strict else set()
        self.keys = {
            "group": (_GROUP_KEYS | lenient) - unmet,
            "table": (_TABLE_KEYS | lenient) - unmet,
            "schema": (_SCHEMA_KEYS | lenient) - unmet,
        }

    def group(self, document: Any) -> TableGroup:
        """Read a document that describes a group of tables, or one table."""
        given = self.properties.object(document, "/", fatal=True)
        self._context(given)
        if "tables" not in given:
            return TableGroup((self._table(given, {}, None),), base=self.base, language=self.language)
        self.properties.only(given, self.keys["group"], "/")
        self.properties.common(given, "TableGroup", "/")
        tables = given["tables"]
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            self.properties.doubt("tables", "ต้องเป็นรายการตาราง", "must be a list of tables.", fatal=True)
            tables = []
        inherited = self.column_descriptions.inherited(given, "/")
        read = tuple(self._table(table, inherited, given) for table in tables)
        self._references_between(read)
        return TableGroup(
            read, self.properties.text(given, "@id", "/"), self._common(given), base=self.base, language=self.language
        )

    def _references_between(self, tables: Sequence[TableMapping]) -> None:
        """Note foreign keys that name a column or table which the group does not have."""
        by_url = {table.url: table for table in tables}
        for table in tables:
            own = {column.name for column in table.columns}
            for key in table.foreign_keys:
                target = by_url.get(key.table)
                there = {column.name for column in target.columns} if target is not None else set()
                if {*key.columns} - own or {*key.target_columns} - there or target is None:
                    self.properties.doubt(
                        "tableSchema/foreignKeys",
                        f"คีย์ที่อ้างถึง {key.table} ระบุคอลัมน์หรือตารางที่ไม่มี",
                        f"a key that refers to {key.table} names a column or table which is not there.",
                        fatal=True,
                    )

    def _context(self, given: Mapping[str, Any]) -> None:
        context = given.get("@context")
        if isinstance(context, list) and len(context) == 2 and isinstance(context[1], dict):
            self.properties.only(context[1], {"@base", "@language"}, "@context", common=False)
            self.base = self.properties.text(context[1], "@base", "@context")
            self.language = self.properties.language(context[1], "@language", "@context")
            self.column_descriptions = ColumnDescriptions(self.properties, self.language)

    def _table(
        self, given: Mapping[str, Any], inherited: Mapping[str, Any], group: Mapping[str, Any] | None
    ) -> TableMapping:
        self.properties.only(given, self.keys["table"], "/", TABLE_NOTES)
        self.properties.common(given, "Table", "/")
        url = self.properties.text(given, "url", "/")
        if url is None:
            self.properties.doubt("/", "ต้องมี “url”", "“url” is missing.", fatal=True)
        outer = group or {}
        dialect = given.get("dialect", outer.get("dialect"))
        for transformation in given.get("transformations", ()):
            self._transformation(transformation)
        schema = self._schema(given.get("tableSchema", outer.get("tableSchema")))
        notes = table_notes(given, self.properties)
        described = self.column_descriptions
        inherited = {**inherited, **described.inherited(given, "/"), **described.inherited(schema, "tableSchema")}
        columns = described.columns(schema.get("columns"), inherited)
        about = inherited.get("about")
        self._templates(about, columns, notes)
        self._references(columns, notes)
        if self.properties.strict and notes["profile"]:
            for key_name in ("primaryKey", "foreignKeys"):
                if key_name in schema:
                    self.properties.doubt(
                        "tableSchema",
                        f"แบบใช้ “gov:key” แทน “{key_name}”",
                        f"a profile has “gov:key” in place of “{key_name}”.",
                    )
        return TableMapping(
            path=self.path,
            url=url or "",
            columns=columns,
            about=about,
            primary_key=self._column_names(schema.get("primaryKey"), "tableSchema/primaryKey", columns),
            foreign_keys=tuple(self._foreign_keys(schema)),
            dialect=self._dialect(dialect, profile=bool(notes["profile"])),
            suppressed=self.properties.flag(given, "suppressOutput", "/"),
            id=self.properties.text(given, "@id", "/", default="" if "@id" in given else None),
            row_titles=self.properties.names(schema.get("rowTitles"), "tableSchema/rowTitles"),
            language=self.language,
            common=self._common(given),
            described="tableSchema" in given or "tableSchema" in outer,
            **notes,
        )

    def _transformation(self, given: Any) -> None:
        """Check what the standard says of a transformation; none is carried out."""
        if isinstance(given, dict):
            self.properties.common(given, "Template", "transformations")

    def _schema(self, given: Any) -> Mapping[str, Any]:
        if given is None and not self.properties.strict:
            return {}
        if isinstance(given, str) and not self.properties.strict:
            beside = self.path.parent / given
            given = read_document(beside) if beside.is_relative_to(self.path.parent) and beside.is_file() else given
        schema = self.properties.object(given, "tableSchema")
        self.properties.only(schema, self.keys["schema"] | {"@context"}, "tableSchema")
        self.properties.common(schema, "Schema", "tableSchema")
        return schema

    def _dialect(self, given: Any, *, profile: bool) -> Dialect:
        dialect = read_dialect(given, self.properties, "dialect")
        # Files are cut into cells before their profile is known; the shipped tables are all written one way.
        allowed = {"header", "skipRows", "commentPrefix"} if profile else set()
        if self.properties.strict and isinstance(given, dict):
            for key in given:
                if key not in allowed and ":" not in key and key != "@type":
                    self.properties.refuse_key("dialect", key)
        return dialect

    def _templates(self, about: str | None, columns: Sequence[Column], notes: Mapping[str, Any]) -> None:
        """Note a URL template with a name that is no column: it would make the same IRI of every row."""
        if not self.properties.strict:
            return
        known = {column.name for column in columns if not column.virtual} | _ROW_NAMES
        if notes["profile"]:
            known |= PROFILE_NAMES | set(notes["keys"])
        inferred = [(c.name, i.about) for c in columns for i in (c.places, c.themes) if i]
        texts = [("aboutUrl", about), *((c.name, t) for c in columns for t in (c.about, c.value)), *inferred]
        for where, text in texts:
            try:
                names = list(uritemplate.variables(text or ""))
                template(text or "urn:x")
            except ValueError as error:
                self.properties.doubt(
                    where, f"“{text}” ไม่ใช่แม่แบบของ IRI", f"“{text}” is no template of an IRI ({error})."
                )
                continue
            for name in names:
                if name not in known:
                    self.properties.doubt(
                        where, f"“{text}”: ไม่มีคอลัมน์ “{name}”", f"“{text}”: there is no column “{name}”."
                    )

    def _references(self, columns: Sequence[Column], notes: Mapping[str, Any]) -> None:
        """Note annotations that name a column which is not there."""
        known = {column.name for column in columns if not column.virtual}
        named = [("gov:key", name) for name in notes["key"]]
        named += [(f"gov:keys/{key}", name) for key, names in notes["keys"].items() for name in names]
        named += [("gov:day", notes["day"].column)] if notes["day"] else []
        for column in columns:
            conditions = [*column.when, *(i.unless for i in (column.places, column.themes) if i and i.unless)]
            named += [(column.name, condition.column) for condition in conditions]
            named += [(column.name, column.value_of)] if column.value_of else []
            named += [(column.name, column.lookup.within)] if column.lookup and column.lookup.within else []
        for where, name in named:
            if name not in known:
                self.properties.doubt(where, f"ไม่มีคอลัมน์ “{name}”", f"there is no column “{name}”.")

    def _column_names(self, given: Any, where: str, columns: Sequence[Column]) -> tuple[str, ...]:
        names = self.properties.names(given, where)
        if not self.properties.strict and {*names} - {column.name for column in columns}:
            self.properties.doubt(where, "อ้างถึงคอลัมน์ที่ไม่มี", "names a column that is not there.")
            return ()
        return names

    def _foreign_keys(self, schema: Mapping[str, Any]) -> list[ForeignKey]:
        where = "tableSchema/foreignKeys"
        given = schema.get("foreignKeys", [])
        if not isinstance(given, list):
            self.properties.doubt(where, "ต้องเป็นรายการ", "must be a list.")
            return []
        if any(not isinstance(key, dict) for key in given):
            self.properties.doubt(where, "ต้องเป็นรายการวัตถุ JSON", "must be a list of JSON objects.")
        return [key for item in given if isinstance(item, dict) if (key := self._foreign_key(item, where))]

    def _foreign_key(self, given: Mapping[str, Any], where: str) -> ForeignKey | None:
        self.properties.only(given, {"columnReference", "reference"}, where, common=False)
        reference = self.properties.object(given.get("reference"), where, fatal=True)
        self.properties.only(reference, {"resource", "schemaReference", "columnReference"}, where, common=False)
        table = self.properties.text(reference, "resource", where)
        if table is None:
            if "schemaReference" in reference and not self.properties.strict:
                return None
            self.properties.doubt(where, "ต้องมี “resource”", "“resource” is missing.", fatal=True)
            return None
        return ForeignKey(
            self.properties.names(given.get("columnReference"), where),
            table,
            self.properties.names(reference.get("columnReference"), where),
        )

    def _common(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the properties of other vocabularies, and the notes."""
        common = {k: v for k, v in given.items() if k == "notes" or (":" in k and not expand(k).startswith(GOV))}
        if not self.properties.strict:
            for key, value in common.items():
                check_common(value, self.properties, key)
        return common
