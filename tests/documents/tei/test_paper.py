"""GROBID's TEI, in invented samples of its versions."""

import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.tei.paper import read_tei

HEADER = """<teiHeader xml:lang="en"><fileDesc>
<titleStmt><title level="a" type="main">Counting Marsh Birds</title></titleStmt>
<publicationStmt><publisher/><availability status="unknown"><licence/></availability></publicationStmt>
<sourceDesc><biblStruct><analytic>
<author><persName><forename type="first">Ada</forename><forename type="middle">B</forename><surname>Lark</surname>
</persName><affiliation key="aff0"><orgName>Marsh University</orgName></affiliation></author>
<author><persName xmlns="http://www.tei-c.org/ns/1.0"><forename type="first">Ben</forename><surname>Finch</surname>
</persName></author></analytic>
<monogr><title level="j">Journal of Birds</title><imprint><date type="published" when="2021-05-03"/></imprint></monogr>
<idno type="MD5">0F3A</idno><idno type="DOI">10.1234/JB.1</idno><idno type="arXiv">arXiv:2101.01234v2[cs.CL]</idno>
</biblStruct></sourceDesc></fileDesc>
<profileDesc><textClass><keywords><term>birds</term><term>counting</term></keywords></textClass>
<abstract><div><p><s>We count birds.</s><s>They are few.</s></p></div></abstract></profileDesc></teiHeader>"""

ENTRIES = """<div type="references"><listBibl>
<biblStruct xml:id="b0" coords="3,10,20,30,40"><analytic><title level="a" type="main">MarshBirds: a corpus</title>
<author><persName><forename type="first">C</forename><surname>Heron</surname></persName></author></analytic>
<monogr><title level="m">Proceedings of Birds</title><imprint><date type="published" when="2019"/>
<biblScope unit="page" from="1" to="9"/></imprint></monogr><idno type="arXiv">arXiv:1901.00001</idno></biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m" type="main">A book of reeds</title>
<author><persName><forename type="first">Bo</forename><surname>Marsh</surname></persName></author>
<imprint><publisher>Reed Press</publisher><date when="2011"/></imprint></monogr></biblStruct>
<biblStruct xml:id="b2"><monogr><title/><imprint/></monogr>
<note type="raw_reference">D. Rail. Calls at dusk. Journal of Dusk, 2015.</note></biblStruct>
</listBibl></div>"""


