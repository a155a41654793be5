from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.slashes import parted_by_slashes

D, M = EntityKind.DATASET, EntityKind.MODEL


def mention(at: int, surface: str, kind: EntityKind = D, canonical: str | None = None) -> Mention:
    return Mention(Span(at, at + len(surface)), surface, kind, ("crf",), 0.8, canonical)


def surfaces(*mentions: Mention) -> list[tuple[int, str]]:
    return [(m.span.start, m.surface) for m in parted_by_slashes(mentions)]


def test_names_that_stand_alone_elsewhere_are_parted() -> None:
    assert surfaces(mention(0, "Reed/Marsh"), mention(20, "Reed"), mention(30, "Marsh")) == [
        (0, "Reed"),
        (5, "Marsh"),
        (20, "Reed"),
        (30, "Marsh"),
    ]


def test_a_name_of_which_a_part_never_stands_alone_is_one() -> None:
    assert surfaces(mention(0, "Reed-B/16", M), mention(20, "Reed-B", M)) == [(0, "Reed-B/16"), (20, "Reed-B")]


def test_a_part_of_another_kind_is_none_of_its_names() -> None:
    assert surfaces(mention(0, "Reed/Marsh"), mention(20, "Reed"), mention(30, "Marsh", M))[0] == (0, "Reed/Marsh")


def test_a_known_name_keeps_its_slash() -> None:
    assert surfaces(mention(0, "Reed/Marsh", canonical="Reed/Marsh"), mention(20, "Reed"), mention(30, "Marsh"))[0] == (
        0,
        "Reed/Marsh",
    )


def test_known_names_are_parted_though_they_stand_nowhere_else() -> None:
    known = {(Span(0, 4), D): "ReedQA", (Span(5, 10), D): "MarshQA"}
    parts = parted_by_slashes([mention(0, "Reed/Marsh")], known)
    assert [(m.surface, m.canonical) for m in parts] == [("Reed", "ReedQA"), ("Marsh", "MarshQA")]


def test_one_piece_that_nothing_speaks_for_keeps_the_name_whole() -> None:
    assert len(parted_by_slashes([mention(0, "Reed/Marsh")], {(Span(0, 4), D): "ReedQA"})) == 1
    assert len(parted_by_slashes([mention(0, "Reed/Marsh")], {(Span(0, 4), M): "Reed", (Span(5, 10), M): "M"})) == 1
