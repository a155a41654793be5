"""The journal, proceedings or series that a reference names."""

import re

from kg.documents.references.parsing.cues import ABBREVIATION, ENDS_TITLE, MONTH, PUBLISHER, SENTENCE_CUT
from kg.documents.references.parsing.identifiers import BLANK

_YEAR = r"(?:1[5-9]|20)\d\d"
_COUNTED = (
    r"(?:vol(?:ume)?s?\b\.?|nos?\.|number\b|pp?\.|pages?\b|issue\b|chap(?:ter)?\b\.?|art(?:icle)?\b\.?|nr\.|n°|Bd\."
    r"|Heft|v\.)"
)
_VENUE_STOP = re.compile(
    "|".join(
        (
            rf"(?:(?<!\s)\s+)?(?:[,;.:]\s*)?\(?\b{_COUNTED}\s*\(?[\dA-Z]",
            rf"[,;]\s*\(?{MONTH}(?=\s|\d|$|[,.)])",
            r"[,;.]\s*\(?\d",
            r"\s\(?\d+\s*[(:,;/.]|\s\d+\s+\(|\s\d+(?:[–-]\d+)?\s*$|\s\d+\s+\d",
            rf"(?:[,;.]|(?<!\s))\s*[(\[]\s*(?:[^()\[\]]{{0,60}}?[\s,.])?{_YEAR}",
            rf"[,;.]\s*{_YEAR}\b|\s{_YEAR}\s*(?:[.,;:)]|$|{MONTH})",
            r"[,;.]\s*(?:[Ee]ds?\.|edited by|editors?\b)|,\s*series\b|(?<!\s)\s+\(",
            r"(?:(?<!\s)\s+)?[,;.]\s*(?:URL|Available|doi|DOI|https?:|www\.|\[)",
        )
    )
)
_IN = re.compile(r"(?:[Ii]n\s?[:,]?\s+|[Tt]o appear in:?\s+|Presented at\s+)")
_PREPRINT = re.compile(r"(ar\s?xiv|corr)\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:19|20)\d\d\s+(?=[A-Z])|\d+(?:st|nd|rd|th)\s+")
_VOLUME = re.compile(r"[\s,;.]*\(?(?:[A-Z]?\d|[Vv]ol)")
_ORGANISER = re.compile(r"(?:ACM|IEEE|USENIX|PMLR|AAAI|Association|ELRA|AUAI)\b")
_IMPRINT = re.compile(r"^[A-Z][\w ]{2,30}:\s+[A-Z]")
_EDITORS = re.compile(
    r"^(?:[^.()]|\.(?!\s[a-z])){3,200}?[,\s(\[]{1,9}(?:[Ee]ds?|[Ee]ditors?|Hrsg|edd)\b\.?\s*[)\]]?[.,:;]?\s+"
)
_BARE_JOURNAL = re.compile(
    r"^[^\W\d_a-z][\w.&'’-]*(?:[ ,:]+(?:of|the|and|for|in|et|de|der|&|[^\W\d_a-z][\w.&'’-]*)){0,8}?[ ,]*"
    r"(?i:v(?:ol)?\.?|no\.|ser\.)?\s*[A-Z]?\d+(?:[\s\d,;:.()\[\]–—/\0-]|[A-Z]\d|\b(?i:no|pp?|vol|v|ser)\b\.?|\bURL\b)*$"
)
_TITLE_THEN_JOURNAL = re.compile(  # abbreviated journals have no such words
    r"(?:\w{5,}|\b(?:in|of|the|for|and|on|with|to|from)\s\w+)\.\s(?:.*\s)?[^\W\d_]{6,}[\s,:]"
)
_LONGEST = 250
_LONGEST_BARE = 120


def venue_in(tail: str) -> str | None:
    """The journal, proceedings or series that opens what follows the title; None for a publisher or nothing.

    >>> venue_in(". In A. Editor (ed.), Proceedings of XYZ, pages 1-9. Some Press, 2019.")
    'Proceedings of XYZ'
    """
    tail = tail.lstrip(" .,;:”\"’'»)")
    inside = _IN.match(tail)
    if inside:
        tail = tail[inside.end() :].lstrip(' “"')
        editors = _EDITORS.match(tail)
        tail = tail[editors.end() :] if editors else tail
    preprint = _PREPRINT.match(tail)
    if preprint:
        return "CoRR" if preprint.group(1).lower() == "corr" else "arXiv"
    lead = _LEAD.match(tail)
    if tail.startswith(BLANK) or (ENDS_TITLE.match(tail) and not lead):
        return None
    venue = tail[: _venue_end(tail, lead.end() if lead else 0)].strip(" ,.;:”\"’'(")
    if not re.search(r"[^\W\d_]{2}", venue) or len(venue) > _LONGEST:
        return None
    if not inside and (PUBLISHER.search(venue) or (_IMPRINT.match(tail) and not re.search(r"\d\s*[(:,]", tail))):
        return None  # "London: Elsevier"
    return venue


def _venue_end(tail: str, start: int) -> int:
    """Where the venue ends: at its volume, pages, date or address, or with its sentence."""
    stop = _VENUE_STOP.search(tail, start)
    blank = tail.find(BLANK)
    end = min(stop.start() if stop else len(tail), blank if blank >= 0 else len(tail))
    volume = bool(stop and _VOLUME.match(stop.group()))
    for cut in SENTENCE_CUT.finditer(tail, start, end):
        if volume and _is_abbreviated_title(tail[cut.start() + 1 : end]):
            break  # "Geophys. Res. Lett." goes on to its volume
        words, after = tail[start : cut.start()].split(), tail[cut.start() + 1 :].lstrip()
        last = words[-1] if words else ""
        short = len(words) > 0 and len(last) <= 6 and last[:1].isupper()
        abbreviated = short or bool(ABBREVIATION.search(f" {last}."))
        if not abbreviated or PUBLISHER.search(after[:40]) or _ORGANISER.match(after):
            return cut.start()
    return end


def _is_abbreviated_title(text: str) -> bool:
    words = text.split()
    return len(words) <= 5 and all(w[:1].isupper() or w == "&" for w in words) and not PUBLISHER.search(text)


def is_bare_journal(rest: str, *, dated: bool = False) -> bool:
    """Whether nothing but a journal and its numbers stands here, with dated also a year.

    >>> is_bare_journal("J. Bird. Lett. B 78, 045312 (2008)"), is_bare_journal("A Treebank 2.0, 2008")
    (True, False)
    """
    rest = rest.strip(" .,;:")
    if len(rest) > _LONGEST_BARE or _TITLE_THEN_JOURNAL.search(rest):
        return False
    numbers = re.findall(r"\d+(?:\.\d+)?", rest.replace(BLANK, " "))
    years = sum(bool(re.fullmatch(_YEAR, n)) for n in numbers)
    return len(numbers) - years >= 2 and (years > 0 or not dated) and bool(_BARE_JOURNAL.match(rest))
