"""The paper that is to be reported on, from the name that somebody gave."""

from dataclasses import dataclass
from pathlib import PurePath

from kg.core.errors import NotReadError
from kg.core.lineage import Node, NodeKind
from kg.core.statement import DATASET_ROLES, MODEL_ROLES
from kg.store.graph import SourceStatus
from kg.store.reading import GraphReader
from kg.tracing.introductions import believable, introductions
from kg.tracing.naming import resolve

_NAMING = frozenset({*DATASET_ROLES, *MODEL_ROLES})
_MOST_TITLES = 5


@dataclass(frozen=True, slots=True)
class PaperNamed:
    """A paper that was read, and the dataset or model it introduces if the name was that one's and no paper's."""

    paper: Node
    thing: Node | None = None


def paper_named(reader: GraphReader, name: str) -> PaperNamed:
    """The paper that goes by the name; else the one paper read that introduces the dataset or model that does.

    Raises:
        UnknownNameError: nothing in the graph goes by it; it carries the nearest names.
        NotReadError: a file of this name failed, or there is no such paper; it tells where the thing is named.
    """
    for source in reader.graph.files_named(PurePath(name).name):
        if source.status is SourceStatus.FAILED:
            raise NotReadError(name, source.reason)
    nodes = resolve(reader, name)
    for paper in nodes:
        if reader.graph.files_of(paper.iri):
            return PaperNamed(paper)
    things = [n for n in nodes if n.kind is not NodeKind.PAPER]
    makers = {maker.iri: PaperNamed(maker, thing) for thing in things for maker in _makers(reader, thing)}
    if len(makers) == 1:
        return next(iter(makers.values()))
    raise NotReadError(name, _reason(reader, things, [named.paper for named in makers.values()]) if things else None)


def _makers(reader: GraphReader, thing: Node) -> list[Node]:
    """The papers read that introduce the thing by their own word; where there are none, by what others surely say."""
    return _read(reader, [i.work.iri for i in believable(introductions(reader, thing.iri))])


def _read(reader: GraphReader, iris: list[str]) -> list[Node]:
    nodes = (reader.node(iri) for iri in dict.fromkeys(iris))
    return [n for n in nodes if n is not None and n.read]


def _reason(reader: GraphReader, things: list[Node], makers: list[Node]) -> str:
    """What the name is, and the titles of the papers that introduce it, else of those that name it."""
    what = " and ".join(dict.fromkeys(f"a {thing.kind.value}" for thing in things))
    papers = makers or _read(reader, [e.subject for t in things for e in reader.incoming(t.iri, _NAMING)])
    if not papers:
        return f"it is {what}, and no paper that was read names it"
    titles = sorted({paper.label for paper in papers})
    more = f"; and {len(titles) - _MOST_TITLES} more" if len(titles) > _MOST_TITLES else ""
    doing = "introduced in several papers" if makers else "named in"
    return f"it is {what}, no paper of this name has been read; it is {doing}: {'; '.join(titles[:_MOST_TITLES])}{more}"
