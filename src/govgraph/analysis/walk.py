"""The steps that an explanation may take: read from the ontology's annotations, fetched for many things at once.

A property with ``gov:explaining`` is a step from subject to object. A class with ``gov:edgeSubject`` and
``gov:edgeObject`` is a record: each of its instances is one step, and the instance is the evidence. Nothing else is
walked, so no path runs through a type, a tier, a source or the meeting that holds all groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govgraph.analysis.questions import Record, number, records, text
from govgraph.model import Label, Period
from govgraph.names import PREFIXES, expand
from govgraph.research.rows import Cell
from govgraph.store.batches import batches
from govgraph.store.port import Store

STRUCTURE: Final = "structure"
_PREFIXES: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "org", "rdfs"))

_RULES: Final = f"""{_PREFIXES}
SELECT ?term ?from ?to ?basis (MIN(?label_th) AS ?th) (MIN(?label_en) AS ?en) WHERE {{
  {{ ?term gov:explaining true . BIND(rdfs:label AS ?naming) }}
  UNION {{ ?term gov:edgeSubject ?from ; gov:edgeObject ?to . BIND(gov:edgeLabel AS ?naming) }}
  ?term gov:edgeBasis ?basis .
  OPTIONAL {{ ?term ?naming ?label_th . FILTER(LANG(?label_th) = "th") }}
  OPTIONAL {{ ?term ?naming ?label_en . FILTER(LANG(?label_en) = "en") }}
}} GROUP BY ?term ?from ?to ?basis ORDER BY ?term
"""

_DIRECT: Final = f"""{_PREFIXES}
SELECT DISTINCT ?subject ?term ?object WHERE {{
  {{ VALUES ?subject {{ @nodes@ }} VALUES ?term {{ @terms@ }} ?subject ?term ?object }}
  UNION {{ VALUES ?object {{ @nodes@ }} VALUES ?term {{ @terms@ }} ?subject ?term ?object }}
  FILTER(isIRI(?object))
  MINUS {{ VALUES ?class {{ @classes@ }} ?subject a ?class }}
}}
"""

_RECORDS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?record ?term ?subject ?object ?day ?from ?until ?rank WHERE {{
  {{
    SELECT DISTINCT ?record ?term ?subject ?object WHERE {{
      {{
        VALUES ?subject {{ @nodes@ }}
        VALUES (?term ?s ?o) {{ @terms@ }}
        ?record ?s ?subject ; ?o ?object ; a ?term .
      }} UNION {{
        VALUES ?object {{ @nodes@ }}
        VALUES (?term ?s ?o) {{ @terms@ }}
        ?record ?o ?object ; ?s ?subject ; a ?term .
      }}
    }}
  }}
  OPTIONAL {{ ?record gov:heldOn ?day }}
  OPTIONAL {{ ?record org:memberDuring/gov:from ?from }}
  OPTIONAL {{ ?record org:memberDuring/gov:until ?until }}
  OPTIONAL {{ ?record gov:confidence/gov:rank ?rank }}
}}
"""

_TILES: Final = f"""{_PREFIXES}
SELECT ?record (MIN(?starts) AS ?from) (MAX(?ends) AS ?until) WHERE {{
  VALUES ?record {{ @nodes@ }}
  ?tile gov:inferredFrom ?record ; gov:from ?starts ; gov:until ?ends .
}} GROUP BY ?record
"""

