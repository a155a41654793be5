"""Whom the names in an imported source mean."""

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Match, MatchKind, Named
from kg.core.registry import KnownEntity, Work
from kg.core.statement import UNDISCLOSED, Predicate
from kg.grounding.imports import GroundedImport, ground_import
from kg.grounding.registry import Registry
from tests.importing.reading import dataset, model, read, together_cards

KNOWN = Registry(
    (
        KnownEntity("dataset:frogtapes", EntityKind.DATASET, "FrogTapes", ("Frog Tapes Corpus",)),
        KnownEntity("dataset:reed", EntityKind.DATASET, "REED", ambiguous=True),
        KnownEntity(
            "dataset:sound", EntityKind.DATASET, "Sound", introduced_by=Work("Sounds of ponds", arxiv="1901.00001")
        ),
        KnownEntity(
            "dataset:sound-2", EntityKind.DATASET, "SOUND", introduced_by=Work("Sounds of seas", arxiv="1902.00002")
        ),
        KnownEntity(
            "dataset:teal",
            EntityKind.DATASET,
            "Teal",
            introduced_by=Work("Teal: a corpus of ducks", arxiv="2001.00001"),
        ),
        KnownEntity("model:quail", EntityKind.MODEL, "Quail", ("marsh-lab/quail-base",)),
        KnownEntity("model:teal", EntityKind.MODEL, "Teal"),
    ),
    (),
    (),
)
SAID = ImportedEvidence("line 1", 0.8)


def ids(*things: Named) -> list[str]:
    """The ids of these things, each grounded by itself."""
    return [g.entities[0].entity.id for t in things for g in [ground(Gathered(things=(t,)))]]


def ground(gathered: Gathered) -> GroundedImport:
    return ground_import(gathered, KNOWN, "mine")


def claimed(*claims: Claim) -> GroundedImport:
    return ground(Gathered(claims=claims))


def test_a_bare_name_means_the_one_known_thing_of_its_kind() -> None:
    assert ids(dataset("frog-tapes"), dataset("The FrogTapes"), dataset("Teal"), model("Teal")) == [
        "dataset:frogtapes",
        "dataset:frogtapes",
        "dataset:teal",
        "model:teal",
    ]


def test_a_new_name_is_a_new_thing_that_papers_of_the_name_will_meet() -> None:
    assert ids(dataset("MarshBirds")) == ["dataset:marshbirds"]


def test_a_repository_is_known_by_its_exact_name_alone() -> None:
    assert ids(
        dataset("marsh-lab/frogtapes", identifier="marsh-lab/frogtapes"),
        model("marsh-lab/quail-base", identifier="marsh-lab/quail-base"),
        model("marsh-lab/Quail-7b-hf", identifier="marsh-lab/Quail-7b-hf"),
    ) == ["dataset:frogtapes", "model:quail", "model:marshlabquail7bhf"]


def test_what_has_another_for_its_base_does_not_take_its_name() -> None:
    assert ids(model("somebody/quail", identifier="somebody/quail", borrowed=True)) == ["model:somebodyquail"]


def test_a_repositorys_name_that_is_an_english_word_proves_nothing() -> None:
    assert ids(dataset("somebody/reed", identifier="somebody/reed")) == ["dataset:somebodyreed"]
    assert ids(dataset("REED")) == ["dataset:reed"]


def test_of_two_known_things_of_one_name_the_introducing_work_decides() -> None:
    work = Reference("w", "Sounds of seas", arxiv="1902.00002")
    assert ids(dataset("sound", work=work)) == ["dataset:sound-2"]


def test_without_the_work_an_ambiguous_name_is_a_new_thing_of_the_source() -> None:
    (found,) = ids(dataset("sound"))
    assert found.startswith("dataset:sound-")
    assert found != "dataset:sound-2"


def test_a_work_that_plainly_introduces_another_thing_of_the_name_makes_a_namesake() -> None:
    other = Reference("w", "x", title="Teal: painting with spectral pigments", arxiv="2202.00002")
    cited = Reference("w", "x", title="A survey of birds", arxiv="2303.00003")
    assert ids(dataset("Teal", work=other))[0].startswith("dataset:teal-")
    assert ids(dataset("Teal", work=cited)) == ["dataset:teal"]


def test_an_identifier_of_kgs_own_stays() -> None:
    assert ids(dataset("Whatever", identifier="dataset:teal-0a1b2c3d"), model("x", identifier="model:quail")) == [
        "dataset:teal-0a1b2c3d",
        "model:quail",
    ]


