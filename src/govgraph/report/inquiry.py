"""What all chapters of one report ask with: a store, a day, and the sources cited so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar, cast

from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import links
from govgraph.analysis.marks import with_legend
from govgraph.analysis.questions import Record, ask, records, text
from govgraph.analysis.seats import Seat, seats
from govgraph.draw.pictures import picture
from govgraph.errors import UsageError
from govgraph.lineage import Evidence, sources_of
from govgraph.model import Label
from govgraph.names import ID, PREFIXES
from govgraph.report.chapter import Picture
from govgraph.report.references import References
from govgraph.report.sentences import met_on
from govgraph.research.rows import Rows
from govgraph.store.port import Store
from govgraph.thai.dates import fiscal_year_of

T = TypeVar("T")

_OF_YEAR: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?record ?project WHERE {{
  ?record gov:amount ?amount ; gov:currency "THB" .
  OPTIONAL {{ ?record gov:forFiscalYear ?own }}
  OPTIONAL {{
    ?record gov:forProject ?project .
    ?project a gov:Project .
    OPTIONAL {{ ?project gov:forFiscalYear ?its }}
  }}
  BIND(COALESCE(?own, ?its) AS ?year)
  FILTER(?year = <@year@>)
}} ORDER BY ?record
"""


@dataclass(slots=True)
class Inquiry:
    """Questions to a store as of a day; the same question is asked once."""

    store: Store
    day: date
    records: Sequence[Record] = ()
    """The budget records of the audience, of all years (``budget-records``); of the country they are not listed."""
    references: References = field(default_factory=References)
    _answers: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _found: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)

    @property
    def year(self) -> str:
        """The fiscal year in which the day lies."""
        return f"{ID}fiscal-year/{fiscal_year_of(self.day)}"

    def of_year(self) -> list[Record]:
        """Return the budget records of the fiscal year in which the day lies."""
        return [row for row in self.records if row["for_year"] == self.year]

    def of_country(self) -> list[Record]:
        """Return all budget records of that fiscal year, whomever they name: ``record`` and its ``project``."""
        return self.once(("of-country",), lambda: records(self.store.select(_OF_YEAR.replace("@year@", self.year))))

    def links(self, source: str, target: str, **options: Any) -> Rows:
        """Return links as of the day; see :func:`govgraph.analysis.links.links`."""
        key = ("links", source, target, *sorted(options.items()))
        return self.once(key, lambda: links(self.store, source, target, as_of=self.day, **options))

    def ask(self, query: str, **values: Any) -> list[Record]:
        """Return the rows of a shipped query, asked once."""
        key = (query, *sorted(values.items()))
        return self.once(key, lambda: ask(self.store, query, **values))

    def seats(self) -> tuple[Seat, ...]:
        """Return the participations up to the day."""
        return self.once(("seats",), lambda: seats(self.store, as_of=self.day))

    @property
    def met(self) -> Label:
        """When the groups met of which anybody sat in one up to the day: ``on 12 January 2010``."""
        return met_on(seat.day for seat in self.seats())

    def when_met(self) -> Label | None:
        """Say when the groups met: what is told of a later year rests on them all the same."""
        if not (met := self.met).th:
            return None
        return with_legend(Label(f"กลุ่มย่อยที่กล่าวถึงประชุม{met.th}", f"The groups met {met.en}."), self.seats())

    def names(self, things: Iterable[str]) -> Mapping[str, Label]:
        """Return what things are called."""
        return labels_of(self.store, things)

    def evidence(self, things: Iterable[str]) -> tuple[Evidence, ...]:
        """Return all evidence of some things, each looked up once."""
        wanted = sorted(set(things))
        if new := [thing for thing in wanted if thing not in self._found]:
            self._found.update(sources_of(self.store, new))
        return tuple(dict.fromkeys(e for thing in wanted for e in self._found[thing]))

    def picture(self, name: str, kind: str, **options: Any) -> tuple[Picture, ...]:
        """Return a picture, or none where there is nothing to draw."""
        try:
            return (Picture(name, picture(self.store, kind, **options)),)
        except UsageError:
            return ()

    def once(self, key: tuple[Any, ...], work: Callable[[], T]) -> T:
        """Return what some work gives, done once for a key."""
        if key not in self._answers:
            self._answers[key] = work()
        return cast(T, self._answers[key])


def label(row: Mapping[str, Any], name: str) -> Label:
    """Return the names that a row has of a thing."""
    return Label(text(row.get(f"{name}_th")) or None, text(row.get(f"{name}_en")) or None)
