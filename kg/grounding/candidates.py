"""Whom a name of a paper may mean: known things and the new one, each with the sign that speaks for it."""

import re
from collections.abc import Iterator

from kg.core.candidate import STRENGTH, Candidate, Sign
from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.alike import misspelled
from kg.grounding.families import by_layers, by_two_names, by_version
from kg.grounding.forms import base_name, singular, spelled_out
from kg.grounding.introducing import by_citation, namesakes_of
from kg.grounding.names import Name, Paper, known_by, of_known
from kg.grounding.registry import Registry
from kg.grounding.sizes import is_numbered_by_layers

_SPELLED = ", which the text spells "
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")


def candidates(name: Name, paper: Paper, registry: Registry) -> tuple[Candidate, ...]:
    """Whom the name may mean, the strongest sign first, each thing once with its strongest; the last is a new thing.

    Of one sign the order is that in which the ways of finding stand here, so that equal papers give equal answers.
    """
    found = [
        *by_citation(name, paper, registry),
        *namesakes_of(name, paper, registry),
        *_by_name(name, paper, registry),
        *_by_abbreviation(name, paper, registry),
        *by_layers(name, registry),
        *by_version(name, paper, registry),
        *by_two_names(name, registry),
        *_by_head(name, registry),
        *_by_slip(name, registry),
        _new(name, paper, registry),
    ]
    found.sort(key=lambda c: -STRENGTH[c.sign])
    once: dict[str, Candidate] = {}
    for candidate in found:
        once.setdefault(candidate.entity_id, candidate)
    return tuple(once.values())


def _by_name(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    forms = [(name.name, "")]
    forms += [(c, f"{_SPELLED}{name.name}") for c in name.canonicals if _spells(c, name, registry)]
    if one := singular(name.name) or _plural_here(name.name, paper):
        forms.append((one, ", in the plural"))
    if " " in name.name and not name.name.endswith("s"):  # one name of many words is no word in the plural
        forms.append((f"{name.name}s", ", in the singular"))
    if (joined := _AND.sub(" ", name.name)) != name.name:
        forms.append((joined, ", joined by a word"))
    for form, how in forms:
        if known := known_by(form, name.kind, registry):
            main = fold(form) == fold(known.name)
            told = f"{known.name} is its name{how}" if main else f"{form} is another name of {known.name}{how}"
            yield of_known(known, Sign.ALIAS if _SPELLED in how or not main else Sign.NAME, told)


def _spells(canonical: str, name: Name, registry: Registry) -> bool:
    """Whether what a finder took the name for may be it.

    Not where more of its places are not taken so ("Clinical BERT" beside a rare "clinical BERT"), nor where a number
    follows that makes another thing, as layers do not: "LLaMA-33B" is no Llama 3, and "VOC2012" is not just VOC.
    """
    known = known_by(canonical, name.kind, registry)
    if known is None:
        return True
    if sum(m.canonical is None for m in name.mentions) > sum(m.canonical == canonical for m in name.mentions):
        return False
    if {s.count("+") for s in name.surfaces} == {0} and "+" in fold(canonical):  # finders overlook it
        return False
    starts = [fold(n) for n in (known.name, *known.aliases)]
    return not any(_numbers_another(f, s, known) for f in _forms(name) if f not in starts for s in starts)


def _forms(name: Name) -> Iterator[str]:
    yield from map(fold, name.surfaces)
    yield fold(name.name)


def _numbers_another(folded: str, start: str, known: KnownEntity) -> bool:
    """Whether the folded name is this name of the known thing and a number that makes it another thing."""
    rest = folded.removeprefix(start)
    if rest == folded or not rest[:1].isdigit():
        return False
    if start[-1:].isdigit() or known.kind is EntityKind.DATASET:
        return True
    return rest.isdigit() and len(rest) > 1 and not is_numbered_by_layers(known)


def _plural_here(name: str, paper: Paper) -> str | None:
    """The name without its last "s" where the paper also has it so."""
    folded = fold(name)
    return name[:-1] if folded.endswith("s") and name.endswith("s") and folded[:-1] in paper.folds else None


def _by_abbreviation(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    for form in dict.fromkeys((name.name, *name.surfaces)):
        if long := paper.abbreviations.get(form):
            nets = (long, spelled_out(long)) if spelled_out(long) != long else ()
            for spelled in (base_name(long, name.kind), *nets):
                if known := known_by(spelled, name.kind, registry):
                    yield of_known(known, Sign.ABBREVIATION, f"the paper says that {form} stands for {long}")
        if short := _short_of(form, paper):
            reason = f"the paper abbreviates it as {short}"
            if known := known_by(short, name.kind, registry):
                yield of_known(known, Sign.ABBREVIATION, reason)
            elif fold(short):
                yield Candidate(entity_id(name.kind, short), short, Sign.ABBREVIATION, reason)


def _short_of(long: str, paper: Paper) -> str | None:
    """The paper's short form of the name, both in the singular, whichever number it explains them in."""
    folded = fold(long)
    shorts = (paper.shorts.get(form) for form in (folded, folded.removesuffix("s"), f"{folded}s"))
    short = next(filter(None, shorts), None)
    return (singular(short) or short) if short else None


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
