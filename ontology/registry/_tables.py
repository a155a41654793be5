"""Turns entries into the registry's rows: names, works, licences and lineage, each with its source."""

import re
from collections import defaultdict
from collections.abc import Iterable

from _entries import Corrections, Entry, is_curated
from _groups import alike
from _records import RANK, Paper, Record, sizeless

from kg.core.names import fold

Row = tuple[str, ...]

HEADINGS: dict[str, Row] = {
    "datasets.tsv": ("id", "name", "sought", "ambiguous", "licence", "homepage", "source", "checked"),
    "models.tsv": ("id", "name", "sought", "ambiguous", "licence", "homepage", "source", "checked"),
    "aliases.tsv": ("id", "alias", "sought", "source"),
    "works.tsv": ("id", "rank", "title", "arxiv", "doi", "year", "first_author", "url", "source"),
    "facts.tsv": ("subject", "predicate", "object", "source", "work", "confidence", "checked"),
    "licences.tsv": ("id", "rank", "licence", "source"),
    "disclosure.tsv": ("id", "status", "source", "work", "checked"),
}
LINEAGE = ("trained_on", "fine_tuned_from", "derived_from", "has_part")

_CONFIDENCE = {"kg-curated": 0.95, "curated": 0.85, "epoch": 0.8, "hf-cards": 0.8, "awesome-llms-datasets": 0.75}
_OTHER_CONFIDENCE = 0.7
_UNKNOWN_LICENCES = {"not specified", "unknown", "null", "none", "other", "multiple", "-", "n/a"}


def works(entry: Entry, corrections: Corrections) -> list[Row]:
    """The introducing works that the sources name: rank 1 is the one to use, higher ranks contradict it.

    None for an entry that no work introduced (a web site, a dump), whatever the sources say: correction "no-work".
    """
    if corrections.of("no-work", entry.kind, entry.name):
        return []
    found: list[list[Record]] = []
    for record in entry.group.records:
        if record.paper.keys:
            for merged in found:
                if any(_same_work(record.paper, r.paper) for r in merged):
                    merged.append(record)
                    break
            else:
                found.append([record])
    rows = []
    for rank, merged in enumerate(found, start=1):
        papers = [r.paper for r in merged]
        paper = Paper(
            *(_first(getattr(p, f) for p in papers) for f in ("title", "arxiv", "doi", "year", "url", "first_author"))
        )
        if paper.arxiv and paper.arxiv[:4].isdigit():
            paper = Paper(paper.title, paper.arxiv, paper.doi, 2000 + int(paper.arxiv[:2]), None, paper.first_author)
        sources = " ".join(sorted({r.source for r in merged}, key=RANK.__getitem__))
        fields = (paper.title, paper.arxiv, paper.doi, paper.year, paper.first_author, paper.url)
        rows.append((entry.id, str(rank), *("" if f is None else str(f) for f in fields), sources))
    return rows


def _same_work(one: Paper, other: Paper) -> bool:
    """Whether two citations under one name are one work: a shared key, like titles, or one half known by each."""
    if one.keys & other.keys or (one.title and other.title and alike(fold(one.title), fold(other.title))):
        return True
    return not (one.arxiv and other.arxiv) and not (one.title and other.title)


def _first(values: Iterable[object]) -> object:
    return next((v for v in values if v), None)


def licences(entry: Entry) -> list[Row]:
    """The licences that the sources name: rank 1 is that of the best source, higher ranks contradict it."""
    named: dict[str, list[Record]] = defaultdict(list)
    for record in entry.group.records:
        if record.licence and record.licence.lower() not in _UNKNOWN_LICENCES:
            named[fold(record.licence)].append(record)
    return [
        (
            entry.id,
            str(rank),
            str(records[0].licence),
            " ".join(sorted({r.source for r in records}, key=RANK.__getitem__)),
        )
        for rank, records in enumerate(named.values(), start=1)
    ]


