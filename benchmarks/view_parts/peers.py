"""The same picture, at the same places, as other libraries draw it.

The places are reckoned on each page by kg's own layout, which thus is in the time of all until they have painted.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from jinja2.utils import htmlsafe_json_dumps

from kg.views.picture import Picture
from kg.views.picture_json import picture_json

_OURS = ("model.js", "layout.js")
_PLACED = """
const data = JSON.parse(document.getElementById("data").textContent);
const model = kgExplorer.model(data);
for (const n of model.nodes) n.width = 90;
const { positions } = kgExplorer.layout(model.nodes, model.links, { width: 1360, height: 820 });
const done = () => document.body.classList.add("ready");
"""
_CYTOSCAPE = """
const cheap = CHEAP;

const ends = (l) => ({ source: "n" + l.source, target: "n" + l.target });
const elements = [
    ...model.nodes.map((n) => ({ data: { id: "n" + n.id, label: n.name }, position: { ...positions.get(n.id) } })),
    ...model.links.map((l) => ({ data: { id: "l" + l.id, ...ends(l) } })),
];
const label = cheap ? {} : { label: "data(label)", "text-valign": "center" };
const thing = { ...label, width: 90, height: 26, shape: "round-rectangle" };
const curve = cheap ? { "curve-style": "haystack" } : { "curve-style": "bezier", "target-arrow-shape": "triangle" };
const link = { ...curve, opacity: 0.5, width: 1.3 };
const style = [{ selector: "node", style: thing }, { selector: "edge", style: link }];
const container = document.getElementById("stage");
const drawn = cytoscape({ container, elements, style, layout: { name: "preset" }, ...OPTIONS });
drawn.fit(undefined, 40);
drawn.one("render", done);
"""
_SIGMA = """
const graph = new graphology.MultiDirectedGraph();
for (const n of model.nodes) {
    const { x, y } = positions.get(n.id);
    graph.addNode(n.id, { x, y: -y, size: 4, label: n.name, color: "#00649c" });
}
for (const l of model.links) graph.addDirectedEdge(l.source, l.target, { size: 1, color: "#bbbbbb" });
const drawn = new Sigma(graph, document.getElementById("stage"), { defaultEdgeType: "arrow" });
requestAnimationFrame(done);
"""


def _cytoscape(options: str, *, cheap: bool = False) -> str:
    """The script; what is cheap has no labels and no arrows, and links that are straight lines."""
    return _CYTOSCAPE.replace("OPTIONS", options).replace("CHEAP", "true" if cheap else "false")


_DRAWN: Mapping[str, tuple[tuple[str, ...], str]] = {
    "cytoscape": (("cytoscape.min.js",), _cytoscape("{}")),
    "cytoscape, cheapest": (
        ("cytoscape.min.js",),
        _cytoscape("{ hideEdgesOnViewport: true, textureOnViewport: true, pixelRatio: 1 }", cheap=True),
    ),
    "cytoscape, WebGL": (
        ("cytoscape.min.js",),
        _cytoscape('{ renderer: { name: "canvas", webgl: true } }'),
    ),
    "sigma, graphology": (("graphology.umd.min.js", "sigma.min.js"), _SIGMA),
}


def peer_pages(picture: Picture, folder: Path) -> dict[str, str]:
    """A page by the name of each peer whose files lie in the folder, as their npm packages have them."""
    data = htmlsafe_json_dumps(picture_json(picture), separators=(",", ":"))
    ours = [files("kg.web").joinpath("assets", "explorer", name).read_text("utf-8") for name in _OURS]
    pages = {}
    for name, (needed, drawing) in _DRAWN.items():
        if all((folder / file).is_file() for file in needed):
            scripts = [*ours, *((folder / file).read_text("utf-8") for file in needed), _PLACED + drawing]
            inline = "".join(f"<script>{script}</script>" for script in scripts)
            pages[name] = (
                "<!doctype html><meta charset=utf-8><style>html,body,#stage{height:100%;margin:0}</style>"
                f'<div id=stage></div><script type="application/json" id=data>{data}</script>{inline}'
            )
    return pages
