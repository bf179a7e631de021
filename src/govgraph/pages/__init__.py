"""What the web server shows: each thing as statements and as a page, the dataset in DCAT and VoID, the first page.

The server decides addresses and formats; nothing here knows of HTTP. Pages hold no script and no style of their own:
they work under ``default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'``.
"""

from govgraph.pages.answer import result_page
from govgraph.pages.dataset import dataset_description
from govgraph.pages.describe import describe
from govgraph.pages.entity import entity_page
from govgraph.pages.site import Site, static_file
from govgraph.pages.start import error_page, index_page

__all__ = [
    "Site",
    "dataset_description",
    "describe",
    "entity_page",
    "error_page",
    "index_page",
    "result_page",
    "static_file",
]
