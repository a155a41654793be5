"""Parts of a benchmark or corpus that the registry knows, where a paper names them together."""

from collections.abc import Iterator, Mapping, Sequence

from kg.core.document import BlockKind, SectionKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, NEGATED, markers
from kg.statements.relations import Relation
from kg.statements.scenes import Scene


def find_known_parts(scenes: Sequence[Scene], known: Mapping[str, frozenset[str]]) -> Iterator[Relation]:
    """Yield each known part that stands in one sentence with its whole, or in a table whose caption names the whole.

    known holds the parts by the whole. That the one belongs to the other is known; here is where the paper says both.
    """
    caption: Scene | None = None
    for scene in scenes:
        if scene.section is not None and scene.section.kind is SectionKind.REFERENCES:
            continue
        if scene.block is BlockKind.CAPTION:
            caption = scene
        elif scene.block is not BlockKind.TABLE:
            caption = None
        named = {scene.entity(marker): marker for marker in reversed(markers(DATASETS, scene.template))}
        wholes = set(named) if scene.block is not BlockKind.TABLE else _named(caption)
        for whole in sorted(wholes & known.keys()):
            for part in sorted(known[whole] & named.keys()):
                if part != whole and not NEGATED.search(scene.template):
                    yield Relation(whole, Predicate.HAS_PART, part, scene, named[part], 0.8, "rule:known-part-named")


def _named(caption: Scene | None) -> set[str]:
    return {caption.entity(m) for m in markers(DATASETS, caption.template)} if caption else set()
