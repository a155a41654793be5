"""Brings records of one thing together: by introducing work and name, never by a bare name against a work."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from _records import RANK, Paper, Record

from kg.core.names import fold


@dataclass(slots=True)
class Group:
    """The records of one dataset or model; clashes counts groups of the same name with another introducing work."""

    kind: str
    records: list[Record] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    clash: bool = False

    @property
    def absorbs(self) -> bool:
        """Whether the corrections say that every namesake is this one."""
        return any(r.absorbs for r in self.records)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of its records, best first."""
        return tuple(sorted({r.source for r in self.records}, key=RANK.__getitem__))


class Titles:
    """Which title each arXiv id and DOI has, by majority over the records."""

    def __init__(self, records: Iterable[Record]) -> None:
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for record in records:
            if record.paper.title:
                for key in record.paper.keys:
                    if not key.startswith("title:"):
                        counts[key][fold(record.paper.title)] += 1
        self._titles = {k: min(c, key=lambda t: (-c[t], t)) for k, c in counts.items()}

    def of(self, paper: Paper) -> frozenset[str]:
        """The folded titles that the paper goes by."""
        known = {self._titles[k] for k in paper.keys if k in self._titles}
        return frozenset(known | ({fold(paper.title)} if paper.title else set()))

    def agree(self, one: Paper, other: Paper) -> bool | None:
        """Whether two citations mean one work; None where that cannot be told."""
        if one.keys & other.keys:
            return True
        if not one.keys or not other.keys:
            return None
        titles, others = self.of(one), self.of(other)
        if any(alike(a, b) for a in titles for b in others):
            return True
        if (one.arxiv and other.arxiv) or (titles and others):
            return False
        return None


def alike(one: str, other: str) -> bool:
    """Whether two folded titles are spellings of one: one begins the other, or nine tenths agree."""
    if one == other or (len(one) >= 20 and len(other) >= 20 and (one.startswith(other) or other.startswith(one))):
        return True
    if abs(len(one) - len(other)) > 0.25 * max(len(one), len(other)) or one[:4] != other[:4]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.9


def group(records: list[Record]) -> list[Group]:
    """The records grouped by the thing they describe; the order of the groups follows rank of source and name.

    A record joins a group that shares a folded name unless their works differ; names of up to three characters, sizes
    given in words and the stems of task names join only where the works agree. A record whose name is taken by another
    work starts a group of its own, and that group is marked as a clash. A record that a correction sets apart joins
    only where the works agree.
    """
    titles = Titles(records)
    groups: list[Group] = []
    index: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for record in sorted(records, key=lambda r: (RANK[r.source], r.kind, len(r.name), r.name, sorted(r.paper.keys))):
        found, clash = _place(record, index, titles)
        if found is None:
            found = Group(record.kind, clash=clash)
            groups.append(found)
        found.records.append(record)
        for key in record.keys | {fold(w) for w in (*record.weak_names, *record.stems)}:
            found.keys.add(key)
            if found not in index[record.kind, key]:
                index[record.kind, key].append(found)
    return groups


def _place(record: Record, index: dict[tuple[str, str], list[Group]], titles: Titles) -> tuple[Group | None, bool]:
    clash, neutral = False, list[Group]()
    weak = {fold(w) for w in (*record.weak_names, *record.stems)} - record.keys
    for key in sorted(record.keys, key=lambda k: (k != fold(record.name), k)) + sorted(weak):
        for candidate in index.get((record.kind, key), ()):
            verdict = _verdict(record, candidate, titles)
            if verdict is not True and (record.apart or any(r.apart for r in candidate.records)):
                clash = True
                continue
            if verdict is True or (candidate.absorbs and key not in weak and verdict is not True):
                return candidate, False
            if key in weak:
                continue
            if verdict is False:
                clash = True
            elif len(key) > 3:
                neutral.append(candidate)
            else:
                clash = True
    return (neutral[0], False) if neutral else (None, clash)


def _verdict(record: Record, candidate: Group, titles: Titles) -> bool | None:
    verdicts = [titles.agree(record.paper, r.paper) for r in candidate.records]
    if True in verdicts:
        return True
    if record.kind == "model" and False in verdicts:
        # announcements and model cards carry titles of their own, so only two arXiv ids contradict each other
        apart = [r for r in candidate.records if r.paper.arxiv and record.paper.arxiv]
        return False if apart else None
    return False if False in verdicts else None
