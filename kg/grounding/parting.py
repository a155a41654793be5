"""Unknown things of one name in several papers: one, unless the works that introduce them are plainly different."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.names import fold
from kg.core.statement import PAPER, Predicate, reference_node
from kg.grounding.namesakes import fold_words

_PARTED = re.compile(r"-[0-9a-f]{10}$")  # longer than what namesakes of known things bear
_TITLE = 12  # folded characters; shorter titles identify nothing
_LIKE = 50.0  # of 100: below that what two titles say beside the name tells of two things


@dataclass(frozen=True, slots=True, order=True)
class Introduced:
    """A thing by its name's own id, as a paper has it introduced by a work whose title names it."""

    sha256: str
    entity_id: str
    name: str
    title: str


def own_id(identifier: str) -> str:
    """The id that the name has by itself.

    >>> own_id("dataset:reed-0123456789"), own_id("dataset:reed")
    ('dataset:reed', 'dataset:reed')
    """
    return _PARTED.sub("", identifier)


def introduced_in(paper: Extraction, is_known: Callable[[str], bool]) -> Iterator[Introduced]:
    """The unknown things of the paper that a work introduces whose title names them: the paper itself, or one cited.

    An odd paper cited with a name says nothing, for people do that all the time.
    """
    titles = {reference_node(r.key): r.title or "" for r in paper.references}
    by_id = {e.id: e for e in paper.entities}
    for s in paper.statements:
        if s.predicate is Predicate.INTRODUCES and s.subject == PAPER:
            entity, title = by_id[s.object], paper.title or ""
        elif s.predicate is Predicate.INTRODUCED_BY and s.object in titles:
            entity, title = by_id[s.subject], titles[s.object]
        else:
            continue
        identifier = own_id(entity.id)
        if not is_known(identifier) and len(fold(title)) >= _TITLE and fold(entity.name) in fold(title):
            yield Introduced(paper.source.sha256, identifier, fold(entity.name), title)


def parted(introduced: Iterable[Introduced]) -> dict[tuple[str, str], str]:
    """The ids, by digest of the paper and own id, of things that share their name with a plainly different one.

    Titles that may tell of one thing, directly or through a third, stand together; where there are several such groups,
    each gives an id made from its first title. The order in which papers are given does not matter. A paper that names
    the thing and no such work is not there: its name alone does not tell which is meant.
    """
    by_id = defaultdict[str, list[Introduced]](list)
    for each in sorted(set(introduced)):
        by_id[each.entity_id].append(each)
    ids = {}
    for identifier, found in by_id.items():
        groups = _groups(found)
        if len(groups) > 1:
            for group in groups:
                key = digest(min(fold(i.title) for i in group), length=10)
                ids.update({(i.sha256, identifier): f"{identifier}-{key}" for i in group})
    return ids


def renamed(paper: Extraction, ids: Mapping[tuple[str, str], str]) -> Extraction:
    """The paper with these ids for its things, and their names' own ids for all others that were parted before."""
    new = {e.id: ids.get((paper.source.sha256, own_id(e.id)), own_id(e.id)) for e in paper.entities}
    entities = sorted((replace(e, id=new[e.id]) for e in paper.entities), key=lambda e: e.id)
    statements = (
        replace(s, subject=new.get(s.subject, s.subject), object=new.get(s.object, s.object)) for s in paper.statements
    )
    return replace(paper, entities=tuple(entities), statements=tuple(sorted(statements, key=lambda s: s.triple)))


def _groups(found: list[Introduced]) -> list[list[Introduced]]:
    """The introductions by what their titles may tell of together; a paper's own stay in one group."""
    groups: list[list[Introduced]] = []
    for each in found:
        near = [g for g in groups if any(i.sha256 == each.sha256 or _may_be_one(i, each) for i in g)]
        groups = [g for g in groups if g not in near] + [[each, *(i for g in near for i in g)]]
    return groups


def _may_be_one(one: Introduced, other: Introduced) -> bool:
    """Whether the titles, the name left out, are alike enough for one work or a later version of it."""
    a, b = (_beside_the_name(i) for i in (one, other))
    return not a or not b or fuzz.token_set_ratio(a, b) >= _LIKE


def _beside_the_name(introduced: Introduced) -> str:
    return " ".join(w for w in fold_words(introduced.title).split() if w != introduced.name)
