"""Title and venue of a labelled reference: the model's, where the rules know no better."""

import re

from kg.documents.references.parsing.identifiers import BLANK
from kg.documents.references.parsing.rules import venue_bounds
from kg.documents.references.parsing.tagging.entry import Bounds, LabelledEntry
from kg.documents.references.parsing.tagging.parts import longest_run, title_run

VENUE_LEAD = re.compile(r"^(?:(?:[Ii]n|[Dd]ans|[Tt]o appear in|[Pp]resented at)\b\s*[:,]?\s*)+")
"""Words that lead to a venue and are no part of its name."""

_VENUE_BEHIND = re.compile(
    r"(?<=[\w?!)”])[.”]\s+(?=In:?\s+[A-Z]|Proc(?:eedings|\.)\s|Trans(?:actions|\.)\s|Journal\s|J\.\s[A-Z]"
    r"|Lecture Notes\s|Annals\s|IEEE\s|ACM\s|Synthesis Lectures|Advances in Neural|ar[Xx]iv\b|CoRR\b|bioRxiv)"
)
_EDITED_HOST_BEHIND = re.compile(r",\s+(?=[A-Z]{3,}(?:\s\d{4})?\s\([^()]{3,120},\s?eds?\.\))")
_SENTENCE_END = re.compile(r"\.\s+(?=[^\W\d_a-z]\w{3})")
_HOST = re.compile(r"(?i)\b(?:proc(?:eedings|\.)|conference|symposium|workshop|congress|acts|atti)\b")
_PERIODICAL = re.compile(r"(?i)\b(?:journal|transactions|letters|bulletin|magazine|review|revue)\b")
_NO_TITLE = re.compile(
    r"(?i)thesis|in prepar|arxiv|available|access|consult|\bhep|\bn\.\s?d\b|collab|in press|to appear|,\s*\d\d"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR_BEHIND = re.compile(r"(?:(?<![,\s(])[,\s(]+)?(?:1[5-9]|20)\d\d[a-h]?\)?$")
_INITIAL_BEFORE = re.compile(r"[,&] [A-Z]\. $")
_QUOTE = re.compile(r"[“”\"«»„]")
_END_OF_QUOTE = re.compile(r"(?<=[.,;])[”\"»“]|[”\"»“]\s?(?:$|[.,;(\[\0\d]|in\b|In\b)")


def title_and_venue(entry: LabelledEntry) -> tuple[Bounds | None, Bounds | None]:
    """Where title and venue stand in the entry's text; None for what it has not."""
    title = _title(entry)
    run = longest_run(entry.labels, "venue")
    venue = entry.bounds(run) if run else None
    if title is None:
        return _from_venue(entry, venue) if venue else (None, None)
    title = _before_address(entry.text, title)
    cut = _VENUE_BEHIND.search(entry.text, *title) or _EDITED_HOST_BEHIND.search(entry.text, title[0])
    if cut and cut.start() < title[1]:
        return (title[0], cut.start()), venue or venue_bounds(entry.text, cut.start())
    return title, venue


def _before_address(text: str, title: Bounds) -> Bounds:
    """The title up to an address or identifier in it, which no title holds."""
    at = text.find(BLANK, *title)
    return (title[0], at) if at > 0 and _WORD.search(text, title[0], at) else title


def _title(entry: LabelledEntry) -> Bounds | None:
    run = title_run(entry.labels, entry.tokens, entry.text)
    ruled = entry.rules.title
    if run is None:
        return ruled if ruled and _may_be_title(entry, ruled) else None
    title = entry.bounds(run)
    if ruled and _is_quoted(entry.text, ruled) and title[0] < ruled[1] < title[1] + 2:
        return title if _QUOTE.search(entry.text, ruled[1] + 2, title[1]) else ruled
    if not _LETTER.search(entry.text, *title) and "venue" in entry.labels:
        return None  # a year
    return _behind_names(entry, title)


def _is_quoted(text: str, bounds: Bounds) -> bool:
    """Whether quotation marks enclose the bounds, and what follows them is no word of the same sentence."""
    return bool(_QUOTE.match(text, max(0, bounds[0] - 1)) and _END_OF_QUOTE.match(text, bounds[1]))


def _may_be_title(entry: LabelledEntry, bounds: Bounds) -> bool:
    """Whether the rules' title may stand where the model sees none: in an entry of names, title, year and address."""
    title = _YEAR_BEHIND.sub("", entry.text[slice(*bounds)].strip(" .,"))
    inside = entry.labels_in(bounds) - {"date"}
    if inside == {"author"} and not re.search(r"[.,]", title) and entry.rules.authors.names:
        return True  # a lone word behind the names
    around = {n for t, n in zip(entry.tokens, entry.labels, strict=True) if not bounds[0] <= t.start < bounds[1]}
    if {"venue", "number"} & around or "venue" in inside or not _WORD.search(title) or _NO_TITLE.search(title):
        return False
    return "author" not in inside


def _behind_names(entry: LabelledEntry, title: Bounds) -> Bounds:
    """The title without the last name of a list that a colon ends: "A. Fenwick, C. El Reed: Herons"."""
    names = entry.rules.authors
    initial = _INITIAL_BEFORE.search(entry.text, 0, title[0])
    if initial and names.closed_by == ":" and title[0] < names.end < title[1]:
        return names.end + 1, title[1]
    return title


def _from_venue(entry: LabelledEntry, venue: Bounds) -> tuple[Bounds | None, Bounds | None]:
    """Title and venue where the model sees a venue alone: journals have no title, but it may hold one, or be a book."""
    end = _SENTENCE_END.search(entry.text, *venue)
    if end and _is_spelled_out(entry.text[venue[0] : end.start()]):
        return (venue[0], end.start()), venue_bounds(entry.text, end.start())
    return (venue, None) if _is_work(entry, venue) else (None, venue)


def _is_spelled_out(title: str) -> bool:
    """Whether a title is of words, not of the abbreviations of a journal."""
    return "." not in title and len(_WORD.findall(title)) > 1 and len(title.split()) > 1


def _is_work(entry: LabelledEntry, venue: Bounds) -> bool:
    """Whether what the model calls a venue is the work itself: proceedings or a book cited whole, software."""
    name = entry.text[slice(*venue)]
    labels = set(entry.labels)
    if _PERIODICAL.search(name):
        return False
    host = _HOST.search(name) or VENUE_LEAD.match(entry.text[max(0, venue[0] - 4) : venue[0]].strip())
    return bool(host) or bool({"editor", "publisher"} & labels) or not {"author", "number"} & labels
