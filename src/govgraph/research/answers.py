"""What a person gets for the answer of a store: a table of plain values, a truth value, or statements."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Triple

from govgraph.model import Label
from govgraph.research.rows import Rows
from govgraph.research.statements import Statements
from govgraph.store.port import Table


def readable(
    answer: Table | bool | tuple[Triple, ...], headings: Mapping[str, Label] | None = None
) -> Rows | bool | Statements:
    """Return an answer of a store in the form that is pleasant in Python; ``headings`` name its columns.

    >>> readable(True), readable(())
    (True, <Statements: 0>)
    """
    if isinstance(answer, bool):
        return answer
    return Rows.of_table(answer, headings) if isinstance(answer, Table) else Statements(answer)
