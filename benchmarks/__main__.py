"""Run benchmarks and print what they say.

::

    python -m benchmarks                                 all of them
    python -m benchmarks load links --projects 100000    some of them, larger
    python -m benchmarks --json run.json --markdown run.md
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.registry import BENCHMARKS
from benchmarks.report import Section, as_json, as_markdown, as_text, facts_line, machine
from benchmarks.setting import Options, Setting


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks that are named; 1 where engines disagree."""
    chosen = _parser().parse_args(arguments)
    options = Options(chosen.projects, chosen.beside, chosen.repeats, chosen.limit, chosen.seed, chosen.seconds)
    facts = machine()
    print(facts_line(facts), end="\n\n", flush=True)
    found: dict[str, list[Section]] = {}
    with TemporaryDirectory(prefix="govgraph-benchmarks-") as temporary:
        scratch = chosen.scratch or Path(temporary)
        scratch.mkdir(parents=True, exist_ok=True)
        setting = Setting(options, scratch)
        for name in chosen.names or BENCHMARKS:
            for section in BENCHMARKS[name](setting):
                found.setdefault(name, []).append(section)
                print(as_text(section), flush=True)
    if chosen.json:
        parts = {name: [as_json(section) for section in sections] for name, sections in found.items()}
        chosen.json.write_text(json.dumps({"machine": facts, "benchmarks": parts}, indent=2, ensure_ascii=False) + "\n")
    everything = [section for sections in found.values() for section in sections]
    if chosen.markdown:
        chosen.markdown.write_text("\n".join([facts_line(facts), "", *map(as_markdown, everything)]))
    return int(any(section.faults for section in everything))


def _parser() -> argparse.ArgumentParser:
    defaults = Options()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios, measured in one run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(BENCHMARKS)} (all)")
    parser.add_argument(
        "--projects", type=_count, default=defaults.projects, help="size of the made-up country (%(default)s)"
    )
    parser.add_argument(
        "--beside", type=_count, default=defaults.beside, help="projects for questions to rdflib (%(default)s)"
    )
    parser.add_argument("--repeats", type=_count, default=defaults.repeats, help="samples of each step (%(default)s)")
    parser.add_argument(
        "--limit", type=float, default=defaults.limit, help="CPU seconds before a step is given up (%(default)s)"
    )
    parser.add_argument("--seed", type=int, default=defaults.seed, help="of the made-up country (%(default)s)")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="keep the made-up data here, for another run")
    parser.add_argument(
        "--seconds", type=float, default=defaults.seconds, help="for which servers are asked (%(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample as JSON")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables as Markdown")
    return parser


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


if __name__ == "__main__":
    sys.exit(main())
