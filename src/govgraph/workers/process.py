"""A Python process of our own that runs one function and ends with us."""

from __future__ import annotations

import os
import subprocess
import sys


def start_process(module: str, function: str, *descriptors: int, out: bool = False) -> subprocess.Popen[bytes]:
    """Start ``module.function(*descriptors)`` in a new interpreter that inherits these open files.

    Its standard input is a pipe from us, and with ``out`` its standard output one to us. ``multiprocessing`` is not
    used: it would run the caller's main module again, and let a dying child write to the user's terminal. Ctrl-C is
    for us to hear, who end the child.
    """
    call = f"from {module} import {function}; {function}({', '.join(map(str, descriptors))})"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", call],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if out else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # where a dying engine writes its last words
        pass_fds=descriptors,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
            # The C library sets some 70 MB of address space aside for each thread that allocates, and the engine has
            # several: most of a small limit would be gone before the first query.
            "MALLOC_ARENA_MAX": "1",
        },
        start_new_session=True,
    )
