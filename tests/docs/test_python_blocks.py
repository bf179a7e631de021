"""What README and docs show in Python runs, and gives what is shown below it.

The ``python`` blocks of a document are the cells of one notebook: they run one after the other and share their names.
A ``text`` block right behind one is what the cell prints, and its last value where that is not ``None``.
``UPDATE_DOCS=1 pytest tests/docs`` writes the output anew where it changed.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CELL = re.compile(r"^```python\n(?P<code>.*?)^```$(?:\n\n^```text\n(?P<output>.*?)^```$)?", re.DOTALL | re.MULTILINE)
WITH_PYTHON = [document for document in DOCUMENTS if CELL.search(document.read_text(encoding="utf-8"))]


@dataclass
class Notebook:
    """The names that the cells of a document share."""

    names: dict[str, object]

    def run(self, code: str) -> str:
        """Run a cell; return what it printed, and its last value."""
        tree = ast.parse(code)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "<cell>", "exec"), self.names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self.names)
                if value is not None:
                    print(repr(value))
        return "".join(line.rstrip() + "\n" for line in printed.getvalue().splitlines())


def test_the_readme_and_a_tutorial_show_python() -> None:
    assert {"README.md", "notebook.md"} <= {document.name for document in WITH_PYTHON}


@pytest.mark.parametrize("document", WITH_PYTHON, ids=lambda d: d.name)
def test_the_cells_run_and_give_what_is_shown(
    document: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVGRAPH_STORE", str(built))
    monkeypatch.chdir(tmp_path)
    text = document.read_text(encoding="utf-8")
    notebook, wanted = Notebook({"__name__": "__main__"}), text
    for cell in CELL.finditer(text):
        output = notebook.run(cell["code"])
        if cell["output"] is not None and output != cell["output"]:
            shown = cell[0]
            wanted = wanted.replace(shown, shown.replace(f"```text\n{cell['output']}```", f"```text\n{output}```"), 1)
    if os.environ.get("UPDATE_DOCS") and wanted != text:
        document.write_text(wanted, encoding="utf-8")
    else:
        assert text == wanted
