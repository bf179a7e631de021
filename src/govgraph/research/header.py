"""The header of a query file: YAML behind ``#+ ``, read strictly, with the line of every fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from govgraph.errors import InputError, UsageError
from govgraph.model import Label, Severity
from govgraph.research.question import Parameter, Query
from govgraph.research.sparql_text import bindings, variable_name
from govgraph.research.terms import Type, YearForm, read_iri, term_of

_FIELDS: Final = {
    "title",
    "description",
    "competency",
    "params",
    "columns",
    "example",
    "problem",
    "solution",
    "severity",
    "expects",
}
_PARAMETER_FIELDS: Final = {"type", "optional", "label", "choices", "choices_from", "as"}


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
            summary=_text(top, "summary"),
            description=self.description(top, ours.get("description")),
            tags=self.texts(top.get("tags"), "tags"),
            params=params,
            columns=columns,
            competency=self.competency(ours.get("competency")),
            example=self.example(ours.get("example"), params),
            problem=self.label(ours["problem"], "problem") if "problem" in ours else None,
            solution=self.label(ours["solution"], "solution") if "solution" in ours else None,
            severity=self.severity(ours.get("severity")),
        )

    def yaml(self) -> object:
        import yaml

        # Editors put tabs where YAML allows none; a header is no place to be strict about that.
        header = "\n".join(re.sub(r"\A[ \t]", "", line[2:]).expandtabs(2) for _, line in self.lines)
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
            choices_from=self.choices_from(declared, kind),
            year_form=form,
        )
        for choice in found.choices:
            try:
                term_of(choice, kind, form)
            except UsageError as error:
                raise self.fault("choices", error.th, error.en) from None
        return found

    def choices_from(self, declared: Mapping[str, Any], kind: Type) -> str | None:
        if "choices_from" not in declared:
            return None
        if kind is not Type.IRI or "choices" in declared:
            raise self.fault(
                "choices_from", "ใช้ได้เฉพาะกับ type: iri ที่ไม่มี choices", "is for type: iri without choices only"
            )
        try:
            return read_iri(str(declared["choices_from"])).value
        except UsageError as error:
            raise self.fault("choices_from", error.th, error.en) from None

    def competency(self, value: object) -> tuple[int, ...]:
        if value is None:
            return ()
        if not isinstance(value, list) or any(type(item) is not int or item < 1 for item in value):
            raise self.fault("competency", "ต้องเป็นรายการเลขข้อ [1, 2]", "must be a list of question numbers [1, 2]")
        return tuple(sorted(set(value)))

    def example(self, value: object, params: tuple[Parameter, ...]) -> Mapping[str, str] | None:
        if value is None:
            return None
        given = {
            str(key): str(item).lower() if isinstance(item, bool) else str(item)
            for key, item in self.mapping(value, "example").items()
        }
        known = {parameter.name: parameter for parameter in params}
        for name, text in given.items():
            if name not in known:
                raise self.fault(name, "ไม่ใช่พารามิเตอร์", "is no parameter")
            try:
                known[name].sparql(text)
            except UsageError as error:
                raise self.fault("example", error.th, error.en) from None
        if missing := [name for name, parameter in known.items() if parameter.required and name not in given]:
            raise self.fault("example", f"ขาดพารามิเตอร์ {missing[0]}", f"lacks the parameter {missing[0]}")
        return given

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

    def description(self, top: Mapping[str, Any], value: object) -> Label:
        """Read the Thai text; the English one stands in the keys of grlc, where other tools look for it."""
        said = self.label(value, "description")
        summary, description = _text(top, "summary"), _text(top, "description")
        if summary and description:
            # A summary is written as a heading: in front of a text it needs the end of a sentence.
            description = f"{summary}{'' if summary[-1] in '.?!' else '.'} {description}"
        return Label(said.th or None, said.en or description or summary or None)

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


def _text(top: Mapping[str, Any], key: str) -> str:
    return str(top.get(key) or "").strip()


def _year_form(written: str) -> YearForm:
    """Tell from the default what a query wants: a year number looks like one, everything else is an IRI."""
    number = re.match(r'"?(\d{4})\b', written)
    if number is None:
        return YearForm.IRI
    return YearForm.BE if int(number[1]) >= 2400 else YearForm.CE
