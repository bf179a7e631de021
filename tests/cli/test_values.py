"""Values on their way in and out: what JSON holds, what a length of time is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from govgraph.cli.jsontext import json_text
from govgraph.cli.options import seconds
from govgraph.errors import UsageError


def test_json_holds_days_amounts_and_sets() -> None:
    found = {"day": date(2010, 1, 12), "thb": Decimal("10.50"), "n": Decimal(3), "ids": {"b", "a"}}
    assert json.loads(json_text(found)) == {"day": "2010-01-12", "thb": 10.5, "n": 3, "ids": ["a", "b"]}


@pytest.mark.parametrize(
    ("text", "expected"), [("30", 30.0), ("1.5s", 1.5), ("250 ms", 0.25), ("2M", 120.0), ("1h", 3600.0)]
)
def test_durations(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "s", "-1s", "0", "1d", "1s2", "๓๐s"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(UsageError):
        seconds(text)
