"""The parts of a reference: a trained model cuts it, rules read each piece and stand in where the model sees none."""

import re
from dataclasses import dataclass

from kg.documents.references.author_names import is_organisation, names_in, read_authors
from kg.documents.references.identifiers import BLANK
from kg.documents.references.rules import RuleReading, read_by_rules, venue_bounds
from kg.documents.references.tagging.model import labels_of
from kg.documents.references.tagging.parts import Run, longest_run, runs_of, title_run, with_marks
from kg.documents.references.tagging.tokens import Token, tokens_of
from kg.documents.references.year import year_in

_VENUE_LEAD = re.compile(r"^(?:(?:[Ii]n|[Dd]ans|[Tt]o appear in|[Pp]resented at)\b\s*[:,]?\s*)+")
_BACK_REFERENCES = re.compile(r"(?<=[.\])\0])\s+(?:\d{1,3}(?:[–-]\d{1,3})?(?:\s*,\s*|\s+(?:and\s+)?|$))+$")
"""The pages that cite an entry, as hyperref prints them behind its last full stop."""

_CITED_ON = re.compile(r"\s*[(\[]?\b[Cc]ited on (?:pages?|pp?\.) [\d, –and-]+[.)\]]*$|\s*↑[\d, ]+$")
_KIND_BEHIND = re.compile(
    r"(?<=\w)[.,]\s+(?:Technical [Rr]eport|Tech\. [Rr]ep|Ph\.?\s?D\.? [Tt]hesis|Master['’]?s? [Tt]hesis"
    r"|Doctoral [Dd]iss|Blog post|Preprint|Accessed|Retrieved|Available (?:at|from|online)|\[Online).*$"
)
_VENUE_BEHIND = re.compile(
    r"(?<=[\w?!)”])[.”]\s+(?=In:?\s+[A-Z]|Proc(?:eedings|\.)\s|Trans(?:actions|\.)\s|Journal\s|J\.\s[A-Z]"
    r"|Lecture Notes\s|Annals\s|IEEE\s|ACM\s|Synthesis Lectures|Advances in Neural|ar[Xx]iv\b|CoRR\b|bioRxiv)"
)
_INITIAL_BEFORE = re.compile(r"[,&] [A-Z]\. $")
_HOST = re.compile(r"(?i)\b(?:proc(?:eedings|\.)|conference|symposium|workshop|congress|acts|atti)\b")
_PERIODICAL = re.compile(r"(?i)\b(?:journal|transactions|letters|bulletin|magazine|review|revue)\b")
_NO_TITLE = re.compile(
    r"(?i)thesis|in prepar|arxiv|available|access|consult|\bhep|\bn\.\s?d\b|collab|in press|to appear"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_QUOTE = re.compile(r"[“”\"«»„]")
_END_OF_QUOTE = re.compile(r"(?<=[.,;])[”\"»“]|[”\"»“]\s?(?:$|[.,;(\[\0\d]|in\b|In\b)")
_GAP = re.compile(r"(?<=[a-zß-ÿA-Z]) (?=[ß-öø-ÿāăćčďēęěğīłńňōőřśšťūůűźżžǎǐǒǔ])")
_SLACK = 4  # characters by which bounds may differ and still mean the same


@dataclass(frozen=True, slots=True)
class Parts:
    """Title, authors as "First Last", year and venue of a reference; what was not found is None or empty."""

    title: str | None
    authors: tuple[str, ...]
    year: int | None
    venue: str | None


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A reference with what the model and the rules say of it."""

    text: str
    tokens: list[Token]
    labels: list[str]
    rules: RuleReading

    def bounds(self, run: Run) -> tuple[int, int]:
        """Where the run's words start and end in the text, with the marks that belong to them."""
        return with_marks(self.text, run.bounds(self.tokens))

    def labels_in(self, bounds: tuple[int, int]) -> list[str]:
        """The labels of the tokens that start within the bounds."""
        return [n for t, n in zip(self.tokens, self.labels, strict=True) if bounds[0] <= t.start < bounds[1]]


def read_parts(text: str, blanked: str) -> Parts:
    """The parts of a reference; blanked is the text with its addresses blanked out."""
    end = len(_CITED_ON.sub("", _BACK_REFERENCES.sub("", blanked)))
    text, blanked = text[:end], blanked[:end]
    rules = read_by_rules(text, blanked)
    tokens = tokens_of(blanked)
    entry = _Labelled(blanked, tokens, labels_of(tokens, rules), rules)
    title, venue = _title_and_venue(entry)
    behind = title[1] if title else rules.tail
    return Parts(
        title=_clean_title(blanked[slice(*title)]) if title else None,
        authors=_authors(text, entry, title),
        year=rules.leading.year or year_in(blanked[behind:]) or year_in(blanked[rules.authors.end :]),
        venue=_clean_venue(blanked[slice(*venue)]) if venue else None,
    )


def _title_and_venue(entry: _Labelled) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    title = _title(entry)
    run = longest_run(entry.labels, "venue")
    venue = entry.bounds(run) if run else None
    cut = _VENUE_BEHIND.search(entry.text, *title) if title else None
    if title and cut:
        title = title[0], cut.start()
        venue = venue or venue_bounds(entry.text, cut.start())
    if title is None and venue and _is_book(entry, venue):
        return venue, None
    return title, venue


def _is_book(entry: _Labelled, venue: tuple[int, int]) -> bool:
    """Whether what the model calls a venue is the work itself: proceedings or a book, cited whole."""
    name = entry.text[slice(*venue)]
    host = (
        _HOST.search(name)
        or {"editor", "publisher"} & set(entry.labels)
        or _VENUE_LEAD.match(entry.text[venue[0] - 4 : venue[0]].strip())
    )
    return bool(host) and not _PERIODICAL.search(name)


def _title(entry: _Labelled) -> tuple[int, int] | None:
    run = title_run(entry.labels, entry.tokens, entry.text)
    ruled = entry.rules.title
    if run is None:
        return ruled if ruled and _may_be_title(entry, ruled) else None
    title = entry.bounds(run)
    if ruled and _is_quoted(entry.text, ruled) and title[0] < ruled[1] < title[1] + 2:
        rest = entry.text[ruled[1] + 2 : title[1]]
        return title if _QUOTE.search(rest) else ruled
    if not re.search(r"[^\W\d_]", entry.text[slice(*title)]) and "venue" in entry.labels:
        return None  # a year
    return _behind_names(entry, title)


def _behind_names(entry: _Labelled, title: tuple[int, int]) -> tuple[int, int]:
    """The title without the last name of a list that a colon ends: "A. Fenwick, C. El Reed: Herons"."""
    names = entry.rules.authors
    initial = _INITIAL_BEFORE.search(entry.text, 0, title[0])
    if initial and names.closed_by == ":" and title[0] < names.end < title[1]:
        return names.end + 1, title[1]
    return title


def _is_quoted(text: str, bounds: tuple[int, int]) -> bool:
    """Whether quotation marks enclose the bounds, and what follows them is no word of the same sentence."""
    return bool(_QUOTE.match(text[max(0, bounds[0] - 1) :]) and _END_OF_QUOTE.match(text, bounds[1]))


def _may_be_title(entry: _Labelled, bounds: tuple[int, int]) -> bool:
    """Whether the rules' title may stand where the model sees none: in an entry of names, title, year and address."""
    title = entry.text[slice(*bounds)]
    inside = set(entry.labels_in(bounds))
    if inside == {"author"} and entry.rules.authors.names and not re.search(r"[.,]", title):
        return True  # a lone word behind the names
    if {"venue", "number"} & set(entry.labels) or not _WORD.search(title) or _NO_TITLE.search(title):
        return False
    return "author" not in inside


def _authors(text: str, entry: _Labelled, title: tuple[int, int] | None) -> tuple[str, ...]:
    """The names as the rules read them; within the model's bounds where the rules stop early or run into the title."""
    ruled = entry.rules.authors
    if title and ruled.end > title[0] + _SLACK and title[0] > 0:
        ruled = read_authors(text[: title[0]])
    run = _author_run(entry)
    if run is None:
        return _without_gaps(ruled.names)
    start, end = entry.bounds(run)
    if title and start < title[0]:
        end = min(end, title[0])
    early = ruled.end < end - _SLACK and start <= ruled.end
    if not ruled.names or early or is_organisation(text[start:end]):
        dot = text[end : end + 1] == "."  # of an initial
        return _without_gaps(names_in(text[start : end + dot]) or ruled.names)
    return _without_gaps(ruled.names)


def _without_gaps(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with the space gone that PDFs leave before an accented letter: "Sch ütze"."""
    return tuple(_GAP.sub("", name) for name in names)


def _author_run(entry: _Labelled) -> Run | None:
    """The first names that the model sees, across a lone word of another kind."""
    runs = runs_of(entry.labels, "author")
    if not runs:
        return None
    first = runs[0]
    for run in runs[1:]:
        if run.first - first.end <= 1 and entry.labels[first.end] == "rest":
            first = Run(first.first, run.end)
    return first


def _clean_venue(venue: str) -> str | None:
    venue = _VENUE_LEAD.sub("", venue.replace(BLANK, " ")).strip(' .,;:“”"')
    return " ".join(venue.split()) or None


def _clean_title(title: str) -> str | None:
    """The title without marks around it, without a year or the kind of work behind it; None where nothing is left."""
    title = title.replace(BLANK, " ").strip(' .,;:“”"–—-')
    title = _KIND_BEHIND.sub("", title)
    title = re.sub(r"(?:,\s*|\s*\()(?:1[5-9]|20)\d\d\)?$", "", title)
    title = re.sub(r"\s*\[(?:Online|C|J|M)\]$", "", title)
    return " ".join(title.split()) or None if re.search(r"[^\W_]", title) else None
