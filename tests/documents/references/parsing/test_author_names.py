import pytest

from kg.documents.references.parsing.author_names import read_authors

LISTS = [
    ("Ada Fenwick, Bo de Vries, and Chidi Okafor. A title", ("Ada Fenwick", "Bo de Vries", "Chidi Okafor")),
    ("A. Fenwick, B. van Dam and C. O. Okafor. A title", ("A. Fenwick", "B. van Dam", "C. O. Okafor")),
    ("Fenwick, A., van Dam, B.-J., and Okafor, C. O. A title", ("A. Fenwick", "B.-J. van Dam", "C. O. Okafor")),
    ("Fenwick A, Okafor CO, Le Roux B: A title", ("A Fenwick", "CO Okafor", "B Le Roux")),
    ("Fenwick, Ada, Bo Brandt, and Chidi Okafor. A title", ("Ada Fenwick", "Bo Brandt", "Chidi Okafor")),
    ("Fenwick, Ada and Brandt, Bo. A title", ("Ada Fenwick", "Bo Brandt")),
    ("FENWICK, A., AND BRANDT, B. 1997. A title", ("A. FENWICK", "B. BRANDT")),
    ("Ada Fenwick et al. A title", ("Ada Fenwick",)),
    ("Fenwick et al., 1998, J. Bird., 12, 3", ("Fenwick",)),
    ("An Yang, In So Park, and Bo Li. A title", ("An Yang", "In So Park", "Bo Li")),
    ("The Marsh Collaboration. A title of a survey", ("The Marsh Collaboration",)),
    ("Marsh Collaboration, A. Fenwick et al., A title", ("Marsh Collaboration", "A. Fenwick")),
    ("Smith, J., Jr., and Le, Q. V. A simple method", ("J. Smith", "Q. V. Le")),
    ("Jones JT Jr, Okafor C: Herons", ("JT Jones Jr", "C Okafor")),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_authors_come_first_name_first_in_every_style(text: str, names: tuple[str, ...]) -> None:
    found = tuple(n.replace(" Jr.", "") for n in read_authors(text).names)
    assert found == names


@pytest.mark.parametrize(
    "text", ["", "on the counting of herons. 2019", "Attention to waders at dusk and dawn. 2019", "123", "...", ", , ,"]
)
def test_a_title_is_no_author(text: str) -> None:
    assert read_authors(text).names == ()


def test_the_title_begins_where_the_list_ends() -> None:
    text = "Fenwick, A., and Le, Q. V. A simple method"
    assert text[read_authors(text).end :].strip() == "A simple method"
