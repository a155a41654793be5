"""Ecosystem Graphs: assets in YAML, each with what it depends on."""

from typing import Any

from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Named, PassedOver
from kg.core.statement import Predicate
from kg.importing.file import ImportFile
from kg.importing.licences import licence_names
from kg.importing.plain import records_in, text_of, texts_of, valued
from kg.importing.works import work_id, work_of
from kg.importing.yaml_text import parse_yaml

_DEPENDS = 0.7
_URL = 0.6  # an asset's address may lead to any paper about it
_KINDS = {kind.value: kind for kind in EntityKind}


def read_ecosystem(file: ImportFile) -> Gathered:
    """The datasets and models among the assets, their licences, papers and dependencies.

    Applications are passed over, for kg keeps datasets and models. "unknown" and "none" say nothing: that nobody knows
    a thing's dependencies is neither that it has none nor that its makers keep them to themselves.

    Raises:
        ValueError: it is no YAML, or holds no assets.
    """
    assets = list(records_in(parse_yaml(file.text())))
    if not any("type" in asset and "name" in asset for asset in assets):
        raise ValueError("it holds no assets with name and type; give a file of Ecosystem Graphs' assets")
    things, claims, passed = list[Named](), list[Claim](), list[PassedOver]()
    for number, asset in enumerate(assets, 1):
        name, kind = text_of(valued(asset.get("name"))), text_of(valued(asset.get("type")))
        record = f"{file.name}, asset {name or number}"
        if name is None:
            passed.append(PassedOver(record, "it has no name"))
        elif kind not in _KINDS:
            passed.append(PassedOver(record, f"it is of type {kind or 'unknown'}, and kg keeps datasets and models"))
        else:
            _add(asset, name, _KINDS[kind], record, things, claims)
    return Gathered(tuple(things), tuple(claims), passed_over=tuple(passed))


def _add(
    asset: dict[str, Any], name: str, kind: EntityKind, record: str, things: list[Named], claims: list[Claim]
) -> None:
    address = text_of(valued(asset.get("url")), limit=2_000)
    work = work_of(address)
    thing = Named(kind, name, work=work, licence=licence_names(valued(asset.get("license"))), homepage=_web(address))
    things.append(thing)
    for other in texts_of(valued(asset.get("dependencies"))):
        evidence = ImportedEvidence(record, _DEPENDS, work_id(work), "listed among its dependencies")
        claims.append(Claim(thing, None, Named(None, other), evidence))
    if work is not None:
        evidence = ImportedEvidence(record, _URL, work_id(work), "by its address")
        claims.append(Claim(thing, Predicate.INTRODUCED_BY, work, evidence))


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None
