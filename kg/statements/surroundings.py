"""Training that a sentence states together with what stands around it: its table, its heading, its section."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.core.document import BlockKind, Section, SectionKind
from kg.core.statement import OWN_RUN
from kg.statements.cues import DATASETS, NEGATED, TRAIN, WE, D, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.tables import TableTopics
from kg.statements.training import Training, own_training
from kg.statements.training_cues import NOT_OBJECTS, SETTINGS
from kg.statements.whose_words import speaks_of_others

_TOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.BACKGROUND, SectionKind.REFERENCES, SectionKind.INTRODUCTION})
# "we fine-tune for 3 epochs", "the networks are trained with a batch size of 256"
_TRAINS_HERE = re.compile(
    r"\b(?:we|our\s+(?:[\w-]+\s+){0,3}?(?:models?|networks?|systems?))\b[^.;:]{0,60}?\b(?:train(?:ed|s)?|fine-?\s?tune[ds]?)\b"
    r"|\b(?:models?|networks?|systems?|classifiers?)\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:trained|fine-?tuned)\b",
    re.I,
)
_HOW = re.compile(rf"\b(?:{SETTINGS})\b", re.I)
_PRETRAINED = re.compile(r"\bpre-?train", re.I)
# "on all tasks", "over these data sets", "on the data for each D#0 task"
_WHOLE = re.compile(
    rf"\b(?P<verb>{TRAIN})\b(?P<mid>[^.;:]{{0,90}}?)\s(?:on|over|for)\s+(?:the\s+(?:data|training\s+(?:set|data))\s+(?:for|of|from)\s+)?"
    rf"(?P<which>all|each|every|both|these|those)\s+(?:of\s+)?(?:the\s+|our\s+|these\s+)?(?:(?!{D})[a-z0-9-]+\s+){{0,2}}?(?P<d>{D}\s+)?(?:data\s?sets?|tasks?|corpora|corpus|benchmarks?)\b"
    rf"(?!\s+(?:except|but|other))",
    re.I,
)
# "the D#0 training set", "the training portion of D#0"
_TRAINING_SET = re.compile(
    rf"(?P<d>{D})(?:\s+(?!(?:and|or|to|for|with|as|in|on|is|are)\b)[\w-]+){{0,2}}?\s+(?:training|train)\s+(?:data\s?sets?|sets?|data|splits?|corpus|corpora|images|examples|portions?|sentences|partitions?)\b"
    rf"|\b(?:training|train)(?:\s+and\s+(?:dev\w*|validation|test))?\s+(?:data\s?sets?|sets?|data|splits?|images|examples|portions?|sentences|partitions?)\s+(?:of|from|in)\s+(?:the\s+)?(?P<e>{D})",
    re.I,
)
_OPENING_LIST = re.compile(rf"\W*{D}(?:\s*(?:[,;+&/]|and)\s*{D})*")
_NOT_ON_IT = re.compile(
    r"\b(?:overlap\w*|contaminat\w+|leak\w*|duplicat\w+|similar\w*|compar\w+|differ\w*|unlike|than)\b", re.I
)
_DONE_WITH = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|(?:pre-?|re-?)?train(?:ed|s)?|(?:pre-?)?training\s+on|fine-?\s?tun\w+|learn\w*|fit(?:ted|s)?|hold|held|split\w*|divid\w+|augment\w*|sampl\w+|merg\w+|combin\w+|add(?:s|ed)?|consist\w*)\b"
    r"(?!\s+(?:set|data|split|images|examples))",
    re.I,
)
_REFUSED = re.compile(
    rf"\b(?:never|not|n[’']t)\s+(?:\w+\s+){{0,2}}?(?:{TRAIN})\b[^.;]{{0,40}}?\bon\b[^.;]{{0,30}}?(?P<d>{D})"
    rf"|\b(?:exclud\w+|omit\w*|discard\w*|leave out|left out|skip\w*)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,2}}?(?P<e>{D})",
    re.I,
)


def find_surrounded_training(
    scenes: Sequence[Scene], topics: TableTopics, parts: Mapping[str, Sequence[str]]
) -> Iterator[Training]:
    """Yield training stated by tables of training data, under headings that name data, and on "all these tasks".

    parts holds what the paper says a benchmark consists of: who trains on each of its tasks trains on them. Data that the
    paper says it does not train on are left out.
    """
    refused = {
        scene.entity(m) for scene in scenes for found in _REFUSED.finditer(scene.template) for m in _marked(found)
    }
    for training in (
        *_rows(scenes, topics),
        *_under_data_headings(scenes),
        *_training_sets(scenes),
        *_whole_sets(scenes, topics, parts),
    ):
        if training.dataset not in refused:
            yield training


def _marked(found: re.Match[str]) -> list[str]:
    return [m for m in (found["d"], found["e"]) if m]


def _rows(scenes: Iterable[Scene], topics: TableTopics) -> Iterator[Training]:
    """The data that open the rows of a table of training data, or of one that counts training examples."""
    for scene in scenes:
        if scene.block is not BlockKind.TABLE or (scene.section and scene.section.kind is SectionKind.RELATED_WORK):
            continue
        topic = topics.at(scene.span.start)
        if (topic.lists_training or topic.lists_splits) and opens_with_data(scene):
            opening = _OPENING_LIST.match(scene.template)
            for marker in markers(DATASETS, opening.group()) if opening else ():
                yield own_training(scene, marker, 0.92 if topic.lists_training else 0.85, "row-of-training-table")


def opens_with_data(scene: Scene) -> bool:
    """Whether a row, or a sentence, begins with the name of data."""
    return bool(_OPENING_LIST.match(scene.template))


def _under_data_headings(scenes: Iterable[Scene]) -> Iterator[Training]:
    """Training without an object in a section that is headed by the name of data: "4.1 D#0. We train for 90 epochs"."""
    headed: tuple[Section | None, list[tuple[Scene, str]]] = (None, [])
    for scene in scenes:
        if scene.block is BlockKind.HEADING:
            headed = (scene.section, [(scene, m) for m in markers(DATASETS, scene.template)])
            continue
        section, named = headed
        if not named or scene.section is not section or section is None or section.kind in _TOLD:
            continue
        entities = {s.entity(m) for s, m in named}
        if len(entities) > 1 or scene.block not in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.CAPTION):
            continue
        found = _TRAINS_HERE.search(scene.template)
        if not found or not _HOW.search(scene.template) or is_unreal(scene.template) or NEGATED.search(scene.template):
            continue
        if (
            _PRETRAINED.search(scene.template)
            or {scene.entity(m) for m in markers(DATASETS, scene.template)} - entities
        ):
            continue
        heading, marker = named[0]
        rule = f"{OWN_RUN}under-data-heading"
        yield Training(None, heading.entity(marker), scene, "", 0.82, rule, ours=True, beside=(heading, marker))


def _training_sets(scenes: Iterable[Scene]) -> Iterator[Training]:
    for scene in scenes:
        kind = scene.section.kind if scene.section else None
        if (
            scene.block is BlockKind.TABLE
            or kind in _TOLD
            or is_unreal(scene.template)
            or _NOT_ON_IT.search(scene.template)
        ):
            continue
        if not _DONE_WITH.search(scene.template):
            continue
        if scene.narrative and not WE.search(scene.template):
            continue
        for found in _TRAINING_SET.finditer(scene.template):
            said = re.sub(r"held-?\s?out", "", scene.template[max(0, found.start() - 60) : found.end() + 30])
            if not NEGATED.search(said):
                yield own_training(scene, found["d"] or found["e"], 0.75, "its-training-set")


_Tried = Mapping[str, Mapping[str, tuple[Scene, str]]]
"""What tables name, by chapter or section: to each dataset the first row that has it, with the marker there."""


def _whole_sets(scenes: Sequence[Scene], topics: TableTopics, parts: Mapping[str, Sequence[str]]) -> Iterator[Training]:
    """Training on "all tasks" or "these data sets".

    They are the parts of the benchmark named there, else what the tables of the chapter name ("these": of the section).
    """
    tried = _tried(scenes, topics)
    for scene in scenes:
        told = scene.section is not None and scene.section.kind in _TOLD
        if told or is_unreal(scene.template) or scene.block is BlockKind.TABLE or scene.narrative:
            continue
        for found in _WHOLE.finditer(scene.template):
            if not _is_no_run(scene, found):
                yield from _on_all(scene, found, tried, parts)


def _tried(scenes: Iterable[Scene], topics: TableTopics) -> _Tried:
    tried: dict[str, dict[str, tuple[Scene, str]]] = defaultdict(dict)
    for scene in scenes:
        if scene.block is BlockKind.TABLE and (
            topics.at(scene.span.start).rows_are_tested or not opens_with_data(scene)
        ):
            for marker in markers(DATASETS, scene.template):
                for place in (chapter(scene.section), _place(scene.section)):
                    tried[place].setdefault(scene.entity(marker), (scene, marker))
    return tried


def _is_no_run(scene: Scene, found: re.Match[str]) -> bool:
    """Whether the words deny a training, tell of its results, or speak of other people's."""
    return bool(
        NEGATED.search(scene.template[max(0, found.start() - 15) : found.end()])
        or _PRETRAINED.match(found["verb"])
        or NOT_OBJECTS.search(found["mid"])
        or speaks_of_others(scene, scene.template[max(0, found.start() - 60) : found.end()])
    )


def _on_all(
    scene: Scene, found: re.Match[str], tried: _Tried, parts: Mapping[str, Sequence[str]]
) -> Iterator[Training]:
    named: Mapping[str, tuple[Scene, str] | None]
    if found["d"]:
        whole = scene.entity(found["d"].strip())
        named, confidence = dict.fromkeys([whole, *parts.get(whole, ())]), 0.85
    else:
        near = found["which"].lower() in ("these", "those")
        named, confidence = tried.get((_place if near else chapter)(scene.section), {}), 0.8
    for identifier, beside in named.items():
        yield Training(None, identifier, scene, "", confidence, f"{OWN_RUN}on-all-of-them", ours=True, beside=beside)


def _place(section: Section | None) -> str:
    return section.heading if section else ""


def chapter(section: Section | None) -> str:
    """The number of the top section, or its heading where it has none: sections of one chapter share it."""
    return re.split(r"[.\s]", section.heading.strip(), maxsplit=1)[0] if section else ""
