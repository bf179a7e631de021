"""What each verb asks of the workspace, and what it writes."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from inspect import getmembers, isfunction, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result
from pyoxigraph import Literal, NamedNode, Triple

from govgraph.model import Finding, Label, Severity
from govgraph.research.results import Column, Rows
from govgraph.steward.ingest import BuildReport, GraphCount
from govgraph.steward.shacl import Judgement
from govgraph.store.port import Table
from govgraph.workspace import Workspace

if TYPE_CHECKING:
    from tests.cli.conftest import FakeWorkspace

Call = Callable[..., Result]

MOAC = "https://w3id.org/govgraph/id/ministry/moac"
SHORT = "id:ministry/moac"
REAL_PARAMETERS = {name: set(signature(method).parameters) for name, method in getmembers(Workspace, isfunction)}


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_links_hands_every_option_on(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("links", "--from", "agency", "--to", "strategy", "--area", "province/TH-50", "--statement", "vision"),
        *("--include-unknown", "--with-unassigned", "--as-of", "2010-01-12", "--basis", "theme"),
        *("--fiscal-year", "2011", "--min-confidence", "probable", "--store", "here"),
    )
    assert done.exit_code == 0, done.stderr
    assert workspace.opened == [("here", False)]
    assert workspace.closed == 1
    assert workspace.calls == [
        (
            "links",
            ("agency", "strategy"),
            {
                "area": "province/TH-50",
                "statement": "vision",
                "include_unknown": True,
                "with_unassigned": True,
                "as_of": date(2010, 1, 12),
                "basis": "theme",
                "fiscal_year": 2554,
                "min_confidence": "probable",
            },
        )
    ]


def test_options_that_were_not_given_are_left_to_the_workspace(govgraph: Call, workspace: FakeWorkspace) -> None:
    assert govgraph("links").exit_code == 0
    assert workspace.opened == [(None, False)]
    assert workspace.calls == [("links", ("ministry", "theme"), {})]


def test_measures_hands_every_option_on(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("measures", "ministry-theme", "--measure", "degree", "--measure", "cohesion", "--whole", "--by", "tier"),
        *("--weight", "agencies", "--seed", "7", "--as-of", "2010-01-12", "--basis", "project"),
        *("--fiscal-year", "2554", "--min-confidence", "probable"),
    )
    assert done.exit_code == 0, done.stderr
    options: dict[str, Any] = {
        "measures": ("degree", "cohesion"),
        "whole": True,
        "by": "tier",
        "weight": "agencies",
        "seed": 7,
        "as_of": date(2010, 1, 12),
        "basis": "project",
        "fiscal_year": 2554,
        "min_confidence": "probable",
    }
    assert workspace.calls == [("measures", ("ministry-theme",), options)]
    assert govgraph("measures", "agency-group").exit_code == 0
    assert workspace.calls[1] == ("measures", ("agency-group",), {})


def test_in_a_pipe_the_default_is_csv_and_nothing_is_cut(govgraph: Call) -> None:
    done = govgraph("links")
    rows = table(done.stdout)
    assert rows[0] == ["source", "source_th", "source_en", "agencies"]
    assert rows[1] == [MOAC, "กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives", "9"]
    assert rows[2][1].count("ความมั่นคงของมนุษย์") == 8
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_no_format_cuts_a_cell_in_a_pipe(govgraph: Call, form: str) -> None:
    done = govgraph("gaps", "-f", form)
    assert done.exit_code == 0
    assert ("สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ " * 8).strip() in done.stdout
    assert "…" not in done.stdout


def test_the_language_may_come_from_the_environment(govgraph: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_LANG", "en")
    assert govgraph("bridges", "-f", "md").stdout.startswith("| source | source (Thai) |")
    assert govgraph("bridges", "-f", "md", "--lang", "th").stdout.startswith("| หน่วยงาน |")


def test_explain_gives_json_in_a_pipe_and_an_outline_on_request(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph("explain", "กรมปศุสัตว์", "กรมศุลกากร", "--max-paths", "2", "--as-of", "2010-01-12")
    assert json.loads(done.stdout) == {"linked": False, "paths": []}
    assert done.exit_code == 0
    expected: dict[str, Any] = {"max_paths": 2, "as_of": date(2010, 1, 12)}
    assert workspace.calls == [("explain", ("กรมปศุสัตว์", "กรมศุลกากร"), expected)]


PATH = {
    "sentence_th": "เชื่อมกัน",
    "sentence_en": "They are linked.",
    "linked": True,
    "paths": [
        {
            "confidence": "probable",
            "steps": [
                {
                    "subject_th": "กรมปศุสัตว์",
                    "subject_en": "Livestock",
                    "object_th": "กลุ่มที่ 1",
                    "object_en": "Group 1",
                    "predicate_th": "เข้าร่วม",
                    "predicate_en": "took part in",
                    "direction": "forward",
                    "sources": [{"title_th": "บันทึก", "title_en": "Minutes", "lines": "57"}],
                },
                {
                    "subject": "id:x",
                    "object_th": "กลุ่มที่ 1",
                    "object_en": "Group 1",
                    "predicate_th": "เข้าร่วม",
                    "predicate_en": "took part in",
                    "direction": "backward",
                    "sources": [
                        {"title_th": "บันทึก", "title_en": "Minutes", "lines": "57"},
                        {"title_th": "บันทึก", "title_en": "Minutes", "lines": "61-69"},
                        {"title_en": "agencies.csv", "row": 4},
                        {"title_en": "requests.xlsx", "sheet": "a-b", "cell": "D17", "row": 17},
                    ],
                },
            ],
        }
    ],
}


def test_explain_tells_a_person_a_chain_with_each_source_once(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["explain"] = PATH
    assert govgraph("explain", "a", "b", "-f", "text", "--lang", "en").stdout == (
        "They are linked.\n\n"
        "1. Livestock ─took part in→ Group 1 ←took part in─ id:x (probable)\n"
        "   sources: Minutes line 57, 61–69; agencies.csv row 4; requests.xlsx cell a-b!D17\n"
    )
    both = govgraph("explain", "a", "b", "-f", "text").stdout.splitlines()
    assert both[:2] == ["เชื่อมกัน", "They are linked."]
    assert both[3] == "1. กรมปศุสัตว์ ─เข้าร่วม→ กลุ่มที่ 1 ←เข้าร่วม─ id:x (probable)"


def test_show_gives_what_the_workspace_knows(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["show"] = {"iri": MOAC, "since": date(2002, 10, 3)}
    assert json.loads(govgraph("show", "ministry/moac").stdout) == {"iri": MOAC, "since": "2002-10-03"}


def test_find_writes_what_it_finds_and_ends_with_3_if_that_is_nothing(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph("find", "เกษตร", "--limit", "3", "--kind", "ministry")
    assert done.exit_code == 0
    assert workspace.calls == [("find", ("เกษตร",), {"limit": 3, "kind": "ministry"})]
    workspace.answers["find"] = Rows((Column("entity"),))
    done = govgraph("find", "zzz", "-f", "json", "--lang", "en")
    assert (done.exit_code, json.loads(done.stdout)) == (3, [])
    assert done.stderr == "govgraph: Nothing goes by a name like “zzz”.\n"


def test_an_option_that_means_nothing_to_a_verb_is_refused_not_dropped(
    govgraph: Call, workspace: FakeWorkspace
) -> None:
    done = govgraph("gaps", "--basis", "theme", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr == "govgraph: --basis means nothing to gaps; it takes --as-of, --fiscal-year.\n"
    assert workspace.opened == []


@pytest.mark.parametrize(
    "verb",
    ["links", "gaps", "bridges", "chance", "measures", "explain", "find", "show", "query", "draw", "report"],
)
def test_every_filter_is_honoured_by_the_workspace_or_hidden_and_refused(govgraph: Call, verb: str) -> None:
    parameters = REAL_PARAMETERS[verb]
    shown = govgraph(verb, "--help").stdout
    values = {"as_of": "2010-01-12", "basis": "theme", "fiscal_year": "2554", "min_confidence": "probable"}
    words = {"explain": ("a", "b"), "find": ("a",), "show": ("a",), "draw": ("flow", "-o", "f.svg")}.get(verb, ())
    for name, value in values.items():
        option = f"--{name.replace('_', '-')}"
        taken = name in parameters or verb == "query"  # a query tells by its own header
        assert (option in shown) is taken
        if not taken:
            done = govgraph(verb, *words, option, value, "--lang", "en")
            assert done.exit_code == 2
            assert done.stderr.startswith(f"govgraph: {option} means nothing to {verb}")


def test_an_empty_answer_says_that_it_is_one(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["gaps"] = Rows((Column("kind"),))
    done = govgraph("gaps", "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, "kind\n")
    assert done.stderr == "There is nothing on record that fits.\n"
    assert govgraph("gaps", "--quiet").stderr == ""


def test_build_opens_to_write_and_counts(govgraph: Call, workspace: FakeWorkspace, fault: Finding) -> None:
    done = govgraph("build")
    assert workspace.opened == [(None, True)]
    assert table(done.stdout) == [["graph", "rows", "statements", "changed"], ["reference", "5", "70", "true"]]
    assert done.exit_code == 0
    workspace.answers["build"] = BuildReport((GraphCount("reference", 5, 70, False),), None, (), True)
    assert "up to date" in govgraph("build").stderr
    workspace.answers["build"] = BuildReport((), None, (fault,), False)
    done = govgraph("build", "--lang", "en")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:3] == [
        "judging …",
        "error GG-SHACL-001 agencies.csv, row 4, column C: It has no Thai name.",
        "errors 1, warnings 0, remarks 0 (govgraph validate shows all)",
    ]
    assert "nothing was loaded" in done.stderr


def test_validate_ends_with_1_for_errors_only(govgraph: Call, workspace: FakeWorkspace, fault: Finding) -> None:
    assert govgraph("validate").exit_code == 0
    assert workspace.opened == [(None, False)]
    warning = Finding("GG-2", Severity.WARNING, "เตือน", "careful")
    workspace.answers["validate"] = Judgement((warning,), "")
    assert govgraph("validate").exit_code == 0
    workspace.answers["validate"] = Judgement((fault, warning), "# report\n")
    done = govgraph("validate", "--lang", "en")
    assert done.exit_code == 1
    assert done.stderr == "errors 1, warnings 1, remarks 0\n"
    rows = table(done.stdout)
    assert rows[1] == [
        *("GG-SHACL-001", "error", "agencies.csv", "", "4", "C4", "name_th", "x"),
        *("ไม่มีชื่อไทย", "It has no Thai name.", "กรมปศุสัตว์; กรมประมง", MOAC, "urn:shape"),
    ]


def test_validate_of_files_needs_no_store(govgraph: Call, workspace: FakeWorkspace) -> None:
    assert govgraph("validate", "a.ttl", "b.ttl").exit_code == 0
    assert workspace.opened == [(":memory:", False)]
    assert workspace.calls == [("validate", ((Path("a.ttl"), Path("b.ttl")),), {})]


def test_validate_reports_in_every_format(govgraph: Call, workspace: FakeWorkspace, fault: Finding) -> None:
    workspace.answers["validate"] = Judgement((fault,), "# the W3C report\n")
    found = json.loads(govgraph("validate", "-f", "json").stdout)["findings"][0]
    assert (found["cell"], found["suggestions"]) == ("C4", ["กรมปศุสัตว์", "กรมประมง"])
    assert json.loads(govgraph("validate", "-f", "sarif").stdout)["version"] == "2.1.0"
    assert govgraph("validate", "-f", "ttl").stdout == "# the W3C report\n"
    assert govgraph("validate", "-f", "html").stdout.startswith("<!doctype html>")
    assert govgraph("validate", "-f", "xlsx", "-o", "f.xlsx").exit_code == 1
    assert Path("f.xlsx").read_bytes()[:2] == b"PK"


def test_draw_gives_a_draft_that_becomes_the_file(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["draw"] = lambda _kind, path: path.write_text("<svg/>")
    done = govgraph("draw", "matrix", "-o", "m.svg", "--size", "a4", "--lang", "th", "--as-of", "2010-01-12")
    assert done.exit_code == 0, done.stderr
    assert Path("m.svg").read_text() == "<svg/>"
    verb, (kind, draft), options = workspace.calls[0]
    assert (verb, kind, draft.suffix) == ("draw", "matrix", ".svg")
    assert options == {"lang": "th", "size": "a4", "as_of": date(2010, 1, 12)}
    assert [path.name for path in Path().iterdir()] == ["m.svg"]
    assert govgraph("draw", "matrix", "-o", "m.docx").exit_code == 2


def test_draw_hands_every_option_on(govgraph: Call, workspace: FakeWorkspace) -> None:
    def both(_kind: str, path: Path) -> None:
        path.write_text("<svg/>")

    workspace.answers["draw"] = both
    done = govgraph(
        *("draw", "flow", "-o", "f.svg", "--from", "department", "--to", "cluster", "--value", "amount"),
        *("--area", "province/TH-50", "--columns", "3", "--basis", "project", "--fiscal-year", "2011"),
        *("--min-confidence", "probable", "--as-of", "2010-01-12", "--projection", "p", "--focus", "f", "--lang", "en"),
    )
    assert done.exit_code == 0, done.stderr
    assert workspace.calls[0][2] == {
        "lang": "en",
        "source": "department",
        "target": "cluster",
        "value": "amount",
        "area": "province/TH-50",
        "columns": 3,
        "basis": "project",
        "fiscal_year": 2554,
        "min_confidence": "probable",
        "as_of": date(2010, 1, 12),
        "projection": "p",
        "focus": "f",
    }
    assert workspace.calls[0][2].keys() - {"lang"} <= REAL_PARAMETERS["draw"]


def test_draw_writes_the_rows_behind_the_picture_beside_it(
    govgraph: Call, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fake(kind: str, path: Path, *, data: Path, **_options: object) -> None:
        path.write_text(f"<svg>{kind}</svg>")
        data.write_text("row,value\n")

    monkeypatch.setattr(workspace, "draw", fake)
    done = govgraph("draw", "matrix", "-o", "m.svg", "--data", "m.csv", "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "wrote m.svg, m.csv\n")
    assert {path.name: path.read_text() for path in Path().iterdir()} == {
        "m.svg": "<svg>matrix</svg>",
        "m.csv": "row,value\n",
    }


@pytest.mark.parametrize("name", ["m.txt", "m"])
def test_the_rows_behind_a_picture_are_csv(govgraph: Call, workspace: FakeWorkspace, name: str) -> None:
    done = govgraph("draw", "matrix", "-o", "m.svg", "--data", name, "--lang", "en")
    assert done.exit_code == 2
    assert name in done.stderr
    assert list(Path().iterdir()) == []
    assert workspace.opened == []


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "province"),
        ("--to", "agency"),
        ("--value", "baht"),
        ("--columns", "4"),
        ("--fiscal-year", "long ago"),
    ],
)
def test_values_that_no_picture_takes_are_wrong_use(govgraph: Call, words: tuple[str, str]) -> None:
    assert govgraph("draw", "flow", "-o", "f.svg", *words).exit_code == 2


def test_what_to_measure_and_whom_to_look_at_go_to_the_picture(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["draw"] = lambda _kind, path: path.write_text("<svg/>")
    assert govgraph("draw", "tiles", "-o", "t.svg", "--measure", "statements").exit_code == 0
    assert govgraph("draw", "timeline", "-o", "t.svg", "--focus", "จังหวัดชุมพร").exit_code == 0
    assert [options for _, _, options in workspace.calls] == [
        {"lang": "both", "measure": "statements"},
        {"lang": "both", "focus": "จังหวัดชุมพร"},
    ]


def test_a_picture_that_fails_leaves_the_old_one(govgraph: Call, workspace: FakeWorkspace) -> None:
    def fail(_kind: str, path: Path) -> None:
        path.write_text("half")
        raise RuntimeError("no more ink")

    Path("m.svg").write_text("old")
    workspace.answers["draw"] = fail
    assert govgraph("draw", "matrix", "-o", "m.svg").exit_code == 4
    assert [(p.name, p.read_text()) for p in Path().iterdir()] == [("m.svg", "old")]


def test_report_is_for_an_audience_by_any_name(govgraph: Call, workspace: FakeWorkspace) -> None:
    govgraph("report", "--for", "cluster", "กลุ่มจังหวัดภาคเหนือตอนบน 1", "--fiscal-year", "2565", "-o", "out", "--pdf")
    verb, arguments, options = workspace.calls[-1]
    assert (verb, arguments) == ("report", (Path("out"),))
    asked = {name: options[name] for name in ("audience", "about", "fiscal_year", "pdf")}
    assert asked == {"audience": "cluster", "about": "กลุ่มจังหวัดภาคเหนือตอนบน 1", "fiscal_year": 2565, "pdf": True}
    assert govgraph("report", "--for", "governor").exit_code == 2
    assert govgraph("report", "--basis", "theme").exit_code == 2


def test_report_names_the_page(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph("report", "-o", "out", "--lang", "en")
    ((verb, arguments, options),) = workspace.calls
    assert (verb, arguments, options["lang"]) == ("report", (Path("out"),), "en")
    options["progress"](Label("วาด", "drawing"))  # who waits is told; nobody is, who asked for quiet
    govgraph("report", "--quiet")
    assert "progress" not in workspace.calls[-1][2]
    assert done.stderr == f"wrote {Path('out') / 'index.html'}\n"


def test_doctor_looks_and_tells(govgraph: Call, workspace: FakeWorkspace) -> None:
    rows = {row[0]: row[1:] for row in table(govgraph("doctor").stdout)}
    assert rows["store"] == [".govgraph: not built yet", "true"]
    assert rows["font"][1] == "true"
    assert set(rows) >= {"govgraph", "python", "pyoxigraph", "matplotlib", "queries"}
    Path(".govgraph").mkdir()
    from govgraph.errors import StoreError

    workspace.answers["query"] = StoreError(th="เสียหาย", en="It is damaged.")
    done = govgraph("doctor", "--lang", "en")
    assert done.exit_code == 4
    assert ".govgraph: It is damaged.,false" in done.stdout
    workspace.answers["query"] = ImportError("no engine")
    assert ".govgraph: ImportError: no engine,false" in govgraph("doctor").stdout


@pytest.mark.parametrize(("release", "ok"), [("3.10.9", "false"), ("3.11.0", "true"), ("4.0.1", "true")])
def test_doctor_says_why_an_old_matplotlib_will_not_do(
    govgraph: Call, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch, release: str, ok: str
) -> None:
    monkeypatch.setattr("govgraph.cli.doctor.version", lambda name: release if name == "matplotlib" else version(name))
    done = govgraph("doctor")
    found = {row[0]: row[1:] for row in table(done.stdout)}["matplotlib"]
    assert found[1] == ok
    assert ("tone marks" in found[0]) is (ok == "false")
    assert done.exit_code == (0 if ok == "true" else 4)


# -- query


def test_query_by_name_binds_nothing_itself(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        "query", "themes-by-participation", "-p", "level=agency", "--as-of", "2010-01-12", "--timeout", "2m"
    )
    assert done.exit_code == 0, done.stderr
    assert workspace.calls == [
        (
            "query",
            ("themes-by-participation",),
            {"parameters": {"level": "agency", "as_of": "2010-01-12"}, "timeout": 120.0},
        )
    ]
    assert table(done.stdout) == [["who", "name"], [MOAC, "เกษตร"]]
    assert done.stderr == "1 แถว · 1 row\n"
    assert govgraph("query", "themes-by-participation", "--quiet").stderr == ""


def test_the_kinds_of_draw_are_those_that_there_are(govgraph: Call, workspace: FakeWorkspace) -> None:
    from govgraph.draw.pictures import KINDS

    for kind in KINDS:
        assert govgraph("draw", kind, "-o", f"{kind}.svg").exit_code == 0
    assert sorted(args[0] for name, args, _ in workspace.calls if name == "draw") == sorted(KINDS)


def test_compare_takes_two_days_or_two_fiscal_years(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("compare", "--from", "department", "--to", "cluster", "--fiscal-year", "2554", "--fiscal-year", "2015"),
        *("--by", "amount_thb", "--area", "province/TH-50", "--basis", "project", "--min-confidence", "probable"),
    )
    assert (done.exit_code, done.stderr) == (0, "เพิ่ม 2, หาย 1 · gained 2, lost 1\n")
    name, args, options = workspace.calls[-1]
    assert (name, args) == ("compare", ("department", "cluster"))
    assert options == {
        "fiscal_year": (2554, 2558), "by": "amount_thb", "area": "province/TH-50", "basis": "project",
        "min_confidence": "probable",
    }  # fmt: skip
    assert govgraph("compare", "--as-of", "2010-01-01", "--as-of", "2011-01-01").exit_code == 0
    assert workspace.calls[-1][2]["as_of"] == (date(2010, 1, 1), date(2011, 1, 1))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--as-of", "2010-01-01"), "--as-of twice"),
        (("--fiscal-year", "2554") * 3, "--fiscal-year twice"),
        (("--as-of", "2553-01-01", "--as-of", "2011-01-01"), "--as-of"),
        ((), "Give two times: --as-of A --as-of B"),
        (("--as-of", "2010-01-01", "--fiscal-year", "2554"), "Give two times"),
    ],
)
def test_compare_says_what_it_needs(
    govgraph: Call, workspace: FakeWorkspace, given: tuple[str, ...], said: str
) -> None:
    done = govgraph("compare", *given, "--lang", "en")
    assert (done.exit_code, workspace.calls) == (2, [])
    assert said in done.stderr


def test_what_if_hands_on_what_is_supposed(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph(
        *("what-if", "--without", "คมนาคม", "--without", "agency/dld", "--move", "agency/boi = ministry/pmo"),
        *("--seat", "agency/dld=group/1", "--seat", "agency/dld=group/2", "--as-of", "2010-01-12", "--include-unknown"),
    )
    assert done.exit_code == 0, done.stderr
    assert workspace.calls[-1] == (
        "what_if",
        (),
        {
            "without": ("คมนาคม", "agency/dld"),
            "move": {"agency/boi": "ministry/pmo"},
            "seat": (("agency/dld", "group/1"), ("agency/dld", "group/2")),
            "include_unknown": True,
            "as_of": date(2010, 1, 12),
        },
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "--without, --move or --seat"),
        (("--move", "agency/boi"), "write A=B"),
        (("--seat", "=x"), "write A=B"),
        (("--move", "agency/boi=ministry/pmo", "--move", "agency/boi=ministry/moi"), "give one ministry only"),
    ],
)
def test_what_if_says_what_it_needs(
    govgraph: Call, workspace: FakeWorkspace, given: tuple[str, ...], said: str
) -> None:
    done = govgraph("what-if", *given, "--lang", "en")
    assert (done.exit_code, workspace.calls) == (2, [])
    assert said in done.stderr


def test_query_takes_sparql_itself_and_no_name_for_it(govgraph: Call, workspace: FakeWorkspace) -> None:
    for text in ("ASK { ?s ?p 'ก' }", "select * where { <urn:a> ?p ?o }", " describe\t<urn:a>", "Describe gov:Seat"):
        assert govgraph("query", text).exit_code == 0, text
        assert workspace.calls[-1][1] == (text,)
    assert govgraph("query", "describes").exit_code == 3  # a name that is none, and no text


def test_query_from_a_file_and_from_stdin_hands_on_the_text(govgraph: Call, workspace: FakeWorkspace) -> None:
    text = "#+ govgraph: { params: { n: { type: integer } } }\nASK { VALUES ?n { 1 } }"
    Path("mine.rq").write_text(text, encoding="utf-8")
    assert govgraph("query", "mine.rq", "--param", "n=3").exit_code == 0
    assert govgraph("query", "-", stdin="ASK { ?s ?p 'ก' }").exit_code == 0
    assert [(args, options["parameters"]) for _, args, options in workspace.calls] == [
        ((text,), {"n": "3"}),
        (("ASK { ?s ?p 'ก' }",), {}),
    ]


def test_query_answers_in_the_formats_of_its_form(govgraph: Call, workspace: FakeWorkspace) -> None:
    node = NamedNode(MOAC)
    workspace.answers["query"] = (Triple(node, node, Literal("x")),)
    assert govgraph("query", "-", stdin="x").stdout.startswith("@prefix id: ")
    assert govgraph("query", "-", "-f", "nt", stdin="x").stdout == f'<{MOAC}> <{MOAC}> "x" .\n'
    assert govgraph("query", "-", "-f", "ttl", stdin="x").stdout.startswith("@prefix id: ")
    assert govgraph("query", "-", "-o", "a.ttl", stdin="x").exit_code == 0
    assert Path("a.ttl").read_text().startswith("@prefix id: ")
    done = govgraph("query", "-", "-f", "xlsx", "--lang", "en", stdin="x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "turtle, nt, jsonld" in done.stderr
    workspace.answers["query"] = True
    assert govgraph("query", "-", stdin="x").stdout == "true\n"
    assert json.loads(govgraph("query", "-", "-f", "json", stdin="x").stdout)["boolean"] is True


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("md", f"กระทรวงเกษตรและสหกรณ์ · Ministry of Agriculture and Cooperatives ({SHORT})"),
        ("csv", MOAC),
        ("tsv", f"<{MOAC}>"),
        ("jsonl", MOAC),
        ("xml", MOAC),
    ],
)
def test_an_iri_stands_with_its_name_for_people_and_alone_for_scripts(govgraph: Call, form: str, cell: str) -> None:
    shown = govgraph("query", "-", "-f", form, stdin="SELECT").stdout
    assert cell in shown
    assert (SHORT in shown) is (form == "md")


def test_in_a_table_name_and_id_stand_under_each_other(govgraph: Call) -> None:
    lines = govgraph("query", "-", "-f", "table", "--lang", "th", stdin="SELECT").stdout.splitlines()
    assert [line.split() for line in lines[2:]] == [["กระทรวงเกษตรและสหกรณ์", "เกษตร"], [SHORT]]


def test_a_column_that_comes_with_its_names_gets_no_others(govgraph: Call, workspace: FakeWorkspace) -> None:
    thing = NamedNode(MOAC)
    table = Table(("x", "x_en", "y"), ((thing, Literal("Rice"), NamedNode("urn:y")),))
    workspace.answers["query"] = Rows.of_table(table)
    assert "| https://w3id.org/govgraph/id/ministry/moac | Rice | urn:y |" in (
        govgraph("query", "-", "-f", "md", stdin="SELECT").stdout
    )


def test_a_text_runs_apart_so_that_it_can_be_interrupted(govgraph: Call, workspace: FakeWorkspace) -> None:
    govgraph("query", "-", stdin="ASK {}")
    govgraph("query", "themes-by-participation")
    govgraph("query", "-", "--timeout", "3s", stdin="ASK {}")
    assert [options["timeout"] for _, _, options in workspace.calls] == [math.inf, None, 3.0]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("folder",), 4, "Cannot read the file folder: Is a directory"),
        (("./missing",), 4, "Cannot read the file missing"),
        (("no-such-query",), 3, "no query called “no-such-query”"),
        (("missing.rq",), 4, "Cannot read the file missing.rq"),
        ((), 2, "Name a query"),
        (("themes-by-participation", "-p", "level"), 2, "write NAME=VALUE"),
        (("themes-by-participation", "-p", "level=a", "-p", "level=b"), 2, "level is given twice"),
        (("themes-by-participation", "-p", "leval=a"), 2, "no parameter “leval”; it has: level, as_of"),
        (("themes-by-participation", "-p", "as_of=2553-01-12"), 2, "2010-01-12"),
        (("themes-by-participation", "--basis", "theme"), 2, "does not take --basis"),
        (("themes-by-participation", "--as-of", "2010-01-12", "-p", "as_of=2010-01-13"), 2, "Both --as-of and"),
        (("themes-by-participation", "--timeout", "soon"), 2, "--timeout: “soon” is no length of time"),
        (("themes-by-participation", "--timeout", "0s"), 2, "no length of time"),
    ],
)
def test_wrong_questions_open_no_store(
    govgraph: Call, workspace: FakeWorkspace, args: tuple[str, ...], code: int, said: str
) -> None:
    Path("folder").mkdir()
    done = govgraph("query", *args, "--lang", "en")
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stdout == ""
    assert workspace.opened == []


def test_a_misspelt_name_comes_with_those_that_are_close(govgraph: Call) -> None:
    done = govgraph("query", "themes-by-participatoin", "--lang", "en")
    told = json.loads(done.stderr)
    assert done.exit_code == 3
    assert told["candidates"] == ["themes-by-participation"]
    assert "themes-by-participatoin" in told["error"]


def test_query_list_shows_the_library_without_a_store(govgraph: Call, workspace: FakeWorkspace) -> None:
    rows = table(govgraph("query", "--list").stdout)
    assert rows[0] == ["name", "title_th", "title_en", "params", "tags", "group", "competency"]
    assert [row[5] for row in rows[1:]] == sorted(row[5] for row in rows[1:])
    (found,) = [row for row in rows if row[0] == "themes-by-participation"]
    assert found[3].split() == ["level:string?", "as_of:date?", "fiscal_year:fiscal-year?", "min_confidence:string?"]
    assert workspace.opened == []


def test_query_describe_says_what_a_query_takes_and_gives(govgraph: Call, workspace: FakeWorkspace) -> None:
    done = govgraph("query", "frames-to-align-with", "--describe")
    rows = table(done.stdout)
    assert rows[1][:2] == ["query", "frames-to-align-with"]
    assert rows[1][3] == "Frames that an area plan must agree with"
    (kind,) = [row for row in rows if row[0] == "parameter"]
    assert kind[1:] == [
        "kind",
        "ประเภทแผน",
        "kind of plan",
        "iri?",
        "",
        "plan-kind/provincial-development-plan plan-kind/cluster-development-plan",
    ]
    assert ["column", "line", "บรรทัด", "line"] in [row[:4] for row in rows]
    thai, english = "แผนของพื้นที่ต้องสอดคล้องกับนโยบายและแผนระดับบนใด หนึ่งแถวต่อ", "One row for each kind of plan"
    assert done.stderr.startswith(thai)
    assert english in done.stderr
    for lang, told, other in (("th", thai, english), ("en", english, thai)):
        described = govgraph("query", "frames-to-align-with", "--describe", "--lang", lang).stderr
        assert told in described
        assert other not in described
    Path("mine.rq").write_text("#+ description: Mine.\n#+ govgraph: { title: { th: ของฉัน } }\nASK {}", encoding="utf-8")
    assert govgraph("query", "mine.rq", "--describe").stderr == "ของฉัน · Mine.\n"
    (cluster,) = [r for r in table(govgraph("query", "cluster-members", "--describe").stdout) if r[1] == "cluster"][:1]
    assert cluster[6] == "gov:ProvincialCluster"
    assert govgraph("query", "--describe").exit_code == 2
    assert workspace.opened == []
