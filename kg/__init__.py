"""kg: which data do research papers rest on, and who says so?

>>> import kg
>>> document = kg.read_document(kg.shipped("examples", "papers", "flightpath.txt"))
>>> extraction = kg.extract(document)
>>> [entity.name for entity in extraction.entities if entity.kind == "model"]
['Quail-2']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.core.version import __version__

if TYPE_CHECKING:
    from kg.api import Graph, build_graph, extract, impact, leaks, licenses, open_graph, query, read_document, trace
    from kg.resources import shipped


__all__ = [
    "Graph",
    "__version__",
    "build_graph",
    "extract",
    "impact",
    "leaks",
    "licenses",
    "open_graph",
    "query",
    "read_document",
    "shipped",
    "trace",
]


def __getattr__(name: str) -> Any:
    # the functions bring the whole road with them, so they are loaded when first asked for
    if name == "shipped":
        return import_module("kg.resources").shipped
    if name in __all__ and not name.startswith("_"):
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    # completion offers what is loaded when first asked for, and no folders
    return list(__all__)
