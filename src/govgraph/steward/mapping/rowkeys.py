"""The natural keys of rows (``gov:key``, ``gov:keys``): hashed for IRIs, and compared to find rows that repeat."""

from __future__ import annotations

from collections.abc import Mapping

from govgraph.steward.mapping.cells import Read
from govgraph.steward.mapping.description import TableMapping
from govgraph.steward.mapping.keys import digest


class RowKeys:
    """Makes the keys of one import, of all its sheets, and remembers which row had which."""

    def __init__(self, mapping: TableMapping) -> None:
        names = {"_key": mapping.key, **mapping.keys} if mapping.key else dict(mapping.keys)
        self.names = tuple(names.items())
        self.key = mapping.key
        self._rows: dict[str, tuple[str | None, int, bool]] = {}
        self._sheets: dict[str | None, str] = {}

    def look(
        self,
        reads: Mapping[str, Read],
        values: dict[str, str | list[str]],
        sheet: str | None,
        number: int,
        *,
        bad: bool,
    ) -> tuple[str, bool] | None:
        """Put the keys of a row among its values; return the row that had the same key, and whether it is certain.

        It is not certain where the key holds a name that is not on record and was compared by what it most
        probably means. A row whose key holds a cell that is empty but must not be, or that cannot be read, is compared
        with none: all such rows would be alike.
        """
        for name, columns in self.names:
            parts = [reads[column].key if column in reads else "" for column in columns]
            values[name] = digest(*parts) if any(parts) else f"{self._row_of(sheet)}{number}"
        if not self.key or (bad and any(reads[c].bad and not reads[c].asked for c in self.key if c in reads)):
            return None
        guessed = bad and any(reads[column].asked for column in self.key if column in reads)
        key = values["_key"]
        assert isinstance(key, str)
        there, row, unsure = self._rows.setdefault(key, (sheet, number, guessed))
        if (there, row) == (sheet, number):
            return None
        return str(row) if there == sheet else f"{there}!{row}", not (guessed or unsure)

    def _row_of(self, sheet: str | None) -> str:
        """Return how rows without a key are named: the first sheet is named like a CSV file of the same rows."""
        if sheet not in self._sheets:
            self._sheets[sheet] = f"row-{len(self._sheets) + 1}-" if self._sheets else "row-"
        return self._sheets[sheet]
