"""What the operator of a server decides."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum

from govgraph.workers import Limits


class Updates(StrEnum):
    """Who may write, and what."""

    OFF = "off"
    GATED = "gated"
    """What is written must pass the shapes, whole or not at all."""
    PLAIN = "plain"
    """Whatever SPARQL allows."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator of a server decides; the defaults are safe for strangers."""

    location: str
    updates: Updates = Updates.OFF
    token: str = field(default="", repr=False)
    union: bool = True
    workers: int = field(default_factory=lambda: max(2, min(8, os.cpu_count() or 2)))
    waiting: int = 64
    limits: Limits = field(default_factory=Limits)
    writing: Limits = field(default_factory=lambda: Limits(seconds=300.0, memory=4 << 30))
    query_size: int = 100_000
    """Characters of a query."""
    body_size: int = 50 << 20
    """Bytes of a request's body."""
    patience: float = 10.0
    """Seconds that a stranger may take to send the head of a request, or its body, or to take 64 KB of an answer."""
