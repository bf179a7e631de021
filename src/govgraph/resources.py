"""Find the files that ship with the code: ``ontology``, ``shapes``, ``queries`` and ``data``.

In a wheel they lie inside the package; in a checkout (also an editable install) at the top of the tree.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from govgraph.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource(name: str) -> Path:
    """Return the folder (or file in it) called ``name``, for example ``queries`` or ``data/reference``.

    >>> resource("ontology").is_dir()
    True
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent.parent):
        found = root / name
        if found.exists():
            return found
    raise InputError(
        th=f"การติดตั้ง govgraph ไม่ครบ: ไม่มี “{name}” โปรดติดตั้งใหม่",
        en=f"This installation of govgraph is incomplete: “{name}” is missing. Please install it again.",
    )
