"""Which model the text says was trained on which data."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.core.document import BlockKind, Section, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import OWN_RUN
from kg.statements.cues import DATASETS, MODELS, NEGATED, WE, M, clause, is_unreal, markers
from kg.statements.relations import wholes_named
from kg.statements.scenes import Scene
from kg.statements.training_cues import (
    ADJECTIVE,
    AS_NOUN,
    BUT,
    DATA_IS,
    DATA_MADE,
    DATA_OF_MODEL,
    EXPLAINED,
    FAMILY,
    FOLLOWING,
    FOR_TRAINING,
    HOSTED,
    LIST_OF_MODELS,
    LISTED_BEFORE,
    MODELS_OF_DATA,
    NOT_OBJECTS,
    OF_IT,
    OF_MODEL,
    OTHER_SUBJECT,
    OTHERS,
    OUTCOME,
    RELATIVE,
    RESPECTIVELY,
    STARTS_WITH_DATA,
    TAKEN_OVER,
    TO_TRAIN_USE,
    TRAINED_MODEL,
    TRAINING_DATA_LISTED,
    TRAINING_HEADING,
    TUNED,
    USED,
    USED_FOR_TRAINING,
    USING,
    WE_TRAIN,
)

_TESTIMONY = "model-trained-on"  # the one rule that tells of models at large: "M#0 was trained on D#1"
_LONG_LIST = 700
_BARE = 4
_UNTOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.REFERENCES, SectionKind.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Training:
    """A model said to be trained on data; model is None where the text leaves it to the paper's own ("we train on …").

    ours tells whether the paper did it itself; understood, that the text tells of the training and leaves the data to be
    understood from what is tested on, so that it is the paper's main model or nobody's. Where the scene does not name
    the data, beside is a scene that does, with the marker there.
    """

    model: str | None
    dataset: str
    scene: Scene
    marker: str
    confidence: float
    rule: str
    ours: bool
    understood: bool = False
    beside: tuple[Scene, str] | None = None


def find_training(scenes: Iterable[Scene]) -> Iterator[Training]:
    """Yield every statement of training in order of the scenes; negated and hypothetical ones are left out."""
    for scene in scenes:
        if any(n.kind is EntityKind.DATASET for n in scene.names) and scene.block is not BlockKind.HEADING:
            seen: set[tuple[str | None, str]] = set()
            for training in _in_scene(scene):
                if (key := (training.model, training.dataset)) not in seen:
                    seen.add(key)
                    yield training


def _in_scene(scene: Scene) -> Iterator[Training]:
    template = scene.template
    if is_unreal(template):
        return
    wholes = wholes_named(template) | {m["host"] for m in HOSTED.finditer(template)}
    explained = False
    for training in _explicit(scene):
        if training.marker not in wholes:
            explained = True
            yield training
    if (
        not explained
        and heading_says_training(scene.section)
        and scene.block not in (BlockKind.CAPTION, BlockKind.TABLE)
    ):
        yield from _under_heading(scene, wholes)


def _explicit(scene: Scene) -> Iterator[Training]:
    template = scene.template
    for match in OF_MODEL.finditer(template):
        if BUT.search(template[: match.start()]):
            continue
        family = FAMILY.search(template[: match.start()])
        model = family["m"] if family else match["m"]
        several = LISTED_BEFORE.search(template[: match.end("m")])
        named = markers(MODELS, several.group()) if several else []
        yield from _objects(scene, match.start(), match.end(), 0.88, _TESTIMONY, model=model, among=named, ours=False)
    for match in DATA_OF_MODEL.finditer(template):
        yield from _objects(scene, match.start(), match.end(), 0.8, _TESTIMONY, model=match["m"], ours=False)
    for match in WE_TRAIN.finditer(template):
        before = template[max(0, match.start() - 60) : match.start()]
        if re.search(rf"{M}[^.;:]{{0,40}}$", before) and not WE.search(before):
            continue  # the rule above has it
        said = template[max(0, match.start() - 160) : match.start()]
        if match["cue"].lower().endswith("ed") and any(p.search(said) for p in (OF_IT, RELATIVE, TAKEN_OVER)):
            continue  # "we test M#0 fine-tuned on D#1": so does it here
        if match["cue"].lower().endswith("ing") and AS_NOUN.match(match["mid"]):
            continue  # "the training split is larger than"
        if NOT_OBJECTS.search(match["mid"]) or (match["cue"].lower().endswith("ed") and ADJECTIVE.search(before)):
            continue  # "training improves results on D#0", "the trained models on D#0"
        if OTHER_SUBJECT.search(before):
            continue  # "a DNN trained on D#0", "it was trained on D#0": another's, and nobody says whose
        listed = LIST_OF_MODELS.findall(match["mid"])
        used = USED.search(template[: match.start()]) if match["cue"].lower().endswith("ed") else None
        inside = [used["m"]] if used and not listed else markers(MODELS, listed[-1]) if listed else []
        ours = bool(WE.search(before)) or not speaks_of_others(scene, template[: match.end()])
        if not ours:
            continue
        if not inside and not (WE.search(template) or _own_section(scene.section)):
            continue
        subjects: list[str | None] = [*inside] or [None]
        for model in subjects:
            yield from _objects(
                scene,
                match.start(),
                match.end(),
                0.9 if WE.search(before) else 0.7,
                "we-train-on",
                model=model,
                among=inside,
                ours=ours,
            )
    if _told_of_others(scene):
        return
    for match in DATA_IS.finditer(template):
        of = markers(MODELS, match["of"])
        yield from _objects(
            scene, match.start(), match.end(), 0.8, "training-data-is", model=of[0] if of else None, reach=400
        )
    for match in DATA_MADE.finditer(template):
        if scene.section is None or scene.section.kind not in _UNTOLD:
            yield from _objects(scene, match.start(), match.end(), 0.8, "data-made-of", model=None, reach=400)
    for match in FOR_TRAINING.finditer(template):
        said = re.split(r"[.;:]", template[max(0, match.start() - 200) : match.start()])[-1]
        said = EXPLAINED.split(said)[0]
        trained = TRAINED_MODEL.match(template, match.end())
        if WE.search(template) and USING.search(said) and not NEGATED.search(said):
            model = trained["m"] if trained else None
            for marker in markers(DATASETS, said):
                yield _training(scene, model, marker, 0.75, "used-for-training", ours=True)
    for match in USED_FOR_TRAINING.finditer(template):
        said = re.split(r"[.;:]", template[: match.end()])[-1]
        if not NEGATED.search(said) and not speaks_of_others(scene, said):
            trained = TRAINED_MODEL.match(template, match.end())
            for marker in markers(DATASETS, said):
                yield _training(scene, trained["m"] if trained else None, marker, 0.75, "used-for-training", ours=True)
    for match in TRAINING_DATA_LISTED.finditer(template):
        said = template[max(0, match.start() - 60) : match.end()]
        if WE.search(template) and not NEGATED.search(said) and not NOT_OBJECTS.search(match["mid"]):
            yield from _objects(scene, match.start(), match.end(), 0.75, "training-data-listed", model=None)
    for match in MODELS_OF_DATA.finditer(template):
        yield _training(scene, None, match["d"], 0.75, "models-of-data", ours=True)
    for match in FOLLOWING.finditer(template):
        for marker in markers(DATASETS, template[match.end() : match.end() + _LONG_LIST]):
            yield _training(scene, None, marker, 0.8, "following-data", ours=True)
    for match in TO_TRAIN_USE.finditer(template):
        yield from _objects(scene, match.start(), match.end(), 0.85, "for-training-we-use", model=None)


def _objects(
    scene: Scene,
    start: int,
    end: int,
    confidence: float,
    rule: str,
    *,
    model: str | None,
    among: Sequence[str] = (),
    ours: bool = True,
    reach: int = 220,
) -> Iterator[Training]:
    """The training that is told of behind a verb; of models and data listed "respectively" each on its own."""
    objects = OUTCOME.split(clause(scene.template, end, reach=reach))[0]
    said = scene.template[max(0, start - 15) : end] + objects
    if NEGATED.search(said):
        return
    data = markers(DATASETS, objects)
    pairs: list[tuple[str | None, str]] = [(model, marker) for marker in data]
    if len(among) > 1 and RESPECTIVELY.match(scene.template, end):
        pairs = [*zip(among, data, strict=True)] if len(among) == len(data) else []
    for subject, marker in pairs:
        yield _training(scene, subject, marker, confidence, rule, ours=ours)


def _under_heading(scene: Scene, wholes: set[str]) -> Iterator[Training]:
    """Data named under a heading such as "Pre-training Data" are trained on, unless the sentence speaks of others."""
    if NEGATED.search(scene.template) or speaks_of_others(scene, scene.template) or MODELS.search(scene.template):
        return
    listed = scene.opens and STARTS_WITH_DATA.match(scene.template) and not _bare(scene)
    if not listed and not (WE.search(scene.template) and USING.search(scene.template)):
        return
    if not listed and NOT_OBJECTS.search(scene.template):
        return  # why data were chosen, not that they were
    for marker in markers(DATASETS, scene.template):
        if marker not in wholes:
            yield _training(scene, None, marker, 0.8, "under-training-heading", ours=True)


def _bare(scene: Scene) -> bool:
    """Whether the scene is a name and no more, as page breaks leave it."""
    return len(scene.span) - sum(len(n.span) for n in scene.names) < _BARE


def _training(scene: Scene, model: str | None, marker: str, confidence: float, rule: str, *, ours: bool) -> Training:
    subject = scene.entity(model) if model else None
    testimony = rule == _TESTIMONY and not WE.search(scene.template) and not TUNED.search(scene.template)
    named = f"rule:{rule}" if testimony else f"{OWN_RUN}{rule}"
    return Training(subject, scene.entity(marker), scene, marker, confidence, named, ours)


def own_training(scene: Scene, marker: str, confidence: float, rule: str) -> Training:
    """Training of the paper's own model, which the scene does not name, on the data at the marker."""
    return Training(None, scene.entity(marker), scene, marker, confidence, f"{OWN_RUN}{rule}", ours=True)


def heading_says_training(section: Section | None) -> bool:
    """Whether the section's heading announces training data."""
    return section is not None and bool(TRAINING_HEADING.search(section.heading)) and section.kind not in _UNTOLD


def _own_section(section: Section | None) -> bool:
    return section is not None and section.kind in {
        SectionKind.DATA,
        SectionKind.METHOD,
        SectionKind.EXPERIMENTS,
        SectionKind.RESULTS,
        SectionKind.APPENDIX,
        SectionKind.ABSTRACT,
        SectionKind.OTHER,
    }


def speaks_of_others(scene: Scene, said: str) -> bool:
    """Whether the words said, in this scene, are of other people's work."""
    return scene.narrative or bool(OTHERS.search(said))


def _told_of_others(scene: Scene) -> bool:
    return scene.section is not None and scene.section.kind in _UNTOLD and not WE.search(scene.template)
