"""What tests and the examples in docstrings share: the shipped data, built once for the whole run."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.steward.ingest import build
from govgraph.store import open_store


@pytest.fixture(scope="module", autouse=True)
def little_to_search() -> None:
    """Leave what is loaded by now out of the searches for garbage of the tests of a module.

    Each store that is closed searches once, and would go through a million objects of the tests themselves. What was
    left out before stays so: to look at it again for every module would take a second each.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace folder with the shipped data, built by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "built"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            with open_store(folder, write=True) as store:
                report = build(store)
            assert report.loaded, [f.message_en for f in report.findings if f.severity == "error"]
            (folder / "done").touch()
    return folder


@pytest.fixture(autouse=True)
def example_workspace(
    request: pytest.FixtureRequest, doctest_namespace: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let an example in a docstring speak of ``workspace``, and of ``govgraph.open()``: both are the shipped data."""
    node = request.node
    examples = node.dtest.examples if isinstance(node, pytest.DoctestItem) else ()
    if not any("workspace" in example.source for example in examples):
        yield
        return
    from govgraph.workspace import Workspace

    built = request.getfixturevalue("built")
    monkeypatch.setenv("GOVGRAPH_STORE", str(built))
    with Workspace.open() as workspace:
        doctest_namespace["workspace"] = workspace
        yield
    doctest_namespace.pop("workspace")
