"""The reference of the Python API: written from signatures and docstrings.

``python -m govgraph.workspace.pages`` writes it anew into ``docs/reference/python.md``.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parents[3] / "docs" / "reference" / "python.md"

MODULES: Final = ("govgraph", "govgraph.errors")
"""All that scripts may rely on is in ``__all__`` of these."""

_INTRODUCTION: Final = """# Python

ทุกคำสั่งของ `govgraph` มีใน Python ด้วย: เปิดคลังด้วย `govgraph.open()` แล้วถาม คำตอบเป็นตารางที่แสดงในสมุดบันทึก Jupyter
ได้ทั้งไทยและอังกฤษ และแปลงเป็น pandas, polars, CSV หรือ Excel ได้ ([แนะนำการใช้](../tutorials/notebook.md))

Every command of `govgraph` is there in Python: open a store with `govgraph.open()`, and ask. Answers are tables that
show well in Jupyter notebooks and turn into pandas, polars, CSV or Excel ([tutorial](../tutorials/notebook.md)). What
stands on this page stays; other modules may change. In the examples, `workspace` is `govgraph.open()` on the shipped
data, and the names of this page are those of `govgraph`.

The page is made from the docstrings by `python -m govgraph.workspace.pages`."""

_ROLE: Final = re.compile(r":\w+:`(?:~(?:[\w.]+\.)?(\w+)|([^`<]+?) <[^`>]*>|([^`]+))`")
_STARS: Final[Mapping[Any, str]] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
_PLAIN: Final = re.compile(r"``(.+?)``")


def page() -> str:
    """Return the whole page."""
    parts = [_INTRODUCTION]
    for module in MODULES:
        parts.append(f"## {module}")
        for name in public(module):
            parts += _section(name, getattr(import_module(module), name))
    return "\n\n".join(parts) + "\n"


def public(module: str) -> tuple[str, ...]:
    """Return the public classes and functions of a module, the functions first."""
    found = import_module(module)
    names = [name for name in found.__all__ if not name.startswith("__")]
    return tuple(sorted(names, key=lambda name: (inspect.isclass(getattr(found, name)), name)))


def members(kind: type) -> dict[str, Any]:
    """Return the public methods and properties of a class, with those of ancestors that are not told of themselves."""
    told = {getattr(import_module(module), name) for module in MODULES for name in public(module)} - {kind}
    found: dict[str, Any] = {}
    for ancestor in reversed([a for a in kind.__mro__ if a.__module__.startswith("govgraph") and a not in told]):
        found |= {name: member for name, member in vars(ancestor).items() if not name.startswith("_")}
    return {name: member for name, member in found.items() if _documented(member)}


def signature(function: Any, name: str) -> str:
    """Return how to call a function: its parameters with types and defaults, and what it returns.

    >>> signature(public, "public")
    'public(module: str) -> tuple[str, ...]'
    """
    taken = list(inspect.signature(function).parameters.values())
    shown, starred = [], False
    for at, parameter in enumerate(taken):
        if parameter.name in {"self", "cls"}:
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            shown.append("*")
        starred = starred or parameter.kind in {parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL}
        stars = _STARS.get(parameter.kind, "")
        typed = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
        default = "" if parameter.default is parameter.empty else f" = {_default(parameter.default)}"
        shown.append(f"{stars}{parameter.name}{typed}{default}")
        following = taken[at + 1] if at + 1 < len(taken) else None
        if parameter.kind is parameter.POSITIONAL_ONLY and (
            following is None or following.kind is not parameter.POSITIONAL_ONLY
        ):
            shown.append("/")
    returned = inspect.signature(function).return_annotation
    return f"{name}({', '.join(shown)})" + ("" if returned is inspect.Signature.empty else f" -> {returned}")


def _section(name: str, thing: Any) -> Iterator[str]:
    if not inspect.isclass(thing):
        yield f"### `{signature(thing, name)}`"
        yield from _prose(thing)
        return
    yield f"### {name}"
    yield from _prose(thing)
    if issubclass(thing, Enum):
        yield ", ".join(f"`{member.name}` = `{str(member.value)!r}`" for member in thing)
    elif "__dataclass_fields__" in vars(thing):
        yield f"`{signature(thing, name).removesuffix(' -> None')}`"
    for own, member in members(thing).items():
        function = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
        if inspect.isfunction(function):
            yield f"#### `{signature(function, f'{name}.{own}')}`"
        else:
            yield f"#### `{name}.{own}: {_getter(member).__annotations__.get('return', '')}`"
        yield from _prose(function)


def _documented(member: Any) -> bool:
    return isinstance(member, (property, cached_property, classmethod, staticmethod)) or inspect.isfunction(member)


def _getter(member: Any) -> Any:
    return member.func if isinstance(member, cached_property) else member.fget


def _default(value: Any) -> str:
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    return getattr(value, "__name__", None) or ("…" if "<factory>" in repr(value) else repr(value))


def _prose(thing: Any) -> Iterator[str]:
    """Give the paragraphs of a docstring as Markdown, examples among them."""
    text = inspect.cleandoc(thing.__doc__ or "")
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```pycon\n{paragraph}\n```"
        elif paragraph == "::":
            continue
        elif paragraph:
            yield _PLAIN.sub(r"`\1`", _ROLE.sub(_named, paragraph))


def _named(role: re.Match[str]) -> str:
    return f"`{role[1] or role[2] or role[3]}`"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")
