from kg.core.lineage import Edge, LineagePath
from kg.core.statement import Predicate
from kg.tracing.introductions import Origin, introductions, origin, wholes

from . import world as w

P = Predicate
FIRST = w.paper("First Work", read=False)
SECOND = w.paper("Second Work", read=False)
WHOLE = w.dataset("Whole")
PATH = LineagePath(
    (
        w.edge(w.paper("Start"), P.USES, w.HERON, w.said("Start", "We use Heron.", 1)),
        w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.said("Maker", "Heron is trained on Ponds.", 2)),
    )
)


def told(*edges: Edge) -> Origin | None:
    source = w.MemorySource((FIRST, SECOND, WHOLE, w.PONDS, w.HERON), edges)
    return origin(introductions(source, w.PONDS.iri), wholes(source, w.PONDS.iri), PATH)


def cited(work: w.Node, *evidence: w.SourcedEvidence) -> Edge:
    return w.edge(w.PONDS, P.INTRODUCED_BY, work, *evidence)


PART = w.edge(WHOLE, P.HAS_PART, w.PONDS, w.said("Maker", "the Ponds part of Whole (First)", 2))
WHOLE_CITED = w.edge(WHOLE, P.INTRODUCED_BY, FIRST, w.said("Maker", "Whole (First)", 2))
BACKGROUND = cited(SECOND, w.known())


def works(answer: Origin | None) -> list[str]:
    return [] if answer is None else [i.work.label for i in answer.introductions]


def test_what_the_paper_of_the_last_hop_cites_comes_first() -> None:
    answer = told(cited(FIRST, w.said("Maker", "Ponds (First)", 2, 0.5)), BACKGROUND, PART, WHOLE_CITED)
    assert works(answer) == ["First Work"]
    assert answer is not None
    assert answer.part is None


def test_a_greater_dataset_comes_next_with_the_introduction_cited_for_it() -> None:
    answer = told(BACKGROUND, PART, WHOLE_CITED)
    assert works(answer) == ["First Work"]
    assert answer is not None
    assert answer.part is not None
    assert answer.part.whole == WHOLE


def test_a_greater_dataset_that_nobody_on_the_way_speaks_of_is_not_told() -> None:
    elsewhere = w.edge(WHOLE, P.HAS_PART, w.PONDS, w.known())
    assert told(elsewhere, WHOLE_CITED) is None


def test_background_comes_before_what_papers_elsewhere_cite() -> None:
    elsewhere = cited(FIRST, w.said("Elsewhere", "Ponds (First)", 1, 0.95))
    assert works(told(elsewhere, BACKGROUND)) == ["Second Work"]
    assert works(told(elsewhere)) == ["First Work"]


def test_a_doubtful_citation_elsewhere_is_not_told() -> None:
    assert told(cited(FIRST, w.said("Elsewhere", "Ponds (First)", 1, 0.75))) is None
    assert told(cited(FIRST, w.said("Start", "Ponds (First)", 1, 0.75))) is None
