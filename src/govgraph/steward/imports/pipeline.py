"""From a file that somebody handed in to a graph that is current, or to a clear answer why not.

The way: read and lay out (``reading``), map row by row into spools (``mapped``), judge (``judged``), and only then
commit, all in one transaction. All or nothing, unless ``partial`` says that good rows shall not wait for bad ones.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Label, Place, Severity
from govgraph.names import CATALOGUE, expand, graph, term, thing
from govgraph.steward.findings.catalogue import found
from govgraph.steward.findings.report import Difference, ImportReport
from govgraph.steward.imports import identity
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
from govgraph.steward.resolve import Accepted, Register
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
    options = options or ImportOptions()
    started, clock = identity.now(), time.monotonic()
    _tell(teller, f"อ่าน {path.name}", f"reading {path.name}")
    reading = read(path, options)
    standing = Standing(store)
    profile = reading.profile.name if reading.profile else None
    key = identity.source_key(profile or "?", path, options.source)
    current = standing.current(key)
    register = standing.register(without=current)
    name = identity.import_id(key, identity.stamp(_deciding(reading, options, standing, register)))
    same = current is not None and current.id == name
    silent = not options.dry_run and options.return_to is None
    if current is not None and same and silent and not current.rows_rejected:
        return _unchanged(reading, path, current, key)
    accepted, doubts = Accepted.read(options.accept, register) if options.accept else (None, ())

    with Spool() as stated, Spool() as inferred:
        source = thing("source", f"import/{name}")
        where, beside = graph(f"import/{name}"), graph(f"inferred/{name}")
        keys = RowKeys(reading.profile.mapping) if reading.profile else None
        tables = [
            Table(
                layout.sheet,
                layout,
                RowMapper(
                    layout, where, beside, source, identity.slug(key), register,
                    accepted=accepted, allow_new=options.allow_new, file=path.name, keys=keys,
                ),
            )
            for layout in reading.layouts
            if layout.sheet is not None and reading.readable
        ]  # fmt: skip
        mapped = Mapped(path.name, tables, stated, inferred)
        mapped.findings.extend((*reading.findings, *doubts))
        _tell(teller, f"แปลงแถวของ {path.name}", f"mapping the rows of {path.name}")
        mapped.run(teller)
        if reading.readable and not mapped.rows:
            mapped.findings.append(found("GG-IMP-002", place=Place(path.name), value=path.name))
        mapped.attach(identity.slug(key), standing.ministries(), beside)
        facts = list(source_facts(source, path, reading.book.sha256, mapped.height, where))
        if mapped.rows:
            _tell(teller, "ตรวจด้วยกฎ (SHACL)", "judging by the shapes (SHACL)")
            judging(mapped, standing, facts, current)
            if options.partial or not mapped.rejected:  # a row that is still to be mended may make what is missed
                mapped.findings.extend(losses(standing, mapped, current))
            mapped.findings.extend(
                repeats(standing, mapped, source_key=key, profile=profile, sha256=reading.book.sha256)
            )
        rejected = len(mapped.rejected & mapped.read)
        sound = reading.readable and not any(f.severity is Severity.ERROR for f in mapped.findings)
        good = mapped.rows - rejected
        fit = good > 0 and (sound or (options.partial and reading.readable and not mapped.faulty_as_a_whole))
        load = fit and not options.dry_run and not same
        returned = give_back(path, reading, mapped, options, loaded=fit and not options.dry_run)
        done: Commit | None = None
        if load:
            _tell(teller, "บันทึก", "writing")
            record = ImportRecord(
                id=name, source_key=key, profile=profile or "?", file=path.name, sha256=reading.book.sha256,
                rows_read=mapped.rows, rows_accepted=good, rows_rejected=rejected, started=started,
                ended=identity.now(), who=identity.who(), version=__version__, graph=where, inferred=beside,
                source=source, replaces=current.id if current else None,
            )  # fmt: skip
            bulk, rest = mapped.in_bulk()
            done = commit_import(store, journal, record, chain(facts, rest), _columns(name, mapped), bulk)
    return ImportReport(
        import_id=name if fit else None,
        file=path.name,
        sha256=reading.book.sha256,
        profile=profile,
        rows_read=mapped.rows,
        rows_accepted=good,
        rows_rejected=rejected,
        findings=tuple(mapped.findings),
        source_key=key,
        quarantine=returned.quarantine,
        accept_draft=returned.accept_draft,
        return_workbook=returned.workbook,
        loaded=load or same,
        changed=load,
        dry_run=options.dry_run,
        replaced=current.id if load and current else None,
        difference=Difference(done.difference.added, done.difference.changed, done.difference.gone)
        if done and current
        else None,
        statements=done.statements if done else 0,
        seconds=time.monotonic() - clock,
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


def _unchanged(reading: Reading, path: Path, current: ImportRecord, key: str) -> ImportReport:
    return ImportReport(
        import_id=current.id,
        file=path.name,
        sha256=reading.book.sha256,
        profile=current.profile,
        rows_read=current.rows_read,
        rows_accepted=current.rows_accepted,
        rows_rejected=current.rows_rejected,
        source_key=key,
        loaded=True,
        changed=False,
    )


def _columns(name: str, mapped: Mapped) -> list[Quad]:
    """Describe which column of which sheet states what, so that a statement leads to its cell."""
    quads: list[Quad] = []
    of = thing("import", name)
    for number, table in enumerate(mapped.tables, 1):
        layout = table.layout
        by_position: dict[int, list[str]] = {}
        for prop, positions in layout.property_columns.items():
            for position in positions:
                by_position.setdefault(position, []).append(prop)
        headings = {layout.columns[column]: heading for column, heading in layout.headings.items()}
        for position, properties in sorted(by_position.items()):
            node = NamedNode(f"{of.value}/column/{number}.{position}")
            facts: list[tuple[str, NamedNode | Literal]] = [
                ("rdf:type", term("gov:ColumnUse")),
                ("gov:column", Literal(position)),
                ("gov:columnTitle", Literal(headings.get(position, ""))),
                *(("gov:columnProperty", NamedNode(expand(prop))) for prop in sorted(properties)),
            ]
            if table.sheet.name is not None:
                facts.append(("gov:sheet", Literal(table.sheet.name)))
            quads.append(Quad(of, term("gov:usesColumn"), node, CATALOGUE))
            quads.extend(Quad(node, term(predicate), value, CATALOGUE) for predicate, value in facts)
    return quads


def _tell(teller: Teller | None, th: str, en: str) -> None:
    if teller is not None:
        teller.stage(Label(th, en))
