"""What a paper says survives the way into RDF and back."""

from dataclasses import replace

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, serialize

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.extraction import Extraction
from kg.core.statement import PAPER, Predicate, Statement, reference_node
from kg.store import vocabulary as v
from kg.store.decoding import canonical, decode
from kg.store.encoding import encode
from kg.store.identity import alone
from kg.store.terms import clean, entity_iri, statement_iri
from tests.samples import QUAIL_2, citing, evidence, quail_1, quail_2
from tests.store.worlds import any_text, extractions

calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def triples_of(extraction: Extraction) -> set[Triple]:
    return {q.triple for q in encode(extraction, alone(extraction))}


@pytest.mark.parametrize("paper", [quail_1(), quail_2()])
def test_decoding_what_was_encoded_gives_the_paper_back(paper: Extraction) -> None:
    assert decode(encode(paper, alone(paper))) == paper


@calm
@given(extractions())
def test_any_extraction_survives_the_store(extraction: Extraction) -> None:
    store = Store()
    store.extend(encode(extraction, alone(extraction)))
    assert decode(store) == extraction


@calm
@given(extractions(any_text))
def test_lone_surrogates_are_replaced_and_nothing_is_lost(extraction: Extraction) -> None:
    once = canonical(extraction)
    assert canonical(once) == once
    assert len(once.references) == len(extraction.references)
    quotes = {clean(e.quote) for s in extraction.statements for e in s.evidence}
    assert {e.quote for s in once.statements for e in s.evidence} == quotes


@calm
@given(extractions())
def test_quads_are_sorted_without_blank_nodes_and_parse_alike_elsewhere(extraction: Extraction) -> None:
    quads = encode(extraction, alone(extraction))
    assert quads == sorted(quads, key=str)
    assert not any(isinstance(term, BlankNode) for q in quads for term in q.triple)
    lines = serialize([q.triple for q in quads], format=RdfFormat.N_TRIPLES) or b""
    assert len(rdflib.Graph().parse(data=lines, format="nt")) == len(quads)


@calm
@given(extractions())
def test_iris_hold_no_character_of_the_text(extraction: Extraction) -> None:
    for quad in encode(extraction, alone(extraction)):
        for term in quad.triple:
            if isinstance(term, NamedNode):
                assert term.value.isascii()
                assert term.value.startswith(tuple(v.PREFIXES.values()))


def test_roles_are_found_under_their_super_properties_too() -> None:
    triples = triples_of(quail_2())
    paper, duck, quail = (
        NamedNode("https://arxiv.org/abs/2303.04321"),
        entity_iri("dataset:duckbench"),
        entity_iri("model:quail1"),
    )
    for property_ in (v.KG_EVALUATES_ON, v.KG_USES_DATASET, v.SCHEMA_MENTIONS):
        assert Triple(paper, property_, duck) in triples
    for property_ in (v.KG_USES_MODEL, v.SCHEMA_MENTIONS):
        assert Triple(paper, property_, quail) in triples
    assert Triple(paper, v.KG_USES_DATASET, entity_iri("dataset:pondnoise")) not in triples


def test_lineage_that_carries_data_is_dependence_and_architecture_is_not() -> None:
    base = quail_2()
    proof = (evidence(QUAIL_2, "We start from Quail-1"),)
    statement = Statement("model:larksxl", Predicate.ARCHITECTURE_FROM, "model:quail1", proof)
    triples = triples_of(replace(base, statements=(*base.statements, statement)))
    quail_two, quail_one, larks = (entity_iri(f"model:{n}") for n in ("quail2", "quail1", "larksxl"))
    assert Triple(quail_two, v.KG_DEPENDS_ON, quail_one) in triples
    assert Triple(larks, v.KG_ARCHITECTURE_FROM, quail_one) in triples
    assert Triple(larks, v.KG_DEPENDS_ON, quail_one) not in triples


