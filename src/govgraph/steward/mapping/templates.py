"""URL templates (RFC 6570) over the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

import uritemplate
from pyoxigraph import NamedNode

from govgraph.names import expand

_EXPRESSION = re.compile(r"\{(\+?)(\w+)\}")
Cells = Mapping[str, str | list[str]]
"""Text by column name; a list where the cell has several elements, an empty one where it has no value."""
Expand = Callable[[Cells], NamedNode]


def template(text: str) -> Expand:
    """Compile a template into a function from cells to a node; it raises ``ValueError`` for what is no IRI.

    Plain ``{name}`` and ``{+name}`` are expanded here, because a table expands millions of them; all else goes
    to :mod:`uritemplate`.

    >>> template("https://w3id.org/govgraph/id/{+path}#{key}")({"path": "agency/rice", "key": "ก"}).value
    'https://w3id.org/govgraph/id/agency/rice#%E0%B8%81'
    """
    text = expand(text)
    parts = _EXPRESSION.split(text)
    if any("{" in literal or "}" in literal for literal in parts[::3]):
        return lambda cells: NamedNode(uritemplate.expand(text, dict(cells)))
    literals, operators, names = parts[::3], parts[1::3], parts[2::3]
    steps = [
        (name, "!#$&'()*+,/:;=?@[]~" if operator else "~", literal)
        for operator, name, literal in zip(operators, names, literals[1:], strict=True)
    ]
    if not steps:
        constant = NamedNode(literals[0])
        return lambda _cells: constant

    def expand_plain(cells: Cells) -> NamedNode:
        iri = literals[0]
        for name, safe, literal in steps:
            value = cells.get(name, "")
            if isinstance(value, str):
                iri += (value if value.isascii() and value.isalnum() else quote(value, safe=safe)) + literal
            else:
                iri += ",".join(quote(item, safe=safe) for item in value) + literal
        return NamedNode(iri)

    return expand_plain


def variables(text: str | None) -> tuple[str, ...]:
    """Return the names that a template uses, each once.

    >>> variables("https://example.org/{+a}/{b}{?a}")
    ('a', 'b')
    """
    return tuple(dict.fromkeys(uritemplate.variables(text or "")))
