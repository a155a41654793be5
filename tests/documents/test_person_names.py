import pytest

from kg.documents.front_matter import front_matter
from kg.documents.person_names import person_names
from kg.documents.titles import FrontLine


def _names(*lines: str) -> tuple[str, ...]:
    return person_names([FrontLine(line, (line,)) for line in lines])


@pytest.mark.parametrize(
    "line", ["Reed Water & Marsh ASA", "Palo Alto", "Politecnico di Laguna", "Counting Birds Using Models"]
)
def test_companies_towns_and_titles_are_no_people(line: str) -> None:
    assert _names(line) == ()


def test_a_name_that_holds_that_of_a_country_is_one() -> None:
    assert _names("Ada Lark ¹ and Francesca Wren ²*", "and Indiara Finch1,2*") == (
        "Ada Lark",
        "Francesca Wren",
        "Indiara Finch",
    )


def test_suits_and_shapes_mark_institutions() -> None:
    assert _names("Ada Lark♠ ∗ Ben Finch♢ Cora Wren♢♡") == ("Ada Lark", "Ben Finch", "Cora Wren")


def test_lines_in_a_lesser_type_than_the_first_name_hold_addresses() -> None:
    lines = [
        FrontLine("Counting Birds with Few Examples", ("Counting Birds with Few Examples",), 17, True),
        FrontLine("Ada Lark†", ("Ada Lark†",), 10, True),
        FrontLine("Reed Hollow", ("Reed Hollow",), 10, False),
        FrontLine("Ben Finch", ("Ben Finch",), 10, True),
    ]
    assert front_matter(lines, []).authors == ("Ada Lark", "Ben Finch")


def test_a_copyright_notice_is_no_venue() -> None:
    lines = [FrontLine("Counting Birds", ("Counting Birds",), 17, True)]
    assert front_matter(lines, ["advantage, the VLDB copyright notice and the title of the"]).venue is None


def _authors(*lines: str) -> tuple[str, ...]:
    title = FrontLine("Counting Birds", ("Counting Birds",), 17, True)
    return front_matter([title, *(FrontLine(line, (line,)) for line in lines)], []).authors


def test_marks_that_a_scan_reads_as_letters_part_names_too() -> None:
    assert _names("Ada Lark, l Ben Finch ~ and Cora Wren 2") == ("Ada Lark", "Ben Finch", "Cora Wren")


def test_letters_of_affiliations_come_off_names_where_all_names_bear_one() -> None:
    line = "Ada B. Larka,c,*, Ben Finchb,c, Cora Wrenb"
    affiliations = ("aSchool of Birds, Reed Hollow, Marshland b", "Division of Water, Reed Hollow c", "Marsh College")
    assert _authors(line, *affiliations) == ("Ada B. Lark", "Ben Finch", "Cora Wren")


def test_names_that_end_in_such_a_letter_keep_it_where_none_marks_an_affiliation() -> None:
    assert _authors("Ada Costa, Ben Sombra", "School of Birds") == ("Ada Costa", "Ben Sombra")


def test_a_team_is_the_author_where_nobody_is_named() -> None:
    assert _authors("Quail Team", "https://birds.example/quail") == ("Quail Team",)
    assert _authors("Marsh-AI", "research@birds.example") == ("Marsh-AI",)
    assert _authors("Quail Team", "Ada Lark") == ("Ada Lark",)


def test_accents_drawn_apart_cost_no_author() -> None:
    assert _names("Ada Leitao~", "Pierre-Franc¸ois Lark") == ("Ada Leitao", "Pierre-François Lark")
    split = FrontLine("", ("Ada Wren and Ben Gun¨", "Finch"))
    assert person_names([split]) == ("Ada Wren", "Ben Gun Finch")


def test_a_line_wider_than_any_page_is_read_up_to_a_length() -> None:
    assert _names("Ada Wren, " + "x" * 1900 + ", Bo Finch, " + "x" * 200 + ", Cy Lark") == ("Ada Wren", "Bo Finch")
