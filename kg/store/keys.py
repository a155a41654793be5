"""The keys of all works in a store, looked up where they are asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store import vocabulary as v
from kg.store.identity import WorkKeys, resolve
from kg.store.works import keys_of


class StoredKeys:
    """The keys that papers and references in the store bear, without fallbacks.

    What was looked up is remembered; whoever writes tells of changes through ``shift``, or forgets all.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Counter[WorkKeys]] = {}

    def titled(self, title: str) -> Collection[WorkKeys]:
        """The different keys with this title."""
        return self._bearing(f"title:{title}").keys()

    def with_doi(self, name: str) -> Collection[WorkKeys]:
        """The different keys with this DOI."""
        return self._bearing(f"doi:{name}").keys()

    def shift(self, old: Iterable[WorkKeys], new: Iterable[WorkKeys]) -> list[str]:
        """Take note that a source's keys change, before the store does.

        Gives the titles and DOIs, as they stand in the graph, by which works of other sources may resolve otherwise.
        """
        gone, come = _by_text(old), _by_text(new)
        changed = []
        for text in sorted(gone.keys() | come.keys()):
            before = self._bearing(text)
            others = before - gone.get(text, Counter())
            after = others + come.get(text, Counter())
            if others and before.keys() != after.keys():
                changed.append(text)
            self._known[text] = after
        return changed

    def forget(self) -> None:
        """Look everything up anew."""
        self._known.clear()

    def bearers(self, text: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Who bears this key: nodes, each with its graph."""
        for quad in self._store.quads_for_pattern(None, v.KG_WORK_KEY, Literal(text), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                yield quad.subject, quad.graph_name

    def of(self, bearer: NamedNode, graph: NamedNode) -> WorkKeys:
        """The keys of one bearer."""
        quads = self._store.quads_for_pattern(bearer, v.KG_WORK_KEY, None, graph)
        return keys_of([q.object.value for q in quads if isinstance(q.object, Literal)])

    def of_work(self, work: NamedNode, property_: NamedNode) -> list[WorkKeys]:
        """The keys of all that have this property with the work as its value."""
        quads = self._store.quads_for_pattern(None, property_, work, None)
        found = ((q.subject, q.graph_name) for q in quads)
        return [self.of(s, g) for s, g in found if isinstance(s, NamedNode) and isinstance(g, NamedNode)]

    def identity(self, keys: WorkKeys) -> str:
        """The IRI of the work that bears these keys, beside all others in the store."""
        return resolve(keys, self)

    def moved(self, marks: Sequence[str]) -> Iterator[NamedNode]:
        """The graphs that hold a bearer of a marked key whose work resolves otherwise than it is stored."""
        titles = [text for text in marks if text.startswith("title:")]
        for text in marks:
            if text.startswith("doi:"):
                titles += (f"title:{self.of(*bearer).title}" for bearer in self.bearers(text))
        for text in sorted({*titles, *marks} - {"title:"}):
            for bearer, graph in self.bearers(text):
                if self._stored_work(bearer, graph) != self.identity(self.of(bearer, graph)):
                    yield graph

    def _stored_work(self, bearer: NamedNode, graph: NamedNode) -> str | None:
        works = (
            q.object.value
            for property_ in (v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK)
            for q in self._store.quads_for_pattern(bearer, property_, None, graph)
            if isinstance(q.object, NamedNode)
        )
        return next(works, None)

    def _bearing(self, text: str) -> Counter[WorkKeys]:
        if text not in self._known:
            self._known[text] = Counter(self.of(*bearer) for bearer in self.bearers(text))
        return self._known[text]


def keys_in(quads: Iterable[Quad]) -> list[WorkKeys]:
    """The keys of every bearer among the quads of one graph."""
    return list(keys_by_bearer(quads).values())


def keys_by_bearer(quads: Iterable[Quad]) -> dict[NamedNode, WorkKeys]:
    """The bearers among the quads of one graph, each with its keys."""
    texts: dict[NamedNode, list[str]] = {}
    for quad in quads:
        if quad.predicate == v.KG_WORK_KEY and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            texts.setdefault(quad.subject, []).append(quad.object.value)
    return {bearer: keys_of(found) for bearer, found in texts.items()}


def _by_text(keys: Iterable[WorkKeys]) -> dict[str, Counter[WorkKeys]]:
    """The keys by the title and the DOI they bear."""
    found: dict[str, Counter[WorkKeys]] = {}
    for each in keys:
        plain = replace(each, fallback="")
        texts = (f"title:{plain.title}" if plain.title else "", f"doi:{plain.doi}" if plain.doi else "")
        for text in filter(None, texts):
            found.setdefault(text, Counter())[plain] += 1
    return found
