"""Answers to the steward: the return workbook, the empty template, the rows that are still to be mended."""

from __future__ import annotations

from govgraph.steward.answers.plan import CheckedSheet
from govgraph.steward.answers.quarantine import quarantine
from govgraph.steward.answers.return_workbook import ReturnWorkbook, return_workbook
from govgraph.steward.answers.template import TemplateColumn, template

__all__ = [
    "CheckedSheet",
    "ReturnWorkbook",
    "TemplateColumn",
    "quarantine",
    "return_workbook",
    "template",
]
