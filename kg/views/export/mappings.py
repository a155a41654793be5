"""Which things are one and which are not, as a mapping set in SSSOM's TSV."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pyoxigraph import NamedNode

from kg.core.identifiers import digest
from kg.core.imported import MatchKind
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.licences import licence_iri
from kg.store.lookup import Lookup
from kg.store.terms import CURATION_GRAPH
from kg.views.export.tables import safe_cell
from kg.views.shown import plural

_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_date", "confidence", "mapping_source", "comment"),
)
_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
_JUSTIFICATION = re.compile(
    "semapv:(?:MappingReview|ManualMappingCuration|LogicalReasoning|LexicalMatching|CompositeMatching|UnspecifiedMatching|"
    "SemanticSimilarityThresholdMatching|LexicalSimilarityThresholdMatching|MappingChaining|MappingInversion|"
    r"StructuralMatching|InstanceBasedMatching|BackgroundKnowledgeBasedMatching)\b"
)
_NO_REASON, _BY_HAND = "semapv:UnspecifiedMatching", "semapv:ManualMappingCuration"
_SPLIT = re.compile(r"(.*[/#:=])([^/#:=]+/?)")
_GIVEN = {
    "skos": v.PREFIXES["skos"],
    "semapv": "https://w3id.org/semapv/vocab/",
    **{name: v.PREFIXES[name] for name in ("collection", "dataset", "graph", "model", "arxiv", "doi", "work")},
}


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """A match between two things as one source or person states it; labels are empty where a thing has none.

    by and when are those of a decision, empty for all else.
    """

    subject: str
    kind: MatchKind
    object: str
    source: str
    confidence: float
    note: str
    subject_label: str
    object_label: str
    by: str = ""
    when: str = ""


def write_mappings(graph: Graph, out: BinaryIO) -> str:
    """Write every match, one line for each source that states it; rejected pairs have the modifier Not.

    Identifiers are shortened by prefixes that the head declares; its licence is that of the sources where they agree.
    """
    look = Lookup(graph.store)
    found = mappings(look)
    ends = {iri for m in found for iri in (m.subject, m.object, m.source)}
    prefixes = _prefixes(ends)
    licences = {look.text(NamedNode(m.source), v.KG_LICENCE_NAME) for m in found}
    out.write(_head(found, prefixes, licences).encode())
    out.write(("\t".join(_COLUMNS) + "\n").encode())
    for mapping in found:
        out.write(("\t".join(_row(mapping, prefixes)) + "\n").encode())
    return plural(len(found), "mapping")


def mappings(look: Lookup) -> list[Mapping]:
    """All matches that the graph's statements tell, and what people made one thing of, sorted."""
    return sorted([*_stated(look), *_merged(look)])


def _stated(look: Lookup) -> Iterator[Mapping]:
    for kind, term in v.MATCH_TERMS.items():
        for statement in look.subjects(v.RDF_PREDICATE, term):
            (subject,), (target,) = look.nodes(statement, v.RDF_SUBJECT), look.nodes(statement, v.RDF_OBJECT)
            for evidence in look.nodes(statement, v.PROV_WAS_DERIVED_FROM):
                said = look.properties(evidence)
                source, note = said.get(v.DCTERMS_SOURCE.value, ""), said.get(v.RDFS_COMMENT.value, "")
                by, when = _decided(look, said.get(v.PROV_WAS_GENERATED_BY.value))
                told = source, float(said[v.KG_CONFIDENCE.value]), note, _label(look, subject), _label(look, target)
                yield Mapping(subject.value, kind, target.value, *told, by, when)


def _merged(look: Lookup) -> Iterator[Mapping]:
    """The things that another took the place of; a log tells who decided it, the graph does not."""
    for target in map(NamedNode, look.subjects_with(v.DCTERMS_REPLACES)):
        for former in look.nodes(target, v.DCTERMS_REPLACES):
            told = CURATION_GRAPH.value, 1.0, f"{_BY_HAND}; merged", "", _label(look, target)
            yield Mapping(former.value, MatchKind.EXACT, target.value, *told)


def _label(look: Lookup, node: NamedNode) -> str:
    return look.text(node, v.SKOS_PREF_LABEL) or ""


def _decided(look: Lookup, decision: str | None) -> tuple[str, str]:
    """Who made the decision, and when; empty where there is none."""
    if decision is None:
        return "", ""
    said = look.properties(NamedNode(decision))
    person = NamedNode(said[v.PROV_WAS_ASSOCIATED_WITH.value])
    return look.text(person, v.SCHEMA_NAME) or "", said[v.PROV_ENDED_AT_TIME.value]


def _prefixes(iris: Iterable[str]) -> dict[str, str]:
    """The namespaces of the IRIs by prefix: kg's own names, and numbers for the others in order."""
    others = sorted({_namespace(iri) for iri in iris} - {*_GIVEN.values(), ""})
    return {**_GIVEN, **{f"ns{number}": namespace for number, namespace in enumerate(others, 1)}}


def _namespace(iri: str) -> str:
    """What the IRI is shortened by: one of kg's namespaces where one fits, else all but its last part."""
    known = next((n for n in _GIVEN.values() if iri.startswith(n)), None)
    found = _SPLIT.fullmatch(iri)
    return known or (found[1] if found else "")


def _head(found: list[Mapping], prefixes: dict[str, str], licences: set[str | None]) -> str:
    only = licence_iri(next(iter(licences)) or "") if len(licences) == 1 else None
    lines = (
        "curie_map:",
        *(f'  {name}: "{namespace}"' for name, namespace in sorted(prefixes.items())),
        f'license: "{only.value if only else _UNSPECIFIED}"',
        f'mapping_set_id: "{v.ID}mappings/{digest(*map(repr, found))}"',
        'mapping_set_title: "Which datasets and models are one and which are not, exported by kg"',
    )
    return "".join(f"#{line}\n" for line in lines)


def _row(mapping: Mapping, prefixes: dict[str, str]) -> list[str]:
    by_namespace = {namespace: name for name, namespace in prefixes.items()}

    def curie(iri: str) -> str:
        namespace = _namespace(iri)
        return f"{by_namespace[namespace]}:{iri.removeprefix(namespace)}" if namespace else iri

    rejected = mapping.kind is MatchKind.REJECTED
    term = v.SKOS_EXACT_MATCH if rejected else v.MATCH_TERMS[mapping.kind]
    reason = _JUSTIFICATION.match(mapping.note)
    comment = mapping.note[reason.end() :].removeprefix("; ") if reason else mapping.note
    because = reason.group() if reason else _BY_HAND if mapping.by else _NO_REASON
    return [
        *(curie(mapping.subject), str(safe_cell(mapping.subject_label)), curie(term.value), "Not" if rejected else ""),
        *(curie(mapping.object), str(safe_cell(mapping.object_label)), because),
        *(str(safe_cell(mapping.by)).replace("|", "/"), mapping.when[:10], str(mapping.confidence)),
        *(curie(mapping.source), str(safe_cell(comment))),
    ]
