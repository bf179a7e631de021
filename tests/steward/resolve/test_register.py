"""Names on record resolve to their thing on a day on which it bears them, and to nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import UsageError
from govgraph.names import ID, graph, term
from govgraph.steward.resolve import KINDS, Register, Resolved, Unresolved
from govgraph.store import open_store
from govgraph.store.port import Change

Rows = list[dict[str, str]]

MEETING = date(2010, 1, 12)
BUDGET_2565 = date(2021, 10, 1)


def a_day(row: dict[str, str]) -> date:
    """A day on which the thing of a row is recorded to exist: that of the meeting, or else the nearest to it."""
    start = date.fromisoformat(row["from"]) if row["from"] else date.min
    end = date.fromisoformat(row["until"]) if row["until"] else date.max
    return min(max(MEETING, start), end - timedelta(days=1))


def bodies(reference: dict[str, Rows]) -> Iterator[tuple[str, str, dict[str, str]]]:
    for table, kind in (("agencies", "agency"), ("ministries", "ministry"), ("provinces", "province")):
        for row in reference[table]:
            yield f"{ID}{kind}/{row['key']}", kind, row


def test_names_of_record_resolve_in_both_languages(register: Register, reference: dict[str, Rows]) -> None:
    wrong = []
    for iri, kind, row in bodies(reference):
        for name in (row["name_th"], row["name_en"]):
            answer = register.resolve(name, (kind,), a_day(row))
            if not (isinstance(answer, Resolved) and answer.iri == iri and answer.how == "name"):
                wrong.append((name, answer))
    assert wrong == []


def test_abbreviations_resolve_or_are_ambiguous_as_the_table_has_them(
    register: Register, reference: dict[str, Rows]
) -> None:
    rows = {f"{kind}/{row['key']}": row for iri, kind, row in bodies(reference)}
    shared: dict[str, set[str]] = defaultdict(set)
    for row in reference["agency_abbreviations"]:
        for name in (row["name_th"], row["name_en"]):
            if name:
                shared[name].add(row["body"])
    assert {name for name, of in shared.items() if len(of) > 1} == {"ทช.", "ทบ.", "กพร.", "DIP", "DOH", "RD"}
    for name, of in shared.items():
        for body in of:
            answer = register.resolve(name, ("agency", "ministry"), a_day(rows[body]))
            if len(of) == 1:
                assert isinstance(answer, Resolved), name
                assert (answer.iri, answer.how) == (ID + body, "abbreviation")
            else:
                assert isinstance(answer, Unresolved), name
                assert answer.code == "GG-NAM-005"
                assert {s.iri for s in answer.suggestions} == {ID + other for other in of}


def test_recorded_misspellings_resolve_and_say_so(register: Register, reference: dict[str, Rows]) -> None:
    for row in reference["agency_spellings"]:
        answer = register.resolve(row["name_th"], ("agency",), MEETING)
        assert isinstance(answer, Resolved), row
        assert answer.iri == ID + row["body"]
        # one of them differs from the name of record by a space only, which no key holds
        assert answer.how == ("name" if row["body"] == "agency/dnp" else "spelling")


@pytest.mark.parametrize(
    "written",
    ["จังหวัดสงขลา", "สงขลา", "จ.สงขลา", "จ. สงขลา", "จว.สงขลา", "Songkhla", "Songkhla Province", " จังหวัด  สงขลา "],
)
def test_provinces_are_known_with_and_without_the_word(register: Register, written: str) -> None:
    answer = register.resolve(written, ("province",), MEETING)
    assert isinstance(answer, Resolved)
    assert answer.iri == f"{ID}province/TH-90"
    assert answer.name == "จังหวัดสงขลา"


@pytest.mark.parametrize("written", ["กลุ่มจังหวัดภาคใต้ชายแดน", "ภาคใต้ชายแดน", "กลุ่มจว.ภาคใต้ชายแดน", "กลุ่มภาคใต้ชายแดน"])
def test_clusters_are_known_with_and_without_the_word(register: Register, written: str) -> None:
    answer = register.resolve(written, ("area",), MEETING)
    assert isinstance(answer, Resolved)
    assert answer.iri == f"{ID}cluster/south-border"


@pytest.mark.parametrize("written", ["กรุงเทพมหานคร", "กทม.", "กรุงเทพฯ", "จังหวัดกรุงเทพมหานคร", "Bangkok"])
def test_bangkok_is_found_among_the_provinces(register: Register, written: str) -> None:
    answer = register.resolve(written, ("province",), MEETING)
    assert isinstance(answer, Resolved)
    assert answer.iri == f"{ID}province/TH-10"


@pytest.mark.parametrize(
    ("written", "kind", "iri"),
    [
        ("ด้านการเกษตร", "theme", "theme/agriculture"),
        ("การท่องเที่ยว", "theme", "theme/tourism"),
        ("ผู้ดำเนินการกลุ่มย่อย", "role", "role/facilitator"),
        ("requested", "stage", "stage/requested"),
        ("กลุ่มที่ ๑: ด้านการเกษตร", "group", "group/2010-01-12-1"),
        ("ปีงบประมาณ พ.ศ. ๒๕๕๔", "fiscal-year", "fiscal-year/2554"),
        ("2554", "fiscal-year", "fiscal-year/2554"),
        ("ปีงบประมาณ 2554", "fiscal-year", "fiscal-year/2554"),
        ("แผนปฏิบัติราชการประจำปีของจังหวัดตรัง พ.ศ. 2553", "plan", "plan/th-92-2553"),
        ("ส่วนกลาง", "tier", "tier/central"),
    ],
)
def test_other_kinds_resolve(register: Register, written: str, kind: str, iri: str) -> None:
    answer = register.resolve(written, (kind,))
    assert isinstance(answer, Resolved)
    assert (answer.iri, answer.kind) == (ID + iri, kind)


@pytest.mark.parametrize("written", ["", "   ", "\u200b", "-", "ไม่ระบุ"])
def test_nothing_written_has_its_own_code(register: Register, written: str) -> None:
    answer = register.resolve(written, ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert (answer.code, answer.suggestions) == ("GG-NAM-001", ())


def test_a_name_of_another_kind_says_what_it_is(register: Register) -> None:
    ministry = register.resolve("กระทรวงยุติธรรม", ("agency",), MEETING)
    assert isinstance(ministry, Unresolved)
    assert (ministry.code, ministry.values["found_en"]) == ("GG-NAM-004", "a ministry")
    assert ministry.names == ("สำนักงานปลัดกระทรวงยุติธรรม",)
    province = register.resolve("จังหวัดสงขลา", ("cluster",), MEETING)
    assert isinstance(province, Unresolved)
    assert (province.code, province.values["found_th"]) == ("GG-NAM-004", "จังหวัด")


def test_a_ministry_in_a_list_of_participants_is_the_ministry_itself(register: Register) -> None:
    answer = register.resolve("กระทรวงยุติธรรม", ("agency", "ministry"), MEETING)
    assert isinstance(answer, Resolved)
    assert answer.iri == f"{ID}ministry/moj"


def test_an_unknown_kind_is_a_wrong_call(register: Register) -> None:
    assert "agency" in KINDS
    with pytest.raises(UsageError):
        register.resolve("กรมปศุสัตว์", ("department",), MEETING)


def test_an_unknown_name_has_no_suggestion(register: Register) -> None:
    answer = register.resolve("บริษัท ตัวอย่าง จำกัด", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert (answer.code, answer.suggestions) == ("GG-NAM-006", ())


def test_part_of_a_name_is_asked_and_not_taken(register: Register) -> None:
    answer = register.resolve("การท่องเที่ยวแห่งประเทศ", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert answer.names[0] == "การท่องเที่ยวแห่งประเทศไทย"


def agency(name: str, source: str) -> list[Quad]:
    iri, where = NamedNode(f"{ID}agency/{source}/1"), graph(f"import/{source}")
    return [
        Quad(iri, term("rdf:type"), term("gov:PublicBody"), where),
        Quad(iri, term("skos:prefLabel"), Literal(name, language="th"), where),
    ]


def test_names_of_an_import_count_and_change_the_digest(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as store:
        store.commit(Change(add=agency("กรมตัวอย่างหนึ่ง", "a")))
        before = Register.of(store)
        store.commit(Change(add=agency("กรมตัวอย่างสอง", "b")))
        after = Register.of(store)
        again = Register.of(store)
        replacing = Register.of(store, without=[graph("import/b")])
    assert isinstance(before.resolve("กรมตัวอย่างสอง", ("agency",)), Unresolved)
    found = after.resolve("กรมตัวอย่างสอง", ("agency",))
    assert isinstance(found, Resolved)
    assert found.iri == f"{ID}agency/b/1"
    assert after.digest == again.digest != before.digest
    assert isinstance(replacing.resolve("กรมตัวอย่างสอง", ("agency",)), Unresolved)
    assert isinstance(replacing.resolve("กรมตัวอย่างหนึ่ง", ("agency",)), Resolved)


def test_what_is_about_to_be_replaced_says_nothing_of_ministries_and_changes_either(tmp_path: Path) -> None:
    old, where = graph("import/b"), NamedNode(f"{ID}agency/a/1")
    attached, change = NamedNode(f"{ID}attachment/b/1"), NamedNode(f"{ID}change/b/1")
    going = [
        Quad(attached, term("rdf:type"), term("gov:Attachment"), old),
        Quad(attached, term("org:member"), where, old),
        Quad(attached, term("org:organization"), NamedNode(f"{ID}ministry/x"), old),
        Quad(change, term("rdf:type"), term("gov:ChangeEvent"), old),
        Quad(change, term("gov:date"), Literal("2002-10-03"), old),
        Quad(change, term("org:resultingOrganization"), where, old),
    ]
    with open_store(tmp_path / "store", write=True) as store:
        store.commit(Change(add=agency("กรมตัวอย่างหนึ่ง", "a")))
        before = Register.of(store).digest
        store.commit(Change(add=going))
        assert Register.of(store).digest != before
        assert Register.of(store, without=[old]).digest == before


def test_two_things_of_one_name_are_ambiguous(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as store:
        store.commit(Change(add=[*agency("กรมตัวอย่าง", "a"), *agency("กรมตัวอย่าง", "b")]))
        register = Register.of(store)
    answer = register.resolve("กรมตัวอย่าง", ("agency",))
    assert isinstance(answer, Unresolved)
    assert (answer.code, answer.values["count"], len(answer.suggestions)) == ("GG-NAM-005", "2", 2)
