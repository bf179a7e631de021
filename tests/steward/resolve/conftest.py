"""The register of the shipped data, and the tables that say by hand what it must hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govgraph.steward.resolve import Register
from govgraph.store import open_store

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"

Rows = list[dict[str, str]]


def _rows(name: str) -> Rows:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def register(built: Path) -> Register:
    """Every name of the shipped data."""
    with open_store(built) as store:
        return Register.of(store)


@pytest.fixture(scope="session")
def reference() -> dict[str, Rows]:
    """The reference tables that hold names."""
    names = (
        "agencies",
        "ministries",
        "provinces",
        "clusters",
        "agency_abbreviations",
        "agency_spellings",
        "statements",
    )
    return {name: _rows(name) for name in names}


@pytest.fixture(scope="session")
def budget() -> dict[str, Rows]:
    """The two real budget files, which stay outside the repository."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data"
    found = {}
    for name in ("budget-2022-agriculture", "budget-2022-provinces-1"):
        path = folder / f"{name}.csv"
        if not path.exists():
            pytest.skip(f"the real budget files are not there: ../shared/data/{path.name}")
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found
