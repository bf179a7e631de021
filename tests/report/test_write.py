"""The folder of a report: what it replaces, what it refuses to, and that nothing is left half-way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from govgraph.errors import StoreError, UsageError
from govgraph.report import write_report
from govgraph.report.folder import ensure_ours, replaced
from govgraph.store import open_store

PAGE = '<html><meta name="generator" content="govgraph 0.1.0">old</html>'


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def replace(folder: Path) -> None:
    """Go through what a report does to its folder, without the work."""
    ensure_ours(folder)
    with replaced(folder) as draft:
        (draft / "index.html").write_text(PAGE.replace("old", "new"))


def test_a_report_takes_the_place_of_the_last_one() -> None:
    folder = Path("out/report")
    replace(folder)
    (folder / "tables").mkdir()
    (folder / "tables" / "old.csv").write_text("a")
    replace(folder)
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    assert [path.name for path in folder.parent.iterdir()] == ["report"]


def test_an_empty_folder_and_a_link_to_one_will_do() -> None:
    Path("empty").mkdir()
    Path("link").symlink_to("empty")
    replace(Path("link"))
    assert Path("link").is_symlink()
    assert "new" in Path("empty/index.html").read_text()
    assert sorted(path.name for path in Path().iterdir()) == ["empty", "link"]


@pytest.mark.parametrize(
    ("files", "foreign"),
    [
        ({"notes.txt": "mine"}, "notes.txt"),
        ({"index.html": "<html>my own page</html>"}, "index.html"),
        ({"index.html": PAGE, "thesis.docx": "mine"}, "thesis.docx"),
        ({"pictures": None}, "pictures"),
    ],
)
def test_what_is_not_ours_is_refused_by_name_before_any_work(files: dict[str, str | None], foreign: str) -> None:
    folder = Path("folder")
    folder.mkdir()
    for name, text in files.items():
        (folder / name).mkdir() if text is None else (folder / name).write_text(text)
    with open_store(":memory:") as store, pytest.raises(StoreError, match=foreign):
        write_report(store, folder)
    assert {path.name for path in folder.iterdir()} == set(files)


def test_a_file_is_no_folder_nor_has_one_in_it() -> None:
    Path("file").write_text("x")
    with pytest.raises(StoreError, match="file is a file"):
        replace(Path("file"))
    with pytest.raises(StoreError, match="file/report cannot be written"):
        replace(Path("file/report"))
    with pytest.raises(StoreError, match="name too long"):
        replace(Path("n" * 5000))


@pytest.mark.parametrize("folder", [".", "..", "../here"])
def test_the_folder_one_stands_in_stays(folder: str) -> None:
    with pytest.raises(UsageError, match="the folder you are in"):
        replace(Path(folder))


def test_a_read_only_place_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    # The rights of the folder itself stop nobody who runs as root, as tests may.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_store(":memory:") as store, pytest.raises(StoreError, match="no folder may be made there"):
        write_report(store, Path("out"))


def test_when_the_last_step_fails_the_old_report_stands_again(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("report")
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if target == folder.resolve() and not self.name.endswith("-old"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(StoreError, match="Input/output error"):
        replace(folder)
    assert (folder / "index.html").read_text() == PAGE
    assert [path.name for path in Path().iterdir()] == ["report"]


def test_an_interruption_leaves_no_draft() -> None:
    def interrupted() -> None:
        with replaced(Path("report")) as draft:
            (draft / "index.html").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(Path().iterdir()) == []