def entity_row(entry: Entry) -> Row:
    """The row of ``datasets.tsv`` or ``models.tsv``; licence and homepage are those of the best source that has one."""
    homepages = (r.homepage for r in entry.group.records if r.homepage and r.homepage.startswith("http"))
    checked = _first(r.checked for r in entry.group.records)
    sources = " ".join(entry.group.sources)
    ambiguous = "yes" if entry.ambiguous else "no"
    return (
        entry.id,
        entry.name,
        "yes" if entry.sought else "no",
        ambiguous,
        next((licence for _, _, licence, _ in licences(entry)), ""),
        str(_first(homepages) or ""),
        sources,
        str(checked or ""),
    )


class Resolver:
    """Finds the entry a source means by a name; None where none or several could be meant.

    Entries that are sought in texts come first. Of the others a source means those that it lists itself.
    """

    def __init__(self, found: list[Entry]) -> None:
        self._sought = _Names([(e, e.group.records) for e in found if e.sought])
        self._listed = {
            source: _Names([(e, of) for e in found if not e.sought and (of := _of(e, source))]) for source in RANK
        }

    def find(self, kind: str, name: str, source: str = "") -> str | None:
        """The id of the entry of this kind, by name, by alias, or by what stands before or within parentheses."""
        for names in (self._sought, self._listed.get(source)):
            found = [names.of(kind, attempt) for attempt in _spellings(kind, name)] if names else []
            if any(found):
                return next((min(ids) for ids in found if len(ids) == 1), None)
        return None


class _Names:
    def __init__(self, found: list[tuple[Entry, list[Record]]]) -> None:
        self._by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
        strong: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry, records in found:
            if entry.sought:
                for name in (entry.name, *entry.aliases):
                    strong[entry.kind, fold(name)].add(entry.id)
            for record in records:
                for key in record.keys:
                    self._by_key[entry.kind, key].add(entry.id)
        self._by_key.update(strong)

    def of(self, kind: str, name: str) -> set[str]:
        return self._by_key.get((kind, fold(name)), set())


def _of(entry: Entry, source: str) -> list[Record]:
    return [r for r in entry.group.records if r.source == source]


def _spellings(kind: str, name: str) -> list[str]:
    plain = re.sub(r"\s*\((?:synthetic|human|own)\)$|^other-", "", name)
    found = [plain]
    if match := re.fullmatch(r"(.+?)\s*\((.+)\)", plain):
        found += [*match.groups()]
    found += [part.strip() for part in plain.split(" / ")] if " / " in plain else []
    return (
        found + [sizeless(f, words=words) for f in list(found) for words in (False, True)] if kind == "model" else found
    )


def facts(found: list[Entry], resolver: Resolver, corrections: Corrections) -> tuple[list[Row], dict[str, int]]:
    """The lineage that the sources state between known entries, and per source how many names meant no entry."""
    rows, unresolved = [], defaultdict[str, int](int)
    for entry in found:
        refused = set(corrections.of("refuse", entry.kind, entry.name))
        architectures = {fold(v) for v in corrections.of("architecture", entry.kind, entry.name)}
        parts = bool(corrections.of("parts", entry.kind, entry.name))
        for record in entry.group.records:
            work = record.paper.arxiv or record.paper.doi or ""
            confidence = str(_CONFIDENCE.get(record.source, _OTHER_CONFIDENCE))
            for predicate, kind, names in (
                ("trained_on", "dataset", record.trained_on),
                ("fine_tuned_from", "model", record.based_on),
                ("has_part" if parts else "derived_from", "dataset", record.derived_from),
            ):
                for name in names:
                    target = resolver.find(kind, name, record.source)
                    if target is None:
                        unresolved[record.source] += 1
                    elif target != entry.id and f"{predicate} {target}" not in refused:
                        verb = "architecture_from" if fold(name) in architectures else predicate
                        rows.append((entry.id, verb, target, record.source, work, confidence, ""))
    return rows, dict(unresolved)


def disclosure(found: list[Entry]) -> list[Row]:
    """The models whose training data a source calls undisclosed, unless a curated entry names data."""
    rows: set[Row] = set()
    for entry in found:
        best = entry.group.records[0]
        if entry.kind != "model" or (is_curated(entry.group) and best.trained_on):
            continue
        said = (r for r in entry.group.records if r.note.startswith("undisclosed"))
        rows.update((entry.id, "undisclosed", r.source, r.paper.arxiv or r.paper.doi or "", "") for r in said)
    return sorted(rows)
