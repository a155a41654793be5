"""The graph in forms that other programs read: the same graph gives the same bytes."""

from kg.views.export.forms import UNION, Form, UnknownFormatError
from kg.views.export.rdf import turtle
from kg.views.export.writing import Exported, ExportOptions, export, export_text, export_to, graph_hash

__all__ = [
    "UNION",
    "ExportOptions",
    "Exported",
    "Form",
    "UnknownFormatError",
    "export",
    "export_text",
    "export_to",
    "graph_hash",
    "turtle",
]
