"""Values of a query's variables, written into its pattern as terms and never pasted."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.core.errors import QueryError
from kg.store.query_result import Term
from kg.store.sparql_tokens import Token, TokenKind, tokens

NOT_SELECTED = "the query's SELECT has no {} to set"


def with_values(query: str, form: str, values: Mapping[str, Term]) -> str:
    """The query with its variables bound, each value written as a term and never pasted.

    Raises:
        QueryError: a variable is not the query's, or there is no pattern to bind it in.
    """
    if not values:
        return query
    every = list(tokens(query))
    for name in values:
        if not _is_selected(every, form, name):
            raise QueryError(NOT_SELECTED.format(f"?{name}"))
    opening, closing = _pattern(every, form)
    rows = " ".join(str(term) for term in values.values())
    data = f" VALUES ({' '.join(f'?{name}' for name in values)}) {{ ({rows}) }} "
    inner = next((t for t in every if t.start > opening.start), closing)
    if inner.upper == "SELECT":  # a group that is one whole subquery holds nothing beside it
        return f"{query[: opening.end]}{data}{{{query[opening.end : closing.start]}}}{query[closing.start :]}"
    return f"{query[: opening.end]}{data}{query[opening.end :]}"


def _is_selected(every: Sequence[Token], form: str, name: str) -> bool:
    """Whether the query's SELECT gives the variable; in other forms, whether it holds it."""
    if form != "SELECT":
        return any(t.kind is TokenKind.VARIABLE and t.text[1:] == name for t in every)
    first = next(i for i, t in enumerate(every) if t.upper == form)
    end = next((i for i, t in enumerate(every) if i > first and t.text == "{" and t.depth == 0), len(every))
    return any(
        (t.kind is TokenKind.VARIABLE and t.text[1:] == name and (t.depth == 0 or before.upper == "AS"))
        or (t.text == "*" and t.depth == 0)
        for before, t in pairwise(every[first:end])
    )


def _pattern(every: Sequence[Token], form: str) -> tuple[Token, Token]:
    """The brackets around the query's outermost pattern."""
    outer = [t for t in every if t.kind is TokenKind.SIGN and t.text in {"{", "}"} and t.depth == 0]
    pairs = list(zip(outer[::2], outer[1::2], strict=False))
    if form == "CONSTRUCT":
        first = next(i for i, t in enumerate(every) if t.upper == form)
        if every[first + 1].text != "{":
            raise QueryError("nothing can be set in a CONSTRUCT WHERE; write CONSTRUCT { … } WHERE { … }")
        pairs = pairs[1:]  # the first holds the template
    if not pairs:
        raise QueryError("the query has no pattern to set a value in; leave --set out, or add WHERE { … }")
    return pairs[0]
