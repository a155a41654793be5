"""Chooses the entries that one collection lists: good for looking a name up, not for seeking it in texts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from _checkpoints import without_checkpoints
from _entries import Corrections, Entry, namelike, spelled
from _groups import Group
from _records import RANK, Paper, Record, sizeless
from _trust import Trust

from kg.core.identifiers import digest
from kg.core.names import fold

_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")
_PLAIN = re.compile(r"[A-Z]?[a-z]+")
_NO_NAMES = re.compile(
    r".*(?:leaderboard\b.*|\bevaluations?|\btasks?|_utils|folder|\butils)$|baseline[-_ ].*|.*\((?:output|embed)_.*",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"\b(?:with|for|and|of|on)\b")


def listed(
    groups: Iterable[Group], sought: list[Entry], trust: Trust, corrections: Corrections, common: frozenset[str]
) -> list[Entry]:
    """The entries of the groups that ``entries`` did not take, sorted by id; aliases of sought ones are added in place.

    A name that a bare mention would not settle (a common word, a short form, the name of another entry) gets an
    identifier made from its work, and stays out where it has no work. A model whose name begins with that of an entry
    of the same work is a checkpoint of it and becomes another name.
    """
    taken = {id(e.group) for e in sought}
    found = []
    for group in groups:
        if id(group) in taken:
            continue
        trusted = Group(group.kind, [trust.believed(r) for r in group.records], group.keys, group.clash)
        name = _display(trusted)
        if corrections.of("no-work", group.kind, name):
            trusted.records = [replace(r, paper=Paper()) for r in trusted.records]
        if corrections.of("drop", group.kind, name) or not _worthy(trusted, name):
            continue
        for value in corrections.of("rename", group.kind, name):
            name = value
        found.append(Entry("", group.kind, name, trusted, ambiguous=_unclear(trusted, name, common), sought=False))
    rest = _joined(without_checkpoints(found, sought, corrections), sought, corrections)
    _name_apart(rest, sought, corrections)
    kept = {e.id: e for e in reversed(rest) if e.id}
    _give_names([*sought, *(kept[k] for k in sorted(kept))])
    return [kept[k] for k in sorted(kept)]


def _display(group: Group) -> str:
    """The name as an introducing title spells it, else the stem that several tasks share, else the best source's."""
    told = sorted({s for r in group.records if (s := _told(r))}, key=lambda s: (len(s), s))
    stems = [stem for r in group.records for stem in r.stems]
    shared = [s for s in stems if sum(fold(s) == fold(o) for o in stems) > 1]
    first = group.records[0]
    if group.kind == "model":
        if told and fold(told[0]) == fold(sizeless(first.name, words=False)):
            return told[0]
        alike_ = {fold(r.name) for r in group.records}
        return sizeless(first.name, words=len(alike_) > 1)
    if told:
        return told[0]
    if shared and first.source == "mteb":
        return min(shared, key=lambda s: (len(s), s))
    return re.sub(r"\s*-$|^'|'$|\.v\d$", "", first.name)


def _told(record: Record) -> str | None:
    """The name as the title of the work spells it, which may cut a task's name one letter further than its stem."""
    head, colon, _ = (record.paper.title or "").partition(":")
    if colon and any(fold(head)[:-1] == fold(s) and fold(record.name).startswith(fold(head)) for s in record.stems):
        return head.strip()
    return spelled(replace(record, weak_names=(*record.weak_names, *record.stems)), record.paper.title)


def _worthy(group: Group, name: str) -> bool:
    """Whether it is a name at all and there is anything to say of it: a work or a homepage."""
    if len(fold(name)) < 2 or len(name.split()) > 9 or _NO_NAMES.fullmatch(name):
        return False
    if group.kind == "model" and (not namelike(group, name) or _DESCRIBES.search(name)):
        return False
    return any(r.paper.keys or r.homepage or r.source == "epoch" for r in group.records)


def _unclear(group: Group, name: str, common: frozenset[str]) -> bool:
    """Whether the bare name may well be something else: common words, or a short form.

    A name of plain words is clear where it is written as one with capitals inside and a title spells it so.
    """
    key, pieces = fold(name), _PIECES.findall(name)
    if key in common or len(key) <= 3 or (len(key) <= 5 and name.isalpha() and name.isupper()):
        return True
    if len(pieces) > 3 or not all(_PLAIN.fullmatch(p) for p in pieces):
        return False
    coined = " " not in name and any(c.isupper() for c in name[1:])
    return not (coined and any(name in (r.paper.title or "") for r in group.records))


def _joined(found: list[Entry], sought: list[Entry], corrections: Corrections) -> list[Entry]:
    """The entries but for those that a correction calls the same as another one, which gets their names."""
    by_name = {(e.kind, fold(e.name)): e for e in [*reversed(found), *sought]}
    rest = []
    for entry in found:
        names = corrections.of("same", entry.kind, entry.name)
        same = [by_name[entry.kind, fold(name)] for name in names if (entry.kind, fold(name)) in by_name]
        for other in same[:1]:
            other.lookup.setdefault(entry.name, entry.group.records[0].source)
            other.lookup.update({r.name: r.source for r in entry.group.records if r.name not in other.lookup})
        if not same:
            rest.append(entry)
    return rest


def _name_apart(rest: list[Entry], sought: list[Entry], corrections: Corrections) -> None:
    """Give each entry its id: the bare name's where that means it alone, else one made from its work, else none.

    Where a name means several things of like standing, as a correction says, the one that is sought loses it too.
    """
    for entry in sought:
        if corrections.of("several", entry.kind, entry.name):
            entry.id, entry.ambiguous = _id_of_work(entry), True
    owned = {(e.kind, fold(n)) for e in sought for n in (e.name, *e.aliases)}
    claims: dict[tuple[str, str], int] = defaultdict(int)
    for entry in rest:
        claims[entry.kind, fold(entry.name)] += 1
    for entry in rest:
        key = entry.kind, fold(entry.name)
        if key not in owned and claims[key] == 1 and not entry.ambiguous:
            entry.id = f"{entry.kind}:{key[1]}"
            continue
        entry.ambiguous = True
        entry.id = _id_of_work(entry)


def _id_of_work(entry: Entry) -> str:
    """The id that a paper gives to a namesake of a known thing when it cites this work for it."""
    papers = (r.paper for r in entry.group.records if r.paper.keys)
    work = next((w for p in papers if (w := fold(p.title or "") or p.arxiv or p.doi)), None)
    return f"{entry.kind}:{fold(entry.name)}-{digest(work, length=8)}" if work else ""


def _give_names(found: list[Entry]) -> None:
    """Give each entry the other names that its sources list, where they mean nothing else of its kind."""
    names: dict[tuple[str, str], dict[str, tuple[int, str, str]]] = defaultdict(dict)
    owned = {(e.kind, fold(n)) for e in found for n in (e.name, *e.aliases)}
    for entry in found:
        for record in entry.group.records:
            for name in (record.name, *record.names, *record.stems):
                entry.lookup.setdefault(name, record.source)
        for name, source in entry.lookup.items():
            key = fold(name)
            if len(key) < 2 or len(name.split()) > 9 or (entry.kind, key) in owned:
                continue
            best = (RANK[source], name, source)
            names[entry.kind, key][entry.id] = min(best, names[entry.kind, key].get(entry.id, best))
    for entry in found:
        entry.lookup = {}
    by_id = {e.id: e for e in found}
    for claims in names.values():
        if len(claims) == 1:
            ((identifier, (_, name, source)),) = claims.items()
            by_id[identifier].lookup[name] = source
