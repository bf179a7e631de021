"""All statements of a graph from a server that gives only so many rows at a time.

Some servers cut a long answer short, and not all of them say so. So the statements are counted first, by
predicate, and read in portions that are compared with the count: many small predicates at once, a large one subject
by subject in the order of their IRIs, each portion beginning where the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from govgraph.errors import StoreError
from govgraph.store.port import Table, Term
from govgraph.store.values import whole_number

PORTION: Final = 10_000
"""Rows asked for at a time; what Virtuoso gives at most unless it is told otherwise."""

Asked = Callable[[str], Table]
"""Asks a graph; gives the rows that came, all or not."""

_Row = tuple[Term | None, ...]


class Pages:
    """Reads a graph portion by portion; ``portion`` becomes smaller where the server gives less.

    ``count`` asks and raises where the answer is not whole; ``ask`` gives whatever came.
    """

    def __init__(self, count: Asked, ask: Asked, location: str, portion: int = PORTION) -> None:
        self._count = count
        self._ask = ask
        self._location = location
        self.portion = portion

    def statements(self) -> Iterator[Triple]:
        """Give every statement once, or raise :class:`StoreError` where the server does not give them all."""
        counted = self._count("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p").rows
        sizes = {p: whole_number(n) for p, n in counted if isinstance(p, NamedNode)}
        waiting = sorted(sizes, key=lambda p: p.value)
        while waiting:
            together, rows = self._next(waiting, sizes)
            if together == 1 and rows > self.portion:
                yield from map(_statement, self._by_subject(waiting[0], rows))
            else:
                named = " ".join(map(str, waiting[:together]))
                found = self._portion(f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {named} }} ?s ?p ?o }}", rows)
                if found is None:  # cut short: the next attempt asks for less
                    continue
                yield from map(_statement, found)
            del waiting[:together]

    def _next(self, waiting: list[NamedNode], sizes: dict[NamedNode, int]) -> tuple[int, int]:
        """Say how many of the predicates that wait fit into one portion, at least one, and their statements."""
        together, rows = 1, sizes[waiting[0]]
        for predicate in waiting[1:200]:
            if rows + sizes[predicate] > self.portion:
                break
            together, rows = together + 1, rows + sizes[predicate]
        return together, rows

    def _portion(self, query: str, expected: int) -> tuple[_Row, ...] | None:
        """Ask for a number of rows known beforehand; ``None`` where the server gave fewer, which it is then held to."""
        table = self._ask(query)
        if len(table) == expected:
            return table.rows
        if not 0 < len(table) < min(expected, self.portion):
            raise self._changed(expected, len(table))
        self.portion = len(table)
        return None

    def _by_subject(self, predicate: NamedNode, expected: int) -> Iterator[_Row]:
        given, last = 0, ""
        while given < expected:
            rest = f'FILTER(STR(?s) > "{_escaped(last)}")' if last else ""
            table = self._ask(
                f"SELECT ?s ?o WHERE {{ ?s {predicate} ?o {rest} }} ORDER BY STR(?s) LIMIT {self.portion}"
            )
            rows = table.rows
            if given + len(rows) < expected:
                # The last subject may have more statements than came with this portion.
                rows = tuple(row for row in table.rows if row[0] != table.rows[-1][0])
                if not rows and len(table):
                    rows = tuple(self._of_subject(predicate, table.rows[0][0]))
            if not rows:
                raise self._changed(expected, given)
            last = _iri(rows[-1][0])
            given += len(rows)
            yield from ((s, predicate, o) for s, o in rows)
        if given != expected:
            raise self._changed(expected, given)

    def _of_subject(self, predicate: NamedNode, subject: Term | None) -> Iterator[_Row]:
        """Give the values of one subject that has more of them than a portion holds, by kind and then by text."""
        pattern = f"{subject} {predicate} ?o"
        ((count,),) = self._count(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
        expected, given = whole_number(count), 0
        while given < expected:
            inner = f"SELECT ?o WHERE {{ {pattern} }} ORDER BY STR(?o) LANG(?o) STR(DATATYPE(?o))"
            table = self._ask(f"SELECT ?o WHERE {{ {{ {inner} }} }} LIMIT {self.portion} OFFSET {given}")
            if not len(table):
                raise self._changed(expected, given)
            given += len(table)
            yield from ((subject, o) for (o,) in table.rows)

    def _changed(self, expected: int, found: int) -> StoreError:
        return StoreError(
            th=f"เซิร์ฟเวอร์ {self._location} ให้ข้อความมา {found:,} จาก {expected:,} ข้อความ คำตอบจึงไม่ครบ "
            "หรือข้อมูลเปลี่ยนระหว่างอ่าน โปรดลองใหม่",
            en=f"The server {self._location} gave {found:,} of {expected:,} statements: the answer is not whole, "
            "or the data changed while it was read. Try again.",
        )


def _statement(row: _Row) -> Triple:
    return Triple(*row)  # type: ignore[arg-type]  # no term of a statement is unbound


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _escaped(iri: str) -> str:
    return iri.replace("\\", "\\\\").replace('"', '\\"')
