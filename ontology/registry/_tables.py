"""Turns groups of records into the registry's rows: names, works, licences and lineage, each with its source."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from _groups import Group, alike
from _records import RANK, Paper, Record, sizeless

from kg.core.names import fold

Row = tuple[str, ...]

HEADINGS: dict[str, Row] = {
    "datasets.tsv": ("id", "name", "ambiguous", "licence", "homepage", "source", "checked"),
    "models.tsv": ("id", "name", "ambiguous", "licence", "homepage", "source", "checked"),
    "aliases.tsv": ("id", "alias", "source"),
    "works.tsv": ("id", "rank", "title", "arxiv", "doi", "year", "first_author", "url", "source"),
    "facts.tsv": ("subject", "predicate", "object", "source", "work", "confidence", "checked"),
    "disclosure.tsv": ("id", "status", "source", "work", "checked"),
}
LINEAGE = ("trained_on", "fine_tuned_from", "derived_from", "has_part")

_CONFIDENCE = {"kg-curated": 0.95, "curated": 0.85, "epoch": 0.8, "hf-cards": 0.8, "awesome-llms-datasets": 0.75}
_OTHER_CONFIDENCE = 0.7
_ID_LIKE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_UNKNOWN_LICENCES = {"not specified", "unknown", "null", "none", "other", "multiple", "-", "n/a"}


@dataclass(slots=True)
class Corrections:
    """What a person decided about names, facts and ambiguity; each row of ``corrections.tsv`` once."""

    rows: list[dict[str, str]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def of(self, action: str, kind: str, name: str) -> list[str]:
        """The values of the rows with this action for a name, in the order of the file."""
        found = []
        for number, row in enumerate(self.rows):
            if row["action"] == action and row["kind"] == kind and fold(row["name"]) == fold(name):
                self.used.add(number)
                found.append(row["value"])
        return found

    @property
    def unused(self) -> list[str]:
        """Rows that changed nothing: the facts have moved on."""
        rows = enumerate(self.rows)
        return [f"{r['action']} {r['kind']} {r['name']} {r['value']}".strip() for n, r in rows if n not in self.used]


@dataclass(slots=True)
class Entry:
    """One dataset or model on its way into the tables."""

    id: str
    kind: str
    name: str
    group: Group
    aliases: dict[str, str] = field(default_factory=dict)
    ambiguous: bool = False


def entries(groups: Iterable[Group], corrections: Corrections, common: frozenset[str]) -> list[Entry]:
    """The groups that people name in papers, with canonical names, sorted by id.

    A group is taken when it is curated, or has an introducing work that either two sources agree on or that spells its
    name in the title. A clash (namesake of another work) is taken only when a correction keeps it apart.
    """
    found: dict[str, Entry] = {}
    for group in groups:
        name = _canonical(group)
        if corrections.of("drop", group.kind, name):
            continue
        renamed = corrections.of("rename", group.kind, name)
        kept = bool(corrections.of("keep", group.kind, name))
        if (group.clash and not _curated(group)) or not (kept or (_attested(group) and _namelike(group, name))):
            continue
        name = renamed[0] if renamed else name
        entry = Entry(f"{group.kind}:{fold(name)}", group.kind, name, group)
        if entry.id in found:
            continue  # the better sourced group came first; a namesake without a correction stays out
        entry.aliases = _aliases(entry, corrections, common)
        entry.ambiguous = _ambiguous(entry, corrections, common)
        found[entry.id] = entry
    return _without_shared_aliases([found[k] for k in sorted(found)])


def _curated(group: Group) -> bool:
    return bool({"kg-curated", "curated"} & set(group.sources))


def _attested(group: Group) -> bool:
    if _curated(group):
        return True
    works = [r.paper for r in group.records if r.paper.keys]
    if not works or len(_canonical(group).split()) > 5:
        return False
    if group.kind == "model":
        known = {"epoch", "opening-up"} & set(group.sources)
        return bool(known) or any(_spelled(r, r.paper.title) for r in group.records)
    if any(r.source == "awesome-llms-datasets" and r.paper.arxiv for r in group.records):
        return True  # a list made by hand, whose names are those in use
    return any(_spelled(r, r.paper.title) for r in group.records) or len(group.sources) >= 2


def _namelike(group: Group, name: str) -> bool:
    """Whether the name is one: not a list's key, a description in plain words, or a set-up ("X + Y", "X (data)")."""
    if _curated(group):
        return True
    if name == name.lower() and not any(c.isdigit() for c in name):
        return False
    if group.kind == "dataset":
        return True
    words = name.split()
    plain = len(words) > 1 and all(w.isalpha() and w == w.lower() for w in words[1:])
    return not plain and not re.search(r"\(|\s\+|\+\w|†|,|\.\.\.| - ", name)


def _spelled(record: Record, title: str | None) -> str | None:
    """The record's name as the title spells it: a run of words of the title with the same fold, or None."""
    keys = record.keys | {fold(w) for w in record.weak_names}
    words = [w.strip("“”\"'’,.;:?!()[]") for w in (title or "").split()]
    for start in range(len(words)):
        for end in range(start + 1, min(start + 6, len(words)) + 1):
            text = " ".join(words[start:end]).rstrip(":,")
            if fold(text) in keys and len(fold(text)) >= 2:
                word = re.sub("[’']s$", "", text).strip("@*- –—`")
                if word != word.lower() or end - start > 1:
                    return word
    return None


