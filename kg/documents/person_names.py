"""Names of people in the lines under a title."""

import re
from collections.abc import Iterable
from typing import Protocol

_MARKS = re.compile(
    r"[∗*†‡§¶♠♣♦♥♢♡♤♧◇◆△▲▽▼★○●□■♯♮⋄∥‖⋆☆◦•✉]+|[⁰¹²³⁴-⁹]+(?:[,⁻][⁰¹²³⁴-⁹]+)*|\[[\d ,*]+\]|(?<=[a-z])\d+(?:,\d+)*|\(.*?\)"
    r"|(?<=\s)\d(?=\s|$|,)"
)
_PARTS = re.compile(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*[·|•]\s*")
_NAME = re.compile(
    r"(?:(?:[A-ZÀ-ÞŁŚŻŠČŽ][\w’'-]*\.?|[A-Z]\.(?:\s?-?[A-Z]\.)*)\s+){1,3}"
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ter|ten|y)\s+){0,3}"
    r"[A-ZÀ-ÞŁŚŻŠČŽ][\w’'-]{1,}(?:\s(?:Jr|Sr|III|II)\.?)?"
)
_PLACE = re.compile(
    r"univ|instit|politec|depart|school|college|research|laborator|\blabs?\b|center|centre|\binc\b|\bcorp\b|corporation"
    r"|google|facebook|\b(?:gmbh|ltd|llc|asa)\b"
    r"|\buc\b|berkeley|stanford|\bmit\b|\bcmu\b|harvard|princeton|tsinghua|microsoft|meta ai"
    r"|openai|deepmind|nvidia|\bibm\b|academy|faculty|division|technolog|science|engineering|street"
    r"|\broad\b|avenue|\bbox\b"
    r"|\b(?:usa|china|canada|germany|france|kingdom|japan|india|israel|korea|switzerland|australia|california)\b"
    r"|new york|massachusetts|group|team|member|ieee|student|fellow|editor|abstract|project|equal"
    r"|contribut|correspond|author|work done|intern|http|www|\bai\b|systems|hospital|computer|brain|learning|language"
    r"|networks|models?\b|\busing\b|\btowards?\b|\bthrough\b|[@{}/\\]|\b(?:the|for|with|of|in|on|via|is|are)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"(?:mountain view|palo alto|menlo park|san \w+|santa \w+|los angeles|hong kong|new \w+|salt lake city|las vegas"
    r"|saint petersburg|buenos aires|s[aã]o paulo|tel aviv|ann arbor|college park|chapel hill|campo grande)",
    re.IGNORECASE,
)
"""Towns that would read as names of people."""

_COMPANY = re.compile(r"&.*\b(?:ASA|GmbH|Ltd|LLC|AG|Inc|Co)\b")
_ADDRESS = re.compile(
    r"(?:^|[\s,])[A-Z]{2}[\s,]+\d{4,6}\b|,\s*[A-Z]{2}\s*$|\b\d{5}\b|\bP\.?O\.? Box|see profile|key words", re.IGNORECASE
)


class HasParts(Protocol):
    """A line that wide gaps cut into parts."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The stretches between wide gaps."""
        ...


def person_names(lines: Iterable[HasParts]) -> tuple[str, ...]:
    """The names in the lines, in order, each once; lines of affiliations are passed over.

    A part counts when all of it reads as a name: two to five words with capitals, no word of a place or an institution.
    """
    found: dict[str, None] = {}
    for line in lines:
        for part in line.parts:
            clean = " ".join(_MARKS.sub(" , ", part).split())
            if _ADDRESS.search(clean) or _COMPANY.search(clean):
                continue
            for piece in _PARTS.split(clean.removeprefix("and ")):
                if _PLACE.search(piece):
                    break  # what follows an institution is its address
                name = _cased(piece.strip(" .,:"))
                if 4 < len(name) < 50 and _NAME.fullmatch(name) and not _TOWN.fullmatch(name):
                    found.setdefault(name)
    return tuple(found)


def _cased(name: str) -> str:
    """A name in capitals with capitals at its words' heads alone; others as they are."""
    return name.title() if name.isupper() and len(name) > 6 else name
