"""The parts of a benchmark or corpus that a list after "the following" gives, item by item."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.core.document import BlockKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, NEGATED, D, markers
from kg.statements.relations import Relation
from kg.statements.scenes import Scene

_OPENS = re.compile(
    rf"(?P<s>{D})(?:\s+(?!(?:which|that|to|only|from|and|or|for|in)\b)[a-z][\w-]*){{0,3}}?\s+(?:consists?\s+of|compris\w+|includ\w+|contains?|is\s+(?:composed|made\s+up)\s+of|covers?)\s+"
    rf"(?:(?!{D})[\w-]+\s+){{0,3}}?(?:following\b|[^.;]{{0,40}}:\s*$)",
    re.I,
)
_ITEM = re.compile(rf"\W*(?:\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s*)?(?P<d>{D})")
_MAX_SCENES = 40
_PATIENCE = 4


def find_listed_parts(scenes: Sequence[Scene]) -> Iterator[Relation]:
    """Yield the parts of each whole that a sentence announces and the paragraphs behind it open with.

    The list ends with the section, or where several sentences name data without opening on one.
    """
    for index, scene in enumerate(scenes):
        if scene.block is not BlockKind.PARAGRAPH or NEGATED.search(scene.template):
            continue
        if found := _OPENS.search(scene.template):
            yield from _items(scene, scene.entity(found["s"]), scenes[index + 1 : index + 1 + _MAX_SCENES])


def parts_of(relations: Iterable[Relation]) -> dict[str, list[str]]:
    """What each whole is said to consist of, in the order of the relations."""
    parts: dict[str, list[str]] = defaultdict(list)
    for r in relations:
        if r.predicate is Predicate.HAS_PART and r.subject and r.object not in parts[r.subject]:
            parts[r.subject].append(r.object)
    return parts


def _items(opening: Scene, whole: str, following: Sequence[Scene]) -> Iterator[Relation]:
    seen: set[str] = set()
    idle = 0
    for scene in following:
        if scene.section is not opening.section or scene.block is BlockKind.HEADING:
            return
        if scene.block is not BlockKind.PARAGRAPH:
            continue
        item = _ITEM.match(scene.template)
        part = scene.entity(item["d"]) if item else whole
        if item is None or part == whole or not scene.opens:
            idle += bool(markers(DATASETS, scene.template))
            if idle > _PATIENCE:
                return
            continue
        idle = 0
        if part not in seen and not NEGATED.search(scene.template[:80]):
            seen.add(part)
            yield Relation(whole, Predicate.HAS_PART, part, scene, item["d"], 0.85, "rule:listed-part")
