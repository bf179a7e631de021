"""What README and docs show in ``sh`` blocks is understood, and what needs no network and comes to an end is run.

These blocks show no output. Every ``govgraph`` line of every document is read as the program reads it; those of the
README and of the how-to for reports are run one after the other, beside a workbook made from the examples and with a
stand-in for the browser that prints. What reports say is tested elsewhere: here their pictures come in one format only.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from govgraph.cli import main
from govgraph.workspace import Workspace
from tests.docs.test_documents import DOCUMENTS, ROOT

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
RUN = (ROOT / "README.md", ROOT / "docs" / "how-to" / "report.md")
WITH_FAULTS = {"import"}
"""Commands that find faults in the made-up workbook, and so end with 1."""

PRINTER = """#!/bin/sh
for word; do case $word in --print-to-pdf=*) printf '%%PDF-1.7' > "${word#*=}";; esac; done
"""


@dataclass(frozen=True)
class Line:
    document: Path
    words: tuple[str, ...]

    @property
    def runs_here(self) -> bool:
        """Not so a server, which does not end, and a store on another machine."""
        return self.words[1] != "serve" and not any("://" in word for word in self.words)


def lines(document: Path, program: str) -> Iterator[Line]:
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for command in re.split(r"\n|&&", block):
            words = shlex.split(command, comments=True)
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words = words[1:]
            if words[:1] == [program]:
                yield Line(document, tuple(words))


SHOWN = [line for document in DOCUMENTS for line in lines(document, "govgraph")]


def said(line: Line) -> str:
    return f"{line.document.name}: {shlex.join(line.words)}"


def test_the_blocks_are_found() -> None:
    assert {line.words[1] for line in SHOWN if line.document.name == "README.md"} >= {"report", "import", "serve"}
    assert len(list(lines(RUN[1], "govgraph"))) >= 2


@pytest.mark.parametrize("line", SHOWN, ids=said)
def test_the_program_understands_the_line(line: Line) -> None:
    _, verb, *words = line.words
    with click.Context(main) as context:
        command = main.get_command(context, verb)
        assert command is not None, verb
        command.make_context(verb, words, parent=context)


@pytest.mark.parametrize("document", RUN, ids=lambda d: d.name)
def test_the_lines_run_one_after_the_other(
    document: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = tmp_path / "printer"
    printer.write_text(PRINTER)
    printer.chmod(0o755)
    shutil.copytree(built, tmp_path / "store", ignore=shutil.ignore_patterns("done"))
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    with (ROOT / "examples" / "requests-2554.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    workbook.save(tmp_path / "requests.xlsx")
    monkeypatch.setenv("GOVGRAPH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("GOVGRAPH_CHROMIUM", str(printer))
    monkeypatch.setattr("govgraph.report.page.FORMATS", ("svg",))
    monkeypatch.chdir(tmp_path)
    for line in filter(lambda line: line.runs_here, lines(document, "govgraph")):
        words = list(line.words[1:])
        if "ID" in words:
            with Workspace.open(tmp_path / "store") as workspace:
                words[words.index("ID")] = str(workspace.history()[0]["import"])
        done = CliRunner().invoke(main, words)
        assert done.exit_code == (1 if words[0] in WITH_FAULTS else 0), (line.words, done.output)
        written = [words[at + 1] for at, word in enumerate(words) if word in ("-o", "--output", "--return-to")]
        assert all(Path(name).exists() for name in written), line.words


@pytest.mark.parametrize("line", [line for document in DOCUMENTS for line in lines(document, "make")], ids=said)
def test_what_is_made_can_be_made(line: Line) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "--dry-run", *line.words[1:]], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
