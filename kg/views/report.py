"""What was looked at in one paper, what was found, and what it rests on indirectly."""

from collections.abc import Sequence
from dataclasses import replace

from kg.core.document import SectionKind
from kg.core.entity import Entity, EntityKind
from kg.core.errors import NotReadError
from kg.core.extraction import Extraction
from kg.core.lineage import Node
from kg.grounding.registry import load_registry
from kg.store.graph import Graph, StoredSource
from kg.store.reading import GraphReader
from kg.tracing.lineage import trace
from kg.tracing.source import LineageSource
from kg.views.paper_named import paper_named
from kg.views.reported import NamedThing, Report, SectionLook
from kg.views.reported_things import named_things

__all__ = ["NamedThing", "Report", "compose", "report", "report_on"]


def report(graph: Graph, name: str) -> Report:
    """The report on the paper that goes by this name: title, short title, file name, arXiv id, DOI or IRI.

    The name of a dataset or model that just one paper read introduces stands for this paper.

    Raises:
        UnknownNameError: nothing in the graph goes by it; it carries the nearest names.
        NotReadError: what goes by it is no paper that was read, or a file whose reading failed.
    """
    reader = GraphReader(graph)
    named = paper_named(reader, name)
    return replace(report_on(reader, named.paper, name), introducing=named.thing)


def report_on(reader: GraphReader, paper: Node, name: str = "") -> Report:
    """The report on a paper; of several files of it, on the one of this name, else on the fullest.

    Raises:
        NotReadError: it was not read.
    """
    files = reader.graph.files_of(paper.iri)
    source = _most_fitting(files, name) if files else None
    extraction = reader.graph.curated_extraction(source.sha256) if source else None
    if extraction is None:
        raise NotReadError(name or paper.label)
    others = sorted(s.name for s in files if s is not source)
    looked_for = [e for e in load_registry().entities if e.kind is EntityKind.DATASET and e.sought]
    names = sum(1 + len(e.aliases) for e in looked_for)
    told = compose(reader, paper, extraction, names_known=names, datasets_known=len(looked_for))
    return replace(told, other_files=tuple(others))


def compose(
    source: LineageSource, paper: Node, extraction: Extraction, *, names_known: int, datasets_known: int
) -> Report:
    """The report on a paper, from what it says itself and from the graph around it."""
    named = named_things(source, paper, extraction)
    return Report(
        paper=paper,
        extraction=extraction,
        sections=_sections(extraction),
        datasets=tuple(t for t in named if t.kind is EntityKind.DATASET),
        models=tuple(t for t in named if t.kind is EntityKind.MODEL),
        names_known=names_known,
        datasets_known=datasets_known,
        lineage=trace(source, paper.iri),
    )


def _most_fitting(sources: Sequence[StoredSource], name: str) -> StoredSource:
    """The file asked for by name, else a full one with pages: one paper may have been read from several files.

    A file is full that has nine tenths of the most sentences; the same paper gives a few more or less in each form.
    """
    full = 0.9 * max(s.sentences for s in sources)
    return min(
        sources,
        key=lambda s: (s.name != name, s.sentences < full, s.pages is None, -s.sentences, s.name, s.sha256),
    )


def _sections(extraction: Extraction) -> tuple[SectionLook, ...]:
    names = {e.id: e for e in extraction.entities}
    places: list[tuple[int, Entity]] = []
    for statement in extraction.statements:
        for identifier in (statement.subject, statement.object):
            if identifier in names:
                places += [(e.start, names[identifier]) for e in statement.evidence]
    looks = []
    for section in extraction.sections:
        here = {entity for start, entity in places if section.span.start <= start < section.span.end}
        looks.append(
            SectionLook(
                heading=section.heading,
                kind=section.kind,
                level=section.level,
                searched=section.kind is not SectionKind.REFERENCES,
                datasets=tuple(sorted(e.name for e in here if e.kind is EntityKind.DATASET)),
                models=tuple(sorted(e.name for e in here if e.kind is EntityKind.MODEL)),
            )
        )
    return tuple(looks)
