"""How a SPARQL update reaches the own engine: looked at, matched where its asker wants, listed in the catalogue."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode

from govgraph.errors import UsageError
from govgraph.names import CATALOGUE
from govgraph.store.folder import writing_errors
from govgraph.store.form import FailedError, syntax_error
from govgraph.store.port import Scope
from govgraph.store.update_text import checked, graphs_in, names_graphs, then, using
from govgraph.store.visibility import CURRENT, held, names_of

_LIST: Final = f"""DELETE {{ GRAPH {CATALOGUE} {{ ?g a {CURRENT} }} }} WHERE {{
  VALUES ?g {{ @before@ }} GRAPH {CATALOGUE} {{ ?g a {CURRENT} }} FILTER NOT EXISTS {{ GRAPH ?g {{}} }} }} ;
INSERT {{ GRAPH {CATALOGUE} {{ ?g a {CURRENT} }} }} WHERE {{
  GRAPH ?g {{}} FILTER(?g != {CATALOGUE}) FILTER EXISTS {{ GRAPH {CATALOGUE} {{ ?any a {CURRENT} }} }} }}"""
"""Where there is a catalogue, what an update has made is current from the same moment on, and what is gone is not."""

_NO_SUCH_GRAPH: Final = re.compile(r"graph .* (does not exist|already exists)", re.IGNORECASE)


class Updater:
    """Carries out updates of an engine."""

    def __init__(self, engine: pyoxigraph.Store, location: str) -> None:
        self._engine = engine
        self._location = location

    def carry_out(self, update: str, scope: Scope) -> None:
        """Carry out an update and flush it to disk; if it fails, the store stays as it was."""
        text = self._matched(checked(update), scope)
        if self._engine.contains_named_graph(CATALOGUE):
            before = " ".join(str(name) for name in sorted(held(self._engine) - {CATALOGUE}, key=str))
            text = then(text, _LIST.replace("@before@", before))
        with writing_errors(self._location):
            try:
                self._engine.update(text, base_iri=scope.base)
            except SyntaxError as error:
                raise syntax_error(str(error), update) from error
            except RuntimeError as error:
                if not _NO_SUCH_GRAPH.search(str(error)):
                    raise
                raise FailedError(
                    th=f"กราฟที่ระบุไม่มีอยู่ หรือมีอยู่แล้ว ถ้าไม่เป็นไรโปรดใช้ SILENT: {error}",
                    en=f"{error}. Add SILENT where that does not matter.",
                ) from error
            self._engine.flush()

    def _matched(self, update: str, scope: Scope) -> str:
        """Return the update with the graphs that its patterns are matched in."""
        if scope.given:
            if names_graphs(update):
                raise UsageError(
                    th="ระบุกราฟได้ทางเดียว: ใน USING หรือ WITH ของคำสั่ง หรือใน using-graph-uri",
                    en="Name the graphs in one way only: by USING or WITH in the update, or by using-graph-uri.",
                )
            return using(update, *([name.value for name in names or ()] for names in (scope.default, scope.named)))
        if scope.union and "WHERE" in update.upper() and (there := held(self._engine)):
            there.update(self._named_in(update, scope.base))  # what one operation makes, the next one sees
            graphs = sorted(name.value for name in there)
            return using(update, graphs, graphs)
        return update

    def _named_in(self, update: str, base: str | None) -> list[NamedNode]:
        prologue, written = graphs_in(update)
        try:
            return names_of(prologue, written, base)
        except SyntaxError:  # which the engine will tell when it reads the update itself
            return []
