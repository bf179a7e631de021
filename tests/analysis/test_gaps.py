"""What is missing in the made-up world."""

from __future__ import annotations

from datetime import date

from govgraph.analysis.gaps import REASONS, gaps
from govgraph.names import ID
from govgraph.store.port import Store


def missing(store: Store, **options: object) -> list[tuple[str, str, str]]:
    rows = gaps(store, **options)  # type: ignore[arg-type]
    assert rows.names == ("kind", "subject", "subject_th", "subject_en", "why")
    return [(str(r["kind"]), str(r["subject"]).removeprefix(ID), str(r["why"])) for r in rows]


def test_every_gap_of_a_day_in_fiscal_year_2554(small: Store) -> None:
    assert missing(small, as_of=date(2011, 1, 1)) == [
        # s1 and s3 have a project with a central agency; s2 has only a theme, s6 has nothing
        ("strategy", "strategy/s2", "no-project"),
        ("strategy", "strategy/s2", "theme-only"),
        ("strategy", "strategy/s6", "no-project"),
        ("strategy", "strategy/s6", "none"),
        ("ministry", "ministry/guard", "no-link"),  # the ministry of 2016 is no gap in 2010
        ("tier", "tier/local", "no-named-participant"),
        ("tier", "tier/regional", "named-as-kind-only"),
        ("sector", "sector/private", "no-named-participant"),
        ("cluster", "cluster/one", "no-strategy-on-record"),  # its plan is of 2014 on
    ]


def test_without_projects_of_the_day_all_rests_on_themes(small: Store) -> None:
    found = missing(small, as_of=date(2010, 1, 12))
    assert ("strategy", "strategy/s1", "theme-only") in found
    assert ("strategy", "strategy/s1", "no-project") in found


def test_only_areas_that_exist_can_lack_a_strategy(small: Store) -> None:
    def areas(day: date, **options: object) -> set[tuple[str, str]]:
        rows = missing(small, as_of=day, **options)
        return {(subject, why) for kind, subject, why in rows if kind in ("province", "cluster")}

    assert areas(date(2012, 6, 1)) == {
        ("province/TH-03", "no-strategy-on-record"),  # founded in 2011
        ("cluster/one", "no-strategy-on-record"),
        ("cluster/two", "no-strategy-on-record"),  # founded in 2012
    }
    # from October 2012 on the South has only a statement of unknown period
    assert {why for subject, why in areas(date(2012, 12, 1)) if subject == "province/TH-02"} == {
        "no-strategy-on-record",
        "only-unknown-period",
    }
    assert not [s for s, _ in areas(date(2012, 12, 1), include_unknown=True) if s == "province/TH-02"]


def test_a_meeting_of_another_year_is_no_evidence(small: Store) -> None:
    found = missing(small, fiscal_year=2556)
    assert ("ministry", "ministry/trade", "no-link") in found
    assert ("tier", "tier/regional", "no-named-participant") in found


def test_each_reason_is_explained(small: Store) -> None:
    days = (None, date(2010, 1, 12), date(2011, 1, 1), date(2012, 12, 1))
    reasons = {why for day in days for _, _, why in missing(small, as_of=day)}
    assert reasons == set(REASONS)
    assert all(label.th and label.en for label in REASONS.values())
