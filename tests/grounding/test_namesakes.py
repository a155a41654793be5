import pytest

from kg.core.document import Reference, SectionKind
from kg.grounding.grounding import ground
from kg.grounding.namesakes import part_namesakes
from kg.grounding.registry import load_registry
from kg.pipeline import find_mentions, load_lexicon
from tests.made import document


def ids(made) -> set[str]:
    registry = load_registry()
    grounded = ground(find_mentions(made, load_lexicon()), registry, {})
    return {e.id for e in part_namesakes(made, grounded, registry).entities}


def citing(sentence: str, title: str):
    return document(
        ("4 Experiments", SectionKind.EXPERIMENTS, [sentence]),
        references=(Reference("smith2021", f"Smith. {title}. 2021.", title=title, authors=("Ann Smith",)),),
        cited={"Smith, 2021": "smith2021"},
    )


def test_another_work_s_c4_is_another_c4() -> None:
    found = ids(citing("We train on the C4 dataset (Smith, 2021) of chess games.", "C4: A corpus of chess games"))
    assert "dataset:c4" not in found
    assert any(i.startswith("dataset:c4-") for i in found)


def test_the_paper_that_introduces_a_namesake_and_those_that_cite_it_mean_one_thing() -> None:
    title = "C4: A corpus of chess games"
    own = document(("1 Introduction", SectionKind.INTRODUCTION, ["The C4 dataset holds games."]), title=title)
    assert ids(own) == ids(citing("We train on the C4 dataset (Smith, 2021) of chess games.", title))


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "We train on the C4 dataset (Smith, 2021).",
            "Exploring the limits of transfer learning",
        ),
        ("We use ImageNet (Smith, 2021) images.", "ImageNet large scale visual recognition challenge"),
        ("We test on SQuAD (Smith, 2021) too.", "SQuAD: 100,000+ questions for machine comprehension of text"),
        ("We test on the GLUE benchmark (Smith, 2021).", "BERT: Pre-training of deep bidirectional transformers"),
        ("We run LLaMA (Smith, 2021) here.", "LLaMA: Open and efficient foundation language models"),
    ],
)
def test_what_people_cite_for_a_known_thing_does_not_part_it(sentence: str, title: str) -> None:
    assert not any("-" in i for i in ids(citing(sentence, title)))
