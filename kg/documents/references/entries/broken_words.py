"""Words that a line break has left in two halves, where a text keeps the halves on one line."""

import re
from collections.abc import Sequence

_HALVES = re.compile(r"(?<=[^\W\d_])[-‐] (?!(?:and|or|to|und|oder|et|ou|y|e)\b)(?=[^\W\d_])(?=[a-zß-öø-ÿ])")
_NUMBERS = re.compile(r"(?<=\d)([-–]) (?=\d)")
_SHARE = 0.05
"""Where so many entries hold a hyphen and a space, the text is made from broken lines."""


def mended(raws: Sequence[str]) -> list[str]:
    """The entries with halved words whole ("Christo- pher"), where enough of them have such words.

    >>> mended(["Su- leyman, M. 2015. Pre- and postwords, 3- 9.", "Fenwick, A. 2016. Herons."])
    ['Suleyman, M. 2015. Pre- and postwords, 3-9.', 'Fenwick, A. 2016. Herons.']
    """
    halved = sum(("- " in raw or "‐ " in raw) and bool(_HALVES.search(raw)) for raw in raws)
    if halved <= _SHARE * len(raws):
        return list(raws)
    return [_NUMBERS.sub(r"\1", _HALVES.sub("", raw)) for raw in raws]
