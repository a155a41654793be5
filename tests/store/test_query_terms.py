"""Terms of a query that no graph of kg's holds are told, with the nearest ones."""

import pytest

from kg.store.named_queries import named_queries
from kg.store.query_terms import unknown_terms


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s kg:trainedOm ?o }", "kg:trainedOm is not in the ontology; did you mean fair4ml:trainedOn"),
        ("SELECT * { ?s a kg:Dataste }", "kg:Dataste is not in the ontology; did you mean schema:Dataset"),
        (
            "SELECT * { ?s a schema:Datset }",
            "schema:Datset is not among the terms that kg's graphs hold; did you mean ",
        ),
        (
            "ASK { ?s <https://w3id.org/kg/ns#trainson> ?o }",
            "kg:trainson is not in the ontology; did you mean kg:trainsOn",
        ),
        ("PREFIX k: <https://w3id.org/kg/ns#> ASK {?s k:dependsUpon+ ?o}", "kg:dependsUpon is not in the ontology"),
        ("ASK { ?s kg:trainsOn/kg:dependOn+ ?o }", "kg:dependOn is not in the ontology; did you mean kg:dependsOn"),
        (r"ASK { ?s kg:trains\u004fm ?o }", "kg:trainsOm is not in the ontology"),
    ],
)
def test_a_misspelt_term_brings_the_nearest(query: str, said: str) -> None:
    (sentence,) = unknown_terms(query)
    assert sentence.startswith(said)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s kg:trainsOn ?o . ?o a schema:Dataset } # kg:nothing",
        "SELECT * { ?s rdfs:label 'kg:nothing' . FILTER(xsd:integer(?x) > 1) }",
        "SELECT * { ?s rdf:rest/rdf:first dataset:nothing . ?s <http://other.example/kg#x> doi:x }",
        "PREFIX kg: <http://other.example/> ASK { ?s kg:nothing ?o }",
        "BASE <https://w3id.org/kg/ns#> PREFIX kg: <https://w3id.org/kg/ns#> ASK { ?s kg: ?o }",
    ],
)
def test_what_is_no_term_or_is_known_is_not_told(query: str) -> None:
    assert unknown_terms(query) == ()


def test_other_vocabularies_may_hold_more_where_others_write_too() -> None:
    assert unknown_terms("ASK { ?s schema:Datset ?o ; kg:no ?x }", ours_alone=True)[0].startswith("kg:no ")
    assert len(unknown_terms("ASK { ?s schema:Datset ?o ; kg:no ?x }", ours_alone=True)) == 1


def test_no_named_question_has_an_unknown_term() -> None:
    assert {query.name: told for query in named_queries() if (told := unknown_terms(query.text))} == {}


def test_the_sentences_are_few_and_short_whatever_is_asked() -> None:
    many = unknown_terms("ASK { ?s " + " ; ".join(f"kg:no{n} ?o" for n in range(5_000)) + " }")
    assert len(many) == 5
    assert unknown_terms(f"ASK {{ ?s kg:{'x' * 10_000} ?o }}") == ()
