"""Write a report: one page that needs nothing beside it, the same as PDF, its tables and its pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from govgraph.draw.pictures import picture
from govgraph.errors import LimitError, StoreError, UsageError
from govgraph.model import Label
from govgraph.report.audience import Audience
from govgraph.report.book import book
from govgraph.report.content import gather, seated
from govgraph.report.folder import ensure_ours, replaced
from govgraph.report.page import write_page, write_pictures, write_tables
from govgraph.report.pdf import browser, print_page
from govgraph.report.shown import claims_table, evidence_table, shown
from govgraph.report.words import DEGREES, MEANINGS, commands
from govgraph.steward.ingest import Progress, fingerprint, places_of, silent
from govgraph.steward.shacl import Judgement, judge
from govgraph.store.port import Store

_DRAWN: Final = ("bridges", "flow", "matrix")
"""The pictures of every general report."""

NO_BROWSER: Final = Label(
    "ไม่มี PDF เพราะไม่พบ Chromium, Chrome หรือ Edge: ติดตั้ง หรือบอกที่อยู่ใน GOVGRAPH_CHROMIUM หรือเปิด index.html แล้วสั่งพิมพ์",
    "no PDF: neither Chromium, Chrome nor Edge was found. Install one, name it in GOVGRAPH_CHROMIUM, or open "
    "index.html and print it",
)


def write_report(
    store: Store,
    folder: Path,
    *,
    lang: str = "both",
    as_of: date | None = None,
    pdf: bool | None = None,
    judgement: Judgement | None = None,
    progress: Progress = silent,
) -> Path:
    """Judge the store; write ``index.html``, ``report.pdf``, ``tables/`` and ``pictures/``; return the page.

    ``judgement`` is what the shapes say of the store, where they have been run already. ``pdf`` is whether to print
    the page; without it, it is printed where there is a browser for that (:func:`govgraph.report.pdf.browser`), and the
    report comes without a PDF, and says so, where that browser fails.
    The folder is replaced as a whole once everything is written, so that a reader never sees half a report.
    Raises :class:`govgraph.errors.StoreError` where the folder cannot be written or holds something else, and
    :class:`govgraph.errors.UsageError` where a PDF is wanted and there is no browser, before any work is done; what
    :func:`govgraph.report.pdf.print_page` does where a PDF is wanted and cannot be printed.
    """
    program = _ready(folder, pdf, progress)
    found = seated(store, as_of)
    day = as_of or max(seat.day for seat in found)
    scenes = {kind: picture(store, kind, as_of=day) for kind in _DRAWN}
    quads = list(store.quads())
    if judgement is None:
        progress(Label(f"ตรวจ {len(quads):,} ข้อความด้วย SHACL", f"judging {len(quads):,} statements by the shapes"))
        judgement = judge(quads, places_of(quads))
    progress(Label("นับ วาด และเขียน", "counting, drawing and writing"))
    content = gather(store, judgement.findings, as_of=day)
    with replaced(folder) as draft:
        drawn = write_pictures(draft, scenes, lang=lang)
        write_tables(draft, content.tables)
        write_page(
            draft, "report.html.j2", lang=lang, **content.values, pictures=list(drawn.values()),
            meanings=MEANINGS, commands=commands(content.day), fingerprint=fingerprint(quads),
        )  # fmt: skip
        _print(program, draft, pdf, progress)
    return folder / "index.html"


def write_report_for(
    store: Store,
    folder: Path,
    whom: Audience,
    *,
    lang: str = "both",
    as_of: date | None = None,
    pdf: bool | None = None,
    progress: Progress = silent,
) -> Path:
    """Write the report for a ministry, a cluster, a province or the nation; the same files, and the same errors.

    Without a day it is about :func:`govgraph.report.audience.day_of`. The data are not judged again.
    """
    program = _ready(folder, pdf, progress)
    progress(Label("ถาม นับ และหาหลักฐาน", "asking, counting and looking up the evidence"))
    told = book(store, whom, as_of)
    chapters = shown(told)
    progress(Label("วาดและเขียน", "drawing and writing"))
    with replaced(folder) as draft:
        scenes = {picture.name: picture.scene for chapter in told.chapters for picture in chapter.pictures}
        drawn = write_pictures(draft, scenes, lang=lang)
        tables = {name: rows for chapter in told.chapters for name, rows in chapter.files.items()}
        write_tables(draft, {**tables, "claims": claims_table(told), "evidence": evidence_table(told)})
        write_page(
            draft, "audience.html.j2", lang=lang, title=told.title, subtitle=told.subtitle,
            chapters=[{**chapter, "pictures": [drawn[name] for name in chapter["pictures"]]} for chapter in chapters],
            meanings=DEGREES, sources=told.references.documents, fingerprint=fingerprint(store.quads()),
        )  # fmt: skip
        _print(program, draft, pdf, progress)
    return folder / "index.html"


def _ready(folder: Path, pdf: bool | None, progress: Progress) -> Path | None:
    """Refuse what could not be written in the end; return the browser that will print, if one will."""
    ensure_ours(folder)
    if pdf is False:
        return None
    program = browser()
    if program is None and pdf:
        raise UsageError(th=NO_BROWSER.text("th"), en=f"{NO_BROWSER.text('en').capitalize()}.")
    if program is None:
        progress(NO_BROWSER)
    return program


def _print(program: Path | None, draft: Path, pdf: bool | None, progress: Progress) -> None:
    """Print the page; a browser that fails costs the report only where a PDF was asked for."""
    if program is None:
        return
    progress(Label(f"พิมพ์ PDF ด้วย {program.name}", f"printing the PDF with {program.name}"))
    try:
        print_page(program, draft / "index.html", draft / "report.pdf")
    except (StoreError, LimitError) as error:
        if pdf:
            raise
        (draft / "report.pdf").unlink(missing_ok=True)
        progress(Label(f"ไม่มี PDF: {error.message('th')}", f"no PDF: {error.message('en')}"))
