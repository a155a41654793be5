"""Scenes are sentences as rules read them, and no longer than rules can read."""

from kg.core.document import Document, SourceFile
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.statements.scenes import LONGEST, Named, Scene, scenes


def scene_of(text: str, *names: str) -> Scene:
    document = Document(SourceFile("a.txt", "text/plain", "0"), "text", text, None, sentences=(Span(0, len(text)),))
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return next(
        scenes(
            document, [Named(span, f"model:{name}", EntityKind.MODEL) for span, name in zip(spans, names, strict=True)]
        )
    )


def test_a_sentence_longer_than_any_is_read_up_to_a_length() -> None:
    scene = scene_of("We train Quail " + "on and on " * 1000 + "and Finch.", "Quail", "Finch")
    assert scene.template.startswith("We train M#0 on and on")
    assert len(scene.template) <= LONGEST
    assert [n.entity_id for n in scene.names] == ["model:Quail"]


def test_a_template_that_markers_lengthen_is_cut_before_a_marker_and_not_within() -> None:
    text = " ".join(chr(0x100 + n) for n in range(1400))
    document = Document(SourceFile("a.txt", "text/plain", "0"), "text", text, None, sentences=(Span(0, len(text)),))
    names = [Named(Span(2 * n, 2 * n + 1), f"model:{n}", EntityKind.MODEL) for n in range(1400)]
    template = next(scenes(document, names)).template
    assert len(template) <= LONGEST
    assert template.split() == [f"M#{n}" for n in range(len(template.split()))]


def test_blanks_before_a_mark_and_at_the_end_are_left_out() -> None:
    assert scene_of("We  train Quail (Wren, 2020)  , too  ", "Quail").template == "We train M#0, too"
