"""The country as a whole: which areas are on record, who is linked to them and to each other, what was regrouped."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from govgraph.analysis.bridges import bridges
from govgraph.analysis.links import CONFIDENCES
from govgraph.analysis.questions import text
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.chapters.linked import evidence_by_theme, evidence_of
from govgraph.report.claims import ABSENT, Claim, listed, sure_of
from govgraph.report.inquiry import Inquiry, label
from govgraph.report.sentences import bridging_sentence, record_sentence
from govgraph.report.territory import memberships
from govgraph.research.rows import Cell, Column, Rows
from govgraph.thai.dates import en_date, thai_date


def coverage(inquiry: Inquiry) -> Chapter:
    """Tell of which provinces and clusters strategies are on record for the day."""
    rows = [row for row in inquiry.ask("statements-as-of", as_of=inquiry.day) if row["status"] != "unknown"]
    found = list({text(row["node"]): row for row in rows}.values())
    names = inquiry.names({text(row["area"]) for row in found})
    by_area: dict[str, list[str]] = defaultdict(list)
    for row in found:
        by_area[text(row["area"])].append(text(row["node"]))
    surest = ("confirmed",) if all(row["status"] == "yes" for row in found) else ("probable",)
    claim = Claim(
        record_sentence(found, names), surest if found else (ABSENT,), inquiry.evidence(text(r["node"]) for r in found)
    )
    table = Table.of(
        "coverage",
        Label("ข้อความที่มีบันทึก ตามพื้นที่", "Statements on record, by area"),
        (Label("พื้นที่", "Area"), Label("ข้อความ", "Statements"), Label("ที่มา", "Source")),
        [
            (names[area], len(nodes), inquiry.references.cite(inquiry.evidence(nodes)))
            for area, nodes in sorted(by_area.items())
        ],
        most=40,
    )
    return Chapter(
        "coverage",
        Label("มีบันทึกของพื้นที่ใดบ้าง", "Which areas are on record"),
        (claim,),
        tables=(table,) if found else (),
        pictures=inquiry.picture("statements-by-province", "tiles", measure="statements", as_of=inquiry.day),
    )


def ministries(inquiry: Inquiry) -> Chapter:
    """Rank the ministries by what links them to strategies and areas, basis by basis."""
    links = {
        "groups": inquiry.links("ministry", "theme", basis="participation"),
        "statements": inquiry.links("ministry", "strategy", basis="theme"),
        "provinces": inquiry.links("ministry", "province", basis="project", with_unassigned=True),
    }
    names: dict[str, Label] = {}
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    linked: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for what, rows in links.items():
        for row in rows:
            ministry = text(row["source"])
            if row["confidence"]:
                names[ministry] = label(row, "source")
                reached[ministry][what] += 1
                linked[ministry].append(row)
                amounts[ministry] += row["amount_thb"] if isinstance(row["amount_thb"], Decimal) else 0
    ranked = sorted(names, key=lambda m: (-sum(reached[m].values()), -amounts[m], m))
    title = Label("กระทรวงใดเชื่อมกับอะไร", "Which ministries are linked to what")
    if not ranked:
        nobody = Label("ไม่พบความเชื่อมโยงของกระทรวงใดในวันนั้น", "No link of any ministry is on record for that day.")
        return Chapter("ministries", title, (Claim(nobody, (ABSENT,)),))
    evidence = (
        *inquiry.evidence(seat.iri for seat in inquiry.seats()),
        *evidence_by_theme(inquiry, links["statements"]),
        *evidence_of(inquiry, (row for row in inquiry.of_country() if row["project"])),
    )
    themed, stated, placed = (len({row["target"] for row in rows if row["confidence"]}) for rows in links.values())
    first = listed(names[m] for m in ranked[:3])
    projects = (
        Label(f" และโครงการใน {placed} จังหวัด", f", and by projects with {placed} provinces")
        if placed
        else Label("", "")
    )
    claim = Claim(
        Label(
            f"{len(ranked)} กระทรวงมีความเชื่อมโยงที่บันทึกไว้ กับ {themed} ด้าน {stated} ข้อความเชิงยุทธศาสตร์{projects.th} "
            f"ที่เชื่อมกว้างที่สุดเมื่อนับรวมกันคือ {first.th}",
            f"{len(ranked)} ministries have links on record, with {themed} themes and {stated} strategic statements"
            f"{projects.en}; counted together, the widest are those of {first.en}.",
        ),
        sure_of(row for rows in linked.values() for row in rows),
        evidence,
    )
    table = Table.of(
        "ministries",
        Label(
            "กระทรวงทุกกระทรวงที่มีความเชื่อมโยง และเงินของโครงการที่ระบุจังหวัดเดียว",
            "All ministries with a link, and the money of their projects that name one province",
        ),
        (
            Label("กระทรวง", "Ministry"),
            Label("ด้าน", "Themes"),
            Label("ข้อความ", "Statements"),
            Label("จังหวัด", "Provinces"),
            Label("เงินโครงการ (บาท)", "Of projects (THB)"),
            Label("ความแน่ใจ", "How sure"),
        ),
        [
            (
                names[m],
                *(reached[m][what] for what in links),
                amounts[m] or None,
                Claim(Label(), sure_of(linked[m])).certainty,
            )
            for m in ranked
        ],
        most=40,
    )
    return Chapter(
        "ministries",
        title,
        (claim,),
        said=inquiry.when_met(),
        tables=(table,),
        pictures=inquiry.picture("ministries-by-theme", "matrix", as_of=inquiry.day),
        files={f"links-{what}": rows for what, rows in links.items()},
    )


def bridging(inquiry: Inquiry) -> Chapter | None:
    """Tell which agencies tie the groups together; ``None`` where no group met."""
    if not inquiry.seats():
        return None
    found = bridges(inquiry.store, as_of=inquiry.day)
    several = {text(row["agency"]) for row in found}
    table = Table.of(
        "bridges",
        Label("หน่วยงานที่อยู่มากกว่าหนึ่งกลุ่ม", "Agencies in more than one group"),
        (
            Label("หน่วยงาน", "Agency"),
            Label("กลุ่มย่อย", "Groups"),
            Label("ค่าความเป็นตัวกลาง", "Betweenness"),
            Label("ถ้าขาดจะแยกเครือข่าย", "Cut vertex"),
            Label("ที่มา", "Source"),
        ),
        [
            (
                label(row, "agency"),
                text(row["group_numbers"]),
                Decimal(text(row["betweenness"])).quantize(Decimal("0.01")),
                Label("ใช่", "yes") if row["cut_vertex"] else None,
                inquiry.references.cite(inquiry.evidence(s.iri for s in inquiry.seats() if s.agency == row["agency"])),
            )
            for row in found
        ],
    )
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats() if seat.agency in several)
    return Chapter(
        "bridges",
        Label("ใครเชื่อมกลุ่มย่อยเข้าด้วยกัน", "Who ties the groups together"),
        (Claim(bridging_sentence(found), ("reckoned",), evidence),),
        said=inquiry.when_met(),
        tables=(table,) if len(found) else (),
        pictures=inquiry.picture("bridges", "bridges", as_of=inquiry.day),
        files={"bridges": found},
    )


def regrouped(inquiry: Inquiry) -> Chapter | None:
    """Tell which provinces changed their cluster since the first arrangement on record; ``None`` where none did."""
    known = inquiry.ask("cluster-members")
    starts = sorted({row["from"] for row in known if isinstance(row["from"], date) and row["from"] <= inquiry.day})
    if len(starts) < 2:
        return None
    before, after = starts[0], inquiry.day
    rows = inquiry.ask("changes-of-cluster", before=before, after=after)
    if not rows:
        return None
    changed = [row for row in rows if row["change"] == "changed"]
    without = [row for row in rows if row["change"] == "none-after"]
    joined = [row for row in rows if row["change"] == "none-before"]
    days = Label(f"{thai_date(before)} กับ {thai_date(after)}", f"{en_date(before)} and {en_date(after)}")
    held = [
        m
        for m in memberships(inquiry.store, {text(row["province"]) for row in rows})
        if m.period.covers(before) or m.period.covers(after)
    ]
    claim = Claim(
        Label(
            f"ระหว่าง {days.th} จังหวัดที่อยู่ในกลุ่มอื่น (หรือกลุ่มที่ตั้งใหม่) มี {len(changed)} จังหวัด "
            f"ไม่มีกลุ่มในบันทึก {len(without)} จังหวัด เพิ่งมีกลุ่ม {len(joined)} จังหวัด",
            f"Between {days.en}, {len(changed)} provinces came into another cluster (or one made anew), {len(without)} "
            f"are in none on record any more, and {len(joined)} came into one for the first time.",
        ),
        (CONFIDENCES[3 - min(m.rank for m in held)],),
        inquiry.evidence(m.iri for m in held),
    )
    table = Table.of(
        "regrouped",
        Label("จังหวัดและกลุ่ม ก่อนและหลัง", "Provinces and clusters, before and after"),
        (Label("จังหวัด", "Province"), Label("เดิม", "Before"), Label("ใหม่", "After")),
        [(label(row, "province"), label(row, "old"), label(row, "new")) for row in rows],
        most=12,
    )
    return Chapter(
        "regrouped",
        Label("การจัดกลุ่มจังหวัดใหม่", "The clusters regrouped"),
        (claim,),
        tables=(table,),
        files={"regrouped": Rows.of((Column(name) for name in rows[0]), rows)},
    )
