"""The annotated corpora as the taggers of names are trained and measured on them."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_KINDS = {"Dataset": "D", "DATASET": "D", "MLModel": "M", "ModelArchitecture": "A", "Datasource": "S"}
"""What the labels of the corpora are to kg: data, models, architectures, sources of data."""
_WEAK = frozenset("AS")
"""Kinds that give way where they overlap a name of data or of a model."""

_CUE = re.compile(
    r"(?i)[\s-]*\b(?:data\s?sets?|corpus|corpora|benchmarks?|collections?|databases?|data|tasks?|models?)\s*$"
)
_LEAD = re.compile(r"(?i)^(?:the|a|an|our)\s+")
FOLDS = 6


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with names marked: start, end and kind (D, M, A or S), in order and without overlaps.

    units are the stretches that people looked at, all of the text where they are None. fold parts papers for
    cross-validation, from 0. whole says that all four kinds are marked, else only data are.
    """

    corpus: str
    id: str
    text: str
    names: tuple[tuple[int, int, str], ...]
    units: tuple[tuple[int, int], ...] | None
    fold: int
    whole: bool

    def is_annotated(self, start: int, end: int) -> bool:
        """Whether people looked at the stretch."""
        return self.units is None or any(a <= start and end <= b for a, b in self.units)


def gsap(gold: Path) -> Iterator[AnnotatedText]:
    """The papers of GSAP-NER, whose convention is kg's own."""
    for line in (gold / "gsap_ner" / "docs.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        spans = [(s["start"], s["end"], _KINDS[s["label"]]) for s in record["spans"] if s["label"] in _KINDS]
        units = tuple((a, b) for a, b in record["annotated_units"])
        yield AnnotatedText("gsap", record["id"], record["text"], _outermost(spans), units, record["fold"], True)


def sentences(gold: Path, corpus: str) -> Iterator[AnnotatedText]:
    """The sentences of heddes or tdmsci, with the cue word ("dataset") taken off the names, as GSAP mostly has it.

    Their fold is 0 where they are trained on and 1 where they measure.
    """
    for line in (gold / corpus / "train.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text = record["text"]
        spans = [(*without_cue(text, s["start"], s["end"]), "D") for s in record["spans"] if s["label"] in _KINDS]
        fold = 0 if in_training_half(record["id"]) else 1
        yield AnnotatedText(corpus, record["id"], text, _outermost(spans), None, fold, False)


def in_training_half(identifier: str) -> bool:
    """Whether a sentence of a corpus that comes without papers is trained on; the other half measures.

    >>> in_training_half("train-0")
    False
    """
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2 == 0


def without_cue(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading article and trailing cue words, never emptied."""
    name = text[start:end]
    while (cue := _CUE.search(name)) and name[: cue.start()].strip():
        name = name[: cue.start()]
    lead = _LEAD.match(name)
    if lead and name[lead.end() :].strip():
        start, name = start + lead.end(), name[lead.end() :]
    return start, start + len(name)


def _outermost(spans: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """The spans without overlaps: data and models before architectures and sources, longer before shorter."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[2] in _WEAK, s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))
