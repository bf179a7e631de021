"""The catalogue, the shapes and the code speak of the same codes; every sentence is whole in both languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from govgraph.model import Label, Place, Severity
from govgraph.resources import resource
from govgraph.steward.findings import helps, repair_of
from govgraph.steward.findings.catalogue import catalogue, found
from govgraph.steward.findings.pages import FOLDER, pages
from govgraph.steward.findings.rules import CONSTRAINTS, Rule, rules
from govgraph.steward.findings.sentences import sentence, wordings

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"GG-[A-Z]{3}-[0-9]{3}")
THAI = re.compile(r"[\u0e01-\u0e5b]")


def used_in_source() -> set[str]:
    """Every code that stands in the code itself, but for those of examples in docstrings and the catalogue."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {code for text in texts for code in re.findall(r"""["'](GG-[A-Z]{3}-[0-9]{3})["']""", text)}


UNLISTED = {"GG-SHP-000"}
"""A result of a shape without a code: no shipped shape is such, users' own may be."""


def test_every_code_that_the_program_uses_is_in_the_catalogue() -> None:
    assert used_in_source() - set(helps()) - UNLISTED == set()


def test_every_kind_in_the_catalogue_is_used() -> None:
    assert set(catalogue()) - used_in_source() == set()


def test_no_code_is_both_of_the_catalogue_and_of_a_shape() -> None:
    assert set(catalogue()) & {rule.code for rule in rules().values()} == set()


def test_sentences_are_thai_and_english() -> None:
    for entry in catalogue().values():
        for label in (entry.title, entry.message, entry.repair):
            assert THAI.search(label.th or ""), entry.code
            assert re.search("[A-Za-z]{2}", label.en or ""), entry.code
        assert not re.search(r"[{}]", helps()[entry.code].repair.text("both")), entry.code


def test_every_constraint_of_the_shapes_has_a_wording() -> None:
    used = {name for rule in rules().values() for name in rule.wants}
    assert used <= set(wordings())
    assert set(wordings()) <= set(CONSTRAINTS)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_every_rule_says_something_whole_about_the_thing(rule: Rule) -> None:
    for constraint in rule.wants:
        said = sentence(rule, constraint, thing=Label("โครงการ “ก”", "the project “ก”"), value=Label("“๑”", "“1”"))
        for text in (said.th, said.en):
            assert text is not None
            assert any(name in text for name in ("“ก”", "“๑”", "“1”")), text
            assert not re.search(r"[{}]|\?\w", text), text


def test_words_for_shapes_belong_to_shapes() -> None:
    given = yaml.safe_load((resource("data/findings") / "shapes.yaml").read_text(encoding="utf-8"))
    assert set(given) - {rule.code for rule in rules().values()} == set()


def test_a_finding_is_made_of_its_code_and_values() -> None:
    entry = next(iter(catalogue().values()))
    texts = (entry.message.th, entry.message.en)
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text or "") if name} - {"field", "value"}
    values: dict[str, Any] = dict.fromkeys(names, "x")
    finding = found(entry.code, place=Place("a.csv", row=2), field="f", value="v", **values)
    assert (finding.code, finding.severity, finding.value) == (entry.code, entry.severity, "v")
    assert repair_of(finding) == helps()[entry.code].repair


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        found("GG-XXX-999")


def test_the_help_pages_are_those_that_would_be_written() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert written == dict(pages())


def test_there_is_a_page_for_every_code_and_the_index_leads_to_it() -> None:
    codes = set(catalogue()) | {rule.code for rule in rules().values()}
    assert {f"{code}.md" for code in codes} == set(pages()) - {"README.md"}
    linked = Counter(re.findall(r"\]\((GG-[A-Z]{3}-\d{3})\.md\)", pages()["README.md"]))
    assert linked == dict.fromkeys(codes, 1)


def test_the_gravity_of_a_page_is_that_of_its_shape() -> None:
    by_code = {rule.code: rule.severity for rule in rules().values()}
    assert by_code["GG-BUD-001"] is Severity.ERROR
    assert by_code["GG-BUD-008"] is Severity.WARNING
    assert all(helps()[code].severity is severity for code, severity in by_code.items())
