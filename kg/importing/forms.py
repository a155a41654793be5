"""The forms that can be imported, told from a file's content and its suffix."""

import re
from enum import StrEnum

from kg.importing.file import ImportFile

_HEAD = 65_536
_OWN = "https://w3id.org/kg/ns#"  # the vocabulary of kg's own exports
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_FIELD = re.compile(r'"([\w@:.-]+)"\s*:')


class Form(StrEnum):
    """The forms of files, by the names that ``--form`` takes."""

    CARD = "hf-card"
    CROISSANT = "croissant"
    ECOSYSTEM = "ecosystem-graphs"
    PAPERS_WITH_CODE = "papers-with-code"
    MTEB = "mteb"
    SSSOM = "sssom"
    BIBTEX = "bibtex"
    CSL = "csl-json"
    EXTRACT = "kg-extract"
    FACTS_CSV = "facts-csv"
    FACTS_TSV = "facts-tsv"
    FACTS_JSONL = "facts-jsonl"
    RDF = "rdf"


RDF_SUFFIXES = (".ttl", ".trig", ".nq", ".nt")
SUFFIXES = frozenset(
    {".md", ".json", ".jsonl", ".jsonld", ".ndjson", ".yaml", ".yml", ".tsv", ".csv", ".bib", *RDF_SUFFIXES}
)
"""What a folder is searched for."""


def sniff(file: ImportFile) -> Form | None:
    """The form of the file; None where it is none that is known.

    The suffix decides where it belongs to one form alone, else the beginning of the content, never the name.
    """
    head = file.data[:_HEAD].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if file.suffix in RDF_SUFFIXES:
        return Form.RDF
    if head.startswith(("{", "[")):
        return _sniff_json(head, file.suffix)
    if head.startswith("#curie_map") or "\tpredicate_id" in head[:10_000] or "#mapping_set_id" in head[:10_000]:
        return Form.SSSOM
    if file.suffix == ".md" or (
        re.match(r"(?:<!--.*?-->\s*)?---[ \t]*\r?\n", head, re.DOTALL) and file.suffix not in {".yaml", ".yml"}
    ):
        return Form.CARD
    if file.suffix in {".yaml", ".yml"}:
        return Form.ECOSYSTEM
    if file.suffix == ".bib" or _BIBTEX.match(head):
        return Form.BIBTEX
    columns = {name.strip(' "').lower() for name in re.split(r"[,\t]", head.split("\n", 1)[0])}
    if {"subject", "predicate", "object"} <= columns:
        return Form.FACTS_TSV if "\t" in head.split("\n", 1)[0] else Form.FACTS_CSV
    return None


def _sniff_json(head: str, suffix: str) -> Form | None:
    if suffix == ".jsonld" and _OWN in head:
        return Form.RDF
    fields = set(_FIELD.findall(head))
    line = set(_FIELD.findall(head.split("\n", 1)[0]))
    if ("conformsTo" in fields and "croissant" in head) or {"@context", "@type"} <= fields:
        return Form.CROISSANT
    if {"sha256", "sections"} <= line or (suffix in {".jsonl", ".ndjson"} and {"datasets", "lineage"} & line):
        return Form.EXTRACT
    if {"subject", "object"} <= line and {"predicate", "relation"} & line:
        return Form.FACTS_JSONL
    if {"training_datasets", "adapted_from", "superseded_by"} & fields:
        return Form.MTEB
    if {"name", "variants"} <= fields or {"name", "full_name"} <= fields:
        return Form.PAPERS_WITH_CODE
    if {"type", "title"} <= fields and {"id", "citation-key", "issued", "author", "container-title"} & fields:
        return Form.CSL
    return None
