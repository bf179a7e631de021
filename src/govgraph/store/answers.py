"""What a SPARQL server answered: checked before it is believed, then read into values of the port.

Servers cut answers short without saying so, send an error page with status 200, or put the text of an error
into the middle of the JSON. Whatever is not whole and of the kind asked for is refused here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat, Triple

from govgraph.errors import GovGraphError, LimitError, StoreError, UsageError
from govgraph.store.form import Form
from govgraph.store.port import Table
from govgraph.store.values import as_held

ACCEPT: Final = {
    Form.SELECT: "application/sparql-results+json",
    Form.ASK: "application/sparql-results+json",
    Form.CONSTRUCT: "application/n-triples, text/turtle;q=0.8",
    Form.DESCRIBE: "application/n-triples, text/turtle;q=0.8",
}
"""What is asked for, by form of query."""

_TABLES: Final = {"application/sparql-results+json", "application/json"}
_GRAPHS: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
}
_DENIED: Final = re.compile(r"SR186|permission denied|not authori[sz]ed", re.IGNORECASE)
_TOO_HEAVY: Final = re.compile(r"estimated execution time|timeout|timed out|time limit", re.IGNORECASE)


_Found = TypeVar("_Found", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and body of one answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_virtuoso(self) -> bool:
        """Whether the server says that it is Virtuoso, which answers some things in ways of its own."""
        return self.headers.get("server", "").lower().startswith("virtuoso")

    @property
    def wait(self) -> float:
        """For how many seconds the server asks to be left alone (``Retry-After``, as seconds or as a date)."""
        asked = self.headers.get("retry-after", "").strip()
        if asked.isdigit():
            return float(asked)
        try:
            return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
        except (TypeError, ValueError):
            return 0.0


def in_full(
    found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples,
) -> Table | bool | tuple[Triple, ...]:
    """Read what the engine gives bit by bit; each constructed statement once.

    The engine's iterators must end in the thread that began them. So no frame may keep one: an error that passes
    through would carry it along, into whichever thread happens to clear up.
    """
    try:
        if isinstance(found, pyoxigraph.QueryBoolean):
            return bool(found)
        if isinstance(found, pyoxigraph.QueryTriples):
            return tuple(once(found))
        return Table(tuple(v.value for v in found.variables), tuple(map(tuple, found)))
    finally:
        del found


def once(found: Iterable[_Found]) -> Iterator[_Found]:
    """Give each statement or row once, in the order of their first coming.

    >>> [*once([(None,), (None,)])]
    [(None,)]
    """
    seen: set[_Found] = set()
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


def read_table(answer: Answer, location: str) -> Table:
    """Read the answer to a SELECT query; a server that says that it gave only part of it is not believed."""
    table = read_part(answer, location)
    most = answer.headers.get("x-sparql-maxrows", "")
    if most.isdigit() and len(table) >= int(most):
        raise LimitError(
            th=f"เซิร์ฟเวอร์ {location} ให้ผลลัพธ์ไม่เกิน {most} แถว คำตอบนี้จึงไม่ครบ โปรดจำกัดคำสืบค้นให้แคบลง",
            en=f"The server {location} gives at most {most} rows, so this answer is not whole. Ask for less at a time.",
        )
    return table


def read_part(answer: Answer, location: str) -> Table:
    """Read what came of the answer to a SELECT query, for a caller who knows how many rows there must be."""
    table = _results(answer, location)
    if not isinstance(table, Table):
        raise _unexpected(answer, location)
    return Table(table.columns, tuple(tuple(map(as_held, row)) for row in table.rows))


def read_boolean(answer: Answer, location: str) -> bool:
    """Read the answer to an ASK query."""
    boolean = _results(answer, location)
    if isinstance(boolean, Table) and boolean.columns == ("__ASK_RETVAL",):  # Virtuoso, as soon as graphs are named
        boolean = any(getattr(value, "value", "0") not in {"0", "false"} for (value,) in boolean.rows)
    if not isinstance(boolean, bool):
        raise _unexpected(answer, location)
    return boolean


def read_triples(answer: Answer, location: str) -> tuple[Triple, ...]:
    """Read the answer to a CONSTRUCT or DESCRIBE query; each statement once."""
    _check_whole(answer, location)
    if (syntax := _GRAPHS.get(answer.kind)) is None:
        raise _unexpected(answer, location)
    try:
        return tuple(dict.fromkeys(quad.triple for quad in pyoxigraph.parse(answer.body, format=syntax)))
    except (SyntaxError, ValueError) as error:
        raise _cut_short(location) from error


def refusal(answer: Answer, location: str, *, updating: bool) -> GovGraphError:
    """Return the error that a status other than 200 stands for. What the server said is quoted in brief."""
    said = _brief(answer.body)
    text = answer.body[:4000].decode("utf-8", "replace")
    if answer.status in {401, 403} or (answer.status >= 500 and _DENIED.search(text)):
        return StoreError(
            th=f"เซิร์ฟเวอร์ {location} ไม่อนุญาต โปรดตรวจ GOVGRAPH_REMOTE_USER และ "
            "GOVGRAPH_REMOTE_PASSWORD หรือ GOVGRAPH_REMOTE_TOKEN",
            en=f"The server {location} does not permit this. Check GOVGRAPH_REMOTE_USER and "
            "GOVGRAPH_REMOTE_PASSWORD, or GOVGRAPH_REMOTE_TOKEN.",
        )
    if answer.status in {301, 302, 303, 307, 308}:
        return StoreError(
            th=f"เซิร์ฟเวอร์ {location} ส่งต่อไปยังที่อยู่อื่น โปรดระบุที่อยู่ใหม่โดยตรง",
            en=f"The server {location} redirects elsewhere. Name the new address itself.",
        )
    if answer.status in {404, 405, 410}:
        advice_th = " โปรดกำหนดที่อยู่สำหรับแก้ไขใน GOVGRAPH_UPDATE_URL" if updating else ""
        advice_en = " Name the address for updates in GOVGRAPH_UPDATE_URL." if updating else ""
        return StoreError(
            th=f"ไม่มีบริการ SPARQL ที่ {location}{advice_th}", en=f"There is no SPARQL service at {location}.{advice_en}"
        )
    if answer.status == 400 and not updating:
        return UsageError(
            th=f"เซิร์ฟเวอร์ {location} อ่านคำสืบค้นไม่ได้: {said}",
            en=f"The server {location} cannot read the query: {said}",
        )
    if _TOO_HEAVY.search(text) and not updating:
        return too_slow(location, said)
    return StoreError(
        th=f"เซิร์ฟเวอร์ {location} ตอบด้วยความผิดพลาด {answer.status}: {said}",
        en=f"The server {location} answered with error {answer.status}: {said}",
    )


def too_slow(location: str, reason: str) -> LimitError:
    """Return the error for a query that the server, or our patience, ended."""
    return LimitError(
        th=f"คำสืบค้นใช้เวลานานเกินกำหนดที่เซิร์ฟเวอร์ {location} ({reason})",
        en=f"The query took too long at the server {location} ({reason}).",
    )


def _check_whole(answer: Answer, location: str) -> None:
    length = answer.headers.get("content-length", "")
    if length.isdigit() and not answer.headers.get("content-encoding") and len(answer.body) != int(length):
        raise _cut_short(location)
    if "S1TAT" in answer.headers.get("x-sql-state", ""):  # Virtuoso's "anytime" answer: what it had at the time
        raise too_slow(location, "S1TAT")


def _results(answer: Answer, location: str) -> Table | bool | tuple[Triple, ...]:
    _check_whole(answer, location)
    if answer.kind not in _TABLES:
        raise _unexpected(answer, location)
    try:
        return in_full(pyoxigraph.parse_query_results(answer.body, format=QueryResultsFormat.JSON))
    except (SyntaxError, ValueError) as error:
        raise _cut_short(location) from error


def _unexpected(answer: Answer, location: str) -> StoreError:
    kind = re.sub(r"[^\w./+-]", "", answer.kind)[:60] or "?"
    return StoreError(
        th=f"{location} ตอบมาเป็น {kind} ซึ่งไม่ใช่คำตอบ SPARQL ที่ขอ โปรดตรวจว่าที่อยู่นี้เป็นบริการ SPARQL",
        en=f"{location} answered with {kind}, not with the SPARQL answer asked for. "
        "Check that this is the address of a SPARQL service.",
    )


def _cut_short(location: str) -> StoreError:
    return StoreError(
        th=f"คำตอบจากเซิร์ฟเวอร์ {location} ขาดตอนหรือเสียหาย จึงไม่นำมาใช้",
        en=f"The answer of the server {location} was cut short or garbled, and is not used.",
    )


def _brief(body: bytes) -> str:
    """Return the first line with words in it, without mark-up and without any user:password@ of an address."""
    text = re.sub(r"<[^<>]*>", " ", body[:4000].decode("utf-8", "replace"))
    text = re.sub(r"//[^/\s@]*@", "//", text)
    lines = (" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.splitlines())
    return next((line[:200] for line in lines if line), "?")
