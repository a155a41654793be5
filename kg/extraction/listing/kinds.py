"""What a line of a table lists, data or models, by the word over it and by the names that were found in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.core.entity import EntityKind
from kg.extraction.listing.cells import CellName
from kg.extraction.listing.lines import Line

_TAIL = r"(?:\s+(?:names?|types?))?[\s:*†‡]*"
_QUALIFIED = r"(?:(?<![\w-])[\w-]{1,60}\s+){0,2}"
_SURE = (
    (EntityKind.DATASET, re.compile(rf"(?i)(?:data\s?sets?|corpus|corpora|benchmarks?|test\s?sets?){_TAIL}")),
    (
        EntityKind.MODEL,
        re.compile(
            rf"(?i){_QUALIFIED}(?:models?|networks?|nets?|architectures?|LLMs?|encoders?|detectors?|backbones?){_TAIL}"
        ),
    ),
)
# what stands under these is often a procedure, a library or a problem, and needs names beside it that are known
_LOOSE = (
    (EntityKind.DATASET, re.compile(rf"(?i)(?:tasks?|data|tests?|domains?|evaluations?){_TAIL}")),
    (
        EntityKind.MODEL,
        re.compile(
            rf"(?i){_QUALIFIED}(?:methods?|systems?|approach(?:es)?|algorithms?|retrievers?|rankers?|mechanisms?|agents?|baselines?|teams?){_TAIL}"
        ),
    ),
)
_OTHER = re.compile(
    r"(?i)(?:\W*#.*|.*\b(?:hyper-?\s?param\w*|params?|parameters?|metrics?|measures?|languages?|fields?|settings?|loss(?:es)?|optimi[sz]ers?"
    r"|types?|categor\w+|class(?:es)?|sections?|phases?|stages?|steps?|ablations?|components?|modules?|layers?|symbols?|variables?|size|genes?|site|topology)\W*)"
)
_CAPTIONS = (
    (
        EntityKind.DATASET,
        re.compile(
            r"(?i)\b(?:statistics|summary|overview|sizes?|details)\s+(?:of|for)\s+(?:[\w-]+\s+){0,3}?(?:data\s?sets|corpora|benchmarks)\b"
        ),
    ),
    (
        EntityKind.MODEL,
        re.compile(
            r"(?i)\b(?:compar\w+|performances?|results|accuracy|scores)\s+(?:of|between|with|to|among|for|against)\s+(?:[\w-]+\s+){0,4}?(?:models|methods|systems|approaches|networks|architectures|baselines|algorithms|state[- ]of[- ]the[- ]art)\b"
        ),
    ),
)
_LONGEST_CAPTION = 300
_LEAST_SHARE, _LEAST_OF_CITED = 0.25, 0.1
"""The least share of names in a line that must have been found; the lesser where half of them are cited, as methods are."""
_OUTNUMBERED = 3
_SURELY, _LOOSELY, _UNTOLD = 0, 1, 2
"""How many names must have been found in a column whose heading says it, half says it, or says nothing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a line lists, and whether the word over it, or the citations behind its names, say so; surely by a word alone."""

    kind: EntityKind
    headed: bool
    surely: bool = False


def kind_of(
    line: Line,
    names: Sequence[CellName],
    found: Sequence[EntityKind | None],
    hinted: frozenset[EntityKind] = frozenset(),
) -> Listed | None:
    """What the line lists, or None where nothing tells.

    found are the kinds of the names that are known to be one already, None for the others. A heading that says what a
    column lists wants no name of the other kind to prevail. Any other needs one name that was found, and a line without a
    heading two, which outnumber those of the other kind by three and are a quarter of all names in it; one is enough for a
    kind that the table hints at otherwise.
    """
    counts = {kind: len({n.surface for n, k in zip(names, found, strict=True) if k is kind}) for kind in EntityKind}
    every = len({n.surface for n in names})
    cited = 2 * sum(n.vouched for n in names) >= len(names)
    least = every * (_LEAST_OF_CITED if cited else _LEAST_SHARE)
    heading = _heading(line)
    for kind in heading.kinds:
        other = sum(counts[k] for k in EntityKind if k is not kind)
        prevails = counts[kind] >= max(least, _OUTNUMBERED * other)
        fewest = heading.fewest - (kind in hinted)
        if counts[kind] >= fewest and (prevails or (heading.fewest == _SURELY and not other)):
            return Listed(
                kind, headed=heading.fewest < _UNTOLD or (cited and not line.is_head), surely=heading.fewest == _SURELY
            )
    return None


def hinted_by_caption(caption: str) -> frozenset[EntityKind]:
    """What the rows of a table are likely to list by its caption.

    >>> hinted_by_caption("Table 2: Comparison of neural models on birds")
    frozenset({<EntityKind.MODEL: 'model'>})
    """
    return frozenset(kind for kind, pattern in _CAPTIONS if pattern.search(caption[:_LONGEST_CAPTION]))


class _Heading(NamedTuple):
    """The kinds that a column may list by its heading, and how many names of the kind must have been found in it."""

    kinds: tuple[EntityKind, ...]
    fewest: int


def _heading(line: Line) -> _Heading:
    """What the lowest heading says that tells anything."""
    for words in reversed(line.headings):
        for heads, fewest in ((_SURE, _SURELY), (_LOOSE, _LOOSELY)):
            for kind, pattern in heads:
                if pattern.fullmatch(words):
                    return _Heading((kind,), fewest)
        if _OTHER.fullmatch(words):
            return _Heading((), _UNTOLD)
    return _Heading(tuple(EntityKind), _UNTOLD)