def _tei(body: str, back: str = ENTRIES, header: str = HEADER) -> Document:
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0">{header}
<text xml:lang="en"><body>{body}</body><back>{back}</back></text></TEI>"""
    return read_tei("paper.tei.xml", text.encode())


def _quotes(paper: Document) -> list[tuple[str, str]]:
    return [(paper.quote(c.span), c.reference_key) for c in paper.citations]


def _blocks(paper: Document, kind: BlockKind) -> list[str]:
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


def test_the_header_says_who_wrote_what_when_and_where() -> None:
    paper = _tei("<div><head>Introduction</head><p>Birds are few.</p></div>")
    assert (paper.title, paper.authors) == ("Counting Marsh Birds", ("Ada B. Lark", "Ben Finch"))
    assert (paper.year, paper.doi, paper.arxiv) == (2021, "10.1234/jb.1", "2101.01234")
    assert (paper.venue, paper.reader, paper.has_pages) == ("Journal of Birds", "tei", False)


def test_heads_become_sections_with_numbers_and_levels() -> None:
    paper = _tei(
        '<div><head n="1">Introduction</head><p>Birds.</p></div><div><head n="2">Experiments</head><p>Run.</p></div>'
        '<div><head n="2.1">Setup of it all</head><p>Two ponds.</p></div><div><head>Ponds .</head><p>Wet.</p></div>'
        "<div><p>No heading here.</p></div>"
    )
    assert [(s.heading, s.level, s.kind) for s in paper.sections] == [
        ("", 1, SectionKind.FRONT),
        ("Abstract", 1, SectionKind.ABSTRACT),
        ("1 Introduction", 1, SectionKind.INTRODUCTION),
        ("2 Experiments", 1, SectionKind.EXPERIMENTS),
        ("2.1 Setup of it all", 2, SectionKind.EXPERIMENTS),
        ("Ponds .", 3, SectionKind.EXPERIMENTS),
        ("References", 1, SectionKind.REFERENCES),
    ]


def test_sentences_that_are_marked_up_keep_a_space_between_them() -> None:
    paper = _tei("<div><p><s>One bird.</s><s>Two birds.</s></p></div>")
    assert "One bird. Two birds." in paper.text
    assert "We count birds. They are few." in paper.text


def test_markers_cite_their_targets_without_their_brackets() -> None:
    paper = _tei(
        '<div><p>We use MarshBirds <ref type="bibr" target="#b0">(Heron, 2019;</ref> '
        '<ref type="bibr" target="#b1">Marsh, 2011)</ref>. As <ref type="bibr" target="#b2">Rail (2015)</ref> did.</p>'
        "</div>"
    )
    assert _quotes(paper) == [("Heron, 2019", "heron2019"), ("Marsh, 2011", "marsh2011"), ("Rail (2015)", "rail2015")]
    assert "MarshBirds (Heron, 2019; Marsh, 2011). As Rail (2015) did." in paper.text


def test_a_marker_without_a_target_is_read_as_text() -> None:
    paper = _tei('<div><p>We use <ref type="bibr">(Heron, 2019)</ref> and the book of Marsh (2011).</p></div>')
    assert [key for _, key in _quotes(paper)] == ["heron2019", "marsh2011"]


def test_numbered_markers_make_the_entries_numbered() -> None:
    paper = _tei(
        '<div><p>Counted <ref type="bibr" target="#b0">[1]</ref>, again <ref type="bibr" target="#b1">[2,</ref> '
        '<ref type="bibr" target="#b2">3]</ref>, and [1–3].</p></div>'
    )
    assert [r.key for r in paper.references] == ["1", "2", "3"]
    assert _quotes(paper)[:3] == [("1", "1"), ("2", "2"), ("3", "3")]
    assert _quotes(paper)[3:] == [("1–3", "1"), ("1–3", "2"), ("1–3", "3")]
    assert paper.quote(paper.references[0].span or paper.sentences[0]).startswith("[1] C. Heron. MarshBirds")


def test_entries_have_their_parts_and_a_place_in_the_text() -> None:
    first, book, raw = _tei("<div><p>Birds.</p></div>").references
    assert (first.title, first.authors, first.year, first.venue, first.arxiv) == (
        "MarshBirds: a corpus", ("C. Heron",), 2019, "Proceedings of Birds", "1901.00001",
    )  # fmt: skip
    assert first.raw == "C. Heron. MarshBirds: a corpus. Proceedings of Birds, pages 1-9, 2019. arXiv:1901.00001."
    assert (book.title, book.authors, book.year) == ("A book of reeds", ("Bo Marsh",), 2011)
    assert (raw.title, raw.authors, raw.year) == ("Calls at dusk", ("D. Rail",), 2015)


def test_a_table_is_cells_after_the_paragraph_that_speaks_of_it() -> None:
    paper = _tei(
        '<div><head n="1">Results</head><p>See <ref type="table" target="#tab_0">Table 1</ref>.</p></div>'
        '<div><head n="2">Conclusion</head><p>Few birds.</p></div>'
        '<figure type="table" xml:id="tab_0"><head>Table 1 :</head><label>1</label><figDesc>Counts.</figDesc>'
        '<table><row><cell>Model</cell><cell cols="2">Birds</cell></row>'
        "<row><cell>Quail</cell><cell/><cell>7</cell></row></table></figure>"
    )
    (table,) = paper.tables
    assert [[paper.quote(c) if c else "" for c in row] for row in table.rows] == [
        ["Model", "Birds", ""],
        ["Quail", "", "7"],
    ]
    assert _blocks(paper, BlockKind.CAPTION) == ["Table 1: Counts."]
    section = paper.section_of(table.span.start)
    assert section is not None
    assert section.heading == "1 Results"


def test_a_table_of_lines_keeps_them_and_a_caption_is_not_doubled() -> None:
    paper = _tei(
        '<figure type="table"><head>Table 2 .</head><label>2</label><figDesc>Table 2. Ponds.</figDesc>'
        "<table>Pond Birds \nReed 7\n\n</table></figure>"
    )
    assert _blocks(paper, BlockKind.TABLE) == ["Pond Birds\nReed 7"]
    assert _blocks(paper, BlockKind.CAPTION) == ["Table 2. Ponds."]


def test_footnotes_follow_their_paragraph_and_raised_numbers_are_raised() -> None:
    paper = _tei(
        '<div><p>Our code<ref type="foot" target="#foot_0">1</ref> is out.</p><p>Ten<hi rend="superscript">2</hi>.</p>'
        '</div><note place="foot" xml:id="foot_0">At <ref target="https://example.org/code">this page</ref>.</note>'
    )
    assert "Our code¹ is out.\n\nAt this page.\n\nTen²." in paper.text
    assert _blocks(paper, BlockKind.FOOTNOTE) == ["At this page."]
    assert paper.links == ("https://example.org/code",)


def test_back_matter_gets_headings_and_annexes_follow_the_references() -> None:
    paper = _tei(
        "<div><p>Birds.</p></div>",
        '<div type="acknowledgement"><div><p>We thank the reeds.</p></div></div>'
        '<div type="availability"><div><head>Data and code</head><p>All is open.</p></div></div>'
        '<div type="annex"><div><head n="A">More ponds</head><p>Ten more.</p></div></div>' + ENTRIES,
    )
    assert [(s.heading, s.kind) for s in paper.sections[-4:]] == [
        ("Acknowledgements", SectionKind.ACKNOWLEDGEMENTS),
        ("Data and code", SectionKind.DATA),
        ("References", SectionKind.REFERENCES),
        ("A More ponds", SectionKind.APPENDIX),
    ]


def test_formulas_have_no_sentences_and_keywords_are_kept() -> None:
    paper = _tei("<div><p>Counts are</p><formula>n = 2 r<label>(1)</label></formula><p>where r is wet.</p></div>")
    assert _blocks(paper, BlockKind.OTHER) == ["n = 2 r(1)"]
    assert "Keywords: birds, counting" in paper.text


def test_a_header_without_a_text_is_no_paper() -> None:
    with pytest.raises(UnreadablePaperError) as caught:
        read_tei("x.xml", b"<TEI><teiHeader/></TEI>")
    assert caught.value.code is ReasonCode.NO_TEXT
