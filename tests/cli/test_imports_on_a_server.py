"""The steward's commands against a SPARQL server: what comes in goes out again, to the statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Quad

from govgraph.cli import main
from govgraph.store import Change, open_store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def steward(built: Path, clean_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a server that holds the shipped data, set as the store of all commands."""
    monkeypatch.setenv("GOVGRAPH_STORE", clean_server)
    monkeypatch.setenv("GOVGRAPH_JOURNAL", str(tmp_path / "journal"))
    with open_store(built) as shipped, open_store(clean_server, write=True) as store:
        store.commit(Change(add=shipped.quads()))
    return clean_server


def held(address: str) -> set[Quad]:
    with open_store(address) as store:
        return set(store.quads())


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--lang", "en"])


def test_a_file_is_refused_mended_loaded_asked_about_and_taken_back(steward: str, tmp_path: Path) -> None:
    before = held(steward)
    refused = run("import", str(EXAMPLES / "requests-2554.csv"), "--return-to", str(tmp_path))
    assert (refused.exit_code, json.loads(refused.stdout)["loaded"]) == (1, False)
    assert (tmp_path / "requests-2554.checked.xlsx").exists()
    assert held(steward) == before

    names = str(EXAMPLES / "names.csv")
    loaded = run("import", str(EXAMPLES / "requests-2554-mended.csv"), "--accept", names)
    report = json.loads(loaded.stdout)
    assert (loaded.exit_code, report["loaded"], report["rows_accepted"]) == (0, True, 6)

    history = json.loads(run("history", "-f", "json").stdout)
    assert [(row["import"], row["state"]) for row in history] == [(report["import"], "current")]

    assert run("undo", report["import"]).exit_code == 0
    assert held(steward) == before
