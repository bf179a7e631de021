"""Whether what groups or ministries share, and what links count, is more than chance would give, said plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from govgraph.analysis.chance import cooccurrences, link_tests
from govgraph.analysis.marks import marks_of
from govgraph.analysis.questions import number, text
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.chapters.linked import evidence_of
from govgraph.report.claims import Claim, listed
from govgraph.report.inquiry import Inquiry, label
from govgraph.report.territory import Territory
from govgraph.research.rows import Cell, Rows

Row = Mapping[str, Cell]

_DRAWN: Final = Label(
    "เทียบกับเครือข่ายสุ่มที่ทุกฝ่ายมีจำนวนความเชื่อมโยงเท่าที่มีจริง",
    "Held against random networks in which everybody keeps as many links as they have.",
)
_DEALT: Final = Label(
    "สิ่งที่ความเชื่อมโยงนับไว้ทั้งหมดจัดสรรใหม่โดยสุ่ม โดยทุกฝ่ายได้รวมเท่าที่มีจริง (การทดสอบของฟิชเชอร์)",
    "All that the links count is dealt out at random, and everybody keeps as much as they have (Fisher's exact test).",
)
_Q: Final = Label(
    "ค่า q คืออัตราการค้นพบผิด (Benjamini–Hochberg) ของทุกคู่ คู่ใดมี q ไม่เกิน 0.05 จึงนับว่าต่างจากความบังเอิญ",
    "q is the false discovery rate (Benjamini–Hochberg) over all pairs; a pair with q up to 0.05 counts as different "
    "from chance.",
)
HOW: Final = Label(f"{_DRAWN.th} {_Q.th}", f"{_DRAWN.en} {_Q.en}")
_HOW_LINKS: Final = Label(f"{_DEALT.th} {_Q.th}", f"{_DEALT.en} {_Q.en}")
_HOW_BOTH: Final = Label(
    f"ด้าน: {_DEALT.th} กระทรวงอื่น: {_DRAWN.th} {_Q.th}",
    f"Themes: {_DEALT.en} Other ministries: {_DRAWN.en} {_Q.en}",
)
_AGENCIES: Final = Label("หน่วยงาน", "agencies")
_PROJECTS: Final = Label("โครงการ", "projects")


def groups_by_chance(inquiry: Inquiry) -> Chapter:
    """Tell of every two groups how many agencies they share, what chance would give, and the verdict."""
    found = cooccurrences(inquiry.store, "agency-group", "group", as_of=inquiry.day)
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats())
    claim = Claim(overlaps_sentence(found, marks_of(inquiry.seats())), _sure(found), evidence)
    return Chapter(
        "chance",
        Label("มากกว่าความบังเอิญหรือไม่", "More than chance?"),
        (claim,),
        said=_said(inquiry, HOW),
        tables=(pairs_table("chance-groups", found, Label("กลุ่มย่อยทุกคู่", "Every two groups")),),
        files={"chance-groups": found},
    )


def ministries_by_chance(inquiry: Inquiry, ministry: str) -> Chapter | None:
    """Tell on which themes, and with whom, a ministry is more than chance would have it; ``None`` if it met nobody."""
    if not any(seat.ministry == ministry for seat in inquiry.seats()):
        return None
    everybody = cooccurrences(inquiry.store, "ministry-theme", "ministry", as_of=inquiry.day, basis="participation")
    found = Rows.of(everybody.columns, [row for row in everybody if ministry in (row["a"], row["b"])])
    met = [row for row in found if number(row["observed"])]
    verdicts = Counter(text(row["verdict"]) for row in found)
    others = len(everybody)
    sentence = Label(
        f"มีหน่วยงานในด้านเดียวกับกระทรวงอื่น {len(met)} กระทรวง มากกว่าความบังเอิญ {verdicts['more']} กระทรวง "
        f"น้อยกว่า {verdicts['less']} ไม่พบว่าต่าง {verdicts['as-expected']} ข้อมูลน้อยเกินกว่าจะบอกได้ {verdicts['cannot-tell']} "
        f"(เทียบทุกคู่ {others} คู่)",
        f"It had agencies on the same themes as {len(met)} other ministries: with {verdicts['more']} more than chance "
        f"would have it, with {verdicts['less']} less, with {verdicts['as-expected']} not seen to differ, and of "
        f"{verdicts['cannot-tell']} it cannot be told with so few (all {others} pairs tested).",
    )
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats() if seat.ministry)
    themes = _themes(inquiry)
    own = Rows.of(themes.columns, [row for row in themes if row["a"] == ministry])
    return Chapter(
        "chance",
        Label("มากกว่าความบังเอิญหรือไม่", "More than chance?"),
        (
            Claim(links_sentence(own, len(themes), "b", _AGENCIES), _sure(own), evidence),
            Claim(sentence, _sure(found), evidence),
        ),
        said=_said(inquiry, _HOW_BOTH),
        tables=(
            links_table("chance-themes", own, Label("ตามด้าน", "By theme"), "b", _AGENCIES),
            pairs_table("chance-ministries", found, Label("กับกระทรวงอื่น", "With other ministries")),
        ),
        files={"chance-themes": themes, "chance-ministries": found},
    )


def themes_by_chance(inquiry: Inquiry) -> Chapter | None:
    """Tell on which themes which ministries have more agencies than chance would have it; ``None`` without seats."""
    themes = _themes(inquiry)
    if not len(themes):
        return None
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats() if seat.ministry)
    return Chapter(
        "chance-themes",
        Label("กระทรวงใดเด่นในด้านใดกว่าความบังเอิญ", "Which ministries stand out on which themes"),
        (Claim(links_sentence(themes, len(themes), "both", _AGENCIES), _sure(themes), evidence),),
        said=_said(inquiry, _HOW_LINKS),
        tables=(
            links_table("chance-themes", themes, Label("กระทรวงและด้าน", "Ministries and themes"), "both", _AGENCIES),
        ),
        files={"chance-themes": themes},
    )


def departments_by_chance(inquiry: Inquiry, area: Territory) -> Chapter | None:
    """Tell which departments have more projects in an area than chance would have it; ``None`` without projects."""
    everywhere = link_tests(
        inquiry.store, f"department-{area.kind}", weight="projects", as_of=inquiry.day, basis="project"
    )
    here = Rows.of(everywhere.columns, [row for row in everywhere if row["b"] == area.iri])
    rows = inquiry.of_year()
    if not len(here) or not rows:
        return None
    evidence = evidence_of(inquiry, (row for row in rows if row["project"]))
    return Chapter(
        "chance",
        Label("กรมใดมีโครงการที่นี่มากกว่าความบังเอิญ", "Which departments have more projects here than chance would have it"),
        (Claim(links_sentence(here, len(everywhere), "a", _PROJECTS), _sure(here), evidence),),
        said=_HOW_LINKS,
        tables=(
            links_table("chance-departments", here, Label("กรมในพื้นที่นี้", "Departments in the area"), "a", _PROJECTS),
        ),
        files={"chance-departments": everywhere},
    )


def _said(inquiry: Inquiry, how: Label) -> Label:
    """Return how it was tested, after when the groups met."""
    met = inquiry.when_met() or Label()
    return Label(f"{met.text('th')} {how.th}".strip(), f"{met.text('en')} {how.en}".strip())


def _themes(inquiry: Inquiry) -> Rows:
    return inquiry.once(
        ("chance", "ministry-theme"),
        lambda: link_tests(
            inquiry.store, "ministry-theme", weight="agencies", as_of=inquiry.day, basis="participation"
        ),
    )


def links_sentence(found: Rows, tested: int, named: str, counted: Label) -> Label:
    """Say which links count more, or less, than chance would have it.

    ``named`` tells what names them: the first (``a``), the other (``b``), or ``both``; ``counted`` what they count, and
    ``tested`` how many links were tested.
    """

    def one(row: Row) -> Label:
        observed, expected = number(row["observed"]), _decimal(row["expected"]).quantize(Decimal("0.1"))
        ends = [label(row, end) for end in _ENDS[named]]
        th, en = (" – ".join(end.text(lang) for end in ends) for lang in ("th", "en"))
        return Label(f"{th} ({observed} {counted.th} คาด {expected})", f"{en} ({observed}, {expected} expected)")

    by: dict[str, list[Row]] = {"more": [], "less": [], "as-expected": [], "cannot-tell": []}
    for row in found:
        by[text(row["verdict"])].append(row)
    same, unclear = len(by["as-expected"]), len(by["cannot-tell"])
    said_th, said_en = [], []
    for name, th, en in (("more", "มากกว่า", "More"), ("less", "น้อยกว่า", "Fewer")):
        them = listed(map(one, by[name]))
        said_th.append(f"มี{counted.th}{th}ความบังเอิญ: {them.th if by[name] else 'ไม่มี'}")
        said_en.append(f"{en} {counted.en} than chance would have it: {them.en if by[name] else 'none'}.")
    return Label(
        f"{' · '.join(said_th)} · ไม่พบว่าต่าง {same} · ข้อมูลน้อยเกินกว่าจะบอกได้ {unclear} (ทดสอบทุกคู่ {tested:,} คู่)",
        f"{' '.join(said_en)} Not seen to differ: {same}; cannot be told with so few: {unclear} "
        f"(all {tested:,} pairs tested).",
    )


def overlaps_sentence(found: Rows, marked: Mapping[str, str]) -> Label:
    """Say of pairs of groups how many share agencies, and which share more, or less, than chance would have it.

    ``marked`` are the marks of the groups, by which the sentence names them.
    """

    def pairs(rows: Sequence[Row]) -> str:
        return " ".join(f"{marked[text(row['a'])]}–{marked[text(row['b'])]}" for row in rows)

    by: dict[str, list[Row]] = {"more": [], "less": [], "as-expected": [], "cannot-tell": []}
    for row in found:
        by[text(row["verdict"])].append(row)
    sharing = [row for row in found if number(row["observed"])]
    th = f"ใน {len(found)} คู่ มี {len(sharing)} คู่ที่มีหน่วยงานร่วมกัน "
    en = f"Of {len(found)} pairs, {len(sharing)} share agencies. "
    th += f"มากกว่าความบังเอิญ {len(by['more'])} คู่ ({pairs(by['more'])}) " if by["more"] else "ไม่มีคู่ใดมากกว่าความบังเอิญ "
    en += (
        f"{len(by['more'])} more than chance ({pairs(by['more'])}); "
        if by["more"]
        else "None shares more than chance; "
    )
    th += f"น้อยกว่าความบังเอิญ {len(by['less'])} คู่ ({pairs(by['less'])}) " if by["less"] else ""
    en += f"{len(by['less'])} share less ({pairs(by['less'])}); " if by["less"] else "none less; "
    th += f"ไม่พบว่าต่าง {len(by['as-expected'])} คู่ ข้อมูลน้อยเกินกว่าจะบอกได้ {len(by['cannot-tell'])} คู่"
    en += f"{len(by['as-expected'])} are not seen to differ, "
    en += f"and of {len(by['cannot-tell'])} it cannot be told with so few."
    return Label(th, en)


def pairs_table(name: str, found: Rows, caption: Label) -> Table:
    """Return pairs with what they share, what chance gives, and the verdict; those that share most first."""
    ranked = sorted(
        found, key=lambda row: (-number(row["observed"]), _decimal(row["q"]), text(row["a"]), text(row["b"]))
    )
    ends = {"a": Label("ฝ่ายแรก", "One"), "b": Label("อีกฝ่าย", "Other")}
    return _table(name, caption, ends, Label("ร่วมกัน", "Shared"), ranked)


def links_table(name: str, found: Rows, caption: Label, named: str, counted: Label) -> Table:
    """Return links with what they count, what chance gives, and the verdict; those furthest from chance first.

    ``named`` and ``counted`` are those of :func:`links_sentence`.
    """
    ends = {column.name: _heading(column.label) for column in found.columns if column.name in _ENDS[named]}
    return _table(name, caption, ends, _heading(counted), list(found))


_ENDS: Final[Mapping[str, tuple[str, ...]]] = {"a": ("a",), "b": ("b",), "both": ("a", "b")}


def _heading(said: Label) -> Label:
    return Label(said.text("th"), said.text("en").capitalize())


_CHANCE: Final = (
    Label("คาดโดยบังเอิญ", "By chance"),
    Label("ค่า p", "p"),
    Label("ค่า q", "q"),
    Label("ข้อสรุป", "Verdict"),
)


def _table(name: str, caption: Label, ends: Mapping[str, Label], observed: Label, rows: Sequence[Row]) -> Table:
    return Table.of(
        name,
        caption,
        (*ends.values(), observed, *_CHANCE),
        [
            (
                *(label(row, end) for end in ends),
                number(row["observed"]),
                _decimal(row["expected"]).quantize(Decimal("0.01")),
                *(_decimal(row[name]).quantize(Decimal("0.0001")) for name in ("p", "q")),
                label(row, "verdict"),
            )
            for row in rows
        ],
    )


def _sure(found: Rows) -> tuple[str, ...]:
    return ("cannot-tell",) if set(found["verdict"]) == {"cannot-tell"} else ("reckoned",)


def _decimal(cell: Cell) -> Decimal:
    return Decimal(text(cell) or "0")
