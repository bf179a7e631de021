"""The workshop of 12 January 2010 against the source text and the counts made by hand from it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict

Tables = dict[str, list[dict[str, str]]]
FOLDER = "workshop-2010-01-12"
DAY = "2010-01-12"


def participations(tables: Tables) -> list[dict[str, str]]:
    return tables[f"{FOLDER}/participations"]


def ministry_of(tables: Tables) -> dict[str, str]:
    """The ministry of every body on the day of the meeting, up through the recorded attachments."""
    parents = {
        row["unit"]: row["parent"]
        for row in tables["reference/attachments"]
        if (row["from"] or DAY) <= DAY < (row["until"] or "9999")
    }

    def top(body: str) -> str:
        return top(parents[body]) if body in parents else body

    return {row["participant"]: top(row["participant"]) for row in participations(tables)}


def lines(seed_lines: list[str], cell: str) -> str:
    first, _, last = cell.partition("-")
    return " ".join(" ".join(seed_lines[int(first) - 1 : int(last or first)]).split())


def test_counts(tables: Tables) -> None:
    rows = participations(tables)
    per_group = Counter(row["group"] for row in rows)
    assert [per_group[f"2010-01-12-{n}"] for n in range(1, 6)] == [14, 8, 9, 18, 15]
    assert len(rows) == 64
    assert len({row["participant"] for row in rows}) == 55


def test_six_agencies_sit_in_several_groups(tables: Tables) -> None:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in participations(tables):
        groups[row["participant"]].add(row["group"][-1])
    assert {body: "".join(sorted(found)) for body, found in groups.items() if len(found) > 1} == {
        "agency/moc-ops": "135",
        "agency/mot-ops": "125",
        "agency/moind-ops": "135",
        "agency/moac-ops": "13",
        "agency/mcul-ops": "24",
        "agency/dnp": "24",
    }


def test_eighteen_ministries_and_28_pairs(tables: Tables) -> None:
    ministry = ministry_of(tables)
    themes = {row["key"]: row["theme"] for row in tables[f"{FOLDER}/groups"]}
    pairs = {(ministry[row["participant"]], themes[row["group"]]) for row in participations(tables)}
    assert {found for found, _ in pairs} <= {f"ministry/{row['key']}" for row in tables["reference/ministries"]}
    assert len({found for found, _ in pairs}) == 18
    assert len(pairs) == 28
    assert ministry["agency/boi"] == "ministry/moind"


def test_the_themes_of_the_groups(tables: Tables) -> None:
    assert [(row["group_number"], row["theme"]) for row in tables[f"{FOLDER}/groups"]] == [
        ("1", "agriculture"),
        ("2", "tourism"),
        ("3", "industry"),
        ("4", "social_environment"),
        ("5", "trade_logistics"),
    ]


def test_every_participation_stands_in_its_lines(tables: Tables, seed_lines: list[str]) -> None:
    for row in participations(tables):
        text = lines(seed_lines, row["line"])
        assert re.search(rf"(^| ){re.escape(row['written_as'])}( |$)", text), row
        group = next(found for found in tables[f"{FOLDER}/groups"] if found["key"] == row["group"])
        first, last = (int(number) for number in group["line"].split("-"))
        assert first <= int(row["line"].split("-")[0]) <= last


def test_nothing_of_the_lists_is_left_over(tables: Tables, seed_lines: list[str]) -> None:
    """Take every name out of its group's lines, in order: only the words between the names remain."""
    for group in tables[f"{FOLDER}/groups"]:
        text = lines(seed_lines, group["line"]).partition("ประกอบด้วย ")[2]
        rows = [row for row in participations(tables) if row["group"] == group["key"]]
        for row in sorted(rows, key=lambda found: int(found["order_in_group"])):
            before, _, text = text.partition(row["written_as"])
            assert before.replace("(ททท.)", "").replace("และ", "").strip() == ""
        assert text == ""


def test_a_name_that_differs_is_recorded(tables: Tables) -> None:
    names = {
        f"{table}/{row['key']}": row["name_th"]
        for table, name in (("agency", "agencies"), ("ministry", "ministries"))
        for row in tables[f"reference/{name}"]
    }
    hidden = {row["body"]: row["name_th"] for row in tables["reference/agency_spellings"]}
    for row in participations(tables):
        assert row["written_as"] in {names[row["participant"]], hidden.get(row["participant"])}
    assert len(hidden) == 5


def test_provinces_and_clusters_are_kinds_only(tables: Tables, seed_lines: list[str]) -> None:
    rows = tables[f"{FOLDER}/kind_participations"]
    assert Counter(row["participant_kind"] for row in rows) == {"province": 5, "provincial-cluster": 5}
    for row in rows:
        assert lines(seed_lines, row["line"]).startswith("จังหวัด กลุ่มจังหวัด และ หน่วยงานราชการ")


def test_people_and_posts_stand_in_their_lines(tables: Tables, seed_lines: list[str]) -> None:
    people = {row["key"]: row["name_th"] for row in tables[f"{FOLDER}/persons"]}
    rows = tables[f"{FOLDER}/facilitators"]
    assert len(rows) == 6
    for row in rows:
        text = lines(seed_lines, row["line"])
        assert people[row["person"]] in text
        assert row["position_th"] in text
        assert (row["acting"] == "true") == ("รักษาราชการแทน" in text)
        assert bool(row["group"]) != bool(row["meeting"])
    assert [row["group"] for row in rows if row["acting"] == "true"] == ["2010-01-12-3"]


def test_meetings_and_recipients(tables: Tables, seed_lines: list[str]) -> None:
    first, second = tables[f"{FOLDER}/meetings"]
    assert (first["held_on"], first["held_until"], first["input_to"]) == (DAY, DAY, second["key"])
    assert (second["held_on"], second["held_until"]) == ("2010-01-18", "2010-01-19")
    assert first["venue_th"] in lines(seed_lines, first["line"])
    words = {
        "prime-minister": "นายกรัฐมนตรี",
        "deputy-prime-minister": "รองนายกรัฐมนตรี",
        "pm-office-minister": "รัฐมนตรีประจำสำนักนายกรัฐมนตรี",
    }
    for row in tables[f"{FOLDER}/report_recipients"]:
        assert words.pop(row["role"]) in lines(seed_lines, row["line"])
    assert words == {}


def test_the_source_is_the_one_on_record(tables: Tables, seed_lines: list[str]) -> None:
    (row,) = (row for row in tables["reference/sources"] if row["key"] == "opdc-2010-01-12")
    assert row["sha256"] == hashlib.sha256("\n".join(seed_lines).encode()).hexdigest()
    assert int(row["line_count"]) == len(seed_lines) == 108
