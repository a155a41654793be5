import pytest

from kg.core.candidate import STRENGTH, Sign
from kg.core.rejections import rejection, rejections
from kg.grounding.grounding import ground
from tests.grounding.worlds import DATASET, MODEL, REED_TITLE, WORLD, entry, grounded, ids, named, paper


def only(found):
    (decision,) = found.decisions
    return decision


def test_signs_rank_as_they_are_listed():
    assert sorted(Sign, key=lambda s: -STRENGTH[s]) == list(Sign)


@pytest.mark.parametrize("arxiv", ["2301.00001", "2302.00002"])
def test_of_two_things_of_one_name_the_cited_work_decides(arxiv):
    made = paper("We train on ToolNest [7].", cited={"7": entry("Tools for nests", arxiv=arxiv)})
    (found,) = ids(made, DATASET, "ToolNest")
    assert WORLD.get(found).introduced_by.arxiv == arxiv


def test_all_mentions_of_a_name_in_a_paper_are_decided_together():
    made = paper("ToolNest is large.", "We use ToolNest [7].", cited={"7": entry("Tools", arxiv="2301.00001")})
    assert ids(made, DATASET, "ToolNest") == ["dataset:toolnest-aaaaaaaa"]


def test_a_work_cited_for_another_thing_than_the_name_says_nothing():
    made = paper("We test on WaderNLI [7].", cited={"7": entry("FLOCK: a suite of bird tasks")})
    assert ids(made, DATASET, "WaderNLI") == ["dataset:wadernli"]


def test_another_work_s_thing_of_a_known_name_is_another():
    made = paper("We use MarshNet [7].", cited={"7": entry("MarshNet: routing packets over radio")})
    found = only(grounded(made, DATASET, "MarshNet"))
    assert found.chosen.entity_id.startswith("dataset:marshnet-")
    assert "namesake" in found.chosen.reason
    assert [w.candidate.sign for w in found.weighed][:2] == [Sign.CITED, Sign.NAME]


def test_further_words_count_only_where_the_cited_title_has_them():
    cited = {"7": entry(REED_TITLE, arxiv="0701.00001")}
    assert ids(paper("We use REED RBS2007 [7].", cited=cited), DATASET, "REED RBS2007") == ["dataset:rbs2007"]
    assert ids(paper("We use Noisy RBS2007 [7].", cited=cited), DATASET, "Noisy RBS2007") == ["dataset:noisyrbs2007"]


def test_a_word_more_makes_another_model_whatever_is_cited():
    cited = {"7": entry("Quail: a model of marsh birds", arxiv="2201.00001")}
    assert ids(paper("We run Quail-Coder [7].", cited=cited), MODEL, "Quail-Coder") == ["model:quailcoder"]


def test_capitals_of_what_the_cited_work_introduced_are_its_short_form():
    cited = {"7": entry("WaderNLI: inference on waders")}
    assert ids(paper("We test on WNLI [7].", cited=cited), DATASET, "WNLI") == ["dataset:wadernli"]
    assert ids(paper("We test on WNLI."), DATASET, "WNLI") == ["dataset:wnli"]


@pytest.mark.parametrize(
    ("kind", "surface", "wanted"),
    [
        (MODEL, "Quail-7B", "model:quail"),
        (MODEL, "11B Quail", "model:quail"),
        (MODEL, "QuailLARGE", "model:quail"),
        (MODEL, "Quail 3-7B", "model:quail3"),
        (MODEL, "Heron-XL", "model:heronxl"),
        (MODEL, "DuckNet-50", "model:ducknet"),
        (MODEL, "DuckNets", "model:ducknet"),
        (MODEL, "Polyheron50", "model:polyheron50"),
        (MODEL, "Quail-4", "model:quail4"),
        (DATASET, "Marsh-Net dataset", "dataset:marshnet"),
        (DATASET, "the MarshNet SWAMP 2012", "dataset:marshnet"),
        (DATASET, "FLOCK WaderNLI", "dataset:wadernli"),
        (DATASET, "MarshNet FLOCK", "dataset:marshnetflock"),
        (DATASET, "Tiny MarshNet", "dataset:tinymarshnet"),
        (DATASET, "MarshNet-21", "dataset:marshnet21"),
    ],
)
def test_forms_of_a_name_mean_its_thing_and_other_names_do_not(kind, surface, wanted):
    assert ids(paper(f"We use {surface} here."), kind, surface) == [wanted]


