import re
from collections import Counter, defaultdict
from graphlib import TopologicalSorter

import pytest

from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.core.statement import CARRIES_DATA, UNDISCLOSED, Predicate
from kg.grounding.registry import Registry, load_registry, read_registry
from kg.pipeline import load_lexicon
from kg.resources import shipped
from kg.tracing.withdrawal import checked_date

TABLES = ("datasets", "models", "aliases", "works", "facts", "disclosure", "withdrawn", "sources")
TRUE_CIRCLES: frozenset[tuple[str, str]] = frozenset()  # edges of lineage that really run in a circle


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def rows(table: str) -> list[str]:
    return shipped("ontology", "registry", f"{table}.tsv").read_text("utf-8").split("\n")[1:-1]


def objects(registry: Registry, subject: str, predicate: Predicate) -> set[str]:
    return {f.object for f in registry.facts_about(subject) if f.predicate is predicate}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sorted_unique_and_whole(table: str) -> None:
    found = rows(table)
    heading = shipped("ontology", "registry", f"{table}.tsv").read_text("utf-8").split("\n", 1)[0]
    assert found == sorted(set(found))
    assert {line.count("\t") for line in found} == {heading.count("\t")}
    assert all(field == " ".join(field.split()) for line in found for field in line.split("\t"))


def test_every_row_names_sources_that_state_a_licence(registry: Registry) -> None:
    known = {s.id for s in registry.sources}
    columns = {"datasets": 6, "models": 6, "aliases": 3, "works": 8, "facts": 3, "disclosure": 2, "withdrawn": 4}
    for table, column in columns.items():
        for line in rows(table):
            named = line.split("\t")[column].split(" ")
            assert named, line
            assert set(named) <= known, line
    assert all(s.licence and s.attribution and s.homepage for s in registry.sources)
    assert all(e.source and e.source_licence for e in registry.entities)


def test_every_id_in_any_table_is_that_of_an_entry(registry: Registry) -> None:
    for table in ("aliases", "works", "disclosure", "licences", "withdrawn"):
        assert all(registry.get(line.split("\t")[0]) for line in rows(table))
    for fact in registry.facts:
        assert registry.get(fact.subject), fact
        assert fact.object == UNDISCLOSED or registry.get(fact.object), fact


def test_lineage_joins_the_kinds_that_it_may_join(registry: Registry) -> None:
    kinds = {
        Predicate.TRAINED_ON: ("model", "dataset"),
        Predicate.FINE_TUNED_FROM: ("model", "model"),
        Predicate.ARCHITECTURE_FROM: ("model", "model"),
        Predicate.HAS_PART: ("dataset", "dataset"),
        Predicate.DERIVED_FROM: ("dataset", "dataset"),
        Predicate.DISCLOSURE: ("model", UNDISCLOSED),
    }
    for fact in registry.facts:
        ends = fact.subject.split(":")[0], fact.object.split(":")[0]
        assert kinds[fact.predicate] == ends, fact


def test_lineage_that_carries_data_never_runs_in_a_circle(registry: Registry) -> None:
    order = TopologicalSorter[str]()
    for fact in registry.facts:
        if fact.predicate in CARRIES_DATA and (fact.subject, fact.object) not in TRUE_CIRCLES:
            order.add(fact.subject, fact.object)
    order.prepare()  # raises CycleError and names the circle


def test_an_id_is_made_of_kind_and_name_and_of_the_work_where_the_name_does_not_settle_it(registry: Registry) -> None:
    for entity in registry.entities:
        plain = entity_id(entity.kind, entity.name)
        assert entity.id == plain or re.fullmatch(re.escape(plain) + "-[0-9a-f]{8}", entity.id), entity
        assert entity.bare or (entity.ambiguous and entity.introduced_by), entity
    assert [e.id for e in registry.entities] == sorted({e.id for e in registry.entities})


def test_of_the_things_with_one_name_at_most_one_is_meant_by_it(registry: Registry) -> None:
    owners = defaultdict(list)
    for entity in registry.entities:
        owners[entity.kind, fold(entity.name)].append(entity)
    shared = [entities for entities in owners.values() if len(entities) > 1]
    assert shared
    for entities in shared:
        assert sum(e.bare for e in entities) <= 1
        assert all(e.ambiguous for e in entities if not e.bare)


