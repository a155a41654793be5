"""Where a thing of the graph has its page: addresses made of IRIs, and IRIs of addresses."""

from urllib.parse import quote, unquote

from kg.store.vocabulary import ID, PREFIXES

_FOREIGN = {"arxiv": "/.", "doi": "/.-_():;"}
"""Signs that stand in the IRIs of works as they are; all else is percent-encoded there."""


def entity_address(iri: str) -> str:
    """The address of the page of what the IRI names.

    >>> entity_address("https://w3id.org/kg/id/dataset/c4"), entity_address("https://arxiv.org/abs/2302.13971")
    ('/entity/dataset/c4', '/entity/arxiv/2302.13971')
    >>> entity_address("https://example.org/a?b")
    '/entity?iri=https%3A%2F%2Fexample.org%2Fa%3Fb'
    """
    for beginning, folder in ((ID, ""), *((PREFIXES[kind], f"{kind}/") for kind in _FOREIGN)):
        rest = iri.removeprefix(beginning)
        if rest != iri and rest and entity_iri_at(folder + unquote(rest)) == iri:
            return f"/entity/{folder}{rest}"
    return f"/entity?iri={quote(iri, safe='')}"


def entity_iri_at(path: str) -> str:
    """The IRI of what has its page at this path below ``/entity/``, percent-encoding resolved.

    >>> entity_iri_at("dataset/common crawl/en"), entity_iri_at("doi/10.1000/abc")
    ('https://w3id.org/kg/id/dataset/common%20crawl%2Fen', 'https://doi.org/10.1000/abc')
    """
    kind, _, name = path.partition("/")
    if kind in _FOREIGN:
        return PREFIXES[kind] + quote(name, safe=_FOREIGN[kind])
    return f"{ID}{quote(kind, safe='')}/{quote(name, safe='')}"


def lineage_address(iri: str) -> str:
    """The address of the lineage of what the IRI names, as a picture."""
    return f"/lineage?name={quote(iri, safe='')}"
