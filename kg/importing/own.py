"""IRIs that are kg's own, so that what kg exported means the same when it comes back."""

from urllib.parse import unquote

from kg.core.entity import EntityKind

_STARTS = {f"https://w3id.org/kg/id/{kind.value}/": kind for kind in EntityKind}


def own_id(iri: str | None) -> tuple[EntityKind, str] | None:
    """The kind and the identifier of the dataset or model that kg names by this IRI; None for any other.

    >>> own_id("https://w3id.org/kg/id/dataset/c4"), own_id("https://example.org/c4")
    ((<EntityKind.DATASET: 'dataset'>, 'dataset:c4'), None)
    """
    for start, kind in _STARTS.items():
        if iri and iri.startswith(start) and len(iri) > len(start):
            return kind, f"{kind.value}:{unquote(iri.removeprefix(start))}"
    return None
