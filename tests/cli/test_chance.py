"""What ``govgraph chance`` asks of the workspace, and what it says beside the table."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from govgraph.research.results import Rows

if TYPE_CHECKING:
    from tests.cli.conftest import FakeWorkspace

Call = Callable[..., Result]


def test_every_option_is_handed_on(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("chance", "ministry-theme", "--of", "theme", "--model", "curveball", "--level", "0.010", "--samples", "500"),
        *("--seed", "0", "--as-of", "2010-01-12", "--basis", "project", "--fiscal-year", "2554"),
        *("--min-confidence", "probable", "--store", "here"),
    )
    assert done.exit_code == 0, done.stderr
    assert workspace.opened == [("here", False)]
    expected = {"model": "curveball", "level": Decimal("0.010"), "samples": 500, "seed": 0, "as_of": date(2010, 1, 12)}
    expected |= {"basis": "project", "fiscal_year": 2554, "min_confidence": "probable"}
    assert workspace.calls == [("chance", ("ministry-theme", "theme"), expected)]


def test_what_was_not_given_is_left_to_the_workspace(govgraph: Call, workspace: FakeWorkspace) -> None:
    assert govgraph("chance", "agency-group", "--of", "group").exit_code == 0
    assert workspace.calls == [("chance", ("agency-group", "group"), {})]


def test_links_have_a_weight(govgraph: Call, workspace: FakeWorkspace) -> None:
    assert govgraph("chance", "ministry-theme", "--of", "link", "--weight", "agencies").exit_code == 0
    assert workspace.calls == [("chance", ("ministry-theme", "link"), {"weight": "agencies"})]


def test_help_says_which_model_it_is_with_a_weight(govgraph: Call) -> None:
    said = " ".join(govgraph("chance", "--help").stdout.split())
    assert "if not given curveball, with --weight hypergeometric" in said


def test_scores_are_another_question_and_their_progress_is_told(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("chance", "agency-group", "--of", "agency", "--score", "liaison", "--by", "ministry", "--samples", "99"),
        *("--lang", "en"),
    )
    assert done.exit_code == 0, done.stderr
    ((verb, args, options),) = workspace.calls
    assert (verb, args) == ("chance_of_scores", ("agency-group", "agency", "liaison"))
    assert (options["by"], options["samples"]) == ("ministry", 99)
    assert done.stderr == (
        "drawing …\n"
        "Against: graphs at random. Scores tested: 2, at level 0.05 (false discovery rate over all scores). "
        "Survive: 1 (1 more, 0 less than chance); not seen to differ: 1; cannot be told with so few: 0. "
        "Without a value to test: 1.\n"
    )
    quiet = govgraph("chance", "agency-group", "--of", "agency", "--score", "liaison", "--quiet")
    assert quiet.stderr == ""


def test_a_note_says_what_was_tested_and_what_came_of_it(govgraph: Call) -> None:
    done = govgraph("chance", "agency-group", "--of", "group", "--lang", "en")
    assert done.stderr == (
        "Against: links at random. Pairs tested: 5, at level 0.05 (false discovery rate over all pairs). "
        "Survive: 3 (1 more, 2 less than chance); not seen to differ: 1; cannot be told with so few: 1.\n"
    )
    thai = govgraph("chance", "agency-group", "--of", "group", "--lang", "th", "--level", "0.1").stderr
    assert "เทียบกับ: สุ่ม · ทดสอบ 5 คู่ ที่ระดับ 0.1" in thai
    assert "มากกว่า 1 น้อยกว่า 2" in thai
    assert govgraph("chance", "agency-group", "--of", "group", "--quiet").stderr == ""


def test_on_a_screen_the_model_is_said_in_words_once_and_not_in_every_row(govgraph: Call) -> None:
    def shown(*args: str) -> str:
        done = govgraph("chance", "agency-group", "--of", "group", "--lang", "en", *args)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    table = govgraph("chance", "agency-group", "--of", "group", "--lang", "en", "-f", "table")
    assert (table.stdout.count("links at random"), table.stdout.count("bicm")) == (0, 5)
    assert table.stderr.count("links at random") == 1
    # Where nothing is said beside the table, and in a file, each row says it.
    assert shown("-f", "table", "--quiet").count("links at random") == 5
    assert shown("-f", "csv").count("links at random") == 5


def test_where_there_is_no_pair_it_says_so(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["chance"] = Rows(())
    done = govgraph("chance", "agency-group", "--of", "group", "--lang", "en")
    assert done.stderr == "There is too little on record to test anything.\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--level", "five"), "--level: “five” is no number: write 0.05."),
        (("--model", "guess"), "'guess' is not one of"),
        (("--samples", "0"), "0 is not in the range"),
        (("--seed", "-1"), "-1 is not in the range"),
    ],
)
def test_wrong_values_are_refused_before_a_store_is_opened(
    govgraph: Call, workspace: FakeWorkspace, args: tuple[str, ...], said: str
) -> None:
    done = govgraph("chance", "agency-group", "--of", "group", *args, "--lang", "en")
    assert (done.exit_code, workspace.opened) == (2, [])
    assert said in done.stderr


def test_on_the_shipped_data_it_warns_of_a_finding_that_rests_on_seats_left_open(built: Path) -> None:
    def said(*args: str) -> str:
        command = [
            sys.executable,
            "-m",
            "govgraph.cli",
            "chance",
            "agency-group",
            "--of",
            "group",
            "--lang",
            "en",
            *args,
        ]
        env = {**os.environ, "GOVGRAPH_STORE": str(built)}
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
        assert len(done.stdout.splitlines()) == 11
        return done.stderr

    first = said("-f", "csv", "--model", "hypergeometric")
    assert "Survive: 2 (0 more, 2 less than chance); not seen to differ: 8; cannot be told with so few: 0." in first
    assert "before you conclude, try --model curveball" in first
    second = said("-f", "csv")
    assert "9,999 random graphs" in second
    assert "Survive: 0 (0 more, 0 less than chance); not seen to differ: 10;" in second
    assert "before you conclude" not in second
