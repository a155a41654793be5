"""The words that stand for relations outside RDF: those of kg's predicates, and of matches."""

from kg.core.statement import Predicate
from kg.store import vocabulary as v

TERMS = {p.value: term for p, term in v.PREDICATE_TERMS.items() if p is not Predicate.INTRODUCES} | {
    "licence": v.KG_LICENCE_NAME,
    "status": v.SCHEMA_CREATIVE_WORK_STATUS,
    **{f"{kind.value}_match": term for kind, term in v.MATCH_TERMS.items()},
}
"""The term of each word; kg:introducedBy goes by introduced_by, whoever says so."""

WORDS = {term.value: word for word, term in TERMS.items()}
"""The word for each term's IRI."""
