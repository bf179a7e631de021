"""How two things are linked, as one looks at it from Python."""

from __future__ import annotations

from typing import Any, Final

from govgraph.analysis.chains import chain, sources_line, told_of
from govgraph.model import Label
from govgraph.names import shorten
from govgraph.research.rows import Column, Kind, Rows, named

STEPS: Final = (
    Column("path", Label("เส้นทางที่", "path"), Kind.INTEGER),
    Column("step", Label("ก้าวที่", "step"), Kind.INTEGER),
    *named("subject", Label("ประธาน", "subject")),
    *named("predicate", Label("ความสัมพันธ์", "relation")),
    *named("object", Label("กรรม", "object")),
    Column("direction", Label("ทิศทาง", "direction")),
    Column("basis", Label("ฐานของความเชื่อมโยง", "basis")),
    Column("confidence", Label("ความเชื่อมั่น", "confidence")),
    Column("record", Label("บันทึก", "record"), Kind.IRI),
    *named("sources", Label("ที่มา", "sources")),
)


class Explanation(dict[str, Any]):
    """Whether and how two things are linked: the mapping that ``govgraph explain -f json`` writes, and more.

    ``paths`` holds the shortest paths, ``steps`` all their steps as a table. In a notebook each path shows as one
    line with its sources; ``print`` shows the same as text.

    >>> found = workspace.explain("กรมปศุสัตว์", "กรมศุลกากร", max_paths=1)
    >>> found
    <Explanation of id:agency/dld and id:agency/customs: 1 path>
    >>> found.steps["object_en"][-1]
    'Group 5: Trade and logistics management'
    """

    @property
    def linked(self) -> bool:
        """Whether any path is on record; where there is none, that does not mean that there is none in fact."""
        return bool(self["linked"])

    @property
    def sentence(self) -> Label:
        """The answer in one sentence, in Thai (``th``) and English (``en``)."""
        return Label(self["sentence_th"], self["sentence_en"])

    @property
    def paths(self) -> list[dict[str, Any]]:
        """The shortest paths, each with ``length``, ``bases``, ``confidence`` and ``steps``."""
        return list(self["paths"])

    @property
    def steps(self) -> Rows:
        """The steps of all paths, one row a step, counted from 1, with where each is written."""
        return Rows.of(
            STEPS,
            (
                {**step, "path": number, "step": place, **told_of(step["sources"])}
                for number, path in enumerate(self["paths"], 1)
                for place, step in enumerate(path["steps"], 1)
            ),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the same as a plain dictionary."""
        return dict(self)

    def __repr__(self) -> str:
        ends = f"{shorten(self['from']['iri'])} and {shorten(self['to']['iri'])}"
        paths = f"{len(self.paths)} path{'' if len(self.paths) == 1 else 's'}"
        return f"<Explanation of {ends}: {paths if self.linked else 'not linked'}>"

    def __str__(self) -> str:
        from govgraph.analysis.chains import chains

        return chains(self, "both").rstrip("\n")

    def _repr_html_(self) -> str:
        from markupsafe import escape

        from govgraph.research.notebook import spoken

        parts = [f"<p>{spoken(Label(th=self.sentence.th))}<br>{spoken(Label(en=self.sentence.en))}</p>", "<ol>"]
        for path in self["paths"]:
            ways = (spoken(Label(**{lang: chain(path["steps"], lang)})) for lang in ("th", "en"))
            sure = f" ({escape(path['confidence'])})" if path["confidence"] else ""
            where = (spoken(Label(**{lang: sources_line(path["steps"], lang)})) for lang in ("th", "en"))
            parts.append(f"<li>{'<br>'.join(ways)}{sure}<br><small>{'<br>'.join(where)}</small></li>")
        return "\n".join([*parts, "</ol>"])
