"""Tables on a terminal: every cell stands in its column, measured in cells as terminals do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main


def cells(line: str) -> list[str]:
    """The signs of a line, one a cell of a terminal: marks go with the sign that they stand about."""
    found: list[str] = []
    for sign in line:
        if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
            found[-1] += sign
        else:
            found += [sign, ""] if unicodedata.east_asian_width(sign) in "WF" else [sign]
    return found


@pytest.mark.parametrize("verb", [["links"], ["links", "--to", "cluster"], ["gaps"], ["bridges"]], ids=" ".join)
@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_rows_are_as_broad_as_their_columns(built: Path, verb: list[str], lang: str) -> None:
    done = CliRunner().invoke(main, [*verb, "--format", "table", "--lang", lang, "--store", str(built), "--quiet"])
    assert done.exit_code == 0, done.output
    lines = [cells(line) for line in done.stdout.splitlines()]
    rule = next(line for line in lines if set(line) == {"─", " "})
    assert rule.count("─") > 40
    between = [at for at, sign in enumerate(rule) if sign == " "]
    for line in lines:
        assert len(line) <= len(rule), line
        assert all(line[at] == " " for at in between if at < len(line)), "".join(line)
    assert any("\u0e48" in "".join(line) or "\u0e49" in "".join(line) for line in lines) or lang == "en"
