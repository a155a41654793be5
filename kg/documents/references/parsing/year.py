"""The year of a reference."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<![\d/.:\w])(?<!\d[–-])((?:1[5-9]|20)\d\d)[a-h]?(?![\w]|[–-]\d{3}|\.\d|/\d)")
_PARENTHESISED_YEAR = re.compile(
    r"[(\[](?:[^()\[\]]{0,24}[\s,.])?((?:1[5-9]|20)\d\d)[a-h]?(?:[,–-][^()\[\]]{0,20})?[)\]]"
)
_LEADING_YEAR = re.compile(
    r"^[\s,.:;]*"
    r"(?:[(\[]\s*((?:1[5-9]|20)\d\d)[a-h]?(?:[/–,-][^()\[\]]{0,20})?\s*[)\]]|((?:1[5-9]|20)\d\d)[a-h]?(?=[\s.,:;]))"
    r"(?:\s*[(\[](?:1[5-9]|20)\d\d[)\]])?\s*([.,:;]*)\s*"
)
_UNDATED = re.compile(
    r"^[\s,.]*[(\[]?(?:n\.\s?d\.|in press|in preparation|submitted|to appear|forthcoming|s\.d\.)[)\]]?\s*([.,:;]*)\s*",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"[A-Z]\w{0,30}+\.?\s?[’'](\d\d)\b")
_LOOSE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ACCESSED = re.compile(
    r"(?:last\s+)?(?:accessed|retrieved|visited|consult[ée]|zugriff)\b[^;]{0,40}?(?:1[5-9]|20)\d\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LeadingYear:
    """A year that stands between authors and title: its value, where it ends, the mark after it."""

    year: int | None = None
    end: int = 0
    closed_by: str = ""


def leading_year(text: str) -> LeadingYear:
    """The year, or a word like "in press", that opens the text; nothing where it opens otherwise.

    >>> leading_year(" (2011). A title").year, leading_year("A title, 2011").year
    (2011, None)
    """
    found = _LEADING_YEAR.match(text)
    if found:
        mark = (found.group(3) or "")[-1:]
        return LeadingYear(int(found.group(1) or found.group(2)), found.end(), mark or ("." if found.group(1) else ","))
    undated = _UNDATED.match(text)
    return LeadingYear(None, undated.end(), ".") if undated else LeadingYear()


def year_in(text: str) -> int | None:
    """The year of publication: one in parentheses before others, then the last; years of access do not count.

    >>> year_in("Journal of Birds 12 (1998) 1-9. Accessed 2020."), year_in("In SPAA '12.")
    (1998, 2012)
    """
    text = _ACCESSED.sub(" ", text)
    for pattern in (_PARENTHESISED_YEAR, _YEAR):
        years = [int(y) for y in pattern.findall(text)]
        modern = [y for y in years if 1900 <= y < 2100] or years
        if modern:
            return modern[-1]
    short = _SHORT_YEAR.search(text)
    if short:
        return int(short.group(1)) + (1900 if int(short.group(1)) > 40 else 2000)
    loose = _LOOSE_YEAR.findall(text)
    return int(loose[-1]) if loose and "arxiv" not in text.lower() else None
