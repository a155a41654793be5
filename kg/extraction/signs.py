"""Second signs: what stands around an ambiguous name and shows that it is one."""

import re

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.extraction.candidates import Candidate
from kg.extraction.cues import CITATION, DATASET_CUE, MODEL_CUE, WEAK_DATASET_CUE

_AFTER = {
    EntityKind.DATASET: re.compile(
        rf"(?:{CITATION})?\s*(?:-?\d+(?:\.\d+)?\s+)?(?:[a-z][\w-]*\s+){{0,3}}?(?:{DATASET_CUE}|{WEAK_DATASET_CUE})\b",
        re.IGNORECASE,
    ),
    EntityKind.MODEL: re.compile(
        rf"(?:{CITATION})?\s*(?:[a-z][\w-]*\s+){{0,2}}?(?:{MODEL_CUE}|[\d.]+[BM]\b)", re.IGNORECASE
    ),
}
_BEFORE = {
    EntityKind.DATASET: re.compile(
        r"(?:(?:train|pre-?train|fine-?tun|evaluat|test|experiment|result|performance|accurac|perplexity|score)\w*\s+(?:\w+\s+){0,3}?(?:on|from|with)"
        r"|(?:dumps?|crawls?|portions?|sections?|subsets?|parts?|versions?|articles|text|texts|pages|data|sentences|passages|documents|split|splits)\s+(?:of|from|in)"
        r"|(?:train|pre-?train|fine-?tun|evaluat|test)\w*\b[^.;:]{0,70}?\son"
        r"|(?:dumped|extracted|crawled|collected|scraped|taken|drawn|sampled|derived|obtained|sourced)\s+from"
        rf"|{DATASET_CUE}\s*(?:such as|like|including|:|,|\())\s+(?:the\s+)?(?:[A-Z][a-z]+\s+)?$",
        re.IGNORECASE,
    ),
    EntityKind.MODEL: re.compile(
        r"(?:(?:fine-?tun|pre-?train|initiali[sz]|distil|outperform|compar|us|adopt|train)\w*\s+(?:\w+\s+){0,2}?(?:from|with|to|of|against)?"
        rf"|{MODEL_CUE}\s*(?:such as|like|including|:|,|\(|called|named))\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
}
_JOIN = re.compile(rf"(?:{CITATION})?\s*(?:,|/|and|&|or|,\s*and)\s*\Z")
_REACH = 70


def second_sign(candidate: Candidate, document: Document, *, neighbours: tuple[Candidate, ...]) -> str | None:
    """What confirms an ambiguous candidate where it stands, in a word, or None.

    neighbours are the unambiguous candidates just before and after it. Signs: a cue noun behind it, a cue phrase before
    it, a citation behind it whose title holds the name, or a sure name of its kind beside it in a list.
    """
    text, span = document.text, candidate.span
    after = text[span.end : span.end + _REACH]
    if _AFTER[candidate.kind].match(after):
        return "cue noun"
    if _BEFORE[candidate.kind].search(text[max(0, span.start - _REACH) : span.start]):
        return "cue phrase"
    if cited_by_name(candidate, document):
        return "citation"
    for other in neighbours:
        if other.kind is candidate.kind and _in_list(text, candidate, other):
            return "list"
    return None


def cited_by_name(candidate: Candidate, document: Document) -> bool:
    """Whether a citation right behind the candidate leads to an entry whose title holds the name."""
    name = fold(candidate.surface)
    for citation in document.citations_after(candidate.span.end, reach=8):
        reference = document.reference(citation.reference_key)
        if reference and reference.title and name in fold(reference.title):
            return True
    return False


def _in_list(text: str, one: Candidate, other: Candidate) -> bool:
    first, second = sorted((one, other), key=lambda c: c.span)
    between = text[first.span.end : second.span.start]
    return len(between) <= _REACH and bool(_JOIN.match(between))