def test_evidence_hangs_on_the_statement_with_quote_place_and_run() -> None:
    triples = triples_of(quail_2())
    paper, duck = NamedNode("https://arxiv.org/abs/2303.04321"), entity_iri("dataset:duckbench")
    graph = {(t.subject, t.predicate): t.object for t in triples}
    node = graph[statement_iri(paper, v.KG_EVALUATES_ON, duck), v.PROV_WAS_DERIVED_FROM]
    quote = graph[graph[node, v.OA_HAS_SELECTOR], v.OA_EXACT].value
    place = graph[graph[node, v.OA_HAS_SELECTOR], v.OA_REFINED_BY]
    start, end = (int(graph[place, p].value) for p in (v.OA_START, v.OA_END))
    assert QUAIL_2[start:end] == quote == "We evaluate on DuckBench and mention PondNoise in passing."
    assert graph[node, v.KG_PAGE] == Literal(1)
    assert graph[graph[node, v.PROV_WAS_GENERATED_BY], v.KG_SETTINGS] == Literal("plain")


def test_what_a_paper_introduces_and_what_it_cites_for_it_are_kept_apart() -> None:
    itself = Reference("me", "Quail-2 itself", title="Quail-2: A Second Bird Model", authors=("Ada Fenn",))
    base = quail_2()
    proof = (evidence(QUAIL_2, "Quail-2 was trained"),)
    cited = Statement("model:quail2", Predicate.INTRODUCED_BY, reference_node("me"), proof)
    statements = sorted([*base.statements, cited], key=lambda s: (s.subject, s.predicate.value, s.object))
    paper = replace(base, references=(*base.references, itself), statements=tuple(statements))
    assert decode(encode(paper, alone(paper))) == paper
    assert not any(t.predicate == v.CITO_CITES and t.subject == t.object for t in triples_of(paper))


def test_two_files_of_one_paper_share_the_paper_and_its_statements_but_no_evidence() -> None:
    copy = replace(quail_2(), source=replace(quail_2().source, sha256="0" * 64, name="copy.pdf"))
    first, second = triples_of(quail_2()), triples_of(copy)
    statements = [{t.subject for t in found if t.object == v.RDF_STATEMENT} for found in (first, second)]
    quotes = [{t.subject for t in found if t.object == v.OA_SPECIFIC_RESOURCE} for found in (first, second)]
    assert statements[0] == statements[1]
    assert not quotes[0] & quotes[1]


@pytest.mark.parametrize(
    "statement",
    [
        Statement(PAPER, Predicate.USES, "model:unlisted", (evidence(QUAIL_2, "Quail-1"),)),
        Statement("model:quail1", Predicate.INTRODUCED_BY, reference_node("99"), (evidence(QUAIL_2, "Quail-1"),)),
        Statement("model:quail1", Predicate.TRAINED_ON, PAPER, (evidence(QUAIL_2, "Quail-1"),)),
        Statement(PAPER, Predicate.DISCLOSURE, "model:quail1", (evidence(QUAIL_2, "Quail-1"),)),
    ],
)
def test_statements_about_what_is_not_listed_are_refused(statement: Statement) -> None:
    with pytest.raises(ValueError, match=statement.predicate.value):
        triples_of(replace(quail_2(), statements=(statement,)))


def test_a_source_without_a_digest_is_refused() -> None:
    paper = replace(quail_1(), source=replace(quail_1().source, sha256="../etc"))
    with pytest.raises(ValueError, match="SHA-256"):
        encode(paper, alone(paper))


def test_very_long_names_get_short_iris_that_differ() -> None:
    first, second = (entity_iri(f"dataset:{'a' * 5000}{end}").value for end in "bc")
    assert first != second
    assert len(first) < 250


def test_a_work_without_a_title_is_labelled_by_the_entry_as_printed() -> None:
    paper = citing("A paper that cites oddly", Reference("1", "Teal, E. (2019).  Personal   communication."))
    labels = {t.object.value for t in triples_of(paper) if t.predicate == v.RDFS_LABEL}
    assert "Teal, E. (2019). Personal communication." in labels


def test_an_entity_keeps_its_name_even_when_no_surface_is_it() -> None:
    entity = Entity("dataset:bird", EntityKind.DATASET, "Bird", ("BIRD", "birds"))
    paper = replace(quail_1(), entities=(entity,), statements=())
    assert decode(encode(paper, alone(paper))).entities == (entity,)
