from kg.core.document import Block, BlockKind, SectionKind
from kg.core.spans import Span
from tests.made import document
from tests.statements.telling import stated


def paragraphs(*told: str):
    """A document of one section in which each sentence is a paragraph of its own."""
    made = document(("2 Tasks", SectionKind.DATA, list(told)))
    blocks = [b for b in made.blocks if b.kind is BlockKind.HEADING]
    blocks += [Block(BlockKind.PARAGRAPH, Span(s.start, s.end)) for s in made.sentences]
    return type(made)(**{f: getattr(made, f) for f in made.__slots__ if f != "blocks"}, blocks=tuple(blocks))


def parts(made) -> set[str]:
    return {t[2] for t in stated(made) if t[:2] == ("dataset:waderbench", "has_part")}


def test_items_behind_the_following_are_parts() -> None:
    made = paragraphs(
        "The WaderBench benchmark includes the following datasets:",
        "WaderQA asks about waders.",
        "Reedcalls holds calls.",
        "It was recorded at night.",
    )
    assert parts(made) == {"dataset:waderqa", "dataset:reedcalls"}


def test_a_name_inside_an_item_is_no_part() -> None:
    made = paragraphs("WaderBench includes the following tasks:", "WaderQA was converted from Marshbirds.")
    assert parts(made) == {"dataset:waderqa"}


def test_without_an_announcement_paragraphs_are_no_parts() -> None:
    assert not parts(paragraphs("WaderBench is hard.", "WaderQA asks about waders."))
    assert not parts(paragraphs("WaderBench does not include the following:", "WaderQA asks about waders."))


def test_the_list_ends_where_text_goes_on_about_other_data() -> None:
    told = ["WaderBench includes the following tasks:", "WaderQA asks about waders."]
    told += ["Others like Marshbirds."] * 5 + ["Reedcalls holds calls."]
    assert parts(paragraphs(*told)) == {"dataset:waderqa"}
