"""The policy analyst's desk: links, gaps, explanations, pictures, the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from govgraph import analysis
from govgraph.analysis import Entity, Explanation
from govgraph.errors import UsageError
from govgraph.names import expand, shorten
from govgraph.research.terms import read_fiscal_year
from govgraph.steward.ingest import Progress, silent
from govgraph.thai.dates import fiscal_year as fiscal_year_days
from govgraph.workspace.desk import Desk, day

if TYPE_CHECKING:
    from govgraph.analysis.change import Moment
    from govgraph.research.rows import Rows

_IS_AREA: Final = "ASK {{ {{ <{area}> <{jurisdiction}> ?place }} UNION {{ ?body <{jurisdiction}> <{area}> }} }}"


class AnalystDesk(Desk):
    """What a policy analyst asks: who is linked to what, what is missing, how and why."""

    def links(
        self,
        source: str = "ministry",
        target: str = "theme",
        *,
        area: str | None = None,
        basis: str | None = None,
        fiscal_year: int | None = None,
        statement: str | None = None,
        include_unknown: bool = False,
        with_unassigned: bool = False,
        as_of: date | str | None = None,
        min_confidence: str | None = None,
    ) -> Rows:
        """Return one row a link and basis: who is linked to what, how strongly, and through whom.

        ``source`` is ``ministry``, ``department`` or ``agency``; ``target`` is ``theme``, ``strategy``, ``plan``,
        ``province`` or ``cluster``. ``basis`` narrows to ``participation``, ``theme`` or ``project``, ``statement``
        to ``vision``, ``mission`` or ``strategy``, ``area`` to a province or cluster. ``agencies``, ``projects`` and
        ``evidence`` (records) are counts of distinct things, ``amount_thb`` is baht. Statements of unknown period
        count only with ``include_unknown``; ``with_unassigned`` adds the money that names no target, or several, so
        that the column adds up to all on record.

        >>> links = workspace.links("ministry", "theme")
        >>> len(links), links[0]["source_en"], links[0]["target_en"], links[0]["agencies"]
        (28, 'Ministry of Culture', 'Society and environment', 1)
        """
        return analysis.links(
            self.store,
            source,
            target,
            area=self._area(area) if area else None,
            basis=basis,
            fiscal_year=fiscal_year,
            statement=statement,
            include_unknown=include_unknown,
            with_unassigned=with_unassigned,
            as_of=day(as_of),
            min_confidence=min_confidence,
        )

    def compare(
        self,
        source: str = "ministry",
        target: str = "theme",
        *,
        as_of: tuple[date | str, date | str] | None = None,
        fiscal_year: tuple[int, int] | None = None,
        by: str = "agencies",
        area: str | None = None,
        basis: str | None = None,
        statement: str | None = None,
        include_unknown: bool = False,
        min_confidence: str | None = None,
    ) -> Rows:
        """Return what became of links between two days, or two fiscal years: one row a link and basis.

        ``change`` is ``gained``, ``lost``, ``continued`` (source or target was renamed, merged, split or regrouped, and
        the link goes on with who followed: ``continues_as``), ``strengthened``, ``weakened`` or ``unchanged``, by the
        number of ``agencies``, ``projects``, ``amount_thb`` or ``evidence`` (``by``); ``not-comparable`` where of one
        of the times no amount is on record. ``cause`` tells what moved:
        ``world`` (what agencies do), ``structure`` (where they are counted), or ``both``; ``why_th`` and ``why_en`` say
        it in words.

        >>> rows = workspace.compare("ministry", "theme", as_of=("2010-01-01", "2010-02-01"))
        >>> len(rows), set(rows["change"]), set(rows["cause"])
        (28, {'gained'}, {'world'})
        """
        from govgraph.analysis.change import compare

        before, after = _moments(as_of, fiscal_year)
        return compare(
            self.store,
            source,
            target,
            before,
            after,
            by=by,
            area=self._area(area) if area else None,
            basis=basis,
            statement=statement,
            include_unknown=include_unknown,
            min_confidence=min_confidence,
        )

    def what_if(
        self,
        *,
        without: Iterable[str] = (),
        move: Mapping[str, str] | None = None,
        seat: Iterable[tuple[str, str]] = (),
        as_of: date | str | None = None,
        include_unknown: bool = False,
    ) -> Rows:
        """Return what would be otherwise; nothing is written to the store.

        ``without`` are agencies or ministries that are supposed not to be there, with all bodies under them that are
        not moved; ``move`` puts a body, and those under it, under a ministry; ``seat`` gives a body a seat in a group.
        What contradicts itself is refused. One row an effect:
        ``groups-apart`` or ``groups-joined``, ``new-gap`` or ``closed-gap`` (see :meth:`gaps`), ``link-lost`` or
        ``link-gained`` (ministry and theme).

        >>> without = workspace.what_if(without=["agency/mot-ops"])
        >>> without[0]["effect"], without[0]["why_en"]
        ('groups-apart', 'before: 1 2 3 4 5, after: 1 3 5 | 2 4')
        """
        from govgraph.analysis.supposed import Scenario, what_if

        scenario = Scenario(
            without=tuple(map(self.resolve, without)),
            moved=tuple((self.resolve(body), self.resolve(ministry)) for body, ministry in (move or {}).items()),
            seated=tuple((self.resolve(body), self.resolve(group)) for body, group in seat),
        )
        return what_if(self.store, scenario, as_of=day(as_of), include_unknown=include_unknown)

    def gaps(
        self, *, as_of: date | str | None = None, fiscal_year: int | None = None, include_unknown: bool = False
    ) -> Rows:
        """Return what is missing: statements, ministries, tiers, sectors and areas that nothing is linked to.

        One row a thing (``kind``, ``subject``) and reason (``why``); a strategy may have two reasons.

        >>> [gap["subject_en"] for gap in workspace.gaps() if gap["kind"] == "sector"]
        ['civil society', 'the people', 'private business sector']
        """
        return analysis.gaps(self.store, as_of=day(as_of), fiscal_year=fiscal_year, include_unknown=include_unknown)

    def bridges(
        self, *, as_of: date | str | None = None, fiscal_year: int | None = None, min_confidence: str | None = None
    ) -> Rows:
        """Return the agencies that sat in several groups, the strongest brokers first.

        ``groups`` counts them, ``cut_vertex`` tells whether groups fall apart without the agency, ``separates`` into
        what. ``betweenness`` is a share from 0 to 1 of the most that is possible (Freeman 1977; for two modes
        Borgatti and Halgin 2011).

        >>> [row["agency_en"] for row in workspace.bridges() if row["cut_vertex"]]
        ['Office of the Permanent Secretary, Ministry of Transport']
        """
        return analysis.bridges(self.store, as_of=day(as_of), fiscal_year=fiscal_year, min_confidence=min_confidence)

    def overlaps(self, *, as_of: date | str | None = None, fiscal_year: int | None = None) -> Rows:
        """Return how many ``agencies`` each pair of groups shares, and which (``through``).

        >>> sorted(workspace.overlaps()["agencies"], reverse=True)
        [3, 3, 2, 2, 1, 1]
        """
        return analysis.overlaps(self.store, as_of=day(as_of), fiscal_year=fiscal_year)

    def explain(
        self, a: str, b: str, *, max_paths: int = 5, as_of: date | str | None = None, include_unknown: bool = False
    ) -> Explanation:
        """Return the shortest paths between two things, each step with its sources; or an honest no.

        >>> found = workspace.explain("กรมปศุสัตว์", "กรมศุลกากร", max_paths=1)
        >>> found.linked, found["length"], len(found.steps)
        (True, 4, 4)
        """
        return Explanation(
            analysis.explain(
                self.store,
                self.resolve(a),
                self.resolve(b),
                max_paths=max_paths,
                as_of=day(as_of),
                include_unknown=include_unknown,
            )
        )

    def find(self, text: str, *, limit: int = 10, kind: str | None = None) -> Rows:
        """Return what goes by a name like the text, in either language, misspelt or abbreviated, the likest first.

        ``score`` is the likeness from 0 to 100; ``kind`` narrows to a class, such as ``agency`` or ``province``.

        >>> workspace.find("กรมปศุศัตว์")["thing_en"]
        ('Department of Livestock Development',)
        """
        return analysis.find(self.store, text, limit=limit, kind=kind)

    def _area(self, text: str) -> str:
        area = self.resolve(text)
        if not self.store.ask(_IS_AREA.format(jurisdiction=expand("gov:jurisdiction"), area=area)):
            label = self.names([area])[area]
            raise UsageError(
                th=f"{label.text('th')} ({shorten(area)}) ไม่ใช่จังหวัด กลุ่มจังหวัด หรือพื้นที่",
                en=f"{label.text('en')} ({shorten(area)}) is no province, cluster or area.",
            )
        return area

    def entity(self, entity: str, *, as_of: date | str | None = None) -> Entity:
        """Return a thing with every fact on record about it, as tables that know their sources.

        >>> workspace.entity("กรมปศุสัตว์").names["en"]
        ('Department of Livestock Development', 'DLD')
        """
        return Entity(self.show(entity, as_of=as_of))

    def show(self, entity: str, *, as_of: date | str | None = None) -> dict[str, Any]:
        """Return the facts of :meth:`entity` as plain values, ready to be written as JSON.

        >>> workspace.show("ministry/moac")["thing_en"]
        'Ministry of Agriculture and Cooperatives'
        """
        return analysis.show(self.store, self.resolve(entity), as_of=day(as_of))

    def draw(
        self,
        kind: str,
        path: str | Path,
        *,
        lang: str = "both",
        size: str = "a4",
        data: str | Path | None = None,
        source: str | None = None,
        target: str | None = None,
        basis: str | None = None,
        value: str | None = None,
        columns: int | None = None,
        area: str | None = None,
        fiscal_year: int | None = None,
        as_of: date | str | None = None,
        min_confidence: str | None = None,
        projection: str | None = None,
        focus: str | None = None,
        measure: str | None = None,
        statement: str | None = None,
        include_unknown: bool = False,
    ) -> None:
        """Draw a picture into a file; its suffix (svg, pdf, png) is the format.

        ``kind`` is ``bridges``, ``flow``, ``matrix``, ``network``, ``ego``, ``tiers``, ``tiles`` or ``timeline``;
        ``size`` is a4, a3 (each also -portrait or -landscape) or slide. ``data`` is a CSV file for the rows behind the
        picture. A flow and a matrix take ``source``, ``target``, ``basis`` and the filters of :meth:`links`, and a
        ``value``: ``agencies``, ``projects``, ``evidence`` or ``amount``; with ``columns=3`` a flow shows through whom.
        A network takes a ``projection`` and its filters, as :meth:`network` does, ``statement`` and ``include_unknown``
        among them; ``ego`` and ``timeline`` whom they
        are about as ``focus``, by any name; tiles a ``measure``: ``clusters``, ``projects``, ``amount``, ``agencies``
        or ``statements``. What the kind does not take is refused.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rows = Path(folder, "clusters.csv")
        ...     workspace.draw("matrix", rows.with_suffix(".svg"), target="cluster", data=rows)
        ...     print(rows.read_text(encoding="utf-8").splitlines()[0])
        row,row_th,row_en,column,column_th,column_en,value,inferred
        """
        from govgraph.draw import draw
        from govgraph.draw.pictures import picture

        scene = picture(
            self.store,
            kind,
            source=source,
            target=target,
            basis=basis,
            value=value,
            columns=columns,
            area=self._area(area) if area else None,
            fiscal_year=fiscal_year,
            as_of=day(as_of),
            min_confidence=min_confidence,
            projection=projection,
            focus=self.resolve(focus) if focus else None,
            measure=measure,
            statement=statement,
            include_unknown=include_unknown or None,
        )
        draw(scene, path, lang=lang, size=size, data=data)

    def report(
        self,
        folder: str | Path,
        *,
        audience: str | None = None,
        about: str | None = None,
        lang: str = "both",
        as_of: date | str | None = None,
        fiscal_year: int | None = None,
        pdf: bool | None = None,
        progress: Progress = silent,
    ) -> Path:
        """Write a report into a folder; return its page.

        Without an ``audience`` it is the main report, and the store is judged. For an ``audience`` (``ministry``,
        ``cluster``, ``province``, each with whom it is ``about`` by any name, or ``national``) it tells what is on
        record for them, each sentence with its evidence and how sure it is; ``fiscal_year`` stands for its first day.
        Without a day such a report is about the fiscal year with most budget records. ``pdf`` tells whether
        the page is printed by a Chromium browser as well; without it, where there is one.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     where = Path(folder, "north")
        ...     page = workspace.report(where, audience="cluster", about="cluster/north-upper-1", pdf=False)
        ...     sorted(path.name for path in page.parent.iterdir())
        ['index.html', 'pictures', 'tables']
        """
        from govgraph.report import audience as audience_of
        from govgraph.report import named, write_report, write_report_for

        on = _one_day(as_of, fiscal_year)
        options: dict[str, Any] = {"lang": lang, "as_of": on, "pdf": pdf, "progress": progress}
        if audience is None:
            if about is not None:
                raise UsageError(
                    th="ระบุด้วยว่ารายงานนี้สำหรับใคร: ministry, cluster หรือ province",
                    en="Say for whom as well: ministry, cluster or province.",
                )
            return write_report(self.store, Path(folder), **options)
        whom = audience_of(self.store, audience, named(self.store, audience, about, on) if about else None)
        return write_report_for(self.store, Path(folder), whom, **options)


def _one_day(as_of: date | str | None, year: int | None) -> date | None:
    """Return the day that is asked for, the first one of a fiscal year."""
    if as_of is not None and year is not None:
        raise UsageError(th="ระบุวันหรือปีงบประมาณ อย่างใดอย่างหนึ่ง", en="Give a day or a fiscal year, not both.")
    return day(as_of) if year is None else fiscal_year_days(read_fiscal_year(year)).start


def _moments(days: tuple[date | str, date | str] | None, years: tuple[int, int] | None) -> tuple[Moment, Moment]:
    from govgraph.analysis.change import Moment

    if (days is None) == (years is None):
        raise UsageError(
            th="ระบุสองวัน หรือสองปีงบประมาณ อย่างใดอย่างหนึ่ง",
            en="Give two days, or two fiscal years: one of the two.",
        )
    if days is not None:
        first, second = (Moment(day=day(one)) for one in days)
        return first, second
    assert years is not None
    first, second = (Moment(fiscal_year=read_fiscal_year(year)) for year in years)
    return first, second