def test_a_year_behind_either_name_of_a_family_is_one_version():
    made = paper("RBS 2007 and REED RBS 2007 differ from RBS 2012, REED RBS 2012 and RBS’12.")
    found = ids(made, DATASET, "REED RBS 2007", "REED RBS 2012", "RBS 2007", "RBS 2012", "RBS’12")
    assert found == ["dataset:rbs2007", "dataset:reedrbs2012"]


def test_a_finder_s_name_that_ends_within_a_number_is_not_believed():
    made = paper("We train Quail-33B.")
    assert ids(made, MODEL, "Quail-33B", canonical="Quail 3") == ["model:quail"]


@pytest.mark.parametrize(
    ("kind", "surface", "canonical", "wanted"),
    [
        (DATASET, "RBS2012", "REED RBS", "dataset:reedrbs2012"),
        (DATASET, "RBS07", "REED RBS", "dataset:rbs2007"),
        (MODEL, "Polyheron50", "Polyheron", "model:polyheron50"),
        (MODEL, "DuckNet50", "DuckNet", "model:ducknet"),
    ],
)
def test_a_number_behind_a_finder_s_name_makes_another_thing_unless_it_counts_layers(kind, surface, canonical, wanted):
    assert ids(paper(f"We use {surface}."), kind, surface, canonical=canonical) == [wanted]


def test_a_finder_s_name_is_believed_where_most_places_bear_it():
    made = paper("Marsh Heron, Marsh Heron and Marsh Heron beat marsh Heron.")
    rare = named(made, MODEL, "marsh Heron", canonical="Heron")
    assert {g.entity_id for g in ground(made, rare, WORLD, {}).groundings} == {"model:heron"}
    both = [*rare, *named(made, MODEL, "Marsh Heron")]
    assert {g.entity_id for g in ground(made, both, WORLD, {}).groundings} == {"model:marshheron"}


def test_one_thing_named_twice_in_one_name_is_that_thing():
    assert ids(paper("We use RBS-REED RBS."), DATASET, "RBS-REED RBS") == ["dataset:reedrbs"]


def test_a_year_alone_is_what_its_finder_says_and_else_nothing():
    made = paper("RBS 2007 and 2012.")
    assert ids(made, DATASET, "2012", canonical="RBS 2012") == ["dataset:reedrbs2012"]
    assert ids(made, DATASET, "2012") == []


def test_a_finder_that_overlooks_a_plus_is_not_believed():
    assert ids(paper("We run Teal."), MODEL, "Teal", canonical="Teal+") == ["model:teal"]


def test_a_year_cut_short_is_the_year_that_the_paper_has_in_full():
    assert ids(paper("Larks’07, Larks 07 and Larks 2007."), DATASET, "Larks’07", "Larks 07", "Larks 2007") == [
        "dataset:larks2007"
    ]


def test_the_singular_of_a_known_name_of_words_is_that_thing():
    assert ids(paper("A Stanton Snipe."), DATASET, "Stanton Snipe") == ["dataset:stantonsnipes"]
    assert ids(paper("A Plove."), DATASET, "Plove") == ["dataset:plove"]


def test_a_note_s_mark_is_no_part_of_a_name():
    assert ids(paper("We use Tern-2³ and RBS2007¹²."), DATASET, "Tern-2³", "RBS2007¹²") == [
        "dataset:tern2",
        "dataset:rbs2007",
    ]


def test_a_size_alone_belongs_to_the_name_before_it_and_else_names_nothing():
    assert ids(paper("We train Quail-7B and then 13B."), MODEL, "Quail-7B", "13B") == ["model:quail"]
    assert ids(paper("We train 11B for a day."), MODEL, "11B") == []
    assert ids(paper("We train Quail.", "Then 13B."), MODEL, "Quail", "13B") == ["model:quail"]
    assert len(grounded(paper("We train Quail.", "Then 13B."), MODEL, "Quail", "13B").groundings) == 1


