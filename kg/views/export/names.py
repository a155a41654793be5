"""IRIs as prefixed names, and other terms as Turtle has them."""

import re
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.store import vocabulary as v

Term = NamedNode | BlankNode | Literal | Triple

# the longest first, so that "dataset:c4" wins over what its IRI begins with too
_PREFIXES = tuple(sorted(((iri, name) for name, iri in v.PREFIXES.items()), key=lambda p: (-len(p[0]), p)))
_LOCAL = re.compile(
    r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:(?:[A-Za-z0-9_.-]|%[0-9A-Fa-f]{2})*(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}))?"
)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+")


@lru_cache(maxsize=65_536)
def prefixed(iri: str) -> str | None:
    """The IRI by one of kg's prefixes; None where none fits or signs of the name would have to be escaped.

    >>> prefixed("https://w3id.org/kg/id/dataset/c4"), prefixed("https://doi.org/10.5555/a"), prefixed("urn:x")
    ('dataset:c4', None, None)
    """
    for namespace, name in _PREFIXES:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            return f"{name}:{local}" if _LOCAL.fullmatch(local) else None
    return None


@lru_cache(maxsize=65_536)
def node_name(iri: str) -> str:
    """The IRI as Turtle has it: as a prefixed name, or in angle brackets.

    >>> node_name("https://w3id.org/kg/ns#page"), node_name("https://doi.org/10.5555/a")
    ('kg:page', '<https://doi.org/10.5555/a>')
    """
    return prefixed(iri) or str(NamedNode(iri))


def term_name(term: Term) -> str:
    """The term as Turtle has it; numbers stand bare, and a triple between double brackets.

    >>> term_name(Literal("3", datatype=v.XSD_INTEGER)), term_name(Literal("2022", datatype=v.XSD_G_YEAR))
    ('3', '"2022"^^xsd:gYear')
    """
    match term:
        case NamedNode():
            return node_name(term.value)
        case Literal():
            return _literal(term)
        case Triple():
            return f"<<( {term_name(term.subject)} {node_name(term.predicate.value)} {term_name(term.object)} )>>"
        case _:
            return str(term)


def _literal(literal: Literal) -> str:
    kind, text = literal.datatype, literal.value
    bare = (kind == v.XSD_INTEGER and _INTEGER.fullmatch(text)) or (kind == v.XSD_DECIMAL and _DECIMAL.fullmatch(text))
    if bare:
        return text
    whole = str(literal)
    named = f"^^{kind}"
    return f"{whole.removesuffix(named)}^^{node_name(kind.value)}" if whole.endswith(named) else whole


def declarations(text: str | None = None) -> str:
    """Turtle's lines for kg's prefixes, by name; of those alone that the text uses, where one is given."""
    used = None if text is None else set(re.findall(r"(?<![\w:<])([a-z0-9]+):", text))
    names = sorted(name for name in v.PREFIXES if used is None or name in used)
    return "".join(f"@prefix {name}: <{v.PREFIXES[name]}> .\n" for name in names)
