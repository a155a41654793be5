import pytest

from kg.core.entity import EntityKind
from kg.grounding.counts import count
from kg.grounding.dossiers import load_dossiers
from kg.grounding.finding import find, nearest, resolve
from kg.grounding.registry import load_registry


def found(asked: str) -> list[str]:
    return [offer.entity.id for offer in find(asked, load_registry()).found]


@pytest.mark.parametrize(
    ("asked", "identifier"),
    [
        ("SQuAD", "dataset:squad"),
        ("the SQuAD dataset", "dataset:squad"),
        ("Stanford Question Answering Dataset (SQuAD)", "dataset:squad"),
        ("SQuAD: 100,000+ Questions", "dataset:squad"),
        ("arXiv:1606.05250v3", "dataset:squad"),
        ("LLaMA-65B", "model:llama"),
        ("MLQARetrieval", "dataset:mlqa"),
    ],
)
def test_a_name_is_found_however_it_is_put(asked: str, identifier: str) -> None:
    assert identifier in found(asked)


def test_what_is_found_says_why_it_is_offered() -> None:
    (offer,) = find("Colossal Clean Crawled Corpus", load_registry()).found
    assert offer.why == "also called Colossal Clean Crawled Corpus"
    (offer,) = find("the SQuAD dataset", load_registry()).found
    assert offer.why == "its name, taking SQuAD for the name"


def test_an_unknown_name_is_answered_with_near_ones_of_the_same_digits() -> None:
    finding = find("CIFAR10O", load_registry())
    assert finding.found == ()
    assert "dataset:cifar10" in {o.entity.id for o in finding.near}
    assert "dataset:cifar100" not in {o.entity.id for o in finding.near}


def test_near_names_come_best_first_and_the_same_each_time() -> None:
    first = nearest("Librispech", load_registry())
    assert first[0].entity.id == "dataset:librispeech"
    assert nearest("Librispech", load_registry()) == first
    assert len(first) <= 5


def test_nothing_is_near_to_noise() -> None:
    finding = find("zzqqxxkk", load_registry())
    assert (finding.found, finding.near) == ((), ())


def test_a_name_in_a_list_resolves_only_to_the_one_thing_it_means() -> None:
    registry = load_registry()
    known = resolve("gsm8k", EntityKind.DATASET, registry)
    assert known
    assert known.id == "dataset:gsm8k"
    assert resolve("ToolBench", EntityKind.DATASET, registry) is None
    assert resolve("gsm8k", EntityKind.MODEL, registry) is None
    assert resolve("", EntityKind.DATASET, registry) is None


@pytest.mark.parametrize(("name", "kind"), [("LIMITReranking", EntityKind.DATASET), ("Hunyuan Tiny", EntityKind.MODEL)])
def test_the_rest_of_a_longer_name_is_not_taken_for_another_thing(name: str, kind: EntityKind) -> None:
    assert resolve(name, kind, load_registry()) is None


def test_a_size_in_numbers_is_cut_from_a_model_s_name_and_one_in_words_is_not() -> None:
    registry = load_registry()
    sized = resolve("Hunyuan 13B", EntityKind.MODEL, registry)
    assert sized
    assert sized.id == "model:hunyuan"
    worded = resolve("Hunyuan-Small", EntityKind.MODEL, registry)
    assert worded is None


def test_a_dossier_sets_contradicting_works_side_by_side() -> None:
    dossiers = load_dossiers()
    entity = dossiers.registry.get("dataset:glue")
    assert entity
    works = dossiers.of(entity).works
    assert [w.rank for w in works] == list(range(1, len(works) + 1))
    assert len(works) > 1
    assert works[0].work == entity.introduced_by
    assert all(w.sources for w in works)


def test_every_entry_has_a_dossier_with_its_collections() -> None:
    dossiers = load_dossiers()
    for dossier in dossiers.all():
        assert dossier.sources
        assert dossier.entity.source == dossier.sources[0].title
        sought = {n.name for n in dossier.names if n.sought}
        assert sought == (set(dossier.entity.aliases) if dossier.entity.sought else set())


def test_the_counts_are_those_of_the_registry() -> None:
    dossiers = load_dossiers()
    counts = count(dossiers)
    assert sum(k.entries for k in counts.kinds) == len(dossiers.registry.entities)
    assert sum(number for _, number in counts.facts) == len(dossiers.registry.facts)
    assert {s.source for s in counts.sources} == set(dossiers.registry.sources)
    assert all(s.alone <= s.entries for s in counts.sources)
