"""What a paper does with the datasets that it names, beside training on them."""

import re
from collections.abc import Iterable, Iterator

from kg.core.document import BlockKind, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, NEGATED, TRAIN, WE, D, clause, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting, sighted
from kg.statements.training_rules.under_heading import heading_says_training
from kg.statements.tried_data import ACHIEVE, TRAINING, VERB, fronted, used_in_experiments, used_to_test

_SCORE = (
    r"results?|performances?|accurac(?:y|ies)|perplexit(?:y|ies)|scores?|SOTA|state[- ]of[- ]the[- ]art|BLEU|F1|mAP|WER|mIoU|errors?|error rates?"
    r"|improvements?|gains?|exact match|leaderboard|metrics?"
)
_EVALUATE = r"evaluat\w+|test(?:ed|ing|s)?|benchmark(?:ed|ing)|assess\w*|validat\w+|measur\w+|experiment(?:s|ed|ing)?|compar\w+|ablat\w+|studies|study|analy[sz]\w+"
_ON = re.compile(
    rf"\b(?:{_SCORE}|{_EVALUATE}|{ACHIEVE})\b(?P<mid>[^.;:]{{0,110}}?)\s(?:on|for|in|over|across|against|upon)\b(?=[^.;:]{{0,60}}?{D})",
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
# "the task, D#0, is made from D#1"
_SAID_OF_IT = re.compile(r"\s(?:is|are|was|were|has|have)\s")
# "outperforms pre-training on D#0", "a metric commonly used on D#0"
_NOT_RESULTS = re.compile(
    rf"\b(?:{TRAIN})(?:\s+(?:[a-z]+\s+)?(?:from scratch|further))?\s*$|\b(?:commonly|typically|often|usually|widely|previously)\s+used\b",
    re.I,
)
_MADE = re.compile(r"\s(?:in|for|by)\s+(?:creating|constructing|building|collecting|cleaning|filtering)\b", re.I)
# "BERT (+D#0)" is a model with more data, "without D#0" a result without it
_SET_APART = re.compile(
    r"\+\s*$|\b(?:exclud\w+|without|except|omit\w*|remov\w+|trained on|fine-?tuned on)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$",
    re.I,
)
# "we do not evaluate on D#0", "M#0 was never tested on D#1"
_DENIED = re.compile(r"(?:\bnot|n[’']t|\bcan\s?not|\bnever)\s+(?!only\b)(?:\w+\s+){0,2}\Z", re.I)
# "previous work has reported gains on D#0", "earlier studies evaluate on D#0"
_OTHERS_DID = re.compile(
    r"\b(?:previous|prior|earlier|existing|related|past)\s+(?:[\w-]+\s+){0,2}?(?:works?|studies|approaches|methods|papers|efforts|research)\s+(?:(?:has|have|had|also|only|mostly|often|typically|usually)\s+){0,2}(?:report|evaluat|test|show|us(?:es|ed?)\b|demonstrat|focus|achiev|obtain|rel(?:y|ied))",
    re.I,
)
_TOLD = frozenset(
    {
        SectionKind.RELATED_WORK,
        SectionKind.BACKGROUND,
        SectionKind.INTRODUCTION,
        SectionKind.REFERENCES,
        SectionKind.FRONT,
    }
)
_OF_OTHERS = frozenset({SectionKind.RELATED_WORK, SectionKind.REFERENCES})
_TRIED = frozenset(
    {SectionKind.EXPERIMENTS, SectionKind.RESULTS, SectionKind.APPENDIX, SectionKind.DATA, SectionKind.DISCUSSION}
)


FLOATING = frozenset({"rule:in-table", "rule:in-caption"})
"""The rules by which tables, figures and their captions alone show that data are evaluated on."""


def find_evaluation(scenes: Iterable[Scene]) -> Iterator[RoleSighting]:
    """Yield the datasets that a scene says are evaluated on, each by the rule that is surest."""
    for scene in scenes:
        if not any(n.kind is EntityKind.DATASET for n in scene.names):
            continue
        best: dict[str, RoleSighting] = {}
        for sighting in _sightings(scene):
            if sighting.marker not in best or sighting.confidence > best[sighting.marker].confidence:
                best[sighting.marker] = sighting
        yield from best.values()


def _sightings(scene: Scene) -> Iterator[RoleSighting]:
    """What each rule shows; what others are told to have done counts less, and outside of introductions nothing."""
    if is_unreal(scene.template) or heading_says_training(scene.section):
        return  # under such a heading, results tell why data were chosen
    yield from _floating(scene)
    kind = _kind(scene)
    others = scene.narrative or _OTHERS_DID.search(scene.template) is not None
    told = (kind in _TOLD or others) and not WE.search(scene.template)
    if told and (others or kind is not SectionKind.INTRODUCTION):
        return
    lower = 0.25 if told else 0.0
    yield from _results_on(scene, lower)
    yield from _score_of(scene, lower)
    if not told:
        yield from fronted(scene)
        yield from used_to_test(scene)
        yield from used_in_experiments(scene)
        yield from _benchmarks_listed(scene)
        yield from _in_heading(scene)


def _floating(scene: Scene) -> Iterator[RoleSighting]:
    """Data of tables and captions, but for those of sections on other people's work."""
    if scene.block not in (BlockKind.TABLE, BlockKind.CAPTION) or _kind(scene) in _OF_OTHERS:
        return
    confidence, rule = (0.72, "in-table") if scene.block is BlockKind.TABLE else (0.65, "in-caption")
    for marker in markers(DATASETS, scene.template):
        if not _SET_APART.search(scene.template[: scene.template.index(marker)]):
            yield _evaluated(scene, marker, confidence, rule)


def _results_on(scene: Scene, lower: float) -> Iterator[RoleSighting]:
    """Data of "results on D#0" and "evaluate on D#0"."""
    template = scene.template
    confidence = (0.82 if WE.search(template) else 0.75) - lower
    for match in _ON.finditer(template):
        if _NOT_RESULTS.search(match["mid"]) or _MADE.search(template, match.start(), match.end() + 40):
            continue
        objects = VERB.split(clause(template, match.end()))[0]
        if not _is_denied(template, match.start()) and not NEGATED.search(match.group() + objects):
            for marker in markers(DATASETS, objects):
                yield _evaluated(scene, marker, confidence, "evaluated-on")


def _score_of(scene: Scene, lower: float) -> Iterator[RoleSighting]:
    """Data of "D#0 accuracy"."""
    for match in _NOUN.finditer(scene.template):
        if not _is_denied(scene.template, match.start()):
            for marker in markers(DATASETS, match.group()):
                yield _evaluated(scene, marker, 0.7 - lower, "score-of")


def _benchmarks_listed(scene: Scene) -> Iterator[RoleSighting]:
    """Data of "three benchmarks: D#0, D#1 and D#2", where nothing is trained."""
    if TRAINING.search(scene.template):
        return
    confidence = 0.65 if WE.search(scene.template) or _kind(scene) in _TRIED else 0.5
    for match in _BENCHMARKS.finditer(scene.template):
        listed = _SAID_OF_IT.split(clause(scene.template, match.end(), reach=400))[0]
        for marker in markers(DATASETS, listed):
            yield _evaluated(scene, marker, confidence, "benchmarks-listed")


def _in_heading(scene: Scene) -> Iterator[RoleSighting]:
    """Data that a heading of experiments names."""
    if scene.block is BlockKind.HEADING and _kind(scene) in _TRIED - {SectionKind.DATA}:
        for marker in markers(DATASETS, scene.template):
            yield _evaluated(scene, marker, 0.7, "in-heading")


def _evaluated(scene: Scene, marker: str, confidence: float, rule: str) -> RoleSighting:
    return sighted(scene, marker, Predicate.EVALUATES_ON, confidence, rule)


def _kind(scene: Scene) -> SectionKind | None:
    return scene.section.kind if scene.section else None


def _is_denied(template: str, at: int) -> bool:
    """Whether the words right before the place say that what follows was not done."""
    return _DENIED.search(template[max(0, at - 40) : at]) is not None
