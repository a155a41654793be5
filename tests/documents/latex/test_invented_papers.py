"""Whole invented papers in LaTeX, one for each way of citing."""

from pathlib import Path

import pytest

from kg.core.document import BlockKind, Document
from kg.documents.latex.paper import read_latex

PAPERS = Path(__file__).parent / "papers"


@pytest.fixture(scope="module")
def papers() -> dict[str, Document]:
    return {path.stem: read_latex(path) for path in sorted(PAPERS.glob("*.tex"))}


def cited(document: Document) -> list[str]:
    return [document.quote(c.span) for c in document.citations]


def test_numbers_stand_in_brackets_and_lead_to_their_entries(papers: dict[str, Document]) -> None:
    document = papers["numbered"]
    assert "Models of such text exist [5, 6], and general models are strong [1]." in document.text
    assert [r.key for r in document.references][:3] == [
        "devlin2019bert",
        "fenwick2021marshnotes",
        "haddad2020reedcount",
    ]
    assert cited(document)[:4] == ["4", "5", "6", "1"]


def test_names_and_years_are_printed_as_the_style_has_them(papers: dict[str, Document]) -> None:
    text = papers["named"].text
    assert "e.g., in ImageNet (Deng et al., 2009). Lin et al. (2014) collected" in text
    assert "pictures (see Okafor et al., 2022, Section 2). Okafor and Lindqvist scale them (2023)." in text


def test_raised_numbers_follow_a_space(papers: dict[str, Document]) -> None:
    document = papers["raised"]
    assert "what the web holds, ¹,² and the web holds few field notes." in document.text
    assert cited(document)[:3] == ["¹", "²", "³"]
    sentence = document.sentence_of(document.citations[2].span.start)
    assert sentence
    assert document.quote(sentence) == "What wardens write is short and full of numbers. ³"


def test_a_printed_list_gives_titles_and_notes_are_printed(papers: dict[str, Document]) -> None:
    document = papers["listed"]
    assert [r.title for r in document.references] == [
        "ImageNet: A large-scale hierarchical image database",
        "HeronCam: Frames of a heronry",
        "Deep residual learning for image recognition",
        "Microsoft COCO: Common objects in context",
    ]
    assert "HeronCam [2, p. 3] consists" in document.text
    assert "Not printed" not in document.text
    assert document.authors == ("Dag Ek", "Eva Lind")


def test_tables_keep_empty_and_spanning_cells(papers: dict[str, Document]) -> None:
    (table,) = papers["numbered"].tables
    rows = [[document_cell and papers["numbered"].quote(document_cell) for document_cell in row] for row in table.rows]
    assert rows[0][:2] == ["Model", "Accuracy"]
    assert rows[1] == [None, "ReedCount", "SQuAD"]
    assert rows[3] == ["BERT [1]", "48.2", "83.1"]


def test_formulas_read_as_they_are_printed(papers: dict[str, Document]) -> None:
    assert "BERTLARGE [1]" in papers["numbered"].text
    assert "2.1 × 10⁶ notes" in papers["numbered"].text
    assert "n² units" in papers["raised"].text


def test_listings_and_floats_are_no_running_text(papers: dict[str, Document]) -> None:
    document = papers["listed"]
    others = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.OTHER]
    assert "for frame in heroncam: count(frame)" in others


@pytest.mark.parametrize("name", ["numbered", "named", "raised", "listed"])
def test_every_citation_leads_to_an_entry_and_every_span_fits(papers: dict[str, Document], name: str) -> None:
    document = papers[name]
    keys = {r.key for r in document.references}
    assert document.citations
    assert all(c.reference_key in keys for c in document.citations)
    assert "".join(document.quote(s.span) for s in document.sections) == document.text
    assert all(r.span and document.quote(r.span) for r in document.references)
