"""The paths of ``explain`` as a person reads them: one chain a path, and where each step stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from govgraph.lineage import runs
from govgraph.model import Label


def chains(found: Mapping[str, Any], lang: str, fold: Callable[[str], tuple[str, ...]] | None = None) -> str:
    """Return an explanation as text; ``fold`` breaks a line that is too long for the terminal.

    >>> step = {"subject_th": "ก", "predicate_th": "เข้าร่วม", "object_th": "กลุ่มที่ 1", "direction": "forward",
    ...         "sources": [{"title_th": "บันทึก", "lines": "57"}]}
    >>> print(chains({"sentence_th": "เชื่อมกัน", "paths": [{"confidence": "confirmed", "steps": [step]}]}, "th"), end="")
    เชื่อมกัน
    <BLANKLINE>
    1. ก ─เข้าร่วม→ กลุ่มที่ 1 (confirmed)
       ที่มา: บันทึก บรรทัด 57
    """
    lines: list[str] = []
    for margin, text in _lines(found, lang):
        parts = fold(text) if fold and text else (text,)
        lines += [(margin if n == 0 else " " * len(margin)) + part for n, part in enumerate(parts)]
    return "".join(f"{line}\n" for line in lines)


def _lines(found: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str]]:
    for tag in ("th", "en"):
        if lang in {"both", tag} and (sentence := found.get(f"sentence_{tag}")):
            yield "", sentence
            if would := found.get(f"would_link_{tag}"):
                yield "", would
    for number, path in enumerate(found.get("paths", ()), 1):
        yield "", ""
        sure = f" ({path['confidence']})" if path.get("confidence") else ""
        yield f"{number}. ", chain(path["steps"], lang) + sure
        for tag in ("th", "en"):
            if lang in {"both", tag} and (words := path.get(f"sentence_{tag}")):
                yield " " * len(f"{number}. "), words
        if sources := sources_line(path["steps"], lang):
            yield " " * len(f"{number}. "), sources


def chain(steps: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Return a path as one line: its things, and between them arrows that say what joins them."""
    line = ""
    for step in steps:
        forward = step["direction"] == "forward"
        start, end = ("subject", "object") if forward else ("object", "subject")
        verb = _text(step, "predicate", lang)
        line = line or _text(step, start, lang)
        line += f" ─{verb}→ " if forward else f" ←{verb}─ "
        line += _text(step, end, lang)
    return line


def sources_line(steps: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Return the line that tells where the steps of a path are written; nothing where no source is known."""
    sources = places([source for step in steps for source in step["sources"]], lang)
    return f"{Label('ที่มา', 'sources').text(lang)}: {'; '.join(sources)}" if sources else ""


def told_of(sources: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the cells that tell in a table where something is written: the documents, and the places in words."""
    sources = list(sources)
    return {
        "sources": " ".join(dict.fromkeys(str(source["document"]) for source in sources)) or None,
        "sources_th": "; ".join(places(sources, "th")) or None,
        "sources_en": "; ".join(places(sources, "en")) or None,
    }


def places(sources: Iterable[Mapping[str, Any]], lang: str) -> list[str]:
    """Name each document once, with all the places in it."""
    thai = lang != "en"
    words = {"lines": "บรรทัด" if thai else "line", "row": "แถว" if thai else "row", "cell": "เซลล์" if thai else "cell"}
    places: dict[str, dict[str, dict[str, None]]] = {}
    for source in sources:
        title = _text(source, "title", lang) or str(source.get("document", ""))
        in_title = places.setdefault(title, {})
        kind = next((kind for kind in ("lines", "cell", "row") if source.get(kind)), None)
        if kind is not None:
            sheet = f"{source['sheet']}!" if source.get("sheet") else ""
            at = source[kind].replace("-", "–") if kind == "lines" else source[kind]
            in_title.setdefault(words[kind], {})[f"{sheet}{at}"] = None
    return [
        " ".join(
            part for part in (title, *(f"{word} {', '.join(_together(at))}" for word, at in found.items())) if part
        )
        for title, found in places.items()
    ]


def _together(places: Iterable[str]) -> Iterator[str]:
    """Give rows, and cells of a column, that follow each other as one: of a large project there are hundreds.

    >>> list(_together(["F7", "F8", "F9", "งบ!F10", "12", "13", "57–60"]))
    ['F7–F9', 'งบ!F10', '12–13', '57–60']
    """
    columns: dict[str, list[int]] = {}
    for place in places:
        found = _COUNTED.fullmatch(place)
        column, row = (found["column"], int(found["row"])) if found else (place, 0)
        columns.setdefault(column, []).append(row)
    for column, rows in columns.items():
        if rows == [0]:
            yield column
            continue
        cell = column.rpartition("!")[2]
        for run in runs((row, row) for row in rows):
            first, dash, last = run.partition("–")
            yield f"{column}{first}{dash}{cell if dash else ''}{last}"


_COUNTED: Final = re.compile(r"(?P<column>(.*!)?[A-Z]{0,3})(?P<row>[1-9][0-9]*)")


def _text(of: Mapping[str, Any], key: str, lang: str) -> str:
    # A chain that says everything twice cannot be read: with both languages, the Thai name stands for the thing.
    label = Label(of.get(f"{key}_th"), of.get(f"{key}_en"))
    return label.text("th" if lang == "both" else lang) or str(of.get(key, ""))
