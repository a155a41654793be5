"""RDF terms made from plain values: IRIs from checked parts and hashes, literals from any text."""

import re
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.core.identifiers import digest
from kg.store.vocabulary import (
    ID,
    PREFIXES,
    XSD_DATE,
    XSD_DATE_TIME,
    XSD_DECIMAL,
    XSD_G_YEAR,
    XSD_G_YEAR_MONTH,
    XSD_INTEGER,
)

BACKGROUND_GRAPH = NamedNode(f"{ID}graph/background")
"""Holds what is known before any paper is read."""

STATUS_GRAPH = NamedNode(f"{ID}graph/status")
"""Holds which cited works were not read."""

UNSETTLED_GRAPH = NamedNode(f"{ID}graph/unsettled")
"""Holds the keys of works that may have to be joined; empty in a settled graph."""

UNION_GRAPH = NamedNode(f"{ID}graph/union")
"""Holds, in an endpoint that was pushed to, the union of the others, each triple once."""

MANIFEST_GRAPH = NamedNode(f"{ID}graph/manifest")
"""Lists, in an endpoint that was pushed to, the graphs that were pushed."""

CURATION_GRAPH = NamedNode(f"{ID}graph/curation")
"""Holds what people decided, as far as it has an effect on this graph."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 120
"""Longer names are cut and marked with their hash, so that an IRI stays usable."""


def clean(text: str) -> str:
    r"""The text with each lone surrogate replaced by U+FFFD, so that its length stays; all else may be stored.

    >>> clean("a\ud800b") == "a\ufffdb"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def node_named(iri: str) -> NamedNode | None:
    """The node with this IRI; None where the text is no IRI."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def literal(text: str) -> Literal:
    """A plain string literal of the cleaned text; quotes, line breaks, NUL and bidi marks survive."""
    return Literal(clean(text))


def integer(value: int) -> Literal:
    """An xsd:integer, which the store keeps to the letter."""
    return Literal(str(value), datatype=XSD_INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal in canonical form that ``float`` reads back exactly.

    >>> decimal(0.9).value, decimal(1.0).value
    ('0.9', '1')
    """
    digits = format(Decimal(repr(value)), "f")
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD_DECIMAL)


def date_time(stamp: str) -> Literal:
    """An xsd:dateTime from a time in ISO 8601 that ends in Z, in canonical form, which the store keeps to the letter.

    >>> date_time("2026-01-15T10:00:00.250Z").value
    '2026-01-15T10:00:00.25Z'
    """
    whole, point, fraction = stamp.removesuffix("Z").partition(".")
    fraction = fraction.rstrip("0")
    return Literal(f"{whole}{point if fraction else ''}{fraction}Z", datatype=XSD_DATE_TIME)


def year_literal(year: int) -> Literal:
    """An xsd:gYear."""
    return Literal(f"{year:04d}", datatype=XSD_G_YEAR)


def date_literal(date: str) -> Literal:
    """A day, a month or a year in ISO 8601, with the datatype that is as exact as it is.

    >>> date_literal("2023-07").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    return Literal(date, datatype=(XSD_G_YEAR, XSD_G_YEAR_MONTH, XSD_DATE)[date.count("-")])


def is_sha256(text: str) -> bool:
    """Whether the text is a SHA-256 digest in lower-case hexadecimal."""
    return _SHA256.fullmatch(text) is not None


def source_iri(sha256: str) -> NamedNode:
    """The IRI of a source file, which is also the name of its graph.

    Raises:
        ValueError: no digest.
    """
    if not is_sha256(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256 digest")
    return NamedNode(f"{PREFIXES['source']}{sha256}")


def entity_iri(identifier: str) -> NamedNode:
    """The IRI of a dataset or model by its id; letters outside ASCII and signs are percent-encoded.

    >>> entity_iri("dataset:commoncrawl").value
    'https://w3id.org/kg/id/dataset/commoncrawl'
    """
    kind, _, name = clean(identifier).partition(":")
    if kind not in {"dataset", "model"} or not name:
        raise ValueError(f"{identifier!r} is no identifier of a dataset or model")
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{digest(name)}"
    return NamedNode(f"{PREFIXES[kind]}{quote(name, safe='')}")


def iri_of(address: str) -> NamedNode:
    """An absolute IRI out of a file; what may not stand in one is percent-encoded, and what still is none is hashed.

    >>> iri_of("https://example.org/a b").value, iri_of(iri_of("https://example.org/a b").value).value
    ('https://example.org/a%20b', 'https://example.org/a%20b')
    """
    try:
        return NamedNode(quote(clean(address), safe="!#$%&'()*+,/:;=?@~"))
    except ValueError:
        return NamedNode(f"{ID}thing/{digest(clean(address))}")


def part_iri(kind: str, sha256: str, position: int) -> NamedNode:
    """The IRI of a source's section or reference by its place in the order, from 1."""
    return NamedNode(f"{PREFIXES[kind]}{sha256[:20]}-{position}")


def hashed_iri(kind: str, *parts: str) -> NamedNode:
    """An IRI of the kind that hashes the parts."""
    return NamedNode(f"{PREFIXES[kind]}{digest(*parts)}")


def statement_iri(subject: NamedNode, predicate: NamedNode, target: NamedNode) -> NamedNode:
    """The IRI of the rdf:Statement about a triple: the same in every source."""
    return hashed_iri("statement", subject.value, predicate.value, target.value)


def run_iri(version: str, settings: str, sha256: str) -> NamedNode:
    """The IRI of the run that read a file: the same version and settings on the same bytes are one run."""
    return hashed_iri("run", version, settings, sha256)
