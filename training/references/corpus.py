"""The labelled reference strings, each in one of three parts for good: test, dev or train.

A string of a paper's own bibliography goes where its paper goes, any other by the hash of its letters: below 20 of 100
test, below 30 dev, the rest train. What the test part holds, by its letters or its title, stands in no other part, and
what dev holds not in train: corpora quote each other.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

_MANY_PAPERS = ("citations.xml", "kisti_")
"""Files that hold strings of many papers: their strings are parted one by one."""

_LONG_ENOUGH = 20  # letters of a title that tell one work from others


class Part(StrEnum):
    """What a string is for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class LabelledString:
    """A reference string, its labels as the corpus gives them, and the corpus (the file's name without suffix)."""

    corpus: str
    part: Part
    gold: dict[str, Any] = field(hash=False)

    @property
    def raw(self) -> str:
        """The string as printed."""
        return str(self.gold["raw"])


def letters(text: str) -> str:
    """The letters and digits of a text in lower case: what near copies share."""
    return "".join(c for c in text.lower() if c.isalnum())


def _assigned(gold: dict[str, Any]) -> Part:
    file = str(gold.get("file") or "")
    own = file and not file.startswith(_MANY_PAPERS)
    key = f"file:{file}" if own else letters(gold["raw"])
    place = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 100
    return Part.TEST if place < 20 else Part.DEV if place < 30 else Part.TRAIN


def _marks(gold: dict[str, Any]) -> Iterator[str]:
    yield letters(gold["raw"])
    title = letters(str(gold.get("title") or ""))
    if len(title) >= _LONG_ENOUGH:
        yield f"title:{title}"


def labelled_strings(folder: Path) -> list[LabelledString]:
    """All strings of the folder's .jsonl files in the order of their names, copies of held-out strings left out."""
    strings = [
        LabelledString(path.stem, _assigned(gold), gold)
        for path in sorted(folder.glob("*.jsonl"))
        for gold in map(json.loads, path.read_text("utf-8").splitlines())
    ]
    kept = []
    held_out: set[str] = set()
    for part in (Part.TEST, Part.DEV, Part.TRAIN):
        here = [s for s in strings if s.part is part and held_out.isdisjoint(_marks(s.gold))]
        kept += here
        held_out.update(mark for s in here for mark in _marks(s.gold))
    return kept
