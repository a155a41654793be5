"""Short forms and what they stand for, as the paper itself defines them."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kg.core.document import Document
from kg.core.spans import Span
from kg.extraction.cues import NAMED_DATA
from kg.extraction.initials import spelled_by_initials

# scispaCy looks at every parenthesis of a paragraph; a paragraph without a candidate need not be tokenised at all
_CANDIDATE = re.compile(r"\(\s*[\w’'+&./-]{2,12}(?:\s[\w.]{1,5})?\s*[;,)\[]|\b[A-Z][\w-]{1,9}\s\([A-Z][^()]{8,80}\)")
_MAX_PARAGRAPH = 6000
# forms that Schwartz and Hearst's algorithm misses, because a letter of the short form is not in the long one, or
# because something else stands in the parentheses too: "(BERT; Devlin et al., 2019)", "(MultiNLI, MNLI)"
_SHORT_BEHIND = re.compile(r"\s*\(([A-Z][\w+&-]{1,14})\s*[;)]")
_SHARED_PARENTHESES = re.compile(
    r"((?:[A-Z][\w’'-]{0,60}\s+(?:(?:of|for|in|and|the|with|from|on|to)\s+){0,2}){2,8}?)"
    r"(?:(?:corpus|data\s?set|benchmark|challenge)\s+)?\((?:the\s+)?([A-Z][\w’'+-]{1,11})\s*[;,]\s*([^()]{2,120})\)"
)


class AbbreviationFinder:
    """Finds pairs of short and long form with scispaCy's AbbreviationDetector, a paragraph at a time.

    The detector is quadratic in the length of what it is given, hence the paragraphs. Loading takes about a second.
    """

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # a sentence splitter that scispaCy brings has patterns that Python 3.12 warns of when it first reads them
            warnings.simplefilter("ignore", SyntaxWarning)
            import spacy  # noqa: PLC0415 - an import of a second, paid only where abbreviations are looked for
            from scispacy.abbreviation import AbbreviationDetector  # noqa: PLC0415

            nlp = spacy.blank("en")  # which loads it
        self._nlp = nlp
        self._detector: Any = AbbreviationDetector(nlp)

    def find(self, document: Document) -> dict[str, str]:
        """Long forms by short form, for the whole document; the first definition of a short form wins."""
        found: dict[str, str] = {}
        for paragraph in paragraphs(document):
            for short, long in self._pairs(paragraph):
                if short != long and not short.islower():
                    found.setdefault(short, " ".join(long.split()))
        return found

    def _pairs(self, paragraph: str) -> Iterator[tuple[str, str]]:
        yield from _named_data(paragraph)
        yield from self._detected(paragraph)
        yield from _shared(paragraph)
        yield from spelled_by_initials(paragraph)

    def _detected(self, paragraph: str) -> Iterator[tuple[str, str]]:
        with warnings.catch_warnings():
            # the detector's matcher is empty until it has found a pair, of which spaCy warns at every paragraph
            warnings.filterwarnings("ignore", message=r"\[W036\]")
            doc = self._detector(self._nlp.make_doc(paragraph))
        pairs = [(s.start, s.text, s._.long_form.text) for s in doc._.abbreviations]
        for _, short, long in sorted(pairs):
            yield short, long


@lru_cache(maxsize=1)
def abbreviation_finder() -> AbbreviationFinder:
    """The one finder of this process, loaded at first use."""
    return AbbreviationFinder()


def paragraphs(document: Document) -> Iterator[str]:
    """The blocks of the document that may define an abbreviation, cut at a length that keeps the detector quick."""
    spans = [b.span for b in document.blocks] or [Span(0, len(document.text))] if document.text else []
    for span in spans:
        text = document.quote(span)
        for start in range(0, len(text), _MAX_PARAGRAPH):
            part = text[start : start + _MAX_PARAGRAPH]
            if _CANDIDATE.search(part):
                yield part


def _named_data(paragraph: str) -> Iterator[tuple[str, str]]:
    """Pairs whose long form has the noun of data within, whatever the letters of the short form.

    >>> list(_named_data("the Reed-8 Corpus of Marsh English (Reed-8)"))
    [('Reed-8', 'Reed-8 Corpus of Marsh English')]
    """
    for match in NAMED_DATA.finditer(paragraph):
        if short := _SHORT_BEHIND.match(paragraph, match.end()):
            yield short.group(1), match.group()


def _shared(paragraph: str) -> Iterator[tuple[str, str]]:
    """Pairs whose parentheses hold more than the short form.

    >>> list(_shared("the Multi-Genre Natural Language Inference (MultiNLI, MNLI) corpus"))
    [('MultiNLI', 'Multi-Genre Natural Language Inference'), ('MNLI', 'Multi-Genre Natural Language Inference')]
    """
    for match in _SHARED_PARENTHESES.finditer(paragraph):
        long, first, rest = match.group(1).strip(), match.group(2), match.group(3)
        if not _initials_agree(first, long):
            continue
        yield first, long
        second = rest.split(",")[0].strip()
        if re.fullmatch(r"[A-Z][\w’'+-]{1,11}", second) and _initials_agree(second, long):
            yield second, long


def _initials_agree(short: str, long: str) -> bool:
    """Whether the capitals of the short form appear in order among the initials and capitals of the long form."""
    rest = "".join(c for c in long if c.isupper())
    for capital in (c for c in short if c.isupper()):
        at = rest.find(capital)
        if at < 0:
            return False
        rest = rest[at + 1 :]
    return any(c.isupper() for c in short)
