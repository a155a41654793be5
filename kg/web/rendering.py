"""Pages made of templates: whatever is put into them is made fit to be shown, cut to a bearable length, and escaped."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.core.errors import KgError
from kg.core.lineage import EvidenceKind, Node, NodeKind
from kg.core.stopping import go_on
from kg.views.pages import outward
from kg.views.path_text import rank_evidence, remark
from kg.views.phrases import MARKS, decided_phrase, phrase, phrase_backwards, source_mark
from kg.views.rule_words import rule_words
from kg.views.shown import excerpt, plural, short_title, shown
from kg.web.links import entity_address, lineage_address
from kg.web.said_at import said_at, told_by
from kg.web.serving import serving

NAVIGATION = (
    ("Papers", "/papers"),
    ("Datasets", "/datasets"),
    ("Models", "/models"),
    ("Lineage", "/lineage"),
    ("Questions", "/questions"),
    ("SPARQL", "/sparql-editor"),
    ("Sources", "/sources"),
    ("Review", "/review"),
)

VIEWS = ("print",)
"""What ``view`` in a request's query may ask for."""

LONGEST = 4_000
"""Characters of a text out of a paper that a page shows at most in one place."""


class UnknownViewError(KgError):
    """A request asks for a view of a page that there is not."""

    def __init__(self, view: str) -> None:
        super().__init__(view)
        self.view = view

    def __str__(self) -> str:
        return f"view={self.view[:20]}: give one of {', '.join(VIEWS)}, or none"


def page(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """The template of this name in ``templates`` filled with the values; it extends ``base.html.j2``.

    values hold at least the page's ``title``. ``view=print`` in the request's query opens all that folds.

    Raises:
        UnknownViewError: the query asks for another view, and this page is no refusal itself.
    """
    view = request.query_params.get("view", "")
    if view and view not in VIEWS and status < 400:
        raise UnknownViewError(view)
    common = {
        "navigation": _navigation(request),
        "here": request.url.path,
        "address": _address(request),
        "newer": serving(request).newer(),
        "print_view": view == "print",
        "graph": serving(request).settings.graph.resolve().name,
        "today": datetime.now().astimezone().date().isoformat(),
    }
    with serving(request).holding() as held, told_by(held):
        return HTMLResponse(environment().get_template(template).render({**common, **values}), status)


def running(text: str) -> Markup:
    """A stretch of running text: what cannot be seen is made visible, and blanks at its ends stay."""
    line = shown(text)
    if not line:
        return Markup(" ") if text else Markup()
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return escape(f"{before}{line}{after}")


def verbatim(text: str) -> Markup:
    """The text with its lines and blanks, for text areas and code; what cannot be seen is made visible."""
    return escape("\n".join(_visible(line) for line in text[:LONGEST].split("\n")))


def _visible(line: str) -> str:
    return "".join(c if c in " \t" else shown(c) or " " for c in line)


def _navigation(request: Request) -> list[tuple[str, str]]:
    there = {getattr(route, "path", "") for route in request.app.routes}
    return [entry for entry in NAVIGATION if entry[1] in there]


def _address(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _fit(value: Any) -> Any:
    """What stands for a value in a page."""
    go_on()  # so that a page that nobody waits for any longer is not written to its end
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return shown(value[:LONGEST]) + (" …" if len(value) > LONGEST else "")
    return f"{value:.2f}" if isinstance(value, float) else value


def put(address: str, name: str, value: str | None) -> str:
    """The address with another value in its query, or without that one."""
    path, _, query = address.partition("?")
    kept = [(n, v) for n, v in parse_qsl(query, keep_blank_values=True) if n != name]
    added = [*kept, *([] if value is None else [(name, value)])]
    return f"{path}?{urlencode(added)}" if added else path


def kind_of(node: Node) -> str:
    """The word for a node's kind that names its colour and shape: a work that was not read is a reference."""
    return "reference" if node.kind is NodeKind.PAPER and not node.read else node.kind.value


def _kind_in_words(node: Node) -> str:
    return "cited work, not read" if kind_of(node) == "reference" else node.kind.value


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, which escape whatever is put into them."""
    templates = Environment(
        loader=PackageLoader("kg.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_fit,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {
        "address": entity_address,
        "api": lambda address: address.replace("/questions/", "/api/", 1),
        "decided": decided_phrase,
        "source_mark": source_mark,
        "excerpt": excerpt,
        "json": lambda value: htmlsafe_json_dumps(value, sort_keys=True),
        "kind": kind_of,
        "kind_in_words": _kind_in_words,
        "less": lambda address, name: put(address, name, None),
        "lineage_address": lineage_address,
        "outward": outward,
        "phrase": phrase,
        "phrase_backwards": phrase_backwards,
        "put": put,
        "ranked": rank_evidence,
        "remark": remark,
        "rule_words": rule_words,
        "said_at": said_at,
        "running": running,
        "short": lambda text, limit=80: short_title(text, limit=limit),
        "verbatim": verbatim,
    }
    templates.globals |= {"plural": plural, "EvidenceKind": EvidenceKind, "marks": MARKS}
    return templates
