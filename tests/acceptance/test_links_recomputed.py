"""The links and gaps of the shipped data, worked out a second time: from the tables alone, in plain Python.

Nothing of govgraph stands behind the expected values, neither importer nor query. What is repeated here is the law of
``docs/reference/meanings.md``: who counts for whom on which day, which plans are in force, how sure a path is.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from govgraph.names import ID
from govgraph.research.library import Library
from govgraph.store.port import Store, Table
from govgraph.workspace import Workspace

DATA = Path(__file__).resolve().parents[2] / "data"
WORKSHOP_DAY, LATER = "2010-01-12", "2018-01-01"
PLANS_OVER = "2013-10-01"  # the first day after the plans of 2553-2556
SURENESS = ("unconfirmed", "probable", "confirmed")
STATUS = {"unstated": ("unknown", 0), "inferred": ("probable", 1), "stated": ("yes", 2)}
KINDS = {"Vision": "vision", "Mission": "mission", "StrategicIssue": "strategy"}
DEPARTMENTS = {"PermanentSecretaryOffice", "Department", "Office", "ArmedForce", "StateEnterprise"}

Row = dict[str, str]
Link = tuple[object, ...]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with next(DATA.glob(f"*/{name}.csv")).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def covers(row: Row, day: str) -> bool:
    """ISO dates sort as text; an empty bound excludes nothing."""
    return row["from"] <= day and (not row["until"] or day < row["until"])


@cache
def above(body: str, day: str) -> tuple[tuple[str, int], ...]:
    """The parents of a body on a day, and how sure each is: no more than probable beyond an attested bound."""
    of_body = [row for row in rows("attachments") if row["unit"] == body]
    sure = [(row["parent"], SURENESS.index(row["confidence"])) for row in of_body if covers(row, day)]
    if sure:
        return tuple(sure)
    earlier = sorted((row for row in of_body if row["until"] and row["until"] <= day), key=lambda row: row["until"])
    later = sorted((row for row in of_body if day < row["from"]), key=lambda row: row["from"])
    if earlier and earlier[-1]["until_precision"] == "attested":
        nearest = earlier[-1]
    elif later and later[0]["from_precision"] == "attested":
        nearest = later[0]
    else:
        return ()
    return ((nearest["parent"], min(1, SURENESS.index(nearest["confidence"]))),)


@cache
def ministry_level() -> frozenset[str]:
    ministries = {f"ministry/{row['key']}" for row in rows("ministries")}
    return frozenset(ministries | {f"agency/{r['key']}" for r in rows("agencies") if r["class"] == "IndependentAgency"})


@cache
def departments() -> frozenset[str]:
    return frozenset(f"agency/{row['key']}" for row in rows("agencies") if row["class"] in DEPARTMENTS)


def counts_as(body: str, level: str, day: str) -> Iterator[tuple[str, int]]:
    """What a body counts as, and how sure that is; the body itself is always sure."""
    tops = {"ministry": ministry_level(), "department": departments(), "agency": frozenset({body})}[level]
    if body in tops:
        yield body, 2
        return
    for parent, sure in above(body, day):
        for top, top_sure in counts_as(parent, level, day) if parent not in tops else ((parent, 2),):
            yield top, min(sure, top_sure)


@dataclass(frozen=True)
class Target:
    """A statement, or what it counts for, with how sure that is on the day of the evidence."""

    iri: str
    kind: str | None
    area: str
    period: str
    sure: int


def in_force(plan: Row, as_of: str | None, include_unknown: bool) -> bool:
    known = bool(plan["from"] or plan["until"])
    if not known and not include_unknown:
        return False
    if as_of is None:
        return True
    kind, key = plan["plan_of"].split("/")
    (body,) = (row for row in rows({"cluster": "clusters", "province": "provinces"}[kind]) if row["key"] == key)
    if not known and not covers(body, as_of):  # nobody's plan: it cannot have been in force
        return False
    return (plan["from"] or plan["not_before"]) <= as_of and (not plan["until"] or as_of < plan["until"])


def clusters_of(province: str, day: str) -> Iterator[tuple[str, int]]:
    for row in rows("cluster_memberships"):
        if row["member"] == province and row["role"] == "cluster-member" and covers(row, day):
            yield row["cluster"], SURENESS.index(row["confidence"])


def targets(statement: Row, kind: str, as_of: str | None, include_unknown: bool, met_on: str) -> Iterator[Target]:
    plan = next(row for row in rows("plans") if row["key"] == statement["plan"])
    if not in_force(plan, as_of, include_unknown):
        return
    area = plan["plan_of"]
    basis = plan["period_basis"] if plan["from"] or plan["until"] else "unstated"
    period, sure = STATUS[basis]
    if kind == "strategy":
        yield Target(f"strategy/{statement['key']}", KINDS[statement["class"]], area, period, sure)
    elif kind == "plan":
        yield Target(f"plan/{plan['key']}", None, area, period, sure)
    elif area.startswith(f"{kind}/"):
        yield Target(area, None, area, period, sure)
    elif kind == "cluster":
        for cluster, member_sure in clusters_of(area, as_of or plan["from"] or met_on):
            yield Target(cluster, None, cluster, period, min(sure, member_sure))


def seats(as_of: str | None) -> Iterator[tuple[Row, str]]:
    """The participations up to a day, each with the theme of its group."""
    theme = {group["key"]: group["theme"] for group in rows("groups")}
    for seat in rows("participations"):
        if as_of is None or seat["held_on"] <= as_of:
            yield seat, theme[seat["group"]]


def recomputed(level: str, kind: str, as_of: str | None = None, include_unknown: bool = False) -> set[Link]:
    """One tuple a link: source, target, agencies, evidence, confidence, period, kind of statement, area, through."""
    statements = {row["key"]: row for row in rows("statements")}
    by_theme: dict[str, list[tuple[Row, int]]] = defaultdict(list)
    for row in rows("statement_themes"):
        by_theme[row["theme"]].append((statements[row["statement"]], SURENESS.index(row["confidence"])))

    paths: dict[tuple[str, str], list[tuple[str, str, int, Target | None]]] = defaultdict(list)
    for seat, theme in seats(as_of):
        day, agency = seat["held_on"], seat["participant"]
        for source, source_sure in counts_as(agency, level, day):
            sure = min(SURENESS.index(seat["confidence"]), source_sure)
            if kind == "theme":
                paths[source, f"theme/{theme}"].append((agency, seat["key"], sure, None))
                continue
            for statement, theme_sure in by_theme[theme]:
                for target in targets(statement, kind, as_of, include_unknown, day):
                    found = min(sure, theme_sure, target.sure)
                    paths[source, target.iri].append((agency, seat["key"], found, target))
    return {_link(source, target, of) for (source, target), of in paths.items()}


def _link(source: str, target: str, paths: list[tuple[str, str, int, Target | None]]) -> Link:
    agencies = sorted({agency for agency, *_ in paths})
    reached = [found for *_, found in paths if found is not None]
    period = next((p for p in ("yes", "probable", "unknown") if any(t.period == p for t in reached)), None)
    return (
        source,
        target,
        len(agencies),
        len({seat for _, seat, *_ in paths}),
        SURENESS[max(sure for _, _, sure, _ in paths)],
        period,
        reached[0].kind if reached else None,
        reached[0].area if reached else None,
        " ".join(agencies),
    )


COLUMNS = (
    "source", "target", "agencies", "evidence", "confidence", "period_status", "statement", "area", "through",
)  # fmt: skip


@pytest.fixture
def workspace(workshop_store: Store) -> Workspace:
    return Workspace(workshop_store)


LINK_TARGETS = ("theme", "strategy", "plan", "province", "cluster")
CASES = (
    *product(("ministry", "department", "agency"), LINK_TARGETS, (WORKSHOP_DAY,), (False,)),
    *product(("ministry",), LINK_TARGETS, (None, LATER), (False, True)),
    *product(("ministry",), LINK_TARGETS[1:], (WORKSHOP_DAY,), (True,)),
    *product(("ministry",), ("strategy", "cluster"), (PLANS_OVER,), (False,)),
)


@pytest.mark.parametrize(("level", "kind", "as_of", "include_unknown"), CASES)
def test_links_are_those_of_the_tables(
    workspace: Workspace, level: str, kind: str, as_of: str | None, include_unknown: bool
) -> None:
    day = date.fromisoformat(as_of) if as_of else None
    found = workspace.links(level, kind, as_of=day, include_unknown=include_unknown)
    plain = {tuple(_short(row[column]) for column in COLUMNS) for row in found}
    assert len(plain) == len(found)
    assert plain == recomputed(level, kind, as_of, include_unknown)


def _short(cell: object) -> object:
    return cell.replace(ID, "") if isinstance(cell, str) else cell


def test_what_is_recomputed_is_what_a_reader_counts() -> None:
    """Guards the recomputation itself by figures that a reader can count on the page and in the tables."""
    by_theme = recomputed("ministry", "theme")
    assert len(by_theme) == 28
    assert sum(int(str(link[3])) for link in by_theme) == 64
    # eight seats were those of bodies of ministry level, which are no departments
    assert sum(int(str(link[3])) for link in recomputed("department", "theme")) == 56


@pytest.mark.parametrize("include_unknown", [False, True])
@pytest.mark.parametrize("as_of", [None, WORKSHOP_DAY, PLANS_OVER, LATER])
def test_statements_without_an_agency_are_those_of_the_tables(
    workspace: Workspace, as_of: str | None, include_unknown: bool
) -> None:
    central = {f"agency/{row['key']}" for row in rows("agencies") if row["tier"] == "central"}
    central |= {f"ministry/{row['key']}" for row in rows("ministries") if row["tier"] == "central"}
    themes = {theme for seat, theme in seats(as_of) if seat["participant"] in central}
    linked = {row["statement"] for row in rows("statement_themes") if row["theme"] in themes}
    plans = {plan["key"]: plan for plan in rows("plans")}
    expected = set()
    for row in rows("statements"):
        if in_force(plans[row["plan"]], as_of, include_unknown):
            expected.add((f"strategy/{row['key']}", "no-project"))  # the shipped data has no projects
            expected.add((f"strategy/{row['key']}", "theme-only" if row["key"] in linked else "none"))
    day = date.fromisoformat(as_of) if as_of else None
    found = workspace.gaps(as_of=day, include_unknown=include_unknown)
    assert {(_short(r["subject"]), r["why"]) for r in found if r["kind"] == "strategy"} == expected


@pytest.mark.parametrize("as_of", [WORKSHOP_DAY, LATER])
def test_areas_without_a_strategy_are_those_of_the_tables(workspace: Workspace, as_of: str) -> None:
    expected: set[tuple[str, str]] = set()
    areas = [(f"cluster/{row['key']}", row) for row in rows("clusters")]
    areas += [(f"province/{r['key']}", r) for r in rows("provinces") if r["class"] == "ProvincialAdministration"]
    for iri, row in areas:
        if not covers(row, as_of):
            continue
        with_statements = {statement["plan"] for statement in rows("statements")}
        plans = [p for p in rows("plans") if p["plan_of"] == iri and p["key"] in with_statements]
        if not any(in_force(plan, as_of, include_unknown=False) for plan in plans):
            expected.add((iri, "no-strategy-on-record"))
            if any(in_force(plan, as_of, include_unknown=True) for plan in plans):
                expected.add((iri, "only-unknown-period"))
    found = workspace.gaps(as_of=date.fromisoformat(as_of))
    assert {(_short(r["subject"]), r["why"]) for r in found if r["kind"] in {"province", "cluster"}} == expected


@pytest.mark.parametrize(("as_of", "clusters", "provinces"), [(WORKSHOP_DAY, 18, 75), (LATER, 18, 73)])
def test_members_of_clusters_are_those_of_the_tables(
    workspace: Workspace, as_of: str, clusters: int, provinces: int
) -> None:
    centres = {
        (row["cluster"], row["member"])
        for row in rows("cluster_memberships")
        if row["role"] == "operation-centre" and covers(row, as_of)
    }
    expected = {
        (row["cluster"], row["member"], (row["cluster"], row["member"]) in centres, row["confidence"])
        for row in rows("cluster_memberships")
        if row["role"] == "cluster-member" and covers(row, as_of)
    }
    assert len({cluster for cluster, *_ in expected}) == clusters
    assert Counter(member for _, member, *_ in expected).most_common(1)[0][1] == 1
    assert len(expected) == provinces
    answer = workspace.store.select(Library.shipped()["cluster-members"].bind({"as_of": as_of}))
    assert isinstance(answer, Table)
    found = {
        tuple(getattr(row[c], "value", "").replace(ID, "") for c in ("cluster", "province", "centre", "confidence"))
        for row in answer
    }
    assert found == {(c, m, str(is_centre).lower(), sure) for c, m, is_centre, sure in expected}
