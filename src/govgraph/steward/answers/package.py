"""The last hand on a written workbook: no clock in it, and the values of formulas where they were."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<(?:\w+:)?modified\b[^>]*>)[^<]*(</(?:\w+:)?modified>)")
_FORMULA: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)>(<f[^>]*(?:/>|>[^<]*</f>))<v(?: ?/>|></v>)</c>')
"""A formula cell without a value, as openpyxl writes it with lxml and without."""

Values = Mapping[str, tuple[str, str]]
"""By the address of a formula cell: the type letter of its value in the file (``n``, ``str``, ``b``, ``e``), and it."""


def finished(written: bytes, modified: str, values: Mapping[str, Values] | None = None) -> bytes:
    """Return the workbook with fixed times; ``values`` holds what formulas last came to, by the name of the part.

    The writer of workbooks leaves formulas without their values, and a program that does not calculate would read
    nothing there.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(written)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + modified.encode() + rb"\g<2>", content)
            elif values and (known := values.get(name)):
                content = _with_values(content, known)
            entry = ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = ZIP_DEFLATED
            again.writestr(entry, content)
    return out.getvalue()


def _with_values(content: bytes, values: Values) -> bytes:
    def filled(match: re.Match[bytes]) -> bytes:
        known = values.get(match[1].decode())
        if known is None:
            return match[0]
        kind, value = known
        letter = b"" if kind == "n" else b' t="' + kind.encode() + b'"'
        return (
            b'<c r="'
            + match[1]
            + b'"'
            + match[2]
            + letter
            + b">"
            + match[3]
            + b"<v>"
            + escape(value).encode()
            + b"</v></c>"
        )

    return _FORMULA.sub(filled, content)
