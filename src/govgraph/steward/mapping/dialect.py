"""How a text is cut into records and cells (W3C Metadata Vocabulary, section 5.9), and the cutting itself."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.steward.mapping.properties import Properties

_KEYS = {
    "@id", "@type", "commentPrefix", "delimiter", "doubleQuote", "encoding", "header", "headerRowCount",
    "lineTerminators", "quoteChar", "skipBlankRows", "skipColumns", "skipInitialSpace", "skipRows", "trim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of writing tables as text; the default is RFC 4180 in UTF-8 with one header row."""

    comment_prefix: str | None = None
    delimiter: str = ","
    double_quote: bool = True
    encoding: str = "utf-8"
    header_rows: int = 1
    quote: str | None = '"'
    skip_blank_rows: bool = False
    skip_columns: int = 0
    skip_rows: int = 0
    trim_start: bool = False
    trim_end: bool = False

    def trimmed(self, cell: str) -> str:
        """Return a cell without the white space that the dialect says is no part of it."""
        cell = cell.lstrip() if self.trim_start else cell
        return cell.rstrip() if self.trim_end else cell

    def records(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give number (from 1, all counted) and cells of every record below the skipped rows, comments left out.

        Raises ``csv.Error`` where quotation marks do not pair.
        """
        quote = self.quote
        reader = csv.reader(
            text.splitlines(keepends=True),
            delimiter=self.delimiter,
            quotechar=quote,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            doublequote=self.double_quote,
            escapechar=None if self.double_quote else "\\",
            strict=True,
        )
        for number, cells in enumerate(reader, 1):
            if number <= self.skip_rows or (self.comment_prefix and cells and cells[0].startswith(self.comment_prefix)):
                continue
            if not any(cells) and (self.skip_blank_rows or not cells):
                continue
            yield number, tuple(self.trimmed(cell) for cell in cells[self.skip_columns :])


def read_dialect(given: object, properties: Properties, where: str) -> Dialect:
    """Read ``dialect``; what is wrong in it goes to the problems, and the default stands in for it."""
    if given is None:
        return Dialect()
    if not isinstance(given, dict):
        properties.doubt(where, "ต้องเป็นวัตถุ JSON", "must be a JSON object.")
        return Dialect()
    properties.only(given, _KEYS, where)
    properties.common(given, "Dialect", where)
    delimiter = properties.text(given, "delimiter", where) or ","
    if len(delimiter) != 1:
        properties.doubt(where, f"“{delimiter}” ไม่ใช่ตัวคั่น", f"“{delimiter}” is no delimiter of one character.")
        delimiter = ","
    quote = properties.text(given, "quoteChar", where, default='"')
    if "quoteChar" in given and given["quoteChar"] is None:
        quote = None
    if quote is not None and len(quote) != 1:
        properties.doubt(where, f"“{quote}” ไม่ใช่เครื่องหมายคำพูด", f"“{quote}” is no quotation mark of one character.")
        quote = '"'
    header = properties.flag(given, "header", where, default=True)
    trim = _trim(given, properties, where)
    initial = properties.flag(given, "skipInitialSpace", where)
    terminators = properties.names(given.get("lineTerminators"), f"{where}/lineTerminators")
    if any(end not in {"\n", "\r\n", "\r"} for end in terminators):
        properties.refuse_key(where, "lineTerminators")
    return Dialect(
        comment_prefix=properties.text(given, "commentPrefix", where, default="#" if properties.strict else None)
        if "commentPrefix" in given
        else None,
        delimiter=delimiter,
        double_quote=properties.flag(given, "doubleQuote", where, default=True),
        encoding=_encoding(given, properties, where),
        header_rows=properties.count(given, "headerRowCount", where, default=1 if header else 0),
        quote=quote,
        skip_blank_rows=properties.flag(given, "skipBlankRows", where),
        skip_columns=properties.count(given, "skipColumns", where),
        skip_rows=properties.count(given, "skipRows", where),
        trim_start=trim in (True, "start") or initial,
        trim_end=trim in (True, "end"),
    )


def _trim(given: dict[str, object], properties: Properties, where: str) -> bool | str:
    trim = given.get("trim", False)
    words: dict[str, bool | str] = {"true": True, "false": False, "start": "start", "end": "end"}
    if isinstance(trim, bool):
        return trim
    if isinstance(trim, str) and trim in words:
        return words[trim]
    properties.doubt(where, "“trim” ต้องเป็น true false start หรือ end", "“trim” must be true, false, start or end.")
    return False


def _encoding(given: dict[str, object], properties: Properties, where: str) -> str:
    name = properties.text(given, "encoding", where) or "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        properties.doubt(where, f"ไม่รู้จักรหัสอักขระ “{name}”", f"the encoding “{name}” is not known.")
        return "utf-8"
    return name
