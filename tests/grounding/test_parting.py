from dataclasses import replace

import pytest

from kg.core.document import Reference
from kg.core.extraction import Extraction
from kg.core.statement import PAPER, Predicate, Statement, reference_node
from kg.grounding.parting import Introduced, introduced_in, parted, renamed
from tests.samples import dataset, evidence, quail_1, source_file

TEXT = "We train on Pochard [1]."
BIRDS = "Pochard: sounds of diving ducks on lakes"
RADIO = "Pochard: routing tables from a radio network"


def naming(name: str, title: str | None) -> Extraction:
    """A paper that trains on Pochard and cites a work of this title with it."""
    references = (Reference("1", title, title=title),) if title else ()
    statements = [Statement(PAPER, Predicate.TRAINS_ON, "dataset:pochard", (evidence(TEXT, TEXT),))]
    if title:
        statements.append(
            Statement("dataset:pochard", Predicate.INTRODUCED_BY, reference_node("1"), (evidence(TEXT, TEXT),))
        )
    return replace(
        quail_1(),
        source=source_file(f"{name}.txt", name),
        title=name,
        references=references,
        entities=(dataset("Pochard"),),
        statements=tuple(sorted(statements, key=lambda s: s.triple)),
    )


def ids(*papers: Extraction, known: frozenset[str] = frozenset()) -> list[str]:
    found = parted(i for p in papers for i in introduced_in(p, known.__contains__))
    return [e.id for p in papers for e in renamed(p, found).entities]


def test_an_unknown_name_is_one_thing_in_papers_that_introduce_it_alike_or_not_at_all():
    assert set(ids(naming("a", BIRDS), naming("b", BIRDS), naming("c", None))) == {"dataset:pochard"}


def test_two_works_that_introduce_the_name_are_two_things_in_any_order():
    papers = [naming("a", BIRDS), naming("b", RADIO), naming("c", BIRDS), naming("d", None)]
    first, second, third, fourth = ids(*papers)
    assert first == third != second
    assert fourth == "dataset:pochard" not in (first, second)
    assert ids(*reversed(papers)) == [fourth, third, second, first]


@pytest.mark.parametrize(
    "other",
    [
        "On the diving of ducks",  # does not name it
        "Pochard 2: more sounds of diving ducks on lakes",  # a later version
        "Sounds of diving ducks",
    ],
)
def test_odd_papers_and_later_versions_part_nothing(other: str):
    assert set(ids(naming("a", BIRDS), naming("b", other))) == {"dataset:pochard"}


def test_what_the_registry_knows_is_not_parted_here():
    assert set(ids(naming("a", BIRDS), naming("b", RADIO), known=frozenset({"dataset:pochard"}))) == {"dataset:pochard"}


def test_two_titles_that_a_third_one_joins_are_one_thing():
    shared = "Pochard: sounds of diving ducks, and routing tables from a radio network"
    found = [Introduced(str(n), "dataset:pochard", "pochard", t) for n, t in enumerate((BIRDS, shared, RADIO))]
    assert parted(found) == {}
    assert len(set(parted([found[0], found[2]]).values())) == 2


def test_parted_things_are_one_again_when_the_other_work_is_gone():
    apart = [naming("a", BIRDS), naming("b", RADIO)]
    found = parted(i for p in apart for i in introduced_in(p, lambda _: False))
    first = renamed(apart[0], found)
    assert first != apart[0]
    assert renamed(first, parted(introduced_in(first, lambda _: False))) == apart[0]
