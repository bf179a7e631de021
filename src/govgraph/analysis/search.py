"""Find things by name: in Thai or English, by abbreviation, and in spite of misspellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, records, text
from govgraph.errors import AmbiguousNameError, NotFoundError, UsageError
from govgraph.model import Label
from govgraph.names import GOV, PREFIXES, expand, shorten
from govgraph.research.rows import Column, Kind, Rows, named
from govgraph.research.terms import printable, read_iri
from govgraph.store.port import Store
from govgraph.thai import key

SHOWN_FROM: Final = 70
"""From this likeness on (0–100) a name is offered; real agencies that are in no register reach 78."""

COLUMNS: Final = (
    *named("thing", Label("สิ่งที่พบ", "thing")),
    Column("kind", Label("ชนิด", "kind")),
    Column("kind_th", Label("ชื่อชนิด", "kind (Thai)")),
    Column("kind_en", Label("ชื่อชนิด (อังกฤษ)", "kind (English)")),
    Column("matched", Label("คำที่ตรง", "matched")),
    Column("how", Label("ตรงอย่างไร", "how")),
    Column("score", Label("ความเหมือน", "likeness"), Kind.INTEGER),
)

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "skos", "rdfs"))

_NAMES = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?form ?name ?class ?scheme WHERE {{
  VALUES (?property ?form) {{ (skos:prefLabel 1) (skos:altLabel 2) (skos:hiddenLabel 3) }}
  ?thing ?property ?name ; a ?class .
  OPTIONAL {{ ?thing skos:inScheme ?scheme }}
}}
"""

_CLASSES = f"""{_PREFIXES}
SELECT DISTINCT ?class ?super WHERE {{
  ?class rdfs:subClassOf* ?super . FILTER(STRSTARTS(STR(?class), "{GOV}") && STRSTARTS(STR(?super), "{GOV}"))
}}
"""

_OF_AREA = f"""{_PREFIXES}
SELECT DISTINCT ?body ?area WHERE {{ VALUES ?area {{ @areas@ }} ?body gov:jurisdiction ?area }}
"""

_KNOWN = "ASK {{ {{ <{0}> ?p ?o }} UNION {{ ?s ?q <{0}> }} }}"

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": ("DepartmentLevelBody", "Bureau", "IndependentAgency"),
    "province": ("ProvincialAdministration",),
    "cluster": ("ProvincialCluster",),
    "strategy": ("StrategicStatement",),
    "plan": ("AreaDevelopmentPlan", "AnnualActionPlan"),
    "group": ("ThematicGroup",),
    "law": ("LegalInstrument", "Section"),
    "policy": ("PolicyFrame",),
}
"""Words of the command line for kinds whose class has another name."""


class How(IntEnum):
    """How well a name fits; the lower, the better."""

    EXACT = 0
    PREFIX = 1
    SUBSTRING = 2
    SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing. ``form`` 1 is the name of record, 2 another name, 3 a recorded misspelling."""

    thing: str
    form: int
    name: str
    key: str


class Register:
    """All names in a store, read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        found = records(store.select(_NAMES))
        self.names = sorted(
            {Name(text(r["thing"]), int(text(r["form"])), text(r["name"]), key(text(r["name"]))) for r in found},
            key=lambda n: (n.key, n.form, n.thing),
        )
        self.kinds: dict[str, str] = {}
        for row in sorted(found, key=lambda r: (text(r["thing"]), text(r["class"]))):
            scheme = text(row["scheme"]).rpartition("/")[2]
            self.kinds.setdefault(text(row["thing"]), scheme or text(row["class"]))

    @cached_property
    def supers(self) -> Mapping[str, set[str]]:
        """The class and its superclasses, by class, as local names."""
        supers: dict[str, set[str]] = {}
        for row in records(self.store.select(_CLASSES)):
            supers.setdefault(text(row["class"]), set()).add(text(row["super"]).removeprefix(GOV))
        return supers

    def of_kind(self, kind: str) -> set[str]:
        """Return the things of a kind: a word such as ``agency``, a class, or a code list such as ``theme``."""
        wanted = {word.casefold() for word in _WORDS.get(kind.casefold(), (shorten(expand(kind)).rpartition(":")[2],))}
        known = {w.casefold() for names in self.supers.values() for w in names} | {w.casefold() for w in _WORDS}
        lists = {kind.casefold() for kind in self.kinds.values() if ":" not in kind}
        if not wanted & (known | lists):
            offered = get_close_matches(kind.casefold(), sorted(known | lists), n=3)
            raise UsageError(
                th=f"ไม่มีชนิด “{printable(kind)}”" + (f" หมายถึง: {', '.join(offered)}?" if offered else ""),
                en=f"There is no kind “{printable(kind)}”."
                + (f" Did you mean: {', '.join(offered)}?" if offered else ""),
            )
        return {
            thing
            for thing, of in self.kinds.items()
            if wanted & ({of.casefold()} | {name.casefold() for name in self.supers.get(of, ())})
        }

    def matches(self, wanted: str, names: Iterable[Name] | None = None) -> list[tuple[How, float, Name]]:
        """Return the best match of each thing, best first."""
        from rapidfuzz import fuzz

        sought = key(wanted)
        best: dict[str, tuple[How, float, Name]] = {}
        for name in (self.names if names is None else names) if sought else ():
            cutoff = 0 if sought in name.key else SHOWN_FROM
            score = fuzz.ratio(sought, name.key, score_cutoff=cutoff)
            if (how := _how(sought, name.key, score)) is None:
                continue
            match = (how, score, name)
            if name.thing not in best or _rank(match) < _rank(best[name.thing]):
                best[name.thing] = match
        return sorted(best.values(), key=_rank)


