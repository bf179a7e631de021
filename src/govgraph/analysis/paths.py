"""Explain how two things are linked: the shortest paths between them, each step with its sources.

A path must make sense in time. A body that moved from one ministry to another links a meeting only to the ministry it
was under on that day; so the search carries along since when and until when the structures it walked hold, and which
days they must cover.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from govgraph.analysis.evidence import Sources
from govgraph.analysis.labels import labels_of, named_by_a_sentence, told_apart_by_kind
from govgraph.analysis.sentences import in_quotes, in_words, not_joined, not_of_the_day
from govgraph.analysis.walk import Step, Walk
from govgraph.model import Label, Period
from govgraph.store.port import Store
from govgraph.thai import en_date, thai_date

NEAREST: Final = 3
"""So many of the things nearest to either side are named where two are not linked."""

_CONFIDENCE: Final = {3: "confirmed", 2: "probable", 1: "unconfirmed"}


@dataclass(frozen=True, slots=True)
class State:
    """Where the search stands, and what time has to do with it.

    ``days`` is the evidence that structures walked from here must cover (one of the days is enough); ``window`` is
    the time during which the structures walked since the last evidence hold; ``down`` tells that the last of them was
    walked from the whole to its part.
    """

    node: str
    days: frozenset[date] | None = None
    window: Period | None = None
    down: bool = False

    def after(self, step: Step, as_of: date | None = None) -> State | None:
        """Return the state after a step, or ``None`` if the step does not fit in time."""
        onward = step.other(self.node)
        if step.holds is not None:
            return self._structure(step.holds, onward, self.node == step.object, as_of)
        if step.days:
            days = step.days if self.window is None else frozenset(d for d in step.days if self.window.covers(d))
            return State(onward, days) if days else None
        return State(onward) if self.settled(as_of) else None

    def _structure(self, holds: Period, onward: str, down: bool, as_of: date | None) -> State | None:
        turning = down and not self.down
        if self.window is not None and _overlap(self.window, holds) is None:
            return None
        if turning and not self.settled(as_of):
            return None
        days = None if down else self.days
        if days is not None:
            days = frozenset(day for day in days if holds.covers(day))
            if not days:
                return None
        window = holds if self.window is None or turning else _overlap(self.window, holds)
        return State(onward, days, window, down)

    def settled(self, as_of: date | None) -> bool:
        """Tell whether the structures walked so far are of the day asked about, or of a day of evidence."""
        return as_of is None or self.window is None or self.days is not None or self.window.covers(as_of)


def explain(
    store: Store,
    a: str,
    b: str,
    *,
    max_paths: int = 5,
    as_of: date | None = None,
    max_length: int = 8,
    include_unknown: bool = False,
) -> dict[str, Any]:
    """Return the shortest paths between two things as plain values, ready to be written as JSON.

    ``linked`` tells whether there is any path of at most ``max_length`` steps; ``sentence_th`` and ``sentence_en`` say
    it plainly, and each path has such a pair of its own. If not, ``reached`` tells how many things can be reached from
    either side, ``nearest`` which come first, and ``would_link_th`` and ``would_link_en`` between what something would
    have to be on record. Each step has ``subject``, ``predicate``, ``object`` (always in the direction of the
    statement), their labels, its ``basis`` and its ``sources``.
    """
    walk = Walk(store, as_of, include_unknown)
    search = _Search(walk, a, b, max_length)
    paths = search.paths(max_paths)
    linked = a == b or bool(paths)
    things = {a, b, *(end for path in paths for step, _ in path for end in (step.subject, step.object))}
    labels = told_apart_by_kind(store, labels_of(store, things))
    sources = Sources.of(walk, (step for path in paths for step, _ in path))
    quoted = named_by_a_sentence(store, things)
    shown = [_path(path, walk, labels, sources, quoted) for path in paths]
    found: dict[str, Any] = {
        "linked": linked,
        "from": _thing(a, labels),
        "to": _thing(b, labels),
        "as_of": as_of.isoformat() if as_of else None,
        "length": len(paths[0]) if paths else (0 if linked else None),
    }
    if not linked:
        back = _Search(walk, b, a, max_length)
        back.run()
        found["reached"] = {"from": search.reached, "to": back.reached}
        nearest = search.nearest(), back.nearest()
        names = told_apart_by_kind(store, labels_of(store, {iri for side in nearest for iri in side}))
        spoken = {**_spoken(labels, quoted), **_spoken(names, named_by_a_sentence(store, names))}
        found["nearest"] = {
            end: [_thing(iri, names) for iri in side] for end, side in zip(("from", "to"), nearest, strict=True)
        }
        if of_another_time := [iri for iri in (a, b) if not walk.in_force(iri)]:
            words = not_of_the_day([spoken[iri] for iri in of_another_time])
        else:
            words = not_joined(*([spoken[iri] for iri in side] for side in nearest))
        found["would_link_th"], found["would_link_en"] = words.th, words.en
    ends = _spoken(labels, quoted)
    th, en = _sentence(found, (ends[a], ends[b]), len(paths), max_length, as_of)
    return {**found, "sentence_th": th, "sentence_en": en, "paths": shown}


class _Search:
    """Breadth first from ``a``, a level at a time, until ``b`` is reached."""

    def __init__(self, walk: Walk, a: str, b: str, max_length: int) -> None:
        self.walk, self.a, self.b, self.max_length = walk, a, b, max_length
        self.start = State(a)
        self.onward: dict[State, list[tuple[Step, State]]] = defaultdict(list)
        self.depth: dict[State, int] = {self.start: 0}

    @property
    def reached(self) -> int:
        """How many things were reached, without the one the search started from."""
        return len({state.node for state in self._ends()} - {self.a})

    def _ends(self) -> Iterator[State]:
        """Give the states in which a path may end: a structure of another day than that asked about leads nowhere."""
        return (state for state in self.depth if state.settled(self.walk.as_of))

    def nearest(self) -> list[str]:
        """Return the few things that the fewest steps lead to."""
        depths: dict[str, int] = {}
        for state in self._ends():
            if state.node != self.a:
                depths[state.node] = min(self.depth[state], depths.get(state.node, self.depth[state]))
        return sorted(depths, key=lambda node: (depths[node], node))[:NEAREST]

    def run(self) -> list[State]:
        """Search; return the states in which the goal was first reached."""
        if self.a == self.b or not self.walk.in_force(self.a):
            return []
        level = [self.start]
        for depth in range(1, self.max_length + 1):
            following: dict[State, None] = {}
            steps = self.walk.steps(state.node for state in level)
            for state in level:
                for step in steps[state.node]:
                    after = state.after(step, self.walk.as_of)
                    if after is None:
                        continue
                    if self.depth.setdefault(after, depth) == depth:
                        self.onward[state].append((step, after))
                        following[after] = None
            arrived = [s for s in following if s.node == self.b and s.settled(self.walk.as_of)]
            if arrived and next(self._between(arrived), None) is not None:
                return arrived
            level = [state for state in following if state.node != self.b]
        return []

    def paths(self, limit: int) -> list[tuple[tuple[Step, State], ...]]:
        """Return the first shortest paths, in the order of their steps; parallel records make one path."""
        arrived = self.run()
        found: dict[tuple[tuple[str, str, str], ...], tuple[tuple[Step, State], ...]] = {}
        for path in self._between(arrived) if arrived else ():
            found.setdefault(tuple((s.subject, s.term, s.object) for s, _ in path), path)
            if len(found) >= limit:
                break
        return list(found.values())

    def _between(self, goals: Sequence[State]) -> Iterator[tuple[tuple[Step, State], ...]]:
        useful = set(goals)
        for state in sorted(self.onward, key=lambda s: -self.depth[s]):
            if any(after in useful for _, after in self.onward[state]):
                useful.add(state)

        def follow(
            state: State, path: tuple[tuple[Step, State], ...], met: frozenset[str]
        ) -> Iterator[tuple[tuple[Step, State], ...]]:
            if state.node == self.b:
                yield path
                return
            for step, after in self.onward[state]:
                if after in useful and after.node not in met:
                    yield from follow(after, (*path, (step, state)), met | {after.node})

        yield from follow(self.start, (), frozenset({self.a}))


def _path(
    path: Sequence[tuple[Step, State]],
    walk: Walk,
    labels: Mapping[str, Label],
    sources: Sources,
    quoted: Collection[str],
) -> dict[str, Any]:
    steps = (_rank(step, state, walk.as_of) for step, state in path)
    ends = (walk.rank(end) for step, _ in path for end in (step.subject, step.object))
    ranks = [rank for rank in (*steps, *ends) if rank is not None]
    shown = [_step(step, state, walk, labels, sources) for step, state in path]
    words = in_words(shown, quoted)
    return {
        "length": len(path),
        "bases": sorted({walk.rules[step.term].basis for step, _ in path}),
        "confidence": _CONFIDENCE[min(ranks)] if ranks else None,
        "sentence_th": words.th,
        "sentence_en": words.en,
        "steps": shown,
    }


def _step(
    step: Step,
    state: State,
    walk: Walk,
    labels: Mapping[str, Label],
    sources: Sources,
) -> dict[str, Any]:
    rule = walk.rules[step.term]
    rank = _rank(step, state, walk.as_of)
    return {
        "subject": step.subject,
        "subject_th": labels[step.subject].th,
        "subject_en": labels[step.subject].en,
        "predicate": step.term,
        "predicate_th": rule.label.th,
        "predicate_en": rule.label.en,
        "object": step.object,
        "object_th": labels[step.object].th,
        "object_en": labels[step.object].en,
        "direction": "forward" if state.node == step.subject else "backward",
        "basis": rule.basis,
        "record": step.record,
        "confidence": _CONFIDENCE[rank] if rank is not None else None,
        "sources": sources.told(step),
    }


def _rank(step: Step, state: State, as_of: date | None) -> int | None:
    """Tell how sure a step is: a structure is no more than probable beyond the time its source vouches for."""
    if step.rank is None or step.recorded is None:
        return step.rank
    days = state.days or (frozenset({as_of}) if as_of else frozenset())
    vouched = not days or any(step.recorded.covers(day) for day in days)
    return step.rank if vouched else min(step.rank, 2)


def _thing(iri: str, labels: Mapping[str, Label]) -> dict[str, str | None]:
    return {"iri": iri, "th": labels[iri].th, "en": labels[iri].en}


def _spoken(labels: Mapping[str, Label], quoted: Collection[str]) -> dict[str, Label]:
    """Return names as they stand in a sentence."""
    return {iri: in_quotes(label) if iri in quoted else label for iri, label in labels.items()}


def _sentence(
    found: Mapping[str, Any], ends: tuple[Label, Label], paths: int, max_length: int, as_of: date | None
) -> tuple[str, str]:
    a, b = ends
    when_th = f" ณ วันที่ {thai_date(as_of)}" if as_of else ""
    when_en = f" as of {en_date(as_of)}" if as_of else ""
    if found["linked"] and not paths:
        return f"{a.text('th')} เป็นสิ่งเดียวกัน", f"{a.text('en')} is the same thing."
    if found["linked"]:
        length = found["length"]
        return (
            f"{a.text('th')} เชื่อมกับ {b.text('th')}{when_th}: เส้นทางสั้นที่สุด {length} ก้าว แสดง {paths} เส้นทาง",
            f"{a.text('en')} is linked to {b.text('en')}{when_en}: the shortest way has {length} "
            f"step{'s' * (length != 1)}; {paths} shown.",
        )
    near, far = found["reached"]["from"], found["reached"]["to"]
    return (
        f"ไม่พบความเชื่อมโยงระหว่าง {a.text('th')} กับ {b.text('th')} ภายใน {max_length} ก้าว{when_th} ในหลักฐานที่มีอยู่ "
        f"(จากฝั่งแรกไปถึงได้ {near} สิ่ง จากอีกฝั่ง {far} สิ่ง) มิได้หมายความว่าไม่มีความเชื่อมโยงจริง",
        f"No link between {a.text('en')} and {b.text('en')} within {max_length} steps{when_en} is on record "
        f"({near} things can be reached from the first, {far} from the second). "
        "That does not mean that there is none in fact.",
    )


def _overlap(one: Period, other: Period) -> Period | None:
    start = max((d for d in (one.start, other.start) if d is not None), default=None)
    end = min((d for d in (one.end, other.end) if d is not None), default=None)
    return None if start is not None and end is not None and start >= end else Period(start, end)
