import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.front_matter import arxiv_in_file_name
from kg.fetching.errors import NoIdentifierError
from kg.fetching.wanted import Registry, Wanted, wanted


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("arxiv:2302.13971", "arxiv:2302.13971"),
        (" arXiv: 2302.13971v3 ", "arxiv:2302.13971v3"),
        ("2302.13971", "arxiv:2302.13971"),
        ("https://arxiv.org/abs/2302.13971", "arxiv:2302.13971"),
        ("https://arxiv.org/pdf/2302.13971v1.pdf", "arxiv:2302.13971v1"),
        ("http://export.arxiv.org/abs/cmp-lg/9905001", "arxiv:cmp-lg/9905001"),
        ("doi:10.18653/v1/N19-1423", "doi:10.18653/v1/n19-1423"),
        ("10.18653/v1/N19-1423", "doi:10.18653/v1/n19-1423"),
        ("https://doi.org/10.1016/0004-3702(91)90053-M", "doi:10.1016/0004-3702(91)90053-m"),
        ("doi:10.48550/arXiv.2302.13971", "arxiv:2302.13971"),
    ],
)
def test_identifiers_are_known_however_they_are_written(written: str, meant: str) -> None:
    assert str(wanted(written)) == meant


@pytest.mark.parametrize(
    "text", ["", "Quail-2", "arxiv:", "arxiv:2399.1", "doi:11.5/x", "10.5555/a b", "../2302.13971"]
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(NoIdentifierError):
        wanted(text)


dois = st.text("abAB01./_()-:;~é", min_size=1, max_size=130).map(lambda s: f"10.5555/{s}")


@given(st.lists(dois, unique=True, max_size=6))
def test_no_two_papers_have_one_file_and_no_file_leaves_its_folder(numbers: list[str]) -> None:
    stems = [Wanted(Registry.DOI, number).stem for number in numbers]
    assert len(set(stems)) == len(stems)
    assert all("/" not in s and not s.startswith(".") and len(s) < 130 for s in stems)


def test_a_doi_like_an_arxiv_id_is_not_taken_for_one_when_it_is_read() -> None:
    assert arxiv_in_file_name(f"{wanted('10.5555/2302.13971').stem}.pdf") is None
    assert arxiv_in_file_name(f"{wanted('arxiv:2302.13971').stem}.pdf") == "2302.13971"