def find(store: Store, text: str, limit: int = 10, kind: str | None = None) -> Rows:
    """Return the things that go by a name like ``text``, best first.

    Exact names come before beginnings, these before parts, these before likenesses (``how``). Nothing less alike
    than :data:`SHOWN_FROM` is shown. ``kind`` is a word such as ``ministry``, ``agency``, ``province`` or ``theme``.
    """
    register = Register(store)
    names: Iterable[Name] | None = None
    if kind is not None:
        things = register.of_kind(kind)
        names = [name for name in register.names if name.thing in things]
    found = register.matches(text, names)[:limit]
    kinds = {register.kinds[name.thing] for _, _, name in found}
    labels = labels_of(store, {name.thing for _, _, name in found} | {_class_or_scheme(k) for k in kinds})
    rows: list[Record] = []
    for how, score, name in found:
        of = register.kinds[name.thing]
        label, kind_label = labels[name.thing], labels[_class_or_scheme(of)]
        rows.append(
            {
                "thing": name.thing,
                "thing_th": label.th,
                "thing_en": label.en,
                "kind": of.removeprefix(GOV),
                "kind_th": kind_label.th,
                "kind_en": kind_label.en,
                "matched": name.name,
                "how": how.name.lower(),
                "score": round(score),
            }
        )
    return Rows.of(COLUMNS, rows)


def resolve(store: Store, text: str) -> str:
    """Return the IRI that a text stands for: an IRI, ``id:ministry/moac``, ``ministry/moac``, or a name in full.

    A name must fit exactly (but for spaces and case) and stand for one thing only; a name that is merely close is
    offered in the error, never taken. A province is preferred to its area.
    """
    if (iri := _as_iri(text)) is not None and store.ask(_KNOWN.format(iri)):
        return iri
    register = Register(store)
    exact = [name for how, _, name in register.matches(text) if how is How.EXACT]
    things = _without_areas(store, exact)
    record = {thing for thing in things if any(n.thing == thing and n.form == 1 for n in exact)}
    chosen = record or things
    if len(chosen) == 1:
        return chosen.pop()
    if chosen:
        raise AmbiguousNameError(
            th=f"“{printable(text)}” หมายถึงได้ {len(chosen)} สิ่ง: {_listed(store, chosen, 'th')}",
            en=f"“{printable(text)}” may be any of {len(chosen)} things: {_listed(store, chosen, 'en')}.",
            candidates=sorted(chosen),
        )
    close = [name.thing for _, _, name in register.matches(iri.rpartition("/")[2] if iri else text)[:3]]
    hint_th = f" หมายถึง: {_listed(store, close, 'th')}?" if close else ""
    hint_en = f" Did you mean: {_listed(store, close, 'en')}?" if close else ""
    raise NotFoundError(
        th=f"ไม่พบ “{printable(text)}”{hint_th}",
        en=f"Nothing is called “{printable(text)}”.{hint_en}",
        candidates=close,
    )


def _as_iri(text: str) -> str | None:
    try:
        return read_iri(text).value
    except UsageError:
        return None


def _how(sought: str, name: str, score: float) -> How | None:
    if sought == name:
        return How.EXACT
    if name.startswith(sought):
        return How.PREFIX
    if sought in name:
        return How.SUBSTRING
    return How.SIMILAR if score >= SHOWN_FROM else None


def _rank(match: tuple[How, float, Name]) -> tuple[int, float, int, str, str]:
    how, score, name = match
    return how, -score, name.form, name.name, name.thing


def _without_areas(store: Store, names: Iterable[Name]) -> set[str]:
    things = {name.thing for name in names}
    if len(things) < 2:
        return things
    listed = " ".join(str(NamedNode(thing)) for thing in sorted(things))
    governed = records(store.select(_OF_AREA.replace("@areas@", listed)))
    return things - {text(row["area"]) for row in governed if text(row["body"]) in things}


def _class_or_scheme(kind: str) -> str:
    return kind if ":" in kind else expand(f"id:scheme/{kind}")


def _listed(store: Store, things: Iterable[str], lang: str) -> str:
    ordered = list(dict.fromkeys(things))
    labels = labels_of(store, ordered)
    return ", ".join(f"{labels[thing].text(lang)} ({shorten(thing)})" for thing in sorted(ordered))
