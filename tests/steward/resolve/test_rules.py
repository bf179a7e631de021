"""The tables of rules as a whole: whoever changes one changes what imports make of a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govgraph.resources import resource
from govgraph.steward.resolve import rules as tables


def test_another_rule_is_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = tables.rules_digest()
    shutil.copytree(resource("data/rules"), tmp_path / "rules")
    monkeypatch.setattr(tables, "resource", lambda _: tmp_path / "rules")
    assert tables.rules_digest() == shipped
    with (tmp_path / "rules" / "themes.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    assert tables.rules_digest() != shipped
