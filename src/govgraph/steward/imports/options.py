"""What the person who imports has decided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govgraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be read and what may be loaded of it.

    ``profile`` names a shipped layout, ``mapping`` a file that describes one; with neither, the layout is
    recognised. ``source`` decides what the file replaces. ``dry_run`` judges and loads nothing; ``partial`` loads
    the good rows and sets the others aside; ``allow_new`` lets an unknown unit of a known ministry become an agency.
    ``accept`` is a file of names that a person has said yes to. ``return_to`` is the folder for the return workbook
    and the other files that go back to who made the workbook.
    """

    profile: str | None = None
    mapping: Path | None = None
    source: str | None = None
    dry_run: bool = False
    partial: bool = False
    allow_new: bool = True
    accept: Path | None = None
    return_to: Path | None = None
    encoding: str | None = None
    lang: str = "both"

    def __post_init__(self) -> None:
        if self.profile is not None and self.mapping is not None:
            raise UsageError(
                th="ใช้ --as กับ --mapping พร้อมกันไม่ได้: ทั้งสองบอกผังของตาราง",
                en="--as and --mapping cannot go together: both say how the table is laid out.",
            )
