"""CSV on the Web: how the columns of a table become statements.

``metadata`` reads the W3C description of tables, ``datatypes`` turns the text of a cell into a literal, ``profile``
and ``headers`` lay a description over a sheet that officials wrote, ``mapper`` turns rows into quads, and
``csv2rdf`` is the standard's own conversion. What is covered of the standard is said in
``docs/reference/csvw.md``; a key that is not covered is an error, never ignored.
"""

from govgraph.steward.mapping.description import Column, ForeignKey, TableGroup, TableMapping
from govgraph.steward.mapping.headers import match, recognise
from govgraph.steward.mapping.layout import Layout, Profile
from govgraph.steward.mapping.mapper import MappedRow, RowMapper, map_rows
from govgraph.steward.mapping.metadata import read_group, read_mapping
from govgraph.steward.mapping.profile import read_profile, shipped_profiles
from govgraph.steward.resolve.answer import Asked

__all__ = [
    "Asked",
    "Column",
    "ForeignKey",
    "Layout",
    "MappedRow",
    "Profile",
    "RowMapper",
    "TableGroup",
    "TableMapping",
    "map_rows",
    "match",
    "read_group",
    "read_mapping",
    "read_profile",
    "recognise",
    "shipped_profiles",
]
