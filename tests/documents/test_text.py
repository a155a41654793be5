from kg.core.document import BlockKind, SectionKind
from kg.documents.text import document_from_text

ABSTRACT = """Counting Marsh Birds with Few Examples

Ada Lark, Ben Finch, Cora van der Wren

BirdConf 2021. arXiv:2101.01234

Abstract

We count birds. The model Quail-2 is trained on MarshBirds (Lark et al. 2019)
and needs few examples, e.g. nineteen.
"""


def test_the_text_is_kept_to_the_letter() -> None:
    for text in (ABSTRACT, "  odd \t spaces\n\n\n", "one-\nword", "\f\fpages", "", "x"):
        assert document_from_text(text, "t").text == text


def test_the_front_of_an_abstract_is_read() -> None:
    paper = document_from_text(ABSTRACT, "note.txt")
    assert paper.title == "Counting Marsh Birds with Few Examples"
    assert paper.authors == ("Ada Lark", "Ben Finch", "Cora van der Wren")
    assert (paper.year, paper.arxiv) == (2021, "2101.01234")
    assert [s.kind for s in paper.sections] == [SectionKind.FRONT, SectionKind.ABSTRACT]


def test_a_lone_sentence_has_no_title() -> None:
    paper = document_from_text("We train on MarshBirds.", "text")
    assert paper.title is None
    assert [paper.quote(s) for s in paper.sentences] == ["We train on MarshBirds."]


def test_sentences_may_run_over_line_ends() -> None:
    paper = document_from_text(ABSTRACT, "note.txt")
    assert paper.quote(paper.sentences[-1]).startswith(
        "The model Quail-2 is trained on MarshBirds (Lark et al. 2019)\nand"
    )


def test_form_feeds_part_pages() -> None:
    paper = document_from_text("First page.\fSecond page.", "t")
    assert (paper.has_pages, paper.page_starts) == (True, (0, 12))
    assert paper.page_of(paper.text.index("Second")) == 2


def test_numbered_lines_that_stand_alone_are_headings() -> None:
    text = "1 Introduction\n\nBirds are few.\n\n2.1 Training Data\n\nWe use two sets.\n\n"
    text += "References\n\n[1] A. Lark. Birds. 2019.\n"
    paper = document_from_text(text, "t")
    assert [(s.heading, s.kind) for s in paper.sections] == [
        ("1 Introduction", SectionKind.INTRODUCTION),
        ("2.1 Training Data", SectionKind.DATA),
        ("References", SectionKind.REFERENCES),
    ]


def test_rows_with_tabs_are_a_table_and_captions_are_captions() -> None:
    paper = document_from_text("Table 1: Counts.\n\nModel\tBirds\nQuail\t7\n", "t")
    assert [b.kind for b in paper.blocks] == [BlockKind.CAPTION, BlockKind.TABLE]
    assert [paper.quote(s) for s in paper.sentences] == ["Table 1: Counts.", "Model\tBirds", "Quail\t7"]


def test_a_heading_may_stand_right_above_its_text() -> None:
    text = "Birds\n\nAbstract:\nWe count.\n\n1 Introduction\nBirds are few.\n\n"
    text += "2. Experiments\n2.1. Which ponds?\nTwo ponds.\n"
    paper = document_from_text(text, "t")
    assert [s.heading for s in paper.sections] == [
        "", "Abstract:", "1 Introduction", "2. Experiments", "2.1. Which ponds?",
    ]  # fmt: skip
    assert [paper.quote(s) for s in paper.sentences][-1] == "Two ponds."


def test_items_of_lists_and_wrapped_lines_are_no_headings() -> None:
    for text in ("1. Sit down\n2. Count birds\n", "3 Ponds were seen by the\nriver that day.\n", "2.5 m of reed\n"):
        assert len(document_from_text(f"We count birds.\n\n{text}", "t").sections) == 1


def test_numbers_in_a_bibliography_open_entries_and_no_sections() -> None:
    text = "1 Introduction\n\nBirds.\n\nReferences\n\n1. Lark A, Finch B. Counting\nMarsh birds. Birds, 2019\n\n"
    paper = document_from_text(text + "2. Heron C. Reeds. Ponds 2020\n\nA More ponds\n\nTen ponds.\n", "t")
    assert [s.heading for s in paper.sections] == ["1 Introduction", "References", "A More ponds"]


def test_a_title_that_begins_with_an_article_is_no_lettered_heading() -> None:
    paper = document_from_text("A Broad Corpus for Birds\n\nAda Lark\n\nAbstract\n\nWe count.\n", "t")
    assert [s.heading for s in paper.sections] == ["", "Abstract"]


def test_headings_that_go_on_counting_are_found_without_empty_lines() -> None:
    text = (
        "On Reeds\nAda Fenn\n\nAbstract\nWe look at reeds and herons.\n\n1 Introduction\nHerons stand in reeds.\n"
        "2 Background\nMany have looked at herons.\n2.1 Of Quails\nOthers count quails, as in\n3 Ponds\nand one lake.\n"
        "3 Method\nWe train a model on Marshbirds.\nConclusion\nIt works well enough.\n7 herons stood there.\n"
        "References\n[1] A. Fenn. Reeds. In Birds, 2020.\n"
    )
    paper = document_from_text(text, "reeds.txt")
    assert [s.heading for s in paper.sections] == [
        "", "Abstract", "1 Introduction", "2 Background", "2.1 Of Quails", "3 Method", "Conclusion", "References",
    ]  # fmt: skip
    assert len(paper.references) == 1
