"""The façade: everything govgraph does, on one open store.

>>> import govgraph
>>> with govgraph.open(":memory:") as workspace:
...     report = workspace.build()
...     bridges = workspace.bridges()
>>> len(bridges.rows)
6
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Self

from govgraph import analysis
from govgraph.analysis.labels import labels_of
from govgraph.errors import InputError, StoreError, UsageError
from govgraph.model import Label
from govgraph.names import expand, shorten
from govgraph.research.library import Library
from govgraph.research.limited import run_limited
from govgraph.research.run import Answer, run
from govgraph.research.terms import Value
from govgraph.steward.ingest import BuildReport, Progress, build, places_of, silent
from govgraph.steward.rdf_files import read_rdf, without_blank_nodes
from govgraph.steward.shacl import Judgement, judge
from govgraph.steward.shipped import shipped
from govgraph.store import open_store
from govgraph.store.port import Store

if TYPE_CHECKING:
    import rdflib

    from govgraph.research.results import Rows
    from govgraph.steward.findings import ImportReport
    from govgraph.steward.imports import Teller
    from govgraph.steward.journal import Journal


_IS_AREA: Final = "ASK {{ {{ <{area}> <{jurisdiction}> ?place }} UNION {{ ?body <{jurisdiction}> <{area}> }} }}"


class Workspace:
    """A store, open, with the questions one can ask of it."""

    def __init__(self, store: Store, location: str | None = None) -> None:
        self.store = store
        # As it was given: an address may hold a password, which the store itself does not repeat.
        self._location = location or store.location

    @classmethod
    def open(cls, location: str | Path | None = None, *, write: bool = False) -> Self:
        """Open a workspace: a folder, the address of a SPARQL server, or ``":memory:"``.

        Without a location the environment variable ``GOVGRAPH_STORE`` decides, else ``.govgraph`` in the current
        folder. Raises :class:`govgraph.errors.StoreError` where there is no store or an empty one, or where it is
        locked or damaged.
        """
        given = str(location or os.environ.get("GOVGRAPH_STORE") or "")
        store = open_store(location, write=write)
        if not write and given != ":memory:" and not store.graphs():
            store.close()
            raise StoreError(
                th=f"คลังข้อมูล {store.location} ยังว่างอยู่ โปรดสั่ง `govgraph build` ก่อน",
                en=f"The store {store.location} is empty. Run `govgraph build` first.",
            )
        return cls(store, given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # -- the steward's questions

    def build(self, *, progress: Progress = silent) -> BuildReport:
        """Bring the shipped ontology and data into the store; a second call changes nothing."""
        return build(self.store, progress=progress)

    def validate(self, files: Sequence[Path] = ()) -> Judgement:
        """Judge RDF files (beside the shipped data, which they may refer to), or the whole store, by the shapes.

        For workbooks and CSV files see :meth:`import_files` with ``dry_run``.
        """
        if not files:
            quads = list(self.store.quads())
            return judge(quads, places_of(quads))
        quads = [quad for path in files for quad in read_rdf(path)]
        if not quads:
            names = ", ".join(str(path) for path in files)
            raise InputError(th=f"ไม่มีข้อความใดใน {names}", en=f"There is not a single statement in {names}.")
        background = [quad for entry in shipped() for quad in entry.read().quads]
        return judge(without_blank_nodes(quads), background=background)

    def import_files(
        self, files: Sequence[Path], *, teller: Teller | None = None, **options: Any
    ) -> tuple[ImportReport, ...]:
        """Bring workbooks and CSV files into the store, each all or nothing; return a report for each.

        ``options`` are those of :class:`govgraph.steward.imports.ImportOptions`; ``teller`` is told how far it has
        come. Faults in the data are findings of the reports. Raises what cannot be reported by cell: a file that
        cannot be read (:class:`govgraph.errors.InputError`), a limit (:class:`govgraph.errors.LimitError`); the files
        before it are in the store by then, see :meth:`each_imported`.
        """
        return tuple(self.each_imported(files, teller=teller, **options))

    def each_imported(
        self, files: Sequence[Path], *, teller: Teller | None = None, **options: Any
    ) -> Iterator[ImportReport]:
        """Import files as :meth:`import_files` does, and give each report as soon as its file is done."""
        from govgraph.steward.imports import ImportOptions, import_file
        from govgraph.steward.imports.identity import source_key

        chosen = ImportOptions(**options)
        if chosen.source is not None and len(files) > 1:
            raise UsageError(
                th="--source ใช้กับหลายแฟ้มพร้อมกันไม่ได้: แฟ้มหลังจะแทนที่แฟ้มก่อน",
                en="--source cannot be given with several files: each would replace the one before.",
            )
        stems = [] if chosen.dry_run else [source_key("", Path(path)).removeprefix(":") for path in files]
        if twice := next((stem for stem in stems if stems.count(stem) > 1), None):
            raise UsageError(
                th=f"มีหลายแฟ้มที่ชื่อ “{twice}” แฟ้มหลังจะแทนที่แฟ้มก่อน โปรดนำเข้าทีละแฟ้ม และระบุ --source ให้ต่างกัน",
                en=f"Several of the files are named “{twice}”: each would replace the one before. "
                "Import them one by one, each with a --source of its own.",
            )
        for path in files:
            yield import_file(self.store, self.journal, Path(path), chosen, teller=teller)

    @cached_property
    def journal(self) -> Journal:
        """What was imported and taken back, and copies of what left the store."""
        from govgraph.steward.journal import Journal

        return Journal.of(self.store.location)

    def history(self, *, everything: bool = False) -> Rows:
        """Return the imports, the newest first; with ``everything`` also those undone or replaced."""
        from govgraph.analysis.imports import history_rows
        from govgraph.steward.journal import history

        return history_rows(history(self.store, self.journal), everything=everything)

    def undo(self, import_id: str, *, cascade: bool = False) -> tuple[Rows, bool]:
        """Take an import back, and bring back what it had replaced; return the imports concerned, and whether done.

        Where other imports refer to what this one holds, these are returned and nothing is done, unless ``cascade``.
        """
        from govgraph.analysis.imports import undone_rows
        from govgraph.steward.journal import undo

        undone = undo(self.store, self.journal, self._import(import_id), cascade=cascade)
        return undone_rows(undone), undone.done

    def diff(self, first: str, second: str) -> Rows:
        """Return the statements that the second import adds, changes or drops beside the first."""
        from govgraph.analysis.imports import difference_rows
        from govgraph.steward.journal import diff

        statements = diff(self.store, self.journal, self._import(first), self._import(second))
        return difference_rows(self.store, statements)

    def _import(self, given: str) -> str:
        """Return the id that begins like the one given, where only one does."""
        from govgraph.steward.journal import history

        alike = {record.id for record in history(self.store, self.journal) if record.id.startswith(given)}
        return alike.pop() if given and given not in alike and len(alike) == 1 else given

    def template(self, profile: str, *, as_of: date | None = None, lang: str = "both") -> bytes:
        """Return the empty workbook of a profile, with the names on record to choose from (valid at ``as_of``)."""
        from govgraph.steward.imports.forms import form
        from govgraph.steward.mapping import read_profile
        from govgraph.steward.resolve import Register

        return form(read_profile(profile), Register.of(self.store), as_of, lang=lang)

    # -- the analyst's questions

    def links(
        self,
        source: str = "ministry",
        target: str = "theme",
        *,
        area: str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        statement: str | None = None,
        include_unknown: bool = False,
        with_unassigned: bool = False,
        as_of: date | None = None,
        min_confidence: str | None = None,
    ) -> Rows:
        """Return one row a link and basis; see :func:`govgraph.analysis.links.links`."""
        return analysis.links(
            self.store,
            source,
            target,
            area=self._area(area) if area else None,
            basis=basis,
            fiscal_year=fiscal_year,
            statement=statement,
            include_unknown=include_unknown,
            with_unassigned=with_unassigned,
            as_of=as_of,
            min_confidence=min_confidence,
        )

    def gaps(self, *, as_of: date | None = None, fiscal_year: int | None = None, include_unknown: bool = False) -> Rows:
        """Return what is missing: statements, ministries, tiers, sectors and areas that nothing is linked to."""
        return analysis.gaps(self.store, as_of=as_of, fiscal_year=fiscal_year, include_unknown=include_unknown)

    def bridges(
        self, *, as_of: date | None = None, fiscal_year: int | None = None, min_confidence: str | None = None
    ) -> Rows:
        """Return the agencies that sat in several groups, and what their absence would cut apart."""
        return analysis.bridges(self.store, as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence)

    def overlaps(self, *, as_of: date | None = None, fiscal_year: int | None = None) -> Rows:
        """Return how many agencies each pair of groups shares."""
        return analysis.overlaps(self.store, as_of=as_of, fiscal_year=fiscal_year)

    def explain(
        self, a: str, b: str, *, max_paths: int = 5, as_of: date | None = None, include_unknown: bool = False
    ) -> dict[str, Any]:
        """Return the shortest paths between two things, each step with its sources; or an honest no."""
        return analysis.explain(
            self.store,
            self.resolve(a),
            self.resolve(b),
            max_paths=max_paths,
            as_of=as_of,
            include_unknown=include_unknown,
        )

    def find(self, text: str, *, limit: int = 10, kind: str | None = None) -> Rows:
        """Return what goes by a name like the text, in either language, misspelt or abbreviated."""
        return analysis.find(self.store, text, limit=limit, kind=kind)

    def resolve(self, text: str) -> str:
        """Return the one IRI that an IRI, key or name stands for; close names are offered, never taken."""
        return analysis.resolve(self.store, text)

    def _area(self, text: str) -> str:
        area = self.resolve(text)
        if not self.store.ask(_IS_AREA.format(jurisdiction=expand("gov:jurisdiction"), area=area)):
            label = self.names([area])[area]
            raise UsageError(
                th=f"{label.text('th')} ({shorten(area)}) ไม่ใช่จังหวัด กลุ่มจังหวัด หรือพื้นที่",
                en=f"{label.text('en')} ({shorten(area)}) is no province, cluster or area.",
            )
        return area

    def names(self, things: Iterable[str]) -> Mapping[str, Label]:
        """Return what things are called; one without a name is called by its short IRI."""
        return labels_of(self.store, things)

    def show(self, entity: str, *, as_of: date | None = None) -> dict[str, Any]:
        """Return every fact about a thing, with its sources."""
        return analysis.show(self.store, self.resolve(entity), as_of=as_of)

    def draw(
        self, kind: str, path: str | Path, *, lang: str = "both", size: str = "a4", as_of: date | None = None
    ) -> None:
        """Draw ``bridges``, ``flow`` or ``matrix`` into a file; its suffix (svg, pdf, png) is the format."""
        from govgraph.draw import draw
        from govgraph.draw.pictures import picture

        draw(picture(self.store, kind, as_of=as_of), path, lang=lang, size=size)

    def report(
        self,
        folder: str | Path,
        *,
        lang: str = "both",
        as_of: date | None = None,
        progress: Progress = silent,
    ) -> Path:
        """Judge the store and write the report into a folder; return its page."""
        from govgraph.report import write_report

        return write_report(self.store, Path(folder), lang=lang, as_of=as_of, progress=progress)

    # -- the researcher's questions

    def export(self, form: str, out: IO[bytes], *, graphs: Iterable[str] = ()) -> None:
        """Write everything, or what some graphs hold, to an open file; see :func:`govgraph.exports.export`."""
        from govgraph.exports import export

        export(self.store, form, out, graphs=graphs)

    @property
    def graph(self) -> rdflib.Dataset:
        """The store as an rdflib dataset."""
        return self.store.rdflib()

    def query(
        self,
        query: str,
        parameters: Mapping[str, str] | None = None,
        *,
        timeout: float | None = None,
        as_of: date | None = None,
        fiscal_year: int | None = None,
        min_confidence: str | None = None,
    ) -> Answer:
        """Answer a query of the library, by name, or one given as SPARQL text.

        The filters are handed on to a query that has parameters of their names; one that has not refuses them.
        With a ``timeout`` (seconds; ``inf`` sets no limit) the query runs in a process of its own, which is ended at
        the limit or when the user interrupts.
        """
        asked = Library.shipped().get(query, query)
        filters = {"as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
        values: dict[str, Value | None] = {
            **(parameters or {}),
            **{name: value for name, value in filters.items() if value is not None},
        }
        if timeout is None:
            return run(self.store, asked, values)
        return run_limited(self._location, asked, values, timeout)
