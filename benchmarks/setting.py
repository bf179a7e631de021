"""What all benchmarks of a run share: the options, and the made-up data, written once a size."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generator import SEED, Size, write
from benchmarks.measure import Clock, Facts, Measure, Sample, Step, measure
from benchmarks.store_side import load_folder


@dataclass(frozen=True, slots=True)
class Options:
    """How large, how often, how long."""

    projects: int = 10_000
    beside: int = 1_000
    """The number of projects at which rdflib is asked the same questions."""
    repeats: int = 3
    limit: float = 60.0
    """CPU seconds after which a step is given up."""
    seed: int = SEED
    seconds: float = 60.0
    """How long a server is asked."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The options and the scratch folder of one run; measures steps and tells on stderr that it does."""

    options: Options
    scratch: Path
    _made: dict[Path, Measure] = field(default_factory=dict)

    def measure(self, what: str, step: Step, *arguments: object, may_fail: bool = False) -> Measure:
        """Measure a step as often as the options say. Only another engine's may fail."""
        print(f"… {what}", file=sys.stderr, flush=True)
        found = measure(step, *arguments, repeats=self.options.repeats, limit=self.options.limit)
        if found.failed and not may_fail:
            raise RuntimeError(f"{what}: {found.failed}")
        return found

    def triples(self, projects: int) -> Path:
        """Return the N-Triples file of the made-up country with so many projects, and the ontology."""
        path = self.scratch / f"{projects}.nt"
        self.once(path, _write, path, projects, self.options.seed)
        return path

    def store(self, projects: int) -> Path:
        """Return a workspace folder that holds the same."""
        folder = self.scratch / f"{projects}.store"
        self.once(folder, load_folder, self.triples(projects), folder)
        return folder

    def statements(self, projects: int) -> int:
        """Return the number of statements of that file."""
        return int(self._made[self.triples(projects)].facts["statements"])

    def once(self, made: Path, step: Step, *arguments: object) -> None:
        """Make a file or folder unless it was made before, in this run or an earlier one in the same scratch folder."""
        note = made.with_name(f"{made.name}.made")
        if made not in self._made and note.exists():
            self._made[made] = Measure((Sample(0.0, 0.0, 0.0, json.loads(note.read_text())),))
        # In a process of its own as well: this one stays small, whatever it prepares.
        if made not in self._made:
            print(f"… making {made.name}", file=sys.stderr, flush=True)
            found = measure(step, *arguments, repeats=1, limit=3600)
            if not found.samples:
                raise RuntimeError(f"{made.name} could not be made: {found.words('')}")
            self._made[made] = found
            note.write_text(json.dumps(found.facts))


def _write(clock: Clock, path: Path, projects: int, seed: int) -> Facts:
    with clock:
        return {"statements": write(path, Size(projects), seed)}
