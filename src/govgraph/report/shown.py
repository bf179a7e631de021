"""A report by audience as values for its template, and its claims and their evidence as tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from govgraph.model import Label
from govgraph.report.chapter import Book, Chapter, Shown
from govgraph.report.claims import Claim
from govgraph.report.references import located
from govgraph.research.rows import Column, Kind, Rows

_NUMBER: Final = Column("claim", Label("ข้อ", "finding"), Kind.INTEGER)


def shown(book: Book) -> list[dict[str, Any]]:
    """Return the chapters as plain values: claims numbered through the report, cells with their kind."""
    numbers = {id(claim): number for number, _, claim in numbered(book)}

    def said(claim: Claim) -> dict[str, Any]:
        return {
            "number": numbers[id(claim)],
            "sentence": claim.sentence,
            "certainty": claim.certainty,
            "degree": claim.sure[-1],
            "cited": book.references.cite(claim.evidence),
        }

    return [_chapter(chapter, [said(claim) for claim in chapter.claims]) for chapter in book.chapters]


def numbered(book: Book) -> Iterator[tuple[int, Chapter, Claim]]:
    """Give every claim with its number and its chapter."""
    claims = [(chapter, claim) for chapter in book.chapters for claim in chapter.claims]
    for number, (chapter, claim) in enumerate(claims, 1):
        yield number, chapter, claim


def claims_table(book: Book) -> Rows:
    """Return every claim: its number, chapter, sentence, how sure it is, and how many places bear witness."""
    columns = (
        _NUMBER,
        Column("chapter_th", Label("บท", "chapter (Thai)")),
        Column("chapter_en", Label("บท (อังกฤษ)", "chapter (English)")),
        Column("sentence_th", Label("ข้อความ", "sentence (Thai)")),
        Column("sentence_en", Label("ข้อความ (อังกฤษ)", "sentence (English)")),
        Column("sure", Label("ความแน่ใจ", "how sure")),
        Column("places", Label("จำนวนแห่งในแหล่งข้อมูล", "places in sources"), Kind.INTEGER),
    )
    return Rows(
        columns,
        tuple(
            (
                number, chapter.title.th, chapter.title.en, claim.sentence.th, claim.sentence.en,
                " ".join(claim.sure), len(located(claim.evidence)),
            )
            for number, chapter, claim in numbered(book)
        ),
    )  # fmt: skip


def evidence_table(book: Book) -> Rows:
    """Return every place that bears witness to a claim, one row each, by the number of the claim."""
    columns = (
        _NUMBER,
        Column("source", Label("หมายเลขแหล่งข้อมูล", "number of the source"), Kind.INTEGER),
        Column("document", Label("เอกสาร", "document"), Kind.IRI),
        Column("title_th", Label("ชื่อเอกสาร", "title (Thai)")),
        Column("title_en", Label("ชื่อเอกสาร (อังกฤษ)", "title (English)")),
        Column("line", Label("บรรทัด", "line"), Kind.INTEGER),
        Column("last_line", Label("ถึงบรรทัด", "to line"), Kind.INTEGER),
        Column("sheet", Label("แผ่นงาน", "sheet")),
        Column("row", Label("แถว", "row"), Kind.INTEGER),
    )
    rows = []
    for number, _, claim in numbered(book):
        for e in located(claim.evidence):
            (citation,) = book.references.cite([e])
            place = e.place
            rows.append(
                (
                    number,
                    citation.number,
                    place.source,
                    e.title.th,
                    e.title.en,
                    place.line,
                    place.last_line,
                    place.sheet,
                    place.row,
                )
            )
    return Rows(columns, tuple(rows))


def _chapter(chapter: Chapter, claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "lead": claims[0] if claims else None,
        "claims": claims,
        "said": chapter.said,
        "tables": [
            {
                "caption": table.caption, "head": table.head, "numeric": table.numeric, "more": table.more,
                "rows": [[_cell(value) for value in row] for row in table.rows],
            }
            for table in chapter.tables
        ],
        "files": list(chapter.files),
        "pictures": [picture.name for picture in chapter.pictures],
    }  # fmt: skip


def _cell(value: Shown) -> tuple[str, object]:
    """Return what a cell holds, and how the template sets it."""
    if isinstance(value, Label):
        return "label", value
    if isinstance(value, tuple):
        return "cited", value
    if value is None:
        return "text", ""
    return "text", value if isinstance(value, str) else _figure(value)


def _figure(value: int | Decimal) -> str:
    """Return a figure as people write it: as many digits behind the point as a share or a p-value has, or satang."""
    return f"{value:,}".removesuffix(".00") if isinstance(value, int) or -4 <= _digits(value) <= 0 else f"{value:,.2f}"


def _digits(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
