import pytest

from kg.core.document import Reference, SectionKind
from kg.grounding.grounding import ground
from kg.grounding.registry import load_registry
from kg.pipeline import find_mentions, load_lexicon
from tests.made import document


def ids(made) -> set[str]:
    return {e.id for e in ground(made, find_mentions(made, load_lexicon()), load_registry(), {}).entities}


def citing(sentence: str, title: str, *, arxiv: str | None = None):
    return document(
        ("4 Experiments", SectionKind.EXPERIMENTS, [sentence]),
        references=(
            Reference("smith2021", f"Smith. {title}. 2021.", title=title, authors=("Ann Smith",), arxiv=arxiv),
        ),
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


@pytest.mark.parametrize("arxiv", ["2305.16504", "2307.16789"])
def test_of_two_known_things_of_one_name_that_is_meant_whose_work_is_cited(arxiv: str) -> None:
    found = ids(citing("We train on the ToolBench dataset (Smith, 2021).", "Tools for all", arxiv=arxiv))
    (known,) = (load_registry().get(i) for i in found if i.startswith("dataset:toolbench"))
    assert known
    assert known.introduced_by
    assert known.introduced_by.arxiv == arxiv


def test_a_name_of_several_things_alone_is_none_of_them() -> None:
    found = ids(citing("We train on the ToolBench dataset (Smith, 2021).", "Tools for all"))
    assert "dataset:toolbench" in found
    assert load_registry().get("dataset:toolbench") is None
