"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from kg.web.asked import number
from kg.web.failing import NoPageError, for_programs

Item = TypeVar("Item")

PAGE_SIZE = 100
_MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """One page of a list: its items, its number from 1, and how many pages and items there are."""

    items: Sequence[Item]
    page: int
    pages: int
    total: int
    path: str
    query: tuple[tuple[str, str], ...]

    def address(self, page: int) -> str:
        """The address of another page of the list."""
        kept = [(name, value) for name, value in self.query if name != "page"]
        return f"{self.path}?{urlencode([*kept, ('page', str(page))])}"


def listed(request: Request, items: Sequence[Item], *, size: int = PAGE_SIZE) -> Listed[Item]:
    """The page of the list that the request's ``page`` asks for; of people who ask for more, the last one.

    Raises:
        NoPageError: a program asks for a page beyond the last one.
    """
    pages = max(1, -(-len(items) // size))
    wanted = number(request, "page", 1, least=1, most=_MOST_PAGES)
    if wanted > pages and for_programs(request):
        raise NoPageError(wanted, pages)
    page = min(wanted, pages)
    here = items[(page - 1) * size : page * size]
    query = tuple(request.query_params.multi_items())
    return Listed(here, page, pages, len(items), request.url.path, query)
