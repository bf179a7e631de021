"""What several test rooms need: the shipped data, a SPARQL server, the source text."""

from __future__ import annotations

import fcntl
import pickle
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from govgraph.steward.findings import ImportReport
from govgraph.store import open_store
from govgraph.store.port import Store
from govgraph.workspace import Workspace
from tests.servers import Server, emptied, oxigraph, virtuoso

ROOT = Path(__file__).resolve().parent.parent
BUDGET_FOLDER = ROOT.parent / "shared" / "data"
BUDGET_FILES = {"areas": "budget-2022-provinces-1.csv", "agriculture": "budget-2022-agriculture.csv"}
BUDGET_YES = """written,kind,means,name,accepted,by,on,note
จังหวัดสิงค์บุรี,province,province/TH-17,จังหวัดสิงห์บุรี,ใช่,a tester,2026-11-01,a slip of the text recognition
จังหวัดสุราษฎ์ธานี,province,province/TH-84,จังหวัดสุราษฎร์ธานี,ใช่,a tester,1 พ.ย. 2569,
กลุ่มจังหวัดภาคกลางตอนล่าง,cluster,cluster/2017-central-lower-1,,ใช่,a tester,2026-11-01,for this test only
กลุ่มจังหวัดภาคตะวันออก,cluster,cluster/2017-east-1,,ใช่,a tester,2026-11-01,for this test only
"""


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let what the tests start hear Ctrl-C: a shell that runs them in the background has all of it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Budget:
    """The shipped data with both budget files imported, and what became of each file."""

    folder: Path
    reports: Mapping[str, ImportReport]


@pytest.fixture(scope="session")
def budget(built: Path) -> Budget:
    """The budget files, imported by whichever worker comes first: it takes a minute and more."""
    for name in BUDGET_FILES.values():
        if not (BUDGET_FOLDER / name).exists():
            pytest.skip(f"the budget files are not there: ../shared/data/{name}")
    folder, told = built.parent / "budget", built.parent / "budget.reports"
    with (built.parent / "budget.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            shutil.copytree(built, folder, ignore=shutil.ignore_patterns("done"))
            accept = built.parent / "budget-yes.csv"
            accept.write_text(BUDGET_YES, encoding="utf-8")
            with Workspace.open(folder, write=True) as opened:
                first = BUDGET_FOLDER / BUDGET_FILES["areas"]
                reports = {"asked": opened.import_files([first], profile="budget", dry_run=True)[0]}
                for key, name in BUDGET_FILES.items():
                    path = BUDGET_FOLDER / name
                    reports[key] = opened.import_files([path], profile="budget", accept=accept)[0]
            told.write_bytes(pickle.dumps(reports))
        return Budget(folder, pickle.loads(told.read_bytes()))


@pytest.fixture
def workshop_store(built: Path) -> Iterator[Store]:
    """The shipped data, open for reading."""
    with open_store(built) as store:
        yield store


@pytest.fixture(scope="session")
def seed_lines() -> list[str]:
    """The lines of the source text, which stays outside the repository."""
    folder = ROOT.parent / "shared" / "seeds"
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        pytest.skip(f"the source text is not there: {folder.relative_to(ROOT.parent)} holds no .txt file")
    return texts[0].read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server: its default graph is the one without a name."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def union_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server whose default graph is the union of all."""
    with oxigraph(tmp_path_factory.mktemp("union"), "--union-default-graph") as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server that gives at most 5,000 rows at a time."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=5_000) as server:
        yield server


@pytest.fixture
def clean_server(oxigraph_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the Oxigraph server, emptied, with an environment that says nothing about it."""
    oxigraph_server.announce(monkeypatch)
    return emptied(oxigraph_server).url


@pytest.fixture(params=["oxigraph", "union", "virtuoso"])
def any_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of each server in turn, emptied, with the credentials for it in the environment."""
    server: Server = request.getfixturevalue(f"{request.param}_server")
    server.announce(monkeypatch)
    return emptied(server).url
