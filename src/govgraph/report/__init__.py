"""The main job on one page: which ministries link to which provincial strategies, through whom, on what evidence."""

from govgraph.report.write import write_report

__all__ = ["write_report"]
