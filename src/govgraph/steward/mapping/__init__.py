"""CSV on the Web: how the columns of a table become statements.

``metadata`` reads the W3C description of a table, ``datatypes`` turns the text of a cell into a literal,
``statements`` turns rows into quads. What is covered of the standard is said in ``docs/reference/csvw.md``;
a key that is not covered is an error, never ignored.
"""

from govgraph.steward.mapping.metadata import Column, ForeignKey, TableMapping, read_mapping
from govgraph.steward.mapping.statements import MappedRow, map_rows

__all__ = ["Column", "ForeignKey", "MappedRow", "TableMapping", "map_rows", "read_mapping"]
