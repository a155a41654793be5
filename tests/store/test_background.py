"""What is known before any paper is read."""

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from kg.core.entity import EntityKind
from kg.core.identifiers import digest
from kg.core.registry import KnownEntity, KnownLicence
from kg.core.statement import BackgroundEvidence, Fact, Predicate
from kg.store import vocabulary as v
from kg.store.background import background_of, decode_background, encode_background, upstream
from kg.store.identity import KeyTable, WorkKeys, resolve
from tests.samples import FACTS, KNOWN

NAMED = {"dataset:watersounds", "model:larksxl"}


def identity(keys: WorkKeys) -> str:
    return resolve(keys, KeyTable())


def fact(subject: str, predicate: Predicate, target: str) -> Fact:
    return Fact(subject, predicate, target, (BackgroundEvidence("list", "MIT", 0.8),))


def test_what_was_encoded_is_decoded() -> None:
    known, facts = background_of(KNOWN, FACTS, NAMED)
    assert decode_background(encode_background(known, facts, identity)) == (known, facts)


def test_upstream_follows_every_relation_and_ends_in_circles() -> None:
    facts = [
        fact("model:a", Predicate.FINE_TUNED_FROM, "model:b"),
        fact("model:b", Predicate.TRAINED_ON, "dataset:c"),
        fact("dataset:c", Predicate.DERIVED_FROM, "model:a"),
        fact("model:x", Predicate.TRAINED_ON, "dataset:c"),
    ]
    assert {f.subject for f in upstream(facts, ["model:a"])} == {"model:a", "model:b", "dataset:c"}
    assert upstream(facts, ["dataset:nowhere"]) == ()


def test_only_what_is_named_or_upstream_is_known() -> None:
    known, facts = background_of(KNOWN, FACTS, NAMED)
    assert [e.id for e in known] == ["dataset:rivertape", "dataset:watersounds", "model:larksxl"]
    assert "dataset:deserthum" not in {f.subject for f in facts}


def test_an_end_that_the_registry_does_not_know_is_named_by_its_id() -> None:
    known, _ = background_of([], [fact("model:a", Predicate.TRAINED_ON, "dataset:reeds")], ["model:a"])
    assert known == (
        KnownEntity("dataset:reeds", EntityKind.DATASET, "reeds"),
        KnownEntity("model:a", EntityKind.MODEL, "a"),
    )


def test_a_model_marked_undisclosed_gets_a_statement_when_no_fact_says_so() -> None:
    _, facts = background_of(KNOWN, (), {"model:larksxl"})
    (said,) = facts
    assert (said.predicate, said.evidence[0].source) == (Predicate.DISCLOSURE, "model-list")


def test_a_fact_without_evidence_or_of_another_kind_is_refused() -> None:
    for wrong in (
        replace(FACTS[0], evidence=()),
        fact("dataset:a", Predicate.MENTIONS, "dataset:b"),
    ):
        with pytest.raises(ValueError, match="no fact"):
            encode_background((), (wrong,), identity)


def test_a_withdrawal_is_a_status_with_evidence_and_a_date_as_exact_as_it_is_known() -> None:
    river = NamedNode("https://w3id.org/kg/id/dataset/rivertape")
    for date, datatype in (("2020", "gYear"), ("2020-06", "gYearMonth"), ("2020-06-29", "date"), (None, "")):
        known = replace(KNOWN[1], withdrawn=replace(KNOWN[1].withdrawn, date=date))
        quads = encode_background((known,), (), identity)
        said = {(q.predicate, q.object) for q in quads if q.subject == river}
        assert (v.SCHEMA_CREATIVE_WORK_STATUS, v.KG_WITHDRAWN) in said
        dates = [o for p, o in said if p == v.PROV_INVALIDATED_AT_TIME]
        assert [(o.value, o.datatype.value.rpartition("#")[2]) for o in dates] == ([(date, datatype)] if date else [])
        assert decode_background(quads)[0] == (known,)


def test_licences_that_contradict_each_other_keep_who_says_so() -> None:
    said = (
        KnownLicence("CC-BY-4.0", (BackgroundEvidence("one", "MIT", 0.8),)),
        KnownLicence(
            "custom, \ud800 see <page>", (BackgroundEvidence("one", "MIT", 0.8), BackgroundEvidence("two", "MIT", 0.8))
        ),
    )
    known = replace(KNOWN[0], licences=said)
    (read,), _ = decode_background(encode_background((known,), (), identity))
    assert [(k.name, [e.source for e in k.evidence]) for k in read.licences] == [
        ("CC-BY-4.0", ["one"]), ("custom, \ufffd see <page>", ["one", "two"]),
    ]  # fmt: skip


def test_hostile_names_do_no_harm() -> None:
    name = 'x" . <javascript:alert(1)> \ud800 \x00'
    known = KnownEntity("dataset:x", EntityKind.DATASET, name, (name + "2",), licence=name, source=name)
    read, _ = decode_background(encode_background((known,), (), identity))
    assert read[0].name == name.replace("\ud800", "\ufffd")
    assert digest(name)
