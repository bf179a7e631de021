"""What each code means and what to do about it: the catalogue and the shapes, as one book of help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from govgraph.model import Finding, Label, Severity
from govgraph.steward.findings.catalogue import catalogue
from govgraph.steward.findings.rules import Rule, rules
from govgraph.steward.findings.sentences import plain_text, repair


@dataclass(frozen=True, slots=True)
class Help:
    """One code: how bad, its title, what it means, what to do; ``rule`` where a shape finds it."""

    code: str
    severity: Severity
    title: Label
    meaning: Label
    repair: Label
    example: str | None = None
    rule: Rule | None = None


@cache
def helps() -> Mapping[str, Help]:
    """Return the help of every code that a finding may bear, in the order of the codes."""
    found = {
        entry.code: Help(
            entry.code,
            entry.severity,
            entry.title,
            entry.meaning or _plain(entry.message),
            _plain(entry.repair),
            entry.example,
        )
        for entry in catalogue().values()
    }
    for rule in rules().values():
        found[rule.code] = Help(rule.code, rule.severity, rule.label, plain_text(rule), repair(rule), None, rule)
    return dict(sorted(found.items()))


def repair_of(finding: Finding) -> Label:
    """Return what to do about a finding; the help of its code says it. An unknown code gives an empty label."""
    help_ = helps().get(finding.code)
    return help_.repair if help_ is not None else Label()


def _plain(message: Label) -> Label:
    """A sentence without its values: dots where they would stand."""
    return Label(*(_without_values(message.text(lang)) for lang in ("th", "en")))


def _without_values(text: str) -> str:
    return text.format_map(_Dots())


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
