"""A work as an entry in BibTeX."""

import re

from kg.core.document import Reference
from kg.core.identifiers import digest
from kg.core.names import fold, surname
from kg.views.shown import shown

_SPECIAL = re.compile(r"[%&$#_]")
_DROPPED = str.maketrans({"{": " ", "}": " ", "\\": " ", "~": " ", "^": " ", '"': "'"})


def bibtex(work: Reference) -> str:
    r"""The work as one entry that BibTeX reads; empty where it has no title.

    >>> print(bibtex(Reference("1", "", None, "Birds & Reeds", ("Ada Fenn", "Marsh, Bo"), 2022, arxiv="2201.01234")))
    @misc{fenn2022birds,
      title = {Birds \& Reeds},
      author = {Ada Fenn and Marsh, Bo},
      year = {2022},
      eprint = {2201.01234},
      archiveprefix = {arXiv}
    }
    """
    if not work.title:
        return ""
    fields = {
        "title": _plain(work.title),
        "author": " and ".join(_author(a) for a in work.authors),
        "year": str(work.year or ""),
        "howpublished": _plain(work.venue or ""),
        "doi": work.doi or "",
        "eprint": work.arxiv or "",
        "archiveprefix": "arXiv" if work.arxiv else "",
        "url": "" if work.doi or work.arxiv else _address(work.url or ""),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{_key(work)},\n{lines}\n}}"


def _key(work: Reference) -> str:
    first = next(iter(re.findall(r"[a-z]{4,}", fold(work.title or "").lower())), "")
    word = next(iter(re.findall(r"[A-Za-z]{4,}", work.title or "")), first).lower()
    name = re.sub(r"[^a-z]", "", surname(work.authors[0]) if work.authors else "")
    return f"{name}{work.year or ''}{word}" or f"work{digest(work.title or '', length=8)}"


def _author(name: str) -> str:
    """The name; whole in braces where its commas or an "and" would be read as something else."""
    plain = _plain(name)
    return f"{{{plain}}}" if plain.count(",") > 1 or re.search(r"\band\b", plain) else plain


def _plain(text: str) -> str:
    """The text without what BibTeX could not be told, with TeX's signs escaped."""
    return _SPECIAL.sub(lambda m: f"\\{m.group()}", " ".join(shown(text).translate(_DROPPED).split()))


def _address(text: str) -> str:
    return text if re.fullmatch(r"https?://[^\s{}\\]+", text) else ""