def test_bare_names_mean_what_the_source_itself_describes() -> None:
    card = dataset("FrogTapes of the north", identifier="marsh-lab/north-tapes")
    claim = Claim(model("Quail"), Predicate.TRAINED_ON, dataset("marsh-lab/north-tapes"), SAID)
    grounded = ground(Gathered(things=(card,), claims=(claim,)))
    assert [f.object for f in grounded.facts] == ["dataset:marshlabnorthtapes"]


def test_dependencies_become_lineage_by_the_kinds_of_their_ends() -> None:
    grounded = ground(read("marsh-assets.yaml"))
    assert {(f.subject, f.predicate, f.object) for f in grounded.facts if f.predicate != "introduced_by"} == {
        ("dataset:reedsongs", "derived_from", "dataset:frogtapes"),
        ("model:quail3", "trained_on", "dataset:reedsongs"),
        ("model:quail3", "fine_tuned_from", "model:quail2"),
    }
    assert any(p.record.endswith("Some Unheard Thing") for p in grounded.passed_over)


def test_equal_facts_are_one_with_the_evidence_of_all() -> None:
    claims = [
        Claim(model("Quail"), Predicate.TRAINED_ON, dataset("X"), ImportedEvidence(f"line {n}", 0.8)) for n in range(50)
    ]
    (fact,) = claimed(*claims, *claims).facts
    assert len(fact.evidence) == 20  # more of one source makes nothing truer


def test_nothing_rests_on_itself() -> None:
    grounded = claimed(Claim(model("Quail"), Predicate.FINE_TUNED_FROM, model("quail"), SAID))
    assert grounded.facts == ()
    assert "names itself" in grounded.passed_over[0].reason


def test_undisclosed_stays_undisclosed() -> None:
    (fact,) = claimed(Claim(model("Quail"), Predicate.DISCLOSURE, None, SAID)).facts
    assert fact.object == UNDISCLOSED


def test_the_ends_of_a_rejected_pair_are_never_one() -> None:
    one, other = (
        dataset("FrogTapes", identifier="somebody/frogtapes"),
        dataset("FrogTapes", identifier="dataset:frogtapes"),
    )
    rejected = Match(one, MatchKind.REJECTED, other, SAID)
    used = Claim(
        model("Quail"), Predicate.TRAINED_ON, dataset("somebody/frogtapes", identifier="somebody/frogtapes"), SAID
    )
    grounded = ground(Gathered(claims=(used,), matches=(rejected,)))
    (match,) = grounded.matches
    assert match.kind is MatchKind.REJECTED
    assert match.subject != match.object == "dataset:frogtapes"
    assert [f.object for f in grounded.facts] == [match.subject]


def test_matches_of_things_that_are_no_datasets_keep_their_addresses() -> None:
    grounded = ground(read("birds.sssom.tsv"))
    (match,) = [m for m in grounded.matches if m.kind is MatchKind.CLOSE]
    assert match.subject == "https://marsh.example/things/1"
    assert grounded.labels == (
        ("https://marsh.example/things/1", "a stone"),
        ("https://marsh.example/things/2", "a pebble"),
    )


def test_contradictions_within_a_source_stand_side_by_side() -> None:
    grounded = ground(Gathered(things=(dataset("X", licence="MIT"), dataset("X", licence="CC0-1.0"))))
    assert grounded.entities[0].licences == ("CC0-1.0", "MIT")


def test_the_order_of_records_changes_nothing() -> None:
    gathered = together_cards()
    backwards = Gathered(gathered.things[::-1], gathered.claims[::-1], (), (), gathered.passed_over[::-1])
    assert ground(gathered) == ground(backwards)


def test_works_that_share_a_key_are_kept_apart_in_whatever_order_they_come() -> None:
    works = [Reference("k", f"A work of {year}", title="A work on reeds and more", year=year) for year in (2020, 2021)]
    claims = tuple(Claim(dataset("X"), Predicate.INTRODUCED_BY, w, SAID) for w in works)
    lost = Claim(Named(None, "what is this"), Predicate.INTRODUCED_BY, Reference("z", "lost"), SAID)
    grounded = claimed(*claims, lost)
    assert grounded == claimed(lost, *claims[::-1])
    assert len({r.key for r in grounded.references}) == 2
