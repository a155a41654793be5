"""Writes the registry's tables from a folder of facts and the hand-made files beside this script.

The same input gives the same bytes. Run ``python ontology/registry/build.py FACTS_DIR``; see README.md here.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from _entries import Corrections, Entry, entries  # noqa: E402
from _groups import group  # noqa: E402
from _listed import listed  # noqa: E402
from _records import Record, read_curated, read_facts, read_table  # noqa: E402
from _tables import (  # noqa: E402
    HEADINGS,
    LINEAGE,
    Resolver,
    Row,
    disclosure,
    entity_row,
    facts,
    licences,
    works,
)
from _trust import Trust  # noqa: E402


def main() -> int:
    """Build all tables and say what was made; 1 where a curated fact names something unknown or lineage is circular."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="folder that holds datasets.jsonl and models.jsonl")
    parser.add_argument("--out", type=Path, default=HERE, help="where the tables go (default: beside this script)")
    options = parser.parse_args()
    built = build([*read_curated(HERE / "curated.tsv"), *read_facts(options.facts)])
    options.out.mkdir(parents=True, exist_ok=True)
    for name, table in built.tables.items():
        write(options.out / name, HEADINGS[name], table)
    report(built)
    circles = circular(built.tables["facts.tsv"])
    for line in [*(f"unknown: {u}" for u in built.unknown), *(f"unused correction: {u}" for u in built.unused)]:
        print(line, file=sys.stderr)
    for circle in circles:
        print(f"circle: {' '.join(circle)}", file=sys.stderr)
    return 1 if built.unknown or circles else 0


@dataclass(frozen=True, slots=True)
class Built:
    """The tables by file name, and what to tell of them: names that mean no entry, corrections without effect."""

    entries: list[Entry]
    tables: dict[str, list[Row]]
    unresolved: dict[str, int]
    unknown: list[str]
    unused: list[str]


def build(raw: Iterable[Record]) -> Built:
    """The tables made from the records and the hand-made corrections beside this script."""
    raw = list(raw)
    corrections = Corrections(read_table(HERE / "corrections.tsv"))
    common = frozenset((HERE / "common_words.txt").read_text("utf-8").split())
    trust = Trust(raw, corrections)
    groups = group([kept for record in raw if (kept := trust.corrected(record))])
    found = entries(groups, corrections, common)
    found += listed(groups, found, trust, corrections, common)
    resolver = Resolver(found)
    rows, unresolved = facts(found, resolver, corrections)
    curated, unknown = curated_facts(read_table(HERE / "curated_facts.tsv"), resolver)
    tables = {
        "datasets.tsv": [entity_row(e) for e in found if e.kind == "dataset"],
        "models.tsv": [entity_row(e) for e in found if e.kind == "model"],
        "aliases.tsv": alias_rows(found),
        "works.tsv": [row for e in found for row in works(e, corrections)],
        "facts.tsv": checked([*rows, *curated], read_table(HERE / "checks.tsv")),
        "licences.tsv": [row for e in found for row in licences(e)],
        "disclosure.tsv": disclosure(found),
    }
    return Built(found, tables, unresolved, unknown, corrections.unused)


def alias_rows(found: Iterable[Entry]) -> list[Row]:
    """Other names of each entry, those that are sought in texts and those that serve for looking up."""
    rows = []
    for entry in found:
        rows += [(entry.id, alias, "yes" if entry.sought else "no", source) for alias, source in entry.aliases.items()]
        rows += [(entry.id, alias, "no", source) for alias, source in entry.lookup.items()]
    return rows


def curated_facts(raw: list[dict[str, str]], resolver: Resolver) -> tuple[list[Row], list[str]]:
    """The hand-made facts with ids in place of names, and those whose names are unknown."""
    rows, unknown = [], []
    for row in raw:
        kind, name = row["subject"].split(":", 1)
        target_kind, target_name = row["object"].split(":", 1)
        subject, target = resolver.find(kind, name), resolver.find(target_kind, target_name)
        if subject is None or target is None:
            unknown.append(f"{row['subject']} {row['predicate']} {row['object']}")
            continue
        rows.append((subject, row["predicate"], target, "kg-curated", row["work"], "0.95", row["checked"]))
    return rows, unknown


def checked(rows: Iterable[Row], checks: list[dict[str, str]]) -> list[Row]:
    """The facts with what checking found: those written from memory say where they are stated, or "unconfirmed".

    Where no paper could be looked into, agreement of another source is named, which is weaker.
    """
    rows = list(rows)
    where = {(c["subject"], c["predicate"], c["object"]): c["checked"] for c in checks}
    others = defaultdict[Row, set[str]](set)
    for row in rows:
        others[row[:3]].add(row[3])
    done = set()
    for row in rows:
        triple, source, work = row[:3], row[3], row[4]
        if source == "curated":
            agreeing = sorted(others[triple] - {"curated", "kg-curated"})
            done.add((*triple, source, work, *_finding(where.get((row[0], row[1], row[2])), agreeing)))
        else:
            done.add(row)
    return sorted(done)


def _finding(stated: str | None, agreeing: list[str]) -> tuple[str, str]:
    """The confidence in a fact written from memory and the words for what checking found."""
    if stated:
        return "0.95", stated
    if agreeing:
        return "0.85", f"unconfirmed in papers; also in {' '.join(agreeing)}"
    return "0.75", "unconfirmed"


def write(path: Path, heading: Row, rows: Iterable[Row]) -> None:
    """A sorted, duplicate-free table with a heading line, tab-separated, UTF-8, ending in a line feed."""
    lines = sorted({"\t".join(" ".join(field.split()) for field in row) for row in rows})
    path.write_text("\n".join(["\t".join(heading), *lines]) + "\n", encoding="utf-8")


def circular(rows: Iterable[Row]) -> list[list[str]]:
    """One cycle for each strongly tied set along the lineage that carries data, empty where there is none."""
    edges = defaultdict[str, set[str]](set)
    for subject, predicate, target, *_ in rows:
        if predicate in LINEAGE:
            edges[subject].add(target)
    circles, state = [], dict[str, int]()
    for start in sorted(edges):
        path: list[str] = []
        stack = [(start, iter(sorted(edges[start])))] if not state.get(start) else []
        while stack:
            node, rest = stack[-1]
            if state.get(node, 0) == 0:
                state[node] = 1
                path.append(node)
            child = next(rest, None)
            if child is None:
                state[node] = 2
                path.pop()
                stack.pop()
            elif state.get(child, 0) == 1:
                circles.append([*path[path.index(child) :], child])
            elif state.get(child, 0) == 0:
                stack.append((child, iter(sorted(edges.get(child, ())))))
    return circles


def report(built: Built) -> None:
    """Print the counts."""
    introduced = {row[0] for row in built.tables["works.tsv"]}
    for kind in ("dataset", "model"):
        of_kind = [e for e in built.entries if e.kind == kind]
        known, sought = len(introduced & {e.id for e in of_kind}), sum(e.sought for e in of_kind)
        flagged = sum(e.ambiguous for e in of_kind)
        print(f"{kind}s {len(of_kind)}, with an introducing work {known}, sought {sought}, ambiguous {flagged}")
    print(", ".join(f"{name} {len(set(rows))}" for name, rows in built.tables.items()))
    print(f"names in lineage that mean no entry: {built.unresolved}")


if __name__ == "__main__":
    sys.exit(main())
