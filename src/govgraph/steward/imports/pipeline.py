"""From a file that somebody handed in to a graph that is current, or to a clear answer why not.

The way: read and lay out (``reading``), map row by row into spools (``mapped``), judge (``judged``), and only then
commit, all in one transaction. All or nothing, unless ``partial`` says that good rows shall not wait for bad ones.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Final, Self

from pyoxigraph import NamedNode, Quad

from govgraph.model import Finding, Label, Place, Severity
from govgraph.names import graph, thing
from govgraph.steward.findings.catalogue import found
from govgraph.steward.findings.report import ImportReport
from govgraph.steward.imports import identity
from govgraph.steward.imports.columns import column_uses
from govgraph.steward.imports.judged import judged
from govgraph.steward.imports.mapped import Mapped, Table
from govgraph.steward.imports.neighbours import losses, repeats
from govgraph.steward.imports.options import ImportOptions
from govgraph.steward.imports.reading import Reading, read
from govgraph.steward.imports.returned import give_back
from govgraph.steward.imports.spool import Spool
from govgraph.steward.imports.standing import Standing
from govgraph.steward.imports.telling import Teller
from govgraph.steward.journal import Commit, ImportRecord, Journal, commit_import
from govgraph.steward.mapping import RowMapper
from govgraph.steward.mapping.rowkeys import RowKeys
from govgraph.steward.resolve import Register, read_accepted
from govgraph.steward.resolve.rules import rules_digest
from govgraph.steward.sources import source_facts
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.opening import open_regular
from govgraph.store.port import Store
from govgraph.version import __version__

RULES: Final = "import-1"
"""Changes whenever the same file would make other statements than before."""

Judging = Callable[[Mapped, Standing, Sequence[Quad], ImportRecord | None], None]
"""Finds what is wrong with the rows as a whole, beside what they refer to, without the import they replace."""


def import_file(
    store: Store,
    journal: Journal,
    path: Path,
    options: ImportOptions | None = None,
    *,
    teller: Teller | None = None,
    judging: Judging = judged,
) -> ImportReport:
    """Bring a file into the store, and return what became of it.

    Faults in the data are findings of the report, and keep the file (or, with ``partial``, the row) out. Raises
    :class:`govgraph.errors.GovGraphError` where the file, the profile or the store cannot be read, or a limit is
    reached; the store is then as it was. ``judging`` is what is asked about the rows before they are committed.
    """
    started, clock = identity.now(), time.monotonic()
    _tell(teller, f"อ่าน {path.name}", f"reading {path.name}")
    case = _Case.of(store, path, options or ImportOptions())
    if case.same and case.silent and case.current is not None and not case.current.rows_rejected:
        return _unchanged(case, case.current)
    with Spool() as stated, Spool() as inferred:
        mapped = _mapped(case, stated, inferred, teller)
        facts = list(source_facts(case.source, path, case.reading.book.sha256, mapped.height, case.graph))
        if mapped.rows:
            _tell(teller, "ตรวจด้วยกฎ (SHACL)", "judging by the shapes (SHACL)")
            judging(mapped, case.standing, facts, case.current)
            mapped.findings.extend(_beside_others(case, mapped))
        fit = _is_fit(case, mapped)
        load = fit and not case.options.dry_run and not case.same
        returned = give_back(path, case.reading, mapped, case.options, loaded=fit and not case.options.dry_run)
        done: Commit | None = None
        if load:
            _tell(teller, "บันทึก", "writing")
            bulk, rest = mapped.in_bulk()
            record = _record(case, mapped, started)
            columns = column_uses(case.name, mapped.tables)
            done = commit_import(store, journal, record, chain(facts, rest), columns, bulk)
    return ImportReport(
        import_id=case.name if fit else None,
        file=path.name,
        sha256=case.reading.book.sha256,
        profile=case.profile,
        rows_read=mapped.rows,
        rows_accepted=mapped.good,
        rows_rejected=mapped.rows - mapped.good,
        findings=tuple(mapped.findings),
        source_key=case.key,
        quarantine=returned.quarantine,
        accept_draft=returned.accept_draft,
        return_workbook=returned.workbook,
        loaded=load or case.same,
        changed=load,
        dry_run=case.options.dry_run,
        replaced=case.current.id if done and case.current else None,
        difference=done.difference if done and case.current else None,
        statements=done.statements if done else 0,
        seconds=time.monotonic() - clock,
    )


@dataclass(frozen=True)
class _Case:
    """A file as it was handed in, the store as it stands, and what the import would be called."""

    path: Path
    options: ImportOptions
    reading: Reading
    standing: Standing
    register: Register
    key: str
    name: str
    current: ImportRecord | None

    @classmethod
    def of(cls, store: Store, path: Path, options: ImportOptions) -> Self:
        """Read a file and look at the store."""
        reading, standing = read(path, options), Standing(store)
        key = identity.source_key(reading.profile.name if reading.profile else "?", path, options.source)
        current = standing.current(key)
        register = standing.register(without=current)
        name = identity.import_id(key, identity.stamp(_deciding(reading, options, standing, register)))
        return cls(path, options, reading, standing, register, key, name, current)

    @property
    def profile(self) -> str | None:
        """The name of the layout, where one fits."""
        return self.reading.profile.name if self.reading.profile else None

    @property
    def same(self) -> bool:
        """Whether just this import is current already."""
        return self.current is not None and self.current.id == self.name

    @property
    def silent(self) -> bool:
        """Whether nothing is asked for but that the file be in the store."""
        return not self.options.dry_run and self.options.return_to is None

    @property
    def graph(self) -> NamedNode:
        """The graph of what the file states."""
        return graph(f"import/{self.name}")

    @property
    def beside(self) -> NamedNode:
        """The graph of what follows from it."""
        return graph(f"inferred/{self.name}")

    @property
    def source(self) -> NamedNode:
        """The file as a thing of the graph."""
        return thing("source", f"import/{self.name}")


def _mapped(case: _Case, stated: Spool, inferred: Spool, teller: Teller | None) -> Mapped:
    """Map every row of every table."""
    options, reading, slug = case.options, case.reading, identity.slug(case.key)
    accepted, doubts = read_accepted(options.accept, case.register) if options.accept else (None, ())
    keys = RowKeys(reading.profile.mapping) if reading.profile else None
    tables = [
        Table(
            layout.sheet,
            layout,
            RowMapper(
                layout, case.graph, case.beside, case.source, slug, case.register,
                accepted=accepted, allow_new=options.allow_new, file=case.path.name, keys=keys,
            ),
        )
        for layout in reading.layouts
        if layout.sheet is not None and reading.readable
    ]  # fmt: skip
    mapped = Mapped(case.path.name, tables, stated, inferred)
    mapped.findings.extend((*reading.findings, *doubts))
    _tell(teller, f"แปลงแถวของ {case.path.name}", f"mapping the rows of {case.path.name}")
    mapped.run(teller)
    if reading.readable and not mapped.rows:
        mapped.findings.append(found("GG-IMP-002", place=Place(case.path.name), value=case.path.name))
    mapped.attach(slug, case.standing.ministries(), case.beside)
    return mapped


def _beside_others(case: _Case, mapped: Mapped) -> Iterator[Finding]:
    """Find what the file would do to other imports, or count twice beside them."""
    if case.options.partial or not mapped.rejected:  # a row that is still to be mended may make what is missed
        yield from losses(case.standing, mapped, case.current)
    sha256 = case.reading.book.sha256
    yield from repeats(case.standing, mapped, source_key=case.key, profile=case.profile, sha256=sha256)


def _is_fit(case: _Case, mapped: Mapped) -> bool:
    """Tell whether the file, or with ``partial`` what is good of it, may come into the store."""
    sound = not any(finding.severity is Severity.ERROR for finding in mapped.findings)
    partly = case.options.partial and not mapped.faulty_as_a_whole
    return case.reading.readable and mapped.good > 0 and (sound or partly)


def _record(case: _Case, mapped: Mapped, started: datetime) -> ImportRecord:
    return ImportRecord(
        id=case.name,
        source_key=case.key,
        profile=case.profile or "?",
        file=case.path.name,
        sha256=case.reading.book.sha256,
        rows_read=mapped.rows,
        rows_accepted=mapped.good,
        rows_rejected=mapped.rows - mapped.good,
        started=started,
        ended=identity.now(),
        who=identity.who(),
        version=__version__,
        graph=case.graph,
        inferred=case.beside,
        source=case.source,
        replaces=case.current.id if case.current else None,
    )


def _deciding(reading: Reading, options: ImportOptions, standing: Standing, register: Register) -> Iterator[str]:
    """Give everything that decides what becomes of a file."""
    yield RULES
    yield reading.book.sha256
    yield reading.profile.digest if reading.profile else ""
    yield standing.stamp
    yield register.digest
    yield rules_digest()
    yield f"{options.partial} {options.allow_new} {options.encoding}"
    if options.accept:
        with open_regular(options.accept, Limits()) as file:
            yield hashlib.file_digest(file, "sha256").hexdigest()
    else:
        yield ""


def _unchanged(case: _Case, current: ImportRecord) -> ImportReport:
    return ImportReport(
        import_id=current.id,
        file=case.path.name,
        sha256=case.reading.book.sha256,
        profile=current.profile,
        rows_read=current.rows_read,
        rows_accepted=current.rows_accepted,
        rows_rejected=current.rows_rejected,
        source_key=case.key,
        loaded=True,
        changed=False,
    )


def _tell(teller: Teller | None, th: str, en: str) -> None:
    if teller is not None:
        teller.stage(Label(th, en))
