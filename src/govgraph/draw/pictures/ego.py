"""One thing and what it is linked with: every step that an explanation may take from it, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.analysis.circumstances import Circumstances, circumstances
from govgraph.analysis.documents import documents_of
from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import records, text
from govgraph.analysis.walk import STRUCTURE, Step, Walk
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import asked_for
from govgraph.draw.pictures.namesakes import of_whom
from govgraph.draw.pictures.sources import listed
from govgraph.draw.scenes import Caption, EgoScene
from govgraph.draw.scenes.ego import WHEN_UNKNOWN, Neighbour, Relation
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, fiscal_year_of, thai_date, to_ce

_KINDS: Final = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?kind WHERE {{
  <@thing@> a ?kind .
  FILTER(STRSTARTS(STR(?kind), "{PREFIXES["gov"]}"))
  FILTER NOT EXISTS {{ <@thing@> a ?narrower . ?narrower rdfs:subClassOf ?kind . FILTER(?narrower != ?kind) }}
}} ORDER BY ?kind"""

_SURE: Final = {
    3: words.CONFIDENCES["confirmed"],
    2: words.CONFIDENCES["probable"],
    1: words.CONFIDENCES["unconfirmed"],
}
_NOT_GRADED: Final = Label("ไม่ได้จัดระดับความเชื่อมั่น", "confidence not graded")
_OF_PROJECTS: Final = "project"


def ego(store: Store, *, focus: str | None = None, as_of: date | None = None) -> EgoScene:
    """Return the picture of one thing (an IRI) and of all that it is linked with by one step.

    With ``as_of``: what held on that day, or had happened by then; things of unknown period stay, and are marked.
    Raises :class:`govgraph.errors.UsageError` where nothing is on record, and without a thing.
    """
    if focus is None:
        raise UsageError(
            th="ภาพ ego ต้องบอกว่าวาดสิ่งใด: ใช้ focus เช่น กรมปศุสัตว์ หรือ ministry/moac",
            en="The picture ego needs a focus: the thing to draw, such as ministry/moac.",
        )
    walk = Walk(store, as_of, include_unknown=True)
    steps = [s for s in walk.steps([focus])[focus] if as_of is None or s.holds is None or s.holds.covers(as_of)]
    names = of_whom(store, labels_of(store, {focus, *(step.other(focus) for step in steps)}))
    if not steps:
        called = names[focus]
        raise UsageError(
            th=f"ไม่พบความเชื่อมโยงของ “{called.text('th')}” ในหลักฐานที่มี จึงไม่มีอะไรให้วาด",
            en=f"No link of “{called.text('en')}” is on record: nothing to draw.",
        )
    found = _Steps(walk, focus, names, _circumstances(store, steps), as_of)
    relations = found.relations(steps)
    count = len({step.other(focus) for step in steps})
    said = [
        Label(
            f"เชื่อมโยงกับ {count:,} รายการ ใน {len(relations):,} ความสัมพันธ์ ลูกศรอ่านตามทิศทางของความสัมพันธ์",
            f"Linked with {count:,} {'thing' if count == 1 else 'things'} by {len(relations):,} "
            f"{'relation' if len(relations) == 1 else 'relations'}; arrows read as the relations do",
        ),
        *words.narrowings(None, None, as_of, None),
    ]
    name = names[focus]
    return EgoScene(
        caption=Caption(
            title=Label(f"{name.text('th')} เชื่อมโยงกับอะไร", f"What {name.text('en')} is linked with"),
            subtitle=words.several(said),
            source=listed(documents_of(store, {step.record or step.subject for step in steps})),
            record=asked_for("ego", {"focus": shorten(focus), "as-of": as_of}),
        ),
        focus=name,
        kind=_kind(store, focus),
        relations=relations,
    )


def _circumstances(store: Store, steps: Iterable[Step]) -> Mapping[str, Circumstances]:
    return circumstances(store, {"relations": [{"record": step.record} for step in steps], "facts": []})


def _kind(store: Store, thing: str) -> Label:
    kinds = [text(row["kind"]) for row in records(store.select(_KINDS.replace("@thing@", thing)))]
    labels = labels_of(store, kinds)
    return words.several([labels[kind] for kind in kinds], ", ")


