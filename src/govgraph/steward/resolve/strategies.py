"""Strategies that are named by their number in a plan: ยุทธศาสตร์ที่ 2, ประเด็นยุทธศาสตร์ที่ ๓, พันธกิจที่ 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govgraph.names import GOV

_CLASSES: Final = {
    "ประเด็นยุทธศาสตร์": "StrategicIssue",
    "ยุทธศาสตร์": "StrategicIssue",
    "ประเด็นการพัฒนา": "StrategicIssue",
    "strategicissue": "StrategicIssue",
    "strategy": "StrategicIssue",
    "พันธกิจ": "Mission",
    "mission": "Mission",
}
_NUMBERED: Final = re.compile(rf"({'|'.join(_CLASSES)})(?:ข้อ)?(?:ที่|no\.?)?(\d{{1,2}})(?!\d)[:.)-]*(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a numbered name says: the class of the statement (an IRI), its number, and the key of its title, if any."""

    cls: str
    number: str
    title: str


def numbered(sought: str) -> Numbered | None:
    """Read a key that begins with a word for a statement and a number.

    >>> numbered("ประเด็นยุทธศาสตร์ที่2").number
    '2'
    >>> numbered("ยุทธศาสตร์ที่3:พัฒนาการค้าชายแดน").title
    'พัฒนาการค้าชายแดน'
    >>> numbered("ยุทธศาสตร์การพัฒนา") is None
    True
    """
    found = _NUMBERED.match(sought)
    if found is None:
        return None
    return Numbered(GOV + _CLASSES[found[1]], str(int(found[2])), found[3])
