"""The web room: the store over HTTP, by the standards, for anybody, without trusting anybody.

``server`` listens; ``app`` puts the parts together; ``protocol`` is the SPARQL 1.1 Protocol, ``graphs`` the Graph
Store Protocol, ``linked`` the documents of things, ``description`` what is told of the service. ``negotiation`` chooses
formats; ``jobs``, ``page_jobs`` and ``writing`` are what workers do, at the ``desk`` that all share; ``errors`` is what
is said when something is refused, ``shields`` what every answer carries and what keeps rude clients off.
"""