def _canonical(group: Group) -> str:
    """The name as the curated entry, else the introducing title, else the best source spells it."""
    first = group.records[0]
    if first.source in {"kg-curated", "curated"}:
        return first.name
    short = [_short(r, group) for r in group.records]
    spelled = sorted(
        {s for r in group.records if (s := _spelled(r, r.paper.title)) and fold(s) in set(map(fold, short))}
    )
    if spelled:
        return spelled[0]
    return short[0]


def _short(record: Record, group: Group) -> str:
    if record.kind != "model":
        name = record.name
        return record.names[-1] if record.source == "mteb" and record.names else name
    weak = sizeless(record.name, words=True)
    alike = {fold(r.name) for r in group.records if fold(sizeless(r.name, words=True)) == fold(weak)}
    return weak if len(alike) > 1 else sizeless(record.name, words=False)


def _aliases(entry: Entry, corrections: Corrections, common: frozenset[str]) -> dict[str, str]:
    """Other spellings that do not fold to the name, each with its best source."""
    found: dict[str, tuple[int, str, str]] = {}
    refused = {fold(v) for v in corrections.of("drop-alias", entry.kind, entry.name)}
    for record in entry.group.records:
        for name in (record.name, *record.names):
            key = fold(name)
            if key in refused or key == fold(entry.name) or not _worth(entry, record, name, common):
                continue
            rank = RANK[record.source]
            found[key] = min(found.get(key, (rank, name, record.source)), (rank, name, record.source))
    for name in corrections.of("alias", entry.kind, entry.name):
        found[fold(name)] = (0, name, "kg-curated")
    return {name: source for _, name, source in found.values()}


def _worth(entry: Entry, record: Record, name: str, common: frozenset[str]) -> bool:
    if fold(name) in common or len(fold(name)) < 3:
        return False
    if record.source in {"kg-curated", "curated"} and record.kind == "dataset":
        return True
    if record.kind == "model":
        sized = {fold(sizeless(name, words=False)), fold(sizeless(name, words=True))}
        return record.source == "kg-curated" or (
            fold(entry.name) not in sized and name in {sizeless(name, words=False)} and record.source != "mteb"
        )
    if record.source == "mteb" or len(name.split()) > 8:
        return False
    if _ID_LIKE.fullmatch(name):  # a dump's key: kept only where it could be read as a name
        return len(fold(name)) >= 5 and any(c.isdigit() for c in name)
    return True


def _ambiguous(entry: Entry, corrections: Corrections, common: frozenset[str]) -> bool:
    if corrections.of("clear", entry.kind, entry.name):
        return False
    if corrections.of("ambiguous", entry.kind, entry.name):
        return True
    key = fold(entry.name)
    return key in common or len(key) <= 2 or (len(key) == 3 and entry.name.isalpha() and entry.name.isupper())


def _without_shared_aliases(found: list[Entry]) -> list[Entry]:
    """The entries without aliases that two of one kind share or that are the name of another: they identify nothing."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in found:
        for name in (entry.name, *entry.aliases):
            owners[entry.kind, fold(name)].add(entry.id)
    for entry in found:
        entry.aliases = {a: s for a, s in entry.aliases.items() if len(owners[entry.kind, fold(a)]) == 1}
    return found


def works(entry: Entry) -> list[Row]:
    """The introducing works that the sources name: rank 1 is the one to use, higher ranks contradict it."""
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


def entity_row(entry: Entry) -> Row:
    """The row of ``datasets.tsv`` or ``models.tsv``; licence and homepage are those of the best source that has one."""
    licences = (r.licence for r in entry.group.records if r.licence and r.licence.lower() not in _UNKNOWN_LICENCES)
    homepages = (r.homepage for r in entry.group.records if r.homepage and r.homepage.startswith("http"))
    checked = _first(r.checked for r in entry.group.records)
    sources = " ".join(entry.group.sources)
    ambiguous = "yes" if entry.ambiguous else "no"
    return (
        entry.id,
        entry.name,
        ambiguous,
        str(_first(licences) or ""),
        str(_first(homepages) or ""),
        sources,
        str(checked or ""),
    )


class Resolver:
    """Finds the entry a source means by a name; None where none or several could be meant."""

    def __init__(self, found: list[Entry]) -> None:
        self._by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
        strong: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in found:
            for name in (entry.name, *entry.aliases):
                strong[entry.kind, fold(name)].add(entry.id)
            for record in entry.group.records:
                for key in record.keys:
                    self._by_key[entry.kind, key].add(entry.id)
        self._by_key.update(strong)

    def find(self, kind: str, name: str) -> str | None:
        """The id of the entry of this kind, by name, by alias, or by what stands before or within parentheses."""
        for attempt in _spellings(kind, name):
            found = self._by_key.get((kind, fold(attempt)), set())
            if len(found) == 1:
                return next(iter(found))
        return None


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
                    target = resolver.find(kind, name)
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
        if entry.kind != "model" or (_curated(entry.group) and best.trained_on):
            continue
        said = (r for r in entry.group.records if r.note.startswith("undisclosed"))
        rows.update((entry.id, "undisclosed", r.source, r.paper.arxiv or r.paper.doi or "", "") for r in said)
    return sorted(rows)
