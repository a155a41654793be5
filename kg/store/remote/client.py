"""SPARQL 1.1 over HTTP: queries, updates, and the Graph Store Protocol."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import BufferedReader

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.core.errors import EndpointError
from kg.store.remote.address import Address
from kg.store.remote.answer import Answer, Asking, StatusError
from kg.store.remote.http import Connection

_AT_ONCE = 2**16
# JSON first: it alone keeps white space and control characters with every server
_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_ROW_FORMS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_TRIPLE_FORMS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}

Rows = QuerySolutions | QueryBoolean


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is put to, by the protocol; the server's own where none are named."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


class Client:
    """An endpoint that is asked and written to; to be closed."""

    def __init__(self, address: Address, asking: Asking | None = None) -> None:
        self.address = address
        self._connection = Connection(address, asking)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    @contextmanager
    def rows(self, query: str, dataset: Dataset | None = None) -> Iterator[tuple[Rows, Answer]]:
        """The solutions of a SELECT or the answer to an ASK, read while they come.

        Raises:
            EndpointError: there is no answer in a form of SPARQL.
        """
        with self._asked(query, _ROWS, dataset) as answer:
            form = _ROW_FORMS.get(answer.media_type)
            if form is None:
                raise EndpointError(self.address.url, _no_endpoint(answer))
            with self._well_formed(answer):
                yield parse_query_results(BufferedReader(answer, _AT_ONCE), form), answer

    @contextmanager
    def triples(self, query: str, dataset: Dataset | None = None) -> Iterator[Iterator[Triple]]:
        """The triples of a CONSTRUCT or DESCRIBE, read while they come.

        Raises:
            EndpointError: there is no answer in a form of RDF.
        """
        with self._asked(query, _TRIPLES, dataset) as answer:
            form = _TRIPLE_FORMS.get(answer.media_type)
            if form is None:
                raise EndpointError(self.address.url, _no_endpoint(answer))
            with self._well_formed(answer):
                yield (q.triple for q in parse(BufferedReader(answer, _AT_ONCE), format=form))

    def update(self, url: str, text: str) -> None:
        """Have an update carried out.

        Raises:
            EndpointError: it was not.
        """
        sent = self._connection.answered("POST", url, form=[("update", text)], repeatable=False)
        with sent as answer:
            answer.drain()

    def replace(self, url: str, graph: NamedNode, triples: bytes) -> None:
        """Make the N-Triples the whole of the graph, by the Graph Store Protocol.

        Raises:
            EndpointError: the server did not.
        """
        self._store("PUT", url, graph, triples)

    def add(self, url: str, graph: NamedNode, triples: bytes) -> None:
        """Add the N-Triples to the graph, by the Graph Store Protocol.

        Raises:
            EndpointError: the server did not.
        """
        self._store("POST", url, graph, triples)

    def drop(self, url: str, graph: NamedNode) -> None:
        """Drop the graph, by the Graph Store Protocol; one that is not there is no error.

        Raises:
            EndpointError: the server did not.
        """
        try:
            with self._connection.answered("DELETE", url, params=[("graph", graph.value)]) as answer:
                answer.drain()
        except StatusError as error:
            if error.status != 404:
                raise

    def keeps_graphs_at(self, url: str) -> bool:
        """Whether the Graph Store Protocol is spoken at the address, as far as asking shows."""
        try:
            with self._connection.answered("GET", url, params=[("default", "")], accept=_TRIPLES) as answer:
                return answer.media_type in _TRIPLE_FORMS or answer.status == 204
        except EndpointError:
            return False

    def server(self) -> str:
        """What the server calls itself, in lower case; asked with the smallest query, so that it shows to be one.

        Raises:
            EndpointError: no endpoint answers.
        """
        with self.rows("ASK {}") as (_, answer):
            return answer.headers.get("Server", "").lower()

    def _store(self, method: str, url: str, graph: NamedNode, triples: bytes) -> None:
        asked = self._connection.answered(
            method, url, params=[("graph", graph.value)], content=triples, content_type="application/n-triples"
        )
        with asked as answer:
            answer.drain()

    def _asked(self, query: str, accept: str, dataset: Dataset | None) -> AbstractContextManager[Answer]:
        form = [("query", query)]
        if dataset is not None:
            form += [("default-graph-uri", graph) for graph in dataset.default]
            form += [("named-graph-uri", graph) for graph in dataset.named]
        return self._connection.answered("POST", self.address.url, accept=accept, form=form, repeatable=True)

    @contextmanager
    def _well_formed(self, answer: Answer) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, OSError) as error:
            if answer.failure is not None:
                raise answer.failure from error
            reason = f"its answer cannot be read ({error}); is it a SPARQL 1.1 endpoint?"
            raise EndpointError(self.address.url, reason) from error


def _no_endpoint(answer: Answer) -> str:
    kind = answer.media_type or "something without a type"
    return f"what answers there is no SPARQL endpoint: it sends {kind}; give the address that queries go to"
