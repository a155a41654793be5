"""Sentences a second on one thread, of finding names alone and of its parts, beside bare regular-expression search."""

import re
import time
from pathlib import Path
from statistics import median

from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.recognizer import find_mentions
from kg.pipeline import load_lexicon
from names_parts.scoring import rows_of
from reading_parts.figure import Figure

_PAPERS = 20
_ASKED = {True: 1500.0, False: 250.0}
_PEER = re.compile(r"\b[A-Z][\w-]*[A-Z\d][\w-]*\b")


def measure(gold: Path) -> list[Figure]:
    """Process time, median of three passes; neither reading the texts nor looking for abbreviations is counted.

    The papers are those of SciREX, on which nothing was trained: on papers that it knows the linear-chain tagger is
    surer, and the network is asked less.
    """
    lexicon, finder = load_lexicon(), abbreviation_finder()
    rows = rows_of(gold / "scirex" / "train.jsonl")[:_PAPERS]
    documents = [document_from_text(row["text"], "text") for row in rows]
    defined = [finder.find(d) for d in documents]
    sentences = sum(len(d.sentences) for d in documents)

    def rate(act: object) -> float:
        assert callable(act)
        spent = []
        for _ in range(3):
            started = time.process_time()
            act()
            spent.append(time.process_time() - started)
        return sentences / median(spent)

    def find(*, quick: bool) -> None:
        for document, abbreviations in zip(documents, defined, strict=True):
            find_mentions(document, lexicon, abbreviations, quick=quick)

    find_mentions(documents[0], lexicon, defined[0])  # loads the models
    on = f"{len(documents)} papers of SciREX, {sentences} sentences, one thread, process time"
    figures = [
        Figure(f"sentences a second, {name} path", rate(lambda q=quick: find(quick=q)), _ASKED[quick], on)
        for name, quick in (("quick (CRF)", True), ("full", False))
    ]
    abbreviations = rate(lambda: [finder.find(d) for d in documents])
    peer = rate(lambda: [_PEER.findall(d.text) for d in documents])
    return [
        *figures,
        Figure("sentences a second, scispaCy's abbreviations beside it", abbreviations, None, on),
        Figure("sentences a second, one regular expression (the peer)", peer, None, on),
    ]
