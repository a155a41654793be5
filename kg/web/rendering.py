"""Pages made of templates, with every value escaped."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

NAVIGATION = (
    ("Papers", "/papers"),
    ("Datasets", "/datasets"),
    ("Models", "/models"),
    ("Lineage", "/lineage"),
    ("Questions", "/questions"),
    ("SPARQL", "/sparql-editor"),
    ("Sources", "/sources"),
)


def page(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """The template of this name in ``templates`` filled with the values; it extends ``base.html.j2``."""
    common = {"navigation": _navigation(request), "here": request.url.path}
    html = environment().get_template(template).render({**common, **values})
    return HTMLResponse(html, status)


def _navigation(request: Request) -> list[tuple[str, str]]:
    there = {getattr(route, "path", "") for route in request.app.routes}
    return [entry for entry in NAVIGATION if entry[1] in there]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, which escape whatever is put into them."""
    return Environment(
        loader=PackageLoader("kg.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
