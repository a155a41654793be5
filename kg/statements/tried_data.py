"""Data that a paper tries its method on: "on D#0, our model achieves", "to evaluate it, we use D#0", "we use the D#0 data"."""

import re
from collections.abc import Iterator

from kg.core.document import SectionKind
from kg.core.statement import Predicate
from kg.statements.cues import DATASETS, NEGATED, TRAIN, WE, D, clause, markers
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting, sighted

ACHIEVE = r"achiev\w+|obtain\w*|report\w*|outperform\w*|surpass\w*|improv\w+|reach\w*|attain\w*|yield\w*|perform\w*|demonstrat\w+|show\w*|beat\w*"
"""Verbs of what a method comes to."""
VERB = re.compile(r"\s(?:uses?|used|using|requires?|rel(?:y|ies)|(?:pre-?)?trained|fine-?tuned)\s")
"""Where the objects of "results on" end, because a verb takes its own."""
TRAINING = re.compile(rf"\b(?:{TRAIN})\b", re.I)
"""A word of training."""
_LIST = rf"(?:(?:the|both|all|each(?:\s+of)?|standard|benchmark|popular)\s+){{0,3}}{D}(?:\s*(?:,\s*and|,|and|&|/)\s*(?:the\s+)?{D}){{0,30}}"
# "on D#0 and D#1, our model achieves", "on the D#0 task, M#2 outperforms"
_FRONTED = re.compile(rf"\b(?:on|across|over)\s+(?P<list>{_LIST})[^.;:,]{{0,60}},\s+(?P<said>[^.;:,]{{0,160}})", re.I)
_METHOD = re.compile(
    r"(?!(?:previous|prior|earlier|existing)\b).{0,80}?\b(?:we|our|ours|M#\d+|models?|methods?|systems?|approach|networks?|parsers?|taggers?|variants?|algorithm)\b",
    re.I,
)
_COMES_TO = re.compile(rf"\b(?:{ACHIEVE}|establish\w*|set(?:s|ting)?|get|gets|observe\w*|find)\b", re.I)
_BEGINS = re.compile(r"(?:^|[.;]\s+|\b(?:and|but|while|whereas|also|similarly|finally),?\s+)\Z", re.I)
_BEFORE = 15
# "to evaluate our method, we use D#0", "our experiments use D#0", "experiments with D#0"
_USED_TO_TEST = re.compile(
    rf"\b(?:to|for)\s+(?:(?:the|our)\s+)?(?:evaluat\w+|test(?:ing)?|assess\w*|validat\w+|measur\w+|demonstrat\w+|benchmark\w*|experiment\w*)\b[^.;:]{{0,110}}?\b(?:we|is|are)\s+(?:\w+\s+)?(?:use[ds]?|employ\w*|adopt\w*|choose|chose|select\w*|consider\w*|take)\s(?=[^.;:]{{0,60}}?{D})"
    rf"|\bexperiments?\s+(?:[a-z]+\s+){{0,3}}?(?:using|with|use)\s(?=(?:[\w-]+\s+){{0,3}}?{D})"
    rf"|\b(?:we|to)\s+(?:\w+\s+)?(?:apply|applied|run|ran|test|try|tried)\s+(?:our|the|this|these)\s+(?:[\w-]+\s+){{0,3}}?(?:to|on)\s(?=[^.;:]{{0,60}}?{D})",
    re.I,
)
# "POS tagging: we use the D#0 data", among experiments
_USED = re.compile(
    rf"\b(?:we|experiments)\s+(?:(?:also|then|further|again|mainly|only)\s+)?(?:use|used|employ|employed)\s+(?P<list>(?:the\s+|two\s+|data\s+(?:from|of)\s+|(?:test|evaluation)\s+(?:set|data)\s+(?:of|from)\s+){{0,2}}(?:(?!(?:of|from|by|with|on)\b)[\w-]+\s+){{0,3}}?{_LIST})"
    rf"(?:\s+(?:[\w.-]+\s+){{0,2}}?(?:data\s?sets?|data|corpora|corpus|benchmarks?|treebanks?|tasks?|test\s+sets?|collections?))?(?=\s*(?:[.,;]|for\s+(?!pre|train|learn)|with\b|which\b|that\b|\Z))",
    re.I,
)
_OTHER_USES = re.compile(
    rf"\b(?:{TRAIN}|tun\w+|embedd\w+|vectors?|initiali[sz]\w+|pars(?:ed?|ing)|tokeni\w+|lemmati\w+|vocabular\w+|extract\w*|generat\w+|construct\w*|buil[dt]\w*|augment\w*|unlabel\w+|lexicon|knowledge|ontolog\w+)\b",
    re.I,
)


def fronted(scene: Scene) -> Iterator[RoleSighting]:
    """Data of "on D#0, our model achieves"."""
    confidence = 0.82 if WE.search(scene.template) else 0.75
    for match in _FRONTED.finditer(scene.template):
        begins = _BEGINS.search(scene.template[max(0, match.start() - _BEFORE) : match.start()])
        told = _METHOD.match(match["said"]) and _COMES_TO.search(match["said"])
        if begins and told and not NEGATED.search(match["list"]):
            for marker in markers(DATASETS, match["list"]):
                yield sighted(scene, marker, Predicate.EVALUATES_ON, confidence, "evaluated-on")


def used_to_test(scene: Scene) -> Iterator[RoleSighting]:
    """Data of "to evaluate our method, we use D#0"."""
    for match in _USED_TO_TEST.finditer(scene.template):
        objects = VERB.split(clause(scene.template, match.end()))[0]
        if not NEGATED.search(match.group() + objects) and not TRAINING.search(objects):
            for marker in markers(DATASETS, objects):
                yield sighted(scene, marker, Predicate.EVALUATES_ON, 0.75, "used-to-test")


def used_in_experiments(scene: Scene) -> Iterator[RoleSighting]:
    """Data that are used in a section on experiments, for nothing else that is said."""
    kind = scene.section.kind if scene.section else None
    if kind in (SectionKind.EXPERIMENTS, SectionKind.RESULTS) and not _OTHER_USES.search(scene.template):
        for match in _USED.finditer(scene.template):
            if not NEGATED.search(match.group()):
                for marker in markers(DATASETS, match["list"]):
                    yield sighted(scene, marker, Predicate.EVALUATES_ON, 0.65, "used-in-experiments")
