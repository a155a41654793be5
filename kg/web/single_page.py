"""The graph as one HTML page that opens offline."""

from importlib.resources import files

from jinja2.utils import htmlsafe_json_dumps

from kg.core.lineage import NodeKind
from kg.views.pages import inline, policy
from kg.views.picture import Picture, PictureSource, lineage_picture, whole_picture
from kg.views.picture_json import picture_json, title_of
from kg.views.shown import plural
from kg.web.rendering import environment

EXPLORER_SCRIPTS = (
    "explorer/model.js",
    "explorer/visible.js",
    "explorer/layout.js",
    "explorer/scene.js",
    "explorer/paint.js",
    "explorer/stage.js",
    "explorer/elements.js",
    "explorer/panel.js",
    "explorer/tables.js",
    "explorer/files.js",
    "explorer/address.js",
    "explorer/filters.js",
    "explorer/emphasis.js",
    "explorer/finding.js",
    "explorer/menus.js",
    "explorer/keys.js",
    "explorer/printing.js",
    "explorer/explorer.js",
    "explorer/boot.js",
)
"""The explorer's scripts in the order in which they are loaded; the first makes the name that the others add to."""

_SCRIPTS = ("kg.js", *EXPLORER_SCRIPTS)
_STYLES = ("kg.css", "explorer.css")


def single_page(source: PictureSource, name: str | None = None) -> str:
    """The page of the whole graph, or of the lineage of one thing. The same graph gives the same page.

    It fetches nothing, and its policy lets nothing run but the page's own scripts.

    Raises:
        UnknownNameError: nothing goes by ``name``.
    """
    return page_of(whole_picture(source) if name is None else lineage_picture(source, name))


def page_of(picture: Picture) -> str:
    """The page of a picture."""
    scripts, styles = [_asset(script) for script in _SCRIPTS], [_asset(style) for style in _STYLES]
    values = {
        "title": title_of(picture),
        "summary": summary(picture),
        "policy": policy(scripts=scripts, styles=styles),
        "styles": [inline(style) for style in styles],
        "scripts": [inline(script) for script in scripts],
        "data": htmlsafe_json_dumps(picture_json(picture), separators=(",", ":"), sort_keys=True),
        "files": (),
        "src": None,
    }
    return environment().get_template("single_page.html.j2").render(**values).rstrip("\n") + "\n"


def summary(picture: Picture) -> str:
    """How much of each kind a picture has."""
    read = sum(1 for n in picture.nodes if n.kind is NodeKind.PAPER and n.read)
    cited = sum(1 for n in picture.nodes if n.kind is NodeKind.PAPER and not n.read)
    models = sum(1 for n in picture.nodes if n.kind is NodeKind.MODEL)
    datasets = sum(1 for n in picture.nodes if n.kind is NodeKind.DATASET)
    counts = [plural(read, "paper"), plural(models, "model"), plural(datasets, "dataset"), plural(cited, "cited work")]
    return ", ".join(counts)


def _asset(name: str) -> str:
    return files("kg.web").joinpath("assets", name).read_text("utf-8")
