"""Whom a name of a paper may mean: known things and the new one, each with the sign that speaks for it."""

import re
from collections.abc import Iterator

from kg.core.candidate import STRENGTH, Candidate, Sign
from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.core.statement import Predicate
from kg.grounding.alike import misspelled
from kg.grounding.forms import base_name, singular, version_of, without_depth
from kg.grounding.introducing import by_citation, namesakes_of
from kg.grounding.names import Name, Paper, known_by
from kg.grounding.registry import Registry

_SHORT_YEAR = re.compile(r"[’']\d\d$")  # of a year cut short: "’15"
_SPELLED = ", which the text spells "
_AND = re.compile(r"\s+(?:and|&)\s+")
_TOGETHER = (Predicate.HAS_PART, Predicate.DERIVED_FROM)


def candidates(name: Name, paper: Paper, registry: Registry) -> tuple[Candidate, ...]:
    """Whom the name may mean, the strongest sign first, each thing once with its strongest; the last is a new thing.

    Of one sign the order is that in which the ways of finding stand here, so that equal papers give equal answers.
    """
    found = [
        *by_citation(name, paper, registry),
        *namesakes_of(name, paper, registry),
        *_by_name(name, paper, registry),
        *_by_abbreviation(name, paper, registry),
        *_by_family(name, registry),
        *_by_two_names(name, registry),
        *_by_head(name, registry),
        *_by_slip(name, registry),
        _new(name, paper, registry),
    ]
    found.sort(key=lambda c: -STRENGTH[c.sign])
    once: dict[str, Candidate] = {}
    for candidate in found:
        once.setdefault(candidate.entity_id, candidate)
    return tuple(once.values())


def of_known(known: KnownEntity, sign: Sign, reason: str) -> Candidate:
    """A known thing as candidate."""
    return Candidate(known.id, known.name, sign, reason)


def _by_name(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    forms = [(name.name, "")]
    forms += [(c, f"{_SPELLED}{name.name}") for c in name.canonicals if _spells(c, name, registry)]
    if one := singular(name.name) or _plural_here(name.name, paper):
        forms.append((one, ", in the plural"))
    if (joined := _AND.sub(" ", name.name)) != name.name:
        forms.append((joined, ", joined by a word"))
    for form, how in forms:
        if known := known_by(form, name.kind, registry):
            main = fold(form) == fold(known.name)
            told = f"{known.name} is its name{how}" if main else f"{form} is another name of {known.name}{how}"
            yield of_known(known, Sign.ALIAS if _SPELLED in how or not main else Sign.NAME, told)


def _spells(canonical: str, name: Name, registry: Registry) -> bool:
    """Whether what a finder took the name for may be it: not where that ends within a number of the text.

    "LLaMA-33B" is no Llama 3.
    """
    known = known_by(canonical, name.kind, registry)
    starts = [fold(n) for n in (known.name, *known.aliases)] if known else []
    for surface in map(fold, name.surfaces):
        cut = [s for s in starts if s[-1:].isdigit() and surface.startswith(s) and surface[len(s) :][:1].isdigit()]
        if cut and not any(surface == s for s in starts):
            return False
    return True


def _plural_here(name: str, paper: Paper) -> str | None:
    """The name without its last "s" where the paper also has it so."""
    folded = fold(name)
    return name[:-1] if folded.endswith("s") and name.endswith("s") and folded[:-1] in paper.folds else None


def _by_abbreviation(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    for form in dict.fromkeys((name.name, *name.surfaces)):
        long = paper.abbreviations.get(form)
        if long and (known := known_by(base_name(long, name.kind), name.kind, registry)):
            yield of_known(known, Sign.ABBREVIATION, f"the paper says that {form} stands for {long}")
        if short := paper.shorts.get(fold(form)):
            reason = f"the paper abbreviates it as {short}"
            if known := known_by(short, name.kind, registry):
                yield of_known(known, Sign.ABBREVIATION, reason)
            elif fold(short):
                yield Candidate(entity_id(name.kind, short), short, Sign.ABBREVIATION, reason)


def _by_family(name: Name, registry: Registry) -> Iterator[Candidate]:
    """The family of a model with so many layers, and the version of a family that goes by several names."""
    if name.kind is EntityKind.MODEL and (base := without_depth(name.name)) != name.name:
        known = known_by(base, name.kind, registry)
        if known and _is_numbered_by_layers(known):
            yield of_known(known, Sign.FAMILY, f"{name.name} is {known.name} with so many layers")
    found = version_of(name.name)
    if found and not found[0][-1:].isdigit() and (family := known_by(found[0], name.kind, registry)):
        version = found[1]
        year = f"20{version}" if len(version) == 2 else version
        for number in dict.fromkeys((version, year)):
            for other in (family.name, *family.aliases):
                known = known_by(f"{other} {number}", name.kind, registry)
                if known and fold(other) != fold(found[0]):
                    reason = f"{found[0]} is {other}, and {other} {number} is {known.name}"
                    yield of_known(known, Sign.FAMILY, reason)
        if fold(family.name) != fold(found[0]) and not family.name[-1:].isdigit():
            full = f"{family.name} {year if _SHORT_YEAR.search(name.name) else version}"
            if not registry.by_name(full):  # else that name means something already
                yield Candidate(entity_id(name.kind, full), full, Sign.FAMILY, f"{found[0]} is {family.name}")


def _is_numbered_by_layers(known: KnownEntity) -> bool:
    """Whether numbers behind the name count layers: known of this one, or usual for what is called a net.

    "mBART50" counts languages and is another model.
    """
    numbered = (n for n in known.aliases if fold(without_depth(n)) == fold(known.name) != fold(n))
    return known.name.lower().endswith("net") or any(True for _ in numbered)


def _by_two_names(name: Name, registry: Registry) -> Iterator[Candidate]:
    """What two known names in a row mean: one thing named twice, or a part behind its whole."""
    words = name.name.split()
    for cut in range(1, len(words)):
        one = known_by(" ".join(words[:cut]), name.kind, registry)
        other = known_by(" ".join(words[cut:]), name.kind, registry)
        if one and other and one.id == other.id:
            yield of_known(one, Sign.FAMILY, f"both {' '.join(words[:cut])} and {' '.join(words[cut:])} name it")
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


def _by_head(name: Name, registry: Registry) -> Iterator[Candidate]:
    if name.kind is EntityKind.DATASET:
        for known in registry.by_head(fold(name.name)):
            yield of_known(known, Sign.PART, f"{known.name} is also called so without its last noun")


def _by_slip(name: Name, registry: Registry) -> Iterator[Candidate]:
    found = misspelled(name.name, name.kind, registry)
    if len(found) == 1:
        yield of_known(found[0], Sign.SIMILAR, f"but for one slip it is spelled like a name of {found[0].name}")


def _new(name: Name, paper: Paper, registry: Registry) -> Candidate:
    one = singular(name.name) if name.name[-2:-1].isupper() else None  # "LSTMs"; "A2-Nets" may be so called
    own = one or _plural_here(name.name, paper) or name.name
    shared = any(k.kind is name.kind for k in registry.by_name(own))
    reason = "a known name that does not tell alone what is meant" if shared else "a name not known before"
    return Candidate(entity_id(name.kind, own), own, Sign.NEW, reason)
