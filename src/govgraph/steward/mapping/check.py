"""Everything that is wrong with a description, at once: what a person who writes a profile wants to know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from govgraph.model import Finding, Place
from govgraph.names import GOV, PREFIXES, expand, shorten
from govgraph.resources import resource
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.description import Column, TableMapping
from govgraph.steward.mapping.headers import folded
from govgraph.steward.mapping.metadata import MetadataReader, read_document
from govgraph.steward.mapping.personal import is_personal_heading
from govgraph.steward.mapping.properties import Properties
from govgraph.steward.mapping.templates import variables

_NOT_VOCABULARIES: Final = {"id", "graph", "xsd"}


def check(path: Path) -> list[Finding]:
    """Return everything that is wrong (errors) or doubtful (warnings) in a description of tables.

    Raises :class:`govgraph.errors.InputError` where the file is missing or is no JSON.
    """
    properties = Properties()
    group = MetadataReader(path, properties).group(read_document(path))
    findings = [
        _at(path, "GG-MAP-001", problem.where, what_th=problem.th, what_en=problem.en)
        for problem in properties.problems
    ]
    for mapping in group.tables:
        findings.extend(_doubts(path, mapping))
    return findings


def _at(path: Path, code: str, where: str, **values: object) -> Finding:
    return found(code, place=Place(path.name), field=where, **values)  # type: ignore[arg-type]


def _doubts(path: Path, mapping: TableMapping) -> Iterator[Finding]:
    if mapping.profile is None:
        yield _at(path, "GG-MAP-002", "gov:profile")
    elif not any(column.required for column in mapping.physical_columns):
        yield _at(path, "GG-MAP-003", "tableSchema")
    yield from _titles(path, mapping)
    for column in mapping.columns:
        if column.property is not None and not _is_known(column.property):
            yield _at(path, "GG-MAP-004", column.name, iri=shorten(column.property))
        if mapping.profile is not None and not column.suppressed:
            yield from _of_column(path, mapping, column)


def _titles(path: Path, mapping: TableMapping) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for column in mapping.physical_columns if mapping.profile is not None else ():
        for title in column.all_titles():
            for form in folded(title)[:1]:
                other = taken.setdefault(form, column.name)
                if other != column.name:
                    yield _at(path, "GG-MAP-005", column.name, title=title, other=other)


def _of_column(path: Path, mapping: TableMapping, column: Column) -> Iterator[Finding]:
    if column.personal is None and any(is_personal_heading(title) for title in column.all_titles()):
        yield _at(path, "GG-MAP-006", column.name)
    lists = {c.name for c in mapping.physical_columns if c.separator is not None and c.name != column.name}
    for text in (column.value, column.about or mapping.about):
        for name in variables(text):
            if name in lists:
                yield _at(path, "GG-MAP-007", column.name, template=text or "", other=name)
    if column.about is None and mapping.about is None:
        yield _at(path, "GG-MAP-008", column.name)


@cache
def _terms() -> frozenset[str]:
    """Return the IRIs of all terms of the ontology, from the text of its file."""
    text = (resource("ontology") / "govgraph.ttl").read_text(encoding="utf-8")
    return frozenset(GOV + name for name in re.findall(r"^gov:(\w+)", text, re.MULTILINE))


def _is_known(iri: str) -> bool:
    if iri.startswith(GOV):
        return expand(iri) in _terms()
    return any(iri.startswith(space) for prefix, space in PREFIXES.items() if prefix not in _NOT_VOCABULARIES)