_DATES: Final = f"""{_PREFIXES}
SELECT DISTINCT ?node ?kind ?from ?until ?not_before ?basis ?rank ?founded ?dissolved WHERE {{
  {{
    VALUES ?node {{ @nodes@ }} ?node gov:planOf ?owner . BIND("plan" AS ?kind)
    OPTIONAL {{ ?owner gov:from ?founded }} OPTIONAL {{ ?owner gov:until ?dissolved }}
    OPTIONAL {{ ?node gov:planPeriod ?plan_period }}
  }}
  UNION {{
    VALUES ?node {{ @nodes@ }} VALUES ?class {{ gov:Vision gov:Mission gov:StrategicIssue }}
    ?node a ?class ; gov:inPlan ?plan . BIND("statement" AS ?kind)
    OPTIONAL {{ ?plan gov:planOf/gov:from ?founded }} OPTIONAL {{ ?plan gov:planOf/gov:until ?dissolved }}
    OPTIONAL {{ ?plan gov:planPeriod ?plan_period }}
  }}
  UNION {{ VALUES ?node {{ @nodes@ }} ?node a gov:Project ; gov:forFiscalYear ?period . BIND("project" AS ?kind) }}
  UNION {{
    VALUES ?node {{ @nodes@ }} ?record gov:forProject ?node ; gov:forFiscalYear ?period . BIND("project" AS ?kind)
  }}
  UNION {{ VALUES ?node {{ @nodes@ }} ?node a gov:BudgetLine ; gov:forFiscalYear ?period . BIND("line" AS ?kind) }}
  UNION {{ VALUES ?node {{ @nodes@ }} ?node a gov:ThematicGroup ; gov:heldOn ?from . BIND("group" AS ?kind) }}
  BIND(COALESCE(?period, ?plan_period) AS ?dated)
  OPTIONAL {{ ?dated gov:from ?from }}
  OPTIONAL {{ ?dated gov:until ?until }}
  OPTIONAL {{ ?dated gov:notBefore ?not_before }}
  OPTIONAL {{ ?dated gov:periodBasis ?basis }}
  OPTIONAL {{ ?node gov:confidence/gov:rank ?rank }}
}}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement that a path may use, from ``subject`` to ``object``.

    ``days`` are the days on which it is evidence (a meeting, the first day of a fiscal year); ``holds`` is the
    stretch of time during which a structure is so, and ``recorded`` the part of it that a source vouches for.
    """

    subject: str
    term: str
    object: str
    record: str | None = None
    days: frozenset[date] = frozenset()
    holds: Period | None = None
    recorded: Period | None = None
    rank: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What steps are sorted by."""
        return self.term, self.subject, self.object, self.record or ""

    def other(self, node: str) -> str:
        """Return the end that is not ``node``."""
        return self.object if node == self.subject else self.subject


@dataclass(frozen=True, slots=True)
class Rule:
    """How steps of a property or record class are called, and on what basis they stand."""

    basis: str
    label: Label
    ends: tuple[str, str] | None = None


@dataclass(slots=True)
class Walk:
    """Fetches steps from a store, a frontier at a time, and remembers them.

    With ``as_of``, what is not in force on that day is not walked: later meetings, plans and fiscal years of other
    times, and plans of unknown period unless ``include_unknown``.
    """

    store: Store
    as_of: date | None = None
    include_unknown: bool = False
    rules: Mapping[str, Rule] = field(init=False)
    _steps: dict[str, list[Step]] = field(default_factory=dict)
    _days: dict[str, frozenset[date]] = field(default_factory=dict)
    _in_force: dict[str, bool] = field(default_factory=dict)
    _ranks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = {
            text(row["term"]): Rule(
                text(row["basis"]),
                Label(text(row["th"]) or None, text(row["en"]) or None),
                (text(row["from"]), text(row["to"])) if row["from"] else None,
            )
            for row in records(self.store.select(_RULES))
        }

    def steps(self, nodes: Iterable[str]) -> Mapping[str, list[Step]]:
        """Return the steps at each node, sorted; those to things not in force are left out."""
        nodes = set(nodes)
        wanted = nodes - self._steps.keys()
        found: dict[str, set[Step]] = defaultdict(set)
        for listed in batches(wanted):
            for step in (*self._direct(listed), *self._records(listed)):
                for node in {step.subject, step.object} & wanted:
                    found[node].add(step)
        ends = {end for steps in found.values() for step in steps for end in (step.subject, step.object)}
        self._date(ends - self._in_force.keys())
        for node in wanted:
            dated = (self._dated(step) for step in found[node])
            kept = (s for s in dated if self.in_force(s.subject) and self.in_force(s.object) and self._happened(s))
            self._steps[node] = sorted(kept, key=lambda step: step.key)
        return {node: self._steps[node] for node in nodes}

    def in_force(self, node: str) -> bool:
        """Tell whether a thing is of the day asked about; what has no date always is."""
        if node not in self._in_force:
            self._date({node})
        return self._in_force[node]

    def rank(self, node: str) -> int | None:
        """Tell how sure it is that a project, a plan or a statement counts; nothing else is in doubt by itself.

        A project is as sure as its record; a plan, and what stands in it, as its period: stated 3, inferred 2,
        not known 1.
        """
        return self._ranks.get(node) if self.in_force(node) else None

    def _direct(self, nodes: str) -> list[Step]:
        terms = " ".join(f"<{iri}>" for iri, rule in self.rules.items() if rule.ends is None)
        classes = " ".join(f"<{iri}>" for iri, rule in self.rules.items() if rule.ends)
        rows = self._select(_DIRECT, nodes=nodes, terms=terms, classes=classes)
        return [Step(text(row["subject"]), text(row["term"]), text(row["object"])) for row in rows]

    def _records(self, nodes: str) -> list[Step]:
        terms = " ".join(f"(<{t}> <{r.ends[0]}> <{r.ends[1]}>)" for t, r in self.rules.items() if r.ends)
        rows = self._select(_RECORDS, nodes=nodes, terms=terms)
        structural = {text(row["record"]) for row in rows if self.rules[text(row["term"])].basis == STRUCTURE}
        tiles = {
            text(row["record"]): Period(_day(row["from"]), _day(row["until"]))
            for listed in batches(structural)
            for row in self._select(_TILES, nodes=listed)
        }
        return [self._step(row, tiles) for row in rows]

    def _step(self, row: Record, tiles: Mapping[str, Period]) -> Step:
        record = text(row["record"])
        recorded = holds = None
        if self.rules[text(row["term"])].basis == STRUCTURE:
            recorded = Period(_day(row["from"]), _day(row["until"]))
            holds = _hull(recorded, tiles[record]) if record in tiles else recorded
        day = _day(row["day"])
        return Step(
            text(row["subject"]),
            text(row["term"]),
            text(row["object"]),
            record,
            frozenset({day} if day else ()),
            holds,
            recorded,
            number(row["rank"]) or 1,
        )

    def _select(self, query: str, **lists: str) -> list[Record]:
        for name, listed in lists.items():
            query = query.replace(f"@{name}@", listed)
        return records(self.store.select(query))

    def _date(self, nodes: Iterable[str]) -> None:
        nodes = set(nodes)
        dates: dict[str, list[Record]] = defaultdict(list)
        for listed in batches(nodes):
            for row in self._select(_DATES, nodes=listed):
                dates[text(row["node"])].append(row)
        for node in nodes:
            rows = dates[node]
            covering = [row for row in rows if self._covers(row)]
            self._in_force[node] = not rows or bool(covering)
            if ranks := [_rank(row) for row in covering if row["kind"] not in ("group", "line")]:
                self._ranks[node] = max(ranks)
            starts = {day for row in rows if row["kind"] in ("project", "plan", "line") and (day := _day(row["from"]))}
            self._days[node] = frozenset(starts)

    def _covers(self, row: Record) -> bool:
        if self.as_of is None:
            return True
        start, end = _day(row["from"]), _day(row["until"])
        if row["kind"] == "group":
            return start is None or start <= self.as_of
        if start is None and end is None:
            bounds = (row["not_before"], None), (row["founded"], row["dissolved"])
            return self.include_unknown and all(Period(_day(a), _day(b)).covers(self.as_of) for a, b in bounds)
        return Period(start or _day(row["not_before"]), end).covers(self.as_of)

    def _dated(self, step: Step) -> Step:
        """Give a step the days that its project, or the plan of an area, stands for."""
        if step.days or step.holds is not None:
            return step
        days = self._days[step.subject]
        if step.term in _OF_AN_AREA and self.as_of is not None and days:
            days = frozenset({self.as_of})
        if not days or step.term in _UNDATED:
            return step
        return Step(step.subject, step.term, step.object, step.record, days, None, None, step.rank)

    def _happened(self, step: Step) -> bool:
        if self.as_of is None or step.term in _OF_AN_AREA or self.rules[step.term].basis != "participation":
            return True
        return any(day <= self.as_of for day in step.days) or not step.days


_OF_AN_AREA: Final = frozenset({expand("gov:planOf"), expand("gov:projectArea")})
_STATED: Final = expand("id:period-basis/stated")
_UNDATED: Final = frozenset({expand("gov:inPlan"), expand("gov:derivedFromPlan")})


def _hull(one: Period, other: Period) -> Period:
    start = None if one.start is None or other.start is None else min(one.start, other.start)
    end = None if one.end is None or other.end is None else max(one.end, other.end)
    return Period(start, end)


def _rank(row: Record) -> int:
    if row["kind"] == "project":
        return number(row["rank"]) or 1
    if row["from"] is None and row["until"] is None:
        return 1
    return 3 if row["basis"] == _STATED else 2


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None
