"""Known data that others changed and called by its name and a word: "Tiny ImageNet" is no ImageNet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span

# words that authors put before the name of data to name what they made of it; written large, or tied by a hyphen
_WORD = r"tiny|mini|tiered|noisy|fashion|rotated|permuted|colou?red|moving|sequential|binari[sz]ed|downsampled|styli[sz]ed|corrupted|restricted|infinite|kuzushiji|affine|cluttered|imbalanced|long-tailed"
_MODIFIER = re.compile(rf"(?<![\w-])(?:(?i:{_WORD})-|(?=[A-Z])(?i:{_WORD})\s)\Z")
_REACH = 14


def with_modifiers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in the text's order; one of known data behind such a word takes the word in, and means no known thing.

    A mention that covers the word alone goes.
    """
    found = [_modified(text, m) for m in mentions]
    taken = {m.span.start for m, before in zip(found, mentions, strict=True) if m is not before}
    return [m for m, before in zip(found, mentions, strict=True) if m is not before or m.span.start not in taken]


def _modified(text: str, mention: Mention) -> Mention:
    if mention.kind is not EntityKind.DATASET or mention.canonical is None:
        return mention
    start = mention.span.start
    word = _MODIFIER.search(text[max(0, start - _REACH) : start])
    if word is None:
        return mention
    span = Span(start - len(word.group()), mention.span.end)
    return replace(mention, span=span, surface=text[span.start : span.end], canonical=None)
