"""Names that lean on the one before them: the further sizes and versions in "LLaMA-7B, 13B and 65B", "SQuAD 1.1/2.0"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span

_JOINT = r"(?:\s*,\s*(?:and|or)?\s*|\s*/\s*|\s+(?:and|or|&)\s+)"
_SIZE = r"(?:\d+(?:\.\d+)?\s?[BM]|(?:[Bb]ase|[Ll]arge|[Ss]mall|medium|tiny|mini|huge|xl|xxl|XL|XXL|BASE|LARGE|SMALL))"
_VERSION = r"v?\d+\.\d+"
_YEAR = r"(?:19|20)\d{2}"
_DEPTH = r"\d{2,3}"
# what may stand behind a bare number that belongs to a name, and not behind one that counts something
_NO_NOUN = r"(?=\s*(?:[,.;:/)]|$)|\s+(?:and|or|&|models?|networks?|nets?|backbones?|data\s?sets?|benchmarks?|are|is|were|was|as|on|with)\b)"


class _Tail(NamedTuple):
    """How a name of the kind ends, and what further ends of that sort look like behind it."""

    kind: EntityKind
    own: re.Pattern[str]
    further: re.Pattern[str]


def _tail(kind: EntityKind, own: str, further: str, joint: str = _JOINT) -> _Tail:
    return _Tail(kind, re.compile(rf"{own}$"), re.compile(rf"{joint}(?P<open>[-‐–(]?)(?P<tail>{further})"))


_TAILS = (
    _tail(EntityKind.MODEL, rf"[-‐–_ ]\(?{_SIZE}\)?", rf"{_SIZE}(?![\w-])"),
    _tail(EntityKind.MODEL, rf"[-‐–]{_DEPTH}", rf"{_DEPTH}(?![\w%-]|\.\d)(?:(?<=/\d\d)|(?<=/\d\d\d)|{_NO_NOUN})"),
    _tail(EntityKind.DATASET, rf"[ -]?{_VERSION}", rf"{_VERSION}(?![\w%.]\w|\w|%)"),
    _tail(EntityKind.DATASET, rf"[ -]?{_YEAR}", rf"{_YEAR}(?![\w%-]|\.\d)"),
    _tail(
        EntityKind.DATASET, rf"[-‐–]{_DEPTH}", rf"{_DEPTH}(?![\w%-]|\.\d)", joint=r"(?:\s*/\s*|\s+(?:and|or|&)\s+(?=-))"
    ),
)
_LISTED = re.compile(rf"\s*\(\s*(?={_SIZE}{_JOINT}{_SIZE})(?P<tail>{_SIZE})(?![\w-])")
_RUN_TOGETHER = re.compile(r"(?P<first>.*?[A-Za-z][-‐–_ ]?v?\d+(?:\.\d+)?[BMbm]?)(?:\s?/\s?v?\d+(?:\.\d+)?[BMbm]?)+")
_VERSIONS_BEHIND = re.compile(rf"[ -]{_VERSION}(?=\s?/\s?{_VERSION}(?![\w%.]\w|\w|%))")
_LESS_SURE = 0.9


def completed(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those that only a size or a version names, each as what it stands for.

    A further size of a model is a variant of the same family, and bears its name; a further version or year of data is
    another thing, and bears the name with that version: "2.0" behind "SQuAD 1.1" stands for "SQuAD 2.0".
    """
    found = [_widened(text, _parted(m)) for m in sorted(mentions, key=lambda m: m.span)]
    result: list[Mention] = []
    for number, mention in enumerate(found):
        end = found[number + 1].span.start if number + 1 < len(found) else len(text)
        result += [mention, *_leaning(text, mention, end)]
    return result


def _parted(mention: Mention) -> Mention:
    """Of versions that slashes join, taken for one name, the first; the others lean on it."""
    match = _RUN_TOGETHER.fullmatch(mention.surface)
    if match is None:
        return mention
    surface = match.group("first")
    canonical = mention.canonical if mention.kind is EntityKind.MODEL else None
    span = Span(mention.span.start, mention.span.start + len(surface))
    return replace(mention, span=span, surface=surface, canonical=canonical)


def _widened(text: str, mention: Mention) -> Mention:
    """A name of data with the first of the versions that slashes join behind it."""
    match = _VERSIONS_BEHIND.match(text, mention.span.end) if mention.kind is EntityKind.DATASET else None
    if match is None:
        return mention
    span = Span(mention.span.start, match.end())
    return replace(mention, span=span, surface=text[span.start : span.end], canonical=None)


def _leaning(text: str, mention: Mention, end: int) -> Iterator[Mention]:
    if mention.kind is EntityKind.MODEL and (listed := _LISTED.match(text, mention.span.end, end)):
        size = listed.group("tail")
        yield _further(mention, listed, mention.surface, size)
        yield from _chain(text, mention, _TAILS[0], mention.surface, listed.end(), end)
        return
    for tail in _TAILS:
        if mention.kind is tail.kind and (own := tail.own.search(mention.surface)):
            yield from _chain(text, mention, tail, mention.surface[: own.start()], mention.span.end, end)
            return


def _chain(text: str, mention: Mention, tail: _Tail, stem: str, at: int, end: int) -> Iterator[Mention]:
    while (match := tail.further.match(text, at, end)) and match.start("tail") < end:
        at = match.end()
        yield _further(mention, match, stem, mention.surface[len(stem) :])


def _further(mention: Mention, match: re.Match[str], stem: str, own: str) -> Mention:
    surface = match.group("tail")
    joint = own[: len(own) - len(own.lstrip(" -‐–"))]
    of_model = mention.canonical or stem
    canonical = of_model if mention.kind is EntityKind.MODEL else f"{stem}{joint}{surface}"
    score = round(mention.score * _LESS_SURE, 3)
    return Mention(Span(*match.span("tail")), surface, mention.kind, ("completion",), score, canonical)