@dataclass(frozen=True, slots=True)
class _Steps:
    """Turns steps into neighbours: what they are called, when, and how sure."""

    walk: Walk
    focus: str
    names: Mapping[str, Label]
    known: Mapping[str, Circumstances]
    as_of: date | None

    def relations(self, steps: Sequence[Step]) -> tuple[Relation, ...]:
        """Return the neighbours by relation and direction; those without a name are only counted."""
        grouped: dict[tuple[str, str, bool], list[Step]] = defaultdict(list)
        labels: dict[tuple[str, str, bool], Label] = {}
        for step in steps:
            label = self._label(step)
            key = step.term, label.text("en"), step.subject == self.focus
            grouped[key].append(step)
            labels[key] = label
        found = []
        for key in sorted(grouped):
            named = self._neighbours(grouped[key])
            nameless = len({step.other(self.focus) for step in grouped[key]} - {one.key for one in named})
            found.append(Relation("|".join(map(str, key)), labels[key], key[2], named, nameless))
        return tuple(found)

    def _label(self, step: Step) -> Label:
        """Return the relation in words, with the role in which it holds where that says more."""
        label, role = self.walk.rules[step.term].label, self.known.get(step.record or "", Circumstances()).role
        if role is None:
            return label
        return Label(f"{label.text('th')} ({role.text('th')})", f"{label.text('en')} ({role.text('en')})")

    def _neighbours(self, steps: Sequence[Step]) -> tuple[Neighbour, ...]:
        by_thing: dict[str, list[Step]] = defaultdict(list)
        for step in steps:
            if self.names[step.other(self.focus)] != Label(en=shorten(step.other(self.focus))):
                by_thing[step.other(self.focus)].append(step)
        ranks = {thing: max(self._rank(step) or 0 for step in own) for thing, own in by_thing.items()}
        order = sorted(by_thing, key=lambda thing: (-ranks[thing], self.names[thing].text("th"), thing))
        return tuple(self._neighbour(thing, by_thing[thing], ranks[thing]) for thing in order)

    def _neighbour(self, thing: str, steps: Sequence[Step], rank: int) -> Neighbour:
        times = [self._when(step) for step in steps]
        unknown = any(time is None for time in times)
        told = list(dict.fromkeys(WHEN_UNKNOWN if time is None else time for time in times))
        when = words.several([time for time in told if time.text()], ", ")
        return Neighbour(thing, self.names[thing], when, _SURE.get(rank, _NOT_GRADED), unknown)

    def _rank(self, step: Step) -> int | None:
        """Tell how sure a step is: no surer than what it leads to, nor than its record on that day."""
        ranks = [step.rank, self.walk.rank(step.subject), self.walk.rank(step.object)]
        if step.recorded is not None and self.as_of is not None and not step.recorded.covers(self.as_of):
            ranks.append(2)
        return min((rank for rank in ranks if rank is not None), default=None)

    def _when(self, step: Step) -> Label | None:
        """Return when a step holds; nothing to say where it has no time, and ``None`` where that is not known."""
        if 1 in (self._period_rank(step.subject), self._period_rank(step.object)):
            return None
        if self.walk.rules[step.term].basis == STRUCTURE and step.record is not None:
            stretch = self.known.get(step.record, Circumstances()).stretch.words()
            return stretch if stretch.text() else None
        if self.walk.rules[step.term].basis == _OF_PROJECTS:
            return _fiscal_years(step.days)
        days = sorted(step.days) if step.record is not None else []
        return words.several([Label(thai_date(day), en_date(day)) for day in days], ", ")

    def _period_rank(self, thing: str) -> int | None:
        """Return 1 for a plan, or what stands in one, whose period is not known."""
        return self.walk.rank(thing) if thing != self.focus else None


def _fiscal_years(days: Iterable[date]) -> Label:
    """Return the fiscal years that begin on some days, the first and the last of them."""
    years = sorted({fiscal_year_of(day) for day in days})
    if not years:
        return Label()
    th = f"ปีงบประมาณ {years[0]}" + (f"–{years[-1]}" if len(years) > 1 else "")
    en = f"fiscal year {to_ce(years[0])}" + (f"–{to_ce(years[-1])}" if len(years) > 1 else "")
    return Label(th, en)
