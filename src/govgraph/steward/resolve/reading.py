"""Reading the directory of names from a store, in a handful of queries over the port.

Only the current graphs count. Things that are named but never looked up (projects, budget lines) are not read, so
that the cost does not grow with what was imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, ID, PREFIXES, expand
from govgraph.steward.resolve.directory import Change, Directory, Name, Thing, Under
from govgraph.steward.resolve.kinds import CLASSES, SCHEMES
from govgraph.steward.resolve.validity import FIRST, LAST, Bound, Validity
from govgraph.store.port import Store, Term

FORMS: Final = {
    expand("skos:prefLabel"): "name",
    expand("skos:altLabel"): "other-name",
    expand("skos:hiddenLabel"): "spelling",
    expand("skos:notation"): "other-name",
    expand("gov:yearBE"): "other-name",
}
"""Which name a property gives."""

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "skos", "rdfs", "org"))

_CLASSES = f"""{_PREFIXES}
SELECT DISTINCT ?class ?super WHERE {{
  ?class rdfs:subClassOf ?super . FILTER(STRSTARTS(STR(?class), "{GOV}") && STRSTARTS(STR(?super), "{GOV}"))
}}
"""

# A FILTER, not VALUES: with VALUES the engine goes through all names of a store to find those of these things.
_FACTS = """
SELECT DISTINCT ?thing ?kind ?property ?value WHERE {
  VALUES ?kind { @kinds@ }
  ?thing @of@ ?kind .
  GRAPH ?graph { ?thing ?property ?value }
  FILTER(?property IN (@properties@)) @without@
}
"""

_PROPERTIES: Final = (
    "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:notation",
    "gov:from", "gov:until", "gov:fromPrecision", "gov:untilPrecision",
    "gov:inPlan", "gov:statementNumber", "gov:planOf", "gov:planPeriod", "gov:partOfMeeting", "gov:yearBE",
)  # fmt: skip

_PERIODS = f"""{_PREFIXES}
SELECT DISTINCT ?period ?property ?value WHERE {{
  ?plan gov:planPeriod ?period . GRAPH ?graph {{ ?period ?property ?value }}
  FILTER(?property IN (gov:from, gov:until, gov:notBefore)) @without@
}}
"""

_CHANGES = f"""{_PREFIXES}
SELECT DISTINCT ?change ?day ?precision ?role ?body WHERE {{
  VALUES (?property ?role) {{ (org:originalOrganization "from") (org:resultingOrganization "to") }}
  GRAPH ?graph {{
    ?change a gov:ChangeEvent ; gov:date ?day .
    OPTIONAL {{ ?change gov:datePrecision ?precision }}
    ?change ?property ?body .
  }} @without@
}}
"""

_AFFILIATIONS = f"""{_PREFIXES}
SELECT DISTINCT ?body ?above ?from ?until WHERE {{
  GRAPH ?graph {{
    {{ ?tile gov:affiliate ?body ; gov:ministry ?above ; gov:from ?from ; gov:until ?until }}
    UNION {{ ?attachment a gov:Attachment ; org:member ?body ; org:organization ?above }}
  }} @without@
}}
"""


def read(store: Store, without: Collection[NamedNode] = ()) -> Directory:
    """Read what the current graphs say about names; graphs in ``without`` (about to be replaced) say nothing."""
    facts = _facts(store, without)
    changes = _changes(store, without)
    periods = _periods(store, without)
    lasted = {iri: until.day for iri, values in facts.items() if (until := _bound(values, "gov:until")) is not None}
    things: dict[str, Thing] = {}
    for iri, values in sorted(facts.items()):
        things[iri] = _thing(iri, values, changes, periods, lasted)
    parents = {iri: thing.parts_of for iri, thing in things.items()}
    for iri, thing in things.items():
        if thing.kind == "strategy" and (plans := [things[p] for p in sorted(thing.parts_of) if p in things]):
            things[iri] = _strategy(thing, plans, parents)
    names = {
        Name(iri, FORMS[prop], text)
        for iri, values in facts.items()
        for prop, found in values.items()
        if prop in FORMS
        for text, _ in found
    }
    return Directory(
        things, tuple(sorted(names, key=lambda n: (n.thing, n.form, n.text))), changes, _under(store, without)
    )


_Values = dict[str, list[tuple[str, str]]]
"""Values of one thing, with their language, by property; its kind and class under ``kind`` and ``class``."""


def _facts(store: Store, without: Collection[NamedNode]) -> dict[str, _Values]:
    kinds = _kinds(store)
    query = _leaving_out(_PREFIXES + _FACTS, without).replace("@properties@", ", ".join(_PROPERTIES))
    facts: dict[str, _Values] = {}
    schemes = {f"{ID}scheme/{scheme}": scheme for scheme in SCHEMES}
    for kind_of, of in ((kinds, "a"), (schemes, "skos:inScheme")):
        rows = store.select(
            query.replace("@kinds@", " ".join(f"<{iri}>" for iri in sorted(kind_of))).replace("@of@", of)
        ).rows
        for thing, cls, prop, value in sorted(rows, key=_as_text):
            values = facts.setdefault(_text(thing), {})
            kind = kind_of[_text(cls)]
            if "kind" not in values or _rank(kind) < _rank(values["kind"][0][0]):
                values["kind"], values["class"] = [(kind, "")], [(_text(cls), "")]
            entry = (_text(value), (value.language or "") if isinstance(value, Literal) else "")
            if entry not in (known := values.setdefault(_text(prop), [])):
                known.append(entry)
    return {iri: values for iri, values in facts.items() if FORMS.keys() & values.keys()}


def _leaving_out(query: str, without: Collection[NamedNode]) -> str:
    names = ", ".join(sorted(map(str, without)))
    return query.replace("@without@", f"FILTER(?graph NOT IN ({names}))" if names else "")


def _kinds(store: Store) -> dict[str, str]:
    """Return the kind of every class that has one.

    The steps are followed here: ``subClassOf*`` would make an engine look at every node of the store.
    """
    steps: dict[str, set[str]] = defaultdict(set)
    for cls, above in store.select(_CLASSES).rows:
        steps[_text(cls)].add(_text(above))
    roots = {GOV + name: kind for kind, names in CLASSES.items() for name in names}
    kinds: dict[str, str] = {}
    for iri in {*steps, *roots}:
        above_all, front = {iri}, {iri}
        while front := {up for cls in front for up in steps.get(cls, ())} - above_all:
            above_all |= front
        found = [roots[cls] for cls in above_all if cls in roots]
        if found:
            kinds[iri] = min(found, key=_rank)
    return kinds


def _thing(
    iri: str,
    values: _Values,
    changes: Iterable[Change],
    periods: Mapping[str, Validity],
    lasted: Mapping[str, date],
) -> Thing:
    labels = values.get(expand("skos:prefLabel"), [])
    th = min((text for text, lang in labels if lang == "th"), default="")
    en = min((text for text, lang in labels if lang == "en"), default="")
    kind, cls = values["kind"][0][0], values["class"][0][0]
    parts_of = {
        value for prop in ("gov:inPlan", "gov:planOf", "gov:partOfMeeting") for value, _ in values.get(expand(prop), ())
    }
    period = min((value for value, _ in values.get(expand("gov:planPeriod"), ())), default=None)
    if kind in ("ministry", "agency", "province", "cluster"):
        validity = _organisation_validity(iri, values, changes, lasted)
    else:
        validity = periods.get(period, Validity()) if period else Validity()
    number = min((value for value, _ in values.get(expand("gov:statementNumber"), ())), default=None)
    return Thing(iri, kind, cls, th or en or iri, en or th or iri, validity, frozenset(parts_of), number)


def _strategy(thing: Thing, plans: list[Thing], parents: Mapping[str, frozenset[str]]) -> Thing:
    """A strategy holds on the days of its plan, and is part of what its plan is of."""
    parts_of = thing.parts_of.union(*(parents[plan.iri] for plan in plans))
    return Thing(thing.iri, thing.kind, thing.cls, thing.th, thing.en, plans[0].validity, parts_of, thing.number)


def _organisation_validity(
    iri: str, values: _Values, changes: Iterable[Change], lasted: Mapping[str, date]
) -> Validity:
    """A bound that is merely attested gives way to the change that brought it about, where one is recorded.

    Between the last day on which the old name is attested and the day by which the new one must have been there,
    both may have been in use.
    """
    since, until = (_bound(values, prop) for prop in ("gov:from", "gov:until"))
    began = [c for c in changes if iri in c.after and iri not in c.before]
    ended = [c for c in changes if iri in c.before and iri not in c.after]
    start, end = FIRST, LAST
    if since is not None and since.precision != "attested":
        start = since.day
    elif began:
        start = min(_earliest(change, lasted) for change in began)
    if until is not None and until.precision != "attested":
        end = until.latest
    elif ended:
        end = max(change.when.latest for change in ended)
    if since is None or (since.precision == "attested" and began):
        since = _when(began)
    if until is None or (until.precision == "attested" and ended):
        until = _when(ended)
    return Validity(start, end, since, until)


def _earliest(change: Change, lasted: Mapping[str, date]) -> date:
    known = FIRST if change.when.precision == "attested" else change.when.day
    return max(known, *(lasted.get(body, FIRST) for body in change.before), known)


def _when(changes: list[Change]) -> Bound | None:
    return min((change.when for change in changes), key=lambda when: when.day, default=None)


def _bound(values: _Values, prop: str) -> Bound | None:
    days = [d for text, _ in values.get(expand(prop), ()) if (d := _day(text)) is not None]
    if not days:
        return None
    precisions = [text.rpartition("/")[2] for text, _ in values.get(expand(f"{prop}Precision"), ())]
    return Bound(min(days), min(precisions, default="day"))


def _periods(store: Store, without: Collection[NamedNode]) -> dict[str, Validity]:
    found: dict[str, dict[str, date]] = defaultdict(dict)
    for period, prop, value in sorted(store.select(_leaving_out(_PERIODS, without)).rows, key=_as_text):
        if (day := _day(_text(value))) is not None:
            found[_text(period)].setdefault(_text(prop).removeprefix(GOV), day)
    validities: dict[str, Validity] = {}
    for iri, days in found.items():
        start, end = days.get("from", days.get("notBefore", FIRST)), days.get("until", LAST)
        since, until = (None if day in (FIRST, LAST) else Bound(day) for day in (start, end))
        validities[iri] = Validity(start, end, since, until)
    return validities


def _changes(store: Store, without: Collection[NamedNode]) -> tuple[Change, ...]:
    sides: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"from": set(), "to": set()})
    when: dict[str, Bound] = {}
    for change, day, precision, role, body in sorted(store.select(_leaving_out(_CHANGES, without)).rows, key=_as_text):
        if (on := _day(_text(day))) is None:
            continue
        sides[_text(change)][_text(role)].add(_text(body))
        when.setdefault(_text(change), Bound(on, _text(precision).rpartition("/")[2] or "day"))
    return tuple(
        Change(frozenset(of["from"]), frozenset(of["to"]), when[change]) for change, of in sorted(sides.items())
    )


def _under(store: Store, without: Collection[NamedNode]) -> tuple[Under, ...]:
    """Who was under whom: by the days inferred from the attachments, and where there are none by the attachment."""
    found: dict[tuple[str, str], set[tuple[date, date]]] = defaultdict(set)
    attached: list[tuple[str, str]] = []
    for body, above, start, end in store.select(_leaving_out(_AFFILIATIONS, without)).rows:
        pair = (_text(body), _text(above))
        if start is None:
            attached.append(pair)
        else:
            found[pair].add((_day(_text(start)) or FIRST, _day(_text(end)) or LAST))
    for pair in attached:
        if pair not in found:
            found[pair].add((FIRST, LAST))
    under = [Under(body, above, start, end) for (body, above), days in found.items() for start, end in days]
    return tuple(sorted(under, key=lambda u: (u.body, u.above, u.start, u.end)))


def _rank(kind: str) -> int:
    return (*CLASSES, *SCHEMES).index(kind)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # the shapes report a date that is none


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def _as_text(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple(str(term) for term in row)
