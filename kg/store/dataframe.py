"""An answer as a pandas DataFrame, each column of the type that all of its values have."""

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from kg.core.errors import MissingExtraError
from kg.store.query_result import QueryResult, Term, text_of

if TYPE_CHECKING:
    import pandas as pd

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedInt unsignedLong unsignedShort unsignedByte gYear"
)
_SPECIAL = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf, "NaN": math.nan}


def dataframe(result: QueryResult) -> "pd.DataFrame":
    """The rows under their columns.

    Integers are Int64, or Python's own where they are too large; decimals and doubles, also among integers, float64;
    xsd:boolean is boolean, xsd:dateTime and xsd:date are datetimes and dates. Every other column is text, and so is one
    that mixes types. Where a variable is unbound stands NA, NaN or None.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtraError("pandas", "dataframe") from error
    columns = [[row[place] for row in result.terms] for place in range(len(result.columns))]
    frame = pd.DataFrame(dict(enumerate(_series(pd, c) for c in columns)), index=range(len(result.terms)))
    frame.columns = pd.Index(result.columns, dtype="object")
    return frame


def _series(pd: Any, terms: list[Term | None]) -> Any:
    """The values as pandas holds their kind; as text where they are of none, or not what their type says."""
    kinds = {_kind(term) for term in terms if term is not None}
    kind = "float" if kinds == {"integer", "float"} else next(iter(kinds)) if len(kinds) == 1 else ""
    if kind in _READERS:
        read, held_as = _READERS[kind]
        try:
            values = [None if term is None else read(text_of(term)) for term in terms]
        except ValueError:
            values = []
        if len(values) == len(terms):
            try:
                return pd.Series(values, dtype=held_as)
            except (ValueError, OverflowError, TypeError):  # beyond what pandas' own types hold
                return pd.Series(values, dtype="object")
    return pd.Series([None if term is None else text_of(term) for term in terms], dtype="object")


def _kind(term: Term) -> str:
    known = isinstance(term, Literal) and term.datatype.value.startswith(_XSD)
    return _KINDS.get(term.datatype.value.removeprefix(_XSD), "") if known else ""  # type: ignore[union-attr]


def _float(text: str) -> float:
    return _SPECIAL[text] if text in _SPECIAL else float(text)


def _truth(text: str) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(text)
    return text in {"true", "1"}


_KINDS = {
    **dict.fromkeys(_INTEGERS.split(), "integer"),
    **dict.fromkeys(("decimal", "double", "float"), "float"),
    **{name: name for name in ("boolean", "dateTime", "date")},
}
_READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "integer": (int, "Int64"),
    "float": (_float, "float64"),
    "boolean": (_truth, "boolean"),
    "dateTime": (datetime.fromisoformat, "object"),
    "date": (date.fromisoformat, "object"),
}
