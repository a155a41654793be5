"""Cards of Hugging Face's hub."""

import pytest

from kg.core.entity import EntityKind
from kg.core.errors import UnreadableImportError
from tests.importing.reading import claim, read, read_text, triples

QUAIL = "cards/marsh-lab/quail-3/README.md"
FROG = "cards/datasets/marsh-lab/frogtapes/README.md"


def test_a_models_card_tells_its_data_and_its_base() -> None:
    assert triples(read(QUAIL)) == {
        ("marsh-lab/quail-3", "trained_on", "marsh-lab/frogtapes"),
        ("marsh-lab/quail-3", "trained_on", "reedsongs"),
        ("marsh-lab/quail-3", "fine_tuned_from", "marsh-lab/quail-2"),
    }


def test_a_card_goes_by_its_repository_which_stays_an_identifier() -> None:
    (thing,) = read(QUAIL).things
    assert (thing.name, thing.identifier, thing.licence) == ("marsh-lab/quail-3", "marsh-lab/quail-3", "Apache-2.0")


def test_how_a_model_was_made_from_its_base_is_noted() -> None:
    told = claim(read("cards/marsh-lab/quail-3-small/README.md"), "fine_tuned_from", "marsh-lab/quail-3").evidence
    assert told.note is not None
    assert "quantized" in told.note
    untold = read_text("---\nbase_model: a/b\nlibrary_name: x\n---\n", "a/c/README.md")
    assert claim(untold, "fine_tuned_from", "a/b").evidence.confidence < told.confidence


def test_a_licence_of_its_own_name_is_kept() -> None:
    (thing,) = read("cards/marsh-lab/quail-3-small/README.md").things
    assert thing.licence == "marsh-licence"


def test_a_datasets_card_tells_what_it_was_made_from() -> None:
    gathered = read(FROG)
    assert triples(gathered) == {
        ("FrogTapes", "derived_from", "pondnoise"),
        ("FrogTapes", "derived_from", "river-tape"),
        ("FrogTapes", "introduced_by", "2401.00001"),
    }
    (thing,) = gathered.things
    assert (thing.kind, thing.licence, thing.identifier) == (EntityKind.DATASET, "CC-BY-4.0", "marsh-lab/frogtapes")


def test_one_arxiv_tag_is_a_weak_sign_of_who_introduced_a_thing() -> None:
    assert claim(read(FROG), "introduced_by", "2401.00001").evidence.confidence <= 0.5


def test_several_tags_or_a_tag_beside_a_base_model_say_nothing() -> None:
    (passed,) = read(QUAIL).passed_over
    assert "only say that papers are related" in passed.reason
    based = "---\nbase_model: a/b\ntags: ['arxiv:2401.00001']\n---\n"
    assert {p for _, p, _ in triples(read_text(based, "a/c/README.md"))} == {"fine_tuned_from"}


@pytest.mark.parametrize("told", ["unknown", "none", "[More Information Needed]", "{license}", "other"])
def test_a_licence_that_names_none_is_none(told: str) -> None:
    (thing,) = read_text(f"---\npretty_name: X\nlicense: {told}\n---\n", "datasets/a/x/README.md").things
    assert thing.licence is None


def test_a_template_is_passed_over() -> None:
    gathered = read_text("---\npretty_name: {pretty_name}\nsource_datasets:\n- {s}\n---\n# {name}\n", "template.md")
    assert gathered.things == ()
    assert "template" in gathered.passed_over[0].reason


def test_a_page_without_a_head_is_no_card() -> None:
    with pytest.raises(UnreadableImportError, match="no head"):
        read_text("# A page\n\nof words\n", "page.md")


def test_a_head_that_tells_neither_kind_is_passed_over() -> None:
    assert "neither" in read_text("---\nlicense: mit\n---\n# Something\n", "some.md").passed_over[0].reason


@pytest.mark.parametrize(
    ("card", "place", "name"),
    [
        ("---\nbase_model: a/b\n---\n# marsh-lab/quail-qa\n", "mine/README.md", "marsh-lab/quail-qa"),
        ("---\nbase_model: a/b\n---\n# Quail-QA\n", "mine/README.md", "Quail-QA"),
        ("---\nmodel_name: quail-told\n---\n# Quail-QA\n", "mine/README.md", "quail-told"),
        ("---\nmodel-index:\n- name: quail-listed\n---\n# Some words\n", "mine/README.md", "quail-listed"),
        ("---\nbase_model: a/b\n---\n# Some words of it\n", "quail-clone/README.md", "quail-clone"),
        ("---\nbase_model: a/b\n---\n# Quail-QA\n", "marsh-lab/quail/README.md", "marsh-lab/quail"),
        ("---\ntask_ids: [x]\n---\n# marsh-lab/hums\n", "mine/README.md", "marsh-lab/hums"),
    ],
)
def test_a_card_in_a_folder_of_ones_own_goes_by_what_it_calls_itself(card: str, place: str, name: str) -> None:
    (thing,) = read_text(card, place).things
    assert (thing.name, thing.identifier) == (name, name)
    assert (thing.homepage is None) == ("/" not in name or place.startswith("mine"))
