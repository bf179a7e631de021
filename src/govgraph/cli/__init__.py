"""The command line: ``govgraph VERB``.

One file a verb, imported only when it is called, so that ``--help`` answers at once. A verb reads its options,
asks the workspace, and hands the answer to ``output``; what goes wrong on the way becomes one sentence and an
exit code in ``boundary``.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Final

import click

from govgraph import __version__
from govgraph.cli import boundary
from govgraph.errors import UsageError

VERBS: Final = {
    "build": "Bring ontology and data into the store. · สร้างกราฟจากออนโทโลยีและข้อมูล",
    "import": "Hand in a workbook; told by cell what is wrong. · นำเข้าแฟ้ม บอกเซลล์ที่ผิด",
    "validate": "Check files or the store by the shapes. · ตรวจแฟ้มหรือคลังข้อมูลตามกฎ",
    "template": "An empty workbook to fill in. · แบบฟอร์มเปล่าให้กรอก",
    "mapping": "Describe a table of your own. · เขียนผังของตารางเอง",
    "history": "What was imported, when, by whom. · ประวัติการนำเข้า",
    "undo": "Take an import back, exactly. · ถอนการนำเข้า",
    "diff": "What two imports say differently. · ความต่างของการนำเข้าสองครั้ง",
    "report": "Write the report: answer, tables, pictures. · เขียนรายงาน ตาราง และภาพ",
    "links": "Which ministries link to which strategies. · กระทรวงใดเชื่อมกับยุทธศาสตร์ใด",
    "compare": "What became of links between two times. · ความเชื่อมโยงเปลี่ยนไปอย่างไรระหว่างสองเวลา",
    "what-if": "What would be otherwise without somebody. · ถ้าไม่มีหน่วยงานนี้ หรือย้าย จะเปลี่ยนไปอย่างไร",
    "explain": "How two things are linked, with sources. · สองสิ่งเชื่อมกันอย่างไร พร้อมที่มา",
    "gaps": "What is not linked, and why we say so. · สิ่งที่ยังไม่เชื่อมโยง และเหตุผล",
    "bridges": "Agencies that hold several groups together. · หน่วยงานที่เชื่อมหลายกลุ่ม",
    "chance": "Which overlaps chance does not explain. · ส่วนร่วมใดที่ความบังเอิญอธิบายไม่ได้",
    "measures": "Network measures, and why some have none. · ค่าวัดเครือข่าย พร้อมเหตุผลที่บางค่าไม่มี",
    "find": "Look for a name in Thai or English. · ค้นหาชื่อภาษาไทยหรืออังกฤษ",
    "show": "Every fact about one thing, with sources. · ข้อเท็จจริงทั้งหมดของสิ่งหนึ่ง พร้อมที่มา",
    "query": "Ask a question of the library, or SPARQL. · ถามด้วยคำถามในคลัง หรือ SPARQL",
    "draw": "Draw a picture: SVG, PDF or PNG. · วาดภาพ SVG, PDF หรือ PNG",
    "serve": "The store over HTTP: SPARQL, graphs, pages. · เปิดคลังข้อมูลผ่านเว็บ SPARQL และหน้าเว็บ",
    "export": "Everything in open formats. · ส่งออกทั้งหมดในรูปแบบเปิด",
    "doctor": "A look at versions, font and store. · ตรวจรุ่นโปรแกรม ฟอนต์ และคลังข้อมูล",
}
"""Every verb with its line in the help; the verb ``x`` is the command ``x`` of the module ``govgraph.cli.x``."""

_MODULES: Final = {"import": ("importing", "import_"), "what-if": ("what_if", "what_if")}
"""Module and command of a verb whose name is no name in the language, or a word of it."""


class Verbs(click.Group):
    """A group that knows its verbs by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a verb."""
        if cmd_name not in VERBS:
            return None
        module, name = _MODULES.get(cmd_name, (cmd_name, cmd_name))
        command = getattr(import_module(f"govgraph.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or offer those that are spelt like it."""
        if args[0] not in VERBS and args[0][:1].isalnum():
            near = get_close_matches(args[0], VERBS, n=3)
            th = f" อาจหมายถึง {', '.join(near)}" if near else " ดูรายชื่อด้วย govgraph --help"
            en = f"did you mean {', '.join(near)}?" if near else "see govgraph --help."
            raise UsageError(th=f"ไม่มีคำสั่ง “{args[0]}”{th}", en=f"There is no command “{args[0]}”; {en}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the verbs without importing any."""
        with formatter.section("Commands · คำสั่ง"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a reader of our output that has gone away is no fault of ours."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return boundary.leave_pipe()

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and turn whatever happens into a sentence and an exit code."""

        def run() -> Any:
            return super(Verbs, self).main(args, prog_name, complete_var, False, **extra)

        code = boundary.guard(run, args)
        if standalone_mode:
            raise SystemExit(code)
        return code


EPILOG: Final = """\b
Exit codes · รหัสออก
  0    done, data conform · เสร็จ ข้อมูลผ่านการตรวจ
  1    faults in the data · ข้อมูลมีข้อผิดพลาด
  2    wrong use · ใช้คำสั่งผิด
  3    name not found or ambiguous · ไม่พบชื่อ หรือชื่อกำกวม
  4    store or file cannot be read · อ่านคลังข้อมูลหรือแฟ้มไม่ได้
  5    a limit was reached · ถึงขีดจำกัด
  130  interrupted · ถูกขัดจังหวะ"""


@click.group(
    "govgraph",
    cls=Verbs,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.version_option(__version__, prog_name="govgraph", message="%(prog)s %(version)s")
def main() -> None:
    """Who governs what with whom, every statement with its source.

    กราฟความรู้ว่าใครบริหารอะไรร่วมกับใคร ทุกข้อความมีที่มา
    """
