"""Known names in a text, with their sizes and variants."""

import re
from collections.abc import Iterator

from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.candidates import VARIANT, Candidate
from kg.extraction.lexicon import SIZE, Hit, Lexicon, LexiconEntry

# "LLaMA-7B", "GPT-2 (1.5B)", "BERT-large", "BERT LARGE", "ResNet-50", "VGG-16/19", "Llama-2-7b-hf"
_MODEL_SIZE = re.compile(
    rf"(?:[-‐‑–_ ]{{0,2}}\(?{SIZE}\)?(?![\w-])|[-‐‑–]?\d{{1,4}}(?:/\d{{1,4}})*(?![\w%-]|\.\d)|[-‐‑–]?\d+(?:\.\d+)?[bBmM](?![\w])(?:-hf)?)"
)
_HYPHEN_WORD = re.compile(r"(?:[-‐‑–][A-Za-z0-9+]{1,40}(?:(?<=\d)\.\d{1,2})?){1,6}(?![A-Za-z0-9+])")
_SPLIT_NAME = re.compile(
    r"[-‐‑–](?:m|mm|matched|mismatched|dev|test|train|val|valid|validation|minival|mini)\b", re.IGNORECASE
)
_VERSION = re.compile(r"[ -]?v?\d+(?:\.\d+)+(?![\w%])|[ -](?:19|20)\d{2}(?![\w%])|[ -]?[’']\d{2}(?!\w)")
# "Llama 4", "GPT-6", but neither "BERT 3 times" nor "GPT 2 layers"
_FURTHER_VERSION = re.compile(
    r"[-‐‑–]?[1-9](?:\.\d{1,2})?(?![\w%/–-]|[.,]\d)|[ ][1-9](?:\.\d{1,2})?(?![\w%/–-]|[.,]\d|\s[a-z]+s\b)"
)
# "CoLA" and "ReCoRD" are words in small letters, but nobody writes a word like that
_MIXED_CASE = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")


def find_known(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a candidate for every known name, widened by its size ("LLaMA-7B") or variant ("LLaMA-GQA").

    A size keeps the canonical name; a variant, being another model, loses it and keeps its own name.
    """
    for hit in lexicon.find(text):
        by_kind = {e.kind: e for e in reversed(hit.entries)}
        if len(by_kind) > 1 and not _hyphenated(text, hit.span.end):
            yield from (_known(text, hit, e, contested=True) for e in by_kind.values())
            continue
        entry = next(iter(by_kind.values()))
        yield _further_version(text, hit, entry, lexicon) or _variant(text, hit, entry) or _known(text, hit, entry)


def _hyphenated(text: str, end: int) -> bool:
    return bool(_HYPHEN_WORD.match(text, end))


def _known(text: str, hit: Hit, entry: LexiconEntry, *, contested: bool = False) -> Candidate:
    end = hit.span.end
    if entry.kind is EntityKind.MODEL:
        size = _MODEL_SIZE.match(text, end)
        if size and _is_size(size.group()):
            end = size.end() - (text[size.end() - 1] == ")" and "(" not in size.group())
    elif split := _SPLIT_NAME.match(text, end):
        end = split.end()
    span = Span(hit.span.start, end)
    spelled = text[hit.span.start : hit.span.end]
    ambiguous = contested or all(
        e.ambiguous and not (spelled == e.spelling and _MIXED_CASE.search(spelled))
        for e in hit.entries
        if e.kind is entry.kind
    )
    if end == hit.span.end and _looks_like_word(spelled, hit.entries):
        ambiguous = True
    score = 0.4 if ambiguous else 0.85
    return Candidate(span, text[span.start : span.end], entry.kind, "gazetteer", score, entry.canonical, ambiguous)


def _is_size(tail: str) -> bool:
    # "BERT 3" is no size, "ResNet 50" hardly, "ResNet-50" and "LLaMA 7B" are
    return tail[0] in "-‐‑–(" or not tail.strip().isdigit() or not tail[0].isspace()


def _further_version(text: str, hit: Hit, entry: LexiconEntry, lexicon: Lexicon) -> Candidate | None:
    """The name with a figure that no known model bears, where others of the name bear one: a model of its own."""
    if entry.kind is not EntityKind.MODEL or not lexicon.is_versioned(text[hit.span.start : hit.span.end]):
        return None
    tail = _FURTHER_VERSION.match(text, hit.span.end)
    if not tail:
        return None
    span = Span(hit.span.start, tail.end())
    return Candidate(span, text[span.start : span.end], entry.kind, VARIANT, 0.2 if entry.ambiguous else 0.6)


def _variant(text: str, hit: Hit, entry: LexiconEntry) -> Candidate | None:
    """The longer name that begins with a known one: another model or dataset, which is not itself known."""
    if entry.kind is EntityKind.MODEL and _MODEL_SIZE.match(text, hit.span.end):
        return None
    version = _VERSION.match(text, hit.span.end) if entry.kind is EntityKind.DATASET else None
    tail = version or _HYPHEN_WORD.match(text, hit.span.end)
    if not tail or _SPLIT_NAME.match(text, hit.span.end):
        return None
    if not version and not re.search(r"[A-Z0-9]", tail.group()):
        return None  # "ImageNet-pretrained", "BERT-based": the name itself, with a word hung on
    if re.match(r"[-‐‑–](?:based|like|style|pre|fine)", tail.group(), re.IGNORECASE):
        return None
    span = Span(hit.span.start, tail.end())
    ambiguous = entry.ambiguous or _looks_like_word(text[hit.span.start : hit.span.end], hit.entries)
    return Candidate(span, text[span.start : span.end], entry.kind, VARIANT, 0.2 if ambiguous else 0.6)


def _looks_like_word(spelled: str, entries: tuple[LexiconEntry, ...]) -> bool:
    """Whether the spelling has the look of an ordinary word where the name has not: "Albert", "Quail", not "Bert-large"."""
    return spelled.istitle() and spelled.isalpha() and not any(e.spelling == spelled for e in entries)
