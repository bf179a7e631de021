"""Questions that describe themselves: ``.rq`` files whose header says what they ask, take and give.

Header lines start with ``#+ `` and hold YAML, so the file stays plain SPARQL to everyone else::

    #+ summary: Who sat in a group
    #+ tags: [links]
    #+ govgraph:
    #+   title: { th: ใครเข้าร่วมกลุ่มย่อย, en: Who sat in a group }
    #+   params: { as_of: { type: date, optional: true } }
    #+   columns: { agency: { th: หน่วยงาน, en: agency } }

A parameter ``p`` is bound by rewriting every ``VALUES ?p { … }`` of the text; what stands there in the file is
its default, ``UNDEF`` where it has none. A fiscal year is bound as the IRI of the year, unless the default
(or ``as: be`` / ``as: ce``) says that the query wants a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Final

from govgraph.errors import InputError, NotFoundError, UsageError
from govgraph.model import Label, Severity
from govgraph.research.sparql_text import bindings, rebind, variable_name
from govgraph.research.terms import Type, Value, YearForm, printable, sparql, term_of
from govgraph.resources import resource

_FIELDS: Final = {"title", "params", "columns", "problem", "solution", "severity", "expects"}
_PARAMETER_FIELDS: Final = {"type", "optional", "label", "choices", "as"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a query lets its caller choose.

    ``default`` is the SPARQL text that stands in the file, ``None`` for ``UNDEF``; a parameter that is not
    optional and has no default must be given.
    """

    name: str
    type: Type
    optional: bool = False
    default: str | None = None
    label: Label = field(default_factory=Label)
    choices: tuple[str, ...] = ()
    year_form: YearForm = YearForm.IRI

    @property
    def required(self) -> bool:
        """Tell whether the query makes no sense without a value."""
        return not self.optional and self.default is None

    def sparql(self, value: Value) -> str:
        """Check a value and write it as SPARQL; raise :class:`UsageError` if it is of another type.

        >>> Parameter("limit", Type.INTEGER).sparql("10")
        '"10"^^<http://www.w3.org/2001/XMLSchema#integer>'
        """
        try:
            term = term_of(value, self.type, self.year_form)
        except UsageError as error:
            raise UsageError(th=f"{self.name}: {error.th}", en=f"{self.name}: {error.en}") from None
        if self.choices and term not in {term_of(c, self.type, self.year_form) for c in self.choices}:
            listed = ", ".join(self.choices)
            raise UsageError(
                th=f"{self.name}: “{printable(str(value))}” ไม่มีให้เลือก เลือกได้: {listed}",
                en=f"{self.name}: “{printable(str(value))}” is not one of: {listed}.",
            )
        return sparql(term)


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the library, ready to be bound and asked."""

    name: str
    text: str
    path: Path | None = None
    title: Label = field(default_factory=Label)
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    params: tuple[Parameter, ...] = ()
    columns: Mapping[str, Label] = field(default_factory=dict)
    problem: Label | None = None
    solution: Label | None = None
    severity: Severity | None = None

    def bind(self, values: Mapping[str, Value | None] | None = None) -> str:
        r"""Return the text of the query with its parameters set; ``None`` means not given.

        >>> query = parse("#+ govgraph: { params: { n: { type: integer } } }\nASK { VALUES ?n { 1 } }", "few")
        >>> print(query.bind({"n": "7"}).splitlines()[-1])
        ASK { VALUES ?n { "7"^^<http://www.w3.org/2001/XMLSchema#integer> } }
        """
        given = {name: value for name, value in (values or {}).items() if value is not None}
        known = {parameter.name: parameter for parameter in self.params}
        if unknown := sorted(given.keys() - known.keys()):
            listed = ", ".join(known)
            raise UsageError(
                th=f"คำถาม {self.name} ไม่มีพารามิเตอร์ “{printable(unknown[0])}” มีแต่: {listed or 'ไม่มีเลย'}",
                en=f"The query {self.name} has no parameter “{printable(unknown[0])}”; it has: {listed or 'none'}.",
            )
        if missing := [p.name for p in self.params if p.required and p.name not in given]:
            raise UsageError(
                th=f"คำถาม {self.name} ต้องมีพารามิเตอร์: {', '.join(missing)}",
                en=f"The query {self.name} needs the parameter{'s' * (len(missing) > 1)}: {', '.join(missing)}.",
            )
        return rebind(self.text, {name: known[name].sparql(value) for name, value in given.items()})


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


def parse(text: str, name: str, path: Path | None = None) -> Query:
    r"""Read the text of a query; one without a header has no parameters and no title.

    >>> parse("#+ tags: [a]\nASK {}", "any").tags
    ('a',)
    """
    return _Header(text, name, path).query()


class _Header:
    """The reading of one header: knows the file and the lines, to say where a fault is."""

    def __init__(self, text: str, name: str, path: Path | None) -> None:
        self.text = text
        self.name = name
        self.path = path
        self.lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]

    def query(self) -> Query:
        top = self.mapping(self.yaml(), "")
        ours = self.mapping(top.get("govgraph"), "govgraph")
        if unknown := ours.keys() - _FIELDS:
            raise self.fault(sorted(unknown)[0], "ไม่รู้จักคีย์นี้ใน govgraph", "is not a key of govgraph headers")
        defaults = bindings(self.text)
        params = tuple(
            self.parameter(str(key), self.mapping(value, str(key)), defaults)
            for key, value in self.mapping(ours.get("params"), "params").items()
        )
        columns = {
            str(key): self.label(value, str(key)) for key, value in self.mapping(ours.get("columns"), "columns").items()
        }
        return Query(
            name=self.name,
            text=self.text,
            path=self.path,
            title=self.label(ours.get("title"), "title"),
            summary=str(top.get("summary") or "").strip(),
            description=str(top.get("description") or "").strip(),
            tags=self.texts(top.get("tags"), "tags"),
            params=params,
            columns=columns,
            problem=self.label(ours["problem"], "problem") if "problem" in ours else None,
            solution=self.label(ours["solution"], "solution") if "solution" in ours else None,
            severity=self.severity(ours.get("severity")),
        )

    def yaml(self) -> object:
        import yaml

        # Editors put tabs where YAML allows none; a header is no place to be strict about that.
        header = "\n".join(line[2:].removeprefix(" ").removeprefix("\t").expandtabs(2) for _, line in self.lines)
        try:
            return yaml.safe_load(header)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.line if error.problem_mark else 0
            problem = error.problem or "?"
        except yaml.YAMLError as error:
            at, problem = 0, str(error).splitlines()[0]
        number = self.lines[min(at, len(self.lines) - 1)][0]
        raise self.fault_at(number, f"หัวแฟ้มไม่ใช่ YAML ({problem})", f"the header is not YAML ({problem})")

    def parameter(self, key: str, declared: Mapping[str, Any], defaults: Mapping[str, tuple[str, ...]]) -> Parameter:
        if unknown := declared.keys() - _PARAMETER_FIELDS:
            raise self.fault(sorted(unknown)[0], "ไม่รู้จักคีย์นี้ของพารามิเตอร์", "is not a key of parameters")
        if not variable_name(key):
            raise self.fault(key, "ใช้เป็นชื่อตัวแปรไม่ได้", "cannot be the name of a variable")
        try:
            kind = Type(str(declared.get("type")))
        except ValueError:
            kinds = ", ".join(Type)
            raise self.fault(key, f"ต้องมี type: {kinds}", f"needs a type: {kinds}") from None
        texts = set(defaults.get(key, ()))
        if len(texts) != 1:
            problem = ("ต้องมีบรรทัด", "needs a line") if not texts else ("มีค่าปริยายไม่ตรงกันใน", "has two defaults in")
            raise self.fault(key, f"{problem[0]} VALUES ?{key} {{ … }}", f"{problem[1]} VALUES ?{key} {{ … }}")
        written = texts.pop()
        try:
            form = YearForm(str(declared["as"])) if "as" in declared else _year_form(written)
        except ValueError:
            raise self.fault("as", "ต้องเป็น iri, be หรือ ce", "must be iri, be or ce") from None
        found = Parameter(
            name=key,
            type=kind,
            optional=declared.get("optional") is True,
            default=None if written.upper() == "UNDEF" else written,
            label=self.label(declared.get("label"), key),
            choices=self.texts(declared.get("choices"), "choices"),
            year_form=form,
        )
        for choice in found.choices:
            try:
                term_of(choice, kind, form)
            except UsageError as error:
                raise self.fault("choices", error.th, error.en) from None
        return found

    def label(self, value: object, key: str) -> Label:
        if value is None or isinstance(value, str):
            return Label(en=value)
        # A column may hold its label directly or, like grlc's own keys, one level down.
        inner = self.mapping(value, key)
        if "label" in inner:
            return self.label(inner["label"], key)
        if unknown := inner.keys() - {"th", "en"}:
            raise self.fault(str(sorted(map(str, unknown))[0]), "ไม่ใช่ th หรือ en", "is neither th nor en")
        return Label(**{language: str(text).strip() for language, text in inner.items() if text is not None})

    def severity(self, value: object) -> Severity | None:
        try:
            return None if value is None else Severity(str(value))
        except ValueError:
            levels = ", ".join(Severity)
            raise self.fault("severity", f"ต้องเป็น {levels}", f"must be one of {levels}") from None

    def mapping(self, value: object, key: str) -> Mapping[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self.fault(key, "ต้องเป็นรายการ คีย์: ค่า", "must hold key: value pairs")
        return value

    def texts(self, value: object, key: str) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list) or any(isinstance(item, (list, dict)) for item in value):
            raise self.fault(key, "ต้องเป็นรายการ [a, b]", "must be a list [a, b]")
        return tuple(str(item) for item in value)

    def fault(self, key: str, th: str, en: str) -> InputError:
        word = re.compile(rf"\b{re.escape(key)}\b") if key else re.compile("")
        number = next((n for n, line in self.lines if word.search(line)), 1)
        return self.fault_at(number, f"“{key}” {th}" if key else th, f"“{key}” {en}" if key else f"the header {en}")

    def fault_at(self, number: int, th: str, en: str) -> InputError:
        where = self.path or self.name
        return InputError(th=f"{where} บรรทัด {number}: {th}", en=f"{where}, line {number}: {en}.")


def _year_form(written: str) -> YearForm:
    """Tell from the default what a query wants: a year number looks like one, everything else is an IRI."""
    number = re.match(r'"?(\d{4})\b', written)
    if number is None:
        return YearForm.IRI
    return YearForm.BE if int(number[1]) >= 2400 else YearForm.CE
