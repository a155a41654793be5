"""Names of people in the lines under a title."""

import re
from collections.abc import Iterable
from typing import Protocol
from unicodedata import normalize

_MARKS = re.compile(
    r"[∗*†‡§¶♠♣♦♥♢♡♤♧◇◆△▲▽▼★○●□■♯♮⋄∥‖⋆☆◦•✉]+|[⁰¹²³⁴-⁹]+(?:[,⁻][⁰¹²³⁴-⁹]+)*|\[[\d ,*]+\]"
    r"|(?<=[a-z])\d+(?:,\d+)*|\([^)\n]{0,100}\)|(?<=\s)\d(?=\s|$|,)|(?<=,\s)[a-z](?=\s)|(?<=\s)~(?=\s|$)"
)
_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:[,;]\s*(?:and\s+|&\s*)?|&\s*|[·|•]\s*)|(?<!\s)\s+and\s+")
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
_HOUSE = re.compile(
    r"univ|institut|depart|school|college|laborator|\blabs?\b|\bcent(?:er|re)\b|\binc\b|\bcorp|faculty|academy",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"(?:mountain view|palo alto|menlo park|san \w+|santa \w+|los angeles|hong kong|new \w+|salt lake city|las vegas"
    r"|saint petersburg|buenos aires|s[aã]o paulo|tel aviv|ann arbor|college park|chapel hill|campo grande)",
    re.IGNORECASE,
)
"""Towns that would read as names of people."""

_COMPANY = re.compile(r"&[^&\n]*\b(?:ASA|GmbH|Ltd|LLC|AG|Inc|Co)\b")
_ADDRESS = re.compile(
    r"(?:^|[\s,])[A-Z]{2}[\s,]+\d{4,6}\b|,\s*[A-Z]{2}\s*$|\b\d{5}\b|\bP\.?O\.? Box|see profile|key words", re.IGNORECASE
)
_LOOSE = re.compile(r"(?<=\w)\s?[¨´˜ˆ](?=\W|$)|(?<=\w)~(?=\W|$)")
_TEAM = re.compile(
    r"(?:The )?(?:[A-Z][\w.+-]*\s){1,4}(?:Team|Collaboration|Consortium|Working Group)|[A-Z]\w+-AI(?: Team)?"
)
_LONGEST = 49
_LONGEST_PART = 2000
"""So many characters of a line's part are read; no page is as wide."""
_STUCK = re.compile(r"^([a-h])\s?(?=[A-Z][a-z])|(?:^|\s)([a-h])$")
"""The letter that a line of an affiliation begins with, or that the line before it ends with."""


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
        for part in _with_loose_accents(line.parts):
            clean = " ".join(_MARKS.sub(" , ", part[:_LONGEST_PART]).split())
            if _ADDRESS.search(clean) or _COMPANY.search(clean):
                continue
            for piece in _PARTS.split(clean.removeprefix("and ")):
                if _PLACE.search(piece):
                    break  # what follows an institution is its address
                name = _cased(piece.strip(" .,:"))
                if 4 < len(name) <= _LONGEST and _NAME.fullmatch(name) and not _TOWN.fullmatch(name):
                    found.setdefault(name)
    return tuple(found)


def _with_loose_accents(parts: Iterable[str]) -> list[str]:
    """The parts with no accent that a file draws apart: cedillas on their letter, others, of no known letter, away."""
    out: list[str] = []
    loose = False
    for part in parts:
        whole = re.sub(r"([CcSs])\s?¸", lambda found: normalize("NFC", found.group(1) + "\u0327"), part)
        clean = _LOOSE.sub("", whole)
        out[-1:] = [f"{out[-1]} {clean}"] if loose else [*out[-1:], clean]
        loose = _LOOSE.search(whole) is not None and whole.rstrip()[-1:] in "¨´˜ˆ~"
    return out


def _cased(name: str) -> str:
    """A name in capitals with capitals at its words' heads alone; others as they are."""
    return name.title() if name.isupper() and len(name) > 6 else name


def team_name(lines: Iterable[HasParts]) -> str | None:
    """The first line that is nothing but the name of a team, which some papers name as their author."""
    for line in lines:
        if len(line.parts) == 1 and _TEAM.fullmatch(name := _MARKS.sub(" ", line.parts[0]).strip()):
            return name
    return None


def may_name_authors(line: HasParts) -> bool:
    """Whether the line names people, a team or an institution."""
    return bool(person_names([line])) or team_name([line]) is not None or bool(_HOUSE.search(" ".join(line.parts)))


def affiliation_letters(texts: Iterable[str]) -> frozenset[str]:
    """The letters that mark the affiliations in these lines, as a file shows them that tells no raised letters.

    >>> sorted(affiliation_letters(["aSchool of Birds, Reed Hollow b", "Marsh College, Reed Hollow"]))
    ['a', 'b']
    """
    found = (match for text in texts for match in _STUCK.finditer(text.strip()))
    return frozenset(match.group(1) or match.group(2) for match in found)


def without_letters(text: str, letters: frozenset[str]) -> str:
    """The line of names without the affiliations' letters, where each of its names ends in one.

    >>> without_letters("Ada Larka,b,*, Ben Finchb", frozenset("ab"))
    'Ada Lark, Ben Finch'
    """
    pieces = [piece for piece in re.split(r"(?:(?<!\s)\s+)?,\s*|(?<!\s)\s+and\s+", text.strip(" ,")) if piece]
    names = [piece for piece in pieces if len(piece) > 1]
    if len(letters) < 2 or len(names) < 2 or not all(name[-1] in letters and " " in name for name in names):
        return text
    return ", ".join(name[:-1] for name in names)
