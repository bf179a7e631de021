"""An installed wheel works from any folder: it carries all it needs, and finds it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("govgraph-*.whl")
    return built


def test_it_carries_what_lies_at_the_top_of_the_tree(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "queries", "data"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"govgraph/_resources/{path.relative_to(ROOT).as_posix()}" in inside
    assert "govgraph/py.typed" in inside
    assert "govgraph/report/templates/report.html.j2" in inside
    assert "govgraph/reference/templates/reference.css" in inside
    assert {f"govgraph/pages/templates/{name}" for name in ("entity.html.j2", "govgraph.css")} <= inside
    assert any(name.endswith("licenses/LICENSE-DATA") for name in inside)


def test_it_answers_from_another_folder(wheel: Path, built: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "import govgraph; assert govgraph.__file__.startswith(sys.path[0]), govgraph.__file__;"
        "from govgraph.cli import main; main()"
    )
    command = [sys.executable, "-c", program, str(installed), "query", "participations-by-group", "--format", "csv"]
    done = subprocess.run(
        [*command, "--store", str(built)], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert [line.rpartition(",")[2] for line in done.stdout.splitlines()] == ["agencies", "14", "8", "9", "18", "15"]
