"""The W3C's manifests of tests, read: what each entry does, with which files, and what is to come of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

Term = NamedNode | BlankNode
FORMS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES, ".trig": RdfFormat.TRIG}


@dataclass(frozen=True, slots=True)
class Data:
    """Files for the default graph and for named ones."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()

    def store(self) -> Store:
        """The files in a store."""
        store = Store()
        for name, path in ((None, p) for p in self.default):
            load(store, path, name)
        for name, path in self.named:
            load(store, path, name)
        return store


@dataclass(frozen=True, slots=True)
class Entry:
    """A test: its name with the folder, what kind it is, its query or update, the data before and what is expected."""

    name: str
    kind: str
    action: Path | None
    before: Data
    result: Path | None
    after: Data
    needs_server: bool = False


def entries(manifest: Path) -> Iterator[Entry]:
    """The tests of a manifest, in its order."""
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in parse(path=str(manifest), base_iri=manifest.as_uri()))
    look = _Look(store)
    (head,) = look.subjects(f"{RDF}type", f"{MF}Manifest")
    for node in look.list(look.one(head, f"{MF}entries")):
        if (kind := look.one(node, f"{RDF}type")) is None:
            continue  # listed and not described
        action, result = look.one(node, f"{MF}action"), look.one(node, f"{MF}result")
        yield Entry(
            f"{manifest.parent.name}/{_name(node)}",
            kind.value.rpartition("#")[2],
            look.file(action, f"{QT}query") or look.file(action, f"{UT}request") or _path(action),
            look.data(action),
            _path(result),
            look.data(result),
            look.one(action, f"{QT}serviceData") is not None,
        )


def load(store: Store, path: Path, graph: str | None) -> None:
    """Load a file into a graph."""
    named = None if graph is None else NamedNode(graph)
    store.load(path=str(path), format=FORMS[path.suffix], base_iri=path.as_uri(), to_graph=named)


class _Look:
    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self, node: Term | None, property_: str) -> list[Term]:
        if node is None:
            return []
        return [q.object for q in self.store.quads_for_pattern(node, NamedNode(property_), None)]  # type: ignore[misc]

    def one(self, node: Term | None, property_: str) -> Term | None:
        return next(iter(self.all(node, property_)), None)

    def subjects(self, property_: str, value: str) -> list[Term]:
        quads = self.store.quads_for_pattern(None, NamedNode(property_), NamedNode(value))
        return [q.subject for q in quads]  # type: ignore[misc]

    def list(self, node: Term | None) -> Iterator[Term]:
        while node is not None and node.value != f"{RDF}nil":
            yield from self.all(node, f"{RDF}first")
            node = self.one(node, f"{RDF}rest")

    def file(self, node: Term | None, property_: str) -> Path | None:
        return _path(self.one(node, property_))

    def data(self, node: Term | None) -> Data:
        default = [_path(f) for p in (f"{QT}data", f"{UT}data") for f in self.all(node, p)]
        named = []
        for graph in [g for p in (f"{QT}graphData", f"{UT}graphData") for g in self.all(node, p)]:
            file = self.file(graph, f"{QT}graph") or self.file(graph, f"{UT}graph")
            label = self.one(graph, f"{RDFS}label")
            path = file or _path(graph)
            named.append((label.value if label else path.as_uri() if path else "", path))
        return Data(tuple(filter(None, default)), tuple((n, p) for n, p in named if p is not None))


def _path(node: Term | None) -> Path | None:
    return Path(unquote(urlsplit(node.value).path)) if isinstance(node, NamedNode) and "file:" in node.value else None


def _name(node: Term) -> str:
    return node.value.rpartition("#")[2]
