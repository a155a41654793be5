"""How texts say that models and data come from one another: the patterns, over scene templates."""

import re
from dataclasses import dataclass

from kg.core.statement import Predicate
from kg.statements.cues import D, M

_BE = r"(?:is|are|was|were|being|,)"
_WORDS = r"(?:\s+(?!(?:not|than|but|while|whereas)\b)[a-z][\w-]*){0,5}?"
_OWN_SUBJECT = r"\b(?P<we>our (?:[\w-]+ ){0,2}?(?:model|network|architecture|approach|system|method|tagger|classifier)s?|the proposed \w+|we)\b"
_SUBJECT = rf"(?:(?P<s>{M})|{_OWN_SUBJECT})(?:’s|'s)?(?:(?:\s*,)?\s+(?:which|that))?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying a relation: in its pattern group s, or we, is the subject and o the object."""

    name: str
    predicate: Predicate
    pattern: re.Pattern[str]
    confidence: float


def _rule(name: str, predicate: Predicate, pattern: str, confidence: float) -> Rule:
    return Rule(f"rule:{name}", predicate, re.compile(pattern, re.I), confidence)


# group s (or we) is the subject, o the object
MODEL_RULES = (
    _rule(
        "initialised-from",
        Predicate.FINE_TUNED_FROM,
        rf"{_SUBJECT}{_WORDS}\s*(?:{_BE}\s*)?(?:\b\w+ly\s+)?(?:initiali[sz]\w*|fine-?tun\w+|warm-?start\w*|continu(?:e|es|ed|ing)|further (?:pre-?)?train\w+|distill?ed)\b(?:\s+(?!on\b)[a-z][\w’'-]*){{0,6}}?\s(?:from|with|by|of|using)\s+(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{M})",
        0.8,
    ),
    _rule(
        "fine-tuned-version",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})\s*(?:{_BE})\s*(?:(?:an?|the|our)\s*)?(?:[\w-]+\s+){{0,3}}?(?:fine-?tuned|instruction-?tuned|distilled|further trained)\s+(?:(?:version|variant|model|checkpoint)\s*)?(?:(?:of|from|on top of)\s*)?(?:the\s+)?(?P<o>{M})",
        0.85,
    ),
    _rule(
        "family-fine-tuned",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})\s*(?:{_BE})\s*(?:(?:an?|the)\s*)?(?:[\w-]+\s+){{0,2}}?(?:series|family|set|suite|version|variant)\s+of\s+(?:the\s+)?(?P<o>{M})(?:\s+(?:models?|checkpoints?))?\s+(?:that\s+(?:is|are|was|were)\s+)?(?:further\s+)?(?:fine-?tuned|instruction-?tuned|pre-?trained|trained)\b",
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
        rf"{_SUBJECT}{_WORDS}\s*(?:{_BE}\s*)?(?:the\s+|a\s+|an\s+)?(?:mainly\s+|largely\s+|closely\s+|strongly\s+|heavily\s+)?(?:same(?:\s+\w+)?\s+as|based\s+(?:up)?on|similar\s+to|identical\s+to|inspired\s+by|(?:a\s+)?(?:\b\w+\s+)?(?:variants?|modification|extension|adaptation|form)\s+of|derived\s+from|built\s+(?:up)?on|builds\s+(?:up)?on|an?\s+extension\s+of|instantiat\w+)\s+(?:[\w’'-]+\s+){{0,5}}?(?P<o>{M})",
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
        "weights-taken-from",
        Predicate.FINE_TUNED_FROM,
        rf"\b(?:warm[\s-]?start\w*|initiali[sz]\w*|(?:lift|load|restor|cop|tak|transfer)\w*\s+(?:(?:the|our|pre-?trained)\s+)*(?:weights?|parameters|checkpoint))\s+(?:[a-z]+\s+){{0,2}}?(?:from|with)\s+(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{M})(?:\s+[a-z][\w-]*){{0,2}}?\s*(?:checkpoints?|weights|models?|parameters)\b",
        0.75,
    ),
    _rule(
        "with-backbone",
        Predicate.FINE_TUNED_FROM,
        rf"(?P<s>{M})(?:\s+(?:detector|model|network|framework))?(?:\s*,)?\s+(?:with|using|on\s+top\s+of)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?(?P<o>{M})(?:\s+[\w-]+)?\s+(?:as\s+(?:the\s+|a\s+)?)?backbone\b",
        0.7,
    ),
    _rule(
        "is-a",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<s>{M})(?:\s+(?:model|network|architecture))?\s+(?:is|are|was|denotes?|refers\s+to)\s+(?:essentially\s+|basically\s+|simply\s+|also\s+)?(?:an?|the)\s+(?:(?!(?:than|baseline|instance|combination|ensemble)\b)[\w-]+\s+){{0,4}}?(?P<o>{M})(?:\s+(?:models?|networks?|architectures?|encoders?|decoders?|variants?))?(?=\s*(?:$|[.,;(]|with|that|which|where|in\s+which|using|but|trained|pre-?trained))",
        0.75,
    ),
    _rule(
        "namely-with",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<s>{M})\s*(?:,\s*)?(?:namely|i\.e\.,?|that\s+is,|refers\s+to|denotes|stands\s+for)\s+(?:an?\s+|the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{M})\s+(?:model\s+)?(?:with|plus|enhanced|extended|without|augmented|equipped)\b",
        0.8,
    ),
    _rule(
        "based-model-called",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<o>{M})-(?:based|style|like)\b[^.;:]{{0,50}}?\b(?:models?|networks?|systems?|architectures?|encoders?|classifiers?|taggers?|parsers?)\s*(?:,\s*)?\(?(?:(?:called|dubbed|named|termed|denoted(?:\s+as)?|namely|such\s+as|like)\s+)?(?P<s>{M})",
        0.75,
    ),
    _rule(
        "based-models-such-as",
        Predicate.ARCHITECTURE_FROM,
        rf"\b(?:based|built|relying)\s+(?:up)?on\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{M})s?(?:\s+architectures?)?(?:\s*,)?\s+(?:such\s+as|including|like|e\.g\.,?|namely)\s+(?:the\s+)?(?P<s>{M})",
        0.75,
    ),
    _rule(
        "extends",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<s>{M})(?:\s+model)?(?:\s*,)?\s+(?:which\s+|that\s+)?(?:extend(?:s|ed)?|modif(?:y|ies|ied)|generali[sz]e[sd]?|augments?|simplifie[sd]|builds?\s+(?:up)?on|built\s+(?:up)?on|improves?\s+upon|replac\w+\s+[^.;:]{{0,60}}?\s(?:in|of))\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,3}}?(?P<o>{M})(?!\s+(?:on|by|in)\b)",
        0.7,
    ),
    _rule(
        "as-its-encoder",
        Predicate.ARCHITECTURE_FROM,
        rf"{_SUBJECT}{_WORDS}\s+(?:use[sd]?|using|adopt\w*|employ\w*|choose|chose|take[sn]?|implement\w*)\s+(?:[\w-]+\s+){{0,4}}?(?P<o>{M})\s+(?:[\w-]+\s+){{0,6}}?as\s+(?:(?:the|our|its|a|an|their)\s+)?(?:[\w-]+\s+){{0,3}}?(?:backbone|encoder|decoder|architecture|foundation|feature\s+extractor|trunk)\b",
        0.75,
    ),
    _rule(
        "as-its-base-model",
        Predicate.FINE_TUNED_FROM,
        rf"{_SUBJECT}{_WORDS}\s+(?:use[sd]?|using|adopt\w*|employ\w*|choose|chose|take[sn]?)\s+(?:[\w-]+\s+){{0,4}}?(?P<o>{M})\s+(?:[\w-]+\s+){{0,3}}?as\s+(?:(?:the|our|its|a|an|their)\s+)?(?:base|initial|starting|underlying)\s+(?:[\w-]+\s+){{0,2}}?(?:models?|checkpoints?|weights)\b",
        0.7,
    ),
    _rule(
        "with-architecture-of",
        Predicate.ARCHITECTURE_FROM,
        rf"(?P<s>{M})(?:\s+(?:models?|networks?))?\s+with\s+(?:an?\s+|the\s+)?(?:(?:same|standard|vanilla|original|similar)\s+)?(?P<o>{M})\s+(?:architecture|encoder|decoder)s?\b",
        0.75,
    ),
    _rule(
        "has-layers-of",
        Predicate.ARCHITECTURE_FROM,
        rf"(?:(?P<s>{M})|{_OWN_SUBJECT})(?:\s+(?:architecture|model|network|encoder|decoder))?\s+(?:has|have|had|uses?|used|consists?\s+of|contains?|compris\w+|stacks?|is\s+composed\s+of)\s+(?:[\w-]+\s+){{0,4}}?(?P<o>{M})s?\s+(?:layers?|units|blocks?|cells?|modules?)\b",
        0.75,
    ),
    _rule(
        "uses-architecture",
        Predicate.ARCHITECTURE_FROM,
        rf"{_SUBJECT}{_WORDS}\s+(?:{_BE}\s+(?:an?|the)|use[sd]?|using|adopt\w*|employ\w*)\s+(?:[a-z][\w-]*\s+){{0,5}}?(?P<o>{M})(?:-based)?\s+(?:[a-z][\w-]*\s+){{0,1}}?(?:architecture|encoder|decoder|design|structure|layers|blocks|backbone)\b",
        0.7,
    ),
)
DATASET_RULES = (
    _rule(
        "derived-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s+(?!(?:and|or|from|the|in|on|with|to)\b)[a-z][\w-]{{0,40}}){{0,2}}?\s*(?:{_BE}\s*)?(?:(?:an?|the)\s+)?(?:(?!(?:and|or|two|three|four|both|several|different|various|multiple)\b)[\w-]+,?\s+){{0,5}}?(?:version|subset|sample|portion|variant|extension|extract|snapshot|dump|conversion|translation|filtering|re-?annotation)s?\s+(?:of|from)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "made-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s+(?:data\s?set|corpus|benchmark|test\s+set|questions?|collection))?(?:\s*(?:,|is|are|was)\s+(?:an?|the)\s+(?:[a-z][\w-]*,?\s+){{1,7}}?|(?:\s*(?:,\s*)?(?:(?:which|that)\s+)?(?:is|are|was|were|has been|have been|being)|\s*,)?\s+(?:\w+ly\s+)?)(?:derived|built|constructed|created|collected|extracted|sampled|drawn|generated|obtained|dumped|converted|compiled|crawled|curated|sourced|produced|adapted|augmented|based)\s+(?:(?:up)?on|(?:based\s+)?off(?:\s+of)?|from|using|by \w+ing)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,4}}?(?P<o>{D})",
        0.75,
    ),
    _rule(
        "version-taken-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s*(?:,|:\s*(?:this|it)))?\s+(?:which\s+)?(?:is|are|was)\s+an?\s+(?:[\w-]+,?\s+){{0,4}}?(?:version|subset|sample|portion|extract|dump|collection)s?\s+of\s++(?:(?!D#)[^.;:]){{0,60}}?,?\s*(?:dumped|extracted|taken|drawn|sampled|crawled|collected)\s+from\s+(?:the\s+)?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "contains-text-from",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})(?:\s*,)?\s+(?:which\s+|that\s+)?(?:compris\w+|contains?|consists?\s+of)\s+(?:(?!{D})[\w,-]+\s+){{1,8}}?from\s+(?:the\s+)?(?P<o>{D})",
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
        r"(?P<o>D#\d+)-(?:based|derived|sourced)\s+(?P<we>(?:data\s?set|corpus|benchmark)\s+(?:that\s+)?we\s+(?:\w+\s+)?(?:creat|buil|construct|collect|introduc|releas)\w*)",
        0.75,
    ),
    _rule(
        "data-based-on",
        Predicate.DERIVED_FROM,
        rf"(?P<o>D#\d+)-(?:based|derived|sourced)\s+(?:data\s?set|corpus|benchmark)\s*(?:,\s*)?\(?(?:called\s+)?(?P<s>{D})",
        0.75,
    ),
    _rule(
        "subset-apart",
        Predicate.DERIVED_FROM,
        rf"(?P<s>{D})\W{{0,4}}(?:[—–(,-]|,\s+which\s+is)\s*(?:an?|the)\s+(?:(?!and\b)[\w-]+\s+){{0,3}}?(?:version|subset|sample|portion|variant|extension|extract|snapshot|dump|translation)s?\s+of\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?P<o>{D})",
        0.8,
    ),
    _rule(
        "filtered-into",
        Predicate.DERIVED_FROM,
        rf"\b(?:filter|clean|process|preprocess|sampl|subsampl|extract)\w*\s+(?:(?!D#)[^.;:]){{0,40}}?(?P<o>{D})[^.;:]{{0,50}}?\b(?:to\s+(?:obtain|create|produce|build|form|get)|resulting\s+in|yielding|giving|which\s+we\s+call|called)\s+(?:the\s+)?(?P<s>{D})",
        0.75,
    ),
)
LISTS = (
    # "D#0 consists of D#1, D#2", "D#0 includes the following tasks: D#1 ..."
    (
        re.compile(
            rf"(?P<s>{D})(?:\s+(?!(?:which|that|to|only|from|and|or|for|in)\b)[a-z][\w-]*){{0,3}}?\s+(?:consists?\s+of|compris\w+|includ\w+|contain\w+|is\s+composed\s+of|is\s+made\s+up\s+of|combin\w+|cover\w*)\b",
        ),
        0.75,
    ),
    # "D#0 is a leaderboard, it consists of D#1 and D#2"
    (
        re.compile(
            rf"(?P<s>{D})\s+(?:is|are|was)\s++(?:(?!{D})[^.;:]){{0,80}}?,?\s*(?:it|which|that|and)\s+(?:consists?\s+of|compris\w+|includ\w+|contain\w+|combin\w+|cover\w*)\b",
        ),
        0.75,
    ),
)
PARTS_OF = (
    # "D#0 and D#1 from the D#2 benchmark", "the D#0 section of D#1", "D#0, part of D#1", "D#0 (part of D#1)"
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D}){{0,30}})(?:\s+(?:[a-z][\w-]*)){{0,2}}?\s+(?:section|part|portion|subset|component|split)s?\s+(?:of|from|in)\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.8,
    ),
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D}){{0,30}})\s+(?:tasks?\s+|datasets?\s+)?(?:from|in|of)\s+(?:the\s+)?(?P<whole>{D})\s+(?:benchmark|suite|collection|challenge)\b",
            re.I,
        ),
        0.75,
    ),
    (
        re.compile(
            rf"(?P<parts>{D})(?:\s+(?:data\s?set|corpus|benchmark|task))?[\s\u2070-\u209f\xb2\xb3\xb9]*(?:,\s*)?\(?(?:which\s+is\s+|being\s+|is\s+)?(?:an?\s+|the\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?:part|portion|component|task|subset)\s+of\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.75,
    ),
    # "D#0 and D#1 are challenging tasks from D#2"
    (
        re.compile(
            rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D}){{0,30}})(?:\s+[a-z][\w-]*)?\s+(?:is|are)\s+(?:(?:an?|the|two|three|\w+)\s+)?(?:[a-z][\w-]*\s+){{0,2}}?(?:tasks?|data\s?sets?|parts?|components?)\s+(?:from|of|in)\s+(?:the\s+)?(?P<whole>{D})",
            re.I,
        ),
        0.75,
    ),
    # "D#0 and D#1 from the D#2", where the name has swallowed the noun
    (re.compile(rf"(?P<parts>{D}(?:\s*(?:,|and|or|, and)\s*{D}){{0,30}})\s+from\s+the\s+(?P<whole>{D})", re.I), 0.65),
)
