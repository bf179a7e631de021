"""Processes that tests start, looked at from outside."""

from __future__ import annotations

import os


def gone(process: int) -> bool:
    """Tell whether a process is gone; one that nobody has asked for its end (a zombie) is not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
