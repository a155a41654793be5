"""Terms of a query that no graph of kg's holds: misspelt, they would give an empty answer and no word of why."""

import re
from collections.abc import Iterator
from itertools import islice

from pyoxigraph import NamedNode

from kg.nearest import nearest_to
from kg.store import vocabulary as v
from kg.store.sparql_tokens import Token, TokenKind, tokens, unescaped

_OPEN = {v.PREFIXES[prefix] for prefix in ("rdf", "xsd")}
"""Vocabularies of which queries use more than graphs hold: lists, and types to convert to."""
_HELD = frozenset(term.value for term in vars(v).values() if isinstance(term, NamedNode))
_FIRST = ("kg", "schema", "fair4ml")  # what most queries ask in
_NAMESPACES = tuple(
    namespace
    for namespace in dict.fromkeys((*(v.PREFIXES[prefix] for prefix in _FIRST), *v.PREFIXES.values()))
    if namespace not in _OPEN and any(held.startswith(namespace) for held in _HELD)
)
_LOCAL = re.compile(r"[A-Za-z]\w*")
_MOST = 5
_LONGEST = 80


def unknown_terms(query: str, *, ours_alone: bool = False) -> tuple[str, ...]:
    """A sentence for each term, of the vocabularies that kg writes, which the query uses and no graph of kg's holds.

    With ours_alone only those of the ontology of kg itself: where others have put triples beside.

    >>> unknown_terms("SELECT * { ?s kg:trainsOm ?o ; kg:trainsOn ?x }")
    ('kg:trainsOm is not in the ontology; did you mean kg:trainsOn or fair4ml:trainedOn?',)
    """
    found = dict.fromkeys(_iris(query))
    said = (_said(iri) for iri in found if not ours_alone or iri.startswith(v.KG))
    return tuple(islice((sentence for sentence in said if sentence), _MOST))


def _said(iri: str) -> str | None:
    namespace = next((n for n in _NAMESPACES if iri.startswith(n)), None)
    if namespace is None or iri in _HELD:
        return None
    local = iri.removeprefix(namespace)
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST:
        return None
    names: dict[str, str] = {}
    for home in (namespace, *_NAMESPACES):
        for held in sorted(held for held in _HELD if held.startswith(home)):
            names.setdefault(held.removeprefix(home), _short(held, home))
    near = [names[name] for name in nearest_to(local, names)]
    meant = f"did you mean {' or '.join(near)}?" if near else "the reference of the ontology lists its terms"
    where = "in the ontology" if namespace == v.KG else "among the terms that kg's graphs hold"
    return f"{_short(iri, namespace)} is not {where}; {meant}"


def _short(iri: str, namespace: str) -> str:
    prefix = next(prefix for prefix, held in v.PREFIXES.items() if held == namespace)
    return f"{prefix}:{iri.removeprefix(namespace)}"


def _iris(query: str) -> Iterator[str]:
    """The IRIs that stand in the query, by their prefixes or in full; those of its PREFIX lines left out."""
    prefixes, declared = dict(v.PREFIXES), list[Token]()
    for token in tokens(unescaped(query)):
        if token.kind is TokenKind.WORD and token.upper == "PREFIX":
            declared = [token]
        elif declared and token.kind is TokenKind.NAME and len(declared) == 1:
            declared.append(token)
        elif len(declared) == 2 and token.kind is TokenKind.IRI:
            prefixes[declared[1].text.removesuffix(":")] = token.text[1:-1]
            declared = []
        elif token.kind is TokenKind.IRI:
            yield token.text[1:-1]
        elif token.kind is TokenKind.NAME:
            prefix, _, local = token.text.partition(":")
            yield prefixes.get(prefix, f"{prefix}:") + local.rstrip(".")
