import pytest

from kg.core.entity import EntityKind
from kg.core.imported import Named
from kg.core.rejections import Rejections
from kg.grounding.makers import released
from kg.grounding.naming import OwnName
from kg.grounding.registry import load_registry

M, D = EntityKind.MODEL, EntityKind.DATASET


@pytest.mark.parametrize(
    ("identifier", "model"),
    [
        ("google-bert/bert-large-cased", "bert"),
        ("meta-llama/Llama-2-7b-hf", "Llama-2"),
        ("xlm-roberta-base", "xlm-roberta"),
        ("meta-llama/Llama-2-7b-chat-hf", "Llama-2-7b-chat"),
        ("mistralai/Mistral-7B-v0.1", None),
        ("somebody/bert-large-cased", None),
        ("quail-base", None),
        ("berta-base", None),
        ("a/google/bert-base", None),
    ],
)
def test_sizes_and_casing_go_where_the_makers_publish(identifier: str, model: str | None) -> None:
    assert released(identifier) == model


@pytest.mark.parametrize(
    ("identifier", "kind", "meant"),
    [
        ("google-bert/bert-base-uncased", M, "model:bert"),
        ("bert-base-uncased", M, "model:bert"),
        ("FacebookAI/roberta-large", M, "model:roberta"),
        ("openai-community/gpt2-medium", M, "model:gpt2"),
        ("somebody/bert-base-uncased", M, "model:somebodybertbaseuncased"),
        ("google-bert/bert-base-uncased", D, "dataset:googlebertbertbaseuncased"),
    ],
)
def test_a_makers_checkpoint_is_the_known_model(identifier: str, kind: EntityKind, meant: str) -> None:
    names = OwnName(load_registry(), "a card", Rejections())
    assert names.identify(Named(kind, identifier, identifier), kind) == meant


def test_what_has_another_for_its_base_is_no_checkpoint_of_its_name() -> None:
    names = OwnName(load_registry(), "a card", Rejections())
    tuned = Named(M, "google/bert-large", "google/bert-large", borrowed=True)
    assert names.identify(tuned, M) != "model:bert"
