"""Which of the forms at hand a client likes best, by its Accept header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 4096
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range of an Accept header with its weight."""

    kind: str
    subkind: str
    weight: float

    def fits(self, media_type: str) -> int:
        """How closely the range names the media type: 0 for not at all, 3 to the letter."""
        kind, _, subkind = media_type.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if (self.kind, self.subkind) == (kind, "*"):
            return 2
        return 1 if (self.kind, self.subkind) == ("*", "*") else 0


def best_form(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that is liked best, the first of several; None where none is acceptable.

    Without a header everything is liked. The range that names a type most closely tells its weight.

    >>> best_form("text/turtle;q=0.5, text/*;q=0.8", ["text/turtle", "text/html"])
    'text/html'
    >>> best_form(None, ["text/html"]), best_form("image/png", ["text/html"])
    ('text/html', None)
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = _ranges(accept[:_LONGEST])
    weighed = [(_weight(ranges, media_type), media_type) for media_type in offered]
    best = max(weight for weight, _ in weighed)
    return next(media_type for weight, media_type in weighed if weight == best) if best > 0 else None


def _weight(ranges: Sequence[_Range], media_type: str) -> float:
    fitting = [(r.fits(media_type), r.weight) for r in ranges if r.fits(media_type)]
    return max(fitting)[1] if fitting else 0.0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.split(","):
        media, *parameters = (p.strip() for p in part.split(";"))
        kind, slash, subkind = media.lower().partition("/")
        if slash and kind and subkind:
            weights = [p[2:].strip() for p in parameters if p.lower().startswith("q=")]
            weight = float(weights[0]) if weights and _WEIGHT.fullmatch(weights[0]) else 0.0 if weights else 1.0
            found.append(_Range(kind, subkind, weight))
    return found
