"""What became of imported files, in words for people and in every format for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govgraph.cli.findings import findings_rows
from govgraph.cli.output import Output, harmless
from govgraph.model import Label, Place, Severity

if TYPE_CHECKING:
    from govgraph.steward.findings import Group, ImportReport

_SIGNS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_PLACES: Final = 6
"""How many places of a repeated finding are named before the rest is counted."""


def answer(reports: Sequence[ImportReport], output: Output) -> None:
    """Write the reports in the format that was asked for."""
    from govgraph import __version__
    from govgraph.steward import findings as written

    match output.form or output.piped:
        case "text":
            output.text("".join(f"{harmless(line)}\n" for report in reports for line in _lines(report, output)))
        case "json":
            output.text(written.import_report(reports[0] if len(reports) == 1 else reports))
        case "html":
            output.text(written.report_html(reports[0] if len(reports) == 1 else reports, lang=output.lang))
        case "sarif":
            output.text(written.as_sarif([f for report in reports for f in report.findings], __version__))
        case _:
            output.answer(findings_rows([f for report in reports for f in report.findings], output.form))


def outcome(report: ImportReport) -> tuple[str, str]:
    """Return in one sentence, in Thai and in English, whether a file was loaded, and what to do if not."""
    name, rows = report.file, f"{report.rows_accepted:,}"
    if report.dry_run:
        return f"{name}: ตรวจอย่างเดียว ไม่ได้นำเข้า", f"{name}: checked only, nothing was loaded."
    if report.loaded and not report.changed:
        return (
            f"{name}: นำเข้าแล้วตั้งแต่ครั้งก่อน ไม่มีอะไรเปลี่ยน ({report.import_id})",
            f"{name}: already loaded, nothing has changed ({report.import_id}).",
        )
    if report.loaded:
        th, en = "", ""
        if report.replaced and (difference := report.difference):
            counts = difference.added, difference.changed, difference.gone
            th = " แทน {}: เพิ่ม {:,} เปลี่ยน {:,} หาย {:,}".format(report.replaced, *counts)
            en = " in place of {}: {:,} added, {:,} changed, {:,} gone".format(report.replaced, *counts)
        return (
            f"{name}: นำเข้า {rows} แถว ({report.statements:,} ข้อความ) เป็น {report.import_id}{th}",
            f"{name}: {rows} rows ({report.statements:,} statements) loaded as {report.import_id}{en}.",
        )
    if not report.rows_read:
        return f"{name}: ไม่มีแถวที่นำเข้าได้", f"{name}: there are no rows to load."
    if not (report.rows_rejected and report.rows_accepted):
        return (
            f"{name}: มีข้อผิดพลาด จึงไม่ได้นำเข้าเลย แก้แล้วนำเข้าใหม่",
            f"{name}: there are faults, so nothing was loaded. Mend them and import again.",
        )
    return (
        f"{name}: มีข้อผิดพลาด จึงไม่ได้นำเข้าเลย แก้แล้วนำเข้าใหม่ หรือใช้ --partial เพื่อนำเข้าเฉพาะแถวที่ผ่าน",
        f"{name}: there are faults, so nothing was loaded. Mend them and import again, "
        "or load the good rows with --partial.",
    )


def _lines(report: ImportReport, output: Output) -> Iterator[str]:
    from govgraph.steward.findings import counts

    fold = output.fold or (lambda text: (text,))
    total = counts(report.findings)
    yield from fold(
        Label(
            f"{report.file}: อ่าน {report.rows_read:,} แถว ผ่าน {report.rows_accepted:,} ไม่ผ่าน {report.rows_rejected:,}"
            f" (ต้องแก้ {total['error']:,} ควรดู {total['warning']:,} ข้อสังเกต {total['info']:,})",
            f"{report.file}: {report.rows_read:,} rows read, {report.rows_accepted:,} good, "
            f"{report.rows_rejected:,} not (to mend {total['error']:,}, to look at {total['warning']:,}, "
            f"remarks {total['info']:,})",
        ).text(output.lang)
    )
    if report.profile:
        key = report.source_key or ""
        yield from fold(
            Label(f"ผัง {report.profile} แหล่ง {key}", f"layout {report.profile}, source {key}").text(output.lang)
        )
    several = len({place.sheet for group in report.groups for place in group.places}) > 1
    for group in report.groups:
        if group.severity is Severity.INFO:
            continue
        where, said = _where(group, several, output.lang), _said(group, output.lang)
        first, *further = fold(f"{_SIGNS[group.severity]} {where} {group.code}  {said}")
        yield f"  {first}"
        yield from (f"    {line}" for line in further)
    yield from _remarks(report, output)
    for path, th, en in (
        (report.return_workbook, "แฟ้มส่งคืน", "marked workbook"),
        (report.accept_draft, "ชื่อที่รอยืนยัน", "names that wait for a yes"),
        (report.quarantine, "แถวที่ไม่ผ่าน", "rows set aside"),
    ):
        if path:
            yield f"{Label(th, en).text(output.lang)}: {path}"


def _remarks(report: ImportReport, output: Output) -> Iterator[str]:
    """One line a kind of remark: nobody has to do anything about them."""
    from govgraph.steward.findings import helps

    found: dict[str, int] = {}
    for group in report.groups:
        if group.severity is Severity.INFO:
            found[group.code] = found.get(group.code, 0) + group.count
    for code, count in sorted(found.items()):
        title = helps()[code].title
        said = Label(f"{title.text('th')} {count:,} แห่ง", f"{title.text('en')}: {count:,}")
        yield f"  {_SIGNS[Severity.INFO]} {code}  {said.text(output.lang)}"


def _where(group: Group, several: bool, lang: str) -> str:
    named = [_place(place, several) for place in group.places if place.row is not None]
    shown = ", ".join(named[:_PLACES])
    if (more := len(named) - _PLACES) > 0:
        shown += Label(f" และอีก {more:,} แห่ง", f" and {more:,} more").text(lang)
    return shown


def _place(place: Place, with_sheet: bool) -> str:
    cell = place.cell or f"{place.row}"
    return f"{place.sheet}!{cell}" if with_sheet and place.sheet else cell


def _said(group: Group, lang: str) -> str:
    said = group.first.message(lang)
    if group.suggestions and not any(suggestion in said for suggestion in group.suggestions):
        said += Label(" อาจหมายถึง: ", " Perhaps: ").text(lang) + ", ".join(group.suggestions)
    return said
