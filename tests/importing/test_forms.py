"""Which form a file is of."""

import pytest

from kg.importing.file import ImportFile
from kg.importing.forms import Form, sniff
from tests.importing.reading import FILES, sample

FORMS = {
    "cards/marsh-lab/quail-3/README.md": Form.CARD,
    "pondnoise.croissant.json": Form.CROISSANT,
    "marsh-assets.yaml": Form.ECOSYSTEM,
    "pwc-datasets.json": Form.PAPERS_WITH_CODE,
    "mteb-models.json": Form.MTEB,
    "birds.sssom.tsv": Form.SSSOM,
    "library.bib": Form.BIBTEX,
    "zotero.json": Form.CSL,
    "facts.csv": Form.FACTS_CSV,
    "facts.jsonl": Form.FACTS_JSONL,
    "union.ttl": Form.RDF,
}


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_a_form_is_told_from_what_a_file_holds(name: str, form: Form) -> None:
    assert sniff(sample(name)) is form


def test_every_small_file_has_its_form() -> None:
    there = {p.relative_to(FILES).as_posix() for p in FILES.rglob("*") if p.is_file() and "cards/" not in str(p)}
    assert there == {name for name in FORMS if not name.startswith("cards/")}


def test_lines_of_kg_extract_and_tables_with_tabs_are_known() -> None:
    line = b'{"file": "a.pdf", "sha256": "0", "sections": [], "datasets": []}\n'
    assert sniff(ImportFile("a.jsonl", line)) is Form.EXTRACT
    assert sniff(ImportFile("a.txt", b"subject\tpredicate\tobject\n")) is Form.FACTS_TSV


@pytest.mark.parametrize("data", [b"[]", b"{}", b"just words", b'[{"a": 1}]', b"\x00\xff"])
def test_what_is_of_no_form_is_told_to_be_none(data: bytes) -> None:
    assert sniff(ImportFile("a.json", data)) is None
