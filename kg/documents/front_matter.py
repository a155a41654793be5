"""Who wrote what, when and where, as the first page of a paper says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.core.identifiers import arxiv_id, arxiv_of_doi, doi
from kg.core.names import fold
from kg.documents.paper_years import believable, paper_year
from kg.documents.person_names import affiliation_letters, person_names, team_name, without_letters
from kg.documents.titles import ABSTRACT, FrontLine, is_junk, joined_title, title_lines


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Title, authors as "First Last", year, identifiers and venue; None or empty where not found."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str | None = None
    doi: str | None = None
    venue: str | None = None


_STAMP = re.compile(
    r"arXiv:\s*(\S+?)(?:v\d+)?(?:\s+\[[\w.-]+\])?(?:\s+\(?\d{1,2}\s+\w{3,9}\s+(?P<year>\d{4}))?(?:\s|$)"
)
_STAMPED = re.compile(r"\W*(?:\d+\s)?arXiv:", re.IGNORECASE)
_VENUE = re.compile(
    r"(?i:proceedings of|conference on|workshop on|symposium on|journal of|transactions (on|of)|published (as a|in|at)"
    r"|advances in neural information|findings of|letters?,? vol)"
    r"|\b(?:NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|EACL|COLING|CVPR|ICCV|ECCV|AAAI|IJCAI|KDD|SIGIR|WWW|INTERSPEECH|ICASSP"
    r"|LREC|CoNLL|SIGMOD|VLDB|SOSP|OSDI|NSDI|PLDI|POPL|PODC|JMLR|TACL|TMLR)\b"
)
_NO_VENUE = re.compile(
    r"@|^http|copyright notice|advantage|permission|see discussions|appear(s|ed)? in|presented at|^published in:?$"
    r"|preliminary",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[∗*†‡§¶¹²³⁴-⁹⁰]|[a-z]\d|,.*,")
"""What lines of authors carry, so that not all of their words are bold."""


def front_matter(
    lines: Sequence[FrontLine],
    notes: Iterable[str],
    *,
    body_size: float = 10.0,
    file_title: str | None = None,
    file_author: str | None = None,
    file_about: Iterable[str] = (),
    page: Sequence[str] = (),
) -> FrontMatter:
    """What the lines above the abstract, and the notes at the first page's edges, say of the paper.

    file_title and file_author are what the file's metadata say, believed where the page says the same; file_about are
    further metadata; page are all lines of the first page. Identifiers are taken from the notes, the lines and the
    metadata only, never from running text, so that those of cited works stay out.
    """
    notes = [*notes]
    start, end = title_lines(lines, body_size)
    title = joined_title(lines[start:end])
    whole = fold(" ".join(line.text for line in lines[:40]))
    if file_title and not is_junk(file_title) and _confirms(file_title, title, whole):
        title = file_title
    authors = _file_authors(file_author, whole) or _printed_authors(_after(lines, end))
    around = [*notes, *(line.text for line in lines), *file_about]
    arxiv, stamped = _own_arxiv([n for n in notes if _STAMPED.match(n)] + around[len(notes) :])
    own_doi = next((d for text in around if (d := doi(text))), None)
    if own_doi and not arxiv:
        arxiv = arxiv_of_doi(own_doi)
    beside = [*notes, *(line.text for i, line in enumerate(lines) if not start <= i < end)]
    venue = _venue(believable(beside))
    year = paper_year(venue, beside, page, arxiv, stamped)
    return FrontMatter(title, authors, year, arxiv, own_doi, venue)


def named_by_file(found: FrontMatter, name: str) -> FrontMatter:
    """The front matter with the arXiv id that the file's name carries, where the paper itself gave none."""
    if found.arxiv is not None or (named := arxiv_in_file_name(name)) is None:
        return found
    return replace(found, arxiv=named, year=found.year or 2000 + int(named[:2]))


def arxiv_in_file_name(name: str) -> str | None:
    """The arXiv id that a file's name carries; to be believed only where the text itself has none.

    >>> arxiv_in_file_name("bert_1810.04805v2.pdf"), arxiv_in_file_name("notes_2024.md")
    ('1810.04805', None)
    """
    found = re.search(r"(?<!\d)(\d{4}\.\d{4,5})(?!\d)", name)
    return arxiv_id(found.group(1)) if found else None


def _confirms(file_title: str, title: str | None, whole: str) -> bool:
    """Whether the page prints the title that the file's metadata give, and not only a part of the longer one found."""
    folded = fold(file_title)
    return len(folded) >= 12 and folded in whole and (title is None or len(folded) >= 0.7 * len(fold(title)))


def _file_authors(author: str | None, whole: str) -> tuple[str, ...]:
    """The authors named by the metadata, where the page prints each of them."""
    if not author:
        return ()
    parts = [p.strip() for p in re.split(r";|,\s*and\s|(?<=\s)and\s|,|&", author) if p.strip()]
    parts = [re.sub(r"(?<![\s∗*†‡§¹²³\d])[\s∗*†‡§¹²³\d]+$", "", p) for p in parts]
    printed = len(parts) > 1 and all(" " in p and fold(p) in whole for p in parts)
    return tuple(parts) if printed else ()


def _after(lines: Sequence[FrontLine], end: int) -> list[FrontLine]:
    out = []
    for line in lines[end : end + 40]:
        if ABSTRACT.match(line.text):
            break
        out.append(line)
    return out


def _printed_authors(lines: Sequence[FrontLine]) -> tuple[str, ...]:
    """The people whom the lines below the title name, else the team."""
    letters = affiliation_letters(line.text for line in lines)
    bare = [replace(line, parts=tuple(without_letters(part, letters) for part in line.parts)) for line in lines]
    if names := person_names(_in_type_of_names(bare)):
        return names
    team = team_name(lines[:3])
    return (team,) if team else ()


def _in_type_of_names(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """The lines that may name authors: not those in a lesser type than the first that does, addresses mostly."""
    first = next((line for line in lines if person_names([line])), None)
    if first is None:
        return list(lines)
    return [
        line
        for line in lines
        if line.size > first.size - 0.4 and (line.bold or not first.bold or _MARKED.search(line.text))
    ]


def _own_arxiv(texts: Iterable[str]) -> tuple[str | None, int | None]:
    """The paper's own arXiv id by its stamp or a line that names it, and the year of the stamp."""
    for text in texts:
        if "arxiv" in text.lower() and (found := arxiv_id(text)):
            stamp = _STAMP.search(text)
            return found, int(stamp.group("year")) if stamp and stamp.group("year") else None
    return None, None


def _venue(texts: Iterable[str]) -> str | None:
    for text in texts:
        if _VENUE.search(text) and len(text) < 400 and not _NO_VENUE.search(text):
            cleaned = re.sub(r"\s?arXiv:\S.*$", "", " ".join(text.replace("\ufffe", "-").split())).strip(" .,;")
            if len(cleaned) > 3:
                return cleaned
    return None
