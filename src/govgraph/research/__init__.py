"""The researcher's room: questions that describe themselves, how they are asked, how answers are written.

``library`` reads ``.rq`` files and binds their parameters, ``run`` asks a store, ``rows`` holds what a table
means, ``results`` writes any answer in any format.
"""
