"""The script that makes the registry's tables; the facts it reads do not travel with the project."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.core.names import fold
from kg.resources import shipped

FOLDER = shipped("ontology", "registry")
TABLES = ("datasets.tsv", "models.tsv", "aliases.tsv", "works.tsv", "facts.tsv", "licences.tsv", "disclosure.tsv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The tables built anew from the facts, and what the script said."""
    facts = os.environ.get("KG_FACTS")
    if not facts:
        pytest.skip("set KG_FACTS to the folder of facts to build the registry anew")
    out = tmp_path_factory.mktemp("registry")
    command = [sys.executable, FOLDER / "build.py", facts, "--out", out]
    # another order of hashes each time: no table may depend on it
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    return out, done


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_are_what_the_script_makes_of_the_facts(built, table: str) -> None:
    assert (built[0] / table).read_bytes() == (FOLDER / table).read_bytes()


def test_every_correction_changes_something(built) -> None:
    assert built[1].stderr == ""


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the modules beside the script offer, which are no package."""
    monkeypatch.syspath_prepend(str(FOLDER))
    offered = {"_entries": ("Corrections", "entries"), "_groups": ("group",), "_listed": ("listed",)}
    offered |= {"_records": ("Record", "Paper"), "_trust": ("Trust",)}
    return SimpleNamespace(
        **{name: getattr(importlib.import_module(module), name) for module, names in offered.items() for name in names}
    )


def made(parts, *records, corrections=()):
    """The entries that the build makes of the records."""
    decided = parts.Corrections([dict(zip(("action", "kind", "name", "value"), c, strict=True)) for c in corrections])
    trust = parts.Trust(records, decided)
    groups = parts.group([r for record in records if (r := trust.corrected(record))])
    sought = parts.entries(groups, decided, frozenset())
    return sought + parts.listed(groups, sought, trust, decided, frozenset())


def record(parts, name, title=None, *, arxiv=None, source="mteb", kind="dataset", **more):
    return parts.Record(kind, name, source, paper=parts.Paper(title, arxiv), homepage="https://reeds.example", **more)


def test_one_name_with_two_works_gives_two_entries_with_ids_of_their_works(parts) -> None:
    first = record(parts, "ReedBank7", "A bank of calls in reeds", source="hf-cards")
    second = record(parts, "ReedBank7", "Money in the marshes, counted", source="tfds")
    found = made(parts, first, second)
    assert [e.name for e in found] == ["ReedBank7", "ReedBank7"]
    assert all(e.id.startswith("dataset:reedbank7-") and e.ambiguous for e in found)
    assert len({e.id for e in found}) == 2


def test_forms_of_a_task_on_the_same_data_are_one_entry(parts) -> None:
    title = "Sounds and sights of the marsh"
    found = made(parts, *(record(parts, f"Reed9{f}Retrieval", title, stems=("Reed9",)) for f in ("A2V", "V2A")))
    assert [(e.name, sorted(e.lookup)) for e in found] == [("Reed9", ["Reed9A2VRetrieval", "Reed9V2ARetrieval"])]


def test_a_variant_has_no_work_of_its_own_where_it_cites_that_of_what_it_was_made_from(parts) -> None:
    title = "A bank of calls in reeds"
    base = record(parts, "ReedBank7", title, stems=("ReedBank7",))
    variant = record(parts, "ReedBank7-NL", title, derived_from=("ReedBank7",), stems=("ReedBank7-NL",))
    works = {e.name: [r.paper.title for r in e.group.records] for e in made(parts, base, variant)}
    assert works == {"ReedBank7": [title], "ReedBank7-NL": [None]}


def test_a_title_with_another_work_s_arxiv_id_is_believed_by_nobody(parts) -> None:
    wrong = record(parts, "ReedBank7", "Money in the marshes, counted", arxiv="2101.00001")
    right = record(parts, "Marsh8", "The eighth marsh and its birds", arxiv="2101.00001", source="hf-cards")
    also = record(parts, "Marsh8x", "The eighth marsh and its birds", arxiv="2101.00001", source="tfds")
    works = {e.name: [r.paper.title for r in e.group.records] for e in made(parts, wrong, right, also)}
    assert works["ReedBank7"] == [None]
    assert works["Marsh8"] == ["The eighth marsh and its birds"]


def test_a_word_that_one_collection_lists_never_owns_the_bare_name(parts) -> None:
    (found,) = made(parts, record(parts, "marsh", "The eighth marsh and its birds", source="tfds"))
    assert found.ambiguous
    assert found.id.startswith("dataset:marsh-")
    assert made(parts, record(parts, "marsh", source="tfds")) == []


def test_checkpoints_of_one_work_are_other_names_of_the_model(parts) -> None:
    title = "Quail9: models of the reeds"
    found = made(
        parts,
        record(parts, "Quail9", title, source="epoch", kind="model"),
        record(parts, "quail9-patch16-224", title, kind="model"),
    )
    assert [(e.name, list(e.lookup)) for e in found] == [("Quail9", ["quail9-patch16-224"])]


def test_a_work_that_gathers_data_of_others_introduces_none_of_them(parts) -> None:
    title = "A marsh benchmark of many data sets"
    corrections = [("gathers", "dataset", title, "Marsh8")]
    found = made(parts, record(parts, "ReedBank7", title), record(parts, "Marsh8", title), corrections=corrections)
    works = {fold(e.name): [r.paper.title for r in e.group.records] for e in found}
    assert works == {"reedbank7": [None], "marsh8": [title]}
