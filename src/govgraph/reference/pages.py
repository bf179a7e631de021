"""The reference of the ontology as documents: written from the files, and never by hand.

``python -m govgraph.reference.pages`` writes them anew into ``docs/ontology``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from govgraph.reference.chapters import pages
from govgraph.reference.gather import reference
from govgraph.reference.markdown import markdown

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "ontology"


def write(folder: Path = FOLDER) -> None:
    """Write all pages into a folder; pages of terms that are no more go."""
    made = {folder / name: text for name, text in markdown(pages(reference())).items()}
    for own in {path.parent for path in made} - {folder}:
        own.mkdir(parents=True, exist_ok=True)
        for old in own.glob("*.md"):
            if old not in made:
                old.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
