"""A thing, and everything on record about it, as one looks at it from Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from govgraph.analysis.chains import told_of
from govgraph.model import Label
from govgraph.names import expand, shorten
from govgraph.research.rows import Column, Kind, Rows, named

_NAMES: Final = tuple(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title", "skos:altLabel")))

FACTS: Final = (
    *named("property", Label("คุณสมบัติ", "property")),
    Column("value", Label("ค่า", "value")),
    Column("value_th", Label("ค่า (ไทย)", "value (Thai)")),
    Column("value_en", Label("ค่า (อังกฤษ)", "value (English)")),
    Column("lang", Label("ภาษา", "language")),
)

MINISTRIES: Final = (
    *named("ministry", Label("กระทรวง", "ministry")),
    Column("from", Label("ตั้งแต่", "from"), Kind.DATE),
    Column("until", Label("ก่อนวันที่", "until (not included)"), Kind.DATE),
    Column("confidence", Label("ความเชื่อมั่น", "confidence")),
)

RELATIONS: Final = (
    *named("predicate", Label("ความสัมพันธ์", "relation")),
    Column("direction", Label("ทิศทาง", "direction")),
    *named("other", Label("กับ", "with")),
    *named("role", Label("บทบาท", "role")),
    Column("basis", Label("ฐานของความเชื่อมโยง", "basis")),
    Column("held_on", Label("เมื่อวันที่", "held on"), Kind.DATE),
    Column("from", Label("ตั้งแต่", "from"), Kind.DATE),
    Column("until", Label("ก่อนวันที่", "until (not included)"), Kind.DATE),
    Column("confidence", Label("ความเชื่อมั่น", "confidence")),
    Column("record", Label("บันทึก", "record"), Kind.IRI),
    *named("sources", Label("ที่มา", "sources")),
)

REFERRED_BY: Final = (
    *named("property", Label("คุณสมบัติ", "property")),
    Column("count", Label("จำนวนสิ่งที่อ้างถึง", "things that refer"), Kind.INTEGER),
)

SOURCES: Final = (
    *named("document", Label("เอกสาร", "document")),
    Column("lines", Label("บรรทัด", "lines")),
    Column("sheet", Label("แผ่นงาน", "sheet")),
    Column("row", Label("แถว", "row"), Kind.INTEGER),
    Column("cell", Label("เซลล์", "cell")),
    Column("url", Label("ที่อยู่", "address")),
    Column("kind", Label("ชนิด", "kind")),
)


class Entity(dict[str, Any]):
    """One thing with every fact on record about it: the mapping that ``govgraph show -f json`` writes, and more.

    Its parts are tables: ``facts``, ``ministries``, ``relations``, ``referred_by``, ``sources``. In a notebook it
    shows all of them.

    >>> entity = workspace.entity("กรมปศุสัตว์")
    >>> entity.label.en, entity["kinds"][0]["kind_en"]
    ('Department of Livestock Development', 'department')
    >>> entity.relations["predicate_en"]
    ('is under', 'took part in')
    """

    @property
    def iri(self) -> str:
        """The IRI of the thing."""
        return str(self["thing"])

    @property
    def label(self) -> Label:
        """What the thing is called in Thai (``th``) and English (``en``); ``None`` where no name is on record."""
        return Label(self["thing_th"], self["thing_en"])

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """All names and abbreviations by language (``th``, ``en``), the preferred one first; no misspellings."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        facts = {fact["property"]: fact["values"] for fact in self["facts"]}
        for name in _NAMES:
            for value in facts.get(name, ()):
                if "lang" in value:
                    found[value["lang"]][str(value["value"])] = None
        return {lang: tuple(names) for lang, names in found.items()}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The IRIs of the classes it belongs to."""
        return tuple(kind["kind"] for kind in self["kinds"])

    @property
    def facts(self) -> Rows:
        """Its own properties, one row a value: an IRI with its names, or a plain value with its language."""
        return _table(
            FACTS,
            ({**_without(fact, "values"), **value} for fact in self["facts"] for value in fact["values"]),
        )

    @property
    def ministries(self) -> Rows:
        """Which ministry it counts under for which days (``until`` is not included), and how sure that is."""
        return _table(MINISTRIES, self["ministries"])

    @property
    def relations(self) -> Rows:
        """What dated records say of it and another thing, one row a record, with where that is written."""
        return _table(RELATIONS, (record | told_of(record["sources"]) for record in self["relations"]))

    @property
    def referred_by(self) -> Rows:
        """How many things refer to it by which other property."""
        return _table(REFERRED_BY, self["referred_by"])

    @property
    def sources(self) -> Rows:
        """The places from which its own facts were read: document, and lines or sheet, row and cell in it."""
        return _table(
            SOURCES, ({**s, "document_th": s["title_th"], "document_en": s["title_en"]} for s in self["sources"])
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the same as a plain dictionary."""
        return dict(self)

    def __repr__(self) -> str:
        label = self.label.text()
        called = f" {label}" if label != shorten(self.iri) else ""
        return f"<Entity {shorten(self.iri)}{called}: {len(self.facts)} facts, {len(self.relations)} relations>"

    def _repr_html_(self) -> str:
        from govgraph.research.notebook import heading, html, spoken

        kinds = ", ".join(spoken(Label(kind["kind_th"], kind["kind_en"])) for kind in self["kinds"])
        parts = [heading(self.label, shorten(self.iri)), f"<p>{kinds}</p>" if kinds else ""]
        for label, rows in (
            (Label("ข้อเท็จจริง", "Facts"), self.facts),
            (Label("กระทรวงต้นสังกัดในแต่ละวัน", "Ministry by day"), self.ministries),
            (Label("ความสัมพันธ์", "Relations"), self.relations),
            (Label("สิ่งที่อ้างถึง", "Referred to by"), self.referred_by),
            (Label("ที่มา", "Sources"), self.sources),
        ):
            if len(rows):
                parts += [f"<p><b>{spoken(label)}</b></p>", html(rows)]
        return "\n".join(part for part in parts if part)


def _table(columns: tuple[Column, ...], records: Iterable[Mapping[str, Any]]) -> Rows:
    days = {column.name for column in columns if column.kind is Kind.DATE}
    return Rows.of(
        columns,
        (
            {name: date.fromisoformat(cell) if name in days and cell else cell for name, cell in record.items()}
            for record in records
        ),
    )


def _without(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}
