"""The parts of a reference: a trained model cuts it, rules read each piece and stand in where the model sees none."""

import re
from dataclasses import dataclass

from kg.documents.references.parsing.author_names import is_organisation, names_in, read_authors
from kg.documents.references.parsing.identifiers import BLANK
from kg.documents.references.parsing.rules import read_by_rules
from kg.documents.references.parsing.tagging.entry import Bounds, LabelledEntry, labelled
from kg.documents.references.parsing.tagging.parts import Run, runs_of
from kg.documents.references.parsing.title_and_venue import VENUE_LEAD, title_and_venue
from kg.documents.references.parsing.year import year_in

_BACK_REFERENCES = re.compile(r"(?<=[.\])\0])\s+(?:\d{1,3}(?:[–-]\d{1,3})?(?:\s*,\s*|\s+(?:and\s+)?|$))+$")
"""The pages that cite an entry, as hyperref prints them behind its last full stop."""

_CITED_ON = re.compile(
    r"(?:(?<!\s)\s+)?[(\[]?\b[Cc]ited on (?:pages?|pp?\.) [\d, –and-]+[.)\]]*$|(?:(?<!\s)\s+)?↑[\d, ]+$"
)
_KIND_BEHIND = re.compile(
    r"(?<=\w)[.,]\s+(?:Technical [Rr]eport|Tech\. [Rr]ep|Ph\.?\s?D\.? [Tt]hesis|Master['’]?s? [Tt]hesis"
    r"|Doctoral [Dd]iss|Blog post|Preprint|Accessed|Retrieved|Available (?:at|from|online)|\[Online).*$"
)
_STATE_BEHIND = re.compile(r"[.,;]?\s\(?(?:in press|to appear|forthcoming|accepted|submitted)\)?$", re.IGNORECASE)
_GAP = re.compile(r"(?<=[a-zß-ÿA-Z]) (?=[ß-öø-ÿāăćčďēęěğīłńňōőřśšťūůűźżžǎǐǒǔ])")
_YEAR_BEHIND = re.compile(r"(?:,\s*|(?:(?<!\s)\s+)?\()(?:1[5-9]|20)\d\d\)?$")
_MARK_BEHIND = re.compile(r"(?:(?<!\s)\s+)?\[(?:Online|C|J|M)\]$")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SLACK = 4  # characters by which bounds may differ and still mean the same


@dataclass(frozen=True, slots=True)
class Parts:
    """Title, authors as "First Last", year and venue of a reference; what was not found is None or empty."""

    title: str | None
    authors: tuple[str, ...]
    year: int | None
    venue: str | None


def read_parts(text: str, blanked: str) -> Parts:
    """The parts of a reference; blanked is the text with its addresses blanked out."""
    end = len(_without_back_references(blanked))
    text, blanked = text[:end], blanked[:end]
    rules = read_by_rules(text, blanked)
    entry = labelled(blanked, rules)
    title, venue = title_and_venue(entry)
    behind = title[1] if title else rules.tail
    return Parts(
        title=_clean_title(blanked[slice(*title)]) if title else None,
        authors=_authors(text, entry, title),
        year=rules.leading.year or year_in(blanked[behind:]) or year_in(blanked[rules.authors.end :]),
        venue=_clean_venue(blanked[slice(*venue)]) if venue else None,
    )


def _without_back_references(text: str) -> str:
    """The text without the pages that cite the entry; most entries show at a glance that they have none."""
    last = text[-1:]
    if last.isdecimal() or last.isspace() or last == ",":
        text = _BACK_REFERENCES.sub("", text)
    return _CITED_ON.sub("", text) if "↑" in text or "ited on" in text else text


def _authors(text: str, entry: LabelledEntry, title: Bounds | None) -> tuple[str, ...]:
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


def _author_run(entry: LabelledEntry) -> Run | None:
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
    venue = VENUE_LEAD.sub("", venue.replace(BLANK, " ")).strip(' .,;:“”"')
    venue = _STATE_BEHIND.sub("", venue)
    return " ".join(venue.split()) or None


def _clean_title(title: str) -> str | None:
    """The title without marks around it, without a year or the kind of work behind it; None where nothing is left."""
    title = title.replace(BLANK, " ").strip(' .,;:“”"–—-')
    title = _KIND_BEHIND.sub("", title)
    title = _YEAR_BEHIND.sub("", title)
    title = _MARK_BEHIND.sub("", title)
    return " ".join(title.split()) or None if _LETTER_OR_DIGIT.search(title) else None
