"""One help page a code, and an index: written from the catalogue and the shapes.

``python -m govgraph.steward.findings.pages`` writes them anew into ``docs/findings``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from govgraph.model import Label, Severity
from govgraph.steward.findings.help import Help, helps
from govgraph.steward.findings.labels import terms
from govgraph.steward.findings.rules import Rule
from govgraph.steward.findings.sentences import repair, ruling, wanted, wordings

FOLDER: Final = Path(__file__).resolve().parents[4] / "docs" / "findings"
INDEX: Final = "README.md"

_DEGREES: Final = {
    Severity.ERROR: Label("ข้อผิดพลาด: แถวนี้ไม่เข้าคลังจนกว่าจะแก้", "Error: the row is not loaded until it is mended."),
    Severity.WARNING: Label(
        "คำเตือน: ข้อมูลเข้าคลังได้ แต่ควรตรวจดู", "Warning: the row is loaded; please look whether it is right."
    ),
    Severity.INFO: Label("ข้อสังเกต: ไม่ต้องแก้ แต่ควรทราบ", "Remark: nothing has to be done; it is good to know."),
}


def pages() -> Mapping[str, str]:
    """Return every page by the name of its file: one a code, and the index."""
    return {INDEX: _index(), **{f"{help_.code}.md": _page(help_) for help_ in helps().values()}}


def write(folder: Path = FOLDER) -> None:
    """Write all pages into a folder; pages of codes that are no more go."""
    made = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


def _page(help_: Help) -> str:
    title = help_.title
    parts = [
        f"# {help_.code} {title.text('th')}",
        f"*{title.text('en')}*",
        "## ความหมาย · What it means",
        help_.meaning.text("th"),
        help_.meaning.text("en"),
        "## ความสำคัญ · How grave it is",
        _DEGREES[help_.severity].text("th"),
        _DEGREES[help_.severity].text("en"),
        "## วิธีแก้ · What to do",
        help_.repair.text("th"),
        help_.repair.text("en"),
    ]
    if help_.example:
        parts += ["## ตัวอย่าง · Example", help_.example]
    if help_.rule is not None:
        parts += _of_rule(help_.rule)
    parts.append("[รหัสทั้งหมด · all codes](README.md)")
    return "\n\n".join(parts) + "\n"


def _of_rule(rule: Rule) -> list[str]:
    named = [terms()[iri].text("both") for iri in rule.of if iri in terms()]
    parts = ["## กฎ · The rule", f"`{rule.iri}`"]
    if named:
        parts.append("ใช้กับ · It judges: " + ", ".join(named))
    known = [name for name in rule.wants if name in wordings()]
    if known and ruling(rule.code).repair is None:
        rows = [f"| `{name}` | {_cell(rule, name, 'th')} | {_cell(rule, name, 'en')} |" for name in known]
        parts.append("\n".join(["| เงื่อนไข · constraint | วิธีแก้ | what to do |", "|---|---|---|", *rows]))
    return parts


def _cell(rule: Rule, constraint: str, lang: str) -> str:
    return repair(rule, constraint).text(lang).replace("|", "\\|") or wanted(rule, constraint).text(lang)


def _index() -> str:
    by_prefix: dict[str, list[Help]] = defaultdict(list)
    for help_ in helps().values():
        by_prefix[help_.code[:6]].append(help_)
    parts = [
        "# รหัสของสิ่งที่ตรวจพบ · Codes of findings",
        "รหัสหนึ่งรหัสหมายถึงสิ่งที่ตรวจพบหนึ่งประเภท และไม่เปลี่ยนความหมาย",
        "Each code stands for one kind of finding, and never changes its meaning.",
    ]
    for prefix, listed in sorted(by_prefix.items()):
        rows = [
            f"| [{h.code}]({h.code}.md) | {h.severity} | {_row(h.title.text('th'))} | {_row(h.title.text('en'))} |"
            for h in listed
        ]
        parts += [f"## {prefix}", "\n".join(["| รหัส · code | severity | เรื่อง | about |", "|---|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _row(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
