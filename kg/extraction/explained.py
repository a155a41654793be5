"""Names that the document itself explains: by its abbreviations, by its title and by the titles it cites."""

import re
from collections.abc import Iterator

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.spans import Span
from kg.extraction.areas import is_inside
from kg.extraction.callings import named_by_title
from kg.extraction.candidates import Candidate
from kg.extraction.cues import is_generic
from kg.extraction.lexicon import Lexicon, fits_case
from kg.extraction.spellings import Spellings, lowered
from kg.extraction.tagging.cue_words import class_of

_MODEL_LONG_FORM = re.compile(
    r"(?i)\b(?:networks?|nets?|models?|encoders?|decoders?|transformers?|autoencoders?|machines?)$"
)
_CUED_LONG_FORM = re.compile(r"(?i)\b(?:data\s?set|corpus|corpora|treebank|benchmark|challenge)\b")


def find_by_abbreviations(
    document: Document, abbreviations: dict[str, str], lexicon: Lexicon, areas: list[Span]
) -> Iterator[Candidate]:
    """Candidates for short and long forms of which one is known, or whose long form says what it names."""
    named: dict[str, tuple[EntityKind, str | None, float]] = {}
    for short, long in sorted(abbreviations.items()):
        kind, canonical = _named_by(short, long, lexicon)
        if kind is not None:
            for form, score in ((long, 0.7), (short, 0.65)):
                if not form.islower():
                    named.setdefault(form, (kind, canonical, score))
    for start, form in Spellings(named).within(document.text):
        span, (kind, canonical, score) = Span(start, start + len(form)), named[form]
        if is_inside(span, areas):
            yield Candidate(span, form, kind, "abbreviation", score, canonical)


def find_by_titles(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    """Candidates for names that the paper's title, or one in its bibliography, opens with and explains.

    Bibliographies often write names small where the text has them as they are; names below four letters must agree.
    """
    text = document.text
    exact: dict[str, tuple[EntityKind, float]] = {}
    small: dict[str, tuple[EntityKind, float]] = {}
    for title, score in [(document.title or "", 0.8), *((r.title or "", 0.65) for r in document.references)]:
        if named := named_by_title(title):
            name, kind = named
            if len(name) < 4:
                exact.setdefault(name, (kind, score))
            else:
                small.setdefault(lowered(name), (kind, score))
    for names, searched in ((exact, text), (small, lowered(text))):
        for start, name in Spellings(names).within(searched):
            span = Span(start, start + len(name))
            surface = text[span.start : span.end]
            if _is_parted(text, span) and not surface.islower() and is_inside(span, areas):
                yield Candidate(span, surface, names[name][0], "rule:title", names[name][1])


def _is_parted(text: str, span: Span) -> bool:
    """Whether no hyphen ties the words there to others."""
    return text[span.start - 1 : span.start] != "-" and text[span.end : span.end + 1] != "-"


def _named_by(short: str, long: str, lexicon: Lexicon) -> tuple[EntityKind | None, str | None]:
    """The kind that a pair of short and long form names, and its known name; (None, None) where neither tells."""
    # "visual question answering (VQA)" explains a task, though there be data named after it
    explains_task = class_of(long.rsplit(None, 1)[-1].lower()) == "T"
    for form in (long,) if explains_task else (long, short):
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
