"""The reference pages say what the program says now."""

import importlib
import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, parse

import kg
from kg.core.errors import ReasonCode
from kg.resources import shipped
from kg.store.vocabulary import KG, PREFIXES
from tests.sessions import ROOT

NAMES = ("settings", "python", "ontology", "questions", "codes", "files", "json")
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def making() -> Iterator[ModuleType]:
    """docs/making/reference.py, whose modules import each other as siblings."""
    folder = str(DOCS / "making")
    before = set(sys.modules)
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("reference")
    finally:
        sys.path.remove(folder)
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                del sys.modules[name]


def test_every_page_is_named_here(making):
    assert set(making.PAGES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_what_the_program_would_write_now(name, making):
    written = (DOCS / "reference" / f"{name}.md").read_text("utf-8")
    assert written == making.PAGES[name](), f"docs/reference/{name}.md is old; make reference writes it anew"


def test_the_blocks_of_the_commands_are_what_the_program_tells_now(making):
    for path, fill in making.FILLED.items():
        assert path.read_text("utf-8") == fill(path.read_text("utf-8")), f"{path.name} is old; make reference mends it"


def test_every_command_and_option_stands_in_a_block_with_its_help(making):
    page = " ".join((DOCS / "commands.md").read_text("utf-8").split())
    for name, command in sys.modules["commands"].commands():
        assert " ".join((command.help or "").split("\n\n")[0].split()) in page, name
    blocks = re.findall(r"<!-- kg (\w+): made .*? -->", page)
    assert len(blocks) == len(set(blocks))
    assert set(blocks) == {name.split()[1] for name, _ in sys.modules["commands"].commands()}


def test_every_field_of_json_has_a_type_and_is_described():
    page = (DOCS / "reference" / "json.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", page, re.MULTILINE)
    assert len(rows) > 300
    assert [field for field, kind in rows if kind in ("", "null")] == []
    described = set(re.findall(r"`([a-zA-Z_0-9-]+)`", (DOCS / "json.md").read_text("utf-8")))
    assert {name for field, _ in rows for name in re.findall(r"\w+", field)} - described == set()


def test_every_command_that_answers_in_json_stands_there(making):
    page = (DOCS / "reference" / "json.md").read_text("utf-8")
    shown = set(re.findall(r"^## kg ([a-z]+(?: [a-z-]+)?)", page, re.MULTILINE))
    answering = {n for n, c in sys.modules["commands"].commands() if any("--json" in p.opts for p in c.params)}
    told_elsewhere = {
        "kg push": "it needs a server",
        "kg watch": "its lines are those of kg build",
        **dict.fromkeys(
            (f"kg curate {name}" for name in ("accept", "add", "rerole", "merge", "split", "rename", "undo", "apply")),
            "they answer as kg curate reject",
        ),
        "kg retry": "it answers as kg build",
    }
    named = {f"kg {words}" for words in shown} | {f"kg {words.split()[0]}" for words in shown}
    assert answering - named - set(told_elsewhere) == set()


def test_every_term_of_the_ontology_has_its_definition_and_an_example():
    page = (DOCS / "reference" / "ontology.md").read_text("utf-8")
    sections = dict(re.findall(r"^### (kg:\w+)\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    own = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
    terms = {str(t).replace(KG, "kg:") for t in own.subjects() if str(t).startswith(KG)}
    assert set(sections) == terms
    for name, text in sections.items():
        assert "```turtle" in text or "No triple" in text, name


def test_every_example_is_a_triple_that_shows_its_term():
    page = (DOCS / "reference" / "ontology.md").read_text("utf-8")
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    for name, example in re.findall(
        r"^### (kg:\w+)\n(?:(?!^#).)*?^```turtle\n(.*?)^```", page, re.MULTILINE | re.DOTALL
    ):
        (quad,) = parse((head + example).encode(), RdfFormat.TURTLE)
        assert isinstance(quad.triple, Triple)
        assert KG + name[3:] in {getattr(term, "value", "") for term in quad.triple}, name


def test_every_function_of_the_library_is_told():
    page = (DOCS / "reference" / "python.md").read_text("utf-8")
    assert set(re.findall(r"^## kg\.(\w+)", page, re.MULTILINE)) == set(kg.__all__)


def test_every_reason_code_is_explained():
    page = (DOCS / "reference" / "codes.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z][a-z-]+)` \|", page, re.MULTILINE)) == {c.value for c in ReasonCode}


def test_what_the_text_calls_a_command_or_its_option_is_one(making):
    known = dict(sys.modules["commands"].commands())
    groups = {name.rsplit(" ", 1)[0] for name in known if name.count(" ") == 2}
    general = {"--help", "-h", "--version", "--install-completion", "--quiet", "--verbose", "--log-file"}
    pages = [ROOT / "README.md", *(page for page in DOCS.rglob("*.md") if page.parent.name != "reference")]
    wrong = []
    for page in sorted(pages):
        for line in re.findall(r"(?<!`)`(kg(?: [^`\n]+)?)`(?!`)", page.read_text("utf-8")):
            words = line.split()[1:]
            name = next((n for n in (f"kg {' '.join(words[:2])}", f"kg {' '.join(words[:1])}") if n in known), None)
            if name is None and (not words or words[0] in ("help", "COMMAND", "licences", *general) or line in groups):
                continue
            options = {o for p in known[name].params for o in (*p.opts, *p.secondary_opts)} if name in known else set()
            asked = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
            if name is None and f"kg {words[0]}" in groups:
                continue
            if name is None or not asked <= options | general:
                wrong.append(f"{page.relative_to(ROOT)}: {line}")
    assert wrong == []


def test_scripts_that_the_howto_of_training_names_are_there_with_the_options_shown():
    page = (DOCS / "howto" / "retrain.md").read_text("utf-8")
    calls = re.findall(r"^python (\S+)(.*)$", page, re.MULTILINE)
    assert len(calls) == 6
    for script, rest in calls:
        path = ROOT / script
        sources = [path.read_text("utf-8"), (ROOT / "benchmarks" / "command.py").read_text("utf-8")]
        for option in re.findall(r"--[a-z]+", rest):
            assert any(f'"{option}"' in source for source in sources), f"{script} {option}"


def test_the_reader_of_the_howto_reads(making):
    page = (DOCS / "howto" / "reader.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    read: dict[str, Any] = {}
    exec(example, read)
    paper = (
        "#+title: Sandpiper: A Note\n#+author: Ada Fenwick and Noor Haddad\n\n* 1 Introduction\n"
        "We train Sandpiper on Marshbirds [1].\nIt is small.\n\n** 1.1 Data\nNotes.\n\n"
        "* References\n[1] Ada Fenwick. Marshbirds: A corpus of field notes. In Birds, 2023.\n\n"
        "[2] Noor Haddad. Reedcalls: Described bird sounds. In Birds, 2022.\n"
    )
    document = read["read_org"]("sandpiper.org", paper, sha256="0" * 64)
    assert document.title == "Sandpiper: A Note"
    assert document.authors == ("Ada Fenwick", "Noor Haddad")
    assert [s.heading for s in document.sections if s.heading] == ["1 Introduction", "1.1 Data", "References"]
    (citation,) = document.citations
    assert document.reference(citation.reference_key).title == "Marshbirds: A corpus of field notes"
