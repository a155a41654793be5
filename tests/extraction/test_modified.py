import pytest

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.modified import with_modifiers

D, M = EntityKind.DATASET, EntityKind.MODEL


def surfaces(text: str, *names: str, kind: EntityKind = D, canonical: str | None = "ImageNet") -> list[str]:
    """What stands of the names in the text."""
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    return [
        m.surface
        for m in with_modifiers(
            text, [Mention(s, n, kind, (), 0.9, canonical) for s, n in zip(spans, names, strict=True)]
        )
    ]


@pytest.mark.parametrize("name", ["Tiny ImageNet", "mini-ImageNet", "Stylized ImageNet", "Tiered-ImageNet"])
def test_a_word_that_changes_known_data_belongs_to_the_name(name: str) -> None:
    assert surfaces(f"We use {name} here.", "ImageNet") == [name]


def test_a_mention_of_the_word_alone_goes() -> None:
    assert surfaces("We use Tiny ImageNet.", "Tiny", "ImageNet") == ["Tiny ImageNet"]


@pytest.mark.parametrize("said", ["a tiny ImageNet subset", "the Google ImageNet", "Destiny ImageNet"])
def test_other_words_do_not(said: str) -> None:
    assert surfaces(f"We use {said}.", "ImageNet") == ["ImageNet"]


def test_models_and_unknown_data_keep_their_names() -> None:
    assert surfaces("We use Tiny BERT.", "BERT", kind=M, canonical="BERT") == ["BERT"]
    assert surfaces("We use Noisy Birds.", "Birds", canonical=None) == ["Birds"]
