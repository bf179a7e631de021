"""Findings as one page for a colleague: Thai first, repeated ones together, with help; prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from govgraph.model import Finding, Label, Place
from govgraph.steward.findings.groups import Group, groups
from govgraph.steward.findings.help import helps, repair_of
from govgraph.steward.findings.records import SEVERITIES, conforms, counts
from govgraph.steward.findings.report import ImportReport

_PLACES_SHOWN: Final = 12
_GROUPS_SHOWN: Final = 2_000
"""A browser shows so many rows without pain; the CSV and JSON reports have all."""

_STYLE: Final = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:16px/1.55 Sarabun,"TH Sarabun New","Noto Sans Thai",Tahoma,sans-serif;margin:2rem auto;max-width:72rem;
padding:0 1rem;color:#1b2733;background:#fff}
h1{font-size:1.6rem;line-height:1.35}h2{font-size:1.25rem;margin-top:2rem;border-bottom:2px solid #c8d0d8}
h3{font-size:1rem;margin:1.2rem 0 .2rem}.en{color:#4a5a68;font-size:.9em}p{margin:.2rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dt{color:#4a5a68}
dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{border:1px solid #c8d0d8;padding:.35rem .5rem;text-align:left;vertical-align:top}
td{overflow-wrap:anywhere}th{background:#eef2f5}.level{white-space:nowrap;font-weight:600}
.error .level,.tally .error{background:#f9d2cf}.warning .level,.tally .warning{background:#fbeec2}
.info .level,.tally .info{background:#dde9f6}.tally span{display:inline-block;padding:.15rem .6rem;margin-right:.4rem;
border-radius:.3rem}.do::before{content:"→ "}.where{white-space:normal;min-width:6rem}
code{font-size:.9em;white-space:nowrap}
@media screen and (max-width:44rem){thead{display:none}table,tbody,tr,td{display:block}
tr{border:1px solid #c8d0d8;margin:0 0 .8rem}td{border:0;padding:.15rem .5rem}.level{padding:.35rem .5rem}
td:empty{display:none}}
@page{size:A4;margin:15mm 12mm}
@media print{body{margin:0;max-width:none;font-size:11pt}thead{display:table-header-group}tr,section{break-inside:avoid}
a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def as_html(findings: Sequence[Finding], lang: str = "both") -> str:
    """Return one page without outside requests; every value is escaped."""
    return _page(_verdict(findings), "", findings, lang)


def report_html(reports: ImportReport | Sequence[ImportReport], lang: str = "both") -> str:
    """Return the page of an import, or of several files handed in together."""
    listed = [reports] if isinstance(reports, ImportReport) else list(reports)
    findings = [finding for report in listed for finding in report.findings]
    facts = "".join(_facts(report, lang) for report in listed)
    return _page(_verdict(findings), facts, findings, lang)


def _page(title: Label, facts: str, findings: Sequence[Finding], lang: str) -> str:
    gathered = groups(findings)
    shown = gathered[:_GROUPS_SHOWN]
    files = len({finding.place.source for finding in findings if finding.place is not None})
    left = len(gathered) - len(shown)
    more = Label(f"และอีก {left:,} รายการ ดูในรายงาน CSV หรือ JSON", f"and {left:,} more: see the CSV or JSON")
    body = (
        f"<table><thead><tr>{_head(lang)}</tr></thead><tbody>\n{_rows(shown, lang, files > 1)}\n</tbody></table>"
        if shown
        else f"<p>{_words(Label('ไม่พบสิ่งที่ต้องแก้', 'Nothing was found.'), lang)}</p>"
    )
    language = "en" if lang == "en" else "th"
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title.text(lang))}</title>
<style>{_STYLE}</style></head><body>
<h1>{_words(title, lang)}</h1>
{facts}
{_tally(findings, lang)}
{body}
{f"<p>{_words(more, lang)}</p>" if left > 0 else ""}
{_help(shown, lang)}
</body></html>
"""


def _verdict(findings: Iterable[Finding]) -> Label:
    if conforms(findings):
        return Label("ข้อมูลผ่านการตรวจ", "The data conform")
    return Label("ข้อมูลมีสิ่งที่ต้องแก้", "The data have faults")


