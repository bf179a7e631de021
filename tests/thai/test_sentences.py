"""Every code that reading a cell can give has a sentence in both languages that its values fill, and no other has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
import yaml

from govgraph.resources import resource
from govgraph.thai import UnreadableTextError, normalise, read_amount, read_day, read_fiscal_year

Outcome = tuple[str, Mapping[str, str]]


def _told(read: Callable[..., Any], text: str, *more: object) -> list[Outcome]:
    try:
        return list(read(text, *more).remarks)
    except UnreadableTextError as error:
        return [(error.code, error.values)]


def _repairs(raw: str) -> list[Outcome]:
    return [(code, {}) for code in normalise(raw).repairs]


TEXTS = [
    "ก\u200b", "Cafe\u0301", "เเก", "นํ้า", "ก่ี", "กีี", " ก", "ก\x01", "ก\ufffd", "ก\uf70a", "\uf0b7", "กๅ", "ก ่", "ก่้",
]  # fmt: skip
DAYS = [
    "-", "ไม่แน่", "31 ก.พ. 2553", "1-3 ก.พ. 2553", "40190", "01/25/2553", "12 ม.ค.", "พ.ศ. 2010", "12 ม.ค. 3000",
    "12 มกรคม 2553", "1/13/13", "13/13/2553", "ปีงบประมาณ 2553", "2010-01-12T18:00:00Z", "Jan 12", "12 ม.ค. 2010",
    "ม.ค. 2010",
    "2010", "12 ม.ค. 53", "ม.ค. 53", "ปี 53", "2553-01-12", "2553-01", "12 กรกฏาคม 2553", "กรกฏาคม 2553", "1 ม.ค. 2483",
    "ม.ค. 2483",
]  # fmt: skip
YEARS = ["-", "ไม่แน่", "2553-2556", "พ.ศ. 2010", "2399", "FY22", "54", "2011"]
AMOUNTS = [
    "-", "ไม่แน่", "1,23", "-5", "1-2", "ประมาณ 5", "5%", "9" * 30, "$5", "1 ล้านบาท", "1e3",
]  # fmt: skip

OUTCOMES = [
    *(outcome for text in TEXTS for outcome in _repairs(text)),
    *(outcome for text in DAYS for outcome in _told(read_day, text)),
    *_told(read_day, "12/01/2553", "common"),
    *_told(read_day, "2553", "common"),
    *(outcome for text in YEARS for outcome in _told(read_fiscal_year, text)),
    *_told(read_fiscal_year, "2553", "common"),
    *(outcome for text in AMOUNTS for outcome in _told(read_amount, text)),
    *_told(read_amount, "5 บาท", Decimal(250)),
    *read_amount("20,0", any_commas=True).remarks,
]


@pytest.fixture(scope="module")
def sentences() -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        (resource("data/findings") / "thai.yaml").read_text(encoding="utf-8")
    )
    return loaded


@pytest.mark.parametrize(("code", "values"), OUTCOMES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(OUTCOMES)])
def test_the_values_of_an_outcome_fill_its_sentence(
    sentences: Mapping[str, Mapping[str, Any]], code: str, values: Mapping[str, str]
) -> None:
    entry = sentences[code]
    for lang in ("th", "en"):
        message = entry["message"][lang].format_map({"field": "วันที่", "value": "“ค่า”", **values})
        assert "{" not in message
        assert message.strip()
        assert "“”" not in message


def test_every_sentence_is_reached_and_every_outcome_has_one(sentences: Mapping[str, Mapping[str, Any]]) -> None:
    assert {code for code, _ in OUTCOMES} == set(sentences)


def test_entries_are_whole_and_repairs_hold_no_places_for_values(sentences: Mapping[str, Mapping[str, Any]]) -> None:
    for code, entry in sentences.items():
        assert set(entry) == {"severity", "title", "message", "repair"}, code
        assert entry["severity"] in {"error", "warning", "info"}, code
        for part in ("title", "message", "repair"):
            assert set(entry[part]) == {"th", "en"}, code
        for part in ("title", "repair"):
            for text in entry[part].values():
                assert [name for _, name, _, _ in Formatter().parse(text) if name] == [], code


def test_spaces_are_a_remark_other_repairs_a_warning_and_lost_text_an_error(
    sentences: Mapping[str, Mapping[str, Any]],
) -> None:
    severities = {code: entry["severity"] for code, entry in sentences.items() if code.startswith("GG-TXT")}
    assert [code for code, severity in severities.items() if severity == "info"] == ["GG-TXT-007"]
    assert [code for code, severity in severities.items() if severity == "error"] == ["GG-TXT-008", "GG-TXT-009"]


@pytest.mark.parametrize(
    ("read", "text", "severity"),
    [(read_day, "31 ก.พ. 2553", "error"), (read_day, "12 ม.ค. 53", "warning"), (read_fiscal_year, "54", "warning")],
)
def test_what_cannot_be_read_is_an_error_and_what_was_read_never(
    sentences: Mapping[str, Mapping[str, Any]], read: Callable[..., Any], text: str, severity: str
) -> None:
    ((code, _),) = _told(read, text)
    assert sentences[code]["severity"] == severity


def test_what_was_raised_is_an_error_and_what_was_remarked_is_none(sentences: Mapping[str, Mapping[str, Any]]) -> None:
    for code, entry in sentences.items():
        if not code.startswith("GG-TXT"):
            assert (entry["severity"] == "error") is (int(code[-3:]) < 20), code
