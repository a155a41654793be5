"""Each shipped question, answered on a small graph."""

import pytest

from kg.core.errors import QueryError
from kg.store.graph import Graph
from kg.store.named_queries import named_queries, named_query
from kg.store.query import run_query

Q1, Q2 = "Quail-1: A First Model of Marsh Birds", "Quail-2: A Second Bird Model"
TRAINED_1 = "Quail-1 was trained on PondNoise, which holds FrogTapes and is cut from WaterSounds."
TRAINED_2 = "Quail-2 was trained on MarshBirds [2] and ReedSongs."
STARTED = "We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds."
TESTED = "We evaluate on DuckBench and mention PondNoise in passing."
CITED = "[1] E. Teal. WaterSounds, a corpus of ponds and rivers. Journal of Wet Places, 2019. doi:10.5555/water.2019"
SILENT = "Larks-XL is a baseline whose training data were never disclosed."

ASKED = [
    (
        "datasets-of-paper",
        {"paper": "quail-2"},
        ("name", "role", "quote", "page"),
        [
            ("DuckBench", "evaluates on", TESTED, "1"),
            ("MarshBirds", "trains on", TRAINED_2, "1"),
            ("MarshBirds", "trains on", STARTED, "1"),
            ("PondNoise", "mentions", TESTED, "1"),
            ("ReedSongs", "trains on", TRAINED_2, "1"),
        ],
    ),
    (
        "papers-by-dataset",
        {"dataset": "PondNoise"},
        ("title", "role", "firstPage"),
        [(Q1, "trains on", ""), (Q2, "mentions", "1")],
    ),
    (
        "models-and-training-data",
        {},
        ("name", "data", "source", "quote", "background"),
        [
            ("Quail-1", "PondNoise", Q1, TRAINED_1, "false"),
            ("Quail-2", "MarshBirds", Q2, TRAINED_2, "false"),
            ("Quail-2", "ReedSongs", Q2, TRAINED_2, "false"),
        ],
    ),
    (
        "introductions",
        {"dataset": "WaterSounds"},
        ("work", "citation", "saidBy", "background", "read"),
        [
            (
                "https://doi.org/10.5555/water.2019",
                CITED,
                Q1,
                "false",
                "false",
            ),
            (
                "https://doi.org/10.5555/water.2019",
                "Teal (2019). WaterSounds, a corpus of ponds and rivers. doi:10.5555/water.2019",
                "bird-registry 2024",
                "true",
                "false",
            ),
        ],
    ),
    (
        "indirect-datasets",
        {"paper": "2303.04321"},
        ("by", "name"),
        [("Quail-1", name) for name in ("FrogTapes", "PondNoise", "RiverTape", "WaterSounds")]
        + [
            ("Quail-2", name)
            for name in ("FrogTapes", "MarshBirds", "PondNoise", "ReedSongs", "RiverTape", "WaterSounds")
        ],
    ),
    (
        "unread-works",
        {},
        ("title", "things", "papers"),
        [
            ("MarshBirds: ten thousand hours of reeds", "1", "1"),
            ("WaterSounds, a corpus of ponds and rivers", "1", "1"),
        ],
    ),
    (
        "licences",
        {},
        ("name", "licence", "spdx", "source"),
        [
            ("Larks-XL", "custom", "", "model-list"),
            ("WaterSounds", "CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0", "bird-registry 2024"),
        ],
    ),
    (
        "undisclosed-models",
        {},
        ("name", "source", "quote", "background"),
        [("Larks-XL", Q2, SILENT, "false"), ("Larks-XL", "model-list", "", "true")],
    ),
    ("failures", {}, ("file", "code", "reason"), [("locked.pdf", "encrypted", "it is encrypted")]),
    (
        "counts",
        {},
        ("what", "count"),
        [
            ("citations_in_text", "2"),
            ("datasets", "7"),
            ("files_failed", "1"),
            ("files_read", "2"),
            ("imported_sources", "0"),
            ("models", "3"),
            ("models_undisclosed", "1"),
            ("papers_read", "2"),
            ("references", "3"),
            ("references_of_several_papers", "0"),
            ("references_to_papers_read", "1"),
            ("references_with_arxiv_or_doi", "2"),
            ("works_not_read", "2"),
        ],
    ),
    (
        "relations",
        {},
        ("relation", "statements", "pieces", "read", "background", "imported", "curated"),
        [
            ("https://w3id.org/kg/ns#introducedBy", "4", "6", "5", "1", "0", "0"),
            ("https://w3id.org/fair4ml#trainedOn", "3", "3", "3", "0", "0", "0"),
            ("https://w3id.org/kg/ns#trainsOn", "3", "4", "4", "0", "0", "0"),
            ("http://www.w3.org/ns/prov#wasDerivedFrom", "2", "2", "1", "1", "0", "0"),
            ("https://w3id.org/kg/ns#licenceName", "2", "2", "0", "2", "0", "0"),
            ("http://purl.org/dc/terms/hasPart", "1", "1", "1", "0", "0", "0"),
            ("https://schema.org/creativeWorkStatus", "1", "1", "0", "1", "0", "0"),
            ("https://schema.org/mentions", "1", "1", "1", "0", "0", "0"),
            ("https://w3id.org/fair4ml#fineTunedFrom", "1", "1", "1", "0", "0", "0"),
            ("https://w3id.org/kg/ns#comparesModel", "1", "1", "1", "0", "0", "0"),
            ("https://w3id.org/kg/ns#disclosure", "1", "2", "1", "1", "0", "0"),
            ("https://w3id.org/kg/ns#evaluatesOn", "1", "1", "1", "0", "0", "0"),
            ("https://w3id.org/kg/ns#usesModel", "1", "1", "1", "0", "0", "0"),
        ],
    ),
    (
        "most-used-datasets",
        {},
        ("name", "papers", "trainsOn", "evaluatesOn"),
        [
            ("MarshBirds", "1", "1", "0"),
            ("PondNoise", "1", "1", "0"),
            ("ReedSongs", "1", "1", "0"),
            ("DuckBench", "1", "0", "1"),
        ],
    ),
    ("most-used-models", {}, ("name", "papers", "compares"), [("Quail-1", "1", "0"), ("Larks-XL", "0", "1")]),
    (
        "papers-by-year",
        {},
        ("year", "papers", "datasets", "models"),
        [("2022", "1", "1", "0"), ("2023", "1", "3", "1")],
    ),
    (
        "datasets-by-year",
        {},
        ("year", "name", "papers"),
        [
            ("2022", "PondNoise", "1"),
            ("2023", "DuckBench", "1"),
            ("2023", "MarshBirds", "1"),
            ("2023", "ReedSongs", "1"),
        ],
    ),
    ("models-by-year", {}, ("year", "name", "papers"), [("2023", "Quail-1", "1")]),
    # nothing is open or disputed in this graph; test_whole.py asks them of one where something is
    ("open-models", {}, ("name",), []),
    ("disputed-introductions", {}, ("name",), []),
    ("disputed-licences", {}, ("name",), []),
]


