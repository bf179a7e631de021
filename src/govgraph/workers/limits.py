"""What a process may take, enforced by the system: memory, files, the network."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NEW_USER_SPACE: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take.

    ``seconds`` of waiting for its answer, ``memory`` bytes of address space beyond what its process has when it is
    ready, ``size`` bytes and ``rows`` of its answer (rows of a table, or statements).

    >>> Limits().rows
    1000000
    """

    seconds: float = 30.0
    memory: int = 1 << 30
    size: int = 256 << 20
    rows: int = 1_000_000


def limit_process(memory: int | None = None, cpu_seconds: int | None = None) -> None:
    """Limit the process that this runs in; what limits it already stays."""
    import resource

    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_seconds)):
        if most is None:
            continue
        hardest = resource.getrlimit(what)[1]
        if hardest != resource.RLIM_INFINITY:
            most = min(most, hardest)  # noqa: PLW2901 - nobody may raise a limit that is set from outside
        # A second more for the hard limit: the first one still tells which limit it was.
        resource.setrlimit(what, (most, most + 1 if what == resource.RLIMIT_CPU and most != hardest else most))


def address_space() -> int:
    """Return the bytes of address space that this process has; 0 where the system does not tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def leave_network() -> bool:
    """Move this process, while it has one thread only, to a network of its own that leads nowhere.

    Gives whether the system permits that. It is a second fence: queries that name other addresses are refused before.
    """
    with suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        return unshare(_NEW_NETWORK) == 0 or (os.getuid() != 0 and unshare(_NEW_USER_SPACE | _NEW_NETWORK) == 0)
    return False
