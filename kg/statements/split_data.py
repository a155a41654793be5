"""Training told by how data are parted: "sections 2-21 for training and 23 for testing", "the standard train/test split of D#0"."""

import re
from collections.abc import Collection, Iterable, Iterator

from kg.core.document import BlockKind
from kg.statements.cues import DATASETS, NEGATED, WE, D, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.training import Training, own_training
from kg.statements.whose_words import is_own, speaks_of_others

_TRAIN = r"train(?:ing)?"
_TEST = r"(?:dev(?:elopment)?|valid(?:ation)?|test(?:ing)?|eval(?:uation)?|tuning)"
_AND = r"(?:\s*[,/&-]\s*(?:and\s+)?|\s+and\s+)"
_PIECES = r"(?:splits?|partitions?|sets?|portions?|parts?|data|examples|sentences|instances|images|folds?|sections?)"
_SPLIT = re.compile(
    # "the train/dev/test splits", "16,833/1,368/1,371 train/dev/test examples", "split into training and test sets"
    rf"\b{_TRAIN}(?:\s+{_PIECES})?{_AND}(?:{_TEST}{_AND})?{_TEST}\s+(?:data\s+)?{_PIECES}\b"
    # "sections 2-21 for training, section 22 as development set"
    rf"|\b(?:for|as)\s+(?:the\s+|our\s+)?{_TRAIN}\b(?:\s+{_PIECES})?[^.;:]{{0,120}}?\b(?:for|as)\s+(?:the\s+|our\s+|a\s+)?{_TEST}\b"
    # "87,599 training examples and 10,570 development examples"
    rf"|\d\s?[kKM]?\s+(?:[a-z]+\s+)?(?:for\s+)?{_TRAIN}\b[^.;:]{{0,40}}?\d\s?[kKM]?\s+(?:[a-z]+\s+)?(?:for\s+)?{_TEST}\b",
    re.I,
)
_OF_DATA = re.compile(
    rf"\s+(?:of|from|in|on|for)\s+(?:(?:the|each of the|both)\s+)?(?:[\w-]+\s+){{0,2}}?(?P<list>{D}(?:\s*(?:,|and|&)\s*{D})*)"
)
_SEVERAL = re.compile(rf"{D}(?:\s*(?:,\s*and|,|and|&)\s*(?:the\s+)?{D})*")
_TABLE = re.compile(r"\bTable\s*\d")  # of a file whose tables stand in its text
# what is said of how the parts relate, and not of what is done with them
_RELATED = re.compile(
    r"\b(?:overlap\w*|contaminat\w+|leak\w*|duplicat\w+|drift\w*|shift\w*|mismatch\w*|differen(?:t|ces?))\b", re.I
)
_NEAR = 160


def find_split_training(scenes: Iterable[Scene], tested: Collection[str]) -> Iterator[Training]:
    """Yield training of the paper's own model on the data that a sentence parts for training and for tests.

    tested holds the data that the paper evaluates on: those alone are trained on where the sentence does not say "we".
    """
    for scene in scenes:
        if scene.block not in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE) or scene.narrative or is_unreal(scene.template):
            continue
        if _RELATED.search(scene.template):
            continue
        ours = WE.search(scene.template) is not None
        if not ours and not is_own(scene.section):
            continue
        for match in _SPLIT.finditer(scene.template):
            before = scene.template[max(0, match.start() - _NEAR) : match.start()]
            if _TABLE.search(before) or NEGATED.search(before + match.group()) or speaks_of_others(scene, before[-60:]):
                continue
            for marker in _data(scene.template, match, before):
                if ours or scene.entity(marker) in tested:
                    yield own_training(scene, marker, 0.75 if ours else 0.7, "split-for-training")


def _data(template: str, match: re.Match[str], before: str) -> list[str]:
    """The data that are parted: those behind "splits of", else the nearest ones before."""
    if behind := _OF_DATA.match(template, match.end()):
        return markers(DATASETS, behind["list"])
    lists = list(_SEVERAL.finditer(before))
    return markers(DATASETS, lists[-1].group()) if lists else []
