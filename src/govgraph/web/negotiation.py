"""Formats of answers and of what is sent in, and the choice among them by ``Accept`` (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import mimeparse  # type: ignore[import-untyped]
from pyoxigraph import RdfFormat

from govgraph.store.form import Form
from govgraph.web.errors import HttpError


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its short name (for links and file names), its media types (the first is what is answered)."""

    name: str
    types: tuple[str, ...]

    @property
    def media_type(self) -> str:
        """The value of ``Content-Type``."""
        text = self.types[0].startswith("text/")
        return f"{self.types[0]}; charset=utf-8" if text else self.types[0]


TABLES: Final = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
GRAPHS: Final = (
    Format("ttl", ("text/turtle", "application/turtle", "application/x-turtle")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("jsonld", ("application/ld+json", "application/json")),
)
DATASETS: Final = (
    Format("trig", ("application/trig", "application/x-trig")),
    Format("nq", ("application/n-quads", "text/x-nquads")),
)

_LONGEST: Final = 1000
"""Characters of ``Accept``: each type in it is compared with each format."""

PAGE: Final = Format("html", ("text/html", "application/xhtml+xml"))

UTF_8: Final = frozenset({"", "utf-8", "utf8", "us-ascii"})
"""What a text may call its charset."""

RDF: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
"""How the engine calls the formats of statements."""


def of_form(form: Form) -> tuple[Format, ...]:
    """Return the formats for the answer to a query."""
    return TABLES if form in {Form.SELECT, Form.ASK} else GRAPHS


def choose(accept: Sequence[str], formats: tuple[Format, ...], named: str | None = None) -> Format:
    """Return the format that the asker likes best, the first where all are alike.

    ``accept`` are the values of the header, which may stand in several lines; ``named`` is a short name.

    >>> choose(["text/csv, */*;q=0.1"], TABLES).name, choose([], TABLES).name, choose(["text/*"], GRAPHS).name
    ('csv', 'json', 'ttl')
    """
    if named is not None:
        if (found := next((f for f in formats if f.name == named), None)) is not None:
            return found
        listed = ", ".join(f.name for f in formats)
        raise HttpError(
            400, th=f"ไม่มีรูปแบบ “{named[:40]}” เลือกได้: {listed}", en=f"There is no format “{named[:40]}” here: {listed}."
        )
    asked = ",".join(accept).lower().strip(" \t,")
    if not asked:
        return formats[0]
    if len(asked) > _LONGEST:
        raise HttpError(
            431,
            th=f"Accept ยาวเกิน {_LONGEST} อักขระ",
            en=f"Accept is longer than {_LONGEST} characters.",
            limit="request",
        )
    try:
        ranges = [mimeparse.parse_media_range(one) for one in asked.split(",")]
        # What is answered has a format's own type, so who refuses that refuses the format.
        refused = {f"{kind}/{subtype}" for kind, subtype, parameters in ranges if not float(parameters["q"])}
        by_type = _by_type([f for f in formats if f.types[0] not in refused])
        # Of types that are liked alike the library takes the last.
        best = mimeparse.best_match(list(reversed(by_type)), asked) if by_type else ""
    except mimeparse.MimeTypeParseException:
        best = ""
    if not best:
        listed = ", ".join(f.types[0] for f in formats)
        raise HttpError(
            406, th=f"ไม่มีรูปแบบที่ขอ เลือกได้: {listed}", en=f"This cannot be had as {asked[:200]!r}, but as: {listed}."
        )
    return by_type[best]


def _by_type(formats: Sequence[Format]) -> dict[str, Format]:
    """Return the format of each type; a format's own type goes before another's further one."""
    found: dict[str, Format] = {}
    for types in zip_longest(*(f.types for f in formats)):
        for f, kind in zip(formats, types, strict=True):
            if kind is not None:
                found.setdefault(kind, f)
    return found


def media_type(content_type: str) -> tuple[str, str]:
    """Return the media type and the charset of a ``Content-Type``, in lower case.

    >>> media_type('Text/Turtle; version=1.1; Charset="UTF-8"'), media_type("")
    (('text/turtle', 'utf-8'), ('', ''))
    """
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    return kind, next((value.strip(' "') for name, _, value in pairs if name.strip() == "charset"), "")


def read_as(content_type: str, formats: tuple[Format, ...]) -> Format:
    """Return the format of what is sent in; 415 for one that is not read here, and for text that is not UTF-8."""
    kind, charset = media_type(content_type)
    if charset in UTF_8 and (found := next((f for f in formats if kind in f.types), None)) is not None:
        return found
    listed = ", ".join(f.types[0] for f in formats)
    raise HttpError(
        415,
        th=f"ไม่รู้จักชนิดเนื้อหา “{kind[:60]}” ส่งได้: {listed}",
        en=f"Content of the type “{kind[:60]}” is not read here, but: {listed}.",
        headers={"Accept": listed},
    )
