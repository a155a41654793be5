"""Shards become the graph that a build would have made, or none."""

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.core.document import SourceFile
from kg.core.errors import GraphUnavailableError, ReasonCode, ShardError
from kg.core.extraction import Extraction
from kg.finishing import finish
from kg.sharding.loading import load_shards
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.shards.encoded import EncodedPaper
from kg.store.shards.manifest import MANIFEST, Manifest
from kg.store.shards.writing import ShardWriter
from tests import samples
from tests.turtle import turtle

PROGRAM = Manifest("kg 1", "settings")
FAILED = SourceFile("z.pdf", "application/pdf", "f" * 64)


def papers() -> list[Extraction]:
    """Papers that cite one another by title alone, by DOI and by arXiv id, so that works turn out to be one."""
    one, other = samples.quail_1(), samples.quail_2()
    reference = other.references[0]
    by_title = replace(reference, doi=None, arxiv=None)
    by_doi = replace(by_title, doi="10.5555/quail.2022")
    by_arxiv = replace(by_doi, arxiv="2204.01234")
    citing = [
        samples.citing(f"A paper on rails and other birds {n}", r) for n, r in enumerate((by_title, by_doi, by_arxiv))
    ]
    return [one, other, *citing]


def write(folder: Path, *wanted: Extraction, sources: int = 2, failing: bool = False) -> Path:
    with ShardWriter(folder, PROGRAM, finished=lambda: None, sources=sources) as shards:
        if failing:
            shards.add_failure(FAILED, ReasonCode.DAMAGED, "so it is")
        for paper in wanted:
            shards.add(EncodedPaper.of(paper))
    return folder


def built(folder: Path, *wanted: Extraction, failing: bool = False) -> Path:
    with Graph.open(folder) as graph:
        if failing:
            graph.put_failure(FAILED, ReasonCode.DAMAGED, "so it is")
        for paper in wanted:
            graph.put(paper)
        finish(graph)
    return folder


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    return write(tmp_path / "shards", *papers(), failing=True)


def quads(graph: Path) -> set[str]:
    with Graph.open_read_only(graph) as opened:
        return set(map(str, opened.store))


def test_loaded_shards_are_what_a_build_makes_to_the_byte_and_to_the_quad(shards: Path, tmp_path: Path) -> None:
    loaded = load_shards([shards], tmp_path / "loaded")
    assert (loaded.stored, loaded.failed, loaded.passed_over, loaded.shards) == (5, 1, 0, 3)
    built(tmp_path / "built", *papers(), failing=True)
    assert turtle(tmp_path / "loaded") == turtle(tmp_path / "built")
    assert quads(tmp_path / "loaded") == quads(tmp_path / "built")
    assert {p.name for p in tmp_path.iterdir() if p.name.startswith(".")} == set()


def test_works_that_turn_out_to_be_one_are_told_over_all_folders(tmp_path: Path) -> None:
    ours = papers()
    folders = [write(tmp_path / f"shards-{n}", paper) for n, paper in enumerate(ours)]
    load_shards(folders, tmp_path / "loaded")
    assert turtle(tmp_path / "loaded") == turtle(built(tmp_path / "built", *ours))


def test_of_two_readings_the_later_counts_and_a_failure_only_where_there_is_none(tmp_path: Path) -> None:
    old = replace(samples.quail_1(), title="What it was called before anybody looked closely")
    failed = old.source
    with ShardWriter(tmp_path / "shards", PROGRAM, finished=lambda: None, sources=1) as shards:
        shards.add_failure(failed, ReasonCode.TIMEOUT, "too long")
        shards.add(EncodedPaper.of(old))
        shards.add(EncodedPaper.of(samples.quail_1()))
        shards.add_failure(failed, ReasonCode.TIMEOUT, "too long")
    loaded = load_shards([tmp_path / "shards"], tmp_path / "loaded")
    assert (loaded.stored, loaded.failed, loaded.passed_over) == (1, 0, 3)
    assert turtle(tmp_path / "loaded") == turtle(built(tmp_path / "built", samples.quail_1()))


def test_writing_goes_on_where_it_was_ended(tmp_path: Path) -> None:
    ours = papers()
    folder = write(tmp_path / "shards", *ours[:2])
    listed = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(listed + b'{"name": "shard-0000')  # a line that a kill cut short
    (folder / "shard-000002.nq.gz").write_bytes(b"written and not listed")
    (folder / "shard.part").write_bytes(b"written in part")
    write(folder, *ours[2:])
    load_shards([folder], tmp_path / "loaded")
    assert turtle(tmp_path / "loaded") == turtle(built(tmp_path / "built", *ours))


def test_writing_refuses_a_folder_of_something_else_or_of_another_kg(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ShardError, match="something else"):
        write(tmp_path)
    write(tmp_path / "shards", samples.quail_1())
    with pytest.raises(ShardError, match="kg 1, settings settings"):
        ShardWriter(tmp_path / "shards", Manifest("kg 2", "settings"), finished=lambda: None)


def test_what_waits_long_is_written_though_it_is_little(tmp_path: Path) -> None:
    now, written = [0.0], []
    with ShardWriter(tmp_path, PROGRAM, finished=lambda: written.append(1), clock=lambda: now[0]) as shards:
        shards.add(EncodedPaper.of(samples.quail_1()))
        assert not written
        now[0] = 301.0
        shards.add(EncodedPaper.of(samples.quail_2()))
        assert written == [1]


