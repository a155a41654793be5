"""The rows of the tables: papers, datasets, models, statements, evidence and bibliography entries."""

from collections.abc import Callable, Iterator

from kg.core.lineage import Node, NodeKind, origin_of
from kg.views.export.bibliography import entries
from kg.views.export.listing import Listing, edge_key
from kg.views.export.things import thing_at
from kg.views.path_text import rank_evidence

Cell = str | int | float | None
Row = tuple[Cell, ...]
Rows = Callable[[Listing], Iterator[Row]]

_BETWEEN = " | "
_THING = ("iri", "id", "name", "other_names", "licences", "homepages", "introduced_by", "withdrawn")


def papers(listing: Listing) -> Iterator[Row]:
    """Yield the papers by IRI."""
    for node in listing.nodes(NodeKind.PAPER):
        told = "yes" if node.read else "no"
        yield node.iri, node.label, told, listing.year(node.iri), _BETWEEN.join(node.aliases), node.citation


def datasets(listing: Listing) -> Iterator[Row]:
    """Yield the datasets by IRI."""
    return (_thing(listing, node) for node in listing.nodes(NodeKind.DATASET))


def models(listing: Listing) -> Iterator[Row]:
    """Yield the models by IRI, each with whether somebody says that its training data are not disclosed."""
    return ((*_thing(listing, n), "yes" if n.undisclosed else None) for n in listing.nodes(NodeKind.MODEL))


def statements(listing: Listing) -> Iterator[Row]:
    """Yield the statements with how far they are believed, and the piece of evidence that reads best."""
    for edge in listing.statements():
        target = listing.label(edge.object)
        best = rank_evidence(edge.evidence, target)[0]
        sources = len({origin_of(e) for e in edge.evidence})
        yield (
            *(listing.label(edge.subject), edge.predicate.value, target, round(edge.belief, 4), sources),
            *(best.quote, best.page, best.section, best.label, best.kind.value),
            *(listing.kind(edge.subject), listing.kind(edge.object), edge.subject, edge.object, edge_key(edge)),
        )


def evidence(listing: Listing) -> Iterator[Row]:
    """Yield all evidence of all statements."""
    for edge in listing.statements():
        for e in edge.evidence:
            yield (
                *(edge_key(edge), e.kind.value, e.confidence, e.quote, e.page, e.section, e.start, e.end, e.file),
                *(e.extractor, e.label, e.source, e.licence, e.work, e.record, e.note, e.by, e.when),
            )


def references(listing: Listing) -> Iterator[Row]:
    """Yield the bibliography entries by IRI, those of collections too."""
    for told in entries(listing.store):
        r = told.reference
        fields = (r.title, _BETWEEN.join(r.authors), r.year, r.venue, r.arxiv, r.doi, r.url)
        yield told.owner, told.position, r.key, r.raw, *fields, told.work


TABLES: dict[str, tuple[tuple[str, ...], Rows]] = {
    "papers.csv": (("iri", "title", "read", "year", "other_names", "citation"), papers),
    "datasets.csv": (_THING, datasets),
    "models.csv": ((*_THING, "undisclosed"), models),
    "statements.csv": (
        (
            *("subject", "predicate", "object", "belief", "sources", "quote", "page", "section", "source"),
            *("source_kind", "subject_kind", "object_kind", "subject_iri", "object_iri", "statement"),
        ),
        statements,
    ),
    "evidence.csv": (
        (
            *("statement", "kind", "confidence", "quote", "page", "section", "start", "end", "file", "extractor"),
            *("source", "source_iri", "licence", "work", "record", "note", "by", "when"),
        ),
        evidence,
    ),
    "references.csv": (
        (
            *("owner", "position", "key", "citation", "title", "authors", "year", "venue", "arxiv", "doi", "url"),
            "work",
        ),
        references,
    ),
}
"""The tables by file name, each with its columns and what yields its rows."""


def _thing(listing: Listing, node: Node) -> Row:
    told = thing_at(listing.look, node.iri)
    lists = (node.aliases, told.licences, told.homepages, told.introduced_by)
    withdrawn = (node.withdrawn.date or "yes") if node.withdrawn else None
    return node.iri, told.identifier, node.label, *map(_BETWEEN.join, lists), withdrawn
