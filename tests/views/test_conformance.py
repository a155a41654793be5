"""What came of checking, as it is told."""

from kg.store.shapes import Conformance, Violation
from kg.views.conformance import MOST_NODES, conformance_json, conformance_text, short

C4 = "https://w3id.org/kg/id/dataset/c4"


def test_a_graph_that_conforms_is_one_line() -> None:
    found = Conformance(12, (("dataset", 2), ("paper", 1)), ())
    assert conformance_text(found, "my-graph") == "my-graph conforms (12 triples, 3 nodes checked)\n"


def test_what_is_wrong_stands_under_its_node() -> None:
    wrong = (
        Violation(C4, "must have a name, as text (skos:prefLabel)", "http://www.w3.org/2004/02/skos/core#prefLabel"),
        Violation(C4, f"is tied to <{C4}> by https://w3id.org/kg/ns#trainsOn, which nothing tells"),
        Violation("urn:\x1b[31mx", "must be read", "urn:p", ('"a\n\x00b"', f"<{C4}>")),
    )
    assert conformance_text(Conformance(3, (), wrong), "graph") == (
        "graph does not conform (3 triples, 0 nodes checked)\n\n"
        "dataset:c4\n"
        "  must have a name, as text (skos:prefLabel); found none\n"
        "  is tied to dataset:c4 by kg:trainsOn, which nothing tells\n"
        "urn:�[31mx\n"
        '  must be read; found "a �b", dataset:c4\n'
        "\n3 violations at 2 nodes\n"
    )


def test_a_long_list_is_cut_and_says_so() -> None:
    wrong = tuple(Violation(f"urn:{n:03}", "is wrong") for n in range(MOST_NODES + 2))
    text = conformance_text(Conformance(0, (), wrong), "graph")
    assert "... and 2 more nodes; --json tells all\n" in text
    assert len(conformance_json(Conformance(0, (), wrong))["violations"]) == MOST_NODES + 2


def test_iris_are_shortened_in_the_middle_of_words() -> None:
    assert short(f"see {C4}, or http://other.example/x") == "see dataset:c4, or http://other.example/x"
