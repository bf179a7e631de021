"""What does not grow with the projects: the bodies of the made-up country, their plans and one meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.made_up.words import (
    SOURCE,
    Fact,
    bureau,
    cluster,
    day,
    department,
    ministry,
    named,
    province,
    say,
    strategy,
    sure,
)  # fmt: skip
from govgraph.names import thing

THEMES: Final = ("agriculture", "tourism", "industry", "social_environment", "trade_logistics")
YEARS: Final = (2553, 2554, 2555, 2556)
"""The fiscal years (B.E.) of the plans and projects."""

_KINDS: Final = {
    "Ministry": ("กระทรวง", "Ministry"),
    "Department": ("กรม", "Department"),
    "Bureau": ("สำนัก", "Bureau"),
    "ProvincialAdministration": ("จังหวัด", "Province"),
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what; the defaults are of the order of the real country, a department less or more."""

    projects: int
    provinces: int = 76
    clusters: int = 18
    ministries: int = 20
    departments: int = 110
    bureaus: int = 40
    strategies: int = 5
    """Strategies of each plan; every province and every cluster has one plan."""
    seats: int = 64
    """Participations in the groups of the one meeting, a group a theme."""

    def __post_init__(self) -> None:
        if not (2 * self.clusters <= self.provinces <= 100):
            raise ValueError("a cluster needs two provinces, and the code of a province has two digits")
        if min(self.projects, self.ministries - 1, self.departments, self.strategies) < 1 or self.bureaus < 0:
            raise ValueError("a country has projects, two ministries or more, departments and strategies")
        if self.seats > len(THEMES) * (self.departments + self.bureaus):
            raise ValueError("an agency sits in a group once")


def structure(size: Size, random: Random) -> Iterator[Quad]:
    """Give what does not grow with the projects: fiscal years, bodies, clusters, plans and the meeting."""
    for year in YEARS:
        yield from _fiscal_year(year)
    yield from _periods()
    yield from _central(size, random)
    yield from _territory(size)
    for number in range(size.provinces):
        yield from _plan(f"province-{number:02}", province(number), "Provincial", size, random)
    for number in range(size.clusters):
        yield from _plan(f"cluster-{number:02}", cluster(number), "Cluster", size, random)
    yield from _meeting(size, random)


def _fiscal_year(year: int) -> Iterator[Quad]:
    yield from say(
        thing("fiscal-year", str(year)),
        "gov:FiscalYear",
        *named(f"ปีงบประมาณ พ.ศ. {year}", f"Fiscal year {year - 543}"),
        ("gov:yearBE", Literal(year)),
        ("gov:yearCE", Literal(year - 543)),
        ("gov:from", day(f"{year - 544}-10-01")),
        ("gov:until", day(f"{year - 543}-10-01")),
    )


def _periods() -> Iterator[Quad]:
    standing: list[Fact] = [("gov:from", day("2002-10-03"))]
    yield from say(thing("period", "made-up-standing"), "gov:Period", *standing)
    moved = day("2011-10-01")
    yield from say(thing("period", "made-up-before"), "gov:Period", *standing, ("gov:until", moved))
    yield from say(thing("period", "made-up-after"), "gov:Period", ("gov:from", moved))
    for basis in ("stated", "inferred"):
        yield from say(
            thing("period", f"made-up-plan-{basis}"),
            "gov:Period",
            ("gov:periodBasis", thing("period-basis", basis)),
            ("gov:from", day(f"{YEARS[0] - 544}-10-01")),
            ("gov:until", day(f"{YEARS[-1] - 543}-10-01")),
        )


def _central(size: Size, random: Random) -> Iterator[Quad]:
    """Ministries, their departments (one in ten of which moves to another ministry), and bureaus below those."""
    for number in range(size.ministries):
        yield from _body(ministry(number), "Ministry", number)
    for number in range(size.departments):
        unit = department(number)
        yield from _body(unit, "Department", number)
        first, second = (ministry(n) for n in random.sample(range(size.ministries), 2))
        if number % 10:
            yield from _attached(unit, first, "standing")
        else:
            yield from _attached(unit, first, "before")
            yield from _attached(unit, second, "after")
    for number in range(size.bureaus):
        yield from _body(bureau(number), "Bureau", number)
        yield from _attached(bureau(number), department(random.randrange(size.departments)), "standing")


def _territory(size: Size) -> Iterator[Quad]:
    for number in range(size.provinces):
        area = thing("area", f"made-up-{number:02}")
        yield from say(
            area,
            "gov:ProvinceArea",
            *named(f"พื้นที่สมมุติ {number:02}", f"Made-up area {number:02}"),
            ("gov:isoCode", Literal(f"TH-{number:02}")),
            ("gov:tisCode", Literal(f"{number:02}")),
            ("gov:region", thing("region", "north")),
        )
        yield from _body(province(number), "ProvincialAdministration", number, ("gov:jurisdiction", area))
    for number in range(size.clusters):
        yield from say(
            cluster(number),
            "gov:ProvincialCluster",
            *named(f"กลุ่มจังหวัดสมมุติ {number:02}", f"Made-up Cluster {number:02}"),
            *sure("confirmed"),
        )
    for number in range(size.provinces):
        yield from _clustered(number, number % size.clusters, "cluster-member")
        if number < size.clusters:  # the first province of each cluster is its operation centre as well
            yield from _clustered(number, number, "operation-centre")


