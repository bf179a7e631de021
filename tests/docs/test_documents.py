"""What README and docs show was printed by the program, and still is.

Each ``console`` block is a command after ``$`` and its output. Those of a how-to are run one after the other, on a
store of their own, beside the examples. ``UPDATE_DOCS=1 pytest tests/docs`` writes the output anew where it changed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govgraph.draw import draw
from govgraph.draw.pictures import picture
from govgraph.names import ID
from govgraph.store import open_store

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
IMPORT_ID = re.compile(r"(-[0-9a-f]{10})-[0-9a-f]{8}\b")
"""The end of an import's id changes with the shapes and tables that ship, and shows nothing that anybody reads."""

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Shown:
    document: Path
    command: str
    output: str


def shown(document: Path) -> Iterator[Shown]:
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield Shown(document, command, output)


HOW_TO = ROOT / "docs" / "how-to"
EXAMPLES = [example for document in DOCUMENTS if HOW_TO not in document.parents for example in shown(document)]


def printed(command: str, store: Path, folder: Path, codes: tuple[int, ...] = (0,)) -> str:
    words = shlex.split(command)
    assert words[0] == "govgraph", f"only govgraph is shown in console blocks, not {words[0]}"
    environment = {**os.environ, "GOVGRAPH_STORE": str(store), "GOVGRAPH_LANG": "both", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "govgraph.cli", *words[1:]],
        capture_output=True,
        env=environment,
        cwd=folder,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in codes, done.stderr
    return done.stdout


def hold(example: Shown, output: str) -> None:
    """Compare what is shown with what was printed; or write it anew, where that is asked for."""
    if IMPORT_ID.sub(r"\1", output) == IMPORT_ID.sub(r"\1", example.output):
        return
    if os.environ.get("UPDATE_DOCS"):
        text = example.document.read_text(encoding="utf-8")
        old, new = f"$ {example.command}\n{example.output}", f"$ {example.command}\n{output}"
        example.document.write_text(text.replace(old, new, 1), encoding="utf-8")
        return
    assert output == example.output


def as_shown(output: str) -> str:
    """What a document can hold: no spaces at the ends of lines."""
    return "".join(line.rstrip() + "\n" for line in output.splitlines())


def test_the_readme_shows_six_commands() -> None:
    assert len([e for e in EXAMPLES if e.document.name == "README.md"]) >= 6


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.document.name}: {e.command}")
def test_the_output_shown_is_the_output(example: Shown, built: Path, tmp_path: Path) -> None:
    hold(example, as_shown(printed(example.command, built, tmp_path)))


@pytest.mark.parametrize("document", sorted(HOW_TO.glob("*.md")), ids=lambda d: d.name)
def test_a_how_to_can_be_followed(document: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")
    monkeypatch.setenv("GOVGRAPH_USER", "steward")
    shutil.copytree(built, tmp_path / "store", ignore=shutil.ignore_patterns("done"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for example in shown(document):
        # 1: a fault in the data, which is what some of these commands are there to show
        hold(example, as_shown(printed(example.command, tmp_path / "store", tmp_path, (0, 1))))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


PICTURES: dict[str, dict[str, Any]] = {
    "flow": {},
    "tiers": {},
    "tiles": {"as_of": date(2010, 1, 12)},
    "timeline": {"focus": f"{ID}province/TH-86"},
}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_picture_is_what_the_program_draws(kind: str, built: Path, tmp_path: Path) -> None:
    fresh, kept = tmp_path / f"{kind}.svg", ROOT / "docs" / "pictures" / f"{kind}.svg"
    with open_store(built) as store:
        draw(picture(store, kind, **PICTURES[kind]), fresh)
    if os.environ.get("UPDATE_DOCS"):
        kept.write_bytes(fresh.read_bytes())
    assert kept.read_bytes() == fresh.read_bytes()
