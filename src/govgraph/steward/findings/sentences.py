"""What a broken rule says: the constraint, the rule's label, the thing's name and the values, in both languages.

The sentences stand in ``data/findings``: one for each constraint in ``constraints.yaml``, and one for each rule
whose meaning its constraint cannot tell (a query, a choice, a path of several steps) in ``shapes.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml

from govgraph.model import Label
from govgraph.names import expand, shorten
from govgraph.resources import resource
from govgraph.steward.findings.labels import quoted, terms
from govgraph.steward.findings.rules import Rule, shape_labels

_BOUND: Final = re.compile(r"\{[?$](\w+)\}")
_ALSO: Final = Label(" (ดูเซลล์ {cells})", " (see cells {cells})")


@dataclass(frozen=True, slots=True)
class Wording:
    """The title of a broken constraint, its sentence, that for nothing found, and what to do about it."""

    title: Label
    message: Label
    repair: Label
    none: Label | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What ``shapes.yaml`` has for a rule: its sentence, what to do, and the property whose cells show it."""

    message: Label | None = None
    repair: Label | None = None
    path: str | None = None


def sentence(
    rule: Rule,
    constraint: str,
    *,
    thing: Label,
    value: Label | None = None,
    found: Sequence[Label] = (),
    other: Sequence[Label] = (),
    bound: Mapping[str, Label] | None = None,
    cells: Sequence[str] = (),
) -> Label:
    """Return what a rule says about a thing that breaks one of its constraints.

    ``value`` is the value at fault, ``found`` all values there are, ``other`` those it was compared with, ``bound``
    what a query bound, ``cells`` the addresses to look at where they are several; all named as people know them.
    """
    own, wording = ruling(rule.code), wordings().get(constraint) or wordings()["sparql"]
    template = own.message or (wording.none if wording.none is not None and not found else wording.message)
    if constraint == "or" and rule.wants.get("or") and own.message is None:
        template = wordings()["class"].message
    said = []
    for lang in ("th", "en"):
        filling = _Filling(
            {
                **{name: label.text(lang) for name, label in (bound or {}).items()},
                "thing": thing.text(lang),
                "field": rule.label.text(lang),
                "value": (value or Label("(ว่าง)", "(empty)")).text(lang),
                "found": _listed(found, lang) or ("(ไม่มี)" if lang == "th" else "(none)"),
                "other": _listed(other, lang),
                "count": str(len(found)),
                "limit": next(iter(rule.wants.get(constraint, ())), ""),
                "wanted": wanted(rule, constraint).text(lang),
            }
        )
        filling["text"] = _bound_text(rule.text.text(lang), filling)
        text = template.text(lang).format_map(filling)
        text = text[:1].upper() + text[1:]
        said.append(text + (_ALSO.text(lang).format(cells=", ".join(cells)) if len(cells) > 1 else ""))
    return Label(*said)


def _bound_text(text: str, filling: Mapping[str, str]) -> str:
    return _BOUND.sub(lambda match: filling.get(match[1], "…"), text)


class _Filling(dict[str, str]):
    """What a query did not bind is left open: the rest of the sentence still tells what is wrong."""

    def __missing__(self, key: str) -> str:
        return "…"


def repair(rule: Rule, constraint: str | None = None) -> Label:
    """Return what to do about a broken rule; without a constraint, the rule in its own words."""
    if (own := ruling(rule.code).repair) is not None:
        return own
    name = constraint or next(iter(rule.wants), "sparql")
    if constraint is None and len(rule.wants) > 1:
        return plain_text(rule)
    template, asked = wordings()[name].repair, wanted(rule, name)
    if name == "or" and rule.wants.get("or"):
        template = wordings()["class"].repair
    limit = next(iter(rule.wants.get(name, ())), "")
    plain = plain_text(rule)
    return Label(
        *(
            template.text(lang).format(wanted=asked.text(lang), limit=limit, text=plain.text(lang))
            for lang in ("th", "en")
        )
    )


def plain_text(rule: Rule) -> Label:
    """Return the rule in its own words; dots stand where a query would put a name."""
    return Label(*(_BOUND.sub("…", rule.text.text(lang)) for lang in ("th", "en")))


def wanted(rule: Rule, constraint: str) -> Label:
    """Return in words what a constraint asks for: a kind of value, a class, a list, another property."""
    names = [_wanted(iri) for iri in rule.wants.get(constraint, ())]
    glue = {"th": " หรือ", "en": " or "} if constraint in {"or", "languageIn", "class"} else {"th": ", ", "en": ", "}
    return Label(*(glue[lang].join(name.text(lang) for name in names) for lang in ("th", "en")))


def _wanted(iri: str) -> Label:
    short = shorten(iri)
    return _document()[1].get(short) or shape_labels().get(iri) or terms().get(iri) or Label(short, short)


@cache
def wordings() -> Mapping[str, Wording]:
    """Return what each constraint says, by its name."""
    return _document()[0]


@cache
def _document() -> tuple[Mapping[str, Wording], Mapping[str, Label]]:
    given = _read("constraints.yaml")
    by_name = {
        name: Wording(
            label(entry["title"]),
            label(entry["message"]),
            label(entry["repair"]),
            label(entry["none"]) if "none" in entry else None,
        )
        for name, entry in given["constraints"].items()
    }
    return by_name, {short: label(name) for short, name in given["wanted"].items()}


def ruling(code: str) -> Ruling:
    """Return what ``shapes.yaml`` has for the rule with this code; nothing is set where it has nothing."""
    return _rulings().get(code, _NOTHING)


_NOTHING: Final = Ruling()


@cache
def _rulings() -> Mapping[str, Ruling]:
    return {
        code: Ruling(
            label(given["message"]) if "message" in given else None,
            label(given["repair"]) if "repair" in given else None,
            expand(given["path"]) if "path" in given else None,
        )
        for code, given in _read("shapes.yaml").items()
    }


def label(given: Mapping[str, str]) -> Label:
    """Return the label that a YAML mapping with ``th`` and ``en`` stands for."""
    return Label(given["th"], given["en"])


def value_label(text: str) -> Label:
    """Return a literal as a sentence shows it."""
    return Label(quoted(text), quoted(text) if text.split() else "“empty”")


def _listed(labels: Sequence[Label], lang: str, most: int = 5) -> str:
    names = [one.text(lang) for one in labels]
    left = len(names) - most
    more = f" และอีก {left} ค่า" if lang == "th" else f" and {left} more"
    return ", ".join(names[:most]) + (more if left > 0 else "")


def _read(name: str) -> dict[str, Any]:
    return yaml.safe_load((resource("data/findings") / name).read_text(encoding="utf-8")) or {}