@pytest.mark.parametrize(("name", "values", "columns", "rows"), ASKED, ids=[a[0] for a in ASKED])
def test_a_shipped_question_is_answered(
    graph: Graph, name: str, values: dict[str, str], columns: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    result = run_query(graph, named_query(name).text, values)
    places = [result.columns.index(column) for column in columns]
    assert [tuple(row[i] for i in places) for row in result.rows] == rows


def test_every_shipped_question_is_tested_and_opens_with_itself() -> None:
    assert {q.name for q in named_queries()} == {a[0] for a in ASKED}
    for query in named_queries():
        assert query.question.endswith("?"), query.name


def test_parameters_are_told_and_may_be_left_out(graph: Graph) -> None:
    told = {q.name: q.parameters for q in named_queries() if q.parameters}
    assert told == {
        "datasets-of-paper": ("paper",),
        "indirect-datasets": ("paper",),
        "introductions": ("dataset",),
        "models-and-training-data": ("model",),
        "open-models": ("model",),
        "papers-by-dataset": ("dataset",),
    }
    answered = {a[0] for a in ASKED if a[3]}
    for query in named_queries():
        assert bool(run_query(graph, query.text).rows) == (query.name in answered), query.name


def test_an_unknown_question_says_where_those_are_listed() -> None:
    with pytest.raises(QueryError, match="no such question; kg query --list shows all"):
        named_query("nonsense")