def test_another_name_means_one_entry_of_its_kind_and_does_not_repeat_the_name(registry: Registry) -> None:
    owners = Counter()
    for entity in registry.entities:
        others = {fold(n) for n in (*entity.aliases, *entity.lookup)}
        assert fold(entity.name) not in others
        owners.update((entity.kind, key) for key in others)
    assert [key for key, count in owners.items() if count > 1] == []
    sought = Counter(
        (e.kind, k) for e in registry.entities if e.sought for k in {fold(n) for n in (e.name, *e.aliases)}
    )
    assert [key for key, count in sought.items() if count > 1] == []


@pytest.mark.parametrize(("name", "kind"), [("ToolBench", EntityKind.DATASET), ("Goat", EntityKind.MODEL)])
def test_a_name_of_several_things_means_none_of_them(registry: Registry, name: str, kind: EntityKind) -> None:
    assert len([e for e in registry.by_name(name) if e.kind is kind]) == 2
    assert registry.meant_by(name, kind) is None


def test_a_name_known_for_one_thing_means_it_beside_a_namesake(registry: Registry) -> None:
    assert {e.id.partition("-")[0] for e in registry.by_name("ARC")} == {"dataset:arc"}
    known = registry.meant_by("ARC", EntityKind.DATASET)
    assert known
    assert known.introduced_by
    assert known.introduced_by.arxiv == "1803.05457"


def test_what_one_collection_lists_is_found_by_name_and_not_sought_in_texts(registry: Registry) -> None:
    (vggsound,) = registry.by_name("VGGSoundAVA2VRetrieval")
    assert vggsound.name == "VGGSound"
    assert not vggsound.sought
    assert not load_lexicon().lookup("VGGSoundAVA2VRetrieval")
    assert not load_lexicon().lookup("timit_asr")
    assert load_lexicon().lookup("TIMIT")


def test_the_registry_holds_what_is_asked_of_it(registry: Registry) -> None:
    datasets = [e for e in registry.entities if e.kind is EntityKind.DATASET]
    assert len(datasets) >= 2500
    assert sum(1 for e in datasets if e.introduced_by) >= 2000
    assert len(registry.entities) - len(datasets) >= 1500


def test_an_arxiv_id_agrees_with_the_year_of_its_work(registry: Registry) -> None:
    for entity in registry.entities:
        work = entity.introduced_by
        if work and work.arxiv and work.arxiv[:4].isdigit():
            assert work.year == 2000 + int(work.arxiv[:2]), entity
            assert 1 <= int(work.arxiv[2:4]) <= 12, entity


def test_most_entries_know_the_work_that_introduced_them(registry: Registry) -> None:
    for kind, least in ((EntityKind.DATASET, 700), (EntityKind.MODEL, 450)):
        entries = [e for e in registry.entities if e.kind is kind]
        known = [e for e in entries if e.introduced_by and (e.introduced_by.arxiv or e.introduced_by.title)]
        sought = [e for e in known if e.sought]
        assert len(sought) >= least
        assert len(sought) > 0.9 * sum(e.sought for e in entries)
        assert len(known) > 0.8 * len(entries)


def test_llama_rests_on_the_data_that_its_paper_lists(registry: Registry) -> None:
    names = ("commoncrawl", "c4", "github", "wikipedia", "projectgutenberg", "books3", "arxiv", "stackexchange")
    assert objects(registry, "model:llama", Predicate.TRAINED_ON) >= {f"dataset:{n}" for n in names}
    assert registry.get("dataset:commoncrawl").name == "Common Crawl"  # type: ignore[union-attr]
    for surface, identifier in (("Gutenberg Project", "projectgutenberg"), ("ThePile", "thepile")):
        assert f"dataset:{identifier}" in {e.id for e in registry.by_name(surface)}


def test_a_pipeline_is_no_dataset(registry: Registry) -> None:
    assert registry.by_name("CCNet") == ()


def test_architecture_and_silence_are_kept_apart_from_data(registry: Registry) -> None:
    assert objects(registry, "model:llama2", Predicate.ARCHITECTURE_FROM) == {"model:llama"}
    assert objects(registry, "model:llama2", Predicate.FINE_TUNED_FROM) == set()
    assert objects(registry, "model:llama2", Predicate.TRAINED_ON) == set()
    assert registry.get("model:llama2").undisclosed  # type: ignore[union-attr]
    assert not registry.get("model:llama").undisclosed  # type: ignore[union-attr]


