"""Which model the text says was trained on which data."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.document import BlockKind, Section, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import OWN_RUN
from kg.statements.cues import DATASETS, FUTURE, HYPOTHETICAL, MODELS, NEGATED, TRAIN, WE, D, M, clause, markers
from kg.statements.relations import wholes_named
from kg.statements.scenes import Scene

_TESTIMONY = "model-trained-on"  # the one rule that tells of models at large: "M#0 was trained on D#1"
_TUNED = re.compile(r"\b(?:fine|instruction)-?\s?tun", re.I)
_TRAINED = r"(?:(?:pre|re|post|co)-?)?trained|(?:fine|instruction)-?\s?tuned"
NOT_OBJECTS = re.compile(
    r"\b(?:improv\w+|results?|perform\w*|accura\w+|gains?|leads?|scores?|achiev\w+|evaluat\w+|test\w*|speed\w*|running|runs?|compar\w+|focus\w*|based|depend\w*|GPUs?|TPUs?|impact|effects?|errors?|overlap\w*|increas\w+|decreas\w+|number)\b",
    re.I,
)
"""Words between "train" and "on" that show the objects of "on" to be results or places, not data."""

# "training on D#0 improves D#1": what comes of it is no object
_OUTCOME = re.compile(r"\s(?:rapidly\s+)?(?:leads?|led|improves?|improved|yields?|gives?|achieves?|achieved|helps?|hurts?|results?\s+in)\b", re.I)
_ADJECTIVE = re.compile(
    r"\b(?:the|these|those|our|their|its|all|any|a|an|of|each|such|using|other|two|individually|publicly)\s+$", re.I
)
# "M#0 is (jointly) pre-trained on", "M#0 models trained on", "M#0 was trained for 3 epochs on"
_OF_MODEL = re.compile(
    rf"(?P<m>{M})(?:’s|'s)?(?:\s+[a-z][\w-]*){{0,4}}?\s*,?\s+(?:(?:which|that)\s+)?(?:(?:is|are|was|were|has been|have been|being)\s+)?(?:\w+ly\s+)?(?P<cue>{_TRAINED})(?:\s+[\w#-]+){{0,4}}?\s+(?:on|over)\b",
    re.I,
)
# "M#0 combined data from"
_DATA_OF_MODEL = re.compile(rf"(?P<m>{M})\s+(?:combin|us|mix)(?:es|ed|e)\s+(?:the\s+|training\s+)?(?:text|data|corpora)\s+(?:from|of)\b", re.I)
# "M#0 is a series of M#1 models trained on" tells of M#0
_FAMILY = re.compile(
    rf"(?P<m>{M})\s*(?:is|are|was|were|,)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,3}}?(?:(?:series|family|set|suite|versions?|variants?)\s+of\s+)?(?:an?\s+|the\s+)?$",
    re.I,
)
# "we train M#0 on", "we fine-tune our models on", "train a M#0 model with X on"
_WE_TRAIN = re.compile(rf"\b(?P<cue>{TRAIN})(?P<mid>(?:\s+[^.;:]{{0,90}}?)??)\s+(?:on|over)\b", re.I)
_LIST_OF_MODELS = re.compile(rf"{M}(?:\s*(?:,\s*and|,|and|/)\s*{M})*")
_OF_IT = re.compile(rf"{M}(?:\s+(?!(?:is|are|was|were|and|we)\b)[a-z][\w-]*){{0,3}}\s*$")
_AS_NOUN = re.compile(r"\s+(?:sets?|splits?|data|time|loss|tokens?|examples?|cost|speed)\b", re.I)
# "our training data consists of", "the pre-training corpus is a mixture of"
_DATA_IS = re.compile(
    r"\b(?:pre-?|fine-?)?(?:train|tun)ing\s+(?:data\s?sets?|data|corpus|corpora|set|mixture|mix|sources?)\b(?P<of>[^.;:]{0,40}?)\s+"
    r"(?:consists?|is|are|was|were|compris\w+|includ\w+|contain\w+|come|comes|combin\w+|drawn|made up|:)\b",
    re.I,
)
# "we create an aggregate dataset consisting of D#0 and D#1"
_DATA_MADE = re.compile(
    r"\bwe\s+(?:\w+\s+)?(?:create|build|construct|use|collect|assemble|compile|form|combine|curate)d?\s+(?:an?\s+|our\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:data\s?set|corpus|mixture|collection|combination|mix)s?\s*,?\s+(?:(?:consisting|composed|made up|comprised|drawn)\s+(?:of|from)|comprising|containing|combining|that\s+combines|of|from)\b",
    re.I,
)
# "we use D#0 and D#1 for pre-training", "D#0 as training data", "include D#0 in the training dataset"
_FOR_TRAINING = re.compile(
    r"\s(?:for|as|in|to|into)\s+(?:the\s+|our\s+|its\s+)?(?:\w+\s+){0,2}?(?:(?:pre-?|fine-?)?(?:train|tun)ing(?:\s+(?:data\s?set|data|corpus|set|mixture))?|(?:pre-?)?train)\b(?!\s+(?:time|speed|cost))",
    re.I,
)
# "D#0, which is a copy of D#1 that was used to train M#2": what explains a name is not said of us
_EXPLAINED = re.compile(r",?\s+(?:which|that)\s+(?:is|are|was|were|has|have)\b", re.I)
_TRAINED_MODEL = re.compile(rf"\s+(?:the\s+|our\s+)?(?P<m>{M})")
# "we use the following datasets for fine-tuning: D#0, D#1"
_FOLLOWING = re.compile(
    r"\b(?:following|these)\s+(?:\w+\s+)?(?:data\s?sets|corpora|data|resources|sources)\s+(?:for|to|in)\s+(?:the\s+|our\s+)?(?:\w+\s+){0,2}?(?:pre-?|fine-?)?(?:train|tun)(?:ing)?\b",
    re.I,
)
# "we use the training data of Finch (i.e. D#0, D#1)"
_TRAINING_DATA_LISTED = re.compile(
    rf"\buse[sd]?\s+(?:the\s+|its\s+)?(?:same\s+|standard\s+)?(?:pre-?|fine-?)?train(?:ing)?\s+(?:data|sets?|corpora|corpus)\b(?P<mid>[^;()]{{0,60}}?)\(\s*(?:i\.e\.,?\s*|namely,?\s*|viz\.\s*)?(?=(?:the\s+)?{D})",
    re.I,
)
# "For the pre-training corpus we use D#0 and D#1"
_TO_TRAIN_USE = re.compile(
    r"\b(?:for|to|in)\s+(?:the\s+|our\s+)?(?:\w+\s+){0,2}?(?:pre-?|fine-?)?(?:train|tun)(?:ing)?\b[^.;:]{0,60}?\b(?:we|is|are)\s+(?:\w+\s+){0,2}?(?:use[ds]?|combin\w+|include[ds]?|employ\w*|mix\w*|add\w*|collect\w*|consider\w*|follow\w*)\b",
    re.I,
)
_TRAINING_HEADING = re.compile(
    r"\b(?:pre-?|fine-?)?train(?:ing)?[\s-]+(?:data|data\s?sets?|corpus|corpora|set)\b|\bdata (?:mixture|sources?)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:previous|prior|other|others|existing|related|earlier|recent|recently|contrast|compar\w+|similar to|inspired|et al|exceptions?|they|their)\b",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:an?|another|separate|each|other)\s+(?!(?:new|novel|our|single|large)\b)(?:[\w-]+\s+){1,3}(?:is\s+|was\s+)?$|^(?:It|They|This|These)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?$|\b(?:it|they)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?$"
)
_HOSTED = re.compile(
    rf"\b(?:available|hosted|published|released|stored|found|accessible)\s+(?:on|at|via|through|in|from)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?P<host>{D})",
    re.I,
)
_USING = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|includ\w+|add(?:s|ed|ing)?|combin\w+|employ\w*|mix\w*|adopt\w*|take|select\w*|consider\w*|(?:pre-?)?process\w*|sampl\w+|collect\w*|gather\w*|download\w*|crawl\w*|scrap\w+|start\w* from|train\w*)\b",
    re.I,
)
_STARTS_WITH_DATA = re.compile(rf"\W*(?:the\s+)?(?:[A-Z]\w+\s+)?{D}", re.I)
_LONG_LIST = 700
_BARE = 4
_UNTOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.REFERENCES, SectionKind.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Training:
    """A model said to be trained on data; model is None where the text leaves it to the paper's own ("we train on …").

    ours tells whether the paper did it itself.
    """

    model: str | None
    dataset: str
    scene: Scene
    marker: str
    confidence: float
    rule: str
    ours: bool


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
    if FUTURE.search(template) or (HYPOTHETICAL.search(template) and not WE.search(template)):
        return
    wholes = wholes_named(template) | {m["host"] for m in _HOSTED.finditer(template)}
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
    for match in _OF_MODEL.finditer(template):
        family = _FAMILY.search(template[: match.start()])
        model = family["m"] if family else match["m"]
        yield from _objects(scene, match.start(), match.end(), 0.88, _TESTIMONY, model=model, ours=False)
    for match in _DATA_OF_MODEL.finditer(template):
        yield from _objects(scene, match.start(), match.end(), 0.8, _TESTIMONY, model=match["m"], ours=False)
    for match in _WE_TRAIN.finditer(template):
        before = template[max(0, match.start() - 60) : match.start()]
        if re.search(rf"{M}[^.;:]{{0,40}}$", before) and not WE.search(before):
            continue  # the rule above has it
        if match["cue"].lower().endswith("ed") and _OF_IT.search(before):
            continue  # "we test M#0 fine-tuned on D#1": so does it here
        if match["cue"].lower().endswith("ing") and _AS_NOUN.match(match["mid"]):
            continue  # "the training split is larger than"
        if NOT_OBJECTS.search(match["mid"]) or (match["cue"].lower().endswith("ed") and _ADJECTIVE.search(before)):
            continue  # "training improves results on D#0", "the trained models on D#0"
        if _OTHER_SUBJECT.search(before):
            continue  # "a DNN trained on D#0", "it was trained on D#0": another's, and nobody says whose
        listed = _LIST_OF_MODELS.findall(match["mid"])
        inside = markers(MODELS, listed[-1]) if listed else []
        ours = bool(WE.search(before)) or not speaks_of_others(scene, template[: match.end()])
        if not ours:
            continue
        if not inside and not (WE.search(template) or _own_section(scene.section)):
            continue
        for model in inside or [None]:
            yield from _objects(
                scene,
                match.start(),
                match.end(),
                0.9 if WE.search(before) else 0.7,
                "we-train-on",
                model=model,
                ours=ours,
            )
    if _told_of_others(scene):
        return
    for match in _DATA_IS.finditer(template):
        of = markers(MODELS, match["of"])
        yield from _objects(
            scene, match.start(), match.end(), 0.8, "training-data-is", model=of[0] if of else None, reach=400
        )
    for match in _DATA_MADE.finditer(template):
        if scene.section is None or scene.section.kind not in _UNTOLD:
            yield from _objects(scene, match.start(), match.end(), 0.8, "data-made-of", model=None, reach=400)
    for match in _FOR_TRAINING.finditer(template):
        said = re.split(r"[.;:]", template[max(0, match.start() - 200) : match.start()])[-1]
        said = _EXPLAINED.split(said)[0]
        trained = _TRAINED_MODEL.match(template, match.end())
        if WE.search(template) and _USING.search(said) and not NEGATED.search(said):
            model = trained["m"] if trained else None
            for marker in markers(DATASETS, said):
                yield _training(scene, model, marker, 0.75, "used-for-training", ours=True)
    for match in _TRAINING_DATA_LISTED.finditer(template):
        said = template[max(0, match.start() - 60) : match.end()]
        if WE.search(template) and not NEGATED.search(said) and not NOT_OBJECTS.search(match["mid"]):
            yield from _objects(scene, match.start(), match.end(), 0.75, "training-data-listed", model=None)
    for match in _FOLLOWING.finditer(template):
        for marker in markers(DATASETS, template[match.end() : match.end() + _LONG_LIST]):
            yield _training(scene, None, marker, 0.8, "following-data", ours=True)
    for match in _TO_TRAIN_USE.finditer(template):
        yield from _objects(scene, match.start(), match.end(), 0.85, "for-training-we-use", model=None)


def _objects(
    scene: Scene,
    start: int,
    end: int,
    confidence: float,
    rule: str,
    *,
    model: str | None,
    ours: bool = True,
    reach: int = 220,
) -> Iterator[Training]:
    objects = _OUTCOME.split(clause(scene.template, end, reach=reach))[0]
    said = scene.template[max(0, start - 15) : end] + objects
    if NEGATED.search(said):
        return
    for marker in markers(DATASETS, objects):
        yield _training(scene, model, marker, confidence, rule, ours=ours)


def _under_heading(scene: Scene, wholes: set[str]) -> Iterator[Training]:
    """Data named under a heading such as "Pre-training Data" are trained on, unless the sentence speaks of others."""
    if NEGATED.search(scene.template) or speaks_of_others(scene, scene.template) or MODELS.search(scene.template):
        return
    listed = scene.opens and _STARTS_WITH_DATA.match(scene.template) and not _bare(scene)
    if not listed and not (WE.search(scene.template) and _USING.search(scene.template)):
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
    testimony = rule == _TESTIMONY and not WE.search(scene.template) and not _TUNED.search(scene.template)
    named = f"rule:{rule}" if testimony else f"{OWN_RUN}{rule}"
    return Training(subject, scene.entity(marker), scene, marker, confidence, named, ours)


def heading_says_training(section: Section | None) -> bool:
    """Whether the section's heading announces training data."""
    return section is not None and bool(_TRAINING_HEADING.search(section.heading)) and section.kind not in _UNTOLD


def _own_section(section: Section | None) -> bool:
    return section is not None and section.kind in {
        SectionKind.DATA,
        SectionKind.METHOD,
        SectionKind.EXPERIMENTS,
        SectionKind.RESULTS,
        SectionKind.APPENDIX,
        SectionKind.ABSTRACT,
    }


def speaks_of_others(scene: Scene, said: str) -> bool:
    """Whether the words said, in this scene, are of other people's work."""
    return scene.narrative or bool(_OTHERS.search(said))


def _told_of_others(scene: Scene) -> bool:
    return scene.section is not None and scene.section.kind in _UNTOLD and not WE.search(scene.template)