def test_a_name_without_its_last_noun_needs_a_second_sign():
    assert ids(paper("We test on Fenn."), DATASET, "Fenn") == ["dataset:fenn"]
    assert ids(paper("We test on Fenn.", "The Fenn Treebank is old."), DATASET, "Fenn Treebank", "Fenn") == [
        "dataset:fenntreebank"
    ]
    alone = only(grounded(paper("We test on Fenn."), DATASET, "Fenn"))
    assert "nothing else in the paper points at Fenn Treebank" in alone.weighed[0].refused


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("We like Bittern.", "dataset:bittern"),
        ("We use the Bittern corpus.", "dataset:marshtelephonecorpus"),
    ],
)
def test_an_alias_that_is_a_word_needs_a_second_sign(sentence, wanted):
    assert ids(paper(sentence), DATASET, "Bittern") == [wanted]


def test_the_work_in_the_bibliography_is_a_second_sign():
    cited = {"7": entry("Calls on the marsh telephone")}
    made = paper("We like Bittern.", "Others speak of it [7].", cited=cited)
    assert ids(made, DATASET, "Bittern") == ["dataset:marshtelephonecorpus"]


def test_a_slip_of_the_pen_is_forgiven_and_another_letter_is_not():
    assert ids(paper("We use Commonswalow."), DATASET, "Commonswalow") == ["dataset:commonswallow"]
    assert ids(paper("We use Commonswellow."), DATASET, "Commonswellow") == ["dataset:commonswellow"]


def test_a_name_that_the_cited_title_spells_so_is_no_slip():
    made = paper("We use Commonswalow [7].", cited={"7": entry("Commonswalow: one letter less")})
    found = only(grounded(made, DATASET, "Commonswalow"))
    assert found.chosen.entity_id == "dataset:commonswalow"
    assert any(w.candidate.sign is Sign.SIMILAR and w.refused for w in found.weighed)


def test_the_paper_s_own_abbreviation_joins_the_long_form_and_the_short():
    made = paper("The Grebe Lake Sounds (GLS) are wet.", "GLS is ours.")
    found = ids(made, DATASET, "Grebe Lake Sounds", "GLS", abbreviations={"GLS": "Grebe Lake Sounds"})
    assert found == ["dataset:gls"]


def test_a_decision_says_which_spellings_are_sizes():
    found = only(grounded(paper("We train Quail and Quail-7B."), MODEL, "Quail-7B", "Quail"))
    assert (found.surfaces, found.variants) == (("Quail", "Quail-7B"), ("Quail-7B",))


def test_a_rejected_pair_is_joined_by_no_sign():
    made = paper("We use Marsh-Net SWAMP 2012, SWAMP 2012 and MarshNet.")
    spelled = ("SWAMP 2012", "MarshNet")
    assert ids(made, DATASET, *spelled) == ["dataset:marshnet"]
    rejected = rejections([rejection("dataset:swamp2012", "dataset:marshnet", by="Ada", why="a subset")])
    found = grounded(made, DATASET, *spelled, rejected=rejected)
    assert {e.id for e in found.entities} == {"dataset:marshnet", "dataset:swamp2012"}
    refused = next(w.refused for d in found.decisions for w in d.weighed if w.refused)
    assert refused == "rejected by Ada: a subset"


def test_of_two_rejected_aliases_of_a_third_thing_the_second_is_apart():
    made = paper("Bittern data and Reeds data are telephone calls.")
    rejected = rejections([rejection("dataset:bittern", "dataset:reeds")])
    assert ids(made, DATASET, "Bittern", "Reeds") == ["dataset:marshtelephonecorpus"]
    found = ids(made, DATASET, "Bittern", "Reeds", rejected=rejected)
    assert found == ["dataset:marshtelephonecorpus", "dataset:reeds"]


def test_a_size_rejected_as_its_family_is_a_thing_of_its_own():
    made = paper("We train Quail and Quail-7B.")
    rejected = rejections([rejection("model:quail", "model:quail7b")])
    assert ids(made, MODEL, "Quail-7B", "Quail", rejected=rejected) == ["model:quail", "model:quail7b"]


def test_what_is_known_changes_nothing_of_the_order_in_which_mentions_are_given():
    made = paper("We use MarshNet, FLOCK and Reeds data.")
    mentions = [g.mention for g in grounded(made, DATASET, "MarshNet", "FLOCK", "Reeds").groundings]
    assert ground(made, mentions, WORLD, {}) == ground(made, reversed(mentions), WORLD, {})
