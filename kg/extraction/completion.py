"""Names that lean on the one before them: the further sizes and versions in "LLaMA-7B, 13B and 65B", "SQuAD 1.1/2.0"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span

_JOINT = r"(?<!\s)(?:\s*,\s*(?:(?:and|or)\s*)?|\s*/\s*|\s+(?:and|or|&)\s+)"
_SIZE = r"(?:\d{1,9}+(?:\.\d{1,9}+)?\s?[BM]|(?:[Bb]ase|[Ll]arge|[Ss]mall|medium|tiny|mini|huge|xl|xxl|XL|XXL|BASE|LARGE|SMALL))"
_VERSION = r"v?\d{1,9}\.\d{1,9}"
_YEAR = r"(?:19|20)\d{2}"
_DEPTH = r"\d{2,3}"
_EDITION = r"v?\d(?:\.\d)?"
# what may stand behind a bare number that belongs to a name, and not behind one that counts something
_NO_NOUN = r"(?=\s*(?:[,.;:/)]|$)|\s+(?:and|or|&|models?|networks?|nets?|backbones?|data\s?sets?|benchmarks?|are|is|were|was|as|on|with)\b)"


class _Tail(NamedTuple):
    """How a name of the kind ends, and what further ends of that sort look like behind it."""

    kind: EntityKind
    own: re.Pattern[str]
    further: re.Pattern[str]
    another: bool  # whether the further one is another thing, and no variant of the same


def _tail(kind: EntityKind, own: str, further: str, joint: str = _JOINT, *, another: bool = False) -> _Tail:
    ends = re.compile(rf"{own}$"), re.compile(rf"{joint}(?P<open>[-‐–(]?)(?P<tail>{further})")
    return _Tail(kind, *ends, another or kind is EntityKind.DATASET)


_TAILS = (
    _tail(EntityKind.MODEL, rf"[-‐–_ ]\(?{_SIZE}\)?", rf"{_SIZE}(?![\w-])"),
    _tail(EntityKind.MODEL, rf"[-‐–]{_DEPTH}", rf"{_DEPTH}(?![\w%-]|\.\d)(?:(?<=/\d\d)|(?<=/\d\d\d)|{_NO_NOUN})"),
    _tail(EntityKind.MODEL, rf"[-‐–]?{_EDITION}", rf"{_EDITION}(?![\w%-]|\.\d)", joint=r"\s?/\s?", another=True),
    _tail(EntityKind.DATASET, rf"[ -]?{_VERSION}", rf"{_VERSION}(?![\w%.]\w|\w|%)"),
    _tail(EntityKind.DATASET, rf"[ -]?{_YEAR}", rf"{_YEAR}(?![\w%-]|\.\d)"),
    _tail(
        EntityKind.DATASET,
        rf"[-‐–]{_DEPTH}",
        rf"{_DEPTH}(?![\w%-]|\.\d)",
        joint=r"(?<!\s)(?:\s*/\s*|\s+(?:and|or|&)\s+(?=-))",
    ),
)
_BEFORE = re.compile(rf"(?<![\w.,-])(?P<sizes>(?:{_SIZE}{_JOINT}){{1,20}}{_SIZE})(?:[- ]parameters?)?(?:[- ]sized)?\s$")
_OWN_SIZE = re.compile(rf"{_SIZE}(?:[- ]parameters?)?\s(?=\S)")
_EACH_SIZE = re.compile(_SIZE)
_LISTED = re.compile(rf"\s*\(\s*(?={_SIZE}{_JOINT}{_SIZE})(?P<tail>{_SIZE})(?![\w-])")
_RUN_TOGETHER = re.compile(
    r"(?P<first>.*?[A-Za-z][-‐–_ ]?v?\d{1,9}(?:\.\d{1,9})?[BMbm]?)(?:\s?/\s?v?\d{1,9}(?:\.\d{1,9})?[BMbm]?){1,9}"
)
_VERSIONS_BEHIND = re.compile(rf"[ -]{_VERSION}(?=\s?/\s?{_VERSION}(?![\w%.]\w|\w|%))")
_REST_OF_NUMBER = re.compile(r"\d\.\d{1,2}(?![\w%-]|\.\d)")
_LESS_SURE = 0.9
_FARTHEST_BEFORE = 80  # characters that a list of sizes before a name takes at most


def completed(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those that only a size or a version names, each as what it stands for.

    A further size of a model is a variant of the same family, and bears its name; a further version or year of data is
    another thing, and bears the name with that version: "2.0" behind "SQuAD 1.1" stands for "SQuAD 2.0".
    """
    found = [_widened(text, _parted(m)) for m in sorted(mentions, key=lambda m: m.span)]
    result: list[Mention] = []
    for number, mention in enumerate(found):
        end = found[number + 1].span.start if number + 1 < len(found) else len(text)
        before = result[-1].span.end if result else 0
        result += [*_sizes_before(text, mention, before), mention, *_leaning(text, mention, end)]
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
    """The name with the rest of a number that it breaks off in; one of data with the first of versions that slashes join."""
    match = _REST_OF_NUMBER.match(text, mention.span.end - 1)
    if match is None and mention.kind is EntityKind.DATASET:
        match = _VERSIONS_BEHIND.match(text, mention.span.end)
    if match is None:
        return mention
    span = Span(mention.span.start, match.end())
    return replace(mention, span=span, surface=text[span.start : span.end], canonical=None)


