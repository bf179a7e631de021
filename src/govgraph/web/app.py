"""The server put together: which address is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from govgraph.errors import GovGraphError
from govgraph.web import linked
from govgraph.web.description import dataset
from govgraph.web.desk import Desk
from govgraph.web.errors import say, say_of_http, say_unforeseen
from govgraph.web.graphs import METHODS, graphs
from govgraph.web.protocol import sparql
from govgraph.web.settings import Settings


def application(settings: Settings) -> Starlette:
    """Return the application that serves a store; its workers live as long as it does."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.desk = Desk(settings)
        try:
            yield
        finally:
            app.state.desk.close()

    return Starlette(
        routes=[
            *linked.ROUTES,
            Route("/.well-known/void", dataset),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/graphs", graphs, methods=[*METHODS]),
            Route("/graphs/{path:path}", graphs, methods=[*METHODS]),
        ],
        middleware=[
            # Anybody's page may read here: nothing is told to a browser that is not told to all, and no cookie counts.
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
                allow_headers=["Accept", "Authorization", "Content-Type"],
                expose_headers=["Location", "Retry-After"],
                max_age=86400,
            ),
        ],
        exception_handlers={GovGraphError: say, HTTPException: say_of_http, 500: say_unforeseen},
        lifespan=lifespan,
    )
