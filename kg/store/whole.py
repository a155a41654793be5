"""The graph gone through once, for questions about all of it."""

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.core.disputes import DeniedMatch
from kg.core.imported import MatchKind
from kg.core.lineage import SourcedEvidence
from kg.core.statement import AS_BASELINE, Predicate
from kg.core.stopping import go_on
from kg.store import vocabulary as v
from kg.store.remembering import RememberingReader
from kg.store.terms import statement_iri

_UNION = DefaultGraph()
_THINGS = (v.PREFIXES["dataset"], v.PREFIXES["model"])


class WholeGraphReader(RememberingReader):
    """A reader that can also go through all statements of a relation; each pass costs what it gives."""

    def unquoted(self) -> "WholeGraphReader":
        """The same graph, its evidence without quotes and places."""
        return WholeGraphReader(self.graph, quotes=False)

    def unread_introductions(self) -> Iterator[tuple[str, str]]:
        """Datasets and models with the works, cited and not read, that somebody says introduced them."""
        unread: dict[NamedNode, bool] = {}
        for thing, work in self._pairs(v.KG_INTRODUCED_BY):
            if work not in unread:
                unread[work] = self._look.has(work, v.KG_READ_STATUS, v.KG_NOT_READ)
            if unread[work]:
                yield thing.value, work.value

    def dependencies(self) -> Iterator[tuple[str, str]]:
        """Datasets and models with what somebody says they carry data of: subject and object."""
        return ((subject.value, target.value) for subject, target in self._pairs(v.KG_DEPENDS_ON))

    def users(self) -> Counter[str]:
        """For each dataset and model at least as many as the papers that rest on it directly."""
        count: Counter[str] = Counter()
        for property_ in (v.KG_USES_MODEL, v.KG_TRAINS_ON):
            count.update(thing.value for _, thing in self._pairs(property_))
        count.update(thing.value for thing, _ in self._pairs(v.KG_INTRODUCED_BY))
        return count

    def papers_using(self, iri: str) -> frozenset[str]:
        """The papers that rest on the thing directly: use, introduce or train on it; no mere baselines."""
        thing = NamedNode(iri)
        using = (p for p in self._look.subjects(v.KG_USES_MODEL, thing) if not self._merely_compared(p, thing))
        introducing = (p for p in self._look.nodes(thing, v.KG_INTRODUCED_BY) if self._says_itself(p, thing))
        return frozenset(p.value for p in (*using, *self._look.subjects(v.KG_TRAINS_ON, thing), *introducing))

    def is_read(self, work: str) -> bool:
        """Whether a file of the work was read."""
        return self._look.has(NamedNode(work), v.KG_READ_STATUS, v.KG_READ)

    def citing(self, iri: str) -> int:
        """How many papers cite the work."""
        return len(self._look.subjects(v.CITO_CITES, NamedNode(iri)))

    def stated_by(self, predicate: Predicate) -> Iterator[tuple[str, str, str]]:
        """The statements of a relation with the source that makes them, once for each source."""
        for quad in self.graph.store.quads_for_pattern(None, v.PREDICATE_TERMS[predicate], None, None):
            go_on()
            ends = _ends(quad)
            if ends and ends[0].value.startswith(_THINGS) and isinstance(quad.graph_name, NamedNode):
                yield ends[0].value, ends[1].value, quad.graph_name.value

    def licensed_otherwise(self) -> Iterator[str]:
        """The datasets and models that have several licences."""
        quads = self.graph.store.quads_for_pattern(None, v.KG_LICENCE_NAME, None, _UNION)
        things = (q.subject.value for q in quads if isinstance(q.subject, NamedNode))
        return (iri for iri, count in Counter(things).items() if count > 1 and iri.startswith(_THINGS))

    def denied_matches(self) -> Iterator[DeniedMatch]:
        """The pairs that somebody matched and somebody rejected."""
        rejected = {tuple(sorted((one.value, other.value))) for one, other in self._pairs(v.KG_REJECTED_MATCH)}
        for pair in rejected:
            one, other = (NamedNode(iri) for iri in pair)
            denied = self._told_either_way(one, v.KG_REJECTED_MATCH, other)
            for kind in MatchKind:
                told = self._told_either_way(one, v.MATCH_TERMS[kind], other)
                if told and kind is not MatchKind.REJECTED:
                    yield DeniedMatch(one.value, other.value, kind.value, told, denied)

    def _pairs(self, property_: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """All subjects and objects of the property."""
        quads = self.graph.store.quads_for_pattern(None, property_, None, _UNION)
        for quad in quads:
            go_on()
            if ends := _ends(quad):
                yield ends

    def _told_either_way(self, one: NamedNode, term: NamedNode, other: NamedNode) -> tuple[SourcedEvidence, ...]:
        return self.told(statement_iri(one, term, other)) + self.told(statement_iri(other, term, one))

    def _merely_compared(self, paper: NamedNode, model: NamedNode) -> bool:
        """Whether the paper runs the model as a baseline and no more."""
        statement = statement_iri(paper, v.KG_USES_MODEL, model)
        evidence = self._look.nodes(statement, v.PROV_WAS_DERIVED_FROM)
        return all(self._look.text(node, v.KG_EXTRACTOR) == AS_BASELINE for node in evidence)

    def _says_itself(self, paper: NamedNode, thing: NamedNode) -> bool:
        """Whether the paper says that it introduces the thing, and not only others who cite it."""
        statement = statement_iri(thing, v.KG_INTRODUCED_BY, paper)
        return any(
            self._look.has(node, v.OA_HAS_SOURCE, paper) and not self._look.nodes(node, v.KG_VIA_REFERENCE)
            for node in self._look.nodes(statement, v.PROV_WAS_DERIVED_FROM)
        )


def _ends(quad: Quad) -> tuple[NamedNode, NamedNode] | None:
    """Subject and object, where both are nodes."""
    one, other = quad.subject, quad.object
    return (one, other) if isinstance(one, NamedNode) and isinstance(other, NamedNode) else None
