"""A report by audience: which chapters it has, and what it says first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govgraph.model import Label
from govgraph.report.audience import Audience, day_of, records_of
from govgraph.report.chapter import Book, Chapter
from govgraph.report.chapters.chance import (
    departments_by_chance,
    groups_by_chance,
    ministries_by_chance,
    themes_by_chance,
)
from govgraph.report.chapters.country import bridging, coverage, ministries, regrouped
from govgraph.report.chapters.groups import groups, strategies
from govgraph.report.chapters.linked import linked
from govgraph.report.chapters.members import members
from govgraph.report.chapters.missing import missing
from govgraph.report.chapters.spending import money_of_area, money_of_country, money_of_ministry
from govgraph.report.chapters.statements import statements
from govgraph.report.chapters.without import without
from govgraph.report.inquiry import Inquiry
from govgraph.report.territory import Territory
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, fiscal_year_of, thai_date, to_ce


def book(store: Store, whom: Audience, as_of: date | None = None) -> Book:
    """Return the report for an audience as plain values; without a day, see :func:`govgraph.report.audience.day_of`."""
    known = records_of(store, whom)
    day = as_of or day_of(store, whom, known)
    inquiry = Inquiry(store, day, known)
    if whom.thing is None:
        title = Label(
            "ใครเชื่อมกับยุทธศาสตร์ของพื้นที่: ภาพรวมของประเทศ", "Who is linked to the strategies of areas: the country"
        )
        chapters = _national(inquiry)
    else:
        name = inquiry.names([whom.thing])[whom.thing]
        title = Label(f"{name.text('th')}", f"{name.text('en')}")
        chapters = _ministry(inquiry, whom.thing) if whom.kind == "ministry" else _area(inquiry, whom)
    year = fiscal_year_of(day)
    subtitle = Label(
        f"ณ วันที่ {thai_date(day)} (ปีงบประมาณ พ.ศ. {year})",
        f"As of {en_date(day)} (fiscal year {to_ce(year)}, B.E. {year})",
    )
    return Book(title, subtitle, tuple(chapter for chapter in chapters if chapter), inquiry.references)


def _area(inquiry: Inquiry, whom: Audience) -> Iterable[Chapter | None]:
    assert whom.thing is not None
    area = Territory.of(inquiry.store, whom.thing, whom.kind)
    bodies = area.bodies(inquiry.day)
    yield linked(inquiry, area)
    yield money_of_area(inquiry, area)
    yield departments_by_chance(inquiry, area)
    yield members(inquiry, area)
    yield statements(inquiry, bodies)
    yield missing(inquiry, kinds=("strategy", "province", "cluster"), about=bodies)


def _ministry(inquiry: Inquiry, ministry: str) -> Iterable[Chapter | None]:
    yield groups(inquiry, ministry)
    yield strategies(inquiry, ministry)
    yield money_of_ministry(inquiry, ministry)
    yield ministries_by_chance(inquiry, ministry)
    yield without(inquiry, ministry)


def _national(inquiry: Inquiry) -> Iterable[Chapter | None]:
    yield coverage(inquiry)
    yield ministries(inquiry)
    yield money_of_country(inquiry)
    yield bridging(inquiry)
    yield groups_by_chance(inquiry) if inquiry.seats() else None
    yield themes_by_chance(inquiry)
    yield regrouped(inquiry)
    yield missing(inquiry)
