"""JATS and the NLM form before it, in invented samples."""

import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.jats.paper import read_jats

FRONT = """<front><journal-meta><journal-title-group><journal-title>Journal of Birds</journal-title>
</journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">123</article-id><article-id pub-id-type="doi">10.1234/JB.7</article-id>
<title-group><article-title>Counting <italic>Marsh</italic> Birds<xref ref-type="fn" rid="n9">*</xref></article-title>
</title-group><contrib-group><contrib contrib-type="author"><name><surname>Lark</surname>
<given-names>Ada B</given-names></name><xref ref-type="aff" rid="a1">1</xref></contrib>
<contrib contrib-type="author"><collab>Reed Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Owl</surname><given-names>O</given-names></name></contrib></contrib-group>
<pub-date pub-type="collection"><year>2022</year></pub-date><pub-date pub-type="epub"><year>2021</year></pub-date>
<permissions><license xlink:href="https://example.org/by"><license-p>Open.</license-p></license></permissions>
<abstract><sec><title>Background</title><p>Birds are few.</p></sec><sec><title>Methods</title><p>We count.</p></sec>
</abstract><abstract abstract-type="graphical"><p>A picture.</p></abstract>
<kwd-group><kwd>birds</kwd><kwd>reeds</kwd></kwd-group></article-meta></front>"""

REFS = """<ref-list><title>References</title>
<ref id="B1"><label>1</label><mixed-citation publication-type="journal"><name><surname>Heron</surname><given-names>CD
</given-names></name>, <name><surname>Rail</surname><given-names>D</given-names></name>. <article-title>MarshBirds: a
corpus</article-title>. <source>Bird Data</source>. <year>2019</year>;<volume>3</volume>: <fpage>1</fpage>–<lpage>9
</lpage>. <pub-id pub-id-type="doi">10.1234/marsh</pub-id></mixed-citation></ref>
<ref id="B2"><label>2.</label><element-citation publication-type="book"><person-group person-group-type="author">
<name><surname>Marsh</surname><given-names>Bo</given-names></name></person-group><source>A book of reeds</source>
<year>2011</year><publisher-name>Reed Press</publisher-name></element-citation></ref>
<ref id="B3"><label>3</label><citation-alternatives><element-citation><person-group><name><surname>Rail</surname>
<given-names>D</given-names></name></person-group><article-title>Calls at dusk</article-title><source>arXiv</source>
<year>2015</year><pub-id pub-id-type="arxiv">1501.00002</pub-id></element-citation><mixed-citation>Rail D (2015) Calls
at dusk. arXiv.</mixed-citation></citation-alternatives></ref>
<ref id="B4"><label>4</label><nlm-citation citation-type="journal"><person-group person-group-type="author"><name>
<surname>Teal</surname><given-names>E</given-names></name></person-group><article-title>Ponds</article-title>
<source>Pond Letters</source><year>2001</year></nlm-citation></ref>
<ref id="B5"><label>5</label><mixed-citation>F. Snipe. Dusk in the reeds. Bird Notes, 2003.</mixed-citation></ref>
</ref-list>"""

PROLOG = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
"""


def _jats(body: str, back: str = REFS, after: str = "") -> Document:
    article = f"""{PROLOG}<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article">{FRONT}
