"""Benchmarks of govgraph: ratios measured in one run on one machine, never compared with another's seconds.

``python -m benchmarks`` runs all of them, ``python -m benchmarks links --projects 100000`` one, larger. A
benchmark is one module with a ``BENCHMARK``; :mod:`benchmarks.registry` lists them.
"""
