"""From a thing to its evidence: which row of which table, which line of which document says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from govgraph.model import Label, Place
from govgraph.names import PREFIXES
from govgraph.store.batches import BATCH, batches
from govgraph.store.port import Store

_QUERY = """
PREFIX gov: <{gov}>
PREFIX dcterms: <{dcterms}>
SELECT DISTINCT ?thing ?place ?source ?line ?lastLine ?row ?column ?sheet ?titleTh ?titleEn ?url ?recorded
WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing gov:recordedAt ?place . BIND(true AS ?recorded) }}
  UNION
  {{ ?thing dcterms:source ?place . BIND(false AS ?recorded) }}
  OPTIONAL {{ ?place gov:inSource ?container }}
  BIND(COALESCE(?container, ?place) AS ?source)
  OPTIONAL {{ ?place gov:line ?line }}
  OPTIONAL {{ ?place gov:lastLine ?lastLine }}
  OPTIONAL {{ ?place gov:row ?row }}
  OPTIONAL {{ ?place gov:column ?column }}
  OPTIONAL {{ ?place gov:sheet ?sheet }}
  OPTIONAL {{ ?source dcterms:title ?titleTh . FILTER(LANG(?titleTh) = "th") }}
  OPTIONAL {{ ?source dcterms:title ?titleEn . FILTER(LANG(?titleEn) = "en") }}
  OPTIONAL {{ ?source gov:url ?url }}
}}
"""


_COLUMNS = """
PREFIX gov: <{gov}>
PREFIX prov: <{prov}>
SELECT DISTINCT ?thing ?property ?column WHERE {{
  VALUES (?thing ?property) {{ {pairs} }}
  ?thing gov:recordedAt ?place .
  ?place gov:inSource ?source .
  ?import prov:used ?source ; gov:usesColumn ?use .
  ?use gov:columnProperty ?property ; gov:column ?column .
  OPTIONAL {{ ?place gov:sheet ?sheet }}
  OPTIONAL {{ ?use gov:sheet ?own }}
  FILTER(COALESCE(?sheet, "") = COALESCE(?own, ""))
}}
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that bears witness to a thing.

    ``recorded`` tells the place in *our* tables (the row that made the thing) from places in the documents
    behind them.
    """

    place: Place
    title: Label
    url: str | None = None
    recorded: bool = False

    def at(self, column: int | None) -> Evidence:
        """Return the same evidence with the column of its row, where it is a row and the column is known."""
        if column is None or self.place.row is None or self.place.column is not None:
            return self
        return replace(self, place=replace(self.place, column=column))

    def words(self, lang: str = "both") -> str:
        """Return document and place in words, as a footnote gives them."""
        where = self.place.words("th" if lang == "th" else "en")
        if lang == "both" and where:
            where = f"{self.place.words('th')} · {self.place.words('en')}"
        title = self.title.text(lang) or self.place.source
        return f"{title}, {where}" if where else title


def sources_of(store: Store, things: Iterable[str]) -> Mapping[str, tuple[Evidence, ...]]:
    """Return the evidence of each thing: documents first, then our own tables, in a fixed order.

    A thing without evidence has an empty tuple.
    """
    wanted = sorted(set(things))
    found: dict[str, set[Evidence]] = defaultdict(set)
    for listed in batches(wanted):
        query = _QUERY.format(gov=PREFIXES["gov"], dcterms=PREFIXES["dcterms"], things=listed)
        for row in store.select(query):
            thing, source = row["thing"], row["source"]
            assert isinstance(thing, NamedNode)
            if not isinstance(source, NamedNode):
                continue
            text = {name: term.value for name, term in row.items() if isinstance(term, Literal)}
            number = {name: whole_number(text.get(name, "")) for name in ("line", "lastLine", "row", "column")}
            found[thing.value].add(
                Evidence(
                    Place(
                        source.value,
                        line=number.get("line"),
                        last_line=number.get("lastLine"),
                        sheet=text.get("sheet"),
                        row=number.get("row"),
                        column=number.get("column"),
                    ),
                    Label(text.get("titleTh"), text.get("titleEn")),
                    text.get("url"),
                    text.get("recorded") in ("true", "1"),
                )
            )
    return {iri: tuple(sorted(found[iri], key=_order)) for iri in wanted}


def columns_of(store: Store, said: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """Return, for statements given by subject and property, the column of the row from which each was read.

    An import remembers which column of which sheet states what; where several columns state the property, or the
    statement comes from elsewhere, there is no entry.
    """
    wanted = sorted(set(said))
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for start in range(0, len(wanted), BATCH // 2):
        pairs = " ".join(
            f"({NamedNode(thing)} {NamedNode(prop)})" for thing, prop in wanted[start : start + BATCH // 2]
        )
        for row in store.select(_COLUMNS.format(gov=PREFIXES["gov"], prov=PREFIXES["prov"], pairs=pairs)):
            thing, prop, column = row["thing"], row["property"], row["column"]
            if isinstance(thing, NamedNode) and isinstance(prop, NamedNode) and isinstance(column, Literal):
                number = whole_number(column.value)
                found[thing.value, prop.value].update(() if number is None else (number,))
    return {statement: columns.pop() for statement, columns in found.items() if len(columns) == 1}


def whole_number(text: str) -> int | None:
    """Return the number that counts lines, rows or columns, or nothing: a server may hold what we did not write.

    >>> whole_number("65"), whole_number("about 65")
    (65, None)
    """
    return int(text) if len(text) < 10 and text.isdecimal() else None


def runs(stretches: Iterable[tuple[int, int | None]]) -> Iterator[str]:
    """Give stretches of numbers that follow each other as one.

    >>> list(runs([(3, 3), (4, 4), (5, 6), (9, 9)]))
    ['3–6', '9']
    """
    merged: list[list[int]] = []
    for start, end in sorted((start, end or start) for start, end in stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    for first, last in merged:
        yield str(first) if first == last else f"{first}–{last}"


def _order(evidence: Evidence) -> tuple[bool, str, tuple[int, ...], tuple[str, ...]]:
    place, title = evidence.place, evidence.title
    numbers = (place.line, place.last_line, place.row, place.column)
    texts = (place.sheet, title.th, title.en, evidence.url)
    # Everything counts, so that no two places are left in the order of a set.
    return evidence.recorded, place.source, tuple(n or 0 for n in numbers), tuple(t or "" for t in texts)
