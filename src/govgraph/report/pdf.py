"""A page as PDF, printed by a Chromium browser that is on the machine; nothing is ever fetched for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from govgraph.errors import LimitError, StoreError, UsageError

BROWSER: Final = "GOVGRAPH_CHROMIUM"
"""The environment variable that names the browser, where it is not found by itself."""

_NAMES: Final = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable",
    "microsoft-edge", "msedge",
)  # fmt: skip
_ELSEWHERE: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

SECONDS: Final = 300
"""So long a browser may print one report."""

_QUIET: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip
"""No window, no profile of the user, no shared memory (containers have little), and no connection to anywhere."""

_STAMP: Final = re.compile(rb"/(CreationDate|ModDate) \(D:[0-9]{14}[^)]*\)")
_FIXED: Final = b"20000101000000+00'00'"


_BESIDE: Final = re.compile(r'<a href="(?:tables|pictures)/[^"]*"')
"""A link to a file beside the page: as a PDF has it, it would name a folder of this machine."""


def browser() -> Path | None:
    """Return the Chromium, Chrome or Edge that would print: the one ``GOVGRAPH_CHROMIUM`` names, or one that is found.

    Raises :class:`govgraph.errors.UsageError` where the variable names no program.
    """
    if named := os.environ.get(BROWSER):
        found = shutil.which(named)
        if found is None:
            raise UsageError(
                th=f"{BROWSER}={named} ไม่ใช่โปรแกรมที่สั่งให้ทำงานได้", en=f"{BROWSER}={named} is no program that can be run."
            )
        return Path(found)
    for name in (*_NAMES, *_ELSEWHERE):
        if found := shutil.which(name):
            return Path(found)
    return None


def print_page(program: Path, page: Path, target: Path) -> None:
    """Print a page of ours into a PDF; the same page and browser give the same bytes.

    The day on which a browser printed is no part of the report: it is set to the first of January 2000. Raises
    :class:`govgraph.errors.StoreError` where the browser fails, :class:`govgraph.errors.LimitError` where it takes
    longer than :data:`SECONDS`.
    """
    with tempfile.TemporaryDirectory(prefix="govgraph-print-", ignore_cleanup_errors=True) as profile:
        printed = Path(profile, "page.html")
        printed.write_text(_BESIDE.sub("<a", page.read_text(encoding="utf-8")), encoding="utf-8")
        command = [
            str(program),
            *_QUIET,
            *(("--no-sandbox",) if _is_root() else ()),
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target.resolve()}",
            printed.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise LimitError(
                th=f"{program.name} พิมพ์ PDF ไม่เสร็จใน {SECONDS} วินาที",
                en=f"{program.name} took more than {SECONDS} s for the PDF.",
            ) from error
        except OSError as error:
            raise _failed(program, str(error)) from error
    if done.returncode or not target.is_file():
        raise _failed(program, f"exit {done.returncode}")
    target.write_bytes(_STAMP.sub(_fixed, target.read_bytes()))


def _fixed(stamp: re.Match[bytes]) -> bytes:
    """Return a stamp of the same length, so that every other place in the file stays where it is."""
    head, tail = b"/" + stamp[1] + b" (D:", b")"
    room = len(stamp[0]) - len(head) - len(tail)
    return head + _FIXED[:room].ljust(room, b" ") + tail


def _failed(program: Path, reason: str) -> StoreError:
    return StoreError(
        th=f"{program.name} พิมพ์ PDF ไม่ได้ ({reason}) เปิด index.html แล้วสั่งพิมพ์เองได้",
        en=f"{program.name} could not print the PDF ({reason}); open index.html and print it yourself.",
    )


def _is_root() -> bool:
    """Tell whether this runs as root, whom Chromium refuses a sandbox; the page is our own and loads nothing."""
    return sys.platform != "win32" and os.geteuid() == 0
