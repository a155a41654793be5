"""S2ORC of all its releases, in invented samples."""

import json

import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.s2orc.paper import read_s2orc

INTRO = "We use MarshBirds (Heron, 2019) and reeds, see Table 1."
BODY = [
    {
        "text": INTRO,
        "cite_spans": [{"start": 18, "end": 31, "text": "(Heron, 2019)", "ref_id": "BIBREF0"}],
        "ref_spans": [{"start": 47, "end": 54, "text": "Table 1", "ref_id": "TABREF0"}],
        "section": "Introduction",
        "sec_num": "1",
    },
    {"text": "We sat at ponds.", "cite_spans": [], "ref_spans": [], "section": "Training Data", "sec_num": "2.1"},
    {"text": "We sat long.", "cite_spans": [], "ref_spans": [], "section": "Training Data", "sec_num": "2.1"},
]
ENTRIES = {
    "BIBREF0": {
        "ref_id": "b0",
        "title": "MarshBirds: a corpus",
        "authors": [{"first": "C", "middle": ["D"], "last": "Heron", "suffix": ""}],
        "year": 2019,
        "venue": "Bird Data",
        "volume": "3",
        "pages": "1--9",
        "other_ids": {"DOI": ["10.1234/Marsh"], "arXiv": ["1901.00001"]},
    },
    "BIBREF1": {"title": "", "authors": [], "year": None, "raw_text": "D. Rail. Calls at dusk. Dusk Journal, 2015."},
}
FLOATS = {
    "TABREF0": {
        "text": "Counts of birds.",
        "type": "table",
        "num": "1",
        "content": "<table><tr><td>Pond</td><td>Birds</td></tr><tr><td>Reed</td><td>7</td></tr></table>",
    },
    "FIGREF0": {"text": "Figure 1: A pond.", "type_str": "figure", "fig_num": "1"},
}
PARSE = {"abstract": [{"text": "We count."}], "body_text": BODY, "bib_entries": ENTRIES, "ref_entries": FLOATS}
METADATA = {"title": "Counting Birds", "authors": [{"first": "Ada", "middle": [], "last": "Lark", "suffix": "Jr."}]}


def _read(record: object) -> Document:
    return read_s2orc("paper.json", json.dumps(record).encode())


def _quotes(paper: Document) -> list[tuple[str, str]]:
    return [(paper.quote(c.span), c.reference_key) for c in paper.citations]


def _code(data: bytes) -> ReasonCode:
    with pytest.raises(UnreadablePaperError) as caught:
        read_s2orc("paper.json", data)
    return caught.value.code


@pytest.mark.parametrize(
    "record",
    [
        {"paper_id": "1", "metadata": METADATA | {"year": "2021", "doi": "10.1/x"}, **PARSE, "back_matter": []},
        {"paper_id": "1", **METADATA, "year": "2021", "identifiers": {"doi": "10.1/x"}, "pdf_parse": PARSE},
        {"paper_id": "1", **METADATA, "year": 2021, "doi": "10.1/x", "latex_parse": PARSE, "pdf_parse": {}},
    ],
    ids=["release", "doc2json", "latex"],
)
def test_each_release_is_read_alike(record: dict[str, object]) -> None:
    paper = _read(record)
    assert (paper.title, paper.authors, paper.reader) == ("Counting Birds", ("Ada Lark Jr.",), "s2orc")
    assert [(s.heading, s.kind, s.level) for s in paper.sections] == [
        ("", SectionKind.FRONT, 1),
        ("Abstract", SectionKind.ABSTRACT, 1),
        ("1 Introduction", SectionKind.INTRODUCTION, 1),
        ("2.1 Training Data", SectionKind.DATA, 2),
        ("References", SectionKind.REFERENCES, 1),
    ]
    assert _quotes(paper) == [("Heron, 2019", "heron2019")]
    assert paper.year == 2021
    assert paper.doi == "10.1/x" or paper.doi is None


def test_entries_have_their_parts() -> None:
    first, second = _read({"paper_id": "1", **PARSE}).references
    assert (first.title, first.authors, first.venue) == ("MarshBirds: a corpus", ("C. D. Heron",), "Bird Data")
    assert (first.doi, first.arxiv, first.year) == ("10.1234/marsh", "1901.00001", 2019)
    assert first.raw.startswith("C. D. Heron. MarshBirds: a corpus. Bird Data, 3:1-9, 2019")
    assert (second.title, second.authors, second.year) == ("Calls at dusk", ("D. Rail",), 2015)


def test_tables_and_figures_have_captions_and_cells() -> None:
    paper = _read({"paper_id": "1", **PARSE})
    (table,) = paper.tables
    assert [[paper.quote(c) for c in row if c] for row in table.rows] == [["Pond", "Birds"], ["Reed", "7"]]
    captions = [paper.quote(b.span) for b in paper.blocks if b.kind is BlockKind.CAPTION]
    assert captions == ["Table 1: Counts of birds.", "Figure 1: A pond."]
    assert paper.text.index("Table 1: Counts") < paper.text.index("2.1 Training Data")