<body>{body}</body><back>{back}</back>{after}</article>"""
    return read_jats("paper.nxml", article.encode())


def _quotes(paper: Document) -> list[tuple[str, str]]:
    return [(paper.quote(c.span), c.reference_key) for c in paper.citations]


def _blocks(paper: Document, kind: BlockKind) -> list[str]:
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


def _cite(ident: str, shown: str) -> str:
    return f'<xref ref-type="bibr" rid="{ident}">{shown}</xref>'


def test_the_front_says_who_wrote_what_when_and_where() -> None:
    paper = _jats("<p>Birds.</p>")
    assert (paper.title, paper.authors) == ("Counting Marsh Birds", ("Ada B. Lark", "Reed Group"))
    assert (paper.year, paper.doi, paper.venue, paper.reader) == (2021, "10.1234/jb.7", "Journal of Birds", "jats")


def test_headings_inside_an_abstract_run_in() -> None:
    paper = _jats("<p>Birds.</p>")
    assert "Background: Birds are few.\n\nMethods: We count." in paper.text
    assert "A picture" not in paper.text
    assert [s.kind for s in paper.sections][:2] == [SectionKind.FRONT, SectionKind.ABSTRACT]


def test_sections_nest_and_a_type_tells_what_a_heading_does_not() -> None:
    paper = _jats(
        '<sec sec-type="intro"><label>1</label><title>Why birds</title><p>Few.</p></sec>'
        '<sec sec-type="materials|methods"><label>2</label><title>At the pond</title><p>We sat.</p>'
        "<sec><label>2.1</label><title>Boats</title><p>Two.</p></sec></sec>"
    )
    assert [(s.heading, s.level, s.kind) for s in paper.sections[2:5]] == [
        ("1 Why birds", 1, SectionKind.INTRODUCTION),
        ("2 At the pond", 1, SectionKind.METHOD),
        ("2.1 Boats", 2, SectionKind.METHOD),
    ]


def test_groups_and_ranges_of_markers_cite_all_their_entries() -> None:
    paper = _jats(
        f"<p>One [{_cite('B1', '1')}], two [{_cite('B1', '1')},{_cite('B4', '4')}], some birds "
        f"[{_cite('B2', '2')}–{_cite('B4', '4')}], many [{_cite('B2 B3', '2,3')}], "
        f"parted [{_cite('B3', '3')}]–[{_cite('B5', '5')}].</p>"
    )
    keys: dict[str, set[str]] = {}
    for shown, key in _quotes(paper):
        keys.setdefault(shown, set()).add(key)
    assert keys["2–4"] == {"2", "3", "4"}
    assert keys["3]–[5"] == {"4"}
    assert sorted(k for _, k in _quotes(paper)) == sorted("11423423345")


def test_raised_markers_are_raised_in_the_text_and_exponents_are_none() -> None:
    paper = _jats(
        f"<p>Birds are few.<sup>{_cite('B1', '1')},{_cite('B2', '2')}</sup> Reeds too.{_cite('B3', '<sup>3</sup>')} "
        f"On 10<sup>2</sup> m<sub>2</sub> there are none.<sup>{_cite('B3', '3')}–{_cite('B5', '5')}</sup></p>"
    )
    assert "Birds are few.¹,² Reeds too.³ On 10² m2 there are none.³⁻⁵" in paper.text.replace("–", "⁻")
    assert sorted(k for _, k in _quotes(paper)) == ["1", "2", "3", "3", "4", "5"]


def test_author_year_markers_keep_their_words() -> None:
    paper = _jats(
        f"<p>As {_cite('B1', 'Heron and Rail (2019)')} say ({_cite('B4', 'Teal, 2001')}).</p>",
        REFS.replace("<label>", "<!--").replace("</label>", "-->"),
    )
    assert _quotes(paper) == [("Heron and Rail (2019)", "heron2019"), ("Teal, 2001", "teal2001")]


def test_entries_of_all_kinds_have_their_parts() -> None:
    mixed, book, both, old, plain = _jats("<p>Birds.</p>").references
    assert (mixed.key, mixed.title, mixed.authors) == ("1", "MarshBirds: a corpus", ("C. D. Heron", "D. Rail"))
    assert (mixed.year, mixed.venue, mixed.doi) == (2019, "Bird Data", "10.1234/marsh")
    assert mixed.raw.startswith("Heron CD, Rail D. MarshBirds: a corpus. Bird Data. 2019;3: 1–9")
    assert (book.key, book.title, book.authors, book.venue) == ("2", "A book of reeds", ("Bo Marsh",), "Reed Press")
    assert (both.title, both.arxiv, both.raw) == ("Calls at dusk", "1501.00002", "Rail D (2015) Calls at dusk. arXiv.")
    assert (old.title, old.authors, old.year, old.venue) == ("Ponds", ("E. Teal",), 2001, "Pond Letters")
    assert (plain.title, plain.authors, plain.year) == ("Dusk in the reeds", ("F. Snipe",), 2003)


def test_a_table_with_spans_is_a_grid_and_its_notes_are_footnotes() -> None:
    paper = _jats(
        '<sec><title>Results</title><table-wrap id="T1"><label>Table 1</label><caption><title>Counts.</title></caption>'
        '<alternatives><graphic/><table><thead><tr><th rowspan="2">Pond</th><th colspan="2">Birds</th></tr>'
        "<tr><th>2019</th><th>2020</th></tr></thead><tbody><tr><td>Reed</td><td/><td>7<sup>a</sup></td></tr></tbody>"
        f"</table></alternatives><table-wrap-foot><fn><p>From {_cite('B1', '1')}.</p></fn></table-wrap-foot>"
        "</table-wrap></sec>"
    )
    (table,) = paper.tables
    assert [[paper.quote(c) if c else "" for c in row] for row in table.rows] == [
        ["Pond", "Birds", ""],
        ["", "2019", "2020"],
        ["Reed", "", "7a"],
    ]
    assert _blocks(paper, BlockKind.CAPTION) == ["Table 1. Counts."]
    assert _blocks(paper, BlockKind.FOOTNOTE) == ["From 1."]


def test_floats_at_the_end_follow_the_paragraph_that_speaks_of_them() -> None:
    paper = _jats(
        '<sec><title>Results</title><p>See <xref ref-type="fig" rid="F1">Fig 1</xref>.</p><p>Then more.</p></sec>',
        after='<floats-group><fig id="F1"><label>Fig 1</label><caption><p>A pond.</p></caption></fig></floats-group>',
    )
    assert "See Fig 1.\n\nFig 1. A pond.\n\nThen more." in paper.text


def test_formulas_lists_and_footnotes_stand_apart() -> None:
    paper = _jats(
        "<p>Counts are <inline-formula><mml:math><mml:msup><mml:mi>n</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"
        "</inline-formula>:<disp-formula><tex-math>\\documentclass{x}\\begin{document}$$a = b$$</tex-math>"
        "</disp-formula>and so on.<fn id='f1'><p>Really.</p></fn></p>"
        "<list><list-item><p>One pond.</p></list-item><list-item><p>Two ponds.</p></list-item></list>"
    )
    assert "Counts are n²:" in paper.text
    assert _blocks(paper, BlockKind.OTHER) == ["a = b"]
    assert _blocks(paper, BlockKind.FOOTNOTE) == ["Really."]
    assert {"One pond.", "Two ponds."} <= set(_blocks(paper, BlockKind.PARAGRAPH))


def test_back_matter_is_read_and_what_others_wrote_is_not() -> None:
    paper = _jats(
        "<sec><title>Discussion</title><p>Few.</p></sec>",
        "<ack><p>We thank the reeds.</p></ack><sec sec-type='data-availability'><title>Where the files are</title>"
        "<p>At <ext-link xlink:href='https://example.org/d'>a site</ext-link>.</p></sec>"
        + REFS
        + "<app-group><app><title>More ponds</title><p>Ten.</p></app></app-group>",
        "<sub-article><front-stub><title-group><article-title>Decision letter</article-title></title-group>"
        "</front-stub><body><p>A reviewer trained on FakeSet.</p></body></sub-article>",
    )
    assert [(s.heading, s.kind) for s in paper.sections[-4:]] == [
        ("Acknowledgements", SectionKind.ACKNOWLEDGEMENTS),
        ("Where the files are", SectionKind.DATA),
        ("References", SectionKind.REFERENCES),
        ("More ponds", SectionKind.APPENDIX),
    ]
    assert "FakeSet" not in paper.text
    assert paper.links == ("https://example.org/d",)


def test_an_article_inside_an_envelope_is_found_and_two_are_refused() -> None:
    inner = f"<article>{FRONT}<body><p>Birds.</p></body></article>".replace("xlink:href", "href")
    assert read_jats("x.xml", f"<pmc-articleset>{inner}</pmc-articleset>".encode()).title == "Counting Marsh Birds"
    with pytest.raises(UnreadablePaperError, match="several papers") as caught:
        read_jats("x.xml", f"<pmc-articleset>{inner}{inner}</pmc-articleset>".encode())
    assert caught.value.code is ReasonCode.UNSUPPORTED


def test_an_article_of_another_kind_of_xml_is_refused() -> None:
    with pytest.raises(UnreadablePaperError, match="another form than JATS"):
        read_jats("x.xml", b"<article xmlns='http://docbook.org/ns/docbook'><title>Birds</title></article>")
