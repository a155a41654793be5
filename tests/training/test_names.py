"""What the finders of names are trained on, and that training leaves what measures alone."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "training" / "names"))

from corpora import gsap, in_training_half, sentences, without_cue  # noqa: E402
from decision import only_asked  # noqa: E402
from read_texts import labels_of, read_texts  # noqa: E402

from kg.core.spans import Span  # noqa: E402
from kg.extraction.tagging.opinions import LABELS, Opinion  # noqa: E402
from kg.extraction.tagging.words import words_in  # noqa: E402


def written(folder: Path, name: str, records: list[dict[str, object]]) -> None:
    folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
    folder.joinpath(name).write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the MarshQA dataset", "MarshQA"),
        ("MarshQA data set", "MarshQA"),
        ("dataset", "dataset"),
        ("Reed Corpus", "Reed"),
        ("MarshQA", "MarshQA"),
    ],
)
def test_the_cue_word_is_cut_off_a_name_and_never_all_of_it(name: str, expected: str) -> None:
    start, end = without_cue(name, 0, len(name))
    assert name[start:end] == expected


def test_sentences_are_halved_by_their_id_alone(tmp_path: Path) -> None:
    records = [
        {"id": str(n), "text": "On MarshQA.", "spans": [{"start": 3, "end": 10, "label": "Dataset"}]}
        for n in range(200)
    ]
    written(tmp_path, "heddes/train.jsonl", records)
    texts = list(sentences(tmp_path, "heddes"))
    assert {t.fold for t in texts} == {0, 1}
    assert all((t.fold == 0) == in_training_half(t.id) for t in texts)
    assert 60 < sum(t.fold == 0 for t in texts) < 140


def test_names_of_data_come_before_sources_that_they_overlap(tmp_path: Path) -> None:
    text = "We use Marsh Wikipedia here."
    spans = [{"start": 13, "end": 22, "label": "Datasource"}, {"start": 7, "end": 22, "label": "Dataset"}]
    record = {"id": "1", "fold": 2, "text": text, "spans": spans, "annotated_units": [[0, 12]]}
    written(tmp_path, "gsap_ner/docs.jsonl", [record])
    (annotated,) = gsap(tmp_path)
    assert annotated.names == ((7, 22, "D"),)
    assert annotated.is_annotated(0, 12)
    assert not annotated.is_annotated(7, 22)


def test_words_are_labelled_from_the_first_to_the_last_of_a_name() -> None:
    text = "on Marsh-QA 2 here"
    (words,) = words_in(text, Span(0, len(text)))
    assert labels_of(words, [(3, 13, "D")]) == ["O", "B-D", "I-D", "I-D", "I-D", "O"]


def test_only_what_people_looked_at_is_trained_on(tmp_path: Path) -> None:
    text = "We train on MarshQA and ReedSet.\n\nWe test on DuckBench and GooseQA."
    spans = [{"start": 12, "end": 19, "label": "Dataset"}]
    record = {"id": "1", "fold": 0, "text": text, "spans": spans, "annotated_units": [[0, 32]]}
    written(tmp_path, "gsap_ner/docs.jsonl", [record])
    (read,) = read_texts(gsap(tmp_path))
    trained = list(read.training())
    assert len(trained) == 1
    number, labels = trained[0]
    assert read.stretches[number].words.forms[labels.index("B-D")] == "MarshQA"


def test_an_opinion_holds_nothing_of_what_was_not_asked() -> None:
    given = Opinion("net", (np.ones((2, len(LABELS)), dtype=np.float32), None))
    assert only_asked(given, [None, None]).stretches == (None, None)
    (kept, _) = only_asked(given, [range(1), None]).stretches
    assert kept is given.stretches[0]
