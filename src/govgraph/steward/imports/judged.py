"""The rows of a file before the judge: what the shapes find, taken back to cells, and the rows it rules out."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from govgraph.steward.imports.mapped import Mapped
from govgraph.steward.imports.standing import Standing
from govgraph.steward.journal import ImportRecord
from govgraph.steward.shacl import judge


def judged(mapped: Mapped, standing: Standing, facts: Sequence[Quad], without: ImportRecord | None) -> None:
    """Judge the rows that are good so far beside what they refer to, until no further row is ruled out.

    ``facts`` are statements about the file itself. Rows that name what only a rejected row makes are ruled out with
    it; since a row that goes may leave another one wrong, what is left is judged again.
    """
    depending = True
    while depending:
        statements = [*facts, *mapped.statements()]
        judgement = judge(
            statements,
            mapped.places(),
            background=standing.surroundings(statements, without),
            columns=mapped.columns(),
            headings=mapped.headings(),
        )
        seen = set(mapped.findings)
        ruled_out = mapped.reject(finding for finding in mapped.as_written(judgement.findings) if finding not in seen)
        depending = mapped.reject(mapped.dependent()) or ruled_out
