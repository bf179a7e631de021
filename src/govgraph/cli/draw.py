"""``govgraph draw``: one picture into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, language_option, quiet_option, scope_options, store_option
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.files import replacing, writable

_KINDS: Final = ("bridges", "flow", "matrix", "tiers", "tiles", "timeline")
_SUFFIXES: Final = (".svg", ".pdf", ".png")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--output", "-o", "path", type=Path, required=True, metavar="FILE", help="svg, pdf, png. · แฟ้มภาพ")
@click.option("--measure", metavar="WHAT", help="tiles: clusters, projects, amount, agencies, statements. · สิ่งที่ระบายสี")
@click.option("--focus", metavar="WHO", help="timeline: an area or a body. · พื้นที่หรือหน่วยงานที่สนใจ")
@click.option("--size", metavar="SIZE", help="a4, a3 (also a4-landscape …) or slide. · ขนาดภาพ")
@language_option
@quiet_option
@scope_options("as_of")
@store_option
def draw(
    *,
    kind: str,
    path: Path,
    size: str | None,
    measure: str | None,
    focus: str | None,
    lang: str,
    quiet: bool,
    scope: Scope,
    store: str | None,
) -> None:
    """Draw a picture: links between groups, flows, tables, tiers, a map of provinces, a timeline.

    วาดภาพหน่วยงานเชื่อมกลุ่ม การไหลจากกระทรวงสู่ด้าน ตาราง ระดับและภาคส่วน แผนที่จังหวัด หรือเส้นเวลา
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            th=f"ไม่ทราบชนิดภาพของ {path.name}: ใช้ .svg .pdf หรือ .png",
            en=f"The name {path.name} tells no kind of picture: use .svg, .pdf or .png.",
        )
    writable(path)
    with opened(store) as workspace, replacing(path) as draft:
        chosen = {"measure": measure, "focus": focus, **scope.options()}
        ask(workspace.draw, kind, draft, lang=lang, size=size, **chosen)
    if not quiet:
        click.echo(Label(f"เขียน {path}", f"wrote {path}").text(lang), err=True)
