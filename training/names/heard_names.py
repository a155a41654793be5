"""Makes the list of names that annotated corpora hold, with what each is: data, method, task or metric.

usage: python training/names/heard_names.py GOLD FACTS [--out FILE]

GOLD holds scirex/, scinlp/, tdmsci/ and heddes/ (of the last two the half that is trained on), FACTS datasets.jsonl
and models.jsonl. A name is kept where it is short, bears a capital or a figure, and stands in the facts, in
two papers, as two kinds of thing in one, or five times in one. The list is part of the tagger: it tells that somebody
once used the word as such a name, no more.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import in_training_half  # noqa: E402 - after the path is set

from kg.extraction.cues import is_generic  # noqa: E402
from kg.extraction.tagging.name_list import key_of  # noqa: E402
from kg.extraction.tagging.words import WORD  # noqa: E402

SHIPPED = ROOT / "kg" / "extraction" / "tagging" / "model" / "names.tsv"
_KINDS = {
    "Material": "D", "Method": "X", "Task": "T", "Metric": "E", "dataset": "D", "method": "X", "task": "T",
    "metric": "E", "tool": "X", "DATASET": "D", "TASK": "T", "METRIC": "E", "Dataset": "D",
}  # fmt: skip
_CUE = re.compile(r"(?i)[\s-]*\b(?:data\s?sets?|corpus|corpora|benchmarks?|databases?|data|tasks?|models?)\s*$")
_LEAD = re.compile(r"(?i)^(?:the|a|an|our)\s+")
_MOST_WORDS, _MOST_LETTERS = 6, 40


def sightings(gold: Path, facts: Path) -> Iterator[tuple[str, str, str]]:
    """Each name with its kind and the paper or record in which it stands."""
    for corpus, halved in (("scirex", False), ("scinlp", False), ("tdmsci", True), ("heddes", True)):
        for line in (gold / corpus / "train.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            if halved and not in_training_half(record["id"]):
                continue
            for span in record["spans"]:
                name = _LEAD.sub("", record["text"][span["start"] : span["end"]])
                yield _CUE.sub("", name) or name, _KINDS[span["label"]], f"{corpus} {record['id']}"
    for kind, file in (("D", "datasets"), ("M", "models")):
        for number, line in enumerate((facts / f"{file}.jsonl").open(encoding="utf-8")):
            record = json.loads(line)
            for name in (record["name"], *record["aliases"]):
                yield name, kind, f"{file} {number}"


def heard(gold: Path, facts: Path) -> list[tuple[str, str]]:
    """The names kept, folded, each with its kinds in order of how often it was seen as such; sorted."""
    papers: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for name, kind, paper in sightings(gold, facts):
        words = WORD.findall(name)
        if not 0 < len(words) <= _MOST_WORDS or len(name) > _MOST_LETTERS or not re.search(r"[A-Z0-9]", name):
            continue
        if name.isdigit() or len(name) < 2 or (is_generic(name) and kind in "DM"):
            continue
        papers[key_of(words)][kind][paper] += 1
    kept = []
    for name, kinds in papers.items():
        counted = {k: len(seen) for k, seen in kinds.items()}
        total = sum(counted.values())
        from_facts = any(p.startswith(("datasets", "models")) for seen in kinds.values() for p in seen)
        if total < 2 and not from_facts and sum(sum(s.values()) for s in kinds.values()) < 5:
            continue
        strong = [k for k in sorted(counted, key=lambda k: (-counted[k], k)) if counted[k] * 4 >= total]
        kept.append((name, "".join(strong)))
    return sorted(kept)


def main() -> None:
    """Read the arguments, write the list."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("facts", type=Path)
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    given = arguments.parse_args()
    names = heard(given.gold, given.facts)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text("name\tkinds\n" + "".join(f"{name}\t{kinds}\n" for name, kinds in names), "utf-8")
    print(f"{len(names)} names, {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