def _clustered(member: int, of: int, role: str) -> Iterator[Quad]:
    yield from say(
        thing("cluster-membership", f"made-up-{member:02}-{role}"),
        "gov:ClusterMembership",
        ("org:member", province(member)),
        ("org:organization", cluster(of)),
        ("org:role", thing("role", role)),
        ("org:memberDuring", thing("period", "made-up-standing")),
        *sure("confirmed"),
    )


def _plan(key: str, body: NamedNode, kind: str, size: Size, random: Random) -> Iterator[Quad]:
    plan = thing("plan", f"made-up-{key}")
    basis = random.choice(("stated", "inferred"))
    yield from say(
        plan,
        f"gov:{kind}DevelopmentPlan",
        *named(f"แผนพัฒนาสมมุติ {key}", f"Made-up plan of {key}"),
        ("gov:planOf", body),
        ("gov:planPeriod", thing("period", f"made-up-plan-{basis}")),
        ("gov:planYears", Literal(f"{YEARS[0]}-{YEARS[-1]}")),
        ("dcterms:source", SOURCE),
    )
    for number in range(1, size.strategies + 1):
        issue = strategy(key, number)
        yield from say(
            issue,
            "gov:StrategicIssue",
            *named(f"ยุทธศาสตร์สมมุติ {key} ข้อ {number}", f"Made-up strategy {number} of {key}"),
            ("gov:inPlan", plan),
            ("gov:statementNumber", Literal(str(number))),
            ("dcterms:source", SOURCE),
        )
        for theme in random.sample(THEMES, random.choice((1, 1, 2))):
            yield from say(
                thing("theme-assignment", f"made-up-{key}-{number}-{theme}"),
                "gov:ThemeAssignment",
                ("gov:classifies", issue),
                ("gov:theme", thing("theme", theme)),
                ("gov:derivation", thing("derivation", "inferred")),
                *sure("probable"),
            )


def _meeting(size: Size, random: Random) -> Iterator[Quad]:
    meeting = thing("event", "made-up")
    on: Fact = ("gov:heldOn", day("2010-01-12"))
    held = (on, ("dcterms:source", SOURCE))
    yield from say(meeting, "gov:Meeting", *named("การประชุมสมมุติ", "Made-up meeting"), *held)
    for number, theme in enumerate(THEMES, start=1):
        yield from say(
            thing("group", f"made-up-{number}"),
            "gov:ThematicGroup",
            *named(f"กลุ่มย่อยสมมุติ {number}", f"Made-up group {number}"),
            ("gov:partOfMeeting", meeting),
            ("gov:groupNumber", Literal(number)),
            ("gov:theme", thing("theme", theme)),
            ("gov:forFiscalYear", thing("fiscal-year", str(YEARS[1]))),
            *held,
        )
    agencies = agencies_of(size)
    for seat in random.sample(range(len(THEMES) * len(agencies)), size.seats):
        agency, group = agencies[seat // len(THEMES)], seat % len(THEMES) + 1
        yield from say(
            thing("participation", f"made-up-{seat}"),
            "gov:Participation",
            ("gov:participant", agency),
            ("gov:inGroup", thing("group", f"made-up-{group}")),
            ("gov:participationRole", thing("role", "participant")),
            on,
            ("gov:writtenAs", Literal("หน่วยงานสมมุติ")),
            *sure("confirmed"),
        )


def _body(iri: NamedNode, kind: str, number: int, *more: Fact) -> Iterator[Quad]:
    th, en = _KINDS[kind]
    yield from say(
        iri,
        f"gov:{kind}",
        *named(f"{th}สมมุติ {number:02}", f"Made-up {en} {number:02}"),
        ("gov:tier", thing("tier", "regional" if kind == "ProvincialAdministration" else "central")),
        ("gov:sector", thing("sector", "state")),
        *sure("confirmed"),
        *more,
    )


def _attached(unit: NamedNode, parent: NamedNode, period: str) -> Iterator[Quad]:
    yield from say(
        thing("attachment", f"{unit.value.rpartition('/')[2]}-{period}"),
        "gov:Attachment",
        ("org:member", unit),
        ("org:organization", parent),
        ("org:memberDuring", thing("period", f"made-up-{period}")),
        *sure("confirmed"),
    )


@cache
def agencies_of(size: Size) -> list[NamedNode]:
    """Return the departments and bureaus, which sit in groups and take part in projects."""
    return [*map(department, range(size.departments)), *map(bureau, range(size.bureaus))]
