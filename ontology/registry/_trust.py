"""Which of the works that a record cites can be believed to have introduced what it describes."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from _entries import Corrections, spelled
from _groups import Titles, alike
from _records import Paper, Record

from kg.core.names import fold

_NO_WORK = re.compile(r"proceedings of|.*\b(?:repository|downloads|dataset_utils)$|arxiv dataset$", re.IGNORECASE)


class Trust:
    """Judges the works of records that no second source confirms.

    A work is not believed where the record's title and arXiv id are those of two works; where the title is that of a
    website or proceedings; and where the record describes a variant (a translation, a sample) and cites the work of
    what the variant was made from.
    """

    def __init__(self, records: Iterable[Record], corrections: Corrections) -> None:
        records = list(records)
        self._titles = Titles(records)
        self._corrections = corrections
        self._works = defaultdict[tuple[str, str], list[Paper]](list)
        for record in records:
            for key in record.keys:
                self._works[record.kind, key].append(record.paper)

    def believed(self, record: Record) -> Record:
        """The record with its work as far as it is believed; an arXiv id goes alone where a telling title stays."""
        paper = record.paper
        if not paper.keys:
            return record
        telling = bool(spelled(record, paper.title))
        if paper.title and paper.arxiv and not self._agrees(paper):
            if not telling:
                return replace(record, paper=Paper())
            paper = Paper(paper.title, None, paper.doi, None, None, paper.first_author)
        if not telling and _NO_WORK.match(paper.title or ""):
            return replace(record, paper=Paper())
        if not telling and (self._is_of_what_it_was_made_from(record) or _is_of_a_part(record)):
            return replace(record, paper=Paper())
        return replace(record, paper=paper)

    def corrected(self, record: Record) -> Record | None:
        """The record without the halves of a work that corrections call wrong or merely gathering; None if dropped.

        Unlike what is believed, this holds for every record, before records are brought together.
        """
        for value in self._corrections.of("drop-record", record.kind, record.name):
            if value in (*record.names, record.paper.arxiv):
                return None
        paper = record.paper
        for value in self._corrections.of("wrong-work", record.kind, record.name):
            if value == paper.arxiv:
                paper = replace(paper, arxiv=None, year=None, url=None)
            if paper.title and fold(value) == fold(paper.title):
                paper = Paper(None, paper.arxiv, None, paper.year)
        if not spelled(record, paper.title) and self._gathers(record, paper):
            paper = Paper()
        apart = self._is_apart(record)
        return record if paper == record.paper and not apart else replace(record, paper=paper, apart=apart)

    def _is_apart(self, record: Record) -> bool:
        """Whether a correction says that the thing of this work is not the known one of the name."""
        works = (record.paper.arxiv, record.paper.title)
        names = {fold(n) for work in works if work for n in self._corrections.of("apart", record.kind, work)}
        return bool(names & record.keys)

    def _agrees(self, paper: Paper) -> bool:
        """Whether the title is one of those that others give for the arXiv id, or nobody else gives one."""
        others = self._titles.of(replace(paper, title=None))
        return not others or any(alike(fold(paper.title or ""), other) for other in others)

    def _gathers(self, record: Record, paper: Paper) -> bool:
        """Whether a correction says that the work gathers data or models of others, and not this one."""
        for name in sorted({paper.arxiv or "", *self._titles.of(paper)} - {""}):
            for made in self._corrections.of("gathers", record.kind, name):
                if not record.keys & {fold(m) for m in made.split("|")}:
                    return True
        return False

    def _is_of_what_it_was_made_from(self, record: Record) -> bool:
        made_of = {fold(name) for name in record.derived_from} - record.keys - {fold(s) for s in record.stems}
        if record.source == "mteb":  # "LEMBNarrativeQA" cites the work of NarrativeQA
            made_of |= {name[start:] for name in map(fold, record.stems) for start in range(1, len(name) - 3)}
        return any(
            self._titles.agree(record.paper, work)
            for name in made_of
            for work in self._works.get((record.kind, name), ())
        )


def _is_of_a_part(record: Record) -> bool:
    """Whether the title opens with what stands within the record's name: "NanoBird" cites the work "Bird: ..."."""
    head, colon, _ = (record.paper.title or "").partition(":")
    part, name = fold(head), fold(record.name)
    return bool(colon) and len(part) >= 4 and part in name and not name.startswith(part)