def test_what_was_withdrawn_says_where_that_was_reported_and_when_as_exactly_as_is_known(registry: Registry) -> None:
    gone = {e.id: e.withdrawn for e in registry.entities if e.withdrawn}
    assert gone.keys() >= {
        f"dataset:{n}" for n in ("books3", "laion5b", "80milliontinyimages", "msceleb1m", "dukemtmc")
    }
    for identifier, withdrawal in gone.items():
        assert withdrawal.date is None or checked_date(withdrawal.date), identifier
        for e in withdrawal.evidence:
            assert (e.work or "").startswith("https://"), identifier
            assert e.note, identifier
    assert gone["dataset:80milliontinyimages"].date == "2020-06-29"
    reid = objects(registry, "dataset:dukemtmcreid", Predicate.DERIVED_FROM)
    assert reid == {"dataset:dukemtmc"}  # what papers mostly use of it


def test_licences_that_collections_contradict_each_other_on_stand_side_by_side(registry: Registry) -> None:
    squad = registry.get("dataset:squad")
    assert {licence.name: [e.source for e in licence.evidence] for licence in squad.licences} == {
        "CC-BY-4.0": ["Awesome-LLMs-Datasets (ca0ab56)", "Hugging Face dataset cards (2022-08, 7380140)"],
        "CC-BY-SA-4.0": ["kg's own notes on papers"],
    }
    for entity in registry.entities:
        assert entity.licence in {None, *(licence.name for licence in entity.licences)}


def test_parts_and_sources_of_the_great_corpora_are_known(registry: Registry) -> None:
    assert "dataset:books3" in objects(registry, "dataset:thepile", Predicate.HAS_PART)
    assert objects(registry, "dataset:c4", Predicate.DERIVED_FROM) == {"dataset:commoncrawl"}
    assert objects(registry, "model:bloom", Predicate.TRAINED_ON) == {"dataset:roots"}


@pytest.mark.parametrize(
    ("arxiv", "identifier"),
    [("1512.03385", "model:resnet"), ("1910.10683", "dataset:c4"), ("1609.07843", "dataset:wikitext103")],
)
def test_a_work_leads_to_what_it_introduced(registry: Registry, arxiv: str, identifier: str) -> None:
    assert identifier in {e.id for e in registry.by_work(arxiv=f"arXiv:{arxiv}v2")}
    assert identifier in {e.id for e in registry.by_work(doi=f"10.48550/arXiv.{arxiv}")}


def test_versions_are_entries_of_their_own(registry: Registry) -> None:
    for names in (
        ("CIFAR-10", "CIFAR-100"),
        ("SQuAD", "SQuAD 2.0"),
        ("LLaMA", "Llama 2"),
        ("WikiText-2", "WikiText-103"),
    ):
        found = [registry.by_name(name) for name in names]
        assert all(len(entities) == 1 for entities in found), names
        assert found[0] != found[1]


@pytest.mark.parametrize("name", ["Switchboard", "MATH", "RACE", "Gopher", "Falcon", "OPT", "DROP", "Wikipedia"])
def test_names_that_are_words_need_a_second_sign(registry: Registry, name: str) -> None:
    assert all(e.ambiguous for e in registry.by_name(name))


@pytest.mark.parametrize("name", ["ImageNet", "SQuAD", "ResNet", "RoBERTa", "LibriSpeech", "GPT-2"])
def test_coined_names_stand_alone(registry: Registry, name: str) -> None:
    assert [e.ambiguous for e in registry.by_name(name)] == [False]


def test_an_unknown_name_or_id_finds_nothing(registry: Registry) -> None:
    assert registry.get("dataset:marshbirds") is None
    assert registry.by_name("Marshbirds") == ()
    assert registry.by_name("") == ()
    assert registry.by_work() == ()
    assert registry.facts_about("dataset:marshbirds") == ()


def test_reading_twice_gives_equal_registries(registry: Registry) -> None:
    assert read_registry(shipped("ontology", "registry")) == registry
