"""The web room: the store over HTTP, by the standards, for anybody, without trusting anybody.

``server`` listens; ``app`` puts the parts together; ``protocol`` is the SPARQL 1.1 Protocol, ``graphs`` the Graph
Store Protocol, ``linked`` the pages of things; ``negotiation`` chooses formats, ``jobs`` and ``writing`` are what
workers do, ``errors`` what is said when something is refused, ``shields`` what every answer carries.
"""
