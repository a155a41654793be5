"""Withdrawals, licences, overlaps, and what is followed of a trace."""

from dataclasses import replace

import pytest

from kg.core.licences import LicenceClass
from kg.core.lineage import Licence, Withdrawal
from kg.core.statement import Predicate
from kg.tracing.licensing import licences
from kg.tracing.lineage import trace
from kg.tracing.overlap import overlap
from kg.tracing.withdrawal import NoDateError, withdrawal

from . import world as w

P, L = Predicate, LicenceClass


def licence(name: str, *collections: str) -> Licence:
    return Licence(name, tuple(w.known(c) for c in collections or ("Marsh Register",)))


def test_only_what_papers_in_hand_state_is_followed_if_asked_for() -> None:
    note = w.paper("Note")
    both = w.edge(note, P.USES, w.HERON, w.said("Note", "We use Heron.", 1, 0.8), w.known(confidence=0.5))
    known = w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.known())
    source = w.MemorySource((note, w.HERON, w.PONDS, w.OWLS), (both, known, w.edge(w.HERON, P.TRAINED_ON, w.OWLS)))
    assert {d.node.label for d in trace(source, "Note").datasets} == {"Ponds", "Owls3"}
    answer = trace(source, "Note", read_only=True)
    assert [d.node.label for d in answer.datasets] == ["Owls3"]
    assert answer.datasets[0].paths[0].belief == pytest.approx(0.8 * 0.9)  # the collection's word strengthens nothing


def test_a_model_undisclosed_by_a_collection_alone_is_merely_unknown_to_papers() -> None:
    silent = replace(w.HERON, undisclosed=(w.known(),))
    source = w.MemorySource((silent,))
    assert trace(source, "Heron").undisclosed
    answer = trace(source, "Heron", read_only=True)
    assert (answer.undisclosed, [end.node.label for end in answer.unknown]) == ((), ["Heron"])


def test_works_on_the_way_that_are_cited_and_not_read_are_named() -> None:
    far, read = w.paper("Far Work", read=False), w.paper("Near Work")
    edges = (
        w.edge(w.QUAIL_2, P.FINE_TUNED_FROM, w.QUAIL_1),
        w.edge(w.QUAIL_1, P.TRAINED_ON, w.PONDS, w.known()),
        w.edge(w.QUAIL_1, P.INTRODUCED_BY, far),
        w.edge(w.QUAIL_2, P.INTRODUCED_BY, read),
    )
    source = w.MemorySource((w.QUAIL_1, w.QUAIL_2, w.PONDS, far, read), edges)
    (unread,) = trace(source, "Quail-2").unread
    assert (unread.work, unread.models) == (far, (w.QUAIL_1,))
    told = (*edges[:1], w.edge(w.QUAIL_1, P.TRAINED_ON, w.PONDS), *edges[2:])  # now a paper in hand says so
    assert trace(w.MemorySource((w.QUAIL_1, w.QUAIL_2, w.PONDS, far, read), told), "Quail-2").unread == ()


def test_a_withdrawal_tells_what_rests_on_it_and_of_what_that_is_not_known() -> None:
    reader = w.paper("Crake Reader")
    marsh = w.marsh()
    nodes = (*marsh.papers(), *marsh.models(), *marsh.datasets(), reader)
    source = w.MemorySource(nodes, (*marsh.edges, w.edge(reader, P.USES, w.CRAKE)))
    answer = withdrawal(source, "Marshbirds", "2024-05")
    assert answer.date == "2024-05"
    assert {d.node.label for d in answer.impact.dependents} == {
        "Quail-1", "Quail-2", "Quail: Open Bird Models", "Bittern: Fast Listening",
    }  # fmt: skip
    assert answer.undisclosed == (w.CRAKE,)
    assert [d.node for d in answer.beyond] == [reader]  # Bittern uses Crake too, but is known to be touched
    assert answer.beyond[0].paths[0].edges[0].object == w.CRAKE.iri


@pytest.mark.parametrize("day", ["", "yesterday", "2024-13", "2024-02-30", "24-01-01", "2024-1-1", "2024-01-01T00:00"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(NoDateError, match="write 2023"):
        withdrawal(w.marsh(), "Marshbirds", day)


def test_licences_stand_with_the_path_by_which_they_enter_and_unknown_ones_apart() -> None:
    stated = {w.MARSHBIRDS.iri: (licence("cc-by-sa-4.0"),), w.QUAIL_1.iri: (licence("Marsh Terms"),)}
    marsh = w.marsh()
    nodes = (*marsh.papers(), *marsh.models(), *marsh.datasets())
    answer = licences(w.MemorySource(nodes, marsh.edges, stated), "Quail-2")
    found = {each.node.label: each for each in answer.licensed}
    assert found["Quail-2"].path is None
    assert found["Quail-2"].classes == (L.UNKNOWN,)
    assert found["Marshbirds"].classes == (L.SHARE_ALIKE,)
    path = found["Marshbirds"].path
    assert path is not None
    assert [e.object for e in path.edges] == [w.QUAIL_1.iri, w.MARSHBIRDS.iri]
    assert found["Quail-1"].classes == (L.CUSTOM,)
    assert found["The Heap Corpus"].licences == ()


def test_sources_that_differ_are_told_from_sources_that_contradict_each_other() -> None:
    def asked(*names: str) -> tuple[bool, bool, tuple[LicenceClass, ...]]:
        stated = {w.PONDS.iri: tuple(licence(name, f"Register {name}") for name in names)}
        (found,) = licences(w.MemorySource((w.PONDS,), (), stated), "Ponds").licensed
        return found.differing, found.contradicting, found.classes

    assert asked("MIT") == (False, False, (L.PERMISSIVE,))
    assert asked("cc-by-4.0", "CC-BY-4.0") == (False, False, (L.PERMISSIVE,))
    assert asked("CC-BY-SA", "CC-BY-SA-4.0") == (True, False, (L.SHARE_ALIKE,))
    assert asked("CC-BY-4.0", "CC-BY-NC-4.0") == (True, True, (L.PERMISSIVE, L.NON_COMMERCIAL))
    assert asked() == (False, False, (L.UNKNOWN,))


def test_an_overlap_has_a_path_from_each_and_where_more_may_be_shared() -> None:
    answer = overlap(w.marsh(), "Bittern: Fast Listening", "Quail-1")
    assert {s.node.label for s in answer.datasets} == {"Marshbirds", "The Heap Corpus", "Owls3"}
    first = answer.datasets[0]
    assert first.one is not None
    assert first.other is not None
    assert first.one.edges[0].subject == w.BITTERN_PAPER.iri
    assert first.other.edges[0].subject == w.QUAIL_1.iri
    assert [s.node.label for s in answer.models] == ["Quail-1"]
    assert answer.models[0].other is None
    assert [end.node.label for end in answer.one.undisclosed] == ["Crake"]
    assert answer.one.datasets == answer.other.datasets == 3


def test_what_was_withdrawn_keeps_that_on_every_way() -> None:
    gone = w.dataset("Gone", withdrawn=Withdrawal("2023-07", (w.known(),)))
    source = w.MemorySource((w.HERON, gone), (w.edge(w.HERON, P.TRAINED_ON, gone),))
    assert trace(source, "Heron").datasets[0].node.withdrawn == gone.withdrawn
