"""What stands at a node: its kind, label, other names and citation, agreed on from all that sources say."""

import re
from collections import Counter
from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.core.lineage import Node, NodeKind
from kg.core.names import fold
from kg.store import vocabulary as v
from kg.store.lookup import Lookup
from kg.store.terms import BACKGROUND_GRAPH
from kg.store.triples import read_list

_FIELDS = (v.DCTERMS_TITLE, v.KG_AUTHOR_LIST, v.SCHEMA_DATE_PUBLISHED, v.KG_VENUE, v.KG_ARXIV, v.KG_DOI)
_LABEL = re.compile(r"^\s*\[[^\]\s]{1,20}\]\s*")  # "[36]", "[ABC+99]": means nothing outside its own paper
_MOST_HEARD = 50  # entries that are asked for a work's title and citation; thousands of papers say nothing else
_MOST_LOOKED_AT = 1_000  # entries that these are chosen among; the first of them in the store's own order
_KINDS = (
    (v.SCHEMA_SCHOLARLY_ARTICLE, NodeKind.PAPER),
    (v.SCHEMA_DATASET, NodeKind.DATASET),
    (v.FAIR4ML_MODEL, NodeKind.MODEL),
)

_Said = dict[str, str]
_Reference = tuple[NamedNode, _Said]


def node_of(look: Lookup, iri: NamedNode) -> Node | None:
    """The paper, dataset or model, without what is said of a model's disclosure; None for anything else."""
    kind = next((kind for class_, kind in _KINDS if look.has(iri, v.RDF_TYPE, class_)), None)
    if kind is None:
        return None
    label = paper_label(look, iri) if kind is NodeKind.PAPER else _entity_label(look, iri)
    names = {*look.different_texts(iri, v.SKOS_ALT_LABEL), *look.different_texts(iri, v.RDFS_LABEL)}
    aliases = tuple(sorted(names - {label}))
    if kind is not NodeKind.PAPER:
        return Node(iri.value, kind, label, aliases)
    copies = [look.properties(copy) for copy in _copies(look, iri)]
    references = [(r, look.properties(r)) for r in _entries(look, iri)]
    citation = _citation(look, references, copies, label)
    year = _year(copies) or _year(said for _, said in references)
    return Node(iri.value, kind, label, aliases, citation=citation, read=bool(copies), year=year)


def year_of(look: Lookup, paper: NamedNode) -> int | None:
    """The year of a paper as its node has it: as its own files tell, else as most references do."""
    copies = (look.properties(copy) for copy in _copies(look, paper))
    return _year(copies) or _year(look.properties(entry) for entry in _entries(look, paper))


def paper_label(look: Lookup, paper: NamedNode) -> str:
    """The paper's title as its own files have it, else as most references have it, else its label.

    A title that its files print in capitals stands as most references spell it, if any have the same in small letters.
    """
    own = _titles(look, _copies(look, paper))
    if own and not (title := _usual(own)).isupper():
        return title
    cited = _titles(look, _entries(look, paper))
    if own:
        return _usual([t for t in cited if fold(t) == fold(title) and not t.isupper()] or own)
    return _usual(cited) if cited else look.text(paper, v.RDFS_LABEL) or paper.value


def _titles(look: Lookup, bearers: Iterable[NamedNode]) -> list[str]:
    return [t for b in bearers for t in look.texts(b, v.DCTERMS_TITLE)]


def _entity_label(look: Lookup, iri: NamedNode) -> str:
    """The name that the registry gives, else the one most papers give."""
    known = look.texts_in(BACKGROUND_GRAPH, iri, v.SKOS_PREF_LABEL)
    if not known:  # counting what papers give costs as many looks as there are papers
        different = look.different_texts(iri, v.SKOS_PREF_LABEL)
        known = different if len(different) == 1 else look.texts(iri, v.SKOS_PREF_LABEL)
    return _usual(known or [iri.value])


def _copies(look: Lookup, paper: NamedNode) -> list[NamedNode]:
    """The files read of the paper."""
    return look.subjects(v.SCHEMA_ENCODES_CREATIVE_WORK, paper)


def _entries(look: Lookup, paper: NamedNode) -> list[NamedNode]:
    """Entries of bibliographies that refer to the paper, the first of very many."""
    return look.some_subjects(v.BIRO_REFERENCES, paper, _MOST_LOOKED_AT)[:_MOST_HEARD]


def _citation(look: Lookup, references: Iterable[_Reference], copies: Iterable[_Said], label: str) -> str | None:
    """The paper as the fullest reference to it prints it, else as its own file tells of itself.

    What papers print comes before what the file tells, and that before what collections hold, which is often the first
    author alone.
    """
    printed = []
    for reference, said in references:
        known = sum(field.value in said for field in _FIELDS)
        background = look.graph_of(reference) == BACKGROUND_GRAPH
        printed.append((background, -known, _LABEL.sub("", said[v.DCTERMS_BIBLIOGRAPHIC_CITATION.value])))
    best = min(printed, default=None)
    if best and not best[0]:
        return best[2]
    for said in copies:
        authors = ", ".join(read_list(said.get(v.KG_AUTHOR_LIST.value)))
        arxiv, doi = said.get(v.KG_ARXIV.value), said.get(v.KG_DOI.value)
        year, venue = said.get(v.SCHEMA_DATE_PUBLISHED.value), said.get(v.KG_VENUE.value)
        number = f"arXiv:{arxiv}" if arxiv else f"doi:{doi}" if doi else None
        return ". ".join(part for part in (authors, label, venue, number, year) if part)
    return best[2] if best else None


def _year(sayings: Iterable[_Said]) -> int | None:
    """The year of publication that most of them tell."""
    told = v.SCHEMA_DATE_PUBLISHED.value
    years = [said[told] for said in sayings if told in said]
    return int(_usual(years)) if years else None


def _usual(texts: Iterable[str]) -> str:
    """The commonest of the texts, the first in order of those equally common."""
    return min(Counter(texts).items(), key=lambda item: (-item[1], item[0]))[0]