def _facts(report: ImportReport, lang: str) -> str:
    loaded = Label("บันทึกแล้ว", "loaded") if report.loaded else Label("ยังไม่ได้บันทึก", "not loaded")
    facts = [
        (Label("แฟ้ม", "file"), report.file),
        (Label("ลายนิ้วมือ (SHA-256)", "SHA-256"), report.sha256),
        (Label("ผังของตาราง", "layout"), report.profile),
        (Label("ผล", "outcome"), loaded.text(lang)),
        (Label("แถวที่อ่าน", "rows read"), f"{report.rows_read:,}"),
        (Label("แถวที่รับ", "rows accepted"), f"{report.rows_accepted:,}"),
        (Label("แถวที่ไม่รับ", "rows rejected"), f"{report.rows_rejected:,}"),
        (Label("การนำเข้า", "import"), report.import_id),
        (Label("แทนการนำเข้า", "replaces import"), report.replaced),
        (Label("แฟ้มแถวที่ต้องแก้", "rows to mend"), report.quarantine),
        (Label("แฟ้มคำถามเรื่องชื่อ", "names to confirm"), report.accept_draft),
    ]
    rows = "".join(
        f"<dt>{escape(name.text(lang))}</dt><dd>{escape(str(value))}</dd>" for name, value in facts if value is not None
    )
    return f"<dl>{rows}</dl>"


def _tally(findings: Iterable[Finding], lang: str) -> str:
    total = counts(findings)
    parts = (
        f'<span class="{severity}">{escape(name.text(lang))} {total[severity.value]:,}</span>'
        for severity, name in SEVERITIES.items()
    )
    return f'<p class="tally">{"".join(parts)}</p>'


def _head(lang: str) -> str:
    headings = (
        Label("ระดับ", "level"),
        Label("ที่ใด", "where"),
        Label("ช่อง", "field"),
        Label("ค่าที่พบ", "found"),
        Label("คำอธิบายและวิธีแก้", "what is wrong, what to do"),
        Label("รหัส", "code"),
    )
    return "".join(f"<th>{_words(heading, lang)}</th>" for heading in headings)


def _rows(shown: Sequence[Group], lang: str, with_file: bool) -> str:
    return "\n".join(_row(group, lang, with_file) for group in shown)


def _row(group: Group, lang: str, with_file: bool) -> str:
    first = group.first
    said = _words(Label(first.message_th, first.message_en), lang)
    if first.suggestions:
        meant = Label("อาจหมายถึง: ", "Perhaps: ")
        said += f"<p>{escape(meant.text('en' if lang == 'en' else 'th'))}{escape(', '.join(first.suggestions))}</p>"
    if do := repair_of(first).text(lang):
        said += f'<p class="do">{escape(do)}</p>'
    times = f" ×{group.count:,}" if group.count > 1 else ""
    cells = (
        f'<td class="level">{escape(SEVERITIES[group.severity].text("en" if lang == "en" else "th"))}{times}</td>',
        f'<td class="where">{escape(_where(group, lang, with_file))}</td>',
        f"<td>{escape(group.field or '')}</td>",
        f"<td>{escape(_short(group.value))}</td>",
        f"<td>{said}</td>",
        f'<td><a href="#{escape(group.code, quote=True)}"><code>{escape(group.code)}</code></a></td>',
    )
    return f'<tr class="{group.severity}">{"".join(cells)}</tr>'


def _where(group: Group, lang: str, with_file: bool) -> str:
    if not group.places:
        return group.first.focus or ""
    words = [_place(place, lang, with_file) for place in group.places[:_PLACES_SHOWN]]
    left = len(group.places) - len(words)
    more = Label(f" และอีก {left:,} แห่ง", f" and {left:,} more").text("en" if lang == "en" else "th")
    return ", ".join(words) + (more if left > 0 else "")


def _place(place: Place, lang: str, with_file: bool) -> str:
    where = place.cell or place.words("en" if lang == "en" else "th")
    if place.cell is not None and place.sheet is not None:
        where = f"{place.sheet}!{where}"
    return f"{place.source} {where}".strip() if with_file or not where else where


def _short(value: str | None, most: int = 200) -> str:
    value = value or ""
    return value if len(value) <= most else f"{value[: most - 1]}…"


def _help(shown: Sequence[Group], lang: str) -> str:
    codes = sorted({group.code for group in shown if group.code in helps()})
    if not codes:
        return ""
    sections = "\n".join(_section(code, lang) for code in codes)
    return f"<h2>{_words(Label('ความหมายของรหัส', 'What the codes mean'), lang)}</h2>\n{sections}"


def _section(code: str, lang: str) -> str:
    help_ = helps()[code]
    title = f"<h3><code>{escape(code)}</code> {escape(help_.title.text(lang))}</h3>"
    return (
        f'<section id="{escape(code, quote=True)}">{title}'
        f'{_words(help_.meaning, lang)}<p class="do">{escape(help_.repair.text(lang))}</p></section>'
    )


def _words(label: Label, lang: str) -> str:
    """Thai, and English under it where both are asked for."""
    if lang != "both" or not (label.th and label.en):
        return escape(label.text(lang))
    return f'{escape(label.th)}<br><span class="en" lang="en">{escape(label.en)}</span>'
