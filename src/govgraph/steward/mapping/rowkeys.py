"""The natural keys of rows (``gov:key``, ``gov:keys``): hashed for IRIs, and compared to find rows that repeat."""

from __future__ import annotations

from collections.abc import Mapping

from govgraph.steward.mapping.cells import Read
from govgraph.steward.mapping.description import TableMapping
from govgraph.steward.mapping.keys import digest


class RowKeys:
    """Makes the keys of one import, and remembers which row had which."""

    def __init__(self, mapping: TableMapping) -> None:
        names = {"_key": mapping.key, **mapping.keys} if mapping.key else dict(mapping.keys)
        self.names = tuple(names.items())
        self.key = mapping.key
        self._rows: dict[str, tuple[int, bool]] = {}

    def look(
        self, reads: Mapping[str, Read], values: dict[str, str | list[str]], number: int, *, bad: bool
    ) -> tuple[int, bool] | None:
        """Put the keys of a row among its values; return the row that had the same key, and whether it is certain.

        It is not certain where the key holds a name that is not on record and was compared by what it most
        probably means. A row whose key holds a cell that is empty but must not be, or that cannot be read, is compared
        with none: all such rows would be alike.
        """
        for name, columns in self.names:
            parts = [reads[column].key if column in reads else "" for column in columns]
            values[name] = digest(*parts) if any(parts) else f"row-{number}"
        if not self.key or (bad and any(reads[c].bad and not reads[c].asked for c in self.key if c in reads)):
            return None
        guessed = bad and any(reads[column].asked for column in self.key if column in reads)
        key = values["_key"]
        assert isinstance(key, str)
        first = self._rows.setdefault(key, (number, guessed))
        return None if first[0] == number else (first[0], not (guessed or first[1]))
