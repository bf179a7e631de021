"""The version of govgraph."""

__version__ = "0.1.0"
