"""Which things are one and which are not, as a mapping set in SSSOM's TSV."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from pyoxigraph import NamedNode

from kg.core.identifiers import digest
from kg.core.imported import MatchKind
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.licences import licence_iri
from kg.store.lookup import Lookup
from kg.views.export.tables import safe_cell
from kg.views.shown import plural

_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "confidence", "mapping_source", "comment"),
)
_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
_JUSTIFICATION = re.compile(
    "semapv:(?:MappingReview|ManualMappingCuration|LogicalReasoning|LexicalMatching|CompositeMatching|UnspecifiedMatching|"
    "SemanticSimilarityThresholdMatching|LexicalSimilarityThresholdMatching|MappingChaining|MappingInversion|"
    r"StructuralMatching|InstanceBasedMatching|BackgroundKnowledgeBasedMatching)\b"
)
_NO_REASON = "semapv:UnspecifiedMatching"
_SPLIT = re.compile(r"(.*[/#:=])([^/#:=]+/?)")
_GIVEN = {
    "skos": v.PREFIXES["skos"],
    "semapv": "https://w3id.org/semapv/vocab/",
    **{name: v.PREFIXES[name] for name in ("collection", "dataset", "model", "arxiv", "doi", "work")},
}


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """A match between two things as one source states it; labels are empty where a thing has none."""

    subject: str
    kind: MatchKind
    object: str
    source: str
    confidence: float
    note: str
    subject_label: str
    object_label: str


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
    """All matches that the graph's statements tell, sorted."""
    found = []
    for kind, term in v.MATCH_TERMS.items():
        for statement in look.subjects(v.RDF_PREDICATE, term):
            (subject,), (target,) = look.nodes(statement, v.RDF_SUBJECT), look.nodes(statement, v.RDF_OBJECT)
            for evidence in look.nodes(statement, v.PROV_WAS_DERIVED_FROM):
                said = look.properties(evidence)
                source, note = said.get(v.DCTERMS_SOURCE.value, ""), said.get(v.RDFS_COMMENT.value, "")
                labels = (look.text(end, v.SKOS_PREF_LABEL) or "" for end in (subject, target))
                told = source, float(said[v.KG_CONFIDENCE.value]), note
                found.append(Mapping(subject.value, kind, target.value, *told, *labels))
    return sorted(found)


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
    return [
        *(curie(mapping.subject), str(safe_cell(mapping.subject_label)), curie(term.value), "Not" if rejected else ""),
        *(curie(mapping.object), str(safe_cell(mapping.object_label)), reason.group() if reason else _NO_REASON),
        *(str(mapping.confidence), curie(mapping.source), str(safe_cell(comment))),
    ]
