"""SSSOM: mappings between identifiers as TSV, with their YAML head in commented lines."""

from collections.abc import Mapping
from typing import Any

from kg.core.entity import EntityKind
from kg.core.imported import Gathered, ImportedEvidence, Match, MatchKind, Named, PassedOver
from kg.importing.croissant import repository_in
from kg.importing.file import ImportFile
from kg.importing.licences import licence_name
from kg.importing.own import own_id
from kg.importing.plain import confidence_in, field, text_of
from kg.importing.tables import rows_of
from kg.importing.yaml_text import parse_yaml

_KINDS = {
    "exactmatch": MatchKind.EXACT,
    "sameas": MatchKind.EXACT,
    "equivalentclass": MatchKind.EXACT,
    "closematch": MatchKind.CLOSE,
    "broadmatch": MatchKind.BROAD,
    "narrowmatch": MatchKind.NARROW,
    "relatedmatch": MatchKind.RELATED,
}
_LISTED = {
    "https://huggingface.co/datasets/": EntityKind.DATASET,
    "https://huggingface.co/": EntityKind.MODEL,
    "https://paperswithcode.com/dataset/": EntityKind.DATASET,
    "https://paperswithcode.com/method/": EntityKind.MODEL,
}
_BY_HAND, _OTHERWISE = 0.9, 0.7
_NOTHING_FOUND = "NoTermFound"


def read_sssom(file: ImportFile) -> Gathered:
    """The matches of a mapping set; with the modifier Not they are rejected pairs.

    A CURIE is spelled out by the head's curie_map. Several identifiers in one cell are several matches.

    Raises:
        ValueError: it lacks the columns of a mapping set, or its head is no YAML.
    """
    lines = file.text().split("\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = parse_yaml("\n".join(line[1:].rstrip() for line in lines[:count])) if count else None
    curies = field(head, "curie_map")
    prefixes = {k: v for k, v in curies.items() if isinstance(v, str)} if isinstance(curies, dict) else {}
    columns = {name.strip().lower() for name in lines[count].split("\t")} if count < len(lines) else set[str]()
    if "predicate_id" not in columns or not {"subject_id", "subject_label"} & columns:
        raise ValueError("it lacks the columns subject_id, predicate_id and object_id of a mapping set")
    matches, passed = list[Match](), list[PassedOver]()
    for number, row in rows_of("\n".join(lines[count:]), "\t", skip=count):
        found = _matches(row, prefixes, f"{file.name}, line {number}")
        if isinstance(found, PassedOver):
            passed.append(found)
        else:
            matches += found
    licence = licence_name(field(head, "license"))
    return Gathered(matches=tuple(matches), passed_over=tuple(passed), licences=(licence,) if licence else ())


def _matches(row: Mapping[str, str], prefixes: Mapping[str, str], record: str) -> list[Match] | PassedOver:
    told = row.get("predicate_id", "")
    kind = _KINDS.get(told.replace("#", "/").replace(":", "/").rsplit("/", 1)[-1].lower())
    if kind is None:
        return PassedOver(record, f"{told or 'no predicate'} says no match that kg keeps")
    if row.get("predicate_modifier", "").lower() == "not":
        if kind not in {MatchKind.EXACT, MatchKind.CLOSE}:
            return PassedOver(record, f"not {told} leaves open whether both are one")
        kind = MatchKind.REJECTED
    subjects, objects = _ends(row, "subject", prefixes), _ends(row, "object", prefixes)
    if not subjects or not objects:
        return PassedOver(record, "it names no subject or no object")
    try:
        evidence = ImportedEvidence(record, _confidence(row), note=_note(row))
    except ValueError as error:
        return PassedOver(record, str(error))
    return [Match(s, kind, o, evidence) for s in subjects for o in objects]


def _ends(row: Mapping[str, str], end: str, prefixes: Mapping[str, str]) -> list[Named]:
    label, category = text_of(row.get(f"{end}_label")), row.get(f"{end}_category", "").lower()
    kind = next((k for k in EntityKind if k.value in category.split(":")[-1].replace("mlmodel", "model").split()), None)
    identifiers = [i.strip() for i in row.get(f"{end}_id", "").split("|")]
    if _NOTHING_FOUND in "".join(identifiers):
        return []
    if not any(identifiers):
        return [Named(kind, label)] if label else []
    return [_named(i, label, kind, prefixes) for i in identifiers if text_of(i)]


def _named(identifier: str, label: str | None, kind: EntityKind | None, prefixes: Mapping[str, str]) -> Named:
    prefix, colon, rest = identifier.partition(":")
    iri = prefixes[prefix] + rest if colon and prefix in prefixes else identifier
    if colon and prefix not in prefixes and prefix in {k.value for k in EntityKind}:
        return Named(EntityKind(prefix), label or rest, identifier)
    if (own := own_id(iri)) is not None:
        return Named(own[0], label or own[1].partition(":")[2], own[1])
    for start, found in _LISTED.items():
        if iri.startswith(start):
            name = repository_in(iri) or iri.removeprefix(start)
            return Named(found, label or name, name)
    return Named(kind, label or rest or identifier, iri)


def _confidence(row: Mapping[str, str]) -> float:
    told = confidence_in(row.get("confidence"))
    by_hand = any(word in row.get("mapping_justification", "") for word in ("Manual", "Review", "MappingCuration"))
    return told if told is not None else _BY_HAND if by_hand else _OTHERWISE


def _note(row: Mapping[str, Any]) -> str | None:
    said = (row.get("mapping_justification"), row.get("comment"))
    return text_of("; ".join(s for s in said if s), limit=1_000)
