"""What a query gives: rows of terms, or triples, and whether there would have been more."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

if TYPE_CHECKING:
    import pandas as pd

Term = NamedNode | BlankNode | Literal | Triple


class QueryKind(StrEnum):
    """The form of a query."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"


class Cut(StrEnum):
    """Why an answer is not whole: it has more rows than were asked for, or more text, or the server sends no more."""

    ROWS = "rows"
    SIZE = "size"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    terms holds a row for each solution, None where a variable is unbound; rows the same as text. ASK gives one row with
    one column, "answer"; CONSTRUCT and DESCRIBE give triples as rows. cut says why there would have been more. notes
    are sentences about the query: terms in it that no graph of kg's holds.
    """

    kind: QueryKind
    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    cut: Cut | None = None
    notes: tuple[str, ...] = ()

    @property
    def truncated(self) -> bool:
        """Whether there would have been more."""
        return self.cut is not None

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text: the value of literals and IRIs, empty where unbound."""
        return tuple(tuple(text_of(term) for term in row) for row in self.terms)

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        return tuple(Triple(*row) for row in self.terms) if self.kind is QueryKind.CONSTRUCT else ()  # type: ignore[arg-type]

    def to_dataframe(self) -> "pd.DataFrame":
        """The rows as a pandas DataFrame, with numbers as numbers, truth values and dates as such, IRIs as text.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        from kg.store.dataframe import dataframe  # noqa: PLC0415 - pandas takes its time, and may be missing

        return dataframe(self)


def text_of(term: Term | None) -> str:
    """The value of a literal or IRI, a triple as written, nothing for an unbound variable."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
