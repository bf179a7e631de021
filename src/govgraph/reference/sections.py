"""The sections of the ontology's file and the order of its terms, which RDF does not keep.

A section is headed by a line ``# 3. Areas · พื้นที่`` below a bar of ``#``. Its terms are the subjects of the
statements up to the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from govgraph.model import Label
from govgraph.names import GOV
from govgraph.reference.model import Section

_HEADING: Final = re.compile(r"^#{20,}\n# (\d+)\. (.+?) · (.+)\n", re.MULTILINE)
_PREFIX: Final = re.compile(r"^@(?:prefix|base) .*$", re.MULTILINE)
_OTHER: Final = Label("อื่น ๆ", "Other terms")


def sections(files: Iterable[Path]) -> Iterator[Section]:
    """Give the sections of the files; terms that stand under no heading come last, in a section of their own."""
    placed: set[str] = set()
    rest: list[str] = []
    last = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        prefixes = "\n".join(_PREFIX.findall(text))
        # Before the first heading, and then by fours: number, English and Thai title, and what stands below.
        before, *parts = _HEADING.split(text)
        rest += _subjects(before)
        for number, en, th, body in zip(*[iter(parts)] * 4, strict=True):
            terms = tuple(term for term in _subjects(f"{prefixes}\n{body}") if term not in placed)
            placed.update(terms)
            last = int(number)
            yield Section(last, Label(th.strip(), en), terms)
    if others := tuple(term for term in dict.fromkeys(rest) if term not in placed):
        yield Section(last + 1, _OTHER, others)


def _subjects(turtle: str) -> list[str]:
    subjects = (quad.subject for quad in parse(turtle, format=RdfFormat.TURTLE))
    return list(dict.fromkeys(s.value for s in subjects if isinstance(s, NamedNode) and s.value.startswith(GOV)))
