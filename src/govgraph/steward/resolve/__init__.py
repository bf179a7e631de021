"""Names to things: what a name in a cell stands for on the day of its row, and who says so.

A name is resolved only if it is on record and means one thing on that day. Whatever is merely close, ambiguous, or
valid at another date is asked, with what was probably meant; a person's yes is kept as an alias with who and when.
"""

from __future__ import annotations

from govgraph.steward.resolve.accept_file import read_accepted
from govgraph.steward.resolve.accepted import Accepted, Alias, draft
from govgraph.steward.resolve.answer import READ_AS, Asked, Resolved, Suggestion, Unresolved
from govgraph.steward.resolve.kinds import KINDS
from govgraph.steward.resolve.new_agencies import NewAgency, new_agency
from govgraph.steward.resolve.places import Mention, places_in
from govgraph.steward.resolve.register import Register
from govgraph.steward.resolve.themes import ThemeMatch, themes_of

__all__ = [
    "KINDS",
    "READ_AS",
    "Accepted",
    "Alias",
    "Asked",
    "Mention",
    "NewAgency",
    "Register",
    "Resolved",
    "Suggestion",
    "ThemeMatch",
    "Unresolved",
    "draft",
    "new_agency",
    "places_in",
    "read_accepted",
    "themes_of",
]
