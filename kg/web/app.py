"""The application: the routes of all pages, behind the guards."""

from types import ModuleType

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from kg.web.pages import start
from kg.web.serving import Serving, ServingSettings

PAGES: tuple[ModuleType, ...] = (start,)
"""The modules whose ROUTES make up the application, in their order."""


def application(settings: ServingSettings) -> Starlette:
    """The application over a snapshot of the graph."""
    app = Starlette(routes=routes())
    app.state.serving = Serving(settings)
    return app


def routes() -> list[BaseRoute]:
    """All routes of the application."""
    assets = Mount("/assets", StaticFiles(packages=[("kg.web", "assets")]), name="assets")
    return [*(route for page in PAGES for route in page.ROUTES), assets]
