"""Nested answers for people and programs."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from govgraph.cli.options import seconds
from govgraph.cli.outline import document
from govgraph.errors import UsageError


def test_json_holds_days_amounts_and_sets() -> None:
    found = {"day": date(2010, 1, 12), "thb": Decimal("10.50"), "n": Decimal(3), "ids": {"b", "a"}}
    assert json.loads(document(found, "json")) == {"day": "2010-01-12", "thb": 10.5, "n": 3, "ids": ["a", "b"]}


def test_an_outline_numbers_lists_and_marks_what_is_unknown() -> None:
    text = document({"name": "กรม", "until": None, "in": ["ก", "ข"], "sure": True, "none": []}, "text")
    assert text == "name: กรม\nuntil: –\nin:\n  1. ก\n  2. ข\nsure: true\nnone: –\n"


@pytest.mark.parametrize(
    ("text", "expected"), [("30", 30.0), ("1.5s", 1.5), ("250 ms", 0.25), ("2M", 120.0), ("1h", 3600.0)]
)
def test_durations(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "s", "-1s", "0", "1d", "1s2", "๓๐s"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(UsageError):
        seconds(text)
