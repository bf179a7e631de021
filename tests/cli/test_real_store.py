"""The command line on the shipped data: what only a real store and real processes can show."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from govgraph.names import shorten

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENTITIES = (
    "agency/boi",
    "ministry/moac",
    "province/TH-38",
    "cluster/northeast-upper-1",
    "theme/tourism",
    "strategy/central-middle-2553-2556-vision",
    "event/2010-01-12-preworkshop",
    "plan/central-middle-2553-2556",
    "gov:Ministry",
)


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "govgraph.cli", *args]


def run(built: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "GOVGRAPH_STORE": str(built)}
    return subprocess.run(command(*args), input=stdin, capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_kind_of_thing_has_a_card_and_the_same_json_as_ever(built: Path, entity: str) -> None:
    text = run(built, "show", entity, "-f", "text", "--lang", "en")
    assert (text.returncode, text.stderr) == (0, "")
    found = json.loads(run(built, "show", entity).stdout)
    lines = text.stdout.splitlines()
    assert lines[:2] == [found["thing_th"], found["thing_en"]]
    assert not re.search(r"\bNone\b|\bnull\b|[{}]", text.stdout)
    for relation in found["relations"]:
        assert shorten(relation["other"]) in text.stdout


def test_the_board_of_investment_moved_and_its_card_says_so(built: Path) -> None:
    card = run(built, "show", "BOI", "-f", "text", "--lang", "en").stdout
    assert (
        "Ministry of Industry, until 31 December 2013 (confirmed from 1 January 2010 to 31 January 2010, otherwise"
        in card
    )
    assert "Office of the Prime Minister, since 1 January 2014 (probable)" in card
    assert "Group 3: Industry, on 12 January 2010 (confirmed)" in card
    assert "line 82" in card  # where the source text names it


def test_the_operation_centre_of_a_cluster_is_told_from_its_members(built: Path) -> None:
    card = run(built, "show", "cluster/northeast-upper-1", "-f", "text", "--lang", "en").stdout
    udon_thani = [line for line in card.splitlines() if "Udon Thani Province" in line]
    assert [("cluster member" in line, "operation centre" in line) for line in udon_thani] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("name", ["ทช.", "ทบ.", "กพร.", "DIP", "DOH", "Upper Northeastern Provincial Cluster 1"])
def test_a_name_of_two_things_is_never_guessed(built: Path, name: str) -> None:
    done = run(built, "show", name, "--lang", "en")
    assert (done.returncode, done.stdout) == (3, "")
    assert len(json.loads(done.stderr)["candidates"]) == 2


def test_a_query_beyond_its_time_is_5(built: Path) -> None:
    done = run(built, "query", "-", "--timeout", "1s", "--lang", "en", stdin=ENDLESS)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == "govgraph: The query took longer than 1 second. Please narrow it, or allow more time.\n"


def worker_of(process: subprocess.Popen[str]) -> int:
    """The process in which a question is answered, as soon as it is there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process in /proc")
    for _ in range(3_000):
        for child in map(int, children.read_text().split()):
            with suppress(OSError):
                if b"govgraph.workers.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
        time.sleep(0.01)
    pytest.fail("no question was asked")


def endless(built: Path, tmp_path: Path) -> subprocess.Popen[str]:
    question = tmp_path / "endless.rq"
    question.write_text(ENDLESS)
    return subprocess.Popen(
        command("query", str(question), "--lang", "en"), env={**os.environ, "GOVGRAPH_STORE": str(built)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_a_query_without_end_can_be_interrupted(built: Path, tmp_path: Path) -> None:
    with endless(built, tmp_path) as process:
        worker_of(process)
        os.killpg(process.pid, signal.SIGINT)  # like a terminal: to the whole group
        try:
            said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, ("", "\ngovgraph: Interrupted; nothing is half-done.\n"))


def test_a_query_without_end_ends_with_who_asked_it(built: Path, tmp_path: Path) -> None:
    with endless(built, tmp_path) as process:
        worker = worker_of(process)
        process.kill()
        process.communicate(timeout=60)
    for _ in range(3_000):
        try:
            if Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return
        except OSError:
            return
        time.sleep(0.01)
    pytest.fail("the question goes on without its asker")


def test_a_query_that_ends_the_engine_takes_nothing_down_with_it(built: Path) -> None:
    done = run(built, "query", "-", "--lang", "en", stdin=f"SELECT (1{'+1' * 200_000} AS ?x) {{}}")
    assert done.returncode in {4, 5}
    assert done.stderr.count("\n") == 1
    assert "fault of govgraph" not in done.stderr


def test_an_empty_store_is_told_from_one_without_answers(tmp_path: Path) -> None:
    from govgraph.store import open_store

    open_store(tmp_path / "new", write=True).close()
    done = run(tmp_path / "new", "links", "--lang", "en")
    assert (done.returncode, done.stdout) == (4, "")
    assert "is empty. Run `govgraph build` first." in done.stderr


def test_an_area_that_is_none_is_refused(built: Path) -> None:
    done = run(built, "links", "--to", "strategy", "--area", "agency/boi", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Office of the Board of Investment (id:agency/boi) is no province, cluster or area." in done.stderr
    of_body, of_area = (
        run(built, "links", "--to", "strategy", "--include-unknown", "--area", area).stdout
        for area in ("province/TH-50", "area/TH-50")
    )
    assert of_body == of_area
    assert of_body.count("\n") > 1


def test_what_libraries_log_stays_off_the_terminal(built: Path, tmp_path: Path) -> None:
    # rdflib logs a trace for each value that is not what its datatype says, and warns with its own path.
    ill = tmp_path / "ill.ttl"
    ill.write_text(
        "@prefix gov: <https://w3id.org/govgraph/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        '<urn:p> a gov:Period ; gov:from "2010-13-01"^^xsd:date ; gov:acting "maybe"^^xsd:boolean .\n'
    )
    done = run(built, "validate", str(ill), "--lang", "en")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("errors ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("friends",), "network cannot be “friends”; it is one of: agency-group, "),
        (("agency-group", "--measure", "fame"), "measure cannot be “fame”; it is one of: degree, "),
        (("agency-group", "--weight", "money"), "have no weight “money”; they have: participations."),
        (("agency-group", "--by", "colour"), "by cannot be “colour”; it is one of: ministry, tier, "),
        (("agency-group", "--measure", "nestedness"), "add --whole"),
        (("group-group", "--basis", "theme"), "The network group-group does not take --basis"),
    ],
)
def test_a_measure_that_is_not_there_is_2_with_those_that_are(built: Path, args: tuple[str, ...], said: str) -> None:
    done = run(built, "measures", *args, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_measures_in_every_format(built: Path, form: str) -> None:
    done = run(built, "measures", "agency-group", "--measure", "cohesion", "-f", form, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Office of the Permanent Secretary, Ministry of Transport" in done.stdout


def test_measures_in_a_workbook(built: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "whole.xlsx"
    done = run(built, "measures", "agency-group", "--whole", "--measure", "communities", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    cells = list(load_workbook(file).worksheets[0].values)
    assert [row[1] for row in cells[-3:]] == ["communities", "modularity", "stability"]
    assert [row[5] for row in cells[-3:]] == [5, 0.656738, 1]
