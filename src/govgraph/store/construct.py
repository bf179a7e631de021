"""A CONSTRUCT query as a SELECT and a template that is filled in here.

Some servers stop constructing after so many solutions and give no sign of it; of a SELECT they say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, QueryTriples, Triple

from govgraph.store.answers import in_full
from govgraph.store.port import Table, Term
from govgraph.store.query_text import Token, tokens

_BLANK: Final = "urn:govgraph:blank:"


@dataclass(frozen=True, slots=True)
class Construct:
    """``select`` asks for what the template needs; ``prologue`` and ``template`` are the text of the query."""

    select: str
    prologue: str
    template: str

    @classmethod
    def of(cls, query: str) -> Construct:
        """Take a CONSTRUCT query apart.

        >>> Construct.of("PREFIX : <x:> CONSTRUCT { ?s :p ?o } WHERE { ?s :q ?o } LIMIT 3").select
        'PREFIX : <x:> SELECT ?s ?o  WHERE { ?s :q ?o } LIMIT 3'
        >>> Construct.of("CONSTRUCT WHERE { ?s ?p 'a}' }").template
        "{ ?s ?p 'a}' }"
        """
        found = list(tokens(query))
        verb = next(i for i, token in enumerate(found) if token.word == "CONSTRUCT")
        opening = next(i for i, token in enumerate(found) if i > verb and token.text == "{")
        closing = _closing(found, opening)
        template = query[found[opening].start : found[closing].end]
        rest = query[found[closing].end :]
        if any(token.word in {"WHERE", "FROM"} for token in found[verb:opening]):  # the short form: the pattern is both
            rest = query[found[verb].end :]
        variables = dict.fromkeys(t.text.replace("$", "?") for t in found[opening:closing] if t.text[0] in "?$")
        prologue = query[: found[verb].start]
        return cls(f"{prologue}SELECT {' '.join(variables) or '(1 AS ?one)'} {rest}", prologue, template)

    def fill(self, table: Table) -> tuple[Triple, ...]:
        """Return what the template makes of the rows, each statement once.

        Blank nodes of the data stay what they are; those of the template are new in each row.
        """
        names = " ".join(f"?{name}" for name in table.columns)
        rows = "".join(f"({' '.join(map(_written, row))})\n" for row in table.rows)
        filled = pyoxigraph.Store().query(
            f"{self.prologue}CONSTRUCT {self.template} WHERE {{ VALUES ({names}) {{\n{rows}}} }}"
        )
        assert isinstance(filled, QueryTriples)
        made = in_full(filled)
        assert isinstance(made, tuple)
        return tuple(dict.fromkeys(Triple(_back(t.subject), t.predicate, _back(t.object)) for t in made))  # type: ignore[arg-type]


def _closing(found: list[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(found)):
        depth += {"{": 1, "}": -1}.get(found[index].text, 0)
        if depth == 0:
            return index
    return len(found) - 1


def _written(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    return f"<{_BLANK}{term.value}>" if isinstance(term, BlankNode) else str(term)


def _back(term: Term) -> Term:
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(term.value.removeprefix(_BLANK))
    return term
