"""The author list at the start of a reference, in whichever order its style prints first and last names."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.documents.references.parsing.name_forms import AND, UPPER, Name, NameScanner, is_name_word

_ORGANISATION = re.compile(
    r"\b(?:Collaboration|Team|Consortium|Group|Institute|Inc|Corporation|Committee|Organi[sz]ation|Council|Agency"
    r"|Foundation|Commission|Laborator(?:y|ies)|Association|Department|Ministry|Authors|Contributors|Project"
    r"|Developers|AI|Research|Technologies)\b",
    re.IGNORECASE,
)
_EDITORS = re.compile(r"^\s*(?:,\s*)?[(\[]?(?:eds?|editors?|hrsg|edd)\b\.?[)\]]?", re.IGNORECASE)
_YEAR_AHEAD = re.compile(r"^[\s,.]*[(\[]?(?:1[5-9]|20)\d\d[a-z]?\b")
_UNREAD = re.compile(r"(.+?)(?:[,;]\s|\s(?:and|&)\s|$)")
_SEPARATORS = re.compile(r"^(?:[\s,;&]|and\s)+")
_NAME_LIKE = re.compile(r"[^\W\d_]{2}")
_OTHERS = re.compile(r"(?:et\.? al|and others|others|al)\b")
_PUNCTUATION = re.compile(r"\s*([.,:;]+)")
_LONE_NAME = re.compile(rf"({UPPER}[\w'’-]+)\s?,?\s+et\.? al\b\.?,?")
_BRACKETED_YEAR = re.compile(r"(?:(?<![\s,.])[\s,.]+)?[(\[]\s*(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.)\s*[)\]]")
_FIRST_SENTENCE = re.compile(r"([^.,:“\"]{2,80}?)(?:,? et al)?([.,:])\s")
_WORDS_FOLLOW = re.compile(r"[^\W\d_].{8,}")
_ENDS = re.compile(r"(?:URL|https?:|In |arXiv)")
_SEVERAL = re.compile(r"[,;]|\bet al\b")
_MOST_READS = 60  # of a list that is taken up again behind a name that could not be read
_FIRST = (NameScanner.inverted, NameScanner.normal, NameScanner.trailing_initials, NameScanner.inverted_full)
_NEXT = {
    "inverted": (NameScanner.inverted, NameScanner.normal),
    "inverted full": (NameScanner.inverted, NameScanner.inverted_full, NameScanner.normal),
    "trailing": (NameScanner.trailing_initials, NameScanner.inverted, NameScanner.normal),
    "initials": (NameScanner.normal, NameScanner.inverted),
    "full": (NameScanner.normal,),
}
"""The orders in which the next name may stand, by that of the first: a list keeps to one, or turns to first names."""


@dataclass(frozen=True, slots=True)
class AuthorList:
    """Authors as "First Last", where the list ends in the text, and the character that closed it.

    closed_by is "." or "," or ":" or "" (a year, a quotation mark or nothing stood there); initials says whether the
    given names are initials.
    """

    names: tuple[str, ...]
    end: int
    closed_by: str
    initials: bool = False


def _name_at(scan: NameScanner, i: int, style: str | None, *, after_and: bool) -> Name | None:
    """The name that begins at token i, in an order that goes with the first name's style; None where none does."""
    scan.after_and = after_and
    for reading in _FIRST if style is None else _NEXT[style]:
        name = reading(scan, i)
        if name is None:
            continue
        if style in ("inverted", "trailing", "initials") and name.style == "full" and not after_and:
            continue  # a list of initials does not spell a name out: this is the title
        if name.style == "full" and style is None and _ORGANISATION.search(name.text):
            continue
        return name
    return None


def _et_al(scan: NameScanner, i: int) -> int:
    """The index after "et al.", "and others", "et alii" at i, or i."""
    k = i
    if scan.word(k) == ",":
        k += 1
    if scan.word(k).lower() in ("et", "and") and scan.word(k + 1).lower().rstrip(".") in ("al", "alii", "others"):
        return k + 2
    if scan.word(k) in ("...", "…", ". . ."):
        return k + 1
    return i


@lru_cache(maxsize=1024)
def read_authors(text: str) -> AuthorList:
    """The authors that open a reference.

    An organisation counts as one author where a year or a word like "Collaboration" shows it. No authors: an empty
    list that ends at 0.

    >>> read_authors("Touvron, H., Lavril, T., and Izacard, G. LLaMA: open models. 2023").names
    ('H. Touvron', 'T. Lavril', 'G. Izacard')
    >>> read_authors("Laurens van der Maaten and Geoffrey E. Hinton. Visualizing data").names
    ('Laurens van der Maaten', 'Geoffrey E. Hinton')
    """
    scan = NameScanner(text)
    names: list[Name] = []
    i = last_start = 0
    after_and = initials = False
    closed_by = ""
    while i < scan.size:
        scan.many = len(names) > 3
        name = _name_at(scan, i, names[0].style if names else None, after_and=after_and)
        if name is None:
            if after_and and len(names) > 1 and names[0].style == "full":
                names.pop()  # it and its "and" belong to the title
                i, closed_by = last_start, ","
            break
        last_start = i
        names.append(name)
        initials = initials or name.style in ("inverted", "trailing", "initials")
        i, closed_by, after_and, ends = _behind(scan, name, after_and=after_and)
        if ends:
            break
    lone = len(names) == 1 and names[0].style == "full" and scan.word(i) == "("
    lone_title = lone and not _YEAR_AHEAD.match(text[scan.span(i)[0] :])
    if not names or (lone_title and not _EDITORS.match(text[scan.span(i - 1)[1] :])):
        return _organisation(text)
    listed = tuple(name.text for name in names)
    return _closed(text, listed, scan.span(i - 1)[1] if i else 0, closed_by, initials=initials)


