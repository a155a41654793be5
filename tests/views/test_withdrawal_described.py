"""What docs/json.md says of a withdrawal's JSON is the whole of it, and true."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.core.imported import ImportedFact
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.tracing.withdrawal import withdrawal
from kg.views.withdrawal_rows import withdrawal_json
from tests.samples import FACTS, KNOWN, quail_1, quail_2
from tests.sessions import ROOT
from tests.store.test_whole import BROUGHT, HEARD, entity

NODE = {"iri", "kind", "name", "read", "withdrawn"}
EVIDENCE = {"source", "source_iri", "kind", "background", "confidence", "extractor"}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """Two answers that leave no list but that of cycles empty in both, with quotes, background and imported facts."""
    brought = replace(
        BROUGHT,
        entities=(*BROUGHT.entities, entity("model:wren", "Wren"), entity("model:larksxl", "Larks-XL")),
        facts=(ImportedFact("model:wren", Predicate.FINE_TUNED_FROM, "model:larksxl", (HEARD,)),),
    )
    folder: Path = tmp_path_factory.mktemp("withdrawal") / "graph"
    with Graph.open(folder) as graph:
        graph.put_many([quail_1(), quail_2()])
        graph.put_import(brought)
        graph.put_background(KNOWN, FACTS)
        reader = GraphReader(graph)
        return [withdrawal_json(withdrawal(reader, name, "2023-07")) for name in ("RiverTape", "DuckBench")]


@pytest.fixture(scope="module")
def section() -> str:
    return under("## `kg impact --withdrawn")


@pytest.fixture(scope="module")
def shapes() -> str:
    return under("## What stands in many answers")


def under(heading: str) -> str:
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    beginning = page[page.index(heading) :]
    return beginning[: beginning.index("\n## ", 3)]


def rows(table: str) -> dict[str, set[str]]:
    """What each row of a table names in its first cell, with all that it names in its second."""
    found = re.findall(r"^\| (`[^|]+`) \| (.+) \|$", table, re.MULTILINE)
    return {
        name: set(re.findall(r"`([a-z_]+)`", holds)) for names, holds in found for name in re.findall(r"\w+", names)
    }


def evidence_in(value: object) -> Iterator[Json]:
    """All pieces of evidence, however deep, but those of nodes that were withdrawn before."""
    if isinstance(value, dict):
        if "extractor" in value:
            yield value
        for inner in value.values():
            yield from evidence_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence_in(inner)


def test_the_fields_are_those_described(answers: list[Json], section: str) -> None:
    told = rows(section)
    for answer in answers:
        assert set(answer) == set(told)
    for field in ("things", "dependents", "evaluating", "undisclosed", "not_known"):
        items = [item for answer in answers for item in answer[field]]
        assert items, field
        for item in items:
            assert set(item) - NODE == told[field] & set(item) - NODE, field
            assert set(item) >= NODE, field
            assert told[field] - {"null"} <= set(item), field


def test_what_stands_deeper_is_described_too(answers: list[Json], shapes: str) -> None:
    prose = set(re.findall(r"`([a-z_]+)`", shapes))
    path = answers[0]["dependents"][0]["paths"][0]
    hop = path["hops"][0]
    said = [node["withdrawn"] for answer in answers for node in answer["things"] if node["withdrawn"]]
    assert said
    for shape in (path, hop, said[0], said[0]["evidence"][0]):
        assert set(shape) <= prose
    assert set(path) == {"belief", "only_mentioned", "hops"}


def test_evidence_of_each_kind_has_the_fields_described(answers: list[Json], shapes: str) -> None:
    told, met = rows(shapes), set()
    for piece in evidence_in(answers):
        assert set(piece) == EVIDENCE | told[piece["kind"]] - {"null"}
        met.add(piece["kind"])
    assert met == {"read", "background", "imported"}
