r"""Bibliographies as biber writes them for biblatex: ``\entry``, ``\name``, ``\field``."""

import re

from kg.core.document import Reference
from kg.documents.latex.citing.bibtex import reference_from_fields
from kg.documents.latex.expanding import tokens

_ENTRY = re.compile(r"\\entry\{([^{}]*)\}\{[^{}]*\}\{[^{}]*\}((?:[^\\]|\\(?!entry\{|endentry))*+)\\endentry", re.DOTALL)
_FIELD = re.compile(r"\\field\{(\w+)\}")
_LIST = re.compile(r"\\list\{(\w+)\}\{\d+\}")
_NAME = re.compile(r"\\name\{(\w+)\}\{\d+\}\{[^{}]*\}")
_VERBATIM = re.compile(r"\\verb\{(\w+)\}\s*\\verb\s+(\S+)\s*\\endverb")
_PART = re.compile(r"(family|given|prefix|suffix)=")


def read_biblatex(source: str) -> tuple[Reference, ...]:
    """The entries of biber's .bbl, in its order, each key once; raw is composed of the fields."""
    found: dict[str, Reference] = {}
    for entry in _ENTRY.finditer(source):
        key, body = entry.groups()
        fields: dict[str, str] = {}
        for pattern in (_FIELD, _LIST):
            for mark in pattern.finditer(body):
                value = tokens.argument(body, mark.end())
                if value:
                    fields.setdefault(mark.group(1), value[0].strip())
        fields.update((name, value) for name, value in _VERBATIM.findall(body))
        names = dict(_names(body))
        authors = names.get("author") or names.get("editor") or ""
        found.setdefault(key, reference_from_fields(key, {**fields, "author": authors}))
    return tuple(found.values())


def _names(body: str) -> list[tuple[str, str]]:
    """Each list of names in BibTeX's form: "Family, Given and Family, Given"."""
    lists = []
    for mark in _NAME.finditer(body):
        whole = tokens.argument(body, mark.end())
        people: list[str] = []
        at = 0
        while whole and (person := tokens.argument(whole[0], at)):
            parts: dict[str, str] = {}
            for part in _PART.finditer(person[0]):
                value = tokens.argument(person[0], part.end())
                if value:
                    parts.setdefault(part.group(1), value[0])
            family = " ".join(p for p in (parts.get("prefix"), parts.get("family")) if p)
            people.append(f"{family}, {parts['given']}" if "given" in parts else f"{{{family}}}")
            at = person[1]
        lists.append((mark.group(1), " and ".join(people)))
    return lists
