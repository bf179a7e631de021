"""The file of a person's yes: only a signed yes counts, and everything else is told by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from govgraph.names import ID
from govgraph.steward.resolve import Accepted, Asked, Register, Resolved, Unresolved, draft, read_accepted

DAY = date(2021, 10, 1)
HEADER = "written,kind,means,name,accepted,by,on,note"


def written(tmp_path: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8-sig") -> Path:
    path = tmp_path / "accept.csv"
    path.write_text("\r\n".join([header, *lines, ""]), encoding=encoding, newline="")
    return path


def asked(register: Register, text: str, *kinds: str) -> Asked:
    answer = register.resolve(text, kinds, DAY)
    assert isinstance(answer, Unresolved)
    return Asked(text, kinds, answer)


def test_a_signed_yes_resolves_and_says_who_and_when(register: Register, tmp_path: Path) -> None:
    path = written(tmp_path, "จังหวัดสิงค์บุรี,province,province/TH-17,จังหวัดสิงห์บุรี,ใช่,นางสาวก,12 มกราคม 2569,")
    accepted, findings = read_accepted(path, register)
    assert findings == ()
    answer = register.resolve("จังหวัดสิงค์บุรี", ("area",), DAY, accepted=accepted)
    assert answer == Resolved(f"{ID}province/TH-17", "province", "จังหวัดสิงห์บุรี", "accepted", "นางสาวก", date(2026, 1, 12))
    assert isinstance(answer, Resolved)
    assert answer.code == "GG-NAM-025"
    assert answer.values == {
        "name": "จังหวัดสิงห์บุรี",
        "by": "นางสาวก",
        "on_th": "12 มกราคม 2569",
        "on_en": "12 January 2026",
    }
    assert isinstance(register.resolve("จังหวัดสิงค์บุรี", ("area",), DAY), Unresolved), "without the file nothing changes"
    assert isinstance(register.resolve("จังหวัดสิงค์บุรี", ("agency",), DAY, accepted=accepted), Unresolved)


def test_a_yes_decides_an_ambiguous_abbreviation(register: Register, tmp_path: Path) -> None:
    path = written(tmp_path, "ทช.,agency,,กรมทางหลวงชนบท,✓,ข,2026-01-05,")
    accepted, findings = read_accepted(path, register)
    assert findings == ()
    answer = register.resolve("ทช.", ("agency",), DAY, accepted=accepted)
    assert isinstance(answer, Resolved)
    assert answer.iri == f"{ID}agency/drr"


@pytest.mark.parametrize("yes", ["yes", "Y", "1", "ใช่", "✓", "True", "ตกลง"])
def test_words_for_yes(register: Register, tmp_path: Path, yes: str) -> None:
    accepted, findings = read_accepted(written(tmp_path, f"ก,,agency/dld,,{yes},ข,2026-01-05,"), register)
    assert (len(accepted.aliases), findings) == (1, ())


@pytest.mark.parametrize("no", ["", "no", "ไม่ใช่", "0", "-"])
def test_without_a_yes_a_row_says_nothing(register: Register, tmp_path: Path, no: str) -> None:
    accepted, findings = read_accepted(written(tmp_path, f"ก,,agency/none,,{no},,,"), register)
    assert (accepted.aliases, findings) == ((), ())


@pytest.mark.parametrize(
    "means", ["province/TH-17", f"{ID}province/TH-17", "id:province/TH-17", "จังหวัดสิงห์บุรี", "สิงห์บุรี", "จ.สิงห์บุรี"]
)
def test_a_meaning_may_be_a_key_an_iri_or_a_name(register: Register, tmp_path: Path, means: str) -> None:
    accepted, findings = read_accepted(written(tmp_path, f"ก,,{means},,y,ข,2026-01-05,"), register)
    assert findings == ()
    assert [alias.iri for alias in accepted.aliases] == [f"{ID}province/TH-17"]


def test_thai_headings_and_kinds_and_old_encodings_are_read(register: Register, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "สิงค์บุรี,จังหวัด,province/TH-17,,ใช่,นางสาว ก,5 ม.ค. 69,",
        header="ที่เขียน,ชนิด,หมายถึง,ชื่อ,ยอมรับ,โดย,วันที่,หมายเหตุ",
        encoding="cp874",
    )
    accepted, findings = read_accepted(path, register)
    assert [(alias.iri, alias.by, alias.on) for alias in accepted.aliases] == [
        (f"{ID}province/TH-17", "นางสาว ก", date(2026, 1, 5))
    ]
    assert {finding.severity for finding in findings} <= {"info"}


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("ก,,agency/dld,,yes,,2026-01-05,", "GG-ACC-002", "F2"),
        ("ก,,agency/dld,,yes,ข,,", "GG-ACC-002", "G2"),
        ("ก,,agency/none,,yes,ข,2026-01-05,", "GG-ACC-003", "C2"),
        ("ก,,,กรมที่ไม่มี,yes,ข,2026-01-05,", "GG-ACC-003", "D2"),
        ("ก,,กลุ่มจังหวัดภาคใต้ชายแดน,,yes,ข,2026-01-05,", "GG-ACC-004", "C2"),
        ("ก,,agency/dld,,yes,ข,31 ก.พ. 2569,", "GG-ACC-005", "G2"),
        ("ก,,agency/dld,,yes,ข,ม.ค. 2569,", "GG-ACC-005", "G2"),
        ("ก,,agency/dld,กรมประมง,yes,ข,2026-01-05,", "GG-ACC-006", "D2"),
        ("ก,province,agency/dld,,yes,ข,2026-01-05,", "GG-ACC-007", "C2"),
        ("ก,,agency/dld,,อาจจะ,ข,2026-01-05,", "GG-ACC-008", "E2"),
        (",,agency/dld,,yes,ข,2026-01-05,", "GG-ACC-010", "A2"),
        ("ก,บริษัท,agency/dld,,yes,ข,2026-01-05,", "GG-ACC-011", "B2"),
    ],
)
def test_each_fault_is_told_at_its_cell_and_the_row_does_not_count(
    register: Register, tmp_path: Path, line: str, code: str, cell: str
) -> None:
    accepted, findings = read_accepted(written(tmp_path, line), register)
    assert accepted.aliases == ()
    assert [(finding.code, finding.place and finding.place.cell) for finding in findings] == [(code, cell)]


def test_all_faults_of_a_row_are_told_at_once(register: Register, tmp_path: Path) -> None:
    _, findings = read_accepted(written(tmp_path, "ก,,agency/none,,yes,,,"), register)
    assert sorted(finding.code for finding in findings) == ["GG-ACC-002", "GG-ACC-002", "GG-ACC-003"]


def test_a_missing_column_is_told(register: Register, tmp_path: Path) -> None:
    path = written(tmp_path, "ก,agency/dld,yes,2026-01-05", header="written,means,accepted,on")
    accepted, findings = read_accepted(path, register)
    assert accepted.aliases == ()
    assert [(finding.code, finding.field) for finding in findings] == [("GG-ACC-001", "by")]


def test_two_meanings_of_one_name_are_both_refused(register: Register, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "ทช.,agency,agency/drr,,yes,ข,2026-01-05,",
        "ทช.,agency,agency/dmcr,,yes,ค,2026-01-06,",
        "กพร.,agency,agency/dsd,,yes,ข,2026-01-05,",
        "กพร.,agency,agency/dsd,,yes,ค,2026-01-06,",
    )
    accepted, findings = read_accepted(path, register)
    assert [(finding.code, finding.place and finding.place.row) for finding in findings] == [
        ("GG-ACC-009", 2),
        ("GG-ACC-009", 3),
    ]
    assert [alias.written for alias in accepted.aliases] == ["กพร."]


def test_a_draft_holds_every_question_once_with_the_first_suggestion(register: Register) -> None:
    questions = [
        asked(register, "จังหวัดสิงค์บุรี", "province", "cluster"),
        asked(register, "ทช.", "agency"),
        asked(register, "จังหวัด สิงค์บุรี", "province", "cluster"),
        asked(register, "บริษัทไม่รู้จัก", "agency"),
    ]
    text = draft(questions)
    assert text == draft(reversed(questions))
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines() == [
        HEADER,
        "ทช.,agency,agency/dmcr,กรมทรัพยากรทางทะเลและชายฝั่ง,,,,หรือ: กรมทางหลวงชนบท = agency/drr",
        "บริษัทไม่รู้จัก,agency,,,,,,",
        "จังหวัด สิงค์บุรี,area,province/TH-17,จังหวัดสิงห์บุรี,,,,",
    ]


def test_a_draft_says_nothing_until_it_is_signed(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "draft.csv"
    path.write_bytes(draft([asked(register, "จังหวัดสิงค์บุรี", "area"), asked(register, "ทช.", "agency")]))
    assert read_accepted(path, register) == (Accepted(), ())
    signed = path.read_text(encoding="utf-8-sig").replace("จังหวัดสิงห์บุรี,,,", "จังหวัดสิงห์บุรี,yes,ก,2026-01-05")
    path.write_text(signed, encoding="utf-8-sig")
    accepted, findings = read_accepted(path, register)
    assert findings == ()
    assert [alias.written for alias in accepted.aliases] == ["จังหวัดสิงค์บุรี"]


def test_formulas_are_neutralised_on_the_way_out_and_read_as_they_were(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "draft.csv"
    question = asked(register, "=1+1", "area")
    path.write_bytes(draft([question]))
    text = path.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    path.write_text(text.replace("area,,,,,,", "area,province/TH-90,,yes,ก,2026-01-05,"), encoding="utf-8-sig")
    accepted, findings = read_accepted(path, register)
    assert findings == ()
    assert isinstance(register.resolve("=1+1", ("area",), DAY, accepted=accepted), Resolved)
