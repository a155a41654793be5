import pytest

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.core.statement import PAPER, Predicate
from kg.statements.qualifiers import qualifier_of
from kg.statements.scenes import Named, scenes
from kg.statements.tables import TableRows
from tests.made import told, with_table
from tests.statements.telling import OWN, statements


def limited(made: Document, name: str = "Marshbirds") -> str:
    start = made.text.index(name)
    named = Named(Span(start, start + len(name)), "dataset:x", EntityKind.DATASET)
    [scene] = [s for s in scenes(made, [named]) if s.names]
    return qualifier_of(made, TableRows(made), scene, "D#0")


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("We train on Marshbirds (67.5%) and more.", "67.5%"),
        ("We train on Marshbirds [2%].", "2%"),
        ("We train on the Marshbirds corpus (Finch, 2020) (800M words).", "800M words"),
        ("It is trained on Marshbirds, which makes up about 12% of it.", "which makes up about 12%"),
        ("We train on 15% of Marshbirds.", "15% of"),
        ("We train on 1.6 billion tokens from Marshbirds.", "1.6 billion tokens from"),
        ("We train on a filtered version of Marshbirds.", "a filtered version of"),
        ("We include a dump of Marshbirds.", "a dump of"),
        ("We train on the English part of the Marshbirds.", "the English part of"),
        ("We train on deduplicated Marshbirds.", "deduplicated"),
        ("We train on Marshbirds, excluding all owls.", "excluding all owls"),
        ("We train on Marshbirds (filtered by length).", "filtered by length"),
        ("We train on a cleaned copy of Marshbirds (3 GB).", "a cleaned copy of; 3 GB"),
        ("We train on Marshbirds.", ""),
        ("We train on Marshbirds (Finch, 2020).", ""),
        ("Training on Marshbirds improves recall by 5%.", ""),
        ("We gain 5% on Marshbirds.", ""),
        ("We train on Reedcalls (15%) and Marshbirds.", ""),
    ],
)
def test_what_limits_data_is_told_in_the_sentence_s_own_words(sentence: str, note: str) -> None:
    assert limited(told(sentence)) == note


@pytest.mark.parametrize(
    ("head", "note"),
    [("Sampling prop.", "Sampling prop.: 67.0%"), ("Accuracy", ""), ("% errors", ""), ("%", "%: 67.0%")],
)
def test_of_a_row_the_shares_are_told_with_their_column(head: str, note: str) -> None:
    made = with_table(told("They sing."), "Table 1: Training data.", ("Data", head), ("Marshbirds", "67.0%"))
    assert limited(made) == note


def test_statements_of_training_carry_the_note_and_others_do_not() -> None:
    found = statements(told(OWN, "We train Quail-2 on Marshbirds (67%).", "We evaluate on Reedcalls (20%)."))
    notes = {(s.subject, s.predicate, s.object): {e.note for e in s.evidence} for s in found}
    assert notes["model:quail2", Predicate.TRAINED_ON, "dataset:marshbirds"] == {"67%"}
    assert notes[PAPER, Predicate.EVALUATES_ON, "dataset:reedcalls"] == {""}
