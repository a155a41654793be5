"""Handles of papers, for a log that outlives what is known of them: from a handle to the paper's IRI and back."""

from pyoxigraph import NamedNode

from kg.core.identifiers import arxiv_id, doi
from kg.store.identity import Identity, WorkKeys
from kg.store.keys import StoredKeys
from kg.store.terms import iri_of
from kg.store.vocabulary import BIRO_REFERENCES, PREFIXES, SCHEMA_ENCODES_CREATIVE_WORK


def handle_keys(handle: str) -> WorkKeys | None:
    """The keys that the handle stands for; None for one that is a hash, or no handle of a paper."""
    form, _, told = handle.partition(":")
    match form:
        case "arxiv":
            return WorkKeys(arxiv=arxiv_id(f"arxiv {told}") or told)
        case "doi":
            return WorkKeys(doi=doi(told) or told)
        case "title":
            title, _, surname = told.partition("|")
            return WorkKeys(title=title, surname=surname)
    return None


def paper_of(handle: str, identity: Identity) -> str:
    """The IRI of the paper that goes by the handle, as the graph's identity has it now."""
    keys = handle_keys(handle)
    return identity(keys) if keys else iri_of(PREFIXES["work"] + handle.partition(":")[2]).value


def paper_handle(iri: str, keys: StoredKeys, identity: Identity) -> str:
    """The handle of the paper at the IRI: by arXiv id or DOI, else by title and author, else by its hash."""
    for form in ("arxiv", "doi"):
        if iri.startswith(PREFIXES[form]):
            handle = f"{form}:{iri.removeprefix(PREFIXES[form])}"
            if paper_of(handle, identity) == iri:
                return handle
    bearers = (b for p in (SCHEMA_ENCODES_CREATIVE_WORK, BIRO_REFERENCES) for b in keys.of_work(NamedNode(iri), p))
    handles = {f"title:{k.title}|{k.surname}" for k in bearers if k.title}
    fitting = sorted(handle for handle in handles if paper_of(handle, identity) == iri)
    return next(iter(fitting), f"work:{iri.removeprefix(PREFIXES['work'])}")
