"""The words of a reference, with the punctuation that stands between them."""

import re
from typing import NamedTuple

from kg.documents.references.parsing.identifiers import BLANK

_WORD = re.compile(
    rf"{BLANK}+|(?<![^\W_])\d{{1,3}}(?:,\d{{3}})+(?![^\W_])|[^\W_]+(?:(?:['’‐‑–−-]|(?<=\d)\.(?=\d))[^\W_]+)*"
)


class Token(NamedTuple):
    """A word, number or blanked address from start up to end, and the marks before and after it without spaces."""

    text: str
    start: int
    end: int
    before: str
    after: str

    @property
    def blanked(self) -> bool:
        """Whether an address was blanked out here."""
        return self.text.startswith(BLANK)


def tokens_of(blanked: str) -> list[Token]:
    """The tokens of a reference whose addresses are blanked out, in order.

    >>> [(t.text, t.after) for t in tokens_of("J. Bird-Lee, 12 (1998)")]
    [('J', '.'), ('Bird-Lee', ','), ('12', '('), ('1998', ')')]
    """
    found = list(_WORD.finditer(blanked))
    ends = [0, *(m.end() for m in found)]
    starts = [*(m.start() for m in found), len(blanked)]
    spaces = (blanked[a:b] for a, b in zip(ends, starts, strict=True))
    gaps = ["" if space == " " else "".join(space.split()) for space in spaces]
    return [Token(m.group(), *m.span(), gaps[i], gaps[i + 1]) for i, m in enumerate(found)]
