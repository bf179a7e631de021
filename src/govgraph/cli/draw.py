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

_KINDS: Final = ("bridges", "flow", "matrix", "tiers", "tiles")
_SUFFIXES: Final = (".svg", ".pdf", ".png")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--output", "-o", "path", type=Path, required=True, metavar="FILE", help="svg, pdf, png. · แฟ้มภาพ")
@click.option("--size", metavar="SIZE", help="a4, a3 (also a4-landscape …) or slide. · ขนาดภาพ")
@language_option
@quiet_option
@scope_options("as_of")
@store_option
def draw(*, kind: str, path: Path, size: str | None, lang: str, quiet: bool, scope: Scope, store: str | None) -> None:
    """Draw who holds groups together, what flows where, or who is linked to what.

    วาดภาพหน่วยงานเชื่อมกลุ่ม การไหลจากกระทรวงสู่ด้าน หรือตารางความเชื่อมโยง
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            th=f"ไม่ทราบชนิดภาพของ {path.name}: ใช้ .svg .pdf หรือ .png",
            en=f"The name {path.name} tells no kind of picture: use .svg, .pdf or .png.",
        )
    writable(path)
    with opened(store) as workspace, replacing(path) as draft:
        ask(workspace.draw, kind, draft, lang=lang, size=size, **scope.options())
    if not quiet:
        click.echo(Label(f"เขียน {path}", f"wrote {path}").text(lang), err=True)
