import pytest

from kg.core.document import SectionKind
from kg.documents.sections import Heading, sections_of


def _kinds(*headings: tuple[str, int]) -> list[SectionKind]:
    made = [Heading(10 * (i + 1), text, level) for i, (text, level) in enumerate(headings)]
    return [s.kind for s in sections_of(10 * (len(made) + 1), made)][1:]


def test_sections_tile_the_text_with_the_front_matter_first() -> None:
    sections = sections_of(30, [Heading(10, "1 Introduction", 1), Heading(20, "2 Method", 1)])
    assert [(s.span.start, s.span.end) for s in sections] == [(0, 10), (10, 20), (20, 30)]
    assert (sections[0].kind, sections[0].heading) == (SectionKind.FRONT, "")


def test_a_text_without_headings_is_front_matter_and_an_empty_one_has_no_sections() -> None:
    assert [s.kind for s in sections_of(5, [])] == [SectionKind.FRONT]
    assert sections_of(0, []) == ()


def test_a_kind_is_inherited_from_the_enclosing_heading() -> None:
    assert _kinds(("3 Experiments", 1), ("3.1 Marshes", 2), ("3.2 Training Data", 2), ("4 Quails", 1)) == [
        SectionKind.EXPERIMENTS,
        SectionKind.EXPERIMENTS,
        SectionKind.DATA,
        SectionKind.OTHER,
    ]


def test_what_follows_the_bibliography_is_appendix() -> None:
    assert _kinds(("References", 1), ("A Training Data", 1), ("A.1 Setup", 2), ("Limitations", 1)) == [
        SectionKind.REFERENCES,
        SectionKind.APPENDIX,
        SectionKind.APPENDIX,
        SectionKind.LIMITATIONS,
    ]


def test_an_appendix_may_stand_before_the_bibliography() -> None:
    assert _kinds(("5 Conclusion", 1), ("A Further Results", 1), ("References", 1)) == [
        SectionKind.CONCLUSION,
        SectionKind.APPENDIX,
        SectionKind.REFERENCES,
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("III. RELATED WORK", SectionKind.RELATED_WORK),
        ("R EFERENCES", SectionKind.REFERENCES),
        ("r e f e r enc e s", SectionKind.REFERENCES),
        ("5. Conclusions and Future Work", SectionKind.CONCLUSION),
        ("Acknowledgments.", SectionKind.ACKNOWLEDGEMENTS),
        ("4.2 Ablation Study", SectionKind.EXPERIMENTS),
        ("Ethics Statement", SectionKind.LIMITATIONS),
        ("2 Our Approach", SectionKind.METHOD),
        ("Preliminaries", SectionKind.BACKGROUND),
    ],
)
def test_headings_tell_their_kind(heading: str, kind: SectionKind) -> None:
    assert _kinds((heading, 1)) == [kind]
