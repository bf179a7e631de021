"""One page a query, and an index by competency question: written from the headers of the queries.

``python -m govgraph.research.pages`` writes them anew into ``docs/queries``. What a command printed is no matter of
the headers: it is kept as it stands on the page, and held against the program by the tests of the documents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from govgraph.model import Label
from govgraph.names import shorten
from govgraph.research.library import Library
from govgraph.research.question import Parameter, Query

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "queries"
INDEX: Final = "README.md"
_SHOWN: Final = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)

_QUESTIONS: Final = (
    Label(
        "หน่วยงานใดเข้าร่วมมากกว่าหนึ่งกลุ่มย่อย และกลุ่มใดบ้าง", "Which agencies took part in more than one group, and in which?"
    ),
    Label("แต่ละกลุ่มย่อยมีกี่หน่วยงาน และกี่หน่วยงานอยู่กลุ่มเดียว", "How many agencies in each group, and how many in one only?"),
    Label("หน่วยงานใดยึดกลุ่มย่อยเข้าด้วยกัน", "Which agencies hold groups together?"),
    Label("หน่วยหรือตำแหน่งใดของสำนักงาน ก.พ.ร. นำกลุ่มย่อยใด", "Which OPDC unit or post led which group?"),
    Label("ระดับและภาคส่วนใดไม่มีผู้เข้าร่วมที่ระบุชื่อ", "Which tiers and sectors have no named participant?"),
    Label("แผนของพื้นที่ต้องสอดคล้องกับนโยบายและแผนใด", "Which upper policies and plans must an area plan agree with?"),
    Label(
        "ต้องปรึกษาใครเรื่องแผนของพื้นที่ และแหล่งใดกล่าวไว้", "Who must be consulted on an area plan, and which source says so?"
    ),
    Label("บทบาทใดเชื่อมระดับและภาคส่วน", "Which role links tiers and sectors?"),
    Label("จุดเน้นของกลุ่มจังหวัดต่างจากจังหวัดอย่างไร", "How does the emphasis of a cluster differ from a province's?"),
    Label(
        "การประชุมเตรียมการมีไว้เพื่ออะไร รายงานใคร และใช้ในงานใด",
        "What was the pre-workshop for, to whom did its summary go, which event used it?",
    ),
    Label(
        "เหตุการณ์วางแผนของปีงบประมาณ 2554 เกิดตามลำดับใด",
        "In what order did the planning events of fiscal year 2554 happen?",
    ),
    Label(
        "กระทรวงใดเชื่อมกับยุทธศาสตร์ด้านใด เมื่อรวมกรมเข้ากับกระทรวง",
        "Which ministries link to which thematic strategies, departments rolled up?",
    ),
    Label(
        "กรมใดอยู่ในกลุ่มย่อยโดยไม่มีสำนักงานปลัดกระทรวง",
        "Which departments sit in a group without their permanent secretary's office?",
    ),
    Label("จังหวัดใดมีโครงการที่ขอรับการสนับสนุนจากกรมหนึ่ง", "Which provinces have a project asking a department for support?"),
    Label("ยุทธศาสตร์ใดไม่มีหน่วยงานส่วนกลางรองรับ", "Which strategies have no central agency behind them?"),
    Label("ขอ เห็นชอบ และได้รับงบประมาณเท่าใด", "How much was asked, endorsed and granted, by source?"),
    Label(
        "โครงการใดอยู่ทั้งในแผนจังหวัดและแผนกลุ่มจังหวัด", "Which projects appear in both a province's and its cluster's plan?"
    ),
    Label(
        "แผนอ้างว่าสนองวัตถุประสงค์ใดของแผนชาติ ด้วยหลักฐานใด",
        "Which objective of the national plan does a plan claim to serve?",
    ),
    Label(
        "ใครจัดทำ กลั่นกรอง เห็นชอบ และรับแผน เมื่อใด",
        "Who prepared, screened, approved and received a plan or request, and when?",
    ),
    Label("กฎหมายใดจัดตั้งองค์กรหรือกำหนดให้มีแผน", "Which legal provision creates a body or asks for a plan?"),
    Label(
        "กลุ่มจังหวัดมีจังหวัดใดในวันหนึ่ง และศูนย์ปฏิบัติการอยู่ที่ใด",
        "Which provinces formed a cluster on a date, and which was its operation centre?",
    ),
    Label("จังหวัดใดเปลี่ยนกลุ่มจังหวัดระหว่างประกาศสองฉบับ", "Which provinces changed cluster between two announcements?"),
    Label(
        "ตำแหน่งใดในคณะกรรมการเป็นของท้องถิ่น เอกชน หรือประชาสังคม",
        "Which committee seats are for local government, business or civil society?",
    ),
    Label(
        "หน่วยงานใดใน พ.ศ. 2553 เปลี่ยนไปภายหลัง และใครรับช่วงต่อ",
        "Which agencies named in 2010 later changed, and who follows them?",
    ),
    Label(
        "ข้อความใดอาศัยแหล่งใด มั่นใจเพียงใด และแหล่งใดขัดกัน",
        "Which statements rest on which sources, how sure, and where do sources disagree?",
    ),
)
"""The competency questions, in the order of their numbers."""

_GROUPS: Final = {
    "areas": Label("พื้นที่", "Areas"),
    "bodies": Label("หน่วยงาน", "Bodies"),
    "gaps": Label("ช่องว่าง", "Gaps"),
    "law": Label("กฎหมายและคณะกรรมการ", "Law and committees"),
    "links": Label("ความเชื่อมโยง", "Links"),
    "network": Label("เครือข่าย", "Network"),
    "planning": Label("การวางแผน", "Planning"),
    "projects": Label("โครงการและเงิน", "Projects and money"),
    "provenance": Label("หลักฐาน", "Provenance"),
    "quality": Label("คุณภาพข้อมูล", "Quality of data"),
}


def pages(printed: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return every page by the name of its file: one a query, and the index.

    ``printed`` holds what commands printed, by command; a command that is not in it stands without output.
    """
    library = Library.shipped()
    return {INDEX: _index(library), **{f"{q.name}.md": _page(q, printed or {}) for q in library.values()}}


