"""Nodes and edges as two CSV tables in one ZIP file, for spreadsheets and statistics.

One row a thing or relation. Several values of one kind stand in one cell, apart by `` | ``. Days are ISO dates of the
Common Era, amounts plain numbers with a decimal point. The files begin with a byte-order mark: Excel takes Thai for
another alphabet without one.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Final

from govgraph.exports.network import Columns, Edge, Network, Node
from govgraph.research.rows import written

NODE: Final = ("iri", "kind", "label_th", "label_en")
EDGE: Final = ("source", "target", "predicate", "label_th", "label_en", "graph", "record")
BETWEEN: Final = " | "
_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: a clock in the file would make every export differ


def csv_tables(network: Network, out: IO[bytes]) -> None:
    """Write ``nodes.csv`` and ``edges.csv`` into a ZIP file; equal networks, equal bytes."""
    # By way of a file: a ZIP that is written to a pipe has other bytes.
    with tempfile.TemporaryFile(prefix="govgraph-export-") as whole:
        with zipfile.ZipFile(whole, "w") as packed:
            _table(packed, "nodes.csv", NODE, network.node_columns, network.nodes())
            _table(packed, "edges.csv", EDGE, network.edge_columns, network.edges())
        whole.seek(0)
        shutil.copyfileobj(whole, out)


def _table(
    packed: zipfile.ZipFile, name: str, first: tuple[str, ...], columns: Columns, items: Iterable[Node | Edge]
) -> None:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    with (
        packed.open(entry, "w", force_zip64=True) as file,
        io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text,
    ):
        lines = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
        lines.writerow((*first, *columns.names))
        for item in items:
            row = item.row
            cells = [written(row[column]) for column in first]
            cells += [BETWEEN.join(map(written, item.values.get(column, ()))) for column in columns.names]
            lines.writerow(cells)
