"""What the service is and holds, as SPARQL 1.1 Service Description has it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


async def service_description(request: Request) -> Response:
    """Answer a request to ``/sparql`` that asks nothing."""
    return Response("TODO")
