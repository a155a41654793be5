"""Annotated texts as the stretches that the taggers see, with the label of each word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpora import AnnotatedText

from kg.core.document import Document
from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.tagging.words import Words
from kg.extraction.witnesses import Witnesses, hear
from kg.pipeline import load_lexicon


@dataclass(frozen=True, slots=True)
class ReadText:
    """An annotated text as kg reads it, up to what the taggers are asked."""

    annotated: AnnotatedText
    document: Document
    witnesses: Witnesses
    stretches: tuple[Stretch, ...]
    seen: DocumentWords

    def training(self) -> Iterator[tuple[int, list[str]]]:
        """The number and the labels of each stretch that people looked at and that may hold a name."""
        for number, stretch in enumerate(self.stretches):
            words = stretch.words
            if stretch.may_name and self.annotated.is_annotated(words.starts[0], words.ends[-1]):
                yield number, labels_of(words, self.annotated.names)


def read_texts(texts: Iterable[AnnotatedText]) -> Iterator[ReadText]:
    """Each text read as kg reads one that it is asked about."""
    lexicon, finder = load_lexicon(), abbreviation_finder()
    for annotated in texts:
        document = document_from_text(annotated.text, "text")
        abbreviations = finder.find(document)
        witnesses = hear(document, lexicon, abbreviations)
        stretches, seen = stretches_of(document, witnesses, abbreviations)
        yield ReadText(annotated, document, witnesses, tuple(stretches), seen)


def labels_of(words: Words, names: Iterable[tuple[int, int, str]]) -> list[str]:
    """The label of each word: "O", or "B-" or "I-" and the kind of the name that it begins or is in."""
    labels = ["O"] * len(words)
    for start, end, kind in names:
        if end <= words.starts[0] or start >= words.ends[-1]:
            continue
        prefix = "B"
        for i, (a, b) in enumerate(zip(words.starts, words.ends, strict=True)):
            if a < end and start < b:
                labels[i] = f"{prefix}-{kind}"
                prefix = "I"
    return labels
