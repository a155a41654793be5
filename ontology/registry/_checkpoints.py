"""Brings the checkpoints of one model together: sizes and versions that one work introduced are one entry."""

import re
from collections import defaultdict

from _entries import Corrections, Entry
from _groups import Group, alike
from _records import Paper, Record

from kg.core.names import fold

_PLAIN = re.compile(r"[A-Z]?[a-z]+")
_CHECKPOINT = re.compile(r"(?:[-_ .]|\d)")


def without_checkpoints(found: list[Entry], sought: list[Entry], corrections: Corrections) -> list[Entry]:
    """The entries that are no checkpoint of a model by the same work; the model gets their names."""
    families = [e for e in sought if e.kind == "model"]
    rest: list[Entry] = []
    left = _families(_beside(found, families), corrections)
    for entry in sorted(left, key=lambda e: (len(fold(e.name)), e.name)):
        rest += _beside([entry], [*families, *rest])
    return rest


def _beside(found: list[Entry], families: list[Entry]) -> list[Entry]:
    """The entries that are no checkpoint of any of the families, which get the names of those that are."""
    rest = []
    for entry in found:
        family = next((f for f in families if _is_checkpoint(entry, f)), None)
        if family is None:
            rest.append(entry)
            continue
        for record in entry.group.records:
            family.lookup.setdefault(record.name, record.source)
    return rest


def _families(found: list[Entry], corrections: Corrections) -> list[Entry]:
    """The entries, with models of one work as one whose names begin with the name that its title opens with."""
    by_root: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    rest = []
    for entry in found:
        root = re.split(r"[-_ ]", entry.name, maxsplit=1)[0]
        paper = next((r.paper for r in entry.group.records if r.paper.keys), Paper())
        head, colon, _ = (paper.title or "").partition(":")
        told = bool(colon) and fold(head) == fold(root)
        if entry.kind == "model" and (told or corrections.of("family", entry.kind, root)):
            by_root[fold(root), paper.arxiv or fold(paper.title or "")].append(entry)
        else:
            rest.append(entry)
    for members in by_root.values():
        first = members[0]
        if len(members) > 1:
            titles = [r.paper.title or "" for e in members for r in e.group.records]
            root = re.split(r"[-_ ]", first.name, maxsplit=1)[0]
            root = next((t.partition(":")[0] for t in titles if fold(t.partition(":")[0]) == fold(root)), root)
            records = [r for e in members for r in e.group.records]
            group = Group(first.kind, records, set().union(*(e.group.keys for e in members)))
            first = Entry("", first.kind, root, group, ambiguous=bool(_PLAIN.fullmatch(root)), sought=False)
        rest.append(first)
    return rest


def _is_checkpoint(entry: Entry, family: Entry) -> bool:
    key, root = entry.name.lower(), family.name.lower()
    if entry.kind != "model" or family.kind != "model":
        return False
    longer = len(fold(root)) >= 3 and key.startswith(root) and _CHECKPOINT.match(key[len(root) :])
    if not longer and fold(key) != fold(root):
        return False
    return any(_one_work(r, f) for r in entry.group.records for f in family.group.records)


def _one_work(one: Record, other: Record) -> bool:
    if one.paper.arxiv and other.paper.arxiv:
        return one.paper.arxiv == other.paper.arxiv
    title, known = fold(one.paper.title or ""), fold(other.paper.title or "")
    return bool(title and known) and alike(title, known)
