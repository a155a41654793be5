"""Files that others made: what is refused, and that nothing but a reason comes of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.errors import UnreadableImportError
from kg.core.imported import Gathered
from kg.importing.file import ImportFile
from kg.importing.forms import Form
from kg.importing.json_text import parse_json
from kg.importing.reading import read_import
from kg.importing.yaml_text import parse_yaml
from tests.importing.reading import BORROWED

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 10)}]\n" for i in range(9)
)
FIELDS = [
    "@context",
    "@type",
    "adapted_from",
    "aliases",
    "author",
    "authors",
    "base_model",
    "citeAs",
    "conformsTo",
    "confidence",
    "datasets",
    "dependencies",
    "evidence",
    "full_name",
    "isBasedOn",
    "issued",
    "license",
    "licenses",
    "lineage",
    "models",
    "name",
    "object",
    "page",
    "paper",
    "predicate",
    "prov:wasDerivedFrom",
    "quote",
    "references",
    "reference",
    "relation",
    "roles",
    "sha256",
    "source_datasets",
    "subject",
    "superseded_by",
    "tags",
    "title",
    "training_datasets",
    "type",
    "undisclosed",
    "url",
    "variants",
    "year",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES | st.sampled_from(["dataset", "trained_on", "arXiv:2301.00001", "http://[::1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=15,
)


def test_yaml_is_texts_lists_and_mappings() -> None:
    text = "a: no\nb: 2020-01-01\nc: ~\nd: [1, 'null']\n? [x]\n: y\ne: !!python/name:os.system z\n"
    assert parse_yaml(text) == {"a": "no", "b": "2020-01-01", "c": None, "d": ["1", "null"], "e": "z"}


def test_yaml_may_refer_back_within_bounds() -> None:
    assert parse_yaml("a: &x [1]\nb: *x\n") == {"a": ["1"], "b": ["1"]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "refers back"),
        ("a: &x 1\nb: [" + "*x," * 2_000 + "]", "too often"),
        ("a: &a [*a]", "not there"),
        ("a: " + "[" * 500, "nested too deeply"),
        ("a: [1\nb: 2", "no YAML"),
        ("a: \tb\n\t- c: 'd", "no YAML"),
        ("x: " + "y" * 2**21, "more than 1 MiB"),
    ],
)
def test_yaml_beyond_the_bounds_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_yaml(text)


@pytest.mark.parametrize(
    ("text", "reason"), [("[" * 100_000, "nested"), ("[" * 80 + "]" * 80, "nested"), ("[NaN]", "NaN"), ("{", "line 1")]
)
def test_json_beyond_the_bounds_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_json(text)


def test_a_number_of_many_digits_does_not_hold_up() -> None:
    assert parse_json("9" * 10_000) == float("inf")


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"\x00\x01\x02" * 50,
        b"\xff\xfe\xd8",
        "Lärm".encode("latin-1"),
        b"[[[[",
        b"{}",
        b"---\n",
        b"@a{",
        b"\t\n",
    ],
)
def test_what_is_no_file_of_the_form_earns_a_reason_or_gives_nothing(form: Form, data: bytes) -> None:
    refused, gathered = "bad.ttl: nothing", Gathered()
    try:
        gathered = read_import(ImportFile("bad.ttl", data), BORROWED, form)[1]
    except UnreadableImportError as error:
        refused = str(error)
    assert refused.startswith("bad.ttl: ")
    assert not refused.endswith(".")
    assert not gathered.claims
    assert not gathered.things


@given(VALUES)
def test_any_json_gives_what_it_states_or_a_reason(value: object) -> None:
    data = json.dumps([value] if isinstance(value, dict) else value).encode()
    for form in (Form.CROISSANT, Form.PAPERS_WITH_CODE, Form.MTEB, Form.CSL, Form.EXTRACT, Form.FACTS_JSONL):
        try:
            read = read_import(ImportFile("a.json", data), BORROWED, form)[1]
        except UnreadableImportError:
            continue
        assert isinstance(read, Gathered)


@given(VALUES)
def test_any_yaml_gives_what_it_states_or_a_reason(value: object) -> None:
    text = json.dumps(value, ensure_ascii=True)
    for form, wrapped in ((Form.ECOSYSTEM, f"[{text}]"), (Form.CARD, f"---\n{text}\n---\n# X\n")):
        try:
            read = read_import(ImportFile("models/a/x/README.md", wrapped.encode()), BORROWED, form)[1]
        except UnreadableImportError:
            continue
        assert isinstance(read, Gathered)
