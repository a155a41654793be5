"""Training that papers tell of without naming the data: what is fine-tuned or trained for the data that are then tested on.

In supervised learning a model tested on a benchmark was trained on its training part, and authors say so once ("we
fine-tune for 3 epochs", "fine-tuning results on D#0") and not of each set of data.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.core.document import BlockKind, SectionKind
from kg.core.statement import OWN_RUN
from kg.statements.cues import DATASETS, NEGATED, D, M, clause, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting
from kg.statements.split_data import find_split_training
from kg.statements.surroundings import chapter
from kg.statements.training import Training, own_training
from kg.statements.training_cues import OUTCOME, SETTINGS
from kg.statements.whose_words import speaks_of_others

_TOLD = frozenset(
    {
        SectionKind.REFERENCES,
        SectionKind.RELATED_WORK,
        SectionKind.INTRODUCTION,
        SectionKind.ABSTRACT,
        SectionKind.FRONT,
        SectionKind.BACKGROUND,
        SectionKind.CONCLUSION,
    }
)
_UNTRAINED = re.compile(
    r"\b(?:zero|few|one|five|\d+)[- ]shot\b|\binstruction[- ](?:tun|follow)|\bSFT\b|\bsupervised\s+fine-?\s?tun|\bRLHF\b|\bpost-?training\b|\bin-context\b|\bwithout\s+(?:any\s+)?(?:fine-?\s?tun|train|parameter)|\bout[- ]of[- ]domain\b|\bprompt(?:s|ed|ing)?\b",
    re.I,
)
_DETAILS = re.compile(
    r"\b(?:implementation|training|set-?up|settings?|details|hyper-?parameters?|configurations?|optimi[sz]ation)\b",
    re.I,
)
_OFTEN = 3
_LISTING = ("under-training-heading", "row-of-training-table", "training-data-is")
_TUNING = r"fine-?\s?tun(?:e[sd]?|ing)"
_GERUND = r"fine-?\s?tuning"
# "we fine-tune the models end-to-end", "all models are trained for 90 epochs"
_RUN = re.compile(
    rf"\b(?:we|(?:models?|networks?|systems?|classifiers?|LMs?|baselines|methods|detectors?|{M})\s+(?:is|are|was|were|being))\s+(?:[\w-]+\s+){{0,3}}?(?:trained|train|{_TUNING}|optimi[sz]ed?)\b",
    re.I,
)
_HOW = re.compile(rf"\b(?:{SETTINGS}|{_TUNING})\b", re.I)
# who names what was trained on has no need of a guess
_ON_DATA = re.compile(
    rf"\b(?:train\w*|{_TUNING})\b[^.;:]{{0,60}}?\s(?:on|over|with|from)\s+(?:\S+\s+){{0,4}}?(?:data|corpus|corpora|{D})",
    re.I,
)
# "fine-tuning results on D#0", "the D#0 fine-tuning", "for fine-tuning, we report D#0"
_TUNED_FOR = re.compile(
    rf"\b{_GERUND}\s+(?:(?:results?|performances?|scores?|experiments?|accurac(?:y|ies)|hyper-?\s?parameters?|metrics?|tasks?|details|settings?|runs?)\s+)?(?:on|for|of|in)\s+(?=[^.;:]{{0,60}}?{D})"
    rf"|\bfor\s+{_GERUND}\s*,\s*(?:we|results)\b"
    # "we trained our parsers with a depth of 10 and evaluated them on D#0"
    rf"|\bwe\s+(?:\w+\s+)?(?:train(?:ed)?|{_TUNING})\b(?:(?!\s(?:on|over)\s)[^.;:]){{0,80}}?\band\s+(?:then\s+)?(?:evaluate|test)(?:d|ed)?\s+(?:(?:it|them|these|(?:the|our)\s+[a-z-]+(?:\s+[a-z-]+)?)\s+)?on\b(?=[^.;:]{{0,60}}?{D})",
    re.I,
)
_ITS_TUNING = re.compile(rf"(?P<d>{D})\s+{_GERUND}\b", re.I)
_CAPTION = re.compile(rf"\b{_TUNING}\b|\bhyper-?\s?parameters?\b", re.I)


def find_supervised(
    scenes: Sequence[Scene], evaluated: Sequence[RoleSighting], training: Sequence[Training]
) -> Iterator[Training]:
    """Yield training of the paper's own model on data that it was tuned for, or tested on where its training is told of.

    evaluated are the sightings of evaluation, training what the text says outright: a section that names its training
    data is not guessed at, nor is a paper that lists them all, nor one that tests without training.
    """
    body = [s for s in scenes if not (s.section and s.section.kind in _TOLD)]
    yield from _tuned_for(body)
    tested = frozenset(s.entity_id for s in evaluated)
    yield from _captioned(body, tested)
    if tests_untrained(body):
        return
    yield from find_split_training(body, tested)
    if not any(t.rule.endswith(_LISTING) for t in training):
        yield from _where_trained(body, evaluated, {id(t.scene.section) for t in training if t.ours})


def tests_untrained(body: Iterable[Scene]) -> bool:
    """Whether a paper speaks, three times or more, of testing models that were not trained for the test."""
    return sum(bool(_UNTRAINED.search(s.template)) for s in body) >= _OFTEN


def _tuned_for(scenes: Iterable[Scene]) -> Iterator[Training]:
    for scene in scenes:
        if scene.block is BlockKind.TABLE or scene.narrative or is_unreal(scene.template):
            continue
        for match in _TUNED_FOR.finditer(scene.template):
            said = OUTCOME.split(clause(scene.template, match.end()))[0]
            before = scene.template[max(0, match.start() - 60) : match.end()]
            if not NEGATED.search(before[-45:] + said) and not speaks_of_others(scene, before):
                yield from (own_training(scene, marker, 0.7, "tuned-for") for marker in markers(DATASETS, said))
        for match in _ITS_TUNING.finditer(scene.template):
            yield own_training(scene, match["d"], 0.7, "tuned-for")


def _captioned(scenes: Iterable[Scene], tested: frozenset[str]) -> Iterator[Training]:
    """Data of a table whose caption tells of fine-tuning or of settings of training, as far as they are tested on."""
    caption: Scene | None = None
    for scene in scenes:
        if scene.block is BlockKind.CAPTION:
            caption = scene if _CAPTION.search(scene.template) and not _UNTRAINED.search(scene.template) else None
        elif scene.block is not BlockKind.TABLE:
            caption = None
        elif caption is not None:
            for marker in markers(DATASETS, scene.template):
                if scene.entity(marker) in tested:
                    yield _understood(scene, marker, caption, "tuned-by-caption", 0.7)


def _where_trained(
    scenes: Iterable[Scene], evaluated: Iterable[RoleSighting], told: Collection[int]
) -> Iterator[Training]:
    """Data tested on in a section that tells how the model was trained, and not on what.

    What stands under "Implementation details" and the like is told of the whole chapter.
    """
    tried: dict[object, list[RoleSighting]] = defaultdict(list)
    for sighting in evaluated:
        if sighting.scene.section is not None and sighting.scene.block is not BlockKind.HEADING:
            tried[id(sighting.scene.section)].append(sighting)
            tried[chapter(sighting.scene.section)].append(sighting)
    for key, inside in _by_section(scenes).items():
        runs = [s for s in inside if _tells_of_a_run(s)]
        if key in told or not runs or any(_UNTRAINED.search(s.template) for s in inside):
            continue
        section = inside[0].section
        wide = section is not None and _DETAILS.search(section.heading)
        for sighting in tried[chapter(section) if wide else key]:
            yield _understood(sighting.scene, sighting.marker, runs[0], "tested-where-trained", 0.65)


def _by_section(scenes: Iterable[Scene]) -> dict[int, list[Scene]]:
    sections: dict[int, list[Scene]] = defaultdict(list)
    for scene in scenes:
        sections[id(scene.section)].append(scene)
    return sections


def _understood(scene: Scene, marker: str, run: Scene, rule: str, confidence: float) -> Training:
    """Training on the data at the marker, told of by another sentence."""
    return Training(
        None,
        scene.entity(marker),
        run,
        "",
        confidence,
        f"{OWN_RUN}{rule}",
        ours=True,
        understood=True,
        beside=(scene, marker),
    )


def _tells_of_a_run(scene: Scene) -> bool:
    """Whether a sentence says how something is trained here and not on what."""
    template = scene.template
    run = _RUN.search(template)
    return (
        scene.block in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
        and run is not None
        and not speaks_of_others(scene, template[: run.end()])
        and _HOW.search(template) is not None
        and not (_ON_DATA.search(template) or NEGATED.search(template) or is_unreal(scene.template))
    )
