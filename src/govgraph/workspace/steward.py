"""The data steward's desk: bring data in, have it judged, take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govgraph.errors import InputError, UsageError
from govgraph.steward.ingest import BuildReport, Progress, build, places_of, silent
from govgraph.steward.rdf_files import read_rdf, without_blank_nodes
from govgraph.steward.shacl import Judgement, judge
from govgraph.steward.shipped import shipped
from govgraph.workspace.desk import Desk, day

if TYPE_CHECKING:
    from govgraph.research.rows import Rows
    from govgraph.steward.findings import ImportReport
    from govgraph.steward.imports import Teller
    from govgraph.steward.journal import Journal


class StewardDesk(Desk):
    """What a data steward asks: is it right, is it in, how do I get it out again."""

    def build(self, *, progress: Progress = silent) -> BuildReport:
        """Bring the shipped ontology and data into the store, open for writing; a second call changes nothing.

        ``progress`` is told what is being done. The report has the graphs with their rows and statements, the
        findings, and ``loaded``: false where faults kept everything out.
        """
        return build(self.store, progress=progress)

    def validate(self, files: Sequence[Path] = ()) -> Judgement:
        """Judge RDF files (beside the shipped data, which they may refer to), or the whole store, by the shapes.

        The judgement has ``conforms``, the ``findings``, and the W3C validation report as Turtle (``report_ttl``).
        Raises :class:`govgraph.errors.InputError` for a file that cannot be read. For workbooks and CSV files see
        :meth:`import_files` with ``dry_run``.
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

        ``options`` are the fields of :class:`~govgraph.ImportOptions`; ``teller`` is told how far it has come. Faults
        in the data are findings of the reports. Raises what cannot be reported by cell: a file that cannot be read
        (:class:`govgraph.errors.InputError`), a limit (:class:`govgraph.errors.LimitError`); the files before it are in
        the store by then, see :meth:`each_imported`.
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
        """Return the imports, the newest first; with ``everything`` also those undone or replaced.

        >>> len(workspace.history())
        0
        """
        from govgraph.analysis.imports import history_rows
        from govgraph.steward.journal import history

        return history_rows(history(self.store, self.journal), everything=everything)

    def undo(self, import_id: str, *, cascade: bool = False) -> tuple[Rows, bool]:
        """Take an import back, and bring back what it had replaced; return the imports concerned, and whether done.

        Where other imports refer to what this one holds, these are returned and nothing is done, unless ``cascade``.
        The beginning of an id is enough where only one begins so.
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

    def template(self, profile: str, *, as_of: date | str | None = None, lang: str = "both") -> bytes:
        """Return the empty workbook (XLSX) of a profile, with the names on record to choose from, valid at ``as_of``.

        >>> workspace.template("projects")[:2]
        b'PK'
        """
        from govgraph.steward.imports.forms import form
        from govgraph.steward.mapping import read_profile
        from govgraph.steward.resolve import Register

        return form(read_profile(profile), Register.of(self.store), day(as_of), lang=lang)
