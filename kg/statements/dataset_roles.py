"""What a paper does with the datasets that it names, beside training on them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.document import BlockKind, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, NEGATED, TRAIN, WE, D, clause, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.training import heading_says_training

_SCORE = (
    r"results?|performances?|accurac(?:y|ies)|perplexit(?:y|ies)|scores?|SOTA|state[- ]of[- ]the[- ]art|BLEU|F1|mAP|WER|mIoU|errors?|error rates?"
    r"|improvements?|gains?|exact match|leaderboard|metrics?"
)
_EVALUATE = r"evaluat\w+|test(?:ed|ing|s)?|benchmark(?:ed|ing)|assess\w*|validat\w+|measur\w+|experiment(?:s|ed|ing)?|compar\w+|ablat\w+|studies|study|analy[sz]\w+"
_ACHIEVE = r"achiev\w+|obtain\w*|report\w*|outperform\w*|surpass\w*|improv\w+|reach\w*|attain\w*|yield\w*|perform\w*|demonstrat\w+|show\w*|beat\w*"
_ON = re.compile(
    rf"\b(?:{_SCORE}|{_EVALUATE}|{_ACHIEVE})\b(?P<mid>[^.;:]{{0,110}}?)\s(?:on|for|in|over|across|against|upon)\b(?=[^.;:]{{0,60}}?{D})",
    re.I,
)
# "D#0 accuracy", "D#0 test set", "the D#0 results", "D#0 and D#1 scores"
_NOUN = re.compile(
    rf"(?P<d>{D})(?:\s*(?:,|and|/)\s*{D}){{0,30}}\s+(?:[a-z-]+\s+){{0,2}}?(?:{_SCORE}|test|dev|development|validation|evaluation|leaderboard|experiments?)\b",
    re.I,
)
_BENCHMARKS = re.compile(
    rf"\b(?:evaluat\w+|benchmarks?|datasets?|tasks?|experiments?)\b[^.;]{{0,100}}?(?::|\bnamely\b|\bincluding\b|\bsuch as\b|,)\s*(?=(?:the\s+)?{D})",
    re.I,
)
# "outperforms pre-training on D#0", "a metric commonly used on D#0"
_NOT_RESULTS = re.compile(
    rf"\b(?:{TRAIN})(?:\s+(?:[a-z]+\s+)?(?:from scratch|further))?\s*$|\b(?:commonly|typically|often|usually|widely|previously)\s+used\b",
    re.I,
)
_MADE = re.compile(r"\s(?:in|for|by)\s+(?:creating|constructing|building|collecting|cleaning|filtering)\b", re.I)
# where the objects of "results on" end, because a verb takes its own
_VERB = re.compile(r"\s(?:uses?|used|using|requires?|rel(?:y|ies)|(?:pre-?)?trained|fine-?tuned)\s")
# "BERT (+D#0)" is a model with more data, "without D#0" a result without it
_SET_APART = re.compile(
    r"\+\s*$|\b(?:exclud\w+|without|except|omit\w*|remov\w+|trained on|fine-?tuned on)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$",
    re.I,
)
_TRAINING = re.compile(rf"\b(?:{TRAIN})\b", re.I)
# "we do not evaluate on D#0", "M#0 was never tested on D#1"
_DENIED = re.compile(r"(?:\bnot|n[’']t|\bcan\s?not|\bnever)\s+(?!only\b)(?:\w+\s+){0,2}\Z", re.I)
_TOLD = frozenset(
    {
        SectionKind.RELATED_WORK,
        SectionKind.BACKGROUND,
        SectionKind.INTRODUCTION,
        SectionKind.REFERENCES,
        SectionKind.FRONT,
    }
)
_TRIED = frozenset(
    {SectionKind.EXPERIMENTS, SectionKind.RESULTS, SectionKind.APPENDIX, SectionKind.DATA, SectionKind.DISCUSSION}
)


FLOATING = frozenset({"rule:in-table", "rule:in-caption"})
"""The rules by which tables, figures and their captions alone show that data are evaluated on."""


@dataclass(frozen=True, slots=True)
class RoleSighting:
    """A role of a named thing that one scene shows."""

    entity_id: str
    role: Predicate
    scene: Scene
    marker: str
    confidence: float
    rule: str


def find_evaluation(scenes: Iterable[Scene]) -> Iterator[RoleSighting]:
    """Yield the datasets that a scene says are evaluated on."""
    for scene in scenes:
        if not any(n.kind is EntityKind.DATASET for n in scene.names):
            continue
        best: dict[str, tuple[float, str]] = {}
        for marker, confidence, rule in _sightings(scene):
            if confidence > best.get(marker, (0.0, ""))[0]:
                best[marker] = (confidence, rule)
        for marker, (confidence, rule) in best.items():
            yield RoleSighting(scene.entity(marker), Predicate.EVALUATES_ON, scene, marker, confidence, f"rule:{rule}")


def _sightings(scene: Scene) -> Iterator[tuple[str, float, str]]:
    template, kind = scene.template, scene.section.kind if scene.section else None
    we = bool(WE.search(template))
    if is_unreal(template):
        return
    if heading_says_training(scene.section):
        return  # there, results tell why data were chosen
    told = kind in _TOLD and not we
    if scene.block in (BlockKind.TABLE, BlockKind.CAPTION) and kind not in {
        SectionKind.RELATED_WORK,
        SectionKind.REFERENCES,
    }:
        for marker in markers(DATASETS, template):
            if not _SET_APART.search(template[: template.index(marker)]):
                yield marker, *((0.72, "in-table") if scene.block is BlockKind.TABLE else (0.65, "in-caption"))
    if told and kind is not SectionKind.INTRODUCTION:
        return
    lower = 0.25 if told else 0.0
    for match in _ON.finditer(template):
        if _NOT_RESULTS.search(match["mid"]) or _MADE.search(template, match.start(), match.end() + 40):
            continue
        objects = _VERB.split(clause(template, match.end()))[0]
        if not _is_denied(template, match.start()) and not NEGATED.search(match.group() + objects):
            for marker in markers(DATASETS, objects):
                yield marker, (0.82 if we else 0.75) - lower, "evaluated-on"
    for match in _NOUN.finditer(template):
        if _is_denied(template, match.start()):
            continue
        for marker in markers(DATASETS, match.group()):
            yield marker, 0.7 - lower, "score-of"
    if told:
        return
    for match in _BENCHMARKS.finditer(template) if not _TRAINING.search(template) else ():
        for marker in markers(DATASETS, clause(template, match.end(), reach=400)):
            yield marker, 0.65 if we or kind in _TRIED else 0.5, "benchmarks-listed"
    if scene.block is BlockKind.HEADING and kind in _TRIED - {SectionKind.DATA}:
        for marker in markers(DATASETS, template):
            yield marker, 0.7, "in-heading"


def _is_denied(template: str, at: int) -> bool:
    """Whether the words right before the place say that what follows was not done."""
    return _DENIED.search(template[max(0, at - 40) : at]) is not None
