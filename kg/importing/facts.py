"""Facts of users: a row of CSV or a line of JSON for each, with subject, predicate and object."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Match, MatchKind, Named, PassedOver
from kg.core.statement import LINEAGE, UNDISCLOSED, Predicate
from kg.importing.file import ImportFile
from kg.importing.json_text import parse_json
from kg.importing.licences import licence_name
from kg.importing.plain import confidence_in, field, text_of
from kg.importing.tables import rows_of
from kg.importing.works import work_id, work_of

_STATED = 0.8
_DATASET, _MODEL = EntityKind.DATASET, EntityKind.MODEL
_ENDS: Mapping[Predicate, tuple[EntityKind | None, EntityKind | None]] = {
    Predicate.TRAINED_ON: (_MODEL, _DATASET),
    Predicate.EVALUATED_ON: (_MODEL, _DATASET),
    Predicate.FINE_TUNED_FROM: (_MODEL, _MODEL),
    Predicate.ARCHITECTURE_FROM: (_MODEL, _MODEL),
    Predicate.DERIVED_FROM: (_DATASET, None),
    Predicate.HAS_PART: (_DATASET, _DATASET),
    Predicate.INTRODUCED_BY: (None, None),
    Predicate.DISCLOSURE: (_MODEL, None),
}
_MATCHES = {
    "same_as": MatchKind.EXACT,
    "exact_match": MatchKind.EXACT,
    "close_match": MatchKind.CLOSE,
    "not_same_as": MatchKind.REJECTED,
    "different_from": MatchKind.REJECTED,
}
_LONGEST_TEXT = 2_000
PREDICATES = (*LINEAGE, Predicate.INTRODUCED_BY, Predicate.DISCLOSURE)
"""What a fact of a user may state."""


def read_fact_table(file: ImportFile, delimiter: str = ",") -> Gathered:
    """The facts of a table whose first row names the columns.

    Raises:
        ValueError: it is no table, or lacks the columns subject, predicate and object.
    """
    text = file.text()
    names = {name.strip(' "').lower() for name in text.split("\n", 1)[0].split(delimiter)}
    if not {"subject", "predicate", "object"} <= names:
        raise ValueError("its first row lacks subject, predicate and object; name the columns so")
    return _gathered(file.name, rows_of(text, delimiter))


def read_fact_lines(lines: Iterable[tuple[int, Any]], name: str) -> Gathered:
    """The facts of JSON lines, each with its number."""
    return _gathered(name, lines)


def json_lines(file: ImportFile) -> Iterator[tuple[int, Any]]:
    """Yield the values of a file of JSON lines with their numbers; blank lines are passed over.

    Raises:
        ValueError: a line is no JSON.
    """
    for number, line in enumerate(file.text().split("\n"), 1):
        if line.strip():
            try:
                yield number, parse_json(line)
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from error


def _gathered(name: str, rows: Iterable[tuple[int, Any]]) -> Gathered:
    things, claims, matches, passed = list[Named](), list[Claim](), list[Match](), list[PassedOver]()
    for number, row in rows:
        record = f"{name}, line {number}"
        found = _fact(row, record) if isinstance(row, dict) else "it is no object"
        match found:
            case str():
                passed.append(PassedOver(record, found))
            case Match():
                matches.append(found)
            case Claim():
                claims.append(found)
                if isinstance(found.subject, Named) and found.subject.licence:
                    things.append(found.subject)
    return Gathered(tuple(things), tuple(claims), tuple(matches), passed_over=tuple(passed))


def _fact(row: dict[str, Any], record: str) -> Claim | Match | str:
    """The fact of a row, or why there is none."""
    subject, target = text_of(row.get("subject")), text_of(row.get("object"), limit=_LONGEST_TEXT)
    said = (text_of(field(row, "predicate", "relation")) or "").lower().replace(" ", "_").replace("-", "_")
    if subject is None or target is None:
        return "it names no subject or no object"
    try:
        evidence = _evidence(row, record)
    except ValueError as error:
        return str(error)
    if said in _MATCHES:
        return Match(thing_of(subject, None), _MATCHES[said], thing_of(target, None), evidence)
    predicate = next((p for p in PREDICATES if p.value == said), None)
    if predicate is None:
        return f"its predicate {said or 'is missing and'} is none of {', '.join(p.value for p in PREDICATES)}"
    kind, far = _ENDS[predicate]
    thing = thing_of(subject, kind, licence_name(row.get("licence") or row.get("license")))
    if predicate is Predicate.DISCLOSURE:
        undisclosed = target.lower() == UNDISCLOSED
        return Claim(thing, predicate, None, evidence) if undisclosed else f"its object can only be {UNDISCLOSED}"
    if predicate is Predicate.INTRODUCED_BY:
        work = work_of(target) or work_of(title=target)
        return Claim(thing, predicate, work, evidence) if work else "its object names no work"
    return Claim(thing, predicate, thing_of(target, far), evidence)


def thing_of(text: str, kind: EntityKind | None, licence: str | None = None) -> Named:
    """The thing of this name or identifier; ``dataset:`` and ``model:`` before a name tell its kind."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix in {k.value for k in EntityKind} and rest.strip():
        return Named(EntityKind(prefix), rest.strip(), text, licence=licence)
    return Named(kind, text, text if "/" in text else None, licence=licence)


def _evidence(row: dict[str, Any], record: str) -> ImportedEvidence:
    """What the row brings beside its fact.

    Raises:
        ValueError: its confidence is none.
    """
    confidence = confidence_in(row.get("confidence"))
    told = text_of(field(row, "work", "paper", "arxiv", "doi"), limit=_LONGEST_TEXT)
    return ImportedEvidence(
        record,
        _STATED if confidence is None else confidence,
        work_id(work_of(told)) or told,
        text_of(field(row, "note", "comment"), limit=_LONGEST_TEXT),
        text_of(row.get("quote"), limit=_LONGEST_TEXT),
    )
