"""Which column of an imported table states what, so that a statement leads to the cell it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import CATALOGUE, expand, term, thing
from govgraph.steward.imports.mapped import Table


def column_uses(name: str, tables: Sequence[Table]) -> list[Quad]:
    """Return statements of the catalogue on which column of which sheet of an import states what."""
    quads: list[Quad] = []
    of = thing("import", name)
    for number, table in enumerate(tables, 1):
        layout = table.layout
        by_position: dict[int, list[str]] = {}
        for prop, positions in layout.property_columns.items():
            for position in positions:
                by_position.setdefault(position, []).append(prop)
        headings = {layout.columns[column]: heading for column, heading in layout.headings.items()}
        for position, properties in sorted(by_position.items()):
            node = NamedNode(f"{of.value}/column/{number}.{position}")
            facts: list[tuple[str, NamedNode | Literal]] = [
                ("rdf:type", term("gov:ColumnUse")),
                ("gov:column", Literal(position)),
                ("gov:columnTitle", Literal(headings.get(position, ""))),
                *(("gov:columnProperty", NamedNode(expand(prop))) for prop in sorted(properties)),
            ]
            if table.sheet.name is not None:
                facts.append(("gov:sheet", Literal(table.sheet.name)))
            quads.append(Quad(of, term("gov:usesColumn"), node, CATALOGUE))
            quads.extend(Quad(node, term(predicate), value, CATALOGUE) for predicate, value in facts)
    return quads
