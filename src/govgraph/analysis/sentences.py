"""A path in words: one sentence in Thai and one in English, from the names of its things and relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from govgraph.model import Label

_Step = Mapping[str, Any]


def in_words(steps: Sequence[_Step]) -> Label:
    """Return a path as a sentence; two who do the same are said together.

    >>> def step(who: str, group: str, direction: str) -> dict[str, str]:
    ...     names = {"subject_th": who, "subject_en": who, "object_th": group, "object_en": group}
    ...     return {**names, "predicate_th": "เข้าร่วม", "predicate_en": "took part in", "direction": direction}
    >>> path = [step("A", "กลุ่ม 1", "forward"), step("B", "กลุ่ม 1", "backward"), step("B", "กลุ่ม 5", "forward")]
    >>> in_words(path).th
    'A และ B เข้าร่วม กลุ่ม 1 ส่วน B เข้าร่วม กลุ่ม 5'
    >>> in_words(path).en
    'A and B took part in กลุ่ม 1; B took part in กลุ่ม 5.'
    """
    th, en = (list(_clauses(steps, lang)) for lang in ("th", "en"))
    return Label(" ส่วน ".join(th) or None, f"{'; '.join(en)}." if en else None)


def not_joined(near: Iterable[Label], far: Iterable[Label]) -> Label:
    """Say between what something would have to be on record, for two things to be linked."""
    ends = [list(side) for side in (near, far)]
    if not all(ends):
        return Label(
            "ฝ่ายหนึ่งไม่มีความเชื่อมโยงใดบันทึกไว้เลย จึงต้องมีบันทึกของฝ่ายนั้นก่อน",
            "Of one of the two no link at all is on record; that would have to come first.",
        )
    th, en = ([" / ".join(label.text(lang) for label in side) for side in ends] for lang in ("th", "en"))
    return Label(
        f"จะเชื่อมกันได้หากมีบันทึกว่าสิ่งใดสิ่งหนึ่งใน {th[0]} เกี่ยวข้องกับสิ่งใดสิ่งหนึ่งใน {th[1]}",
        f"They would be linked if something were on record between one of {en[0]} and one of {en[1]}.",
    )


def _clauses(steps: Sequence[_Step], lang: str) -> Iterator[str]:
    both = Label("และ", "and").text(lang)
    at = 0
    while at < len(steps):
        step = steps[at]
        subject, verb, object_ = (_name(step, part, lang) for part in ("subject", "predicate", "object"))
        after = steps[at + 1] if at + 1 < len(steps) else None
        if after is not None and _meets(step, after, lang):
            subject, at = f"{subject} {both} {_name(after, 'subject', lang)}", at + 1
        yield f"{subject} {verb} {object_}"
        at += 1


def _meets(step: _Step, after: _Step, lang: str) -> bool:
    """Tell whether two steps are of two who stand to one thing in one relation."""
    if (step["direction"], after["direction"]) != ("forward", "backward"):
        return False
    return all(_name(step, part, lang) == _name(after, part, lang) for part in ("predicate", "object"))


def _name(step: _Step, part: str, lang: str) -> str:
    return Label(step.get(f"{part}_th"), step.get(f"{part}_en")).text(lang) or str(step.get(part, ""))
