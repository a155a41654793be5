"""Whatever people decide, decoding gives back what the source says."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.core.curation import Curation, curation_of
from kg.core.decisions import Decision, DecisionKind
from kg.core.extraction import Extraction
from kg.core.imported import MatchKind
from kg.core.statement import LINEAGE, Predicate
from kg.store import vocabulary as v
from kg.store.background import decode_background, encode_background
from kg.store.decoding import canonical, decode
from kg.store.encoding import encode
from kg.store.identity import KeyTable, alone, paper_keys, resolve
from kg.store.imports import decode_import, encode_import
from tests.core.test_curation import MORNING
from tests.curating.world import NOTES
from tests.samples import FACTS, KNOWN, quail_2
from tests.store.test_imports import SOURCE
from tests.store.worlds import any_text, extractions

MERGE, SPLIT, RENAME, REJECT = DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.RENAME, DecisionKind.REJECT
PAPER = "work:00000000000000000000"
NEW = ("dataset:new1", "dataset:new2", "model:new1", "model:new2")


@st.composite
def curations(draw: st.DrawFn, ids: list[str], paper: str, words: st.SearchStrategy[str] = any_text) -> Curation:
    """What any decisions about these ids come to, for the paper at the IRI."""
    named = st.sampled_from([*ids, *NEW])
    made = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from([MERGE, SPLIT, RENAME, REJECT]))
        one, other = draw(named), draw(named)
        predicate = draw(st.sampled_from(LINEAGE)) if kind is REJECT else None
        name = draw(words)
        value = name if kind is not REJECT and name.strip() else "x" if kind is RENAME else ""
        try:
            target = "" if kind is RENAME else other
            made.append(Decision(MORNING, "Ada", kind, one, predicate, target, value, source=PAPER))
        except ValueError:  # of two kinds, or both one
            continue
    return curation_of(made, lambda _: paper)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_a_paper_says_what_it_said(data: st.DataObject) -> None:
    paper: Extraction = data.draw(extractions(any_text))
    identity = alone(paper)
    curation = data.draw(curations([e.id for e in paper.entities], identity(paper_keys(paper))))
    decided = encode(paper, identity, curation)
    assert decode(decided) == canonical(paper)
    assert decided == sorted(decided, key=str)
    seen = decode(decided, curated=True)
    assert {e.id for e in seen.entities} == {curation.thing(e.id, identity(paper_keys(paper))) for e in paper.entities}


def identity(keys: object) -> str:
    return resolve(keys, KeyTable())  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.data())
def test_a_source_and_what_is_known_say_what_they_said(data: st.DataObject) -> None:
    ids = [e.entity.id for s in (SOURCE, NOTES) for e in s.entities] + [e.id for e in KNOWN]
    curation = data.draw(curations(ids, "https://papers.example/1"))
    for source in (SOURCE, NOTES):
        plain = decode_import(encode_import(source, identity))
        assert decode_import(encode_import(source, identity, curation)) == plain
    known = decode_background(encode_background(KNOWN, FACTS, identity))
    assert decode_background(encode_background(KNOWN, FACTS, identity, curation)) == known


def test_things_that_became_one_match_no_longer() -> None:
    merge = Decision(MORNING, "Ada", MERGE, "dataset:reedsongs", None, "dataset:marshbirds")
    quads = encode_import(NOTES, identity, curation_of([merge], identity_of_none))
    assert not [
        q for q in quads if q.predicate in {v.MATCH_TERMS[MatchKind.EXACT], v.PROV_WAS_DERIVED_FROM} and _plain(q)
    ]


def test_no_decision_changes_a_byte_of_what_it_is_not_about() -> None:
    elsewhere = Decision(MORNING, "Ada", MERGE, "dataset:new1", None, "dataset:new2")
    denied = Decision(MORNING, "Ada", REJECT, "model:quail2", Predicate.TRAINED_ON, "dataset:pondnoise")
    curation = curation_of([elsewhere, denied], identity_of_none)
    assert encode(quail_2(), alone(quail_2()), curation) == encode(quail_2(), alone(quail_2()))


def identity_of_none(handle: str) -> str:
    return f"https://papers.example/{handle}"


def _plain(quad: Quad) -> bool:
    """Whether the subject is a thing, and no statement that hangs by its evidence."""
    return str(quad.subject).startswith(f"<{v.PREFIXES['dataset']}")
