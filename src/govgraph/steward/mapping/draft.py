"""The first version of a profile for a layout that nobody has described yet, for a person to finish."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from govgraph import thai
from govgraph.steward.mapping.datatypes import Datatype, NotOfTypeError
from govgraph.steward.mapping.headers import RESULT_COLUMN, SUMMARY_SHEET, folded, titles
from govgraph.steward.mapping.layout import Profile
from govgraph.steward.mapping.metadata import read_document
from govgraph.steward.mapping.personal import is_personal_heading
from govgraph.steward.mapping.profile import shipped_profiles
from govgraph.steward.mapping.templates import variables
from govgraph.thai.reading import UnreadableTextError

if TYPE_CHECKING:
    from govgraph.steward.tables import Book, Sheet

_LOOKED_AT: Final = 30
_SAMPLED: Final = 200
_AMOUNT_WORDS: Final = ("งบ", "เงิน", "บาท", "amount", "budget", "baht")
_YEAR_WORDS: Final = ("ปีงบประมาณ", "fiscal")
_NOTES: Final = {
    "known": "อ่านตามแบบ “{profile}” โปรดตรวจว่าตรงความหมาย (read as in the profile “{profile}”: please check)",
    "guessed": "เดาจากข้อมูล โปรดระบุ propertyUrl แล้วลบ suppressOutput ถ้าจะนำเข้า "
    "(guessed from the data: to load it, give a propertyUrl and take suppressOutput out)",
    "personal": "ข้อมูลส่วนบุคคล ไม่นำเข้า (personal data, never loaded)",
}


def draft(book: Book) -> str:
    """Return a description for the first table of a book, as JSON; the same book gives the same text.

    What the shipped profiles know by its heading is taken over from the one that knows most; the rest is not loaded
    until a person says what it means, and a note beside each column says what is to be decided.
    """
    sheet = next((s for s in book.sheets if s.name != SUMMARY_SHEET and not s.hidden), book.sheets[0])
    header, rows = _header(sheet)
    base, known = _base(header)
    document = read_document(base.path) if base is not None else {"tableSchema": {"columns": []}}
    described = {column["name"]: column for column in document["tableSchema"]["columns"]}
    columns: list[dict[str, Any]] = []
    names: set[str] = set()
    for position, heading in enumerate(header):
        if thai.key(heading) == thai.key(RESULT_COLUMN):
            continue
        name = known.get(position)
        name = name if name is not None and name not in names else f"column_{position + 1}"
        names.add(name)
        values = [row[position] for row in rows if position < len(row) and row[position].strip()]
        columns.append(_column(name, heading, values, described.get(name), base))
    return json.dumps(_document(book, document, columns, names), ensure_ascii=False, indent=2) + "\n"


def _header(sheet: Sheet) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the fullest of the first rows that are all words, and the rows below it."""
    rows = [row.cells for row in islice(sheet.rows(), _LOOKED_AT + _SAMPLED)]
    first = rows[:_LOOKED_AT]
    words = [sum(1 for cell in cells if cell.strip() and not _is_number(cell)) for cells in first]
    at = words.index(max(words)) if words else 0
    return (rows[at], rows[at + 1 :]) if rows else ((), [])


def _is_number(text: str) -> bool:
    return _fits(text, lambda t: Datatype("decimal").literal(t.replace(",", "")))


def _base(header: Sequence[str]) -> tuple[Profile | None, dict[int, str]]:
    """Return the shipped profile that knows most of the headings, and what it calls them."""
    best: tuple[Profile | None, dict[int, str]] = (None, {})
    for profile in shipped_profiles():
        by_title = titles(profile)
        known: dict[int, str] = {}
        for position, heading in enumerate(header):
            name = next((by_title[form] for form in folded(heading) if form in by_title), None)
            if name is not None and name not in known.values():
                known[position] = name
        if len(known) > max(1, len(best[1])):
            best = profile, known
    return best


def _column(
    name: str, heading: str, values: Sequence[str], described: Mapping[str, Any] | None, base: Profile | None
) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "titles": {"th": [heading]}}
    if is_personal_heading(heading):
        return {**column, "gov:personal": True, "rdfs:comment": _NOTES["personal"]}
    if described is not None and base is not None:
        rest = {key: value for key, value in described.items() if key not in {"name", "titles"}}
        return {**column, **rest, "rdfs:comment": _NOTES["known"].format(profile=base.name)}
    return {**column, **_guess(heading, values), "suppressOutput": True, "rdfs:comment": _NOTES["guessed"]}


