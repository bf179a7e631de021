"""All tests; a package of its own, for other packages install one of the same name."""
