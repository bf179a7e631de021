"""What the graph ``catalogue`` says of imports: written with each, read back, and taken out with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import CATALOGUE, ID, term
from govgraph.steward.journal.record import ImportRecord, State, graphs_of
from govgraph.store.port import Store, Term

_IMPORTS: Final = f"{ID}import/"
_A: Final = term("rdf:type")
_REPLACES: Final = term("gov:replaces")
_DATE_TIME: Final = term("xsd:dateTime")

_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)


def statements(record: ImportRecord, counts: Mapping[NamedNode, int]) -> Iterator[Quad]:
    """Give what the catalogue says of an import whose graphs hold so many statements."""
    for graph, th, en in (
        (record.graph, f"ข้อมูลนำเข้าจาก {record.file}", f"Imported from {record.file}"),
        (record.inferred, f"ข้อมูลที่อนุมานจาก {record.file}", f"Inferred from {record.file}"),
    ):
        if graph != record.graph and not counts.get(graph):
            continue  # a graph without statements is none
        for predicate, value in (
            ("rdf:type", term("gov:CurrentGraph")),
            ("gov:stamp", Literal(record.sha256)),
            ("gov:rowCount", Literal(record.rows_accepted)),
            ("gov:statementCount", Literal(counts.get(graph, 0))),
            ("dcterms:title", Literal(th, language="th")),
            ("dcterms:title", Literal(en, language="en")),
            ("prov:wasDerivedFrom", record.source),
            ("prov:wasGeneratedBy", record.activity),
        ):
            yield Quad(graph, term(predicate), value, CATALOGUE)
    yield Quad(record.source, term("gov:fileName"), Literal(record.file), CATALOGUE)
    yield Quad(record.source, term("gov:sha256"), Literal(record.sha256), CATALOGUE)
    yield from _activity(record)


def _activity(record: ImportRecord) -> Iterator[Quad]:
    activity = record.activity
    yield Quad(activity, _A, term("gov:Import"), CATALOGUE)
    yield Quad(activity, _A, term("prov:Activity"), CATALOGUE)
    yield Quad(activity, term("prov:used"), record.source, CATALOGUE)
    for curie, moment in (("prov:startedAtTime", record.started), ("prov:endedAtTime", record.ended)):
        yield Quad(activity, term(curie), Literal(moment.isoformat(), datatype=_DATE_TIME), CATALOGUE)
    for curie, value in (
        ("gov:sourceKey", record.source_key),
        ("gov:profile", record.profile),
        ("gov:importedBy", record.who),
        ("gov:toolVersion", record.version),
        ("gov:rowsRead", record.rows_read),
        ("gov:rowsAccepted", record.rows_accepted),
        ("gov:rowsRejected", record.rows_rejected),
    ):
        yield Quad(activity, term(curie), Literal(value), CATALOGUE)
    if record.replaces is not None:
        yield Quad(activity, _REPLACES, NamedNode(_IMPORTS + record.replaces), CATALOGUE)


class Catalogue:
    """What a catalogue says of imports, from its statements."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[object, list[Quad]] = defaultdict(list)
        for quad in quads:
            self._by_subject[quad.subject].append(quad)
        kind = term("gov:Import")
        activities = [s for s, quads in self._by_subject.items() if any(q.object == kind for q in quads)]
        self.current: Mapping[str, ImportRecord] = {
            record.id: record
            for record in sorted(
                (self._record(node) for node in activities if isinstance(node, NamedNode)),
                key=lambda record: (record.ended, record.id),
            )
        }
        """The imports that are current, by id, oldest first."""

    @classmethod
    def of(cls, store: Store) -> Self:
        """Read the catalogue of a store as it is now."""
        return cls(store.quads(CATALOGUE) if CATALOGUE in store.graphs() else ())

    def of_source(self, source_key: str) -> tuple[ImportRecord, ...]:
        """Return the current imports of a source: one, or none."""
        return tuple(record for record in self.current.values() if record.source_key == source_key)

    def of_import(self, record: ImportRecord, *, leaving: Iterable[ImportRecord] = ()) -> set[Quad]:
        """Return what the catalogue says of an import, with all that hangs on it and on nothing that stays.

        ``leaving`` are other imports that leave together with it.
        """
        gone = {node for entry in (record, *leaving) for node in (entry.graph, entry.inferred, entry.activity)}
        starts = {node for node in self._by_subject if self._is_start(node)}
        mine = self._reachable({record.graph, record.inferred, record.activity})
        others = self._reachable(starts - gone)
        return {quad for node in mine - others for quad in self._by_subject[node]}

    def _is_start(self, node: object) -> bool:
        kinds = {term("gov:CurrentGraph"), term("gov:Import")}
        return any(quad.predicate == _A and quad.object in kinds for quad in self._by_subject[node])

    def _reachable(self, starts: set[NamedNode] | set[object]) -> set[object]:
        seen: set[object] = set()
        waiting: list[object] = list(starts)
        while waiting:
            node = waiting.pop()
            if node in seen or node not in self._by_subject:
                continue
            seen.add(node)
            waiting += [q.object for q in self._by_subject[node] if q.predicate != _REPLACES]
        return seen

    def _record(self, activity: NamedNode) -> ImportRecord:
        value: dict[str, Term] = {quad.predicate.value: quad.object for quad in self._by_subject[activity]}
        source = value.get(term("prov:used").value)
        about = {quad.predicate.value: quad.object for quad in self._by_subject.get(source, ())}

        def text(curie: str) -> str:
            return _text(value.get(term(curie).value) or about.get(term(curie).value))

        import_id = activity.value.removeprefix(_IMPORTS)
        stated, inferred = graphs_of(import_id)
        replaced = value.get(_REPLACES.value)
        return ImportRecord(
            id=import_id,
            source_key=text("gov:sourceKey"),
            profile=text("gov:profile"),
            file=text("gov:fileName"),
            sha256=text("gov:sha256"),
            rows_read=_number(text("gov:rowsRead")),
            rows_accepted=_number(text("gov:rowsAccepted")),
            rows_rejected=_number(text("gov:rowsRejected")),
            started=_moment(text("prov:startedAtTime")),
            ended=_moment(text("prov:endedAtTime")),
            who=text("gov:importedBy"),
            version=text("gov:toolVersion"),
            graph=stated,
            inferred=inferred,
            source=source if isinstance(source, NamedNode) else activity,
            state=State.COMMITTED,
            replaces=replaced.value.removeprefix(_IMPORTS) if isinstance(replaced, NamedNode) else None,
        )


def _text(value: Term | None) -> str:
    return value.value if isinstance(value, Literal) else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _NO_TIME
    return found if found.tzinfo else found.replace(tzinfo=UTC)
