r"""What the optional argument of a ``\bibitem`` says an entry is cited as."""

import re
from dataclasses import dataclass

from kg.documents.latex.expanding import tokens

_CITEAUTHORYEAR = re.compile(r"\\(?:protect\s*\\)?(?:citeauthoryear|astroncite|bibname)\b")
_NATBIB = re.compile(r"(?P<authors>.+?)(?<!\s)\s*\((?P<year>[^()]*)\)", re.DOTALL)
_YEAR = re.compile(r"\d{4}[a-z]?|n\.d\.|in press|forthcoming|to appear", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """authors and year as LaTeX source where the label has them; text a label of its own, such as ABC99."""

    authors: str = ""
    year: str = ""
    text: str = ""


def label_of(source: str) -> Label:
    r"""The label in the brackets of a ``\bibitem``.

    >>> label_of("{Brandt et~al.(2019)Brandt, Lee, and Ek}").authors, label_of("BLE19").text
    ('Brandt et~al.', 'BLE19')
    """
    source = source.strip()
    while source.startswith("{") and tokens.group_end(source, 0) == len(source):
        source = source[1:-1].strip()
    if found := _CITEAUTHORYEAR.search(source):
        groups: list[str] = []
        at = found.end()
        while (group := tokens.argument(source, at)) and len(groups) < 3:
            groups.append(group[0])
            at = group[1]
        if len(groups) > 1:
            return Label(groups[-2], groups[-1].strip("{} "))
    if found := _NATBIB.match(source):
        year = re.sub(r"\\natexlab|[{}]", "", found.group("year")).strip()
        if _YEAR.match(year) or not year:
            return Label(found.group("authors").strip("{} "), year)
    return Label(text=re.sub(r"[{}$^]|\\etalchar", "", source))
