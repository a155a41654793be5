"""What a paper does with the models that it names."""

import re
from collections.abc import Iterable, Iterator

from kg.core.document import BlockKind, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import Predicate
from kg.statements.cues import MODELS, NEGATED, WE, M, clause, is_unreal, markers
from kg.statements.dataset_roles import RoleSighting
from kg.statements.scenes import Scene

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
_COMPARE = re.compile(
    r"\b(?:compar\w+|outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|versus|vs\.?|against|relative to|than|baselines?|competitive|on par|comparable|superior|inferior|better|worse|speed-?\s?ups?\s+over|faster|slower|improv\w+\s+(?:over|upon)|state[- ]of[- ]the[- ]art|prior|previous|reported|published|rival\w*|match(?:es|ed|ing)?|contrast)\b",
    re.I,
)
_THAN = re.compile(
    r"\b(?:than|over|against|with|to|vs\.?|versus|outperform\w*|surpass\w*|exceed\w*|beat\w*|baselines?|as|like|including|namely)\b",
    re.I,
)
_REIMPLEMENTED = re.compile(
    r"\b(?:reference|our|own|official|public|original)\s+(?:re-?)?implementations?\s+of\b|\bre-?implement\w*|\bre-?run\b",
    re.I,
)
_OF_OTHERS = re.compile(rf"(?:used|employed|adopted|applied)\s+(?:in|by)\s+(?:the\s+)?{M}", re.I)
# "we fine-tune M#0": what authors run themselves they use, whatever else they set it beside
_RUN = re.compile(r"(?:pre-?)?train|fine-?\s?tun|\brun|\bran|initiali[sz]|start\w*\s+from|load|deploy|implement", re.I)
_REPORT = re.compile(r"\b(?:we|also)\s+(?:\w+\s+)?(?:report|quote|cite|include|list|take|copy)\b", re.I)
_NO_MORE = re.compile(
    r"[;:]|,?\s(?:and|but|while|whereas)\s(?:our|we|its?|they|this|these)\b|\s(?:on|for|in|when|while|using|by|under|at|where|which|with|across|trained|fine-?tuned)\s",
    re.I,
)
IN_TABLE = "row-of-table"
"""The rule of a model that stands in a table: a weak sign, which counts only where prose shows no role."""

RUN_HERE = "run-here"
"""The rule of a model that the authors run, train or implement themselves: a strong sign of use."""

_TOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.BACKGROUND, SectionKind.REFERENCES})
_CONTINUES = frozenset(
    {SectionKind.EXPERIMENTS, SectionKind.RESULTS, SectionKind.METHOD, SectionKind.APPENDIX, SectionKind.DATA}
)


def find_model_roles(scenes: Iterable[Scene], own: frozenset[str]) -> Iterator[RoleSighting]:
    """Yield the roles, uses or compares, that scenes show for models which the paper does not introduce itself."""
    for scene in scenes:
        if not any(n.kind is EntityKind.MODEL and n.entity_id not in own for n in scene.names):
            continue
        told = scene.section is not None and scene.section.kind in _TOLD
        we = bool(WE.search(scene.template)) or _has_own(scene, own)
        if (told and not we) or is_unreal(scene.template):
            continue
        for marker, role, confidence, rule in _sightings(scene, own, we=we):
            if scene.entity(marker) not in own:
                yield RoleSighting(scene.entity(marker), role, scene, marker, confidence, f"rule:{rule}")


def _has_own(scene: Scene, own: frozenset[str]) -> bool:
    return any(n.entity_id in own for n in scene.names)


def _sightings(scene: Scene, own: frozenset[str], *, we: bool) -> Iterator[tuple[str, Predicate, float, str]]:
    template = scene.template
    if scene.block is BlockKind.TABLE:
        for marker in markers(MODELS, template):
            yield marker, Predicate.COMPARES, 0.6, IN_TABLE
        return
    compared: set[str] = set()
    for match in _COMPARE.finditer(template):
        if _REIMPLEMENTED.search(template[match.start() : match.start() + 80]):
            continue  # what is run here to compare with is used here
        for marker in _compared_objects(template, match):
            compared.add(marker)
            yield marker, Predicate.COMPARES, 0.68 if we else 0.6, "compared-with"
    if scene.narrative and (reported := _REPORT.search(template)):
        for marker in markers(MODELS, template[reported.end() :]):
            compared.add(marker)
            yield marker, Predicate.COMPARES, 0.65, "reported-of-others"
    tried = scene.section is not None and scene.section.kind is SectionKind.EXPERIMENTS
    trying = we or (scene.section is not None and scene.section.kind in _CONTINUES)
    if not trying:
        return
    for match in _USE.finditer(template):
        said = clause(template, match.end(), reach=90)
        if NEGATED.search(template[max(0, match.start() - 20) : match.end()] + said):
            continue
        if (
            _BORROWED.search(said)
            or _OF_OTHERS.match(match.group() + said)
            or template[: match.start()].endswith("of ")
        ):
            continue  # "use the same setup as M#0", "the cost of training M#0", "used in M#0" use no model
        subject_is_other = _other_subject(template[: match.start()], scene, own)
        for marker in markers(MODELS, said):
            if marker not in compared and not subject_is_other:
                if we and _RUN.search(match.group()):
                    yield marker, Predicate.USES, 0.8, RUN_HERE
                else:
                    yield marker, Predicate.USES, 0.66 if we else 0.6 if tried else 0.5, "we-use"
    for match in _REIMPLEMENTED.finditer(template):
        for marker in markers(MODELS, clause(template, match.end())):
            yield marker, Predicate.USES, 0.8, RUN_HERE
    for match in _ON_MODEL.finditer(template):
        said = clause(template, match.end(), reach=70)
        objects = markers(MODELS, said)
        if NEGATED.search(match.group() + said):
            continue
        if any(scene.entity(marker) in own for marker in objects):
            continue  # "time of ours and M#1" sets two side by side
        for marker in objects:
            if marker not in compared:
                yield marker, Predicate.USES, 0.74 if we else 0.5, "tried-on"
    for match in _PASSIVE.finditer(template):
        if match["m"] not in compared:
            yield match["m"], Predicate.USES, 0.65, "is-used"


def _compared_objects(template: str, cue: re.Match[str]) -> list[str]:
    """What a comparison is made with: the names behind its "than", "to" or "with", up to "on", "for" and the like."""
    after = template[cue.start() : cue.start() + 200].split(". ", maxsplit=1)[0]
    than = _THAN.search(after)
    if not than:
        return []
    objects = after[than.end() : than.end() + 120]
    end = _NO_MORE.search(objects)
    return markers(MODELS, objects[: end.start()] if end else objects)


def _other_subject(before: str, scene: Scene, own: frozenset[str]) -> bool:
    """Whether another paper's model does the using: "M#0 uses M#1", "M#0, which is initialised from M#1"."""
    found = re.findall(rf"({M})(?:(?:\s*,)?\s+(?:which|that)\b)?(?:\s+[a-z][\w-]*){{0,3}}\s*$", before)
    return bool(found) and scene.entity(found[-1]) not in own
