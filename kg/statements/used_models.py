"""Which models a paper uses: "we fine-tune M#0", "evaluated with M#0", "M#0 is used"."""

import re
from collections.abc import Iterator

from kg.core.document import SectionKind
from kg.core.statement import Predicate
from kg.statements.compared_models import REIMPLEMENTED
from kg.statements.cues import MODELS, NEGATED, M, clause, markers
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting, sighted

_USE = re.compile(
    r"\b(?:use[sd]?|using|utili[sz]\w+|employ\w*|adopt\w*|appl(?:y|ied|ies|ying)|run|runs|ran|running|(?:pre-?)?train(?:ing|s)?|fine-?\s?tun(?:e|es|ing)|(?:we|is|are|was|were)\s+(?:\w+\s+)?(?:(?:pre-?)?trained|fine-?\s?tuned)|initiali[sz]\w+"
    r"|build\w*\s+(?:up)?on|built\s+(?:up)?on|based\s+on|start\w*\s+from|implement\w*|deploy\w*|choose|chose|select\w*|leverag\w+|integrat\w+|extend\w*|serve\w*|load\w*|host\w*|replac\w+|adapt\w*|modif\w+|consider(?:ed|s|ing)?|experiment\w*\s+with|test\w*\s+with|conduct\w*)\b",
    re.I,
)
# "we evaluate our system on M#0", "benchmarked with M#0", "training time of M#0"
_ON_MODEL = re.compile(
    r"\b(?:evaluat\w+|test\w*|benchmark\w*|experiment\w*|measur\w+|profil\w+|demonstrat\w+|appl\w+|perform(?!ance)\w*|train\w*|speed\s?-?ups?|times?|throughput|latency)\b[^.;:]{0,80}?\s(?:on|with|for|of|using|over)\b",
    re.I,
)
_BORROWED = re.compile(
    rf"\b(?:same|set-?up|formula|protocol|recipe|settings?|hyper-?parameters?|tokeni[sz]er|vocabulary|dictionary|scripts?|code|evaluation|methodology|procedure|objectives?|approach|method|technique|similar|identical|analogous|inspired)\b[^.;]{{0,80}}?\b(?:as|of|from|to|by|in|for)\s+(?:[\w-]+\s+){{0,2}}?{M}",
    re.I,
)
_PASSIVE = re.compile(
    rf"(?P<m>{M})(?:\s+(?:[a-z][\w-]*)){{0,3}}?\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:used|trained|fine-?tuned|pre-?trained|initiali[sz]ed|employed|adopted|chosen|selected|applied|implemented|loaded|evaluated)\b",
    re.I,
)
_OF_OTHERS = re.compile(rf"(?:used|employed|adopted|applied)\s+(?:in|by)\s+(?:the\s+)?{M}", re.I)
# "we fine-tune M#0": what authors run themselves they use, whatever else they set it beside
_RUN = re.compile(r"(?:pre-?)?train|fine-?\s?tun|\brun|\bran|initiali[sz]|start\w*\s+from|load|deploy|implement", re.I)
_SUBJECT = re.compile(rf"({M})(?:(?:\s*,)?\s+(?:which|that)\b)?(?:\s+[a-z][\w-]*){{0,3}}\s*$")

RUN_HERE = "run-here"
"""The rule of a model that the authors run, train or implement themselves: a strong sign of use."""


def we_use(scene: Scene, own: frozenset[str], *, we: bool) -> Iterator[RoleSighting]:
    """Yield the objects of verbs of use, unless another paper's model does the using."""
    tried = scene.section is not None and scene.section.kind is SectionKind.EXPERIMENTS
    for match in _USE.finditer(scene.template):
        said = clause(scene.template, match.end(), reach=90)
        if _is_no_use(match, said) or _other_subject(scene, match.start(), own):
            continue
        for marker in markers(MODELS, said):
            if we and _RUN.search(match.group()):
                yield sighted(scene, marker, Predicate.USES, 0.8, RUN_HERE)
            else:
                yield sighted(scene, marker, Predicate.USES, 0.66 if we else 0.6 if tried else 0.5, "we-use")


def implemented_here(scene: Scene) -> Iterator[RoleSighting]:
    """Yield what the authors wrote anew or ran again."""
    for match in REIMPLEMENTED.finditer(scene.template):
        for marker in markers(MODELS, clause(scene.template, match.end())):
            yield sighted(scene, marker, Predicate.USES, 0.8, RUN_HERE)


def tried_on(scene: Scene, own: frozenset[str], *, we: bool) -> Iterator[RoleSighting]:
    """Yield the models of "we evaluate on M#0"; "time of ours and M#1" sets two side by side."""
    for match in _ON_MODEL.finditer(scene.template):
        said = clause(scene.template, match.end(), reach=70)
        objects = markers(MODELS, said)
        if NEGATED.search(match.group() + said) or any(scene.entity(marker) in own for marker in objects):
            continue
        for marker in objects:
            yield sighted(scene, marker, Predicate.USES, 0.74 if we else 0.5, "tried-on")


def is_used(scene: Scene) -> Iterator[RoleSighting]:
    """Yield the models of "M#0 is used"."""
    for match in _PASSIVE.finditer(scene.template):
        yield sighted(scene, match["m"], Predicate.USES, 0.65, "is-used")


def _is_no_use(verb: re.Match[str], said: str) -> bool:
    """Whether a verb and its objects use no model: "the same setup as M#0", "the cost of training M#0", "used in M#0"."""
    before = verb.string[: verb.start()]
    return bool(
        NEGATED.search(before[-20:] + verb.group() + said)
        or _BORROWED.search(said)
        or _OF_OTHERS.match(verb.group() + said)
        or before.endswith("of ")
    )


def _other_subject(scene: Scene, at: int, own: frozenset[str]) -> bool:
    """Whether another paper's model does the using: "M#0 uses M#1", "M#0, which is initialised from M#1"."""
    found = _SUBJECT.findall(scene.template[:at])
    return bool(found) and scene.entity(found[-1]) not in own
