"""Where sentences begin and end in scientific prose."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.core.document import Block, BlockKind, Section, SectionKind
from kg.core.spans import Span


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STOP = re.compile(
    r"(?P<stop>[.?!…](?<![.?!…]{2})[.?!…]*)(?P<close>[\"”’'»)\]}]*)"
    r"(?P<mark>(?:\s?[⁰¹²³⁴-⁹]+(?:,\s?[⁰¹²³⁴-⁹]+)*(?=\s)|\s?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\](?=\s+[A-Z]))?)"
    r"(?P<space>\s+)(?=(?P<next>\S))"
)
_NEVER = _words(
    """
    e.g i.e cf viz vs resp approx ca figs fig eq eqs eqn sec secs tab tabs ref refs no nos vol pp p ch thm lem
    prop cor def alg app ex dept univ prof dr mr mrs ms st jr inc ltd co corp et w.r.t i.i.d a.k.a incl esp dept
    proc conf int min max avg std dev est op cit ibid trans assoc
    """
)
"""Abbreviations after which a sentence seldom ends, without their last full stop."""
_SOMETIMES = _words(
    """
    al etc a.m p.m u.s u.k ph.d
    """
)
"""Abbreviations after which a sentence may end: it does when a word that begins sentences follows."""
_OPENERS = _words(
    """
    The This These Those We It In Our A An However For To Here There They While When As If Since Although
    Moreover Furthermore Note Thus Hence Then Finally First Second Next Each All Both Such Unlike By On At With
    From
    """
)
_SILENT = (BlockKind.HEADING, BlockKind.OTHER)
_WORD = re.compile(r"\S+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_REACH = 60  # characters before a stop in which its word begins
_NUMBERED = re.compile(r"(?:^|\n)\s{0,60}(?:\(?\d{1,3}|[A-Za-z]|[ivx]{1,4})$")


def split_sentences(text: str, blocks: Sequence[Block], sections: Sequence[Section] = ()) -> tuple[Span, ...]:
    """The sentences of the blocks, in order; none crosses a block.

    Headings, blocks of kind OTHER and what stands in a section of references have none; of a table each line is one.
    Scraps without letters are left out.
    """
    silent = [s.span for s in sections if s.kind is SectionKind.REFERENCES]
    found: list[Span] = []
    for block in blocks:
        if block.kind in _SILENT or _within(silent, block.span):
            continue
        spans = _lines(text, block.span) if block.kind is BlockKind.TABLE else sentences_in(text, block.span)
        found.extend(s for s in spans if _LETTER_OR_DIGIT.search(text, s.start, s.end))
    return tuple(found)


def _within(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, which are in order and apart, holds all of this one; found by bisection."""
    index = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return index >= 0 and spans[index].contains(span)


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """The sentences of one stretch of running text, without the white space between them."""
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if match.end("space") >= span.end:
            break
        if _ends(text, start, match):
            yield Span(start, match.start("space"))
            start = match.end()
    last = text[start : span.end]
    stripped = last.strip()
    if stripped:
        begin = start + len(last) - len(last.lstrip())
        yield Span(begin, begin + len(stripped))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence that began at start ends with this stop."""
    following = match.group("next")
    if following.islower() or following in ",;:)]}%=≤≥<>":
        return False
    if match.group("stop") != ".":
        return following.isupper() or match.group("stop")[0] in "?!" or following in '(“"['
    stop = match.start("stop")
    word = _last_word(text[max(start, stop - _REACH) : stop])
    if match.group("close") or match.group("mark"):
        return bool(word) or bool(match.group("close"))
    bare = word.strip("()[]“”\"'").lower()
    if bare in _NEVER or not word:
        return False
    after = _WORD.match(text, match.end())
    if following.isdigit() and bare.islower() and len(bare) < 5:
        return False  # "lr. 0.1"
    opener = after is not None and after.group().rstrip(",") in _OPENERS
    if bare in _SOMETIMES:
        return opener
    if len(word) == 1 and word.isupper():  # an initial, or a single letter that ends a sentence
        return opener
    if stop - start <= 5 and _NUMBERED.search(text, start, stop):
        return False
    return opener or not _ABBREVIATED.fullmatch(word)


def _last_word(text: str) -> str:
    """What stands behind the last white space, opening bracket or quotation mark, before a line break at the end."""
    text = text.removesuffix("\n")
    if not text or text[-1].isspace():
        return ""
    word = text.split()[-1]
    for mark in '([“"':
        word = word.rpartition(mark)[2]
    return word


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(stripped))
        start += len(line) + 1
