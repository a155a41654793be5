"""The order in which nodes are told: what belongs together stands together, and equal graphs give equal orders."""

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.store import vocabulary as v

Subject = NamedNode | BlankNode | Triple
Key = tuple[int, tuple[tuple[str, int, str], ...]]

SECTIONS = (
    "Papers that were read",
    "Datasets",
    "Models",
    "Statements, each with its evidence and quotes",
    "Bibliography entries",
    "Works that are cited and were not read",
    "Sections of the papers",
    "Files, runs, software, collections of facts and decisions",
    "Others",
)
_READ, _DATASET, _MODEL, _STATEMENT, _ENTRY, _CITED, _PART, _SOURCE, _OTHER = range(len(SECTIONS))
_CLASSES = {
    v.SCHEMA_SCHOLARLY_ARTICLE: _CITED,
    v.SCHEMA_DATASET: _DATASET,
    v.FAIR4ML_MODEL: _MODEL,
    v.RDF_STATEMENT: _STATEMENT,
    v.OA_SPECIFIC_RESOURCE: _STATEMENT,
    v.KG_BACKGROUND_EVIDENCE: _STATEMENT,
    v.KG_IMPORTED_EVIDENCE: _STATEMENT,
    v.KG_CURATED_EVIDENCE: _STATEMENT,
    v.KG_WITHHELD_STATEMENT: _STATEMENT,
    v.OA_TEXT_QUOTE_SELECTOR: _STATEMENT,
    v.OA_TEXT_POSITION_SELECTOR: _STATEMENT,
    v.BIRO_BIBLIOGRAPHIC_REFERENCE: _ENTRY,
    v.DOCO_SECTION: _PART,
    v.KG_SOURCE: _SOURCE,
    v.KG_IMPORTED_SOURCE: _SOURCE,
    v.DCAT_CATALOG: _SOURCE,
    v.PROV_ACTIVITY: _SOURCE,
    v.PROV_SOFTWARE_AGENT: _SOURCE,
    v.PROV_PERSON: _SOURCE,
}
_OWNING = {v.PROV_WAS_DERIVED_FROM, v.KG_WITHHELD_EVIDENCE, v.OA_HAS_SELECTOR, v.OA_REFINED_BY}
_TERMS = {v.RDF_SUBJECT: 0, v.RDF_PREDICATE: 1, v.RDF_OBJECT: 2}
_DEEPEST = 4  # statement, evidence, quote, place
_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)

_FIRST = (
    v.RDF_TYPE,
    v.SKOS_PREF_LABEL,
    v.RDFS_LABEL,
    v.SCHEMA_NAME,
    v.DCTERMS_TITLE,
    v.RDF_SUBJECT,
    v.RDF_PREDICATE,
    v.RDF_OBJECT,
    v.OA_EXACT,
    v.OA_PREFIX,
    v.OA_SUFFIX,
    v.OA_START,
    v.OA_END,
    v.KG_START,
    v.KG_END,
)
_RANK = {property_: number for number, property_ in enumerate(_FIRST)}


def arranged(quads: Iterable[Quad]) -> list[tuple[int, Subject]]:
    """The subjects of the quads in the order to tell them in, each with the number of its section.

    Papers come first, then datasets and models; a statement is followed by its evidence, and that by its quote.
    Memory goes with the number of subjects, not with that of quads.
    """
    gathered = _Gathered()
    for quad in quads:
        gathered.add(quad)
    return gathered.arranged()


def by_property(quads: Iterable[Quad]) -> list[tuple[NamedNode, list[NamedNode | BlankNode | Literal | Triple]]]:
    """The objects by property, both in the order to tell them in: types first, then names, then by IRI."""
    found = defaultdict(list)
    for quad in quads:
        found[quad.predicate].append(quad.object)
    last = len(_FIRST)
    properties = sorted(found, key=lambda p: (_RANK.get(p, last), p.value))
    return [(p, sorted(found[p], key=lambda o: natural(str(o))) if len(found[p]) > 1 else found[p]) for p in properties]


def natural(text: str) -> tuple[str, int, str]:
    """A key that sorts texts that end in numbers by these numbers.

    >>> sorted(["r-10", "r-9", "r"], key=natural)
    ['r', 'r-9', 'r-10']
    """
    bare = text.rstrip(">")
    found = _NUMBERED.fullmatch(bare)
    return (found.group(1), int(found.group(2)), text) if found else (bare, -1, text)


class _Gathered:
    """What decides the order, gathered quad by quad."""

    def __init__(self) -> None:
        self.sections: dict[Subject, int] = {}
        self.terms: dict[Subject, list[str]] = {}
        self.owners: dict[Subject, Subject] = {}

    def add(self, quad: Quad) -> None:
        subject, property_, target = quad.subject, quad.predicate, quad.object
        section = _OTHER
        if property_ == v.RDF_TYPE and isinstance(target, NamedNode):
            section = _CLASSES.get(target, _OTHER)
        elif property_ == v.KG_READ_STATUS:
            section = _READ if target == v.KG_READ else _CITED
        elif property_ in _TERMS:
            self.terms.setdefault(subject, ["", "", ""])[_TERMS[property_]] = str(target)
        elif property_ in _OWNING and isinstance(target, NamedNode | BlankNode):
            self.owners[target] = min(self.owners.get(target, subject), subject, key=str)
        self.sections[subject] = min(self.sections.get(subject, _OTHER), section)

    def arranged(self) -> list[tuple[int, Subject]]:
        keyed = sorted(((self._key(s), s) for s in self.sections), key=lambda pair: pair[0])
        return [(key[0], subject) for key, subject in keyed]

    def _key(self, subject: Subject) -> Key:
        section, chain = self.sections[subject], [subject]
        while section == _STATEMENT and len(chain) < _DEEPEST and (owner := self._owner(chain[-1])) is not None:
            chain.append(owner)
        first = chain[-1]
        terms = tuple(natural(t) for t in self.terms.get(first, ())) if section == _STATEMENT else ()
        return section, (*terms, *(natural(str(s)) for s in reversed(chain)))

    def _owner(self, subject: Subject) -> Subject | None:
        """The statement or evidence that the node belongs to; None for what stands for itself."""
        owner = None if subject in self.terms else self.owners.get(subject)
        return owner if owner is not None and self.sections.get(owner) == _STATEMENT else None
