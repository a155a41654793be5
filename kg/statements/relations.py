"""How models and data come from one another, as the text says it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.document import BlockKind, SectionKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, FUTURE, MODELS, NEGATED, WE, D, M, clause, markers
from kg.statements.scenes import Scene

_BE = r"(?:is|are|was|were|being|,)"
_WORDS = r"(?:\s+(?!(?:not|than|but|while|whereas)\b)[a-z][\w-]*){0,5}?"
_OWN_SUBJECT = r"\b(?P<we>our (?:[\w-]+ ){0,2}?(?:model|network|architecture|approach|system|method|tagger|classifier)s?|the proposed \w+|we)\b"
_SUBJECT = rf"(?:(?P<s>{M})|{_OWN_SUBJECT})(?:’s|'s)?(?:\s*,?\s+(?:which|that))?"


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


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    predicate: Predicate
    pattern: re.Pattern[str]
    confidence: float


def _rule(name: str, predicate: Predicate, pattern: str, confidence: float) -> _Rule:
    return _Rule(f"rule:{name}", predicate, re.compile(pattern, re.I), confidence)


# group s (or we) is the subject, o the object
_MODEL_RULES = (
    _rule(
        "initialised-from",
        Predicate.FINE_TUNED_FROM,
        rf"{_SUBJECT}{_WORDS}\s*(?:{_BE})?\s*(?:\w+ly\s+)?(?:initiali[sz]\w*|fine-?tun\w+|warm-?start\w*|continu(?:e|es|ed|ing)|further (?:pre-?)?train\w+|distill?ed)\b(?:\s+[a-z][\w’'-]*){{0,6}}?\s(?:from|with|by|of|using)\s+(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{M})",
        0.8,
    ),
    _rule(
        "fine-tuned-version",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})\s*(?:{_BE})\s*(?:an?|the|our)?\s*(?:[\w-]+\s+){{0,3}}?(?:fine-?tuned|instruction-?tuned|distilled|further trained)\s+(?:version|variant|model|checkpoint)?\s*(?:of|from|on top of)?\s*(?:the\s+)?(?P<o>{M})",
        0.85,
    ),
    _rule(
        "family-fine-tuned",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})\s*(?:{_BE})\s*(?:an?|the)?\s*(?:[\w-]+\s+){{0,2}}?(?:series|family|set|suite|version|variant)\s+of\s+(?:the\s+)?(?P<o>{M})(?:\s+(?:models?|checkpoints?))?\s+(?:that\s+(?:is|are|was|were)\s+)?(?:further\s+)?(?:fine-?tuned|instruction-?tuned|pre-?trained|trained)\b",
        0.85,
    ),
    _rule(
        "that-is-fine-tuned",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})\s*,\s*(?:i\.e\.,?|namely|that\s+is,?|which\s+is|an?)\s+(?:an?\s+)?(?P<o>{M})(?:\s+(?:model|checkpoint))?\s+(?:further\s+)?(?:fine-?tuned|instruction-?tuned)\b",
        0.8,
    ),
    _rule(
        "we-fine-tune",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<we>\bwe)\s+(?:\w+\s+){{0,2}}?fine-?tune[ds]?\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){{0,3}}?(?P<o>{M})",
        0.75,
    ),
    _rule(
        "same-architecture",
        Predicate.ARCHITECTURE_FROM,
        rf"{_SUBJECT}{_WORDS}\s*(?:{_BE})?\s*(?:the\s+|a\s+|an\s+)?(?:mainly\s+|largely\s+|closely\s+|strongly\s+|heavily\s+)?(?:same(?:\s+\w+)?\s+as|based\s+(?:up)?on|similar\s+to|identical\s+to|inspired\s+by|(?:a\s+)?(?:\w+\s+)?(?:variants?|modification|extension|adaptation|form)\s+of|derived\s+from|built\s+(?:up)?on|builds\s+(?:up)?on|an?\s+extension\s+of|instantiat\w+)\s+(?:[a-z][\w’'-]*\s+){{0,5}}?(?P<o>{M})",
        0.75,
    ),
    _rule(
        "model-similar-to",
        Predicate.ARCHITECTURE_FROM,
        rf"\b(?:models?|networks?|architectures?|transformers?|encoders?|decoders?)\s+(?:(?:that\s+)?(?:is|are)\s+)?(?:similar|identical)\s+(?:in\s+\w+\s+)?to\s+(?:that\s+of\s+|the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{M})",
        0.7,
    ),
    _rule(
        "follows-model",
        Predicate.ARCHITECTURE_FROM,
        rf"\b(?P<we>(?:the|our)\s+(?:model|network|architecture))\s+(?:\w+ly\s+)?(?:follows?|mirrors?|resembles?)\s+(?:[a-z][\w-]*\s+){{0,5}}?(?P<o>{M})",
        0.75,
    ),
    _rule(
        "is-version-of",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<s>{M})\s*:\s*(?:an?|the|our)\s+(?:[\w-]+\s+){{0,4}}?(?:version|variant|extension|modification)s?\s+of\s+(?:the\s+)?(?P<o>{M})",
        0.75,
    ),
    _rule(
        "has-architecture-of",
        Predicate.ARCHITECTURE_FROM,
        rf"{_SUBJECT}{_WORDS}\s+(?:has|have|use[sd]?|adopt\w*|follow\w*|employ\w*|shar\w+|keep\w*|retain\w*|inherit\w*)\s+(?:[a-z][\w-]*\s+){{0,5}}?(?:architecture|configuration|design|structure|encoder|decoder)s?\s+(?:[a-z][\w-]*\s+){{0,4}}?(?:as|of|from|in|to|is)\s+(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{M})",
        0.75,
    ),
    _rule(
        "uses-architecture",
        Predicate.ARCHITECTURE_FROM,
        rf"{_SUBJECT}{_WORDS}\s+(?:{_BE}\s+(?:an?|the)|use[sd]?|using|adopt\w*|employ\w*)\s+(?:[a-z][\w-]*\s+){{0,5}}?(?P<o>{M})(?:-based)?\s+(?:[a-z][\w-]*\s+){{0,1}}?(?:architecture|encoder|decoder|design|structure|layers|blocks|backbone)\b",
        0.7,
    ),
)
_DATASET_RULES = (
    _rule(
        "derived-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s+(?!(?:and|or|from|the|in|on|with|to)\b)[a-z][\w-]*){{0,2}}?\s*(?:{_BE})?\s*(?:(?:an?|the)\s+)?(?:(?!(?:and|or|two|three|four|both|several|different|various|multiple)\b)[\w-]+,?\s+){{0,5}}?(?:version|subset|sample|portion|variant|extension|extract|snapshot|dump|conversion|translation|filtering|re-?annotation)s?\s+(?:of|from)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "made-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s+(?:data\s?set|corpus|benchmark|test\s+set|questions?|collection))?(?:\s*(?:,|is|are|was)\s+(?:an?|the)\s+(?:[a-z][\w-]*,?\s+){{1,7}}?|\s*,?\s*(?:(?:which|that)\s+)?(?:is|are|was|were|has been|have been|being)?\s+(?:\w+ly\s+)?)(?:derived|built|constructed|created|collected|extracted|sampled|drawn|generated|obtained|dumped|converted|compiled|crawled|curated|sourced|produced|adapted|based)\s+(?:(?:up)?on|from|using|by \w+ing)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{D})",
        0.75,
    ),
)
_DATASET_RULES += (
    _rule(
        "version-taken-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})\s*(?:,|:\s*(?:this|it))?\s+(?:which\s+)?(?:is|are|was)\s+an?\s+(?:[\w-]+,?\s+){{0,4}}?(?:version|subset|sample|portion|extract|dump|collection)s?\s+of\s+(?:(?!D#)[^.;:]){{0,60}}?,?\s*(?:dumped|extracted|taken|drawn|sampled|crawled|collected)\s+from\s+(?:the\s+)?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "contains-text-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})\s*,?\s+(?:which\s+|that\s+)?(?:compris\w+|contains?|consists?\s+of)\s+(?:(?!{D})[\w,-]+\s+){{0,5}}?(?:text|data|pages|articles|documents|sentences|images|passages|examples|questions|abstracts|posts|tweets)\s+(?:[a-z]+\s+)?from\s+(?:the\s+)?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "in-creating",
        Predicate.DERIVED_FROM,
        rf"\b(?:in|when)\s+(?:creating|constructing|building|collecting)\s+(?:the\s+|our\s+)?(?P<s>{D})(?:\s+data\s?set|\s+corpus)?\s*,\s*we\b(?:(?!{D})[^.;:]){{0,90}}?\bfrom\s+(?:the\s+)?(?P<o>{D})",
        0.75,
    ),
    _rule(
        "our-data-from",
        Predicate.DERIVED_FROM,
        rf"(?P<we>\bour\s+(?:[\w-]+\s+){{0,3}}?(?:data\s?set|corpus|benchmark|collection))\s+(?:is\s+|was\s+)?(?:\w+ly\s+)?(?:derived|built|constructed|created|extracted|sampled|collected|crawled|curated)\s+(?:up)?(?:on|from)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{D})",
        0.75,
    ),
    _rule(
        "data-we-created",
        Predicate.DERIVED_FROM,
        rf"(?P<o>D#\d+)-(?:based|derived|sourced)\s+(?P<we>(?:data\s?set|corpus|benchmark)\s+(?:that\s+)?we\s+(?:\w+\s+)?(?:creat|buil|construct|collect|introduc|releas)\w*)",
        0.75,
    ),
    _rule(
        "data-based-on",
        Predicate.DERIVED_FROM,
        rf"(?P<o>D#\d+)-(?:based|derived|sourced)\s+(?:data\s?set|corpus|benchmark)\s*,?\s*\(?(?:called\s+)?(?P<s>{D})",
        0.75,
    ),
    _rule(
        "filtered-into",
        Predicate.DERIVED_FROM,
        rf"\b(?:filter|clean|process|preprocess|sampl|subsampl|extract)\w*\s+(?:(?!D#)[^.;:]){{0,40}}?(?P<o>{D})[^.;:]{{0,50}}?\b(?:to\s+(?:obtain|create|produce|build|form|get)|resulting\s+in|yielding|giving|which\s+we\s+call|called)\s+(?:the\s+)?(?P<s>{D})",
        0.75,
    ),
)
_LISTS = (
    # "D#0 consists of D#1, D#2", "D#0 includes the following tasks: D#1 ..."
    (
        re.compile(
            rf"(?P<s>{D})(?:\s+(?!(?:which|that|to|only|from|and|or|for|in)\b)[a-z][\w-]*){{0,3}}?\s+(?:consists?\s+of|compris\w+|includ\w+|contain\w+|is\s+composed\s+of|is\s+made\s+up\s+of|combin\w+|cover\w*)\b",
        ),
        0.75,
    ),
)
_PARTS_OF = (
    # "D#0 and D#1 from the D#2 benchmark", "the D#0 section of D#1", "D#0, part of D#1", "D#0 (part of D#1)"
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D})*)(?:\s+(?:[a-z][\w-]*)){{0,2}}?\s+(?:section|part|portion|subset|component|split)s?\s+(?:of|from|in)\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.8,
    ),
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D})*)\s+(?:tasks?\s+|datasets?\s+)?(?:from|in|of)\s+(?:the\s+)?(?P<whole>{D})\s+(?:benchmark|suite|collection|challenge)\b",
            re.I,
        ),
        0.75,
    ),
    (
        re.compile(
            rf"(?P<parts>{D})(?:\s+(?:data\s?set|corpus|benchmark|task))?[\s\u2070-\u209f\xb2\xb3\xb9]*,?\s*\(?(?:which\s+is\s+|being\s+|is\s+)?(?:an?\s+|the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?:part|portion|component|task|subset)\s+of\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.75,
    ),
    # "D#0 and D#1 are challenging tasks from D#2"
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D})*)(?:\s+[a-z][\w-]*)?\s+(?:is|are)\s+(?:(?:an?|the|two|three|\w+)\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?:tasks?|data\s?sets?|parts?|components?)\s+(?:from|of|in)\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.75,
    ),
    # "D#0 and D#1 from the D#2", where the name has swallowed the noun
    (re.compile(rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D})*)\s+from\s+the\s+(?P<whole>{D})", re.I), 0.65),
)
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
_COUNTS = re.compile(r",|\d\s*[kKM]?\s+(?!(?:data\s?sets?|corpora|tasks?|benchmarks?|sources?|parts?)\b)[a-z]")
_FIRST_PART_WITHIN = 60


def find_relations(scenes: Iterable[Scene]) -> Iterator[Relation]:
    """Yield what scenes say of models that come from models, and of data that come from or are part of data."""
    for scene in scenes:
        if not scene.names or (scene.section and scene.section.kind in _TOLD) or FUTURE.search(scene.template):
            continue
        if MODELS.search(scene.template):
            yield from _by_rules(scene, _MODEL_RULES)
        if len(markers(DATASETS, scene.template)) > 1 and scene.block is not BlockKind.TABLE:
            yield from _by_rules(scene, _DATASET_RULES)
            yield from _parts(scene)


def _by_rules(scene: Scene, rules: tuple[_Rule, ...]) -> Iterator[Relation]:
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
    pattern = re.compile(rf"\s*(?:,|and|or|/|, and)\s+(?:the\s+)?({letter}#\d+)(?!\s+(?:is|are|was|were|has|use))")
    while match := pattern.match(template, end):
        found.append(match[1])
        end = match.end()
    return found


def _parts(scene: Scene) -> Iterator[Relation]:
    for pattern, confidence in _LISTS:
        for match in pattern.finditer(scene.template):
            parts = _SOURCES.split(clause(scene.template, match.end(), reach=500))[0]
            first = DATASETS.search(parts[:_FIRST_PART_WITHIN])
            if not first or _COUNTS.search(parts[: first.start()]):
                continue
            for marker in markers(DATASETS, parts):
                yield from _part(scene, match["s"], marker, confidence, "consists-of")
    for pattern, confidence in _PARTS_OF:
        for match in pattern.finditer(scene.template):
            for marker in markers(DATASETS, match["parts"]):
                yield from _part(scene, match["whole"], marker, confidence, "part-of")


def wholes_named(template: str) -> set[str]:
    """The markers of data of which the template names only a part.

    >>> wholes_named("We use the D#0 section of D#1.")
    {'D#1'}
    """
    return {match["whole"] for pattern, _ in _PARTS_OF for match in pattern.finditer(template)}


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
