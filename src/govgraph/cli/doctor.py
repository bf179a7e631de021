"""``govgraph doctor``: a look at versions, font and store, for whoever asks why something does not work."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import click

from govgraph import __version__
from govgraph.cli.facade import opened
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output
from govgraph.errors import GovGraphError
from govgraph.model import Label
from govgraph.research.results import Column, Kind, Rows

_PACKAGES: Final = ("pyoxigraph", "rdflib", "pyshacl", "networkx", "matplotlib", "pythainlp", "click", "rich")
_SHAPES_THAI: Final = (3, 11)
_DROPS_MARKS: Final = "older than 3.11, which loses Thai tone marks in pictures"
_RESOURCES: Final = ("ontology", "shapes", "queries", "data")
_COUNT: Final = "SELECT (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class }"

Check = tuple[str, str, bool]


@click.command()
@store_option
@output_options()
def doctor(store: str | None, output: Output) -> int:
    """Look at versions, files, font and store; exit 4 if something is broken.

    ตรวจรุ่นโปรแกรม แฟ้ม ฟอนต์ และคลังข้อมูล ออกด้วยรหัส 4 เมื่อมีสิ่งที่เสีย
    """
    checks = (*_versions(), *_files(), _font(), _browser(output.lang), _store(store, output.lang))
    columns = (
        Column("check", Label("สิ่งที่ตรวจ", "check")),
        Column("found", Label("พบ", "found")),
        Column("ok", Label("ใช้ได้", "ok"), Kind.BOOLEAN),
    )
    output.answer(Rows(columns, checks))
    return 0 if all(ok for _, _, ok in checks) else 4


def _versions() -> Iterator[Check]:
    yield "govgraph", __version__, True
    yield "python", platform.python_version(), True
    for package in _PACKAGES:
        try:
            found = version(package)
            old = package == "matplotlib" and _numbers(found) < _SHAPES_THAI
            yield package, f"{found}: {_DROPS_MARKS}" if old else found, not old
        except PackageNotFoundError:
            yield package, "missing", False


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".")[:2] if part.isdecimal())


def _files() -> Iterator[Check]:
    from govgraph.resources import resource

    for name in _RESOURCES:
        try:
            files = sum(1 for path in resource(name).rglob("*") if path.is_file())
        except GovGraphError:
            yield name, "missing", False
        else:
            yield name, f"{files} files", files > 0


def _font() -> Check:
    try:
        return "font", f"Sarabun {version('fontpkg-sarabun')}", True
    except PackageNotFoundError:
        return "font", "missing", False


def _browser(lang: str) -> Check:
    """Tell what would print the PDF of a report; to do without is no fault."""
    from govgraph.report.pdf import browser

    try:
        return "browser", str(browser() or "none: reports come without a PDF"), True
    except GovGraphError as error:
        return "browser", error.message(lang), False


def _store(store: str | None, lang: str) -> Check:
    place = store or os.environ.get("GOVGRAPH_STORE") or ".govgraph"
    if "://" not in place and place != ":memory:" and not Path(place).exists():
        # Nothing is broken before the first build.
        return "store", f"{place}: not built yet", True
    try:
        with opened(store) as workspace:
            answer = workspace.query(_COUNT)
    except GovGraphError as error:
        return "store", f"{place}: {error.message(lang)}", False
    except (ImportError, OSError, RuntimeError) as error:
        # Whoever calls the doctor wants the whole list, above all when something is badly broken.
        return "store", f"{place}: {type(error).__name__}: {error}", False
    things = answer[0]["n"] if isinstance(answer, Rows) else "?"
    return "store", f"{place}: {things} things", True