def test_back_matter_and_numbered_markers_of_cord_19_are_read() -> None:
    text = "Birds are few [1, 2]."
    body = [
        {
            "text": text,
            "cite_spans": [
                {"start": 14, "end": 17, "text": "[1,", "ref_id": "BIBREF0"},
                {"start": 18, "end": 20, "text": "2]", "ref_id": "BIBREF1"},
            ],
            "section": "Discussion",
        }
    ]
    back = [{"text": "We thank the reeds.", "section": "Acknowledgements", "cite_spans": []}]
    paper = _read({"paper_id": "ab", "metadata": METADATA, **PARSE, "body_text": body, "back_matter": back})
    assert _quotes(paper) == [("1", "1"), ("2", "2")]
    assert [s.kind for s in paper.sections][-2:] == [SectionKind.ACKNOWLEDGEMENTS, SectionKind.REFERENCES]


def _annotated(parts: list[tuple[str | None, str, dict[str, object]]]) -> dict[str, object]:
    """The content of a record of the API: each part is a kind, a text and attributes; "/" before a kind goes back."""
    text, found = "", dict[str, list[dict[str, object]]]()
    for kind, words, attributes in parts:
        if kind is not None and kind.startswith("/"):  # annotates the last occurrence of its words
            start = text.rindex(words)
            found.setdefault(kind[1:], []).append({"start": start, "end": start + len(words), "attributes": attributes})
            continue
        if kind is not None:
            found.setdefault(kind, []).append(
                {"start": len(text), "end": len(text) + len(words), "attributes": attributes}
            )
        text += words + "\n\n"
    return {"text": text, "annotations": {k: json.dumps(v) for k, v in found.items()} | {"formula": None}}


CONTENT = _annotated([
    ("title", "Counting Birds", {}),
    ("author", "Ada Lark", {}),
    ("abstract", "We count.", {}),
    ("sectionheader", "Introduction", {"n": "1"}),
    ("paragraph", "We use MarshBirds [1].", {}),
    ("/bibref", "[1]", {"ref_id": "b0"}),
    ("sectionheader", "Ponds", {"n": "1.1"}),
    ("paragraph", "They are wet.", {}),
    ("figurecaption", "Figure 1: A pond.", {}),
    ("bibentry", "MarshBirds: a corpus\nC Heron\nBird Data\n2019", {"id": "b0"}),
    ("/bibtitle", "MarshBirds: a corpus", {}),
    ("/bibauthor", "C Heron", {}),
    ("/bibvenue", "Bird Data", {}),
])  # fmt: skip


def test_a_text_with_annotations_is_read() -> None:
    paper = _read({"corpusid": 7, "externalids": {"ArXiv": "2101.01234", "DOI": None}, "content": CONTENT})
    assert (paper.title, paper.authors, paper.arxiv, paper.year) == (
        "Counting Birds",
        ("Ada Lark",),
        "2101.01234",
        2021,
    )
    assert [(s.heading, s.level) for s in paper.sections if s.heading] == [
        ("Abstract", 1),
        ("1 Introduction", 1),
        ("1.1 Ponds", 2),
        ("References", 1),
    ]
    assert _quotes(paper) == [("1", "1")]
    (entry,) = paper.references
    assert (entry.title, entry.authors, entry.venue, entry.year) == (
        "MarshBirds: a corpus", ("C Heron",), "Bird Data", 2019,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 200_000, ReasonCode.DAMAGED),
        (b'{"body_text": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, ReasonCode.DAMAGED),
        (b'{"paper_id": NaN, "body_text": []}', ReasonCode.DAMAGED),
        (b'{"name": "a-package", "version": "1.0.0"}', ReasonCode.NOT_A_PAPER),
        (b'{"paper_id": 1}\n{"paper_id": 2}\n', ReasonCode.UNSUPPORTED),
        (b'[{"paper_id": 1}, {"paper_id": 2}]', ReasonCode.UNSUPPORTED),
        (b'{"paper_id": "1", "abstract": [{"text"', ReasonCode.DAMAGED),
        (b'{"corpusid": 1, "content": {"text": "", "annotations": {}}}', ReasonCode.NO_TEXT),
        (b'"words"', ReasonCode.NOT_A_PAPER),
    ],
)
def test_json_that_holds_no_paper_is_refused_with_its_reason(data: bytes, code: ReasonCode) -> None:
    assert _code(data) is code


def test_values_of_the_wrong_kind_are_passed_over() -> None:
    long_number = b"9" * 100_000
    data = json.dumps({"paper_id": "1", **PARSE, "year": "NUMBER", "authors": {"a": 1}, "venue": ["x"]}).encode()
    data = data.replace(b'"NUMBER"', long_number).replace(b'"year": 2019', b'"year": 1e999, "year": ' + long_number)
    paper = read_s2orc("paper.json", data)
    assert (paper.year, paper.authors, paper.venue) == (None, (), None)
    assert paper.references[0].year is None
    record = {"paper_id": "1", "abstract": "We count.", "body_text": [7, {"text": 8}, {"text": "Birds.", "section": 9}]}
    assert "Birds." in _read(record).text


def test_spans_outside_their_text_are_passed_over() -> None:
    block = {
        "text": "Birds.",
        "cite_spans": [{"start": -1, "end": 3}, {"start": 2, "end": 99, "ref_id": "BIBREF0"}, {"start": True}, 5],
    }
    assert _read({"paper_id": "1", "body_text": [block], "bib_entries": ENTRIES}).citations == ()
