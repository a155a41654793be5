"""What goes by a name in a graph."""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.core.identifiers import arxiv_id, doi
from kg.core.names import fold, without_article
from kg.store import vocabulary as v
from kg.store.lookup import Lookup
from kg.store.terms import node_named

_ARXIV = re.compile(r"(?:arxiv\s*:?\s*)?(\S+?)(?:v\d+)?", re.IGNORECASE)


def nodes_called(look: Lookup, name: str) -> set[NamedNode]:
    """The nodes that go by this name, id, arXiv id, DOI or IRI; without its article where none does."""
    return set(_exactly(look, name.strip())) or set(_folded(look, without_article(name.strip())))


def names_in(look: Lookup) -> list[str]:
    """The names of the graph's papers, datasets and models, sorted, without repetition."""
    return sorted(
        {
            text
            for property_ in (v.RDFS_LABEL, v.SKOS_ALT_LABEL)
            for subject, text in look.literals(property_)
            if not subject.value.startswith((v.PREFIXES["collection"], v.PREFIXES["graph"]))
        }
    )


def _exactly(look: Lookup, name: str) -> Iterator[NamedNode]:
    yield from _folded(look, name)
    yield from _identified(look, name) if _storable(name) else ()
    bare = name.removeprefix("<").removesuffix(">")
    if "://" in bare and (named := node_named(bare)) is not None:
        yield named
    parts = _ARXIV.fullmatch(name)
    if parts and (number := arxiv_id(f"arxiv {name}")) == parts.group(1):
        yield from _bearing(look, f"arxiv:{number}")
    if (number := doi(name)) is not None and name.lower().endswith(number):
        yield from _bearing(look, f"doi:{number}")


def _identified(look: Lookup, name: str) -> list[NamedNode]:
    """The things with this id, else those that go by another one since people merged or parted them."""
    identifier = Literal(name)
    return look.subjects(v.DCTERMS_IDENTIFIER, identifier) or look.subjects(v.KG_FORMER_ID, identifier)


def _folded(look: Lookup, name: str) -> Iterator[NamedNode]:
    folded = fold(name)
    yield from look.subjects(v.KG_FOLDED_NAME, Literal(folded)) if folded else ()


def _bearing(look: Lookup, key: str) -> Iterator[NamedNode]:
    """The works of those that bear the key."""
    for bearer in look.subjects(v.KG_WORK_KEY, Literal(key)):
        yield from look.nodes(bearer, v.BIRO_REFERENCES)
        yield from look.nodes(bearer, v.SCHEMA_ENCODES_CREATIVE_WORK)


def _storable(text: str) -> bool:
    try:
        Literal(text)
    except ValueError:
        return False
    return True
