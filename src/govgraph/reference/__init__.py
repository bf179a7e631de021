"""The reference of the ontology: every class, property, code list and shape, in Thai and English, from the files."""

from govgraph.reference.html import ontology_page

__all__ = ["ontology_page"]
