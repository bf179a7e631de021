"""A path in words: one sentence in Thai and one in English, from the names of its things and relations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from govgraph.model import Label

_Step = Mapping[str, Any]

_AND: Final = Label("และ", "and")
_A_WORD: Final = 4
"""So many letters at least make a word that two names have in common."""

_WHICH: Final = Label(" ซึ่ง", ", which ")


def in_words(steps: Sequence[_Step], quoted: Collection[str] = ()) -> Label:
    """Return a path as a sentence; two who do the same are said together, and what one does twice is said of it once.

    ``quoted`` are things whose name is a sentence itself, such as a vision: without quotation marks nobody sees where
    it ends.

    >>> def step(who: str, group: str, direction: str) -> dict[str, str]:
    ...     names = {"subject_th": who, "subject_en": who, "object_th": group, "object_en": group}
    ...     return {**names, "predicate_th": "เข้าร่วม", "predicate_en": "took part in", "direction": direction}
    >>> path = [step("A", "กลุ่ม 1", "forward"), step("B", "กลุ่ม 1", "backward"), step("B", "กลุ่ม 5", "forward")]
    >>> in_words(path).th
    'A และ B เข้าร่วม กลุ่ม 1 ส่วน B เข้าร่วม กลุ่ม 5'
    >>> in_words(path).en
    'A and B took part in กลุ่ม 1; B took part in กลุ่ม 5.'
    """
    th, en = (_clauses(steps, quoted, lang) for lang in ("th", "en"))
    # “ส่วน” sets one thing against another: of more than two clauses it would say nothing.
    between = " ส่วน " if len(th) == 2 else "; "
    return Label(between.join(th) or None, f"{'; '.join(en)}." if en else None)


def not_of_the_day(things: Iterable[Label]) -> Label:
    """Say of which things the day asked about is not the time.

    >>> not_of_the_day([Label("แผน ก", "Plan A")]).en
    'Plan A is of another time than the day asked about, or its years are not known: it does not count on that day.'
    """
    th, en = (_AND.text(lang).join(f" {thing.text(lang)} " for thing in things).strip() for lang in ("th", "en"))
    return Label(
        f"{th} เป็นของช่วงเวลาอื่นที่มิใช่วันที่ถาม หรือไม่ทราบช่วงเวลา จึงไม่นับ ณ วันนั้น",
        f"{en} is of another time than the day asked about, or its years are not known: it does not count on that day.",
    )


def not_joined(near: Iterable[Label], far: Iterable[Label]) -> Label:
    """Say between what something would have to be on record, for two things to be linked."""
    ends = [list(side) for side in (near, far)]
    if not all(ends):
        return Label(
            "ฝ่ายหนึ่งไม่มีความเชื่อมโยงใดบันทึกไว้เลย จึงต้องมีบันทึกของฝ่ายนั้นก่อน",
            "Of one of the two no link at all is on record; that would have to come first.",
        )
    # Clusters of 2009 and of 2017 may have one name.
    th, en = ([" / ".join(dict.fromkeys(label.text(lang) for label in side)) for side in ends] for lang in ("th", "en"))
    return Label(
        f"จะเชื่อมกันได้หากมีบันทึกว่าสิ่งใดสิ่งหนึ่งใน {th[0]} เกี่ยวข้องกับสิ่งใดสิ่งหนึ่งใน {th[1]}",
        f"They would be linked if something were on record between one of {en[0]} and one of {en[1]}.",
    )


def _clauses(steps: Sequence[_Step], quoted: Collection[str], lang: str) -> list[str]:
    said: list[str] = []
    about = reached = ""  # of whom the last clause is, and with what it ends
    at = 0
    while at < len(steps):
        step = steps[at]
        subject, verb, object_ = (_told(step, part, quoted, lang) for part in ("subject", "predicate", "object"))
        after = steps[at + 1] if at + 1 < len(steps) else None
        if after is not None and _meets(step, after, lang):
            subject, at = f"{subject} {_AND.text(lang)} {_told(after, 'subject', quoted, lang)}", at + 1
        if said and subject == reached:
            said[-1] += f"{_WHICH.text(lang)}{_run_together(verb, object_)}"
        elif said and subject == about:
            said[-1] += f" {_AND.text(lang)} {_run_together(verb, object_)}"
        else:
            said.append(f"{subject} {_run_together(verb, object_)}")
            about = subject
        if subject == reached:
            about = ""
        reached = object_
        at += 1
    return said


def _run_together(verb: str, object_: str) -> str:
    """Say once the word with which a verb ends and its object begins, as Thai does: for projects, themes, groups.

    >>> _run_together("เกี่ยวกับด้าน", "ด้านการเกษตร"), _run_together("อยู่ใน", "กลุ่มที่ 1")
    ('เกี่ยวกับด้านการเกษตร', 'อยู่ใน กลุ่มที่ 1')
    """
    for shared in range(min(len(verb), len(object_)), _A_WORD - 1, -1):
        if verb.endswith(object_[:shared]):
            return verb + object_[shared:]
    return f"{verb} {object_}"


def _meets(step: _Step, after: _Step, lang: str) -> bool:
    """Tell whether two steps are of two who stand to one thing in one relation."""
    if (step["direction"], after["direction"]) != ("forward", "backward"):
        return False
    return all(_name(step, part, lang) == _name(after, part, lang) for part in ("predicate", "object"))


def _name(step: _Step, part: str, lang: str) -> str:
    return Label(step.get(f"{part}_th"), step.get(f"{part}_en")).text(lang) or str(step.get(part, ""))


def _told(step: _Step, part: str, quoted: Collection[str], lang: str) -> str:
    name = _name(step, part, lang)
    return f"“{name}”" if step.get(part) in quoted else name


def in_quotes(label: Label) -> Label:
    """Return a name in quotation marks.

    >>> in_quotes(Label("เมืองน่าอยู่")).th
    '“เมืองน่าอยู่”'
    """
    return Label(*(name and f"“{name}”" for name in (label.th, label.en)))
