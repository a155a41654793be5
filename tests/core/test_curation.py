"""What decisions come to: later beats earlier, and the order in which lines stand does not matter."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.curation import Curation, curation_of
from kg.core.decisions import Decision, DecisionKind
from kg.core.statement import Predicate

MORNING = datetime(2026, 1, 15, 10, tzinfo=UTC)
PAPER = "arxiv:2303.04321"
TRAINED = Predicate.TRAINED_ON
MERGE, APART, SPLIT, RENAME = DecisionKind.MERGE, DecisionKind.APART, DecisionKind.SPLIT, DecisionKind.RENAME
ACCEPT, REJECT, ADD, REROLE = DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.ADD, DecisionKind.REROLE


def said(
    kind: DecisionKind, subject: str = "", target: str = "", *, at: int = 0, by: str = "Ada", **more: str
) -> Decision:
    predicate = TRAINED if kind in {ACCEPT, REJECT, ADD} else None
    return Decision(MORNING + timedelta(minutes=at), by, kind, subject, predicate, target, **more)  # type: ignore[arg-type]


def undo(decision: Decision, *, at: int = 50, by: str = "Ada") -> Decision:
    return said(DecisionKind.UNDO, value=decision.id, at=at, by=by)


def come_to(*decisions: Decision) -> Curation:
    return curation_of(decisions, lambda handle: f"https://papers.example/{handle}")


def test_a_merged_thing_goes_by_the_last_id_of_its_chain() -> None:
    curation = come_to(
        said(MERGE, "dataset:a1", "dataset:b1", at=1), said(MERGE, "dataset:b1", "dataset:c1", value="See")
    )
    assert [curation.thing(i) for i in ("dataset:a1", "dataset:b1", "dataset:c1", "dataset:d1")] == [
        "dataset:c1",
        "dataset:c1",
        "dataset:c1",
        "dataset:d1",
    ]
    assert curation.name_for_others("dataset:c1") == "See"
    assert curation.name("dataset:c1") is None


def test_of_two_merges_into_each_other_the_later_one_tells_who_is_who() -> None:
    first, second = said(MERGE, "dataset:a1", "dataset:b1"), said(MERGE, "dataset:b1", "dataset:a1", at=1)
    curation = come_to(first, second)
    assert curation.thing("dataset:b1") == curation.thing("dataset:a1") == "dataset:a1"
    assert curation.beaten == {first.id: second}


def test_a_circle_of_merges_ends_with_the_last_one() -> None:
    ids = [f"dataset:{letter}1" for letter in "abc"]
    merges = [said(MERGE, one, other, at=n) for n, (one, other) in enumerate(zip(ids, [*ids[1:], ids[0]], strict=True))]
    assert {come_to(*merges).thing(i) for i in ids} == {"dataset:a1"}


def test_a_merge_into_what_leads_back_ends_too() -> None:
    first = said(MERGE, "dataset:a1", "dataset:b1"), said(MERGE, "dataset:b1", "dataset:c1", at=1)
    curation = come_to(*first, said(MERGE, "dataset:b1", "dataset:a1", at=2))
    assert [curation.thing(f"dataset:{letter}1") for letter in "abc"] == ["dataset:a1", "dataset:a1", "dataset:c1"]


def test_what_is_kept_apart_later_is_no_longer_merged_and_the_other_way_round() -> None:
    merge, apart = said(MERGE, "dataset:a1", "dataset:b1", at=1), said(APART, "dataset:b1", "dataset:a1", at=2)
    again = said(MERGE, "dataset:a1", "dataset:b1", at=3)
    assert come_to(merge, apart).thing("dataset:a1") == "dataset:a1"
    assert len(come_to(merge, apart).apart.pairs) == 1
    assert come_to(merge, apart).beaten == {merge.id: apart}
    assert come_to(merge, apart, again).thing("dataset:a1") == "dataset:b1"
    assert come_to(merge, apart, again).apart.pairs == ()


def test_things_merged_through_a_third_are_parted_at_the_latest_merge() -> None:
    one, other = said(MERGE, "dataset:a1", "dataset:c1", at=1), said(MERGE, "dataset:b1", "dataset:c1", at=2)
    curation = come_to(one, other, said(APART, "dataset:a1", "dataset:b1", at=3))
    assert [curation.thing(i) for i in ("dataset:a1", "dataset:b1")] == ["dataset:c1", "dataset:b1"]


def test_statements_of_merged_things_are_decided_together() -> None:
    merge = said(MERGE, "dataset:a1", "dataset:b1", at=5)
    curation = come_to(said(REJECT, "model:m1", "dataset:a1"), said(ACCEPT, "model:m1", "dataset:b1", at=1), merge)
    verdict = curation.verdict(("model:m1", TRAINED, "dataset:b1"))
    assert verdict is not None
    assert verdict.holds
    assert curation.verdict(("model:m1", TRAINED, "dataset:a1")) is None


def test_what_was_added_stays_stated_when_another_accepts_it_and_not_when_one_rejects_it_between() -> None:
    add, accept = said(ADD, "model:m1", "dataset:a1", quote="so"), said(ACCEPT, "model:m1", "dataset:a1", at=2, by="Bo")
    triple = ("model:m1", TRAINED, "dataset:a1")
    verdict = come_to(add, accept).verdict(triple)
    assert verdict is not None
    assert (verdict.states, verdict.decisions) == (True, (add, accept))
    verdict = come_to(add, said(REJECT, "model:m1", "dataset:a1", at=1), accept).verdict(triple)
    assert verdict is not None
    assert (verdict.states, verdict.decisions) == (False, (accept,))


def test_people_who_disagree_are_in_conflict_and_one_who_changes_their_mind_is_not() -> None:
    one, other = said(ACCEPT, "model:m1", "dataset:a1"), said(REJECT, "model:m1", "dataset:a1", at=1, by="Bo")
    assert [c.decisions for c in come_to(one, other).conflicts] == [(one, other)]
    assert come_to(one, said(REJECT, "model:m1", "dataset:a1", at=1)).conflicts == ()
    assert come_to(one, said(ACCEPT, "model:m1", "dataset:a1", at=1, by="Bo")).conflicts == ()
    names = said(RENAME, "model:m1", value="M"), said(RENAME, "model:m1", value="N", at=1, by="Bo")
    assert come_to(*names).beaten == {names[0].id: names[1]}
    assert len(come_to(*names).conflicts) == 1


def test_what_one_paper_says_is_taken_back_apart_from_what_becomes_of_the_statement() -> None:
    whose = said(REJECT, "model:m1", "dataset:a1", source=PAPER, at=1)
    again = said(REJECT, "model:m1", "dataset:a1", source=PAPER, at=2, by="Bo")
    moved = said(SPLIT, "dataset:a1", "dataset:a2", source=PAPER, at=4)
    curation = come_to(said(ACCEPT, "model:m1", "dataset:a1", at=3, by="Cy"), whose, again)
    triple, iri = ("model:m1", TRAINED, "dataset:a1"), f"https://papers.example/{PAPER}"
    assert curation.silenced == {(triple, iri): (whose, again)}
    assert (curation.withholds(triple, iri), curation.withholds(triple, None)) == (True, False)
    assert (curation.conflicts, curation.beaten) == ((), {})
    assert [*come_to(whose, moved).silenced] == [(("model:m1", TRAINED, "dataset:a2"), iri)]
    address = said(REJECT, "model:m1", "dataset:a1", source="https://example.org/why")
    assert come_to(address).silenced == {}
    assert come_to(address).withholds(triple, None)


def test_a_role_says_what_the_paper_does_and_leaves_what_it_introduces() -> None:
    curation = come_to(said(REROLE, PAPER, "dataset:a1", value="evaluates_on"))
    told = {p: v.holds for (_, p, _), v in curation.verdicts.items()}
    assert told == {Predicate.TRAINS_ON: False, Predicate.EVALUATES_ON: True}
    none = come_to(said(REROLE, PAPER, "model:a1", value="none"))
    assert {p for (_, p, _), v in none.verdicts.items() if not v.holds} == {
        Predicate.USES,
        Predicate.COMPARES,
        Predicate.MENTIONS,
        Predicate.INTRODUCED_BY,
    }


def test_a_split_holds_in_its_paper_and_for_what_that_paper_does() -> None:
    split = said(SPLIT, "dataset:a1", "dataset:a2", source=PAPER, at=1)
    curation = come_to(split, said(REROLE, PAPER, "dataset:a1", value="trains_on"))
    iri = f"https://papers.example/{PAPER}"
    assert (curation.thing("dataset:a1", iri), curation.thing("dataset:a1")) == ("dataset:a2", "dataset:a1")
    assert (iri, Predicate.TRAINS_ON, "dataset:a2") in curation.verdicts


def test_undoing_an_undoing_brings_the_decision_back() -> None:
    merge = said(MERGE, "dataset:a1", "dataset:b1")
    once = undo(merge)
    assert come_to(merge, once).thing("dataset:a1") == "dataset:a1"
    assert come_to(merge, once).undone == {merge.id: once}
    assert come_to(merge, once, undo(once, at=60)).thing("dataset:a1") == "dataset:b1"


def test_an_undoing_counts_whatever_its_clock_says_and_a_long_chain_of_them_ends() -> None:
    merge = said(MERGE, "dataset:a1", "dataset:b1", at=9)
    chain = [undo(merge, at=1)]
    for number in range(2, 3_001):
        chain.append(undo(chain[-1], at=number))
    assert come_to(merge, *chain).thing("dataset:a1") == "dataset:b1"
    assert come_to(merge, *chain[:-1]).thing("dataset:a1") == "dataset:a1"


IDS = st.sampled_from([f"dataset:{letter}1" for letter in "abcdef"])


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    pairs = st.tuples(IDS, IDS).filter(lambda p: p[0] != p[1])
    log: list[Decision] = []
    for one, other in draw(st.lists(pairs, max_size=8)):
        at, by = draw(st.integers(0, 5)), draw(st.sampled_from(["Ada", "Bo"]))
        kind = draw(st.sampled_from([MERGE, MERGE, APART, SPLIT, RENAME, REJECT, DecisionKind.UNDO]))
        match kind:
            case DecisionKind.SPLIT:
                log.append(said(SPLIT, one, other, at=at, by=by, source=PAPER))
            case DecisionKind.REJECT:
                log.append(said(REJECT, "model:m1", one, at=at, by=by, source=draw(st.sampled_from([PAPER, ""]))))
            case DecisionKind.RENAME:
                log.append(said(RENAME, one, at=at, by=by, value=other))
            case DecisionKind.UNDO:
                log.append(undo(draw(st.sampled_from(log)), at=at) if log else said(MERGE, one, other, at=at))
            case _:
                log.append(said(kind, one, other, at=at, by=by, value=other[-2:]))
    return log


@given(logs(), st.randoms())
def test_any_order_and_any_repetition_of_lines_come_to_the_same(log: list[Decision], chance: object) -> None:
    mixed = [*log, *log[:2]]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert come_to(*log) == come_to(*mixed)


@given(logs())
def test_what_is_kept_apart_is_never_one_and_every_chain_ends(log: list[Decision]) -> None:
    curation = come_to(*log)
    for pair in curation.apart.pairs:
        assert curation.thing(pair.one) != curation.thing(pair.other)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: said(MERGE, "dataset:a1", "model:a1"), "never one thing"),
        (lambda: said(MERGE, "dataset:A-1", "dataset:a1"), "both ids are one"),
        (lambda: said(MERGE, "a1", "dataset:a1"), "two ids"),
        (lambda: said(SPLIT, "dataset:a1", "dataset:b1"), "no paper"),
        (lambda: said(ADD, "model:m1", "dataset:a1"), "quote or a source"),
        (lambda: said(ACCEPT, "model:m1", "dataset:a1", value="2"), "no belief"),
        (lambda: said(ACCEPT, "model:m1", "dataset:a1", value="nan"), "no belief"),
        (lambda: said(ACCEPT, "model:m1", "dataset:a1", value="much"), "no number"),
        (lambda: said(REJECT, PAPER, "dataset:a1"), "cannot be stated"),
        (lambda: said(REROLE, PAPER, "dataset:a1", value="uses"), "none of"),
        (lambda: said(RENAME, "model:m1", value=" "), "no name"),
        (lambda: said(DecisionKind.UNDO), "no decision"),
        (lambda: Decision(MORNING.replace(tzinfo=None), "Ada", MERGE, "dataset:a1", None, "dataset:b1"), "no zone"),
    ],
)
def test_a_decision_that_makes_no_sense_is_none(made: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        made()  # type: ignore[operator]
