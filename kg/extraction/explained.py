"""Names that the document itself explains: by its abbreviations, by its title and by the titles it cites."""

import re
from collections.abc import Iterator

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.spans import Span
from kg.extraction.areas import is_inside, occurrences
from kg.extraction.callings import named_by_title
from kg.extraction.candidates import Candidate
from kg.extraction.cues import is_generic
from kg.extraction.lexicon import Lexicon, fits_case

_MODEL_LONG_FORM = re.compile(
    r"(?i)\b(?:networks?|nets?|models?|encoders?|decoders?|transformers?|autoencoders?|machines?)$"
)
_CUED_LONG_FORM = re.compile(r"(?i)\b(?:data\s?set|corpus|corpora|treebank|benchmark|challenge)\b")


def find_by_abbreviations(
    document: Document, abbreviations: dict[str, str], lexicon: Lexicon, areas: list[Span]
) -> Iterator[Candidate]:
    """Candidates for short and long forms of which one is known, or whose long form says what it names."""
    for short, long in sorted(abbreviations.items()):
        kind, canonical = _named_by(short, long, lexicon)
        if kind is None:
            continue
        for form, score in ((long, 0.7), (short, 0.65)):
            if form.islower():
                continue
            for span in occurrences(document.text, form):
                if is_inside(span, areas):
                    yield Candidate(span, document.quote(span), kind, "abbreviation", score, canonical)


def find_by_titles(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    """Candidates for names that the paper's title, or one in its bibliography, opens with and explains."""
    titles = [(document.title or "", 0.8), *((r.title or "", 0.65) for r in document.references)]
    seen: set[str] = set()
    for title, score in titles:
        named = named_by_title(title)
        if named is None or named[0] in seen:
            continue
        seen.add(named[0])
        # bibliographies often write names small; the text has them as they are
        flags = 0 if len(named[0]) < 4 else re.IGNORECASE
        for match in re.finditer(rf"(?<![\w-]){re.escape(named[0])}(?![\w-])", document.text, flags):
            span = Span(*match.span())
            if is_inside(span, areas) and not match.group().islower():
                yield Candidate(span, match.group(), named[1], "rule:title", score)


def _named_by(short: str, long: str, lexicon: Lexicon) -> tuple[EntityKind | None, str | None]:
    """The kind that a pair of short and long form names, and its known name; (None, None) where neither tells."""
    for form in (long, short):
        known = [e for e in lexicon.lookup(form) if fits_case(e, form)]
        if known and (form is long or _initials(long) == fold(short)) and len({e.kind for e in known}) == 1:
            return known[0].kind, known[0].canonical
    if _CUED_LONG_FORM.search(long) and long[:1].isupper():
        return EntityKind.DATASET, None
    if _MODEL_LONG_FORM.search(long) and not is_generic(short):
        return EntityKind.MODEL, None
    return None, None


def _initials(long: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", long) if word).lower()
