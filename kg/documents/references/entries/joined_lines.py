"""The lines of an entry as one text, addresses whole that the end of a line has broken inside a word."""

import re
from collections.abc import Sequence

_ADDRESS = re.compile(
    r"(?:https?://|www\.|\bdoi\.org/|\barxiv\.org/|\b10\.\d{4,9}/)\S{0,300}+(?<=[^\W_])$", re.IGNORECASE
)
_YEAR = re.compile(r"\(?(?:1[89]|20)\d\d[a-h]?\)?")
_NUMBERS = re.compile(r"[\d.-]+")
_PART = re.compile(r"\.?[a-z0-9][\w./=&%~?#-]*", re.ASCII)
_SIGN = re.compile(r"[\d/_=]|\.(?:html?|pdf|json|zip)$")
_AWAITS_NUMBERS = re.compile(
    r"\b10\.\d{1,9}(?:/\S*)?$|arxiv\.org/(?:abs|pdf)/(?:\d{0,4}|\d{4}\.\d{0,4})$", re.IGNORECASE
)
_NEXT_FIELD = re.compile(r"(?:URL|doi|DOI|arXiv|Accessed|accessed)\b")
_DOI = re.compile(r"\b10\.\d{4,9}(?:/\S*)?$")
_REST_OF_DOI = re.compile(r"/\w\S*")
_CAPITALS_OF_DOI = re.compile(r"(?=\S*\d)[A-Z\d]+[.-][A-Z\d.-]*", re.ASCII)
_CLOSING = ".,;:)]"


def joined_lines(lines: Sequence[str]) -> str:
    r"""The lines with a line break between each two, but for those that an address runs over.

    >>> joined_lines(["A. Fenwick. Herons. URL https://doi.org/10.18653/v1/p1", "9-1472."])
    'A. Fenwick. Herons. URL https://doi.org/10.18653/v1/p19-1472.'
    >>> joined_lines(["A. Fenwick. Herons. https://herons.org/data", "2019."])
    'A. Fenwick. Herons. https://herons.org/data\n2019.'
    """
    whole = ""
    for number, line in enumerate(lines):
        whole += f"{'' if not number or _runs_over(whole, line) else chr(10)}{line}"
    return whole


def _runs_over(before: str, line: str) -> bool:
    """Whether an address at the end of the text goes on in the line: with a part of one, and no year or pages."""
    written = before.rsplit(maxsplit=1)[-1] if before else ""
    first, _, rest = line.partition(" ")
    part = first.rstrip(_CLOSING)
    last = not rest or _NEXT_FIELD.match(rest) is not None
    if _DOI.search(written):
        if _REST_OF_DOI.match(part) and "/" not in written[written.find("10.") :]:
            return True
        if last and written[-1] == "." and _CAPITALS_OF_DOI.fullmatch(part):
            return True
    if not _ADDRESS.search(written):
        return False
    if _YEAR.fullmatch(part) or not _PART.fullmatch(part):
        return False
    if _NUMBERS.fullmatch(part):
        return last and _AWAITS_NUMBERS.search(written) is not None
    return _SIGN.search(part) is not None
