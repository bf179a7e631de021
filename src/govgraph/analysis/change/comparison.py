"""What changed between two times: links gained, lost, stronger, weaker; and whether the world moved or the structure.

A link of a ministry can be lost because its agencies no longer do anything on the theme (the world), or because they
are under another ministry now, or have another name (the structure). It is decided by the single agencies behind the
link: where all of them, or who followed them, stand at the other time where they stood, the structure moved; where none
does, the world; else both did. Clusters are looked through in the same way, to the provinces that they count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from govgraph.analysis.change.state import Key, Moment, State
from govgraph.analysis.change.successions import Successions
from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, number, one_of, text
from govgraph.model import Label
from govgraph.research.rows import Cell, Column, Kind, Rows, named
from govgraph.store.port import Store

MEASURES: Final = ("agencies", "projects", "amount_thb", "evidence")
"""By what a link is called stronger or weaker."""


class Change(StrEnum):
    """What became of a link."""

    GAINED = "gained"
    LOST = "lost"
    CONTINUED = "continued"
    """Lost under its names, but there again between those who followed them."""
    STRONGER = "strengthened"
    WEAKER = "weakened"
    NOT_COMPARABLE = "not-comparable"
    """There at both times, but what it is measured by is not on record of each."""
    SAME = "unchanged"


class Cause(StrEnum):
    """What moved."""

    WORLD = "world"
    STRUCTURE = "structure"
    BOTH = "both"


_WORDS: Final[Mapping[tuple[Change, Cause | None], Label]] = {
    (Change.GAINED, Cause.WORLD): Label(
        "หน่วยงานที่อยู่เบื้องหลังเพิ่งมีความเชื่อมโยงนี้", "The agencies behind it are linked to the target only now."
    ),
    (Change.GAINED, Cause.STRUCTURE): Label(
        "หน่วยงานที่อยู่เบื้องหลังมีความเชื่อมโยงนี้อยู่แล้ว แต่ก่อนนั้นอยู่ในสังกัด ชื่อ หรือกลุ่มจังหวัดอื่น",
        "The agencies behind it were linked before, then under another ministry, name or cluster.",
    ),
    (Change.GAINED, Cause.BOTH): Label(
        "บางหน่วยงานเพิ่งมีความเชื่อมโยง บางหน่วยงานมีอยู่แล้วในสังกัด ชื่อ หรือกลุ่มจังหวัดอื่น",
        "Some of the agencies behind it are linked only now; others were, under another ministry, name or cluster.",
    ),
    (Change.LOST, Cause.WORLD): Label(
        "หน่วยงานที่อยู่เบื้องหลังไม่มีความเชื่อมโยงนี้แล้ว", "The agencies behind it are no longer linked to the target."
    ),
    (Change.LOST, Cause.STRUCTURE): Label(
        "หน่วยงานที่อยู่เบื้องหลังยังมีความเชื่อมโยงนี้ แต่อยู่ในสังกัด ชื่อ หรือกลุ่มจังหวัดอื่น",
        "The agencies behind it still are linked, now under another ministry, name or cluster.",
    ),
    (Change.LOST, Cause.BOTH): Label(
        "บางหน่วยงานไม่มีความเชื่อมโยงแล้ว บางหน่วยงานยังมีในสังกัด ชื่อ หรือกลุ่มจังหวัดอื่น",
        "Some of the agencies behind it are no longer linked; others are, under another ministry, name or cluster.",
    ),
    (Change.CONTINUED, Cause.STRUCTURE): Label(
        "ต้นทางหรือปลายทางเปลี่ยนชื่อ รวม แยก หรือจัดกลุ่มใหม่ ความเชื่อมโยงยังอยู่กับผู้รับช่วงต่อ",
        "Source or target was renamed, merged, split or regrouped; the link goes on with who followed.",
    ),
    (Change.STRONGER, Cause.WORLD): Label("มีมากขึ้นกว่าเดิม", "There is more of it than before."),
    (Change.STRONGER, Cause.STRUCTURE): Label(
        "มากขึ้นเพราะหน่วยงานหรือจังหวัดย้ายเข้ามา", "Stronger only by agencies or provinces that came over."
    ),
    (Change.STRONGER, Cause.BOTH): Label(
        "มากขึ้น ส่วนหนึ่งเพราะหน่วยงานหรือจังหวัดย้ายเข้ามา", "Stronger, in part by agencies or provinces that came over."
    ),
    (Change.WEAKER, Cause.WORLD): Label("มีน้อยลงกว่าเดิม", "There is less of it than before."),
    (Change.WEAKER, Cause.STRUCTURE): Label(
        "น้อยลงเพราะหน่วยงานหรือจังหวัดย้ายออกไป", "Weaker only by agencies or provinces that went elsewhere."
    ),
    (Change.WEAKER, Cause.BOTH): Label(
        "น้อยลง ส่วนหนึ่งเพราะหน่วยงานหรือจังหวัดย้ายออกไป",
        "Weaker, in part by agencies or provinces that went elsewhere.",
    ),
    (Change.NOT_COMPARABLE, None): Label(
        "มีทั้งสองเวลา แต่เทียบไม่ได้ เพราะไม่มีจำนวนบันทึกไว้ครบทั้งสองเวลา",
        "There at both times, but it cannot be compared: the amount is not on record of each.",
    ),
    (Change.SAME, None): Label("เท่าเดิม", "As before."),
}

COLUMNS: Final = (
    Column("change", Label("การเปลี่ยนแปลง", "change")),
    Column("cause", Label("สิ่งที่เปลี่ยน", "what moved")),
    *named("source", Label("ต้นทาง", "source")),
    *named("target", Label("ปลายทาง", "target")),
    Column("basis", Label("ฐานของความเชื่อมโยง", "basis")),
    *(
        Column(f"{name}_{when}", Label(f"{th} ({when_th})", f"{en} ({when})"), kind)
        for name, th, en, kind in (
            ("agencies", "จำนวนหน่วยงาน", "agencies", Kind.INTEGER),
            ("projects", "จำนวนโครงการ", "projects", Kind.INTEGER),
            ("amount_thb", "จำนวนเงิน (บาท)", "amount (THB)", Kind.DECIMAL),
            ("evidence", "จำนวนหลักฐาน", "evidence", Kind.INTEGER),
        )
        for when, when_th in (("before", "ก่อน"), ("after", "หลัง"))
    ),
    *named("continues_as", Label("ต่อเนื่องเป็น", "continues as")),
    *named("agencies_gone", Label("หน่วยงานที่หายไป", "agencies gone")),
    *named("agencies_new", Label("หน่วยงานที่เข้ามาใหม่", "agencies new")),
    Column("why_th", Label("คำอธิบาย", "explanation (Thai)")),
    Column("why_en", Label("คำอธิบาย (อังกฤษ)", "explanation (English)")),
)


def compare(
    store: Store,
    source: str,
    target: str,
    before: Moment,
    after: Moment,
    *,
    by: str = "agencies",
    **filters: Any,
) -> Rows:
    """Return one row for each link that is on record at either time, the changed ones first.

    ``source`` and ``target`` are those of :func:`govgraph.analysis.links.links`, as are the ``filters`` (``area``,
    ``basis``, ``statement``, ``include_unknown``, ``min_confidence``). ``by`` is one of :data:`MEASURES`. A link whose
    source or target was renamed, merged, split or regrouped is ``continued`` and has one row, under its old names;
    where it goes on as several, ``projects_after`` and ``evidence_after`` are empty, as these may have projects and
    records in common. A time about which nothing is on record looks like one without links: the rows say what is on
    record, not more.
    """
    one_of(by, MEASURES, "by")
    old, new = (State.at(store, source, target, moment, **filters) for moment in (before, after))
    between = Successions.between(store, before.evidence_day, after.evidence_day)
    found = list(_Comparison(old, new, between, by).rows())
    return Rows.of(COLUMNS, sorted(_named(store, found), key=_order))


@dataclass(frozen=True, slots=True)
class _Comparison:
    old: State
    new: State
    between: Successions
    by: str

    def rows(self) -> Iterator[Record]:
        """Give the rows, without names."""
        followed = {key: self._followers(key) for key in self.old.rows.keys() - self.new.rows.keys()}
        taken = {key for keys in followed.values() for key in keys}
        for key in sorted(self.old.rows.keys() | self.new.rows.keys()):
            if key in followed:
                yield self._gone(key, followed[key])
            elif key in self.old.rows:
                yield self._kept(key)
            elif key not in taken:
                row = self._row(key, Change.GAINED, (), (key,))
                yield {**row, "cause": _cause(self._was_there(self.new.behind(key)))}

    def _followers(self, key: Key) -> tuple[Key, ...]:
        """Return the links that are new at the later time, between those who followed source and target."""
        source, target, basis = key
        pairs = ((s, t, basis) for s in self.between.after(source) for t in self.between.after(target))
        return tuple(pair for pair in pairs if pair in self.new.rows and pair not in self.old.rows)

    def _gone(self, key: Key, followers: tuple[Key, ...]) -> Record:
        if followers:
            row = self._row(key, Change.CONTINUED, (key,), followers)
            ends = sorted({end for s, t, _ in followers for end in (s, t)} - set(key[:2]))
            return {**row, "continues_as": " ".join(ends), "cause": Cause.STRUCTURE}
        row = self._row(key, Change.LOST, (key,), ())
        return {**row, "cause": _cause(self._still_there(self.old.behind(key)))}

    def _kept(self, key: Key) -> Record:
        row = self._row(key, Change.SAME, (key,), (key,))
        before, after = row[f"{self.by}_before"], row[f"{self.by}_after"]
        if before is None or after is None:
            return {**row, "change": Change.NOT_COMPARABLE}
        difference = Decimal(text(after)) - Decimal(text(before))
        if not difference:
            return row
        gone = self.old.behind(key) - self.new.behind(key)
        new = self.new.behind(key) - self.old.behind(key)
        if difference > 0:
            moved = self._was_there(new)
            return {**row, "change": Change.STRONGER, "cause": _cause(moved)}
        moved = self._still_there(gone)
        return {**row, "change": Change.WEAKER, "cause": _cause(moved)}

    def _still_there(self, single: Iterable[Key]) -> list[bool]:
        """Tell of each link of a single agency whether it, or one that follows it, is there at the later time."""
        return [self._any(key, self.between.after, self.new.single) for key in single]

    def _was_there(self, single: Iterable[Key]) -> list[bool]:
        return [self._any(key, self.between.before, self.old.single) for key in single]

    @staticmethod
    def _any(key: Key, others: Any, single: frozenset[Key]) -> bool:
        agency, place, basis = key
        return any((a, p, basis) in single for a in others(agency) for p in others(place))

    def _row(self, key: Key, change: Change, old: tuple[Key, ...], new: tuple[Key, ...]) -> Record:
        source, target, basis = key
        rows = [self.old.rows[one] for one in old], [self.new.rows[one] for one in new]
        through = [{agency for row in side for agency in text(row["through"]).split()} for side in rows]
        row: Record = {"source": source, "target": target, "basis": basis, "change": change, "cause": None}
        for when, side, agencies in zip(("before", "after"), rows, through, strict=True):
            amounts = [Decimal(text(one["amount_thb"])) for one in side if one["amount_thb"] is not None]
            row[f"agencies_{when}"] = len(agencies)
            row[f"projects_{when}"] = _distinct(side, "projects")
            row[f"evidence_{when}"] = _distinct(side, "evidence")
            row[f"amount_thb_{when}"] = sum(amounts, Decimal(0)) if amounts else None
        row["agencies_gone"] = " ".join(sorted(through[0] - through[1])) or None
        row["agencies_new"] = " ".join(sorted(through[1] - through[0])) or None
        return row


def _cause(moved: list[bool]) -> Cause:
    """Return what moved; ``moved`` tells of each single link whether it is there at the other time all the same."""
    if moved and all(moved):
        return Cause.STRUCTURE
    return Cause.BOTH if any(moved) else Cause.WORLD


def _distinct(rows: list[Record], column: str) -> int | None:
    """Return how many projects or records are behind links; of several, which may share them, it is not told."""
    counts = [number(row[column]) for row in rows]
    return sum(counts) if len(counts) < 2 or not any(counts) else None


def _named(store: Store, rows: list[Record]) -> Iterator[Record]:
    several = ("continues_as", "agencies_gone", "agencies_new")
    things: set[str] = set()
    for row in rows:
        things.update((text(row["source"]), text(row["target"])))
        things.update(iri for column in several for iri in text(row.get(column)).split())
    labels = labels_of(store, things)
    for row in rows:
        for column in ("source", "target", *several):
            found = [labels[iri] for iri in text(row.get(column)).split()]
            row[f"{column}_th"] = "; ".join(label.text("th") for label in found) or None
            row[f"{column}_en"] = "; ".join(label.text("en") for label in found) or None
        change, cause = row["change"], row["cause"]
        assert isinstance(change, Change)
        words = _WORDS[change, cause if isinstance(cause, Cause) else None]
        yield {
            **row,
            "change": str(change),
            "cause": None if cause is None else str(cause),
            "why_th": words.th,
            "why_en": words.en,
        }


def _order(row: Mapping[str, Cell]) -> tuple[int, str, str, str]:
    change = list(Change).index(Change(text(row["change"])))
    return change, text(row["source"]), text(row["target"]), text(row["basis"])
