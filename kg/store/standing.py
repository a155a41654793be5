"""What is said of a thing itself, as RDF: its licences, and that it was withdrawn."""

from collections import defaultdict
from collections.abc import Callable

from pyoxigraph import NamedNode

from kg.core.lineage import Licence, SourcedEvidence, Withdrawal
from kg.core.registry import KnownEntity, KnownLicence, KnownWithdrawal
from kg.core.statement import BackgroundEvidence
from kg.store import vocabulary as v
from kg.store.evidence import add_background_evidence, add_evidenced_triple, add_licence, read_background_evidence
from kg.store.lookup import Lookup
from kg.store.originals import Extra
from kg.store.terms import clean, date_literal, hashed_iri, literal, statement_iri
from kg.store.triples import TripleIndex, TripleSet

_LISTED = 0.7  # how far what a source prints beside a thing is believed

Said = Callable[[NamedNode], tuple[SourcedEvidence, ...]]
"""Gives the evidence of an rdf:Statement, sorted."""


def licence_statement(node: NamedNode, name: str) -> NamedNode:
    """The IRI of the rdf:Statement that the thing has a licence of this name: the same in every source."""
    return hashed_iri("statement", node.value, v.KG_LICENCE_NAME.value, clean(name))


def withdrawal_statement(node: NamedNode) -> NamedNode:
    """The IRI of the rdf:Statement that the thing was withdrawn."""
    return statement_iri(node, v.SCHEMA_CREATIVE_WORK_STATUS, v.KG_WITHDRAWN)


def add_standing(triples: TripleSet, node: NamedNode, entity: KnownEntity) -> None:
    """Add the licences and the withdrawal that collections tell of the entity, each with its evidence."""
    add_licence(triples, node, entity.licence)
    for licence in entity.licences:
        add_licence(triples, node, licence.name)
        statement = licence_statement(node, licence.name)
        triples.add(statement, v.RDF_TYPE, v.RDF_STATEMENT)
        triples.add(statement, v.RDF_SUBJECT, node)
        triples.add(statement, v.RDF_PREDICATE, v.KG_LICENCE_NAME)
        triples.add(statement, v.RDF_OBJECT, literal(licence.name))
        of = (entity.id, v.KG_LICENCE_NAME.value, clean(licence.name))
        said = (add_background_evidence(triples, e, of=of) for e in licence.evidence)
        triples.add(statement, v.PROV_WAS_DERIVED_FROM, *said)
    if entity.withdrawn is not None:
        about = (entity.id, v.SCHEMA_CREATIVE_WORK_STATUS.value)
        evidence = [add_background_evidence(triples, e, of=about) for e in entity.withdrawn.evidence]
        add_evidenced_triple(triples, node, v.SCHEMA_CREATIVE_WORK_STATUS, v.KG_WITHDRAWN, evidence)
        if entity.withdrawn.date is not None:
            triples.add(node, v.PROV_INVALIDATED_AT_TIME, date_literal(entity.withdrawn.date))


def read_licences(index: TripleIndex, node: NamedNode) -> tuple[KnownLicence, ...]:
    """The licences that collections tell of the thing, by name; those that nobody is named for stay out."""
    found = []
    for name in index.all(node, v.KG_LICENCE_NAME):
        said = index.all(licence_statement(node, name), v.PROV_WAS_DERIVED_FROM)
        evidence = [read_background_evidence(index, NamedNode(e)) for e in said]
        if evidence:
            found.append(KnownLicence(name, tuple(sorted(evidence, key=lambda e: e.source))))
    return tuple(sorted(found, key=lambda licence: licence.name))


def read_withdrawal(index: TripleIndex, node: NamedNode) -> KnownWithdrawal | None:
    """That the thing was withdrawn, as it was encoded; None where nobody says so."""
    said = index.all(withdrawal_statement(node), v.PROV_WAS_DERIVED_FROM)
    if not said:
        return None
    evidence = sorted((read_background_evidence(index, NamedNode(e)) for e in said), key=lambda e: (e.source, e.work))
    return KnownWithdrawal(index.get(node, v.PROV_INVALIDATED_AT_TIME), tuple(evidence))


def kept_standing(entity: KnownEntity) -> dict[str, object]:
    """Licences and withdrawal as values that JSON holds; nothing where there are none."""
    kept: dict[str, object] = {}
    if entity.licences:
        kept["licences"] = [[licence.name, list(map(_kept, licence.evidence))] for licence in entity.licences]
    if entity.withdrawn is not None:
        kept["withdrawn"] = [entity.withdrawn.date, list(map(_kept, entity.withdrawn.evidence))]
    return kept


def standing_kept(kept: Extra) -> tuple[tuple[KnownLicence, ...], KnownWithdrawal | None]:
    """Licences and withdrawal as they were kept."""
    licences = (
        KnownLicence(name, tuple(BackgroundEvidence(*e) for e in said)) for name, said in kept.get("licences", ())
    )
    gone = kept.get("withdrawn")
    withdrawn = KnownWithdrawal(gone[0], tuple(BackgroundEvidence(*e) for e in gone[1])) if gone else None
    return tuple(licences), withdrawn


def _kept(evidence: BackgroundEvidence) -> list[object]:
    return [evidence.source, evidence.licence, evidence.confidence, evidence.work, evidence.note]


def licences_in(look: Lookup, node: NamedNode, said: Said) -> tuple[Licence, ...]:
    """The licences that stand in a store for the thing, by name, and who says so.

    Where no statement names who, it is the source in whose graph the licence stands.
    """
    stated = defaultdict[str, dict[SourcedEvidence, None]](dict)
    for name, graph in look.texts_by_graph(node, v.KG_LICENCE_NAME):
        stated[name] |= dict.fromkeys(said(licence_statement(node, name)) or _listed(look, node, graph))
    return tuple(Licence(name, tuple(evidence)) for name, evidence in sorted(stated.items()))


def _listed(look: Lookup, node: NamedNode, graph: NamedNode) -> tuple[SourcedEvidence, ...]:
    """That the collection, or the imported source, whose graph this is prints it beside the thing."""
    return tuple(
        SourcedEvidence(
            source=collection.value,
            label=look.text(collection, v.RDFS_LABEL) or collection.value,
            confidence=_LISTED,
            extractor="registry",
            background=True,
            licence=look.text(collection, v.KG_LICENCE_NAME),
            imported=graph.value.startswith(v.PREFIXES["collection"]),
        )
        for collection in look.nodes_in(graph, node, v.DCTERMS_SOURCE)
    )


def withdrawal_in(look: Lookup, node: NamedNode, said: Said) -> Withdrawal | None:
    """That the thing was withdrawn, as it stands in a store; None where nobody says so."""
    if not look.has(node, v.SCHEMA_CREATIVE_WORK_STATUS, v.KG_WITHDRAWN):
        return None
    return Withdrawal(look.text(node, v.PROV_INVALIDATED_AT_TIME), said(withdrawal_statement(node)))
