"""Names that lean on the one before them: the further sizes and versions in "LLaMA-7B, 13B and 65B", "SQuAD 1.1/2.0"."""

import re
from collections.abc import Iterable, Iterator

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span

_JOINT = r"(?:\s*,\s*(?:and|or)?\s*|\s*/\s*|\s+(?:and|or|&)\s+)"
_SIZE = r"\(?\d+(?:\.\d+)?\s?[BM]\)?"
_WORD_SIZE = r"(?:base|large|small|medium|tiny|mini|huge|xl|xxl|BASE|LARGE|SMALL|Base|Large|Small)"
_VERSION = r"v?\d+\.\d+"
_TAILS = (
    (EntityKind.MODEL, re.compile(rf"[-‐–_ ]{_SIZE}$"), re.compile(rf"{_JOINT}(?P<tail>-?{_SIZE})(?![\w-])")),
    (EntityKind.MODEL, re.compile(rf"[-‐–_ ]{_WORD_SIZE}$"), re.compile(rf"{_JOINT}(?P<tail>-?{_WORD_SIZE})(?![\w-])")),
    (
        EntityKind.DATASET,
        re.compile(rf"[ -]?{_VERSION}$"),
        re.compile(rf"{_JOINT}(?P<tail>{_VERSION})(?![\w%.]\w|\w|%)"),
    ),
)
_LESS_SURE = 0.9


def completed(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those that only a size or a version names, each as what the name before it names."""
    found = sorted(mentions, key=lambda m: m.span)
    result: list[Mention] = []
    for number, mention in enumerate(found):
        end = found[number + 1].span.start if number + 1 < len(found) else len(text)
        result += [mention, *_leaning(text, mention, end)]
    return result


def _leaning(text: str, mention: Mention, end: int) -> Iterator[Mention]:
    for kind, own, further in _TAILS:
        if mention.kind is kind and own.search(mention.surface):
            at = mention.span.end
            while (match := further.match(text, at, end)) and match.start("tail") < end:
                at = match.end()
                span = Span(*match.span("tail"))
                canonical = mention.canonical or own.sub("", mention.surface)
                score = round(mention.score * _LESS_SURE, 3)
                yield Mention(span, match.group("tail"), kind, ("completion",), score, canonical)
