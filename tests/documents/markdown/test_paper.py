from kg.core.document import BlockKind, Document, SectionKind
from kg.documents.markdown.paper import document_from_markdown

PAPER = """# Quail-2: Counting Marsh Birds

Ada Lark $^{*a}$

Ben Finch $^{b}$

## Abstract

We count birds with **Quail-2**, trained on little
data. It is 8$\\times$ smaller than [Quail-1](#page-2-1).

## 1 Introduction

Birds are counted by hand, which takes long and is sel-
dom repeated. The seldom read guide

![](images/marsh.jpg)

<details>
<summary>chart</summary>

| day | birds |
| --- | --- |
| Monday | 7 |
</details>

Figure 1: A marsh.

of the marsh helps (Lark, 2019).

```python
birds = "CountBench"
```

**2.1 Training Data**

<table><tr><td rowspan="2">Model</td><td>Birds</td></tr><tr><td>7</td></tr></table>

| Set | Size |
|-----|-----:|
| MarshBirds | 190 |

- MarshBirds is ours.
- OtherBirds is not.

$$
a = b
$$

# References

Lark, A. Counting birds twice. Marsh Studies, 2019.

# A Further Counts

More counts.
"""


def _paper() -> Document:
    return document_from_markdown(PAPER, "quail.md")


def _blocks(kind: BlockKind) -> list[str]:
    paper = _paper()
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


def test_the_first_heading_is_the_title_and_authors_follow() -> None:
    assert _paper().title == "Quail-2: Counting Marsh Birds"
    assert _paper().authors == ("Ada Lark", "Ben Finch")


def test_headings_of_both_forms_become_sections() -> None:
    assert [(s.heading, s.kind) for s in _paper().sections] == [
        ("", SectionKind.FRONT),
        ("Abstract", SectionKind.ABSTRACT),
        ("1 Introduction", SectionKind.INTRODUCTION),
        ("2.1 Training Data", SectionKind.DATA),
        ("References", SectionKind.REFERENCES),
        ("A Further Counts", SectionKind.APPENDIX),
    ]


def test_sections_tile_the_text() -> None:
    paper = _paper()
    assert "".join(paper.quote(s.span) for s in paper.sections) == paper.text


def test_marks_formulas_and_line_breaks_are_read_as_written() -> None:
    assert "We count birds with Quail-2, trained on little data. It is 8× smaller than Quail-1." in _paper().text


def test_paragraphs_go_on_past_figures_and_words_are_mended() -> None:
    sentences = [_paper().quote(s) for s in _paper().sentences]
    assert "Birds are counted by hand, which takes long and is seldom repeated." in sentences
    assert "The seldom read guide of the marsh helps (Lark, 2019)." in sentences


def test_code_details_and_formulas_have_no_sentences() -> None:
    told = " ".join(_paper().quote(s) for s in _paper().sentences)
    assert not any(word in told for word in ("CountBench", "Monday", "a = b", "marsh.jpg"))
    assert "marsh.jpg" not in _paper().text


def test_tables_of_both_forms_become_rows_with_tabs() -> None:
    assert _blocks(BlockKind.TABLE) == ["Model\tBirds\n\t7", "Set\tSize\nMarshBirds\t190"]
    assert _blocks(BlockKind.CAPTION) == ["Figure 1: A marsh."]


def test_items_of_a_list_are_blocks_of_their_own() -> None:
    assert {"MarshBirds is ours.", "OtherBirds is not."} <= set(_blocks(BlockKind.PARAGRAPH))


def test_a_text_without_a_title_has_none() -> None:
    assert document_from_markdown("## Abstract\n\nWe count.\n", "a.md").title is None


def test_unclosed_marks_do_no_harm() -> None:
    for odd in (
        "```\nopen",
        "<details>\nopen",
        "<table><tr><td>x",
        "$$\nopen",
        "[a](b",
        "**bold",
        "| a |",
        "<!-- open",
    ):
        assert document_from_markdown(f"# T\n\nWe count.\n\n{odd}", "a.md").sections


PANDOC = """---
title: "Counting Marsh Birds"
author:
  - name: Ada Lark
    affiliation: Marsh University
  - Ben Finch
date: 2021-05-03
doi: 10.1234/birds.7
---

Abstract
========

We count birds with [MarshBirds][mb].

1 Introduction
--------------

As said[^1] before, we count[^note].

<h2 id="data">2 Training Data</h2>

> We train on MarshBirds (Heron, 2019).

: Table 1: Counts of birds.

[^1]: A footnote with words.
[^note]: Another one.

[mb]: https://example.org/marsh "The corpus"

## References {#refs .unnumbered}

Heron, C. (2019). MarshBirds: a corpus. *Bird Data*, 3, 1–9.
"""


def test_markdown_as_people_write_it_is_read_with_its_metadata() -> None:
    paper = document_from_markdown(PANDOC, "p.md")
    assert (paper.title, paper.authors) == ("Counting Marsh Birds", ("Ada Lark", "Ben Finch"))
    assert (paper.year, paper.doi) == (2021, "10.1234/birds.7")
    assert [(s.heading, s.kind) for s in paper.sections] == [
        ("", SectionKind.FRONT),
        ("Abstract", SectionKind.ABSTRACT),
        ("1 Introduction", SectionKind.INTRODUCTION),
        ("2 Training Data", SectionKind.DATA),
        ("References", SectionKind.REFERENCES),
    ]
    assert paper.links == ("https://example.org/marsh",)
    assert "As said¹ before, we count." in paper.text
    blocks = {paper.quote(b.span): b.kind for b in paper.blocks}
    assert blocks["¹ A footnote with words."] is BlockKind.FOOTNOTE
    assert blocks["Table 1: Counts of birds."] is BlockKind.CAPTION
    assert [paper.quote(c.span) for c in paper.citations] == ["Heron, 2019"]


def test_rules_and_code_are_taken_for_no_headings_and_no_metadata() -> None:
    text = "---\n\n# Birds\n\nA sentence that ends.\n---\n\n```\nnot a heading\n===\n> kept\n```\n\nMore birds.\n"
    paper = document_from_markdown(text, "p.md")
    assert [s.heading for s in paper.sections] == [""]
    assert paper.title == "Birds"
    assert "> kept" in paper.text
