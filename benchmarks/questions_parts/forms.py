"""The model papers as kg encodes them, turned into text with holes: what is printed has the form that kg stores.

Tokens stand for names, and every IRI that hashes something is known by its digest. Those of statements and works are
hashed anew for each paper, since questions find them by their hash; those of evidence need only differ.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.core.identifiers import digest
from kg.core.names import fold
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.encoding import encode
from kg.store.identity import alone
from kg.store.terms import run_iri
from questions_parts.model_paper import REFERENCES, SHA256, WITH_DOI, bare_title_of, title_of, with_holes
from questions_parts.world import Filled

_DIGEST = re.compile(r"https://w3id\.org/kg/id/(?:evidence|selector)/([0-9a-f]{20})")
_TOKEN = re.compile(r"(q[dmr][0-9]+q|qpq)")
_UNKEPT = (Predicate.INTRODUCES, Predicate.INTRODUCED_BY, Predicate.MENTIONS)
_KEPT = {
    *(v.PREDICATE_TERMS[p] for p in Predicate if p not in _UNKEPT),
    *(v.KG_DEPENDS_ON, v.SCHEMA_ENCODES_CREATIVE_WORK),
}
_OWN = {
    (v.RDF_TYPE, v.SCHEMA_SCHOLARLY_ARTICLE.value),
    (v.KG_READ_STATUS, v.KG_READ.value),
    (v.RDFS_LABEL, title_of("qpq")),
    (v.KG_FOLDED_NAME, fold(title_of("qpq"))),
    *((v.CITO_CITES, f"{v.PREFIXES['doi']}10.5555/qr{place}q") for place in (4, 6, 12)),
}
_SURNAME = "fenn"


class Form:
    """One kind of paper as N-Quads with holes; ``bare`` keeps no more of it than ``_bared`` says."""

    def __init__(self, kind: str, *, bare: bool) -> None:
        paper = with_holes(kind)
        quads = encode(paper, alone(paper))
        if bare:
            quads = list(_bared(quads))
        self.quads = len(quads)
        self._statements = {old: tuple(map(_TOKEN.split, ends)) for old, ends in _statements(quads).items()}
        self._run = run_iri(paper.version, paper.settings, SHA256).value.rpartition("/")[2]
        self._version, self._settings = paper.version, paper.settings
        text = _text(quads)
        self._hashed = sorted(set(_DIGEST.findall(text)))
        works = {k: _bare_work(f"qr{k}q") for k in range(WITH_DOI, REFERENCES)}
        self._works = {k: work for k, work in works.items() if work in text}
        known = [SHA256, SHA256[:20], self._run, *self._hashed, *self._statements, *self._works.values()]
        self._parts = re.split(f"(q[dmr][0-9]+q|qpq|{'|'.join(known)})", text)
        self._holes = self._parts[1::2]

    def printed(self, filled: Filled) -> str:
        """The paper as N-Quads: each triple in the graph of its file, and in the union of all."""
        values = self._values(filled)
        parts = self._parts.copy()
        parts[1::2] = [values[hole] for hole in self._holes]
        return "".join(parts)

    def _values(self, filled: Filled) -> dict[str, str]:
        names = {"qpq": filled.paper}
        for letter, given in (("d", filled.datasets), ("m", filled.models), ("r", filled.works)):
            names |= {f"q{letter}{place}q": name for place, name in enumerate(given)}
        sha256 = sha256_of(filled.paper)
        values = names | {SHA256: sha256, SHA256[:20]: sha256[:20]}
        values[self._run] = run_iri(self._version, self._settings, sha256).value.rpartition("/")[2]
        fresh = hashlib.shake_128(sha256.encode()).hexdigest(10 * len(self._hashed))
        values |= {old: fresh[20 * place : 20 * place + 20] for place, old in enumerate(self._hashed)}
        values |= {old: digest(*(_filled(end, names) for end in ends)) for old, ends in self._statements.items()}
        return values | {old: _bare_work(names[f"qr{place}q"]) for place, old in self._works.items()}


def sha256_of(paper: str) -> str:
    """The digest of the paper's file, which nobody wrote."""
    return digest("file", paper, length=64)


def not_read(works: Iterable[str]) -> str:
    """That these works were not read, as N-Quads."""
    lines = []
    for work in works:
        node = f"{v.PREFIXES['work']}{_bare_work(work)}" if work[0] == "u" else f"{v.PREFIXES['doi']}10.5555/{work}"
        triple = f"<{node}> <{v.KG_READ_STATUS.value}> <{v.KG_NOT_READ.value}>"
        lines.append(f"{triple} <{v.ID}graph/status> .\n{triple} .\n")
    return "".join(lines)


def doubled(quads: Iterable[Quad]) -> str:
    """Quads of a named graph and their triples in the default graph, as N-Quads."""
    return _text(list(quads))


@lru_cache(maxsize=1 << 16)
def _bare_work(work: str) -> str:
    return digest(f"{fold(bare_title_of(work))}|{_SURNAME}")


def _text(quads: list[Quad]) -> str:
    both = [*quads, *(Quad(q.subject, q.predicate, q.object) for q in quads)]
    return serialize(both, format=RdfFormat.N_QUADS).decode()


def _statements(quads: Iterable[Quad]) -> dict[str, tuple[str, str, str]]:
    """The digest of each statement with the ends that it hashes, tokens in them."""
    ends: dict[str, dict[NamedNode, str]] = {}
    for quad in quads:
        if quad.predicate in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT):
            ends.setdefault(quad.subject.value.rpartition("/")[2], {})[quad.predicate] = quad.object.value
    return {node: (e[v.RDF_SUBJECT], e[v.RDF_PREDICATE], e[v.RDF_OBJECT]) for node, e in ends.items()}


def _filled(iri: list[str], names: Mapping[str, str]) -> str:
    return "".join(names.get(part, part) for part in iri)


def _bared(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What is left of a paper: that it was read, its title, plain triples of what it uses, and a few citations."""
    for quad in quads:
        subject, predicate, target = str(quad.subject), quad.predicate, quad.object.value
        own = "qpq" in subject and (predicate, target) in _OWN
        popular = predicate == v.SKOS_PREF_LABEL and target in ("Set qd5q", "Net qm3q")
        introduced = predicate == v.KG_INTRODUCED_BY and ("qd5q" in subject or "qpq" in target)
        kept = predicate in _KEPT and "/statement/" not in subject
        mentioned = predicate == v.SCHEMA_MENTIONS and target.endswith(("qd6q", "qd7q"))
        if own or popular or introduced or kept or mentioned:
            yield quad
