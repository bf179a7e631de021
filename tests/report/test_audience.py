"""What a ministry, a cluster, a province and the nation are told: sentences with evidence, and how sure each is."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from govgraph.errors import AmbiguousNameError, GovGraphError, StoreError, UsageError
from govgraph.names import ID
from govgraph.report import audience, named, write_report_for
from govgraph.store import open_store
from govgraph.workspace import Workspace
from tests.conftest import ROOT
from tests.report.reading import files, page_of, table

WORKSHOP = ROOT / "data" / "workshop-2010-01-12" / "participations.csv"
ABOUT: Mapping[str, str | None] = {
    "ministry": f"{ID}ministry/mot",
    "cluster": f"{ID}cluster/northeast-lower-2",
    "province": f"{ID}province/TH-80",
    "national": None,
}


def write(built: Path, folder: Path, kind: str, lang: str = "both") -> Path:
    with open_store(built) as store:
        write_report_for(store, folder, audience(store, kind, ABOUT[kind]), lang=lang, pdf=False)
    return folder


@pytest.fixture(scope="module")
def reports(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return {kind: write(built, tmp_path_factory.mktemp(kind) / "report", kind) for kind in ABOUT}


def sentences(report: Path) -> str:
    return "\n".join(row["sentence_en"] for row in table(report, "claims"))


@pytest.mark.parametrize("kind", ABOUT)
def test_every_claim_has_its_evidence_or_says_that_there_is_none(reports: Mapping[str, Path], kind: str) -> None:
    claims, evidence = table(reports[kind], "claims"), table(reports[kind], "evidence")
    assert [row["claim"] for row in claims] == [str(n) for n in range(1, len(claims) + 1)]
    for claim in claims:
        places = [row for row in evidence if row["claim"] == claim["claim"]]
        assert len(places) == int(claim["places"])
        assert bool(places) != ("absent" in claim["sure"].split()), claim["sentence_en"]


@pytest.mark.parametrize("kind", ABOUT)
def test_every_sentence_and_every_source_stands_on_the_page(reports: Mapping[str, Path], kind: str) -> None:
    page = page_of(reports[kind])
    for claim in table(reports[kind], "claims"):
        for lang in ("th", "en"):
            assert " ".join(claim[f"sentence_{lang}"].split()) in page.text
    inside = {address.removeprefix("#") for address in page.addresses if address.startswith("#")}
    assert inside
    assert inside <= page.anchors
    beside = [a for a in page.addresses if not a.startswith(("#", "data:"))]
    assert all((reports[kind] / a).is_file() for a in beside)


def test_a_ministry_is_told_who_of_it_sat_where_with_the_lines(reports: Mapping[str, Path]) -> None:
    # The permanent secretary of Transport sat in groups 1, 2 and 5; the others of the ministry in group 5.
    said = sentences(reports["ministry"])
    assert (
        "4 of its agencies sat in 3 groups on 12 January 2010: Agriculture, Tourism, Trade and logistics management."
        in said
    )
    assert "1 sat in more than one group: Office of the Permanent Secretary, Ministry of Transport." in said
    with WORKSHOP.open(encoding="utf-8", newline="") as file:
        lines = {row["line"] for row in csv.DictReader(file) if row["participant"] == "agency/mot-ops"}
    cited = [row["line"] for row in table(reports["ministry"], "evidence") if row["claim"] == "2"]
    assert set(cited) == lines


def test_a_ministry_is_told_what_would_fall_apart_without_it(reports: Mapping[str, Path]) -> None:
    assert "Without the ministry the groups would fall apart (before: 1 2 3 4 5, after: 1 3 5 | 2 4)" in sentences(
        reports["ministry"]
    )


def test_what_chance_cannot_tell_is_not_told(reports: Mapping[str, Path]) -> None:
    # One meeting on five themes: of no two ministries can it be told (18 ministries are 153 pairs).
    (claim,) = (row for row in table(reports["ministry"], "claims") if "153 pairs" in row["sentence_en"])
    assert claim["sure"] == "cannot-tell"
    assert "of 17 it cannot be told with so few" in claim["sentence_en"]


def test_a_ministry_is_told_on_which_themes_it_is_more_than_chance(built: Path, tmp_path: Path) -> None:
    # 11 of the 12 seats of Agriculture are among the 14 on agriculture, of 64: 12 · 14 / 64 = 2.6 would be expected.
    with open_store(built) as store:
        write_report_for(store, tmp_path / "report", audience(store, "ministry", f"{ID}ministry/moac"), pdf=False)
    (claim,) = (row for row in table(tmp_path / "report", "claims") if "90 pairs" in row["sentence_en"])
    assert claim["sentence_en"].startswith("More agencies than chance would have it: Agriculture (11, 2.6 expected).")
    assert claim["sentence_th"].startswith("มีหน่วยงานมากกว่าความบังเอิญ: ด้านการเกษตร (11 หน่วยงาน คาด 2.6)")
    assert claim["sure"] == "reckoned"


def test_a_cluster_is_told_its_provinces_on_that_day(reports: Mapping[str, Path]) -> None:
    # The announcement of 2009: lower northeast 2 is Ubon Ratchathani, Amnat Charoen, Si Sa Ket and Yasothon.
    (claim,) = (row for row in table(reports["cluster"], "claims") if "has 4 provinces" in row["sentence_en"])
    for province in ("Ubon Ratchathani", "Amnat Charoen", "Si Sa Ket", "Yasothon"):
        assert province in claim["sentence_en"]
    assert claim["sure"] == "confirmed"
    assert "As of 12 January 2010 (fiscal year 2010, B.E. 2553)" in page_of(reports["cluster"]).text


def test_links_by_theme_say_that_they_are_inferred(reports: Mapping[str, Path]) -> None:
    (claim,) = (row for row in table(reports["cluster"], "claims") if "by themes of groups" in row["sentence_en"])
    assert "inferred" in claim["sure"].split()
    assert "our own classification" in claim["sentence_en"]


def test_the_nation_is_told_of_how_few_areas_anything_is_on_record(reports: Mapping[str, Path]) -> None:
    said = sentences(reports["national"])
    assert "only 23 strategic statements of provinces and clusters are on record, from 10 areas" in said
    assert "6 agencies sat in more than one group." in said
    assert "Of 10 pairs, 6 share agencies. None shares more than chance" in said
    assert "Ministry of Tourism and Sports – Tourism (3, 0.4 expected)" in said


def test_a_cluster_that_was_not_there_yet_is_told_of_its_first_day(built: Path, tmp_path: Path) -> None:
    # No budget record in the shipped data, and no such cluster on the day of the workshop: it began on 1 November 2017.
    with open_store(built) as store:
        whom = audience(store, "cluster", f"{ID}cluster/2017-north-upper-1")
        write_report_for(store, tmp_path / "report", whom, pdf=False)
    assert "As of 1 November 2017" in page_of(tmp_path / "report").text
    assert "has 4 provinces: Chiang Mai Province, Lamphun Province" in sentences(tmp_path / "report")


def test_a_province_that_was_not_there_yet_is_told_of_its_first_day_or_that_it_was_not(
    built: Path, tmp_path: Path
) -> None:
    # Bueng Kan was split from Nong Khai on 23 March 2011.
    with open_store(built) as store:
        whom = audience(store, "province", f"{ID}province/TH-38")
        write_report_for(store, tmp_path / "first", whom, pdf=False)
        write_report_for(store, tmp_path / "before", whom, as_of=date(2010, 1, 12), pdf=False)
    assert "As of 23 March 2011" in page_of(tmp_path / "first").text
    (claim,) = (row for row in table(tmp_path / "before", "claims") if "did not exist" in row["sentence_en"])
    assert claim["sentence_en"] == "Bueng Kan Province did not exist on 12 January 2010, but from 23 March 2011."
    assert claim["sentence_th"] == "จังหวัดบึงกาฬ ไม่มีอยู่ ณ 12 มกราคม 2553 แต่มีอยู่ตั้งแต่ 23 มีนาคม 2554"
    assert claim["sure"] == "confirmed"
    assert claim["places"] != "0"


def test_a_province_without_a_cluster_is_not_told_of_members(built: Path, tmp_path: Path) -> None:
    with open_store(built) as store:
        whom = audience(store, "province", f"{ID}province/TH-50")
        write_report_for(store, tmp_path / "report", whom, as_of=date(1990, 1, 1), pdf=False)
    (claim,) = (row for row in table(tmp_path / "report", "claims") if "No membership" in row["sentence_en"])
    assert claim["sentence_th"] == "ไม่พบบันทึกว่าจังหวัดเชียงใหม่ อยู่ในกลุ่มจังหวัดใด ณ 1 มกราคม 2533"


@pytest.mark.parametrize(
    ("day", "key"), [(date(2010, 1, 12), "north-upper-1"), (date(2018, 1, 1), "2017-north-upper-1")]
)
def test_of_two_clusters_of_one_name_the_day_tells_which(built: Path, day: date, key: str) -> None:
    with open_store(built) as store:
        assert named(store, "cluster", "กลุ่มจังหวัดภาคเหนือตอนบน 1", day) == f"{ID}cluster/{key}"
        with pytest.raises(AmbiguousNameError):
            named(store, "cluster", "กลุ่มจังหวัดภาคเหนือตอนบน 1", None)


def test_the_regrouping_is_no_surer_than_the_least_sure_membership(built: Path, tmp_path: Path) -> None:
    # Of some clusters of 2017 the reference tables say that their members are unconfirmed.
    with (ROOT / "data" / "reference" / "cluster_memberships.csv").open(encoding="utf-8", newline="") as file:
        sure = {row["confidence"] for row in csv.DictReader(file) if row["from"].startswith("2017")}
    assert "unconfirmed" in sure
    with open_store(built) as store:
        whom = audience(store, "national", None)
        write_report_for(store, tmp_path / "report", whom, as_of=date(2018, 1, 1), pdf=False)
    (claim,) = (
        row for row in table(tmp_path / "report", "claims") if "came into another cluster" in row["sentence_en"]
    )
    assert claim["sure"] == "unconfirmed"


@pytest.mark.parametrize(("lang", "there", "absent"), [("th", "สรุป", "In brief"), ("en", "In brief", "สรุป")])
def test_one_language_is_one_language(built: Path, tmp_path: Path, lang: str, there: str, absent: str) -> None:
    text = page_of(write(built, tmp_path / "report", "province", lang)).text
    assert there in text
    assert absent not in text


def test_the_same_store_gives_the_same_bytes(reports: Mapping[str, Path], built: Path, tmp_path: Path) -> None:
    assert dict(files(write(built, tmp_path / "again", "cluster"))) == dict(files(reports["cluster"]))


@pytest.mark.parametrize(
    ("kind", "thing", "said"),
    [
        ("ministry", None, "Say which ministry"),
        ("ministry", f"{ID}cluster/north-upper-1", "is no ministry"),
        ("cluster", f"{ID}province/TH-50", "is no cluster"),
        ("province", f"{ID}area/TH-50", "is no province"),
        ("national", f"{ID}ministry/moac", "about nobody in particular"),
        ("governor", None, "cannot be “governor”"),
    ],
)
def test_whoever_cannot_be_told_anything_is_refused(built: Path, kind: str, thing: str | None, said: str) -> None:
    with open_store(built) as store, pytest.raises(UsageError, match=said):
        audience(store, kind, thing)


def test_a_store_of_nothing_has_nothing_to_tell(tmp_path: Path) -> None:
    with open_store(":memory:") as store, pytest.raises(StoreError, match="nothing to report"):
        write_report_for(store, tmp_path / "report", audience(store, "national", None), pdf=False)
    assert list(tmp_path.iterdir()) == []


def test_a_name_for_the_nation_is_refused_whether_or_not_it_names_anything(built: Path) -> None:
    with Workspace.open(built) as workspace, pytest.raises(UsageError, match="about nobody in particular"):
        workspace.report("nowhere", audience="national", about="no such thing")


def test_refusals_speak_both_languages(built: Path) -> None:
    with open_store(built) as store, pytest.raises(GovGraphError) as raised:
        audience(store, "cluster", f"{ID}ministry/moac")
    assert "ไม่ใช่กลุ่มจังหวัด" in raised.value.message("th")