def _sizes_before(text: str, mention: Mention, start: int) -> Iterator[Mention]:
    """The sizes of "the 7B, 13B and 65B Quail models", where nothing stands between them and the name."""
    if mention.kind is not EntityKind.MODEL:
        return
    own = _OWN_SIZE.match(mention.surface)
    bare = mention.surface[own.end() :] if own else mention.surface
    listed = _BEFORE.search(text, max(start, mention.span.start - _FARTHEST_BEFORE), mention.span.end - len(bare))
    for size in _EACH_SIZE.finditer(text, *listed.span("sizes")) if listed else ():
        if size.end() <= mention.span.start:
            yield _leaner(mention, Span(*size.span()), size.group(), mention.canonical or bare)


def _leaning(text: str, mention: Mention, end: int) -> Iterator[Mention]:
    if mention.kind is EntityKind.MODEL and (listed := _LISTED.match(text, mention.span.end, end)):
        size = listed.group("tail")
        yield _leaner(mention, Span(*listed.span("tail")), size, mention.canonical or mention.surface)
        yield from _chain(text, mention, _TAILS[0], mention.surface, listed.end(), end)
        return
    for tail in _TAILS:
        if mention.kind is tail.kind and (own := tail.own.search(mention.surface)):
            yield from _chain(text, mention, tail, mention.surface[: own.start()], mention.span.end, end)
            return


def _chain(text: str, mention: Mention, tail: _Tail, stem: str, at: int, end: int) -> Iterator[Mention]:
    while (match := tail.further.match(text, at, end)) and match.start("tail") < end:
        at, surface = match.end(), match.group("tail")
        named = _renamed(stem, mention.surface[len(stem) :], surface) if tail.another else mention.canonical or stem
        yield _leaner(mention, Span(*match.span("tail")), surface, named)


def _renamed(stem: str, own: str, further: str) -> str:
    """The name with the further version in place of its own: "Quail-3.5" and "4" make "Quail-4"."""
    joint = own[: len(own) - len(own.lstrip(" -‐–"))]
    mark = "v" if own[len(joint) :].startswith("v") and not further.startswith("v") else ""
    return f"{stem}{joint}{mark}{further}"


def _leaner(mention: Mention, span: Span, surface: str, named: str) -> Mention:
    return Mention(span, surface, mention.kind, ("completion",), round(mention.score * _LESS_SURE, 3), named)
