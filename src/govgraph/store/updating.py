"""How a SPARQL update reaches the own engine: looked at, matched where its asker wants, listed in the catalogue."""

from __future__ import annotations

from typing import Final

import pyoxigraph

from govgraph.errors import UsageError
from govgraph.names import CATALOGUE
from govgraph.store.folder import writing_errors
from govgraph.store.form import syntax_error
from govgraph.store.port import Scope
from govgraph.store.update_text import checked, names_graphs, then, using
from govgraph.store.visibility import CURRENT, held

_LIST: Final = f"""INSERT {{ GRAPH {CATALOGUE} {{ ?g a {CURRENT} }} }} WHERE {{
  GRAPH ?g {{}} FILTER(?g != {CATALOGUE}) FILTER EXISTS {{ GRAPH {CATALOGUE} {{ ?any a {CURRENT} }} }} }}"""
"""Where there is a catalogue, what an update has made is current from the same moment on."""


class Updater:
    """Carries out updates of an engine."""

    def __init__(self, engine: pyoxigraph.Store, location: str) -> None:
        self._engine = engine
        self._location = location

    def carry_out(self, update: str, scope: Scope) -> None:
        """Carry out an update and flush it to disk; if it fails, the store stays as it was."""
        text = self._matched(checked(update), scope)
        if self._engine.contains_named_graph(CATALOGUE):
            text = then(text, _LIST)
        with writing_errors(self._location):
            try:
                self._engine.update(text, base_iri=scope.base)
            except SyntaxError as error:
                raise syntax_error(str(error), update) from error
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
        if scope.union and (graphs := sorted(name.value for name in held(self._engine))):
            return using(update, graphs, graphs)
        return update
