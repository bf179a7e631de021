"""Bodies that are on no register: whether a name is that of a body at all, and of which class it says it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from govgraph.names import GOV
from govgraph.steward.resolve.answer import CLOSE, UNKNOWN, Resolved, Unresolved
from govgraph.steward.resolve.likeness import ASKED_FROM
from govgraph.steward.resolve.register import Register
from govgraph.steward.resolve.rules import rules
from govgraph.thai.text import normalise

_THAI_NAME: Final = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e .,()\-0-9\u0e50-\u0e59]+\Z")
_SHORTEST: Final = 3
"""So many letters at least stand beside the word for what the body is."""

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class NewAgency:
    """A body to be made by an import: its name, put right, and the IRI of its class."""

    name: str
    cls: str


def new_agency(
    text: str, ministry: str, register: Register, day: date | None = None
) -> NewAgency | Resolved | Unresolved:
    """Return the agency that a name on no register makes under a known ministry, or why it makes none.

    The name must begin with a word for a body (``data/rules/bodies.csv``), which also tells its class, be written in
    Thai, and not be alike (85 of 100) to a name on record: that one is asked about instead. ``ministry`` is an IRI.
    """
    answer = register.resolve(text, ("agency",), day)
    if isinstance(answer, Resolved) or answer.code not in (CLOSE, UNKNOWN):
        return answer
    if answer.suggestions and answer.suggestions[0].score >= ASKED_FROM:
        return answer
    above = register.thing(ministry)
    name = normalise(text).text
    if above is None or above.kind != "ministry" or (cls := class_by_name(name)) is None:
        return answer
    return NewAgency(name, cls)


def class_by_name(name: str) -> str | None:
    """Return the class (an IRI) that the name of a body tells, or ``None`` if it is no name of a body.

    >>> class_by_name("กรมฝนหลวงและการบินเกษตร")
    'https://w3id.org/govgraph/ontology#Department'
    >>> class_by_name("สถาบันวิจัยและพัฒนาพื้นที่สูง (องค์การมหาชน)").rpartition("#")[2]
    'PublicOrganisation'
    >>> class_by_name("รวมทั้งสิ้น") is None, class_by_name("กรม") is None
    (True, True)
    """
    if len(name) > _LONGEST or not _THAI_NAME.match(name) or name.count("(") != name.count(")"):
        return None
    begins = max(
        (word for word, place, _ in _words() if place == "start" and name.startswith(word)), key=len, default=""
    )
    if not begins or len(name) < len(begins) + _SHORTEST:
        return None
    return next(
        GOV + cls for word, place, cls in _words() if (name.endswith(word) if place == "end" else name.startswith(word))
    )


@cache
def _words() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["word"], row["place"], row["class"]) for row in rules("bodies"))
