"""How models and data come from one another, as the text says it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.document import BlockKind, SectionKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, MODELS, NEGATED, WE, clause, is_unreal, markers
from kg.statements.relation_rules import DATASET_RULES, LISTS, MODEL_RULES, PARTS_OF, Rule
from kg.statements.scenes import Scene


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing said to come from another; subject is None where the text means the paper's own model."""

    subject: str | None
    predicate: Predicate
    object: str
    scene: Scene
    marker: str
    confidence: float
    rule: str


_TOLD = frozenset({SectionKind.REFERENCES})
_BLOCKING = re.compile(
    r"\b(?:compar\w+|outperform\w*|baselines?|than|concurrent|unlike|future|better|worse|recipe|repo\w*|procedure|set-?up|protocol|hyper-?parameters?|implementation|evaluation|pre-?process\w*|tokeni\w+|results?|majority|code|settings?|intervals?|functions?|objectives?|strateg\w+|schedule|loss|simulat\w+|pipelines?|agents?|librar\w+|learning framework)\b",
    re.I,
)
# "a variant of the M#0-style objective" takes over no model
_ONLY_ASPECT = re.compile(
    r"(?:[’']s?)?(?:-\w+)?\s+(?:[a-z]+\s+)?(?:objectives?|loss|token\w*|vocabular\w+|procedures?|recipes?|set-?up|schedules?|pre-?training|evaluation|scores?|results?|hyper-?parameters?|approach|settings?)\b",
    re.I,
)
# what follows these is no part, but where the parts come from
_SOURCES = re.compile(r"\b(?:from|using|sampled|drawn|based|tagged|annotated)\b")
# "contains 500 pairs, and D#1 ..." tells of no part
_COUNTS = re.compile(r",|\d(?:\s*[kKM])?\s+(?!(?:data\s?sets?|corpora|tasks?|benchmarks?|sources?|parts?)\b)[a-z]")
_COUNTED = re.compile(
    r"\b(?:tasks?|data\s?sets?|corpora|parts|components|sources|subsets|benchmarks|collections|domains|following)\s*$",
    re.I,
)
_FIRST_PART_WITHIN = 60


def find_relations(scenes: Iterable[Scene]) -> Iterator[Relation]:
    """Yield what scenes say of models that come from models, and of data that come from or are part of data."""
    for scene in scenes:
        if not scene.names or (scene.section and scene.section.kind in _TOLD) or is_unreal(scene.template):
            continue
        if MODELS.search(scene.template):
            yield from _by_rules(scene, MODEL_RULES)
        if DATASETS.search(scene.template) and scene.block is not BlockKind.TABLE:
            yield from _by_rules(scene, DATASET_RULES)
            yield from _parts(scene)


def _by_rules(scene: Scene, rules: tuple[Rule, ...]) -> Iterator[Relation]:
    for rule in rules:
        for match in rule.pattern.finditer(scene.template):
            said = scene.template[max(0, match.start() - 45) : match.end()]
            if NEGATED.search(said) or _BLOCKING.search(said):
                continue
            marked = match.groupdict().get("s")
            if not marked and not match.groupdict().get("we") and not WE.search(scene.template):
                continue
            if _ONLY_ASPECT.match(scene.template, match.end("o")):
                continue
            subject = scene.entity(marked) if marked else None
            for marker in [match["o"], *_further(scene.template, match.end("o"), match["o"][0])]:
                if scene.entity(marker) != subject:
                    yield Relation(
                        subject, rule.predicate, scene.entity(marker), scene, marker, rule.confidence, rule.name
                    )


def _further(template: str, end: int, letter: str) -> list[str]:
    """The markers that go on a list which a rule's object opens: "M#1, M#2 and M#3"."""
    found = []
    pattern = re.compile(
        rf"\s{{0,9}}(?:,|and|or|/|, and)\s+(?:the\s+)?({letter}#\d+)(?!\s+(?:is|are|was|were|has|use))"
    )
    while match := pattern.match(template, end):
        found.append(match[1])
        end = match.end()
    return found


def _parts(scene: Scene) -> Iterator[Relation]:
    for pattern, confidence in LISTS:
        for match in pattern.finditer(scene.template):
            parts = _SOURCES.split(clause(scene.template, _list_begins(scene.template, match.end()), reach=500))[0]
            first = DATASETS.search(parts[:_FIRST_PART_WITHIN])
            if not first or _COUNTS.search(parts[: first.start()]):
                continue
            for marker in markers(DATASETS, parts):
                yield from _part(scene, match["s"], marker, confidence, "consists-of")
    for pattern, confidence in PARTS_OF:
        for match in pattern.finditer(scene.template):
            for marker in markers(DATASETS, match["parts"]):
                yield from _part(scene, match["whole"], marker, confidence, "part-of")


def _list_begins(template: str, at: int) -> int:
    """Where the items begin behind a verb: behind a colon that comes before the first of them, "consists of six tasks: D#1"."""
    head, colon, _ = template[at : at + _FIRST_PART_WITHIN].partition(":")
    return at + len(head) + 1 if colon and _COUNTED.search(head) and not DATASETS.search(head) else at


def wholes_named(template: str) -> set[str]:
    """The markers of data of which the template names only a part.

    >>> wholes_named("We use the D#0 section of D#1.")
    {'D#1'}
    """
    return {match["whole"] for pattern, _ in PARTS_OF for match in pattern.finditer(template)}


def _part(scene: Scene, whole: str, part: str, confidence: float, rule: str) -> Iterator[Relation]:
    if not _same_family(scene.entity(whole), scene.entity(part)) and not NEGATED.search(scene.template):
        yield Relation(
            scene.entity(whole), Predicate.HAS_PART, scene.entity(part), scene, part, confidence, f"rule:{rule}"
        )


def _same_family(one: str, other: str) -> bool:
    """Whether the identifiers are equal but for a number at the end: SQuAD 2.0 is no part of SQuAD.

    >>> _same_family("dataset:squad", "dataset:squad20"), _same_family("dataset:glue", "dataset:mnli")
    (True, False)
    """
    return one.rstrip("0123456789") == other.rstrip("0123456789")
