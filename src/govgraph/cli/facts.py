"""Everything on record about one thing as a person reads it: who, what, under whom, since when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from govgraph.analysis.circumstances import Circumstances
from govgraph.cli.footnotes import Footnotes
from govgraph.model import Label
from govgraph.names import expand, shorten
from govgraph.research.rows import written
from govgraph.thai.periods import Stretch, on_day

_SHOWN: Final = 3
"""Of the things that refer to a thing by one property, so many are named; all are counted."""

_LONGEST_NAME: Final = 60

_SURE: Final = {
    "confirmed": Label("ยืนยันแล้ว", "confirmed"),
    "probable": Label("น่าจะเป็น", "probable"),
    "unconfirmed": Label("ยังไม่ยืนยัน", "unconfirmed"),
}
"""The words for how sure something is, the surest first."""

_NAMES: Final = frozenset(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
_HIDDEN: Final = expand("skos:hiddenLabel")
_OTHER_NAMES: Final = frozenset((expand("skos:altLabel"), _HIDDEN))
_CONCEPT: Final = expand("skos:Concept")
_SCHEME: Final = expand("skos:inScheme")
_FROM, _UNTIL, _DATE = expand("gov:from"), expand("gov:until"), expand("gov:date")
_HELD, _HELD_UNTIL = expand("gov:heldOn"), expand("gov:heldUntil")
_PRECISION: Final = {key: expand(f"gov:{key}Precision") for key in ("from", "until", "date")}
_SAID_ELSEWHERE: Final = frozenset(
    (*map(expand, ("skos:topConceptOf", "skos:hasTopConcept")), _UNTIL, _HELD_UNTIL, *_PRECISION.values())
)
_ORDER: Final = {
    expand(curie): place
    for place, curie in (
        *enumerate(("skos:altLabel", "skos:hiddenLabel", "skos:definition", "gov:from", "gov:date", "gov:heldOn"), -6),
        *enumerate(("gov:confidence", "gov:note"), 1),
    )
}

Paragraph = tuple[str, str, str]
"""What stands before a paragraph, before its further lines, and the paragraph itself."""


def card(
    found: Mapping[str, Any],
    known: Mapping[str, Circumstances],
    lang: str,
    width: int | None = None,
    bold: bool = False,
) -> str:
    """Return what :func:`govgraph.analysis.show` found as text, with what is ``known`` of the records behind it.

    ``width`` is that of the terminal; without one, no line is broken.

    >>> rice = {"thing": "https://w3id.org/govgraph/id/agency/rice", "thing_th": "กรมการข้าว",
    ...         "thing_en": "Rice Department", "as_of": None, "kinds": [{"kind_th": "กรม", "kind_en": "department"}],
    ...         "facts": [], "ministries": [], "relations": [], "referred_by": [], "sources": []}
    >>> print(card(rice, {}, "en"), end="")
    กรมการข้าว
    Rice Department
    department · id:agency/rice
    """
    sources = Footnotes(lang)
    lines: list[str] = []
    head = [name for name in (found["thing_th"], found["thing_en"]) if name] or [shorten(found["thing"])]
    for name in head:
        lines += (_bold(part) if bold else part for part in _set(("", "", name), width))
    lines += _set(("", "", _about(found, lang, sources)), width)
    facts = [*_facts(found, known, lang)]
    if facts:
        lines += ["", *_aligned(facts, width)]
    for title, paragraphs in (
        (Label("กระทรวงต้นสังกัดในแต่ละวัน", "Ministry by day"), [*_ministries(found, lang)]),
        (Label("ความสัมพันธ์", "Relations"), [*_relations(found, known, lang, sources)]),
        (Label("สิ่งที่อ้างถึง", "Referred to by"), [*_referring(found, lang)]),
        (Label("ที่มา", "Sources"), [*sources.listed()]),
    ):
        if paragraphs:
            heading = _set(("", "", title.text(lang)), width)
            lines += ["", *(_bold(part) if bold else part for part in heading)]
            lines += (line for paragraph in paragraphs for line in _set(paragraph, width))
    return "".join(f"{line}\n" for line in lines)


def _about(found: Mapping[str, Any], lang: str, sources: Footnotes) -> str:
    kinds = [_label(kind, "kind") for kind in found["kinds"] if kind.get("kind") != _CONCEPT]
    # Of a concept, the list it stands in says what it is.
    kinds += [_label(v, "value") for f in found["facts"] if f["property"] == _SCHEME for v in f["values"]]
    words = [kind.text(lang) for kind in kinds]
    if found["as_of"]:
        day = on_day(date.fromisoformat(found["as_of"]))
        words.append(Label(f"ณ {day.th}", f"as of {day.en}").text(lang))
    return " ".join(
        part for part in (" · ".join([*words, shorten(found["thing"])]), sources.mark(found["sources"])) if part
    )


def _facts(found: Mapping[str, Any], known: Mapping[str, Circumstances], lang: str) -> Iterator[tuple[str, list[str]]]:
    values = {fact["property"]: [value["value"] for value in fact["values"]] for fact in found["facts"]}
    for fact in sorted(found["facts"], key=lambda fact: _ORDER.get(fact["property"], 0)):
        iri = fact["property"]
        # Hidden labels are misspelt forms of sources, but also words that a person may look for.
        heading = (Label("ค้นพบด้วย", "also found by") if iri == _HIDDEN else _label(fact, "property")).text(lang)
        shown = [_value(value, known, lang) for value in _in_language(fact["values"], iri, lang)]
        if iri == _FROM or (iri == _UNTIL and _FROM not in values):
            heading, shown = Label("ช่วงเวลา", "period").text(lang), [_own_stretch(values).words().text(lang)]
        elif iri == _DATE:
            shown = [on_day(day, _precision(values, "date")).text(lang) for day in values[iri]]
        elif iri == _HELD and values.get(_HELD_UNTIL, values[iri]) != values[iri]:
            shown += [f"– {on_day(day).text(lang)}" for day in values[_HELD_UNTIL]]
        elif iri in _NAMES:
            shown = [text for text in shown if text not in (found["thing_th"], found["thing_en"])]
        elif iri in _SAID_ELSEWHERE or (iri == _SCHEME):
            continue
        if shown:
            yield heading, shown


def _in_language(values: Sequence[Mapping[str, Any]], iri: str, lang: str) -> list[Mapping[str, Any]]:
    """Keep the texts in the language asked for, Thai first; names are given in every language there is."""
    ordered = sorted(values, key=lambda value: value.get("lang", "") != "th")
    wanted = [value for value in ordered if value.get("lang", lang) == lang]
    every = lang == "both" or iri in _OTHER_NAMES
    return ordered if every or not wanted else wanted


def _value(value: Mapping[str, Any], known: Mapping[str, Circumstances], lang: str) -> str:
    it = value["value"]
    if "value_en" in value:
        label = _label(value, "value")
        circumstances = known.get(it)
        stretch = circumstances.stretch.words().text(lang) if circumstances else ""
        return stretch if stretch and label.en == shorten(it) else label.text(lang)
    if isinstance(it, date):
        return on_day(it).text(lang)
    return (
        {True: Label("ใช่", "yes"), False: Label("ไม่ใช่", "no")}[it].text(lang) if isinstance(it, bool) else written(it)
    )


def _own_stretch(values: Mapping[str, list[Any]]) -> Stretch:
    start, end = (values.get(iri, [None])[0] for iri in (_FROM, _UNTIL))
    return Stretch(start, end, _precision(values, "from"), _precision(values, "until"))


def _precision(values: Mapping[str, list[Any]], key: str) -> str | None:
    found = values.get(_PRECISION[key])
    return str(found[0]).rpartition("/")[2] if found else None


def _ministries(found: Mapping[str, Any], lang: str) -> Iterator[Paragraph]:
    """Tell each stretch under one ministry in one sentence, however many tiles it is made of."""
    for _, run in groupby(found["ministries"], key=lambda tile: str(tile["ministry"])):
        tiles = list(run)
        whole = _bounds(tiles[0]["from"], tiles[-1]["until"]).words()
        if whole == Label():
            whole = Label("ตลอดช่วงที่มีข้อมูล", "at all times on record")
        ministry, sure = _label(tiles[0], "ministry"), _how_sure(tiles)
        yield from _sentences(
            Label(f"{ministry.text('th')} {whole.th} ({sure.th})", f"{ministry.text('en')}, {whole.en} ({sure.en})"),
            lang,
        )


def _how_sure(tiles: Sequence[Mapping[str, Any]]) -> Label:
    levels = [level for level in _SURE if any(tile["confidence"] == level for tile in tiles)]
    *better, least = levels or ["unconfirmed"]
    parts = [
        (_SURE[level], _bounds(tile["from"], tile["until"]).words())
        for level in better
        for tile in tiles
        if tile["confidence"] == level
    ]
    if not parts:
        return _SURE[least]
    th, en = ", ".join(f"{s.th}{w.th}" for s, w in parts), ", ".join(f"{s.en} {w.en}" for s, w in parts)
    return Label(f"{th} นอกนั้น{_SURE[least].th}", f"{en}, otherwise {_SURE[least].en}")


def _bounds(start: str | None, end: str | None) -> Stretch:
    return Stretch(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _relations(
    found: Mapping[str, Any], known: Mapping[str, Circumstances], lang: str, sources: Footnotes
) -> Iterator[Paragraph]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for relation in found["relations"]:
        groups.setdefault((relation["predicate"], relation["direction"]), []).append(relation)
    for (_, direction), relations in groups.items():
        verb, this = _label(relations[0], "predicate"), _this(found)
        heading = (
            Label(f"{verb.text('th')} …", f"{verb.text('en')} …")
            if direction == "forward"
            else Label(f"… {verb.text('th')} {this.th}", f"… {verb.text('en')} {this.en}")
        )
        roles = {(known.get(r["record"]) or Circumstances()).role for r in relations}
        told: dict[Label, list[Mapping[str, Any]]] = {}
        for relation in relations:
            it = known.get(relation["record"]) or Circumstances()
            # A role that all of them have is in the verb already.
            told.setdefault(_relation(relation, it, it.role if len(roles) > 1 else None), []).append(relation)
        yield "  ", "  ", f"{heading.text(lang)} ({len(told)})"
        for sentence, same in told.items():
            mark = sources.mark([source for relation in same for source in relation["sources"]])
            yield from _sentences(sentence, lang, "    ", f"{shorten(same[0]['other'])} {mark}".rstrip())


def _relation(relation: Mapping[str, Any], it: Circumstances, role: Label | None) -> Label:
    other, sure = _label(relation, "other"), _SURE[relation["confidence"]]
    when = it.stretch.words()
    if relation["held_on"]:
        day = on_day(date.fromisoformat(relation["held_on"]))
        when = Label(f"เมื่อ{day.th}", f"on {day.en}")
    elif when == Label():
        when = _bounds(relation["from"], relation["until"]).words()

    as_what = Label(f" ({role.text('th')})", f" ({role.text('en')})") if role else Label("", "")
    return Label(
        f"{other.text('th')}{as_what.th}{f' {when.th}' if when.th else ''} ({sure.th})",
        f"{other.text('en')}{as_what.en}{f', {when.en}' if when.en else ''} ({sure.en})",
    )


def _this(found: Mapping[str, Any]) -> Label:
    name = _label(found, "thing")
    long = max(len(name.text("th")), len(name.text("en"))) > _LONGEST_NAME
    return Label("สิ่งนี้", "this") if long else Label(name.text("th"), name.text("en"))


def _referring(found: Mapping[str, Any], lang: str) -> Iterator[Paragraph]:
    for group in found["referred_by"]:
        if group["property"] in _SAID_ELSEWHERE:
            continue
        yield "  ", "  ", f"{_label(group, 'property').text(lang)} ({group['count']:,})"
        things = {shorten(thing["thing"]): _label(thing, "thing") for thing in group["things"]}
        named = {short: label for short, label in things.items() if label.en != short} or things
        for short, label in list(named.items())[:_SHOWN]:
            yield "    ", "      ", short if label.en == short else f"{label.text(lang)} {short}"
        if (more := group["count"] - min(len(named), _SHOWN)) > 0:
            yield "    ", "    ", Label(f"และอีก {more:,}", f"and {more:,} more").text(lang)


def _sentences(sentence: Label, lang: str, margin: str = "  ", tail: str = "") -> Iterator[Paragraph]:
    """Set a sentence in the language asked for; with both, one under the other, the Thai first."""
    texts = dict.fromkeys(text for tag, text in (("th", sentence.th), ("en", sentence.en)) if lang in {tag, "both"})
    for number, text in enumerate(texts, 1):
        yield margin, margin + "  ", f"{text} {tail}".rstrip() if number == len(texts) else str(text)
        margin += "  " if number == 1 else ""


def _aligned(facts: Sequence[tuple[str, list[str]]], width: int | None) -> Iterator[str]:
    from govgraph.research.terminal import fold, measure

    column = max(measure(heading) for heading, _ in facts)
    if width is not None:
        column = min(column, width // 3)
    for heading, values in facts:
        left = fold(heading, column)
        right = [line for value in values for line in _set(("", "  ", value), width and width - column - 2)]
        for n in range(max(len(left), len(right))):
            start = left[n] if n < len(left) else ""
            yield f"{start}{' ' * (column - measure(start))}  {right[n] if n < len(right) else ''}".rstrip()


def _set(paragraph: Paragraph, width: int | None) -> Iterator[str]:
    """Break a paragraph into lines; every line but the first begins with the second margin."""
    from govgraph.research.terminal import fold

    first, further, text = paragraph
    for n, line in enumerate(fold(text, max(width - len(further), 8)) if width else text.splitlines()):
        yield (further if n else first) + line


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _label(of: Mapping[str, Any], key: str) -> Label:
    return Label(of.get(f"{key}_th"), of.get(f"{key}_en"))
