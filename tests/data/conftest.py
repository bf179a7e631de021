"""A small reader of its own for the shipped tables, so that these tests do not lean on the importer."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"

GRAPH_FOLDERS = ("reference", "workshop-2010-01-12")
"""The folders whose tables become graphs; beside them stand rules and profiles, which only the importer reads."""

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


@pytest.fixture(scope="session")
def tables() -> Tables:
    """All rows of all tables, by ``folder/name``."""
    found: Tables = {}
    for path in sorted(path for folder in GRAPH_FOLDERS for path in DATA.glob(f"{folder}/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[f"{path.parent.name}/{path.stem}"] = list(csv.DictReader(file, restkey="…", restval="…"))
    return found


@pytest.fixture(scope="session")
def descriptions() -> dict[str, Any]:
    """The CSVW description of every table, by ``folder/name``."""
    suffix = ".csv-metadata.json"
    return {
        f"{path.parent.name}/{path.name.removesuffix(suffix)}": json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(path for folder in GRAPH_FOLDERS for path in DATA.glob(f"{folder}/*{suffix}"))
    }


@pytest.fixture(scope="session")
def reference_strategies() -> Rows:
    """The strategies of the reference tables, with their judgement for January 2010."""
    path = SHARED / "reference" / "strategies.csv"
    if not path.exists():
        pytest.skip("the reference tables are absent: ../shared/reference/strategies.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
