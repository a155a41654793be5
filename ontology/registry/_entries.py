"""Chooses which groups of records become entries of the registry, and under which names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from _groups import Group
from _records import RANK, Record, sizeless

from kg.core.names import fold

_ID_LIKE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


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
    """One dataset or model on its way into the tables.

    aliases and lookup hold other names, each with its source; those of lookup, and all of an entry that is not sought,
    serve for looking up and are not sought in texts.
    """

    id: str
    kind: str
    name: str
    group: Group
    aliases: dict[str, str] = field(default_factory=dict)
    lookup: dict[str, str] = field(default_factory=dict)
    ambiguous: bool = False
    sought: bool = True


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
        if (group.clash and not is_curated(group)) or not (kept or (_attested(group) and namelike(group, name))):
            continue
        name = renamed[0] if renamed else name
        entry = Entry(f"{group.kind}:{fold(name)}", group.kind, name, group)
        if entry.id in found:
            continue  # the better sourced group came first; a namesake without a correction stays out
        entry.aliases = _aliases(entry, corrections, common)
        entry.ambiguous = _ambiguous(entry, corrections, common)
        found[entry.id] = entry
    return _without_shared_aliases([found[k] for k in sorted(found)])


def is_curated(group: Group) -> bool:
    """Whether a person put it in, from a bibliography or from memory."""
    return bool({"kg-curated", "curated"} & set(group.sources))


def _attested(group: Group) -> bool:
    if is_curated(group):
        return True
    works = [r.paper for r in group.records if r.paper.keys]
    if not works or len(_canonical(group).split()) > 5:
        return False
    if group.kind == "model":
        known = {"epoch", "opening-up"} & set(group.sources)
        return bool(known) or any(spelled(r, r.paper.title) for r in group.records)
    if any(r.source == "awesome-llms-datasets" and r.paper.arxiv for r in group.records):
        return True  # a list made by hand, whose names are those in use
    return any(spelled(r, r.paper.title) for r in group.records) or len(group.sources) >= 2


def namelike(group: Group, name: str) -> bool:
    """Whether the name is one: not a list's key, a description in plain words, or a set-up ("X + Y", "X (data)")."""
    if is_curated(group):
        return True
    if name == name.lower() and not any(c.isdigit() for c in name):
        return False
    if group.kind == "dataset":
        return True
    words = name.split()
    plain = len(words) > 1 and all(w.isalpha() and w == w.lower() for w in words[1:])
    return not plain and not re.search(r"\(|\s\+|\+\w|†|,|\.\.\.| - ", name)


def spelled(record: Record, title: str | None) -> str | None:
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
    told = sorted({s for r in group.records if (s := spelled(r, r.paper.title)) and fold(s) in set(map(fold, short))})
    if told:
        return told[0]
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
