"""What a paper introduces itself."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import Document, SectionKind
from kg.core.entity import Entity, EntityKind
from kg.core.names import fold
from kg.statements.cues import D, M
from kg.statements.scenes import Named, Scene

_INTRODUCE = (
    r"(?:introduc|propos|present|releas|creat|construct|develop|contribut|design|publish|open-?sourc|describ|explor|pioneer)(?:e|es|ed|ing)?"
    r"|built|build|collect(?:ed)?|call(?:ed)?|dub(?:bed)?|nam(?:e|ed)|term(?:ed)?|refer(?:red)? to (?:it |this |them |our \w+ |the \w+ )?as|abbreviat\w+|denot\w+"
)
_MODEL_NOUN = r"(?:model|network|architecture|method|approach|framework|system|classifier|tagger|encoder|decoder|family|algorithm|module|mechanism|transformer|detector|parser|learner|retriever|series|variant|baseline)s?"
_DATA_NOUN = r"(?:data\s?sets?|data|corpus|corpora|benchmarks?|collections?|suites?|challenges?|crawls?|scrapes?|tree\s?banks?|test\s?sets?|resources?)"
_FILL = r"(?:(?!\b(?:using|on|with|from|for|of|to|by|in|against|over|outperforms?|that|which|than|and|its|their|because|since|as)\b)[\w,’'\"“”/-]+\s+){0,9}?"
_BETWEEN = r"(?:(?!\b(?:on|for|the|in|of|to|with|and|by|from|than|over|against)\b)[\w-]+\s+){0,4}?"
_CALLED = r"(?:called|named|dubbed|termed|denoted|abbreviated(?:\s+(?:to|as))?|referred\s+to\s+as|namely|i\.e\.,?)"
_NEW = r"\b(?:new|novel|resulting|proposed|our)\s+(?:[\w-]+\s+){0,5}?"
_OF_WHAT = r"(?:\s+(?:of|for)\s+[\w-]+(?:\s+[\w-]+){0,6}?)?"
_WHICH_IS = r"(?:which\s+(?:we\s+)?(?:is\s+)?)?"
_WE_CALL = r"\b(?:which\s+we|we)\s+(?:call|name|dub|term|denote|abbreviate)\s+"
_WE_MAKE = r"\b(?:we|to)\s+(?:\w+\s+)?(?:train|build|obtain|derive)(?:ed|t)?\s+"
_OPEN = r"[“\"‘(]?"
# what makes the name part of something else: "we present the D#0 queries"
_NOT_ITS = r"(?![-’'\w])(?!\s+(?:queries|results?|experiments?|implementations?|scores?|performance|domain|features?|annotations?|pairs|baselines?|tracing|training|tests?|dev|sets?|paper|authors?|task)\b)"


def _own(mark: str, noun: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """The patterns of what authors say of their own model or data, with how sure each is; group x is the marker."""
    x = rf"{_OPEN}(?P<x>{mark}){_NOT_ITS}"
    said = (
        # "we introduce M#0", "this paper presents a new language representation model called M#0"
        (rf"\b(?:we|this paper|this work|this article|I)\b(?:\s+\w+){{0,3}}?\s+(?:{_INTRODUCE})\s+{_FILL}{x}", 0.85),
        # "our model, M#0,", "our dataset D#0", "our approach (abbreviated to M#0)"
        (rf"\bour\s+(?:{_BETWEEN}{noun}\s*(?:,\s*)?(?:\(?{_CALLED}\s*|\(\s*)?)?{x}", 0.7),
        # "a new corpus of web pages called D#0", "the resulting model, called M#0"
        (rf"{_NEW}{noun}{_OF_WHAT}(?:\s*,)?\s+{_WHICH_IS}(?:{_CALLED}|call|name|dub|term)\s+{x}", 0.85),
        # "which we call M#0", "we name it M#0"
        (rf"{_WE_CALL}(?:it\s+|them\s+|this\s+(?:\w+\s+)?|the\s+\w+\s+)?(?:as\s+)?{x}", 0.9),
        # "we train an instruct model, M#0"
        (rf"{_WE_MAKE}(?:an?|our)\s+(?:[\w-]+\s+){{0,4}}?{noun}\s*,\s*{x}", 0.8),
        # "M#0, our model"
        (rf"(?P<x>{mark})\s*,\s*our\s+(?:[\w-]+\s+){{0,3}}?{noun}", 0.8),
        # "the proposed M#0"
        (rf"\bproposed\s+{x}", 0.75),
    )
    return tuple((re.compile(pattern, re.I), confidence) for pattern, confidence in said)


_OWN = (*_own(M, _MODEL_NOUN), *_own(D, _DATA_NOUN))
_SPEAKS_OF_OWN = re.compile(r"\b(?:we|our|I|this (?:paper|work|article)|new|novel|resulting|proposed|to)\b", re.I)
_OUR_USE = re.compile(
    r"\bour\s+(?:[\w-]+\s+){0,3}?(?:baseline|implementation of|version of|reproduction|use of|copy of"
    r"|(?:(?:pre-?)?training|fine-?tuning|evaluation|test(?:ing)?|development|validation)\s+(?:data|sets?|data\s?sets?|corpus|corpora|benchmarks?|suite|mix(?:ture)?)\b)",
    re.I,
)
_OTHERS = re.compile(r"\b(?:they|authors?|who|et al\.?)\b[^.;]{0,40}$", re.I)
_EARLY = frozenset({SectionKind.FRONT, SectionKind.ABSTRACT, SectionKind.INTRODUCTION, SectionKind.CONCLUSION})
_ENOUGH = 0.7
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Own:
    """An entity that the paper introduces, how sure that is, and the scenes that say so."""

    entity_id: str
    confidence: float
    scenes: tuple[tuple[Scene, Named], ...]


def find_own(
    document: Document,
    scenes: Sequence[Scene],
    entities: Mapping[str, Entity],
    *,
    not_own: frozenset[str] = frozenset(),
) -> dict[str, Own]:
    """What the paper introduces, by entity id: shown by "we introduce X", "our model X" or the title "X: …".

    A name with a citation of another work right behind it is not introduced here, nor is any in not_own (known to be
    introduced elsewhere).
    """
    titled = _in_title(document, entities) - not_own
    sighted: dict[str, list[tuple[float, Scene, Named]]] = {}
    for scene in scenes:
        for named, confidence in _sightings(document, scene):
            if named.entity_id not in not_own:
                sighted.setdefault(named.entity_id, []).append((confidence, scene, named))
    own: dict[str, Own] = {}
    for identifier in sorted({*sighted, *titled}):
        found = sighted.get(identifier, [])
        best = max((c for c, _, _ in found), default=0.0)
        confidence = min(0.93, best + 0.05 * (len(found) - 1))
        if identifier in titled:
            found = found or _first_scenes(scenes, identifier)
            confidence = max(confidence, 0.85)
        if confidence >= _ENOUGH and found:
            ranked = sorted(found, key=lambda f: (-f[0], f[1].span))
            own[identifier] = Own(identifier, confidence, tuple((s, n) for _, s, n in ranked[:3]))
    return own


def main_model(
    own: Mapping[str, Own], entities: Mapping[str, Entity], document: Document, names: Iterable[Named]
) -> str | None:
    """The introduced model that "we" and "our model" stand for: the one in the title, else the most often named.

    A paper that introduces no model means the one that it names most, if its title tells that it is about that one.
    """
    models = [i for i in own if entities[i].kind is EntityKind.MODEL]
    counted = Counter(n.entity_id for n in names)
    if not models:
        named = [i for i, e in entities.items() if e.kind is EntityKind.MODEL and counted[i]]
        most = min(named, key=lambda i: (-counted[i], i), default=None)
        return most if most and _title_names(document, entities[most]) else None
    titled = _in_title(document, entities)
    return min(models, key=lambda i: (i not in titled, -counted[i], i))


def _title_names(document: Document, entity: Entity) -> bool:
    """Whether the title holds a name of the entity, or words whose first letters are one ("Quick Easy Deep Nets", QEDN)."""
    words = _words(document.title or "")
    initials = "".join(word[0] for word in words)
    for name in (entity.name, *entity.surfaces):
        if len(name) > _SHORT and f" {' '.join(_words(name))} " in f" {' '.join(words)} ":
            return True
        if len(name) > _SHORT and name.isalpha() and name.isupper() and name.lower() in initials:
            return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _in_title(document: Document, entities: Mapping[str, Entity]) -> set[str]:
    """The entities that the title names before a colon or dash, or opens with."""
    title = document.title or ""
    head = fold(re.split(r"[:–—]|\s-\s", title)[0])
    return {i for i, e in entities.items() if head and head in {fold(s) for s in (e.name, *e.surfaces)}}


def _sightings(document: Document, scene: Scene) -> list[tuple[Named, float]]:
    if scene.section and scene.section.kind is SectionKind.RELATED_WORK:
        return []
    if not scene.names or not _SPEAKS_OF_OWN.search(scene.template) or _OUR_USE.search(scene.template):
        return []
    found = []
    for pattern, confidence in _OWN:
        for match in pattern.finditer(scene.template):
            named = scene.names[int(match["x"][2:])]
            if document.citations_after(named.span.end, reach=4) or _OTHERS.search(scene.template[: match.start()]):
                continue
            early = scene.section is not None and scene.section.kind in _EARLY
            found.append((named, confidence if early else confidence - 0.1))
    return found


def _first_scenes(scenes: Sequence[Scene], identifier: str) -> list[tuple[float, Scene, Named]]:
    for scene in scenes:
        for named in scene.names:
            if named.entity_id == identifier:
                return [(0.8, scene, named)]
    return []
