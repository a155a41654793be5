"""Where the title of a reference ends: the best of all places at which it could."""

import re
from dataclasses import dataclass

from kg.documents.references.parsing.cues import (
    ABBREVIATION,
    ENDS_TITLE,
    NUMBERED_VENUE,
    PLACE,
    PUBLISHER,
    SENTENCE_CUT,
    TWO_SENTENCES,
    VENUE_START,
)
from kg.documents.references.parsing.identifiers import BLANK

_IMPRINT = re.compile(
    r"\s\((?=[^()]*(?:(?:1[5-9]|20)\d\d\s*\)|Press|Springer|Wiley|Elsevier|Academic|Unpublished|[Dd]octoral|PhD|Ph\.D"
    r"|[Mm]aster|Hall|[Ee]d\.|edition))"
)
_BARE_NUMBER = re.compile(r"(?:^|\s)\d{1,2}$")  # "im 9. Jahrhundert", "Surfaces. 1. Oxidation"
_SHORT_WORDS = re.compile(r"(?:^|[,.;]\s*)(?:[A-Z]\w{0,6}[.\s]*){1,3}$")
_IN = re.compile(r"[Ii]n\s?:\s|In\s")
_MOST_CUTS = 40
_COMMA_CUT = re.compile(r"[,;](?=\s?)")
_NAMES_THEN_QUOTE = re.compile(r"[^“\"«]{1,160}?[,.;:)\d]\s*(?=[“\"«][^“\"»”]{15,})")
_SENTENCE = re.compile(r"\.\s+[A-Z][a-z]+\s+[a-z]+\s")
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“", "``": "''", "»": "«", "”": "”", "'": "'"}


@dataclass(frozen=True, slots=True)
class QuotedTitle:
    """Where a title between quotation marks starts and ends, and where the text goes on after them."""

    start: int
    end: int
    after: int


def quoted_title(rest: str) -> QuotedTitle | None:
    """A title in quotation marks: at the start, or behind names that were not understood."""
    found = _quoted(rest, 0)
    if found:
        return found
    before = _NAMES_THEN_QUOTE.match(rest)
    if not before or _SENTENCE.search(before.group()):
        return None
    return _quoted(rest, before.end())


def _quoted(rest: str, start: int) -> QuotedTitle | None:
    """The title in quotation marks that opens rest at start."""
    start += len(rest) - start - len(rest[start:].lstrip(" ,.:;"))
    for opening, closing in _QUOTES.items():
        if not rest.startswith(opening, start):
            continue
        begin = start + len(opening)
        end = rest.find(closing, begin)
        while end > 0 and closing in ("’", "'", '"') and end + 1 < len(rest) and rest[end + 1].isalnum():
            end = rest.find(closing, end + 1)
        if opening in ("“", '"', "``"):
            closers = [e for e in (rest.find(c, begin) for c in ("”", '"', "''")) if e > 0]
            end = min(closers) if closers else end
        if end > begin + 4:
            return QuotedTitle(begin, end, end + len(closing))
    return None


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where the title may end: what stands before and after it, and what the rest looks like.

    passed counts the full stops before it, style is the mark that ended the author list, venue says whether the rest
    opens with a word of venues, ends whether it is a year, an address or the like.
    """

    mark: str
    head: str
    tail: str
    passed: int
    style: str
    venue: bool
    ends: bool

    @property
    def numbered(self) -> bool:
        """Whether the rest opens with a name and its volume or pages."""
        found = NUMBERED_VENUE.match(self.tail)
        return found is not None and not TWO_SENTENCES.search(found.group())

    @property
    def publisher(self) -> bool:
        """Whether the rest opens with a publisher or a place."""
        return bool(PUBLISHER.search(self.tail[:60]) or PLACE.match(self.tail))

    def score(self) -> float:
        """How well the title ends here; the scale is its own."""
        by_mark = {".": self._full_stop, "?": self._question, "!": self._question, " ": self._parenthesis}
        score = by_mark.get(self.mark, self._comma)()
        score += 3.0 * self.venue + 2.0 * (not self.venue and self.numbered) + 1.5 * self.ends
        score += 2.0 * bool(_IN.match(self.tail))
        score -= 3.0 * (self.head.count("(") > self.head.count(")"))
        score -= 1.0 * (len(self.head.split()) < 2) + 2.0 * (len(self.head.strip()) < 4)
        return score

    def _goes_on(self) -> bool:
        return self.tail[:1].islower() and not self.venue and not self.ends

    def _full_stop(self) -> float:
        score = 3.0 - 1.6 * self.passed - 4.0 * self._goes_on()
        score -= 2.5 * bool(ABBREVIATION.search(self.head[-8:] + "."))
        score -= 1.5 * bool(_BARE_NUMBER.search(self.head))
        if self.style == "," and NUMBERED_VENUE.match(self.tail) and _SHORT_WORDS.search(self.head):
            score -= 2.5  # the dots of "Commun. Math. Phys." end no title
        if self.passed and self.publisher and not self.venue:
            score += 1.9  # a subtitle stood between: "The heart. A path. New York: Wiley"
        return score

    def _question(self) -> float:
        score = 1.0 - 1.6 * self.passed - 4.0 * self._goes_on()
        return score if self.venue or self.numbered or self.ends else score - 1.5

    def _parenthesis(self) -> float:
        return 1.5 - 1.6 * self.passed

    def _comma(self) -> float:
        score = (0.8 if self.style == "," else -2.5) - 0.8 * self.passed - 2.0 * self._goes_on()
        return score if self.venue or self.numbered or self.ends or self.publisher else score - 2.5


def title_end(rest: str, style: str) -> int:
    """The offset at which the title ends in what follows the authors; its length where nothing ends it.

    style is the mark that ended the author list: after a comma a title may end with one. Of equal places the first.
    """
    cuts = sorted({m.start() for p in (SENTENCE_CUT, _COMMA_CUT, _IMPRINT) for m in p.finditer(rest)})
    best, best_score = len(rest), -1.5
    passed = 0
    for at in cuts[:_MOST_CUTS]:
        tail = rest[at + 1 :].lstrip(" ”\"’'")
        venue = VENUE_START.match(tail) is not None
        ends = tail.startswith(BLANK) or ENDS_TITLE.match(tail) is not None
        score = _Cut(rest[at], rest[:at], tail, passed, style, venue, ends).score()
        if score > best_score:
            best, best_score = at, score
        if rest[at] in ".?!" and not ABBREVIATION.search(rest[max(0, at - 7) : at] + "."):
            passed += 1
    if best < len(rest) and rest[best] in "?!":
        best += 1
    return best
