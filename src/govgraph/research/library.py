"""Questions that describe themselves: ``.rq`` files whose header says what they ask, take and give.

Header lines start with ``#+ `` and hold YAML, so the file stays plain SPARQL to everyone else::

    #+ summary: Who sat in a group
    #+ tags: [links]
    #+ description: One row for each agency, as of a date.
    #+ govgraph:
    #+   title: { th: ใครเข้าร่วมกลุ่มย่อย, en: Who sat in a group }
    #+   description: { th: หน่วยงานที่เข้าร่วมกลุ่มย่อย หนึ่งแถวต่อหนึ่งหน่วยงาน ณ วันที่ระบุ }
    #+   params: { as_of: { type: date, optional: true } }
    #+   columns: { agency: { th: หน่วยงาน, en: agency } }

``summary`` and ``description`` are keys of grlc, in English; ``description: { th: … }`` of govgraph says in Thai what
the two say together.

A parameter ``p`` is bound by rewriting every ``VALUES ?p { … }`` of the text; what stands there in the file is
its default, ``UNDEF`` where it has none. A fiscal year is bound as the IRI of the year, unless the default
(or ``as: be`` / ``as: ce``) says that the query wants a number. ``choices`` lists the values that a parameter
takes; ``choices_from: gov:ProvincialCluster`` names the class whose things a reader may pick. ``competency: [21]``
says which of the competency questions a query answers, ``example: { as_of: 2010-01-12 }`` which call to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from govgraph.errors import InputError, NotFoundError
from govgraph.research.header import parse
from govgraph.research.question import Parameter, Query
from govgraph.research.terms import printable
from govgraph.resources import resource

__all__ = ["Library", "Parameter", "Query", "UnknownQueryError", "parse", "read"]


class UnknownQueryError(NotFoundError, KeyError):
    """No query goes by this name; a :class:`KeyError` too, so that a library is a true mapping."""


class Library(Mapping[str, Query]):
    """All queries of a folder, by name.

    >>> "links" in {tag for query in Library.shipped().values() for tag in query.tags}
    True
    """

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self._queries = dict(sorted(queries.items()))

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Read every ``.rq`` file below a folder."""
        queries: dict[str, Query] = {}
        for path in sorted(folder.rglob("*.rq")):
            query = read(path)
            if (twin := queries.get(query.name)) is not None:
                raise InputError(
                    th=f"มีคำถามชื่อ {query.name} สองแฟ้ม: {twin.path} และ {path}",
                    en=f"Two query files have the name {query.name}: {twin.path} and {path}.",
                )
            queries[query.name] = query
        return cls(queries)

    @classmethod
    def shipped(cls) -> Library:
        """Return the queries that come with govgraph."""
        return _shipped()

    def __getitem__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            raise UnknownQueryError(
                th=f"ไม่มีคำถามชื่อ “{printable(name)}” ดูรายชื่อด้วย govgraph query --list",
                en=f"There is no query called “{printable(name)}”; govgraph query --list shows all.",
                candidates=get_close_matches(name, self._queries, n=3),
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


@cache
def _shipped() -> Library:
    return Library.load(resource("queries"))


def read(path: Path) -> Query:
    """Read one query file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            th=f"อ่านแฟ้ม {path} ไม่ได้: {error.strerror}", en=f"Cannot read the file {path}: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(th=f"แฟ้ม {path} ไม่ใช่ข้อความ UTF-8", en=f"The file {path} is not UTF-8 text.") from error
    return parse(text, path.stem, path)
