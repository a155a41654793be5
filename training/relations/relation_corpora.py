"""The corpora of relations, read as documents whose sentences name models and data."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.core.document import Document, SourceFile
from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.core.spans import Span
from kg.statements.scenes import Named, Scene, scenes

KINDS = {
    "Method": EntityKind.MODEL,
    "method": EntityKind.MODEL,
    "Dataset": EntityKind.DATASET,
    "dataset": EntityKind.DATASET,
}
RELATIONS = {
    "Trained-With": "trained",
    "Evaluated-With": "evaluated",
    "trainedWith": "trained",
    "evaluatedOn": "evaluated",
}


@dataclass(frozen=True)
class Gold:
    """A document with its names and the relations of training and evaluation that people marked.

    relations holds (start of head, start of tail, name) of the spans in the document's text, whatever their kinds.
    """

    id: str
    document: Document
    names: tuple[Named, ...]
    relations: frozenset[tuple[Span, Span, str]]

    def scenes(self) -> list[Scene]:
        """The scenes of the document's sentences."""
        return list(scenes(self.document, self.names))


def scier_train(gold: Path) -> list[Gold]:
    """The training part of SciER: 80 papers, given sentence by sentence."""
    by_paper: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(gold / "scier" / "train_sentences.jsonl"):
        by_paper.setdefault(row["doc_id"], []).append(row)
    return [_gold(paper, rows) for paper, rows in sorted(by_paper.items())]


def whole(path: Path) -> list[Gold]:
    """Papers of a file that gives each as one text with its sentences."""
    return [_gold(row["id"], [row]) for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _gold(paper: str, rows: Sequence[Mapping[str, Any]]) -> Gold:
    text, sentences, names, relations = "", [], [], set()
    for row in rows:
        start = len(text)
        text += row["text"] + "\n"
        bounds = row.get("sentences") or [[0, len(row["text"])]]
        sentences += [Span(start + a, start + b) for a, b in bounds]
        spans = [Span(start + s["start"], start + s["end"]) for s in row["spans"]]
        for span, marked in zip(spans, row["spans"], strict=True):
            if kind := KINDS.get(marked["label"]):
                surface = text[span.start : span.end]
                if fold(surface):
                    names.append(Named(span, entity_id(kind, surface), kind))
        relations |= {
            (spans[r["head"]], spans[r["tail"]], RELATIONS[r["type"]])
            for r in row["relations"]
            if r["type"] in RELATIONS
        }
    document = Document(
        source=SourceFile(f"{paper}.txt", "text/plain", "0" * 64), reader="text", text=text, title=None,
        sentences=tuple(sorted(set(sentences))),
    )  # fmt: skip
    return Gold(paper, document, tuple(sorted(set(names), key=lambda n: n.span)), frozenset(relations))
