"""Primary and foreign keys of a set of tables (W3C Metadata Vocabulary, sections 5.5.1 and 5.5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govgraph.errors import InputError
from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.description import TableMapping
from govgraph.steward.tables import TableFile

Key = tuple[str, ...]


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for some texts: the last part of the IRI of what has no key of its own.

    >>> digest("กรมการข้าว") == digest("กรมการข้าว"), len(digest("a", "b")), digest("a", "b") == digest("ab")
    (True, 16, False)
    """
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table with its description and the IRI by which it is a source."""

    mapping: TableMapping
    table: TableFile
    source: str

    def keys(self, columns: tuple[str, ...]) -> Iterator[tuple[int, Key]]:
        """Give row number and the values of some columns, for every row; empty values are left in."""
        if missing := [column for column in columns if column not in self.table.header]:
            raise InputError(
                th=f"{self.table.path} ไม่มีคอลัมน์ “{missing[0]}” ที่คีย์อ้างถึง",
                en=f"{self.table.path} has no column “{missing[0]}”, which a key names.",
            )
        at = [self.table.header.index(column) for column in columns]
        for row in self.table.rows():
            yield row.number, tuple(row.cells[i] if i < len(row.cells) else "" for i in at)


def check_keys(tables: Mapping[str, DescribedTable]) -> Iterator[Finding]:
    """Find primary keys that occur twice, and foreign keys that lead nowhere; ``tables`` by file name.

    Raises :class:`InputError` for a key that names a table or column that is not there.
    """
    for described in tables.values():
        yield from _duplicates(described)
        for foreign in described.mapping.foreign_keys:
            target = tables.get(foreign.table)
            if target is None:
                raise InputError(
                    th=f"{described.mapping.path} อ้างถึงตาราง {foreign.table} ซึ่งไม่มี",
                    en=f"{described.mapping.path} refers to a table {foreign.table}, and there is none.",
                )
            known = {key for _, key in target.keys(foreign.target_columns)}
            field = ", ".join(foreign.columns)
            for number, key in described.keys(foreign.columns):
                if all(key) and key not in known:
                    yield found(
                        "GG-KEY-002",
                        place=Place(described.source, row=number),
                        field=field,
                        value=" ".join(key),
                        table=foreign.table,
                    )


def _duplicates(described: DescribedTable) -> Iterator[Finding]:
    columns = described.mapping.primary_key
    if not columns:
        return
    first: dict[Key, int] = {}
    for number, key in described.keys(columns):
        seen = first.setdefault(key, number)
        if seen != number:
            yield found(
                "GG-KEY-001",
                place=Place(described.source, row=number),
                field=", ".join(columns),
                value=" ".join(key),
                other=seen,
            )
