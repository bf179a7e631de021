"""The page as PDF: printed by a real browser where there is one, and an honest no where there is none."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from govgraph.errors import StoreError, UsageError
from govgraph.model import Label
from govgraph.names import ID
from govgraph.report import audience, pdf, write_report_for
from govgraph.store import open_store
from tests.report.reading import files


@pytest.fixture(scope="module")
def chromium() -> Path:
    found = pdf.browser()
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge is on this machine")
    return found


def province(built: Path, folder: Path, **options: object) -> list[Label]:
    """Write the report of a province; return what it told on the way."""
    told: list[Label] = []
    with open_store(built) as store:
        whom = audience(store, "province", f"{ID}province/TH-80")
        write_report_for(store, folder, whom, progress=told.append, **options)  # type: ignore[arg-type]
    return told


@pytest.fixture(scope="module")
def printed(built: Path, chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed") / "report"
    province(built, folder, pdf=True)
    return folder


def test_the_pdf_says_in_thai_what_the_page_says(printed: Path) -> None:
    read = pypdf.PdfReader(io.BytesIO((printed / "report.pdf").read_bytes()))
    text = "".join(page.extract_text() for page in read.pages)
    assert "Nakhon Si Thammarat Province" in text
    assert "จังหวัดนครศรีธรรมราช" in re.sub(r"\s", "", text)
    width, height = (float(side) for side in read.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)  # A4 in points


def test_the_pdf_names_no_folder_of_this_machine(printed: Path) -> None:
    assert b"file:" not in (printed / "report.pdf").read_bytes()
    links = [
        str(note.get_object().get("/A", ""))
        for page in pypdf.PdfReader(printed / "report.pdf").pages
        for note in page.get("/Annots", [])
    ]
    assert links
    assert not any("file:" in link for link in links)


def test_the_same_report_printed_twice_is_the_same_bytes(printed: Path, built: Path, tmp_path: Path) -> None:
    province(built, tmp_path / "again", pdf=True)
    assert dict(files(tmp_path / "again")) == dict(files(printed))


def test_the_browser_asks_no_host_for_anything(chromium: Path, tmp_path: Path) -> None:
    """A page that names another host is printed without it: the browser finds no host at all."""
    page = tmp_path / "page.html"
    page.write_text('<p>before<img src="http://example.org/x.png" alt="absent"><p>after', "utf-8")
    pdf.print_page(chromium, page, tmp_path / "page.pdf")
    text = pypdf.PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert text.split() == ["before", "absent", "after"]


def test_without_a_browser_the_report_comes_without_a_pdf_and_says_so(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    told = province(built, tmp_path / "report")
    assert any("no PDF: neither Chromium, Chrome nor Edge was found" in (label.en or "") for label in told)
    assert not (tmp_path / "report" / "report.pdf").exists()
    with pytest.raises(UsageError, match="neither chromium"):
        province(built, tmp_path / "wanted", pdf=True)
    assert not (tmp_path / "wanted").exists()


def test_a_browser_that_is_named_and_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_CHROMIUM", "no-such-browser")
    with pytest.raises(UsageError, match="GOVGRAPH_CHROMIUM=no-such-browser"):
        pdf.browser()


def test_when_the_browser_fails_the_old_report_stays(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    province(built, tmp_path / "report", pdf=False)
    before = dict(files(tmp_path / "report"))
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("GOVGRAPH_CHROMIUM", str(broken))
    with pytest.raises(StoreError, match=r"broken could not print the PDF \(exit 3\)"):
        province(built, tmp_path / "report", pdf=True)
    assert dict(files(tmp_path / "report")) == before


def test_a_browser_that_fails_costs_only_the_pdf_where_none_was_asked_for(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Such as one that is packed so that it may not read the folder of the report.
    broken = tmp_path / "broken"
    broken.write_text(
        '#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) echo half > "${word#*=}";; esac; done\nexit 3\n'
    )
    broken.chmod(0o755)
    monkeypatch.setenv("GOVGRAPH_CHROMIUM", str(broken))
    told = province(built, tmp_path / "report")
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["index.html", "pictures", "tables"]
    assert any("no PDF: broken could not print the PDF (exit 3)" in (label.en or "") for label in told)
    assert any("ไม่มี PDF: broken พิมพ์ PDF ไม่ได้" in (label.th or "") for label in told)
