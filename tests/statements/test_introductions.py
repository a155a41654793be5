import pytest

from kg.core.document import Reference, SectionKind
from kg.core.registry import Work
from kg.core.spans import Span
from kg.core.statement import Predicate, reference_node
from tests.made import document
from tests.statements.telling import stated, statements

FINCH = Reference("finch2020", "Finch. Birds of the marsh. 2020.", title="Birds of the marsh")
EGRET = Reference("egret2021", "Egret. Counting. 2021.", title="Counting")
KNOWN = {"dataset:marshbirds": Work(title="Birds of the marsh")}


def introduced(*said: str, references=(FINCH, EGRET), known=None) -> set[tuple[str, str]]:
    """Which name is introduced by which entry."""
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, list(said)),
        references=references,
        cited={"Finch, 2020": "finch2020", "Egret, 2021": "egret2021"},
    )
    return {(t[0], t[2]) for t in stated(made, introducing=known) if t[1] == "introduced_by"}


BY_FINCH = {("dataset:marshbirds", reference_node("finch2020"))}


def test_a_raised_footnote_mark_may_stand_between_a_name_and_its_citation() -> None:
    assert introduced("We use the corpus (Marshbirds)\u2074 (Finch, 2020).") == BY_FINCH


@pytest.mark.parametrize("said", ["Marshbirds (MB; Finch, 2020)", "the Marshbirds repository (Finch, 2020)"])
def test_a_short_form_or_a_repository_may_stand_between_too(said: str) -> None:
    assert introduced(f"We use {said}.") == BY_FINCH


def test_the_known_work_cited_in_the_same_sentence_introduces() -> None:
    said = "Marshbirds was found to be hard by all who tried it on their own (Finch, 2020)."
    assert introduced(said, known=KNOWN) == BY_FINCH


def test_another_work_at_the_end_of_a_sentence_does_not() -> None:
    assert not introduced("Marshbirds was found to be hard by all who tried it on their own (Egret, 2021).")


def test_a_sentence_that_says_what_a_thing_is_ends_with_its_citation() -> None:
    assert introduced("Marshbirds is a corpus of marsh birds and their many songs (Finch, 2020).") == BY_FINCH


@pytest.mark.parametrize(
    "said",
    [
        "Marshbirds is the best corpus of marsh birds and songs (Finch, 2020).",
        "Marshbirds is a corpus as large as that of others (Egret, 2021; Finch, 2020).",
        "Everybody agrees that Marshbirds is a corpus of birds (Finch, 2020).",
    ],
)
def test_other_sentences_define_nothing(said: str) -> None:
    assert not introduced(said)


def test_the_known_work_in_the_bibliography_introduces_a_name_that_is_never_cited() -> None:
    raw = "Finch. Birds of the marsh. 2020."
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, ["We train on Marshbirds."]),
        ("References", SectionKind.REFERENCES, [raw]),
    )
    at = made.text.index(raw)
    listed = Reference("finch2020", raw, Span(at, at + len(raw)), title="Birds of the marsh")
    made = type(made)(**{f: getattr(made, f) for f in made.__slots__ if f != "references"}, references=(listed,))
    assert ("dataset:marshbirds", "introduced_by", reference_node("finch2020")) in stated(made, introducing=KNOWN)
    assert not {t for t in stated(made) if t[1] == "introduced_by"}


def test_where_the_text_cites_two_the_known_work_wins() -> None:
    said = ("Marshbirds (Egret, 2021) is hard.", "Marshbirds (Finch, 2020) is large.")
    assert introduced(*said, known=KNOWN) == BY_FINCH


def test_a_citation_of_another_work_than_the_known_one_says_so() -> None:
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, ["We use Marshbirds (Egret, 2021)."]),
        references=(FINCH, EGRET),
        cited={"Egret, 2021": "egret2021"},
    )
    (found,) = [s for s in statements(made, introducing=KNOWN) if s.predicate is Predicate.INTRODUCED_BY]
    assert found.object == reference_node("egret2021")
    assert found.evidence[0].extractor.endswith("unlike-known-work")
    assert found.evidence[0].note == f"the registry names {FINCH.title}"
    assert found.confidence < 0.9


def test_a_citation_behind_another_name_is_that_ones() -> None:
    assert introduced("We tune on WaderQA from the Marshbirds benchmark (Finch, 2020).") == BY_FINCH


@pytest.mark.parametrize(
    ("references", "shared"),
    [((FINCH, EGRET), True), ((FINCH, Reference("egret2021", "", title="WaderBench: a bench")), False)],
)
def test_a_list_shares_the_work_behind_it_unless_that_is_the_last_one_s_alone(references, shared: bool) -> None:
    found = introduced("We test on Marshbirds, Reedcalls, and WaderBench (Egret, 2021).", references=references)
    both = {(f"dataset:{n}", reference_node("egret2021")) for n in ("marshbirds", "reedcalls")}
    assert ("dataset:waderbench", reference_node("egret2021")) in found
    assert (both <= found) is shared
    assert bool(both & found) is shared
