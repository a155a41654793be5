"""What speaks against a candidate, in words."""

import re

from rapidfuzz import fuzz

from kg.core.candidate import Candidate, Sign
from kg.core.entity import entity_id
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.core.rejections import Rejection, Rejections
from kg.grounding.initials import initials_of
from kg.grounding.names import Name, Paper
from kg.grounding.registry import Registry

_NOUN_BEHIND = re.compile(
    r"\s+(?:data\s?sets?|data|corpus|corpora|benchmarks?|tasks?|tree\s?banks?|challenges?|test\s+sets?|models?|networks?)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = 60.0  # of 100: below that two long forms share too few words to be one
# a bare main name is the thing's own id, and the finders have asked for a second sign already
_BY_THE_NAME_ALONE = (Sign.ALIAS, Sign.PART)


def refusal(candidate: Candidate, name: Name, paper: Paper, registry: Registry, rejected: Rejections) -> str | None:
    """Why the candidate cannot be meant, or None.

    Refused is what somebody has rejected; a name that is a word of the language or a short form, where no second sign
    stands in the paper; a likeness of letters, where a work is cited that introduces the name as it is spelled.
    """
    known = registry.get(candidate.entity_id)
    if pair := _rejected(candidate, name, known, rejected):
        return f"rejected by {pair.by or 'a curator'}" + (f": {pair.why}" if pair.why else "")
    if known is None:
        return None
    if candidate.sign is not Sign.CITED and (told := _stands_for_another(name, paper, known)):
        return told
    if candidate.sign in _BY_THE_NAME_ALONE and (candidate.sign is Sign.PART or _is_word(name.name, known)):
        return None if has_second_sign(name, known, paper) else _no_second_sign(candidate)
    if candidate.sign is Sign.SIMILAR and (title := _introduced_as_spelled(name, paper)):
        return f"{title} holds the name as it is spelled here"
    return None


def has_second_sign(name: Name, known: KnownEntity, paper: Paper) -> bool:
    """Whether more than the name points at the thing.

    Its work is in the bibliography, another of its names stands in the paper, a finder took the name for it, or a noun
    for data or models follows the name somewhere.
    """
    others = {fold(n) for n in (known.name, *known.aliases)} - {fold(name.name)}
    if known.id in paper.listed or others & paper.folds or known.name in name.canonicals:
        return True
    return any(_NOUN_BEHIND.match(paper.document.text, m.span.end) for m in name.mentions)


def _rejected(candidate: Candidate, name: Name, known: KnownEntity | None, rejected: Rejections) -> Rejection | None:
    """The rejection of the name's own id and the candidate, or of two ids of which both name the candidate.

    Of the latter two the second is not the candidate, so that they are apart in whatever papers they stand.
    """
    own = name.own_id
    if pair := rejected.between(own, candidate.entity_id):
        return pair
    ids = {entity_id(known.kind, n) for n in (known.name, *known.aliases)} if known else set()
    return next((p for p in rejected.pairs if p.other == own and p.one in ids and own != candidate.entity_id), None)


def _stands_for_another(name: Name, paper: Paper, known: KnownEntity) -> str | None:
    """What the paper says the short name stands for, where the known thing's short name stands for other words."""
    for form in dict.fromkeys((name.name, *name.surfaces)):
        long = paper.abbreviations.get(form)
        short, said = (form, long) if long else (paper.shorts.get(fold(form)), form)
        if not short or not _is_spelled_out(said) or fold(short) not in map(fold, (known.name, *known.aliases)):
            continue
        longs = [n for n in (known.name, *known.aliases) if _is_spelled_out(n) and fold(short) in initials_of(n)]
        if longs and max(fuzz.token_set_ratio(said.lower(), n.lower()) for n in longs) < _OTHER_WORDS:
            return f"here {short} stands for {said}, and not for {longs[0]}"
    return None


def _is_spelled_out(name: str) -> bool:
    return not any(len(word) > 1 and word.isupper() for word in re.findall(r"\w+", name))


def _is_word(name: str, known: KnownEntity) -> bool:
    """Whether the name alone tells little: the registry says so, or it is an alias that is a word or a short form."""
    alias = fold(name) != fold(known.name)
    return known.ambiguous or (alias and name.isalpha() and (name.istitle() or len(name) <= 3))


def _no_second_sign(candidate: Candidate) -> str:
    return f"the name alone does not tell, and nothing else in the paper points at {candidate.name}"


def _introduced_as_spelled(name: Name, paper: Paper) -> str | None:
    """The title, of the paper or of a work cited with the name, that holds the name as it is spelled."""
    return next((w.title for w in (paper.own, *name.works) if fold(name.name) in fold(w.title)), None)