def printed(folder: Path = FOLDER) -> Mapping[str, str]:
    """Return what the pages of a folder show as printed, by command."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        for block in _SHOWN.findall(path.read_text(encoding="utf-8")):
            command, _, output = block.removeprefix("$ ").partition("\n")
            found[command] = output
    return found


def write(folder: Path = FOLDER) -> None:
    """Write all pages into a folder; pages of queries that are no more go."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(printed(folder))
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


def command(query: Query) -> str:
    """Return the command line that asks a query with the values of its example."""
    given = "".join(f" --param {name}={value}" for name, value in (query.example or {}).items())
    return f"govgraph query {query.name}{given}"


def _page(query: Query, outputs: Mapping[str, str]) -> str:
    parts = [f"# {query.title.text('th')}", f"*{query.title.text('en')}* · `{query.name}`"]
    parts += [query.description.th or "", query.description.en or ""]
    if query.competency:
        asked = (f"{number}. {_QUESTIONS[number - 1].text('both')}" for number in query.competency)
        parts += ["## ตอบคำถาม · Competency questions", "\n".join(asked)]
    if query.problem and query.solution and query.severity:
        parts += [
            "## ปัญหาและวิธีแก้ · Problem and solution",
            f"{query.problem.text('th')} {query.solution.text('th')}",
            f"{query.problem.text('en')} {query.solution.text('en')} (severity: {query.severity})",
        ]
    if query.params:
        head = "| พารามิเตอร์ · parameter | ชนิด · type | ความหมาย · meaning | ค่าเริ่มต้น · default | เลือกจาก · pick from |"
        rows = [head, "|---|---|---|---|---|", *map(_parameter, query.params)]
        parts += ["## พารามิเตอร์ · Parameters", "\n".join(rows)]
    columns = [f"| `{name}` | {label.text('th')} | {label.text('en')} |" for name, label in query.columns.items()]
    parts += ["## คอลัมน์ · Columns", "\n".join(["| | | |", "|---|---|---|", *columns])]
    parts += ["## วิธีถาม · How to ask", _asking(query, outputs)]
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")).strip()
    parts += ["## SPARQL", f"```sparql\n{body}\n```", "[คำถามทั้งหมด · all queries](README.md)"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _asking(query: Query, outputs: Mapping[str, str]) -> str:
    line = command(query)
    if not query.example:
        needed = "".join(f" --param {p.name}=…" for p in query.params if p.required)
        return f"```sh\n{line}{needed}\n```"
    return f"```console\n$ {line}\n{outputs.get(line, '')}```"


def _parameter(parameter: Parameter) -> str:
    picks = ", ".join(f"`{choice}`" for choice in parameter.choices)
    if parameter.choices_from:
        picks = f"`{shorten(parameter.choices_from)}`"
    default = f"`{parameter.default}`" if parameter.default else ("–" if parameter.optional else "ต้องให้ · required")
    return f"| `{parameter.name}` | {parameter.type} | {parameter.label.text('both')} | {default} | {picks} |"


def _index(library: Library) -> str:
    parts = [
        "# คลังคำถาม · The query library",
        "แต่ละคำถามเป็น SPARQL 1.1 มาตรฐาน ใช้ได้กับทุกเครื่องมือ ถามด้วย `govgraph query ชื่อ`",
        "Each query is standard SPARQL 1.1 and runs on any engine. Ask with `govgraph query NAME`.",
        "## ตามข้อคำถาม · By competency question",
    ]
    answers = {
        number: [query for query in library.values() if number in query.competency]
        for number in range(1, len(_QUESTIONS) + 1)
    }
    rows = [
        f"| {number} | {_QUESTIONS[number - 1].text('both')} | {', '.join(map(_link, found))} |"
        for number, found in answers.items()
    ]
    parts.append("\n".join(["| | คำถาม · question | query |", "|---|---|---|", *rows]))
    parts.append("## ตามเรื่อง · By subject")
    for group in sorted({query.group for query in library.values()}):
        listed = [query for query in library.values() if query.group == group]
        rows = [f"| {_link(query)} | {query.title.text('th')} | {query.title.text('en')} |" for query in listed]
        title = _GROUPS.get(group, Label(group, group)).text("both")
        parts += [f"### {title}", "\n".join(["| query | เรื่อง | about |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _link(query: Query) -> str:
    return f"[{query.name}]({query.name}.md)"


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
