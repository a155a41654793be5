"""The yardsticks measure what they say."""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.documents.reader import read_document
from kg.store.decoding import decode
from kg.store.encoding import encode
from kg.store.identity import alone
from tests.sessions import ROOT


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_build", ROOT / "benchmarks" / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans over")
def test_the_cost_of_a_command_holds_what_it_leaves_behind(build):
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    left = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    assert build.cost([sys.executable, "-c", left]).cpu_seconds > 0.3


def test_a_command_that_fails_ends_the_measuring_with_its_words(build):
    with pytest.raises(SystemExit, match="no such thing"):
        build.cost([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_figures_are_medians_and_ratios(build):
    low, high, middle = build.Cost(1.0, 4.0, 10.0), build.Cost(3.0, 6.0, 30.0), build.Cost(2.0, 5.0, 20.0)
    assert build.middle([low, high, middle]) == middle


def test_a_source_file_stands_in_its_room(build):
    assert build.room_of("anywhere/kg/store/graph.py") == "store"
    assert build.room_of("anywhere/kg/pipeline.py") is None
    assert build.room_of("site-packages/spacy/language.py") is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans over")
def test_children_of_before_are_not_waited_for(build):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as sleeper:
        assert build.cost([sys.executable, "-c", "pass"]).wall_seconds < 30
        sleeper.kill()


@pytest.fixture(scope="module")
def identity() -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from meaning_parts import identity as module  # noqa: PLC0415 - beside the benchmarks, which are no package
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    return module


@pytest.mark.parametrize(
    ("chosen", "title", "verdict"),
    [
        ("model:bert", "BERT: Pre-training of deep bidirectional transformers for language understanding", "agree"),
        ("model:gpt2", "BERT: Pre-training of deep bidirectional transformers for language understanding", "other"),
        ("model:nosuchbird", "BERT: Pre-training of deep bidirectional transformers for language understanding", "new"),
        ("model:bert", "A work that introduced nothing known", None),
    ],
)
def test_a_name_agrees_with_the_work_that_introduced_what_it_was_taken_for(identity, chosen, title, verdict):
    pair = identity.Pair("BERT", EntityKind.MODEL, Reference("1", title, title=title), chosen)
    assert identity.verdict(pair) == verdict


def test_names_in_gold_papers_are_grounded_beside_their_reference(identity, tmp_path):
    (tmp_path / "papers").mkdir()
    title = "BERT: Pre-training of deep bidirectional transformers for language understanding"
    gold = {"datasets": [], "models": [{"name": "BERT-large", "introduced_by": title}, {"name": "Quail"}]}
    (tmp_path / "papers" / "a.json").write_text(json.dumps(gold))
    figures = {f.name: f.value for f in identity.measure(tmp_path)}
    assert figures["identity, papers annotated by hand: agree"] == 1.0
    assert figures["identity, GSAP: agree"] is None


@pytest.fixture(scope="module")
def questions_parts() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    yield
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.mark.usefixtures("questions_parts")
def test_an_invented_paper_is_printed_as_kg_would_store_it():
    from questions_parts.forms import Form  # noqa: PLC0415 - beside the benchmarks, which are no package
    from questions_parts.world import papers  # noqa: PLC0415

    for filled in list(papers(100))[97:99]:
        printed = parse(Form(filled.kind, bare=False).printed(filled).encode(), format=RdfFormat.N_QUADS)
        quads = [quad for quad in printed if isinstance(quad.graph_name, NamedNode)]
        paper = decode(quads)
        assert _without_hashes_of_evidence(quads) == _without_hashes_of_evidence(encode(paper, alone(paper)))


def _without_hashes_of_evidence(quads: Iterable[Quad]) -> list[str]:
    return sorted(re.sub("(evidence|selector)/[0-9a-f]{20}", r"\1", str(quad)) for quad in quads)


@pytest.mark.usefixtures("questions_parts")
def test_the_invented_world_is_the_same_every_time_and_fields_do_not_depend_on_its_size():
    from questions_parts.world import papers  # noqa: PLC0415 - beside the benchmarks, which are no package

    assert list(papers(200)) == list(papers(200))
    assert list(papers(200)) != list(papers(200, seed=2))
    one, other = ([(f.datasets, f.models) for f in list(papers(size))[:100]] for size in (100, 300))
    assert one == other


@pytest.mark.usefixtures("questions_parts")
def test_a_large_tagger_of_drawn_weights_labels_every_piece_in_onnxruntime(tmp_path):
    from speed_parts import deberta  # noqa: PLC0415 - beside the benchmarks, which are no package

    size = deberta.Size(layers=1, wide=32, heads=2, inner=64, vocabulary=100, places=16)
    file, parameters = deberta.write(tmp_path, size)
    attention, inner = 4 * (32 * 32 + 32), 32 * 64 + 64 + 64 * 32 + 32
    assert parameters == (100 + 16) * 32 + attention + inner + 32 * deberta.LABELS + deberta.LABELS
    assert deberta.label(deberta.session(file), [[1, 2, 3], [4] * 40, [5]], size) == 44


@pytest.mark.usefixtures("questions_parts")
def test_invented_papers_of_builds_are_read_with_title_table_and_references(tmp_path):
    from speed_parts import growth  # noqa: PLC0415 - beside the benchmarks, which are no package

    (tmp_path / "7.md").write_text(growth.paper_of(7), "utf-8")
    document = read_document(tmp_path / "7.md")
    assert document.title == growth.title_of(7)
    assert len(document.tables) == 1
    assert len(document.references) == 12


@pytest.mark.usefixtures("questions_parts")
def test_copies_of_pdfs_differ_and_are_read_alike(tmp_path):
    from speed_parts import growth  # noqa: PLC0415 - beside the benchmarks, which are no package

    paper = ROOT / "examples" / "papers" / "quail-1.pdf"
    (folder,) = growth.copied(tmp_path, [paper], 2)
    one, other = (read_document(path) for path in sorted(Path(folder).iterdir()))
    assert one.source.sha256 != other.source.sha256
    assert one.text == other.text == read_document(paper).text


def test_measuring_speed_without_papers_says_so(tmp_path):
    command = [sys.executable, str(ROOT / "benchmarks" / "speed.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no PDFs here" in done.stderr


@pytest.mark.usefixtures("questions_parts")
def test_a_world_that_grows_by_pieces_goes_on_after_the_last_and_is_the_same(tmp_path):
    from scale_parts.growing import World, grow  # noqa: PLC0415 - beside the benchmarks, which are no package

    def stop(grown):
        raise KeyboardInterrupt

    pieces = World(papers=300, full=0, piece=100)
    with pytest.raises(KeyboardInterrupt):
        grow(tmp_path / "pieces", pieces, stop)
    told = []
    grown = grow(tmp_path / "pieces", pieces, lambda g: told.append(g.papers))
    assert told == [200, 300]
    assert grown.papers == 300
    grow(tmp_path / "whole", World(papers=300, full=0, piece=300), lambda _: None)
    stores = [Store.read_only(str(tmp_path / name / "store")) for name in ("pieces", "whole")]
    assert len({frozenset(map(str, store)) for store in stores}) == 1
    with pytest.raises(ValueError, match="another world"):
        grow(tmp_path / "whole", World(papers=400, full=0, piece=300), lambda _: None)
