"""MTEB: what its models say of themselves, as JSON."""

from typing import Any

from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Named, PassedOver
from kg.core.statement import Predicate
from kg.importing.cards import repository_named
from kg.importing.file import ImportFile
from kg.importing.json_text import parse_json
from kg.importing.licences import licence_names
from kg.importing.plain import records_in, text_of, texts_of
from kg.importing.works import work_id, work_of

_TRAINED_ON = 0.8
_ADAPTED = 0.85
_REFERENCE = 0.6


def read_mteb(file: ImportFile) -> Gathered:
    """Each model with its training data, the models it was adapted from, licence and paper.

    No list of training data says that nobody wrote one, an empty list that none of MTEB's datasets is in it: neither
    is word that the data are not disclosed, or that there are none. What supersedes a model is no lineage.

    Raises:
        ValueError: it is no JSON.
    """
    value = parse_json(file.text())
    if isinstance(value, dict) and "name" not in value:  # by name
        value = [{"name": name, **meta} for name, meta in value.items() if isinstance(meta, dict)]
    things, claims, passed = list[Named](), list[Claim](), list[PassedOver]()
    for number, meta in enumerate(records_in(value), 1):
        name = text_of(meta.get("name"))
        if name is None:
            passed.append(PassedOver(f"{file.name}, record {number}", "it has no name"))
            continue
        record = f"{file.name}, {name}"
        _add(meta, name, record, things, claims)
        if newer := text_of(meta.get("superseded_by")):
            passed.append(PassedOver(record, f"superseded by {newer}, which is no lineage"))
    return Gathered(tuple(things), tuple(claims), passed_over=tuple(passed))


def _add(meta: dict[str, Any], name: str, record: str, things: list[Named], claims: list[Claim]) -> None:
    work = work_of(meta.get("reference"))
    bases = texts_of(meta.get("adapted_from"))
    thing = Named(
        EntityKind.MODEL,
        name,
        name,
        work=work,
        licence=licence_names(meta.get("license")),
        homepage=_web(text_of(meta.get("reference"), limit=2_000)),
        borrowed=bool(bases),
    )
    things.append(thing)
    for dataset in texts_of(meta.get("training_datasets")):
        target = repository_named(dataset, EntityKind.DATASET) if "/" in dataset else Named(EntityKind.DATASET, dataset)
        claims.append(Claim(thing, Predicate.TRAINED_ON, target, ImportedEvidence(record, _TRAINED_ON)))
    for base in bases:
        evidence = ImportedEvidence(record, _ADAPTED, note="adapted_from")
        claims.append(Claim(thing, Predicate.FINE_TUNED_FROM, repository_named(base, EntityKind.MODEL), evidence))
    if work is not None:
        evidence = ImportedEvidence(record, _REFERENCE, work_id(work), "by its reference")
        claims.append(Claim(thing, Predicate.INTRODUCED_BY, work, evidence))


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None
