"""Works as records point to them: by arXiv id, DOI, address or an entry of a bibliography."""

from kg.core.document import Reference
from kg.core.identifiers import arxiv_id, arxiv_of_doi, digest, doi
from kg.importing.plain import text_of

_LONGEST_ADDRESS = 2_000
_LONGEST_TITLE = 1_000


def work_of(
    address: object = None,
    *,
    title: object = None,
    authors: tuple[str, ...] = (),
    year: int | None = None,
    venue: str | None = None,
) -> Reference | None:
    """The work that an address, arXiv id or DOI, or a title names; None where nothing does.

    An address counts where it holds an arXiv id or DOI; another one is kept only beside a title.

    >>> work_of("https://arxiv.org/pdf/2302.13971.pdf").arxiv, work_of("https://example.org/blog")
    ('2302.13971', None)
    """
    where = text_of(address, limit=_LONGEST_ADDRESS) or ""
    name = text_of(title, limit=_LONGEST_TITLE)
    found = doi(where)
    number = arxiv_of_doi(found) if found else None
    if number is None and found is None and ("arxiv" in where.lower() or where[:1].isdigit()):
        number = arxiv_id(f"arxiv {where}")
    if number:
        found = None
    if not (name or number or found):
        return None
    said = (
        ", ".join(authors),
        name or "",
        venue or "",
        f"arXiv:{number}" if number else "",
        f"doi:{found}" if found else "",
    )
    raw = ". ".join(part.rstrip(".") for part in (*said, str(year) if year else "") if part)
    return Reference(
        key=f"work-{digest(number or found or name or '', length=12)}",
        raw=f"{raw}.",
        title=name,
        authors=authors,
        year=year,
        venue=venue,
        doi=found,
        arxiv=number,
        url=where if where.startswith(("http://", "https://")) else None,
    )


def work_id(work: Reference | None) -> str | None:
    """How evidence names the work: by arXiv id, DOI or address."""
    return (work.arxiv or work.doi or work.url) if work else None


def year_of(value: object) -> int | None:
    """A year between 1500 and 2100 that opens the text, as in "2023-05-01"."""
    text = (text_of(value) or "")[:4]
    return int(text) if text.isascii() and text.isdigit() and 1500 <= int(text) <= 2100 else None
