"""Names of about sixty characters in both languages, as many as are wanted and no two alike; scenes named by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any, TypeVar

from govgraph.model import Label

S = TypeVar("S")

_BODIES = (
    ("สำนักงาน", "Office"),
    ("กรม", "Department"),
    ("คณะกรรมการ", "Committee"),
    ("ศูนย์", "Centre"),
    ("สถาบัน", "Institute"),
)
_TASKS = (
    ("ส่งเสริมการเกษตรอินทรีย์", "Organic Farming"),
    ("บริหารจัดการทรัพยากรน้ำ", "Water Management"),
    ("พัฒนาฝีมือแรงงาน", "Skill Development"),
    ("คุ้มครองผู้ด้อยโอกาส", "Social Protection"),
    ("ฟื้นฟูสิ่งแวดล้อมชายฝั่ง", "Coastal Restoration"),
    ("ป้องกันอุทกภัย", "Flood Prevention"),
    ("พัฒนาโครงข่ายโลจิสติกส์", "Logistics Networks"),
    ("อนุรักษ์ป่าต้นน้ำ", "Headwater Forests"),
)
_ELSEWHERE = (
    ("ในพื้นที่ภาคใต้ฝั่งอันดามัน", "on the Andaman Coast"),
    ("ในจังหวัดชายแดน", "in Border Provinces"),
    ("ระดับกลุ่มจังหวัดและจังหวัด", "of Provincial Clusters"),
    ("เพื่อเศรษฐกิจฐานราก", "for Local Economies"),
)


def sixty() -> Iterator[Label]:
    """Names without end; the first three hundred are all unlike."""
    while True:
        for elsewhere, one, other, body in product(_ELSEWHERE, _TASKS, _TASKS, _BODIES):
            th, en = (
                f"{body[0]}{one[0]}และ{other[0]}{elsewhere[0]}",
                f"{body[1]} of {one[1]} and {other[1]} {elsewhere[1]}",
            )
            if one != other and 50 <= len(th) <= 72 and 50 <= len(en) <= 72:
                yield Label(th, en)


def long_named(scene: S, *kept: str) -> S:
    """Return a scene whose things are named anew; the words around it, and the fields that are kept, stay."""
    names = sixty()
    known: dict[Label, Label] = {}
    for own in fields(scene):  # type: ignore[arg-type]
        if own.name not in ("caption", "kinds", "weight_means", "scale", *kept):
            scene = replace(scene, **{own.name: _anew(getattr(scene, own.name), names, known)})  # type: ignore[type-var]
    return scene


def _anew(value: Any, names: Iterator[Label], known: dict[Label, Label]) -> Any:
    if isinstance(value, Label):
        return next(names) if value.text() else value
    if isinstance(value, tuple):
        return tuple(_anew(one, names, known) for one in value)
    if isinstance(value, Mapping):
        return {key: _anew(one, names, known) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        inside = {
            own.name: _anew(getattr(value, own.name), names, known)
            for own in fields(value)
            if own.name not in ("unit", "when", "confidence", "vertical", "horizontal")
        }
        return replace(value, **inside)
    return value