def _guess(heading: str, values: Sequence[str]) -> dict[str, Any]:
    """Guess how the text of a column is read: by the heading where it tells, by all values where they agree."""
    lowered = heading.casefold()
    if values and any(word in lowered for word in _YEAR_WORDS) and _all(values, thai.read_fiscal_year):
        return {"gov:read": "fiscal-year", "datatype": "integer"}
    if values and any(word in lowered for word in _AMOUNT_WORDS) and _all(values, thai.read_amount):
        return {"gov:read": "amount", "gov:unit": "บาท", "datatype": "decimal"}
    if values and _all(values, Datatype("integer").literal):
        return {"datatype": "integer"}
    if values and _all(values, Datatype("decimal").literal):
        return {"datatype": "decimal"}
    if values and _all(values, _day):
        return {"gov:read": "day", "datatype": "date"}
    thai_text = any("ก" <= character <= "๛" for value in values for character in value)
    return {"gov:read": "text", **({"lang": "th"} if thai_text else {})}


def _day(text: str) -> None:
    if thai.read_day(text).precision != "day":
        raise NotOfTypeError


def _all(values: Sequence[str], read: Callable[[str], object]) -> bool:
    return all(_fits(value, read) for value in values)


def _fits(text: str, read: Callable[[str], object]) -> bool:
    try:
        read(text)
    except (UnreadableTextError, NotOfTypeError):
        return False
    return True


def _document(book: Book, base: Mapping[str, Any], columns: list[dict[str, Any]], names: set[str]) -> dict[str, Any]:
    """Put the parts together; what names a column that is not there is left out."""
    keys = {name: parts for name, parts in base.get("gov:keys", {}).items() if set(parts) <= names}
    usable = names | keys.keys() | {"_source", "_key", "_row", "_sourceRow"}
    about = base["tableSchema"].get("aboutUrl")
    if about is None or not set(variables(about)) <= usable:
        about = "https://w3id.org/govgraph/id/record/{_source}/{_key}"
    virtual = [c for c in base["tableSchema"]["columns"] if c.get("virtual") and _met(c, names, usable)]
    for column in columns:
        for name in ("gov:lookup", "gov:places", "gov:themes"):
            _without_missing(column, name, names, usable)
        if not _met(column, names, usable):
            for name in ("aboutUrl", "valueUrl", "propertyUrl", "gov:when"):
                column.pop(name, None)
            column["suppressOutput"] = True
    key = [name for name in base.get("gov:key", []) if name in names] or [columns[0]["name"]] if columns else []
    day = base.get("gov:day")
    dated = day["column"] if isinstance(day, dict) else day
    stem = book.path.stem
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "th"}],
        "url": f"{stem}.csv",
        "gov:profile": stem,
        "gov:title": {"th": stem, "en": stem},
        "gov:key": key,
        **({"gov:keys": keys} if keys else {}),
        **({"gov:day": day} if dated in names else {}),
        "tableSchema": {"aboutUrl": about, "columns": [*columns, *virtual]},
    }


def _without_missing(column: dict[str, Any], name: str, names: set[str], usable: set[str]) -> None:
    given = column.get(name)
    if given is None:
        return
    if name == "gov:lookup" and given.get("within", "") not in {"", *names}:
        column[name] = {key: value for key, value in given.items() if key != "within"}
    elif name != "gov:lookup":
        unless = given.get("unless")
        if unless is not None and unless["column"] not in names:
            column[name] = {"about": given["about"]}
        if not set(variables(given["about"])) <= usable:
            del column[name]


def _met(column: Mapping[str, Any], names: set[str], usable: set[str]) -> bool:
    """Tell whether everything that a column names is there."""
    used = {name for key in ("aboutUrl", "valueUrl") for name in variables(column.get(key))}
    when = column.get("gov:when", [])
    for condition in when if isinstance(when, list) else [when]:
        used.add(condition if isinstance(condition, str) else condition["column"])
    if (other := column.get("gov:valueOf")) is not None:
        used.add(other)
    return used <= usable | names
