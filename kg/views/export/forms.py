"""The forms that a graph can be exported in, and how a file's name tells which."""

from enum import StrEnum

from kg.core.errors import KgError


class Form(StrEnum):
    """A form of export, by the name that ``--format`` takes."""

    TURTLE = "ttl"
    TRIG = "trig"
    N_QUADS = "nq"
    N_TRIPLES = "nt"
    JSON_LD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"
    CSV = "csv"
    TABLES = "tables"
    SSSOM = "sssom"
    HTML = "html"
    CRATE = "crate"
    CROISSANT = "croissant"


UNION = frozenset({Form.TURTLE, Form.N_TRIPLES})
"""The forms that hold the union of all sources, each triple once."""

WHOLE = frozenset({*UNION, Form.TRIG, Form.N_QUADS, Form.JSON_LD, Form.CRATE})
"""The forms that hold the graph as RDF, with all that it says."""

WITH_TRIPLE_TERMS = frozenset({Form.TURTLE, Form.TRIG, Form.N_QUADS, Form.N_TRIPLES})
"""The forms that can hold RDF 1.2."""

_SUFFIXES = {
    ".sssom.tsv": Form.SSSOM,
    ".crate.zip": Form.CRATE,
    ".ttl": Form.TURTLE,
    ".trig": Form.TRIG,
    ".nq": Form.N_QUADS,
    ".nt": Form.N_TRIPLES,
    ".jsonld": Form.JSON_LD,
    ".graphml": Form.GRAPHML,
    ".gexf": Form.GEXF,
    ".dot": Form.DOT,
    ".gv": Form.DOT,
    ".csv": Form.CSV,
    ".zip": Form.TABLES,
    ".html": Form.HTML,
}


class UnknownFormatError(KgError):
    """The file's name tells no form that the graph can be written in."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return (
            f"{self.name}: no format goes by this suffix; give one of {', '.join(_SUFFIXES)}, or a folder's name with "
            "a slash behind it, or say --format"
        )


def form_of(name: str) -> Form:
    """The form that a file's name tells by its suffix, or that a folder's does: an RO-Crate if it ends in "crate".

    >>> form_of("graph.TTL"), form_of("same.sssom.tsv"), form_of("out/"), form_of("my-crate/"), form_of(".nq")
    (<Form.TURTLE: 'ttl'>, <Form.SSSOM: 'sssom'>, <Form.TABLES: 'tables'>, <Form.CRATE: 'crate'>, <Form.N_QUADS: 'nq'>)

    Raises:
        UnknownFormatError: it tells none.
    """
    lower = name.lower()
    if lower.endswith(("/", "\\")):
        return Form.CRATE if lower.rstrip("/\\").endswith("crate") else Form.TABLES
    found = next((form for suffix, form in _SUFFIXES.items() if lower.endswith(suffix)), None)
    if found is None:
        raise UnknownFormatError(name)
    return found


_ALSO_NAMED = {Form.CRATE: Form.TABLES, Form.CROISSANT: Form.JSON_LD}
"""Forms that may bear the suffix of another: a crate is packed as tables are, a Croissant file is JSON-LD."""


def other_form(name: str, form: Form) -> Form | None:
    """The form that the name says, where it is another than this one and would mislead; else None.

    >>> other_form("graph.nq", Form.TURTLE), other_form("graph.txt", Form.TURTLE), other_form("crate.zip", Form.CRATE)
    (<Form.N_QUADS: 'nq'>, None, None)
    """
    if name.endswith(("/", "\\")):
        return None
    try:
        said = form_of(name)
    except UnknownFormatError:
        return None
    return None if said in (form, _ALSO_NAMED.get(form)) else said
