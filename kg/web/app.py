"""The application: the routes of all pages, behind the guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from kg.core.errors import KgError
from kg.web.failing import refused, too_large, unmet
from kg.web.guards import BodyTooLargeError, Guard
from kg.web.pages import api, deciding, entity, lineage, lists, questions, review, signing, sources, sparql, start, text
from kg.web.serving import Serving
from kg.web.settings import ServingSettings

PAGES: tuple[ModuleType, ...] = (start, lists, entity, text, lineage, questions, sparql, sources, api, signing)
"""The modules whose ROUTES make up the application, in their order."""


CURATING: tuple[ModuleType, ...] = (review, deciding)
"""Those that change something, there only where that is allowed."""


def application(settings: ServingSettings) -> Starlette:
    """The application over a snapshot of the graph, which it lets go of when it ends.

    Raises:
        GraphUnavailableError: there is no graph that can be read now.
    """
    serving = Serving(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            serving.close()

    app = Starlette(
        routes=routes(settings),
        middleware=[Middleware(Guard, settings=settings, sessions=serving.sessions)],
        exception_handlers={KgError: unmet, HTTPException: refused, BodyTooLargeError: too_large},
        lifespan=lifespan,
    )
    app.state.serving = serving
    return app


def routes(settings: ServingSettings) -> list[BaseRoute]:
    """All routes of the application."""
    pages = (*PAGES, *(CURATING if settings.curation else ()))
    assets = Mount("/assets", StaticFiles(packages=[("kg.web", "assets")]), name="assets")
    return [*(route for page in pages for route in page.ROUTES), assets]
