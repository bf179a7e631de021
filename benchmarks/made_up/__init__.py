"""The made-up country, apart from its projects: see :mod:`benchmarks.generator`."""
