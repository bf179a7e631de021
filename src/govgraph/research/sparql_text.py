"""SPARQL as text: what can be said and changed without an engine, and without being fooled by a string.

One pattern walks over the text and steps over comments, IRIs and strings as wholes, so that a ``VALUES`` or
``PREFIX`` inside one of them is never taken for the real thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from govgraph.names import PREFIXES

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_COMMENT = r"\#[^\n\r]*"
_STRING = (
    r'"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""'
    r"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
)
_SKIPPED = f"{_IRI}|{_COMMENT}|{_STRING}"
_WALK = re.compile(
    rf"(?P<values>\bVALUES\s*[?$](?P<variable>{_NAME})\s*\{{)(?P<body>(?:{_IRI}|{_COMMENT}|{_STRING}|[^{{}}\"'<#])*)\}}"
    rf"|(?P<prefix>\bPREFIX\s+(?P<declared>[\w.-]*):\s*{_IRI})"
    rf"|(?P<used>(?<![\w:?$@.-])(?P<namespace>[A-Za-z][\w.-]*)?:)"
    rf"|{_SKIPPED}",
    re.IGNORECASE | re.DOTALL,
)


def variable_name(text: str) -> bool:
    """Tell whether a text can be the name of a variable.

    >>> variable_name("as_of"), variable_name("as-of")
    (True, False)
    """
    return re.fullmatch(_NAME, text) is not None


def bindings(text: str) -> dict[str, tuple[str, ...]]:
    """Return, for each variable bound by ``VALUES ?v { … }``, what stands in the braces, once a place.

    >>> bindings("SELECT * { VALUES ?n { 1 } { VALUES ?n { 1 } } # VALUES ?m { 2 }")
    {'n': ('1', '1')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for match in _WALK.finditer(text):
        if match["values"]:
            body = re.sub(f"({_IRI}|{_STRING})|{_COMMENT}", lambda m: m[1] or " ", match["body"])
            found[match["variable"]] = (*found.get(match["variable"], ()), " ".join(body.split()))
    return found


def rebind(text: str, values: Mapping[str, str]) -> str:
    """Put other terms, already written as SPARQL, into every ``VALUES ?v { … }`` of the variables named.

    >>> rebind("ASK { VALUES ?n { UNDEF } }", {"n": "7"})
    'ASK { VALUES ?n { 7 } }'
    """

    def replace(match: re.Match[str]) -> str:
        if match["values"] and match["variable"] in values:
            return f"{match['values']} {values[match['variable']]} }}"
        return match[0]

    return _WALK.sub(replace, text)


def with_prefixes(text: str) -> str:
    """Declare our prefixes where a text uses them without saying so; line numbers stay as they are.

    >>> with_prefixes("ASK { ?s a gov:Ministry }")
    'PREFIX gov: <https://w3id.org/govgraph/ontology#> ASK { ?s a gov:Ministry }'
    """
    declared: set[str] = set()
    used: set[str] = set()
    for match in _WALK.finditer(text):
        if match["prefix"]:
            declared.add(match["declared"])
        elif match["used"]:
            used.add(match["namespace"] or "")
        elif match["values"]:
            inner = (m["namespace"] or "" for m in _WALK.finditer(match["body"]) if m["used"])
            used.update(inner)
    missing = [name for name in PREFIXES if name in used - declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + text
