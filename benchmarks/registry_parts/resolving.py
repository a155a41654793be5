"""How names resolve that were held out of the registry: to the right introducing work, to a wrong one, or not at all.

A name is that of one record of the facts, as its source prints it, with the title that this source gives. The record
is taken out before the registry is built; what other sources say of the thing stays, and so do the rules and the
hand-made corrections, which were written with all facts in view. A title of ``curated.tsv`` that was looked up in the
record's own source alone is taken out with it. Records whose work a correction calls wrong measure nothing and are not
drawn. A thing that no other source knows cannot be resolved, so the figure over all names says above all how many
things stand in one source only. Titles are the same that fold alike, of which one begins the other, or that agree in
nine tenths; equal arXiv ids will do.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.finding import resolve
from kg.grounding.registry import Registry, read_registry
from kg.resources import shipped
from reading_parts.figure import Figure

SAMPLE = 200
BATCH = 20  # records held out of one build; all at once would take out several sources of one thing


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is held out, and whether another source gives a work under one of its names."""

    record: Any
    elsewhere: bool


def measure(facts: Path, seed: int) -> list[Figure]:
    """Shares of right, wrong and unanswered names, over all, and over those that another source has too."""
    sys.path.insert(0, str(shipped("ontology", "registry")))
    held = list(_population(facts))
    anywhere = random.Random(seed).sample(held, SAMPLE)
    shared = random.Random(seed).sample([h for h in held if h.elsewhere], SAMPLE)
    found = []
    for sample, on in ((anywhere, "all sources"), (shared, "those that another source has with a work")):
        verdicts = Counter(verdict for batch in _batches(sample) for verdict in _verdicts(facts, batch))
        counted = ", ".join(f"{verdict} {number}" for verdict, number in sorted(verdicts.items()))
        both = sum(h.elsewhere for h in sample)
        said = f"{SAMPLE} names, {both} of them in another source; seed {seed}: {counted}"
        asked = (0.85, 0.02) if sample is shared else (None, None)
        found += [
            Figure(f"right introducing work, {on}", verdicts["right"] / SAMPLE, asked[0], said),
            Figure(f"wrong introducing work, {on}", verdicts["wrong"] / SAMPLE, asked[1], said, at_most=True),
        ]
    return found


def _population(facts: Path) -> Iterator[Held]:
    """The records with a title that could be compared, sorted, so that a seed always draws the same."""
    from _entries import Corrections  # noqa: PLC0415 - beside build.py, which is no package
    from _records import read_facts, read_table  # noqa: PLC0415
    from _trust import Trust  # noqa: PLC0415

    from build import HERE  # noqa: PLC0415

    records = list(read_facts(facts))
    trust = Trust(records, Corrections(read_table(HERE / "corrections.tsv")))
    sources: dict[tuple[str, str], set[str]] = {}
    for record in records:
        if record.paper.keys:
            for key in record.keys:
                sources.setdefault((record.kind, key), set()).add(record.source)
    for record in sorted(records, key=lambda r: (r.kind, r.source, r.name, sorted(r.paper.keys))):
        if record.paper.title and len(fold(record.paper.title)) >= 12 and trust.corrected(record) is record:
            elsewhere = any(sources[record.kind, key] - {record.source} for key in record.keys)
            yield Held(record, elsewhere)


def _batches(sample: list[Held]) -> Iterator[list[Held]]:
    return (sample[start : start + BATCH] for start in range(0, len(sample), BATCH))


def _verdicts(facts: Path, batch: list[Held]) -> Iterator[str]:
    registry = _registry_without(facts, [h.record for h in batch])
    for held in batch:
        known = resolve(held.record.name, EntityKind(held.record.kind), registry)
        yield _verdict(held.record, known)


def _verdict(record: Any, known: KnownEntity | None) -> str:
    work = known.introduced_by if known else None
    if work is None:
        return "unanswered"
    from _groups import alike  # noqa: PLC0415

    same = alike(fold(work.title or ""), fold(record.paper.title)) or (work.arxiv and work.arxiv == record.paper.arxiv)
    if not work.title and not same and not (work.arxiv and record.paper.arxiv):
        return "no title to compare"
    return "right" if same else "wrong"


def _registry_without(facts: Path, out: list[Any]) -> Registry:
    """The registry built from all facts but these, as ``build.py`` builds it."""
    from _records import read_curated, read_facts  # noqa: PLC0415
    from _tables import HEADINGS  # noqa: PLC0415

    from build import HERE, build, write  # noqa: PLC0415

    curated = [_without_lookup(r, out) for r in read_curated(HERE / "curated.tsv")]
    built = build([*curated, *(r for r in read_facts(facts) if r not in out)])
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in built.tables.items():
            write(Path(folder) / name, HEADINGS[name], rows)
        (Path(folder) / "sources.tsv").write_bytes((HERE / "sources.tsv").read_bytes())
        return read_registry(Path(folder))


def _without_lookup(curated: Any, out: list[Any]) -> Any:
    """The hand-made entry, without its work where that was looked up in the source of a record that is held out."""
    same = (r for r in out if r.kind == curated.kind and r.keys & curated.keys)
    if any(curated.checked == f"title given by {r.source}" for r in same):
        return replace(curated, paper=type(curated.paper)())
    return curated