class _Behind(NamedTuple):
    """What stands behind a name: the word after it, the mark before that, whether "and" was read, and the list ends."""

    at: int
    closed_by: str
    after_and: bool
    ends: bool


def _behind(scan: NameScanner, name: Name, *, after_and: bool) -> _Behind:
    i = name.after
    closed_by = "." if name.dotted_end else ""
    others = _et_al(scan, i)
    if others > i:
        return _Behind(others, "." if scan.word(others - 1).endswith(".") else "", after_and, ends=True)
    separator = scan.word(i)
    full_stop = name.dotted_end and name.style in ("full", "initials")
    if full_stop or (after_and and separator not in (",", ";", "&") and separator not in AND):
        return _Behind(i, closed_by, after_and, ends=True)
    if separator in (",", ";"):
        if scan.word(i + 1) in AND:
            return _Behind(i + 2, ",", after_and=True, ends=False)
        others = _et_al(scan, i + 1)
        return _Behind(max(others, i + 1), ",", after_and=False, ends=others > i + 1)
    if separator in AND:
        return _Behind(i + 1, "", after_and=True, ends=False)
    return _Behind(i, closed_by, after_and, ends=True)


def _closed(text: str, names: tuple[str, ...], end: int, closed_by: str, *, initials: bool) -> AuthorList:
    """The list with the punctuation and the "(eds.)" after it taken in."""
    editors = _EDITORS.match(text[end:])
    if editors:
        end += editors.end()
    rest = text[end:]
    punctuation = _PUNCTUATION.match(rest)
    if punctuation:
        end += punctuation.end()
        closed_by = punctuation.group(1)[-1]
    return AuthorList(names, end, closed_by, initials)


def _organisation(text: str) -> AuthorList:
    """An organisation, a lone surname or a pen name at the start, else an empty list."""
    lone_name = _LONE_NAME.match(text)
    if lone_name:
        return AuthorList((lone_name.group(1),), lone_name.end(), lone_name.group()[-1].strip("l"))
    year = _BRACKETED_YEAR.search(text[:120])
    if year and year.start() > 1 and len(text[: year.start()].split()) <= 10 and '"' not in text[: year.start()]:
        return AuthorList((text[: year.start()].strip(" .,"),), year.start(), "")
    sentence = _FIRST_SENTENCE.match(text)
    if not sentence:
        return AuthorList((), 0, "")
    name, mark = sentence.group(1).strip(), sentence.group(2)
    words = name.split()
    rest = text[sentence.end() :]
    known = bool(_ORGANISATION.search(name)) and len(words) <= 8 and name[0].isupper()
    lone = len(words) == 1 and is_name_word(name) and mark != ":"
    followed = bool(_WORDS_FOLLOW.match(rest)) and not _ENDS.match(rest)
    if _YEAR_AHEAD.match(rest) and len(words) <= 4:
        return AuthorList((name,), sentence.end(), mark)
    if known and mark == ",":
        more = read_authors(rest)
        if more.initials:  # "The X Collaboration, A. Author et al."
            return AuthorList((name, *more.names), sentence.end() + more.end, more.closed_by, initials=True)
    if (known or lone) and followed:
        return AuthorList((name,), sentence.end(), mark)
    return AuthorList((), 0, "")


def names_in(segment: str) -> tuple[str, ...]:
    """All names of a stretch of text that holds nothing but names; what cannot be read as one is kept as it stands.

    >>> names_in("Ivan Girardi, An phi Nguyen, and Ce Zhang.")
    ('Ivan Girardi', 'An phi Nguyen', 'Ce Zhang')
    >>> names_in("National Institute of Standards and Technology")
    ('National Institute of Standards and Technology',)
    """
    rest = segment.strip(" ,;:&")
    names: list[str] = []
    if is_organisation(rest):
        return (rest.strip(" ."),)
    for _ in range(_MOST_READS):
        if not rest:
            break
        read = read_authors(rest)
        if read.end:
            names += read.names
            rest = rest[read.end :]
        else:
            piece = _UNREAD.match(rest)
            if piece is None:
                break
            name = piece.group(1).strip(" .,;")
            if _NAME_LIKE.search(name) and not _OTHERS.match(name):
                names.append(name)
            rest = rest[piece.end() :]
        rest = _SEPARATORS.sub("", rest)
    return tuple(names)


def is_organisation(segment: str) -> bool:
    """Whether a stretch of names is one company, team or agency.

    >>> is_organisation("Mistral AI"), is_organisation("Ada Fenwick")
    (True, False)
    """
    return bool(_ORGANISATION.search(segment)) and not _SEVERAL.search(segment)
