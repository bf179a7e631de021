"""``govgraph serve``: the store over HTTP."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final

import click

from govgraph.cli.options import language_option, quiet_option, reading, seconds, store_option
from govgraph.model import Label

_MIB: Final = 1 << 20


@click.command()
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen. [127.0.0.1] · ที่อยู่ที่เปิดรับ")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="0: one that is free. [8000] · พอร์ต")
@click.option(
    "--updates",
    type=click.Choice(["off", "gated", "plain"]),
    default="off",
    help="Writing, with the token in GOVGRAPH_TOKEN; gated: what passes the shapes. [off] · การเขียน",
)
@click.option(
    "--default-graph",
    type=click.Choice(["union", "plain"]),
    default="union",
    help="What a query sees that names no graph. [union] · กราฟปริยาย",
)
@click.option("--timeout", callback=reading(seconds), default="30s", metavar="30s", help="Of a query. · เวลาต่อคำถาม")
@click.option("--max-rows", type=click.IntRange(1), default=1_000_000, help="Of an answer. [1000000] · แถวต่อคำตอบ")
@click.option("--max-mb", type=click.IntRange(1), default=256, help="Size of an answer. [256] · ขนาดคำตอบ")
@click.option("--memory-mb", type=click.IntRange(256), default=1024, help="Of a query. [1024] · หน่วยความจำต่อคำถาม")
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Queries at a time. · คำถามพร้อมกัน")
@store_option
@language_option
@quiet_option
def serve(
    *,
    host: str,
    port: int,
    updates: str,
    default_graph: str,
    timeout: float,
    max_rows: int,
    max_mb: int,
    memory_mb: int,
    workers: int | None,
    store: str | None,
    lang: str,
    quiet: bool,
) -> None:
    """Serve the store: SPARQL at /sparql, graphs at /graphs, a page for every thing. Ctrl-C stops.

    เปิดคลังข้อมูลให้ใช้ผ่านเว็บ: SPARQL ที่ /sparql กราฟที่ /graphs และหน้าของทุกสิ่ง กด Ctrl-C เพื่อหยุด
    """
    from govgraph.store.opening import DEFAULT_FOLDER
    from govgraph.web.server import serve as listen
    from govgraph.web.settings import Settings, Updates
    from govgraph.workers import Limits

    settings = Settings(
        location=store or os.environ.get("GOVGRAPH_STORE") or DEFAULT_FOLDER,
        updates=Updates(updates),
        token=os.environ.get("GOVGRAPH_TOKEN", ""),
        union=default_graph == "union",
        limits=Limits(timeout, memory_mb * _MIB, max_mb * _MIB, max_rows),
    )
    if workers is not None:
        settings = replace(settings, workers=workers)

    def told(address: str) -> None:
        if not quiet:
            said = Label(f"เปิดที่ {address} (กด Ctrl-C เพื่อหยุด)", f"Serving at {address} (Ctrl-C stops)")
            click.echo(said.text(lang), err=True)

    listen(settings, host, port, told)
