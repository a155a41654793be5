"""Papers in RDF files of others, as references."""

from kg.core.document import Reference
from kg.core.identifiers import arxiv_id, digest, doi
from kg.store import vocabulary as v
from kg.store.foreign_triples import NAMES, ForeignTriples
from kg.store.triples import read_list


def read_work(graph: ForeignTriples, node: str) -> Reference | None:
    """The paper at the node, as the fullest of the entries and files that stand for it tell; None for no paper."""
    found = [_from_bearer(graph, bearer) for bearer in sorted(graph.bearers.get(node, ()))]
    best = max(found, key=_fullness, default=None)
    title = (best.title if best else None) or graph.one(node, *NAMES)
    number = (best.arxiv if best else None) or (arxiv_id(f"arxiv {node}") if "arxiv.org" in node else None)
    name = (best.doi if best else None) or doi(node)
    if not (title or number or name):
        return None
    authors = best.authors if best else ()
    parts = (", ".join(authors), title or "", f"arXiv:{number}" if number else f"doi:{name}" if name else "")
    raw = best.raw if best and best.raw else ". ".join(p for p in parts if p)
    return Reference(
        f"work-{digest(raw if node.startswith('_:') else node, length=12)}",
        raw,
        None,
        title,
        authors,
        best.year if best else None,
        best.venue if best else None,
        name,
        number,
    )


def _from_bearer(graph: ForeignTriples, bearer: str) -> Reference:
    node = bearer if bearer.startswith("_:") else bearer[1:-1]
    one = graph.one
    year = one(node, v.SCHEMA_DATE_PUBLISHED) or ""
    try:
        authors = read_list(one(node, v.KG_AUTHOR_LIST))
    except (ValueError, TypeError):
        authors = ()
    return Reference(
        "bearer",
        one(node, v.DCTERMS_BIBLIOGRAPHIC_CITATION) or "",
        None,
        one(node, v.DCTERMS_TITLE),
        tuple(map(str, authors)),  # whatever a foreign file has in its list
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        one(node, v.KG_VENUE),
        one(node, v.KG_DOI),
        one(node, v.KG_ARXIV),
    )


def _fullness(reference: Reference) -> tuple[int, int, str]:
    told = (reference.title, reference.year, reference.venue)
    return sum(part is not None for part in told), len(reference.authors), reference.raw
