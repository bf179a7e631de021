"""Reports: the main job on one page, and what a ministry, a cluster, a province or the nation is told."""

from govgraph.report.audience import AUDIENCES, Audience, audience, named
from govgraph.report.write import write_report, write_report_for

__all__ = ["AUDIENCES", "Audience", "audience", "named", "write_report", "write_report_for"]