def relisted(folder: Path, name: str, text: bytes, *, sources: int, quads: int) -> None:
    """Put another file in the place of a shard, and list it with its own digest, as somebody may who means ill."""
    data = gzip.compress(text)
    (folder / name).write_bytes(data)
    head = (folder / MANIFEST).read_text().split("\n")[0]
    told = {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / MANIFEST).write_text(f"{head}\n{json.dumps(told | {'sources': sources, 'quads': quads})}\n")


IN_SOURCE = f"<https://w3id.org/kg/id/source/{'a' * 64}>"
TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{TRIPLE} .\n", "none of a source"),
        (f"{TRIPLE} <https://w3id.org/kg/id/graph/curation> .\n", "none of a source"),
        (f"{TRIPLE} <https://w3id.org/kg/id/source/abc> .\n", "none of a source"),
        (f"_:a <https://example.org/b> <https://example.org/c> {IN_SOURCE} .\n", "without a name"),
        (f"{TRIPLE} {IN_SOURCE} .\n{TRIPLE.replace('/c', '/d')} {IN_SOURCE} .\n", "more or less"),
        ("what is this", "cannot be read as N-Quads"),
        (f"{TRIPLE} {IN_SOURCE} .\n", "none that kg writes"),
    ],
)
def test_shards_that_hold_anything_else_are_refused_and_leave_nothing(
    shards: Path, tmp_path: Path, text: str, words: str
) -> None:
    relisted(shards, "shard-000001.nq.gz", text.encode(), sources=1, quads=1)
    with pytest.raises(ShardError, match=words):
        load_shards([shards], tmp_path / "loaded")
    assert [p.name for p in tmp_path.iterdir()] == ["shards"]


def test_what_a_shard_says_beside_a_paper_is_not_taken(shards: Path, tmp_path: Path) -> None:
    load_shards([shards], tmp_path / "before")
    said = samples.quail_1()
    alien = f"{TRIPLE} <https://w3id.org/kg/id/source/{said.source.sha256}> .\n"
    text = gzip.decompress(EncodedPaper.of(said).data) + alien.encode()
    other = write(tmp_path / "other", said)
    relisted(other, "shard-000001.nq.gz", text, sources=1, quads=text.count(b"\n"))
    load_shards([shards, other], tmp_path / "after")
    assert turtle(tmp_path / "after") == turtle(tmp_path / "before")


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda f: damaged(f / "shard-000002.nq.gz"), "not the file that the list names"),
        (lambda f: (f / "shard-000002.nq.gz").unlink(), "cannot be read"),
        (lambda f: (f / MANIFEST).unlink(), "no shards here"),
        (lambda f: (f / MANIFEST).write_text("[]\n"), "no list of shards"),
        (lambda f: (f / MANIFEST).write_text('{"kg_shards": 2}\n'), "format 2"),
        (
            lambda f: (f / MANIFEST).write_text((f / MANIFEST).read_text().replace("shard-000002", "../00002")),
            "no list",
        ),
    ],
)
def test_shards_that_came_to_harm_are_refused_and_leave_nothing(
    shards: Path, tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    harm(shards)
    with pytest.raises(ShardError, match=words):
        load_shards([shards], tmp_path / "loaded")
    assert [p.name for p in tmp_path.iterdir()] == ["shards"]


def test_an_interrupted_load_leaves_nothing_and_a_graph_that_is_there_stays(shards: Path, tmp_path: Path) -> None:
    def interrupt(done: int, _: int, __: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    left = tmp_path / f".loaded.loading-{os.uname().nodename}-999999999"  # by one that was killed
    left.mkdir()
    with pytest.raises(KeyboardInterrupt):
        load_shards([shards], tmp_path / "loaded", progress=interrupt)
    assert [p.name for p in tmp_path.iterdir()] == ["shards"]
    load_shards([shards], tmp_path / "loaded")
    before = turtle(tmp_path / "loaded")
    with pytest.raises(GraphUnavailableError, match="something already"):
        load_shards([shards], tmp_path / "loaded")
    assert turtle(tmp_path / "loaded") == before


def test_papers_of_different_kgs_are_not_mixed(shards: Path, tmp_path: Path) -> None:
    with ShardWriter(tmp_path / "others", Manifest("kg 2", "b"), finished=lambda: None) as writer:
        writer.add(EncodedPaper.of(samples.quail_1()))
    with pytest.raises(ShardError, match="different versions of kg"):
        load_shards([shards, tmp_path / "others"], tmp_path / "loaded")


def test_another_store_takes_shards_and_asks_their_union(shards: Path) -> None:
    store = Store()
    for shard in sorted(shards.glob("*.gz")):
        store.bulk_load(gzip.decompress(shard.read_bytes()), format=RdfFormat.N_QUADS)
    asked = f"SELECT DISTINCT ?source {{ ?source a {v.KG_SOURCE} ; {v.DCTERMS_TITLE} ?title }}"
    assert len(list(store.query(asked, use_default_graph_as_union=True))) == 5
    assert list(store.query(asked)) == []
