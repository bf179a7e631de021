"""A workspace that remembers what it was asked, in the place of the real one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Self

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode

from govgraph.cli import main
from govgraph.model import Finding, Label, Place, Severity
from govgraph.names import shorten
from govgraph.research.results import Column, Kind, Rows
from govgraph.steward.ingest import BuildReport, GraphCount
from govgraph.steward.shacl import Judgement
from govgraph.store.port import Table

MOAC = "https://w3id.org/govgraph/id/ministry/moac"
LONG = "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ " * 8
LINKS = Rows(
    (
        Column("source", Label("หน่วยงาน", "source"), Kind.IRI),
        Column("source_th", Label("หน่วยงาน (ไทย)", "source (Thai)")),
        Column("source_en", Label("หน่วยงาน (อังกฤษ)", "source (English)")),
        Column("agencies", Label("จำนวนหน่วยงาน", "agencies"), Kind.INTEGER),
    ),
    ((MOAC, "กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives", 9), (MOAC, LONG, "long", 1)),
)
CHANCE = Rows(
    tuple(Column(name) for name in ("a", "b", "verdict", "model", "model_th", "model_en")),
    tuple(
        ("g:1", f"g:{n}", verdict, "bicm", "สุ่ม", "links at random")
        for n, verdict in enumerate(("more", "less", "less", "as-expected", "cannot-tell"), 2)
    ),
)
SCORES = Rows(
    tuple(Column(name) for name in ("node", "score", "verdict", "model", "model_th", "model_en")),
    tuple(
        ("a:1", None, verdict, "curveball", "สุ่ม", "graphs at random")
        for verdict in ("more", "as-expected", "not-defined")
    ),
)

CHANGES = Rows((Column("change"),), (("gained",), ("gained",), ("lost",)))


@dataclass
class FakeWorkspace:
    """Answers what it is told to, raises what it is told to, and keeps every call."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    opened: list[tuple[Any, bool]] = field(default_factory=list)
    closed: int = 0
    current: ClassVar[FakeWorkspace]

    @classmethod
    def open(cls, location: Any = None, *, write: bool = False) -> FakeWorkspace:
        cls.current.opened.append((location, write))
        return cls.current

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed += 1

    def _answer(self, verb: str, args: tuple[Any, ...], options: dict[str, Any], default: Any) -> Any:
        self.calls.append((verb, args, options))
        answer = self.answers.get(verb, default)
        if isinstance(answer, BaseException):
            raise answer
        return answer(*args) if callable(answer) else answer

    def build(self, *, progress: Callable[[Label], None]) -> Any:
        progress(Label("ตรวจ", "judging"))
        report = BuildReport((GraphCount("reference", 5, 70, True),), None, (), True)
        return self._answer("build", (), {}, report)

    def validate(self, files: Sequence[Path] = ()) -> Any:
        return self._answer("validate", (tuple(files),), {}, Judgement((), "# nothing wrong\n"))

    def links(self, source: str, target: str, **options: Any) -> Any:
        return self._answer("links", (source, target), options, LINKS)

    def compare(self, source: str, target: str, **options: Any) -> Any:
        return self._answer("compare", (source, target), options, CHANGES)

    def what_if(self, **options: Any) -> Any:
        return self._answer("what_if", (), options, LINKS)

    def gaps(self, *, as_of: Any = None) -> Any:
        return self._answer("gaps", (), {"as_of": as_of}, LINKS)

    def bridges(self, *, as_of: Any = None) -> Any:
        return self._answer("bridges", (), {"as_of": as_of}, LINKS)

    def chance(self, projection: str, of: str, **options: Any) -> Any:
        return self._answer("chance", (projection, of), options, CHANCE)

    def chance_of_scores(self, projection: str, of: str, score: str, *, teller: Any = None, **options: Any) -> Any:
        if teller is not None:
            teller.stage(Label("สุ่ม", "drawing"))
        return self._answer("chance_of_scores", (projection, of, score), options, SCORES)

    def measures(self, network: str, **options: Any) -> Any:
        return self._answer("measures", (network,), options, LINKS)

    def explain(self, a: str, b: str, **options: Any) -> Any:
        return self._answer("explain", (a, b), options, {"linked": False, "paths": []})

    def find(self, text: str, *, limit: int = 10, kind: str | None = None) -> Any:
        return self._answer("find", (text,), {"limit": limit, "kind": kind}, LINKS)

    def show(self, entity: str, *, as_of: Any = None) -> Any:
        return self._answer("show", (entity,), {"as_of": as_of}, {"iri": MOAC, "facts": []})

    def names(self, things: Iterable[str]) -> dict[str, Label]:
        known = {MOAC: Label("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives")}
        return {thing: known.get(thing, Label(en=shorten(thing))) for thing in things}

    def query(self, query: str, parameters: Any = None, *, timeout: float | None = None) -> Any:
        table = Table(("who", "name"), ((NamedNode(MOAC), Literal("เกษตร", language="th")),))
        return self._answer("query", (query,), {"parameters": parameters, "timeout": timeout}, Rows.of_table(table))

    def draw(self, kind: str, path: Path, **options: Any) -> Any:
        return self._answer("draw", (kind, path), options, None)

    def report(self, folder: Path, **options: Any) -> Any:
        return self._answer("report", (folder,), options, None)


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> FakeWorkspace:
    """Put a fake workspace behind the command line."""
    FakeWorkspace.current = FakeWorkspace()
    module = ModuleType("govgraph.workspace")
    module.Workspace = FakeWorkspace  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "govgraph.workspace", module)
    for name in ("GOVGRAPH_STORE", "GOVGRAPH_LANG", "GOVGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return FakeWorkspace.current


@pytest.fixture
def govgraph(workspace: FakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call the command line as a user does, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(args), input=stdin)

    return call


@pytest.fixture
def fault() -> Finding:
    """One error with everything that a finding can hold."""
    return Finding(
        "GG-SHACL-001",
        Severity.ERROR,
        "ไม่มีชื่อไทย",
        "It has no Thai name.",
        Place("agencies.csv", row=4, column=3),
        field="name_th",
        value="x",
        suggestions=("กรมปศุสัตว์", "กรมประมง"),
        focus=MOAC,
        shape="urn:shape",
    )
