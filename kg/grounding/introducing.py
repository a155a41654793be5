"""Candidates by the work that introduces a thing: the strongest sign, for a thing is who its work says it is."""

from collections.abc import Iterable, Iterator

from kg.core.candidate import Candidate, Sign
from kg.core.entity import EntityKind
from kg.core.identifiers import digest
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.citing import CitedWork
from kg.grounding.forms import CUE_WORDS, heads
from kg.grounding.names import Name, Paper, known_by
from kg.grounding.namesakes import introduces_another
from kg.grounding.registry import Registry

_EQUAL, _HEAD, _CAPITALS, _WORDS = 4, 3, 2, 1
_HOW = {
    _EQUAL: "is the work that introduced {known}",
    _HEAD: "introduced {known}, which this name is but for its last noun",
    _CAPITALS: "introduced {known}, whose capitals these are",
    _WORDS: "introduced {known}, and the further words of the name stand in that title too",
}


def by_citation(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    """The known things of a like name that the works cited with the name introduced, the most alike first.

    The paper itself counts as cited for a thing of the very name. A work cited with a name that is no name of what it
    introduced says nothing: people cite a benchmark for its parts, and a model for what was made from it. A name that
    is known by itself is not given up for one that is merely alike.
    """
    known = known_by(name.name, name.kind, registry)
    found: list[tuple[int, Candidate]] = []
    for work in (paper.own, *name.works):
        likeness, introduced = _most_alike(name, work, registry)
        if introduced is None or (likeness < _EQUAL and (known or work is paper.own)):
            continue
        what = "the paper itself" if work is paper.own else f"{work.title or 'the work'}, cited with the name,"
        reason = f"{what} {_HOW[likeness].format(known=introduced.name)}"
        found.append((likeness, Candidate(introduced.id, introduced.name, Sign.CITED, reason)))
    found.sort(key=lambda pair: -pair[0])
    yield from (candidate for _, candidate in found)


def namesakes_of(name: Name, paper: Paper, registry: Registry) -> Iterator[Candidate]:
    """Another thing of a known name, where the paper's own title or that of a work cited with it introduces one.

    Its id comes from that title, so that it is the same in every paper that means that thing.
    """
    known = known_by(name.name, name.kind, registry)
    if known is None:
        return
    for work in (paper.own, *name.works):
        if introduces_another(work.title, (known.name, name.name, *name.surfaces), known):
            identifier = f"{known.id}-{digest(fold(work.title), length=8)}"
            reason = f"a namesake of {known.name}: {work.title} introduces another thing of this name"
            yield Candidate(identifier, name.name, Sign.CITED, reason)


def _most_alike(name: Name, work: CitedWork, registry: Registry) -> tuple[int, KnownEntity | None]:
    """The known thing that the work introduced whose name is most like this one, if there is one such."""
    introduced = [
        (likeness, e)
        for e in registry.by_work(arxiv=work.arxiv, doi=work.doi, title=work.title)
        if e.kind is name.kind and (likeness := max(_likeness(name.name, n, e, work) for n in _names(e)))
    ]
    best = max((likeness for likeness, _ in introduced), default=0)
    most = [e for likeness, e in introduced if likeness == best]
    return (best, most[0]) if len(most) == 1 else (0, None)


def _names(known: KnownEntity) -> Iterable[str]:
    """Its names; what a collection files a thing under, often a part's name, counts for one that no bare name means."""
    return (known.name, *known.aliases) if known.bare else (known.name, *known.aliases, *known.lookup)


def _likeness(name: str, other: str, known: KnownEntity, work: CitedWork) -> int:
    folded = fold(name)
    if folded == fold(other):
        return _EQUAL
    if known.kind is not EntityKind.DATASET or _digits(folded) != _digits(fold(other)):
        return 0  # a word more makes another model of a model, and a digit another version of anything
    if folded in heads(other, CUE_WORDS):
        return _HEAD
    capitals = "".join(c for c in other if c.isupper())
    if len(folded) > 1 and name.isupper() and folded == capitals.lower():
        return _CAPITALS
    return _WORDS if _further_words_are_known(name, other, known, work) else 0


def _further_words_are_known(name: str, other: str, known: KnownEntity, work: CitedWork) -> bool:
    """Whether the name is the other with words around it that the work's title or the thing's names hold too.

    "Noisy MNIST" cites the work on MNIST and is another thing; "PASCAL VOC" is the VOC of a title with PASCAL.
    """
    words, inner = [fold(w) for w in name.split()], [fold(w) for w in other.split()]
    for start in range(len(words) - len(inner) + 1):
        if len(words) > len(inner) and words[start : start + len(inner)] == inner:
            further = words[:start] + words[start + len(inner) :]
            told = {fold(w) for text in (work.title, *_names(known)) for w in text.replace("-", " ").split()}
            return all(w in told or w in CUE_WORDS for w in further)
    return False


def _digits(folded: str) -> str:
    return "".join(c if c.isdigit() else " " for c in folded).strip()
