"""What the library's functions give back: a graph and answers that show themselves in notebooks and become tables."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from kg.core.errors import MissingExtraError
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.graph import Graph as _Graph
from kg.store.lookup import Lookup
from kg.store.query import QueryResult
from kg.store.reading import GraphReader
from kg.tracing.impact import Impact
from kg.tracing.leaks import Leaks
from kg.tracing.licensing import Licences
from kg.tracing.lineage import Trace
from kg.views import rows
from kg.views.notebook_html import graph_html, impact_html, leaks_html, licences_html, query_html, trace_html
from kg.views.shown import plural
from kg.views.trace_text import totals

if TYPE_CHECKING:
    from pandas import DataFrame

_SAID = frozenset(Predicate) - {Predicate.DISCLOSURE, Predicate.INTRODUCES}  # INTRODUCED_BY says the same
_COUNTED = (("paper read", "papers read"), ("dataset", "datasets"), ("model", "models"))


class Graph(_Graph):
    """The graph in a folder, as ``kg.open_graph`` opens it."""

    _open = True

    @property
    def _place(self) -> str:
        return self.endpoint.address.url if self.endpoint is not None else str(self.path)

    def to_dataframe(self) -> "DataFrame":
        """All statements between papers, datasets and models, one a row, as a pandas DataFrame.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        reader = GraphReader(self, quotes=False)
        nodes = {node.iri: node for node in (*reader.papers(), *reader.models(), *reader.datasets())}
        edges = (e for iri in sorted(nodes) for e in reader.outgoing(iri, _SAID) if e.object in nodes)
        return _frame(rows.statement_rows(edges, nodes), rows.STATEMENT_COLUMNS)

    def close(self) -> None:
        """Let go of the folder; to be done once."""
        self._open = False
        super().close()

    def __repr__(self) -> str:
        if not self._open:
            return f"<graph {self._place}, closed>"
        counts = self._counts()
        told = (f"{plural(counts[many], one, many)}" for one, many in _COUNTED)
        return f"<graph {self._place}: {', '.join(told)}>"

    def _repr_html_(self) -> str:
        return graph_html(self._place, self._counts()) if self._open else graph_html(f"{self._place} (closed)", {})

    def _counts(self) -> dict[str, int]:
        look = Lookup(self.store)
        papers = set(look.subjects(v.RDF_TYPE, v.SCHEMA_SCHOLARLY_ARTICLE))
        read = papers.intersection(look.subjects(v.KG_READ_STATUS, v.KG_READ))
        return {
            "papers read": len(read),
            "works cited and not read": len(papers) - len(read),
            "datasets": len(look.subjects(v.RDF_TYPE, v.SCHEMA_DATASET)),
            "models": len(look.subjects(v.RDF_TYPE, v.FAIR4ML_MODEL)),
        }


@dataclass(frozen=True, slots=True, repr=False)
class TraceAnswer(Trace):
    """What something rests on, as ``kg.trace`` answers."""

    def to_dataframe(self, *, hops: bool = False) -> "DataFrame":
        """The datasets reached, one a row; with ``hops`` each hop on the way to them, with its quote.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        if hops:
            return _frame(rows.hop_rows(self), rows.HOP_COLUMNS).astype({"page": "Int64"})  # which may be missing
        return _frame(rows.trace_rows(self), rows.TRACE_COLUMNS)

    def __repr__(self) -> str:
        return f"<what {self.name} rests on: {totals(self)}>"

    def _repr_html_(self) -> str:
        return trace_html(self)


@dataclass(frozen=True, slots=True, repr=False)
class ImpactAnswer(Impact):
    """What rests on something, as ``kg.impact`` answers."""

    def to_dataframe(self) -> "DataFrame":
        """The papers, models and datasets that rest on it, one a row.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _frame(rows.impact_rows(self), rows.IMPACT_COLUMNS)

    def __repr__(self) -> str:
        return f"<what rests on {self.name}: {plural(len(self.dependents), 'thing')}>"

    def _repr_html_(self) -> str:
        return impact_html(self)


@dataclass(frozen=True, slots=True, repr=False)
class LeaksAnswer(Leaks):
    """Which evaluation sets are upstream of training data, as ``kg.leaks`` answers."""

    def to_dataframe(self) -> "DataFrame":
        """What was found of each evaluation, one finding a row; a row too for each of which nothing was found.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _frame(rows.leak_rows(self), rows.LEAK_COLUMNS)

    def __repr__(self) -> str:
        found = sum(bool(judged.findings) for judged in self.judged)
        return f"<{plural(len(self.judged), 'evaluation')} of {self.name or 'the graph'}, {found} with findings>"

    def _repr_html_(self) -> str:
        return leaks_html(self)


@dataclass(frozen=True, slots=True, repr=False)
class LicencesAnswer(Licences):
    """The licences along a lineage, as ``kg.licenses`` answers."""

    def to_dataframe(self) -> "DataFrame":
        """The datasets and models on the way, one a row, with their licences.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _frame(rows.licence_rows(self), rows.LICENCE_COLUMNS)

    def __repr__(self) -> str:
        known = sum(bool(licensed.licences) for licensed in self.licensed)
        return f"<licences upstream of {self.name}: {known} known of {len(self.licensed)}>"

    def _repr_html_(self) -> str:
        return licences_html(self)


@dataclass(frozen=True, slots=True, repr=False)
class QueryAnswer(QueryResult):
    """The answer to a query, as ``kg.query`` gives it: as long as it has rows, which it goes through as text."""

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return True  # an answer without rows is an answer

    def __repr__(self) -> str:
        cut = ", cut" if self.truncated else ""
        return f"<answer with {plural(len(self), 'row')} of {', '.join(self.columns)}{cut}>"

    def _repr_html_(self) -> str:
        return query_html(self)


def trace_answer(answer: Trace) -> TraceAnswer:
    """The trace with a display and a table."""
    return TraceAnswer(**_fields(answer))


def impact_answer(answer: Impact) -> ImpactAnswer:
    """The impact with a display and a table."""
    return ImpactAnswer(**_fields(answer))


def leaks_answer(answer: Leaks) -> LeaksAnswer:
    """The leaks with a display and a table."""
    return LeaksAnswer(**_fields(answer))


def licences_answer(answer: Licences) -> LicencesAnswer:
    """The licences with a display and a table."""
    return LicencesAnswer(**_fields(answer))


def query_answer(result: QueryResult) -> QueryAnswer:
    """The result with a display and a table."""
    return QueryAnswer(**_fields(result))


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _frame(found: list[rows.Row], columns: tuple[str, ...]) -> "DataFrame":
    try:
        from pandas import DataFrame  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("pandas", "dataframe") from error
    return DataFrame(found, columns=list(columns))
