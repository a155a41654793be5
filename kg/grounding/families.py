"""Candidates by families: nets with so many layers, versions by other names of a family, and two names in a row."""

import re
from collections.abc import Iterable, Iterator

from kg.core.candidate import Candidate, Sign
from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.core.statement import Predicate
from kg.grounding.forms import version_of, without_depth
from kg.grounding.names import Name, Paper, known_by, of_known
from kg.grounding.registry import Registry
from kg.grounding.sizes import is_numbered_by_layers

_SHORT_YEAR = re.compile(r"[’']\d\d$")  # of a year cut short: "’15"
YEARS = range(1985, 2030)
"""Years that a version may be of."""
_TOGETHER = (Predicate.HAS_PART, Predicate.DERIVED_FROM)


def by_layers(name: Name, registry: Registry) -> Iterator[Candidate]:
    """The family of a model with so many layers."""
    if name.kind is EntityKind.MODEL and (base := without_depth(name.name)) != name.name:
        known = known_by(base, name.kind, registry)
        if known and is_numbered_by_layers(known):
            yield of_known(known, Sign.FAMILY, f"{name.name} is {known.name} with so many layers")


def by_version(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    """The version of a family that goes by several names, or whose years are cut short."""
    found = version_of(name.name)
    if found is None or found[0][-1:].isdigit():
        return
    base, version = found
    family, year = known_by(base, name.kind, registry), _full_year(version)
    others = dict.fromkeys((*((family.name, *family.aliases) if family else ()), base))
    for number in dict.fromkeys((version, year)):
        for other in others:
            known = known_by(f"{other} {number}", name.kind, registry)
            if known and (fold(other), number) != (fold(base), version):
                is_other = f"{base} is {other}, and " if fold(base) != fold(other) else ""
                reason = f"{is_other}{other} {number} is a name of {known.name}"
                yield of_known(known, Sign.FAMILY, reason)
    cut = year != version and (_SHORT_YEAR.search(name.name) or _counts_years(others, name.kind, paper, registry))
    if family is None and year != version and fold(f"{base} {year}") in paper.folds:
        full = f"{base} {year}"
        yield Candidate(entity_id(name.kind, full), full, Sign.FAMILY, f"{name.name} is {full}")
    if family and not family.name[-1:].isdigit() and (cut or fold(family.name) != fold(base)):
        full = f"{family.name} {year if cut else version}"
        if not registry.by_name(full):  # else that name means something already
            yield Candidate(entity_id(name.kind, full), full, Sign.FAMILY, f"{name.name} is {full}")


def _full_year(version: str) -> str:
    """The year in four digits, where the version may be one; else the version."""
    years = [str(year) for year in YEARS if len(version) == 2 and str(year).endswith(version)]
    return years[0] if years else version


def _counts_years(names: Iterable[str], kind: EntityKind, paper: Paper, registry: Registry) -> bool:
    """Whether the paper or the registry knows what bears one of the names by years in four digits."""
    return any(
        fold(f"{name} {year}") in paper.folds or known_by(f"{name} {year}", kind, registry)
        for name in names
        for year in YEARS
    )


def by_two_names(name: Name, registry: Registry) -> Iterator[Candidate]:
    """What two known names in a row mean: one thing named twice, or a part behind its whole."""
    for cut in re.finditer(r"[\s-]+", name.name):
        before, behind = name.name[: cut.start()], name.name[cut.end() :]
        one, other = known_by(before, name.kind, registry), known_by(behind, name.kind, registry)
        if one and other and one.id == other.id:
            yield of_known(one, Sign.FAMILY, f"both {before} and {behind} name it")
        elif not cut.group().isspace():
            continue  # "Quail-Heron" is another model than both
        elif one and other and (part := _part_of(one, other, registry)):
            whole = other if part is one else one
            yield of_known(part, Sign.FAMILY, f"it is named with {whole.name}, to which it belongs")


def _part_of(one: KnownEntity, other: KnownEntity, registry: Registry) -> KnownEntity | None:
    for whole, part in ((one, other), (other, one)):
        holds = any(f.object == part.id and f.predicate is Predicate.HAS_PART for f in registry.facts_about(whole.id))
        made = any(f.object == whole.id and f.predicate in _TOGETHER[1:] for f in registry.facts_about(part.id))
        if holds or made:
            return part
    return None
