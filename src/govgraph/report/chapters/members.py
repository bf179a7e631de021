"""Which provinces a cluster has, or in which cluster a province is, on a day; and what was before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govgraph.analysis.links import CONFIDENCES
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.claims import ABSENT, Claim, listed
from govgraph.report.inquiry import Inquiry
from govgraph.report.territory import Membership, Territory, memberships
from govgraph.thai.dates import en_date, thai_date


def members(inquiry: Inquiry, area: Territory) -> Chapter:
    """Tell the membership of a cluster, or of a province, on the day and before."""
    now = area.on(inquiry.day)
    of_cluster = area.kind == "cluster"
    known = memberships(inquiry.store, [m.province for m in now]) if of_cluster and now else area.memberships
    before = [
        m
        for m in known
        if m.cluster != (area.iri if of_cluster else "") and m.period.end and m.period.end <= inquiry.day
    ]
    names = inquiry.names({area.iri, *(thing for m in (*now, *before) for thing in (m.cluster, m.province))})
    table = Table.of(
        "members",
        Label("การเป็นสมาชิกในวันนั้น", "Membership on that day"),
        (
            Label("จังหวัด", "Province") if of_cluster else Label("กลุ่มจังหวัด", "Cluster"),
            Label("ตั้งแต่", "Since"),
            Label("ที่มา", "Source"),
        ),
        [
            (
                names[m.province if of_cluster else m.cluster],
                Label(thai_date(m.period.start), en_date(m.period.start)) if m.period.start else None,
                inquiry.references.cite(inquiry.evidence([m.iri])),
            )
            for m in now
        ],
    )
    claims = (_now(inquiry, area, now, names), *_before(inquiry, before, names))
    title = Label("จังหวัดสมาชิก", "The provinces of the cluster") if of_cluster else Label("กลุ่มจังหวัด", "The cluster")
    return Chapter("members", title, claims, tables=(table,) if now else ())


def _now(inquiry: Inquiry, area: Territory, now: Sequence[Membership], names: Mapping[str, Label]) -> Claim:
    name, day = names[area.iri], inquiry.day
    if not area.exists.covers(day):
        return _not_there(inquiry, area, name)
    if not now:
        th = (
            f"ไม่พบบันทึกว่า{name.text('th')} มีจังหวัดใดเป็นสมาชิก"
            if area.kind == "cluster"
            else f"ไม่พบบันทึกว่า{name.text('th')} อยู่ในกลุ่มจังหวัดใด"
        )
        return Claim(
            Label(f"{th} ณ {thai_date(day)}", f"No membership of {name.text('en')} is on record for {en_date(day)}."),
            (ABSENT,),
        )
    sure = (CONFIDENCES[3 - min(m.rank for m in now)],)
    if area.kind == "cluster":
        provinces = listed([names[m.province] for m in now], most=12)
        sentence = Label(
            f"{name.text('th')} มีสมาชิก {len(now)} จังหวัด ได้แก่ {provinces.th}",
            f"The {name.text('en')} has {len(now)} provinces: {provinces.en}.",
        )
    else:
        clusters = listed([names[m.cluster] for m in now])
        sentence = Label(f"{name.text('th')}อยู่ใน{clusters.th}", f"{name.text('en')} is in the {clusters.en}.")
    return Claim(sentence, sure, inquiry.evidence(m.iri for m in now))


def _not_there(inquiry: Inquiry, area: Territory, name: Label) -> Claim:
    """Tell of a province or cluster that it did not exist on the day: nothing of that day can be on record of it."""
    start, end = area.exists.start, area.exists.end
    since = Label(f"ตั้งแต่ {thai_date(start)}", f" from {en_date(start)}") if start else Label("", "")
    until = Label(f" จนถึงก่อน {thai_date(end)}", f" until before {en_date(end)}") if end else Label("", "")
    return Claim(
        Label(
            f"{name.text('th')} ไม่มีอยู่ ณ {thai_date(inquiry.day)} แต่มีอยู่{since.th}{until.th}",
            f"{name.text('en')} did not exist on {en_date(inquiry.day)}, but{since.en}{until.en}.",
        ),
        ("confirmed",),
        inquiry.evidence([area.iri]),
    )


def _before(inquiry: Inquiry, before: Sequence[Membership], names: Mapping[str, Label]) -> Iterator[Claim]:
    """Tell in which clusters the same provinces were before."""
    if not before:
        return
    clusters: dict[str, list[Membership]] = {}
    for membership in before:
        clusters.setdefault(membership.cluster, []).append(membership)
    parts_th, parts_en = [], []
    for cluster, there in sorted(clusters.items(), key=lambda item: (-len(item[1]), item[0])):
        ends = [m.period.end for m in there if m.period.end]
        provinces = listed(dict.fromkeys(names[m.province] for m in there), most=12)
        parts_th.append(f"{names[cluster].text('th')} ({provinces.th}; ถึงก่อน {thai_date(max(ends))})")
        parts_en.append(f"the {names[cluster].text('en')} ({provinces.en}; until before {en_date(max(ends))})")
    yield Claim(
        Label("ก่อนหน้านั้นอยู่ใน " + " และ ".join(parts_th), f"Before, they were in {' and '.join(parts_en)}."),
        (CONFIDENCES[3 - min(m.rank for m in before)],),
        inquiry.evidence(m.iri for m in before),
    )
