"""The commands of the program print the same whichever engine holds the graph, from the first build to the undo."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Quad

from govgraph.cli import main
from govgraph.store import Change, open_store
from tests.servers import Server, emptied, virtuoso

pytestmark = pytest.mark.skipif(
    not os.environ.get("GOVGRAPH_SOAK"), reason="servers are built and emptied for minutes: part of `make soak`"
)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CONSTRUCTED = """PREFIX gov: <https://w3id.org/govgraph/ontology#>
CONSTRUCT { ?agency a gov:Agency } WHERE { ?seat gov:participant ?agency ; gov:inGroup ?group }"""
ASKED = [
    ("validate",),
    ("links", "--from", "ministry", "--to", "theme", "-f", "csv"),
    ("gaps", "-f", "csv"),
    ("bridges", "-f", "csv"),
    ("chance", "agency-group", "--of", "group", "--model", "curveball", "--samples", "99", "-f", "csv"),
    ("measures", "agency-group", "--by", "ministry", "-f", "csv"),
    ("measures", "ministry-theme", "--whole", "--by", "tier", "-f", "csv"),
    ("find", "คมนาคม", "-f", "csv"),
    ("show", "agency/mot-ops", "-f", "json"),
    ("explain", "agency/mot-ops", "theme/industry", "-f", "json"),
    ("query", "seats", "-f", "csv"),
    ("query", CONSTRUCTED),
    ("history", "-f", "csv"),
]
WRITTEN = [
    ("draw", "matrix", "--output", "matrix.svg"),
    ("draw", "flow", "--output", "flow.svg"),
    ("draw", "bridges", "--output", "bridges.svg"),
    ("draw", "matrix", "--to", "cluster", "--output", "clusters.svg"),
    ("draw", "flow", "--columns", "3", "--output", "steps.svg"),
    ("draw", "network", "--output", "network.svg"),
    ("draw", "ego", "--focus", "agency/mot-ops", "--output", "ego.svg"),
    ("report", "--output", "report"),
    ("export", "--format", "graphml", "--output", "all.graphml"),
    ("export", "--format", "nquads", "--graph", "workshop-2010-01-12", "--output", "one.nq"),
]


def run(store: str, journal: Path, *args: str) -> Result:
    environment = {"GOVGRAPH_STORE": store, "GOVGRAPH_JOURNAL": str(journal), "GOVGRAPH_LANG": "en"}
    return CliRunner().invoke(main, list(args), env=environment)


def held(store: str) -> set[Quad]:
    with open_store(store) as opened:
        return set(opened.quads())


def digest(path: Path) -> str:
    """Return what a command has written, a file or a folder of them, as one hash."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.name}\n".encode() + (file.read_bytes() if file.is_file() else b""))
    return found.hexdigest()


def flow(store: str, folder: Path) -> dict[str, str]:
    """Build, draw, import, ask, and take back; what each command wrote, without what names the store or the time."""
    journal = folder / "journal"
    said: dict[str, str] = {}
    assert run(store, journal, "build").exit_code == 0
    before = held(store)
    for command in WRITTEN:
        path = folder / command[-1]
        answer = run(store, journal, *command[:-1], str(path))
        assert answer.exit_code == 0, (command, answer.stderr)
        said[" ".join(command)] = digest(path)
    file, names = str(EXAMPLES / "requests-2554-mended.csv"), str(EXAMPLES / "names.csv")
    loaded = run(store, journal, "import", file, "--accept", names)
    report = json.loads(loaded.stdout)
    assert (loaded.exit_code, report["loaded"], report["rows_accepted"]) == (0, True, 6)
    for command in ASKED:
        if command[0] == "history":
            assert report["import"] in run(store, journal, *command).stdout
            continue
        answer = run(store, journal, *command)
        assert answer.exit_code == 0, (command, answer.stderr)
        said[" ".join(command)] = "\n".join(sorted(answer.stdout.splitlines()))
    assert run(store, journal, "undo", report["import"]).exit_code == 0
    assert held(store) == before
    return said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture(scope="module")
def embedded(folder: Path) -> dict[str, str]:
    return flow(str(folder / "store"), folder)


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso with its usual limit of rows: ``show`` needs more than the 5,000 of the server of the other tests."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.mark.parametrize("engine", ["oxigraph_server", "roomy"])
def test_the_same_is_printed(
    embedded: dict[str, str],
    engine: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    server: Server = request.getfixturevalue(engine)
    server.announce(monkeypatch)
    assert flow(emptied(server).url, tmp_path) == embedded


def test_virtuoso_prints_the_same_of_what_is_built(
    embedded: dict[str, str],  # leaves a built store in the folder
    folder: Path,
    roomy: Server,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    roomy.announce(monkeypatch)
    url = emptied(roomy).url
    with open_store(str(folder / "store")) as built, open_store(url, write=True) as store:
        store.commit(Change(add=built.quads()))
    for command in ASKED:
        if command[0] in {"validate", "history"}:  # reads everything once more; names imports, of which none is left
            continue
        there, here = run(url, tmp_path, *command), run(str(folder / "store"), tmp_path, *command)
        assert there.exit_code == here.exit_code, (command, there.stderr)
        assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines()), command
