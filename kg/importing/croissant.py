"""Croissant: datasets described in JSON-LD, read by its names alone; contexts are never fetched."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlparse

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Named, PassedOver
from kg.core.statement import Predicate
from kg.importing.file import ImportFile
from kg.importing.json_text import parse_json
from kg.importing.licences import licence_names
from kg.importing.own import own_id
from kg.importing.plain import field, records_in, text_of, texts_of
from kg.importing.works import work_id, work_of

_CITED = 0.7  # citeAs says what to cite for the dataset, which is mostly, not always, the paper that introduced it
_DERIVED = 0.9
_BASED = 0.85
_LONGEST_CITATION = 20_000
_LINEAGE = {
    Predicate.DERIVED_FROM: ("prov:wasDerivedFrom", "wasDerivedFrom", "http://www.w3.org/ns/prov#wasDerivedFrom"),
    Predicate.HAS_PART: (
        "hasPart",
        "sc:hasPart",
        "schema:hasPart",
        "https://schema.org/hasPart",
        "http://schema.org/hasPart",
    ),
}
_BASED_ON = (
    "isBasedOn",
    "sc:isBasedOn",
    "schema:isBasedOn",
    "https://schema.org/isBasedOn",
    "http://schema.org/isBasedOn",
)


def read_croissant(file: ImportFile, bibtex: Callable[[str], tuple[Reference, ...]]) -> Gathered:
    """What each dataset's description says: names, licence, what to cite, what it is derived from or based on.

    Raises:
        ValueError: it is no JSON.
    """
    value = parse_json(file.text())
    value = value.get("@graph", value) if isinstance(value, dict) else value
    things, claims, passed = list[Named](), list[Claim](), list[PassedOver]()
    for record in records_in(value):
        named = _dataset(record)
        if named is None:
            passed.append(PassedOver(file.name, "it gives its dataset no name; a Croissant file needs one"))
            continue
        work = _cited(record, bibtex)
        thing = replace(named, work=work, licence=_licence(record))
        things.append(thing)

        def claim(
            predicate: Predicate, target: Any, confidence: float, thing: Named = thing, note: str | None = None
        ) -> None:
            claims.append(Claim(thing, predicate, target, ImportedEvidence(file.name, confidence, note=note)))

        if work is not None:
            claim(Predicate.INTRODUCED_BY, work, _CITED, note=f"cited as {work_id(work) or work.title}")
        for predicate, names in _LINEAGE.items():
            for target in _targets(field(record, *names)):
                claim(predicate, target, _DERIVED)
        for target in _targets(field(record, *_BASED_ON)):
            claim(Predicate.DERIVED_FROM, target, _BASED, note="isBasedOn")
    return Gathered(tuple(things), tuple(claims), passed_over=tuple(passed))


def _dataset(record: dict[str, Any]) -> Named | None:
    """The dataset's names, the repository in its address among them; None where there is no name.

    What kg exported goes by kg's own identifier, and may be a model that the dataset was made with.
    """
    name = text_of(field(record, "name", "sc:name", "schema:name"))
    address = text_of(field(record, "url", "sc:url", "@id"), limit=2_000)
    own = own_id(text_of(record.get("@id"), limit=2_000))
    kind, identifier = own or (EntityKind.DATASET, repository_in(address))
    if name is None:
        return Named(kind, identifier, identifier, homepage=address) if identifier and not own else None
    homepage = address if address and address.startswith(("http://", "https://")) and own_id(address) is None else None
    return Named(kind, name, identifier, tuple(texts_of(record.get("alternateName"))), homepage=homepage)


def _targets(value: Any) -> list[Named]:
    """The datasets that a property names: by a text, an address, or a description of their own."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        named = _dataset(item) if isinstance(item, dict) else None
        if named is None and (text := text_of(item if not isinstance(item, dict) else item.get("@id"), limit=2_000)):
            address = text if text.startswith(("http://", "https://")) else None
            identifier = repository_in(text)
            name = identifier or (_last_of(text) if address else text)
            named = Named(EntityKind.DATASET, name, identifier or address, homepage=address) if name else None
        if named is not None:
            found.append(named)
    return found


def repository_in(address: str | None) -> str | None:
    """The repository of Hugging Face's hub that an address leads to.

    >>> repository_in("https://huggingface.co/datasets/allenai/c4"), repository_in("https://example.org/c4")
    ('allenai/c4', None)
    """
    try:
        parts = urlparse(address or "")
        if parts.hostname not in {"huggingface.co", "hf.co"}:
            return None
    except ValueError:
        return None
    folders = [p for p in parts.path.split("/") if p]
    folders = folders[1:] if folders[:1] == ["datasets"] else folders
    return "/".join(folders[:2]) or None


def _last_of(address: str) -> str | None:
    """What an address calls the thing: its last part, or the host."""
    try:
        parts = urlparse(address)
    except ValueError:
        return None
    return text_of(next((p for p in reversed(parts.path.split("/")) if p), parts.hostname))


def _licence(record: dict[str, Any]) -> str | None:
    told = field(record, "license", "sc:license", "schema:license")
    listed = told if isinstance(told, list) else [told]
    return licence_names(*(field(t, "name", "url", "@id") if isinstance(t, dict) else t for t in listed))


def _cited(record: dict[str, Any], bibtex: Callable[[str], tuple[Reference, ...]]) -> Reference | None:
    """The one work to be cited for the dataset; of several none is taken for its introduction."""
    told = field(record, "citeAs", "cr:citeAs", "citation", "sc:citation", "schema:citation")
    text = told.strip() if isinstance(told, str) else None
    if not text or len(text) > _LONGEST_CITATION:
        return None
    if "@" in text and "{" in text:
        entries = bibtex(text[text.index("@") :])
        return entries[0] if len(entries) == 1 and entries[0].title else None
    return work_of(text)
