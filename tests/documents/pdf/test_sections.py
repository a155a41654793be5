from kg.core.document import BlockKind
from kg.documents.pdf.composition import Composer
from kg.documents.pdf.heading_lines import Body, PageBlock
from kg.documents.pdf.hyphenation import Hyphenation
from kg.documents.pdf.page_lines import line_of
from kg.documents.pdf.page_words import Word
from kg.documents.pdf.sections import write_blocks

BODY = Body(10.0, False, 12.0)


def _heading(text: str, y: float) -> PageBlock:
    words, x = [], 72.0
    for start, word in enumerate(text.split()):
        words.append(Word(word, start, x, x + 5 * len(word), y, 11.0, True, False, False, False, not words))
        x += 5 * len(word) + 3
    return PageBlock(BlockKind.HEADING, (line_of(words, 0),))


def test_an_outline_below_the_papers_title_counts_from_the_first_heading() -> None:
    blocks = [_heading(text, 700 - 20 * i) for i, text in enumerate(("Introduction", "Counting", "Conclusion"))]
    outline = ((1, "Birds of the Marsh"), (2, "Introduction"), (3, "Counting"), (2, "Conclusion"))
    headings = write_blocks(Composer(Hyphenation([])), blocks, BODY, outline)
    assert [(h.text, h.level) for h in headings] == [("Introduction", 1), ("Counting", 2), ("Conclusion", 1)]
