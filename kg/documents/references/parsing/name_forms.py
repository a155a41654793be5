"""The orders in which a reference prints a person's name, and a scanner that reads each."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(r"[;,:()\[\]&“”\"«»]|[^\s;,:()\[\]&“”\"«»]+")
_DOTTED = re.compile(rf"^\*?(?:{UPPER}{{1,2}}\.[-‐–]?)+(?:{UPPER}[a-z]?\.?)?$")
_CAPITALS = re.compile(rf"^{UPPER}{{1,3}}(?:-{UPPER})?\.?$")
_SINGLE = re.compile(rf"^{UPPER}(?:-{UPPER})?$")
_NAME_WORD = re.compile(rf"^(?:[dlODL]['’´`]|al-|el-)?{UPPER}{_LETTER}*(?:['’´`.-]{_LETTER}+)*['’]?\.?$")
_PARTICLES = frozenset(
    """
    van von der den de del della di da dos das du la le los las ter ten zu zur af av bin ibn ben abu y e el al st.
    do san mac dal degli
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_SMALL_INITIAL = re.compile(r"[a-z]\.$")
_YEAR_AT = re.compile(r"\(?\d{4}")
AND = frozenset({"and", "&", "et", "und", "en", "AND", "ET", "и", "And"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd"})
_FUNCTION_WORDS = frozenset(
    """
    a an the of for on in with to from at by is are how why what when towards toward via
    """.split()  # noqa: SIM905 - a list this long reads better as words
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name, the index of the token after it, its style, and whether its last word carried the closing dot."""

    text: str
    after: int
    style: str
    dotted_end: bool


@lru_cache(maxsize=8192)
def _is_initials(word: str) -> bool:
    return bool(_DOTTED.match(word) or _SINGLE.match(word))


@lru_cache(maxsize=8192)
def is_name_word(word: str) -> bool:
    """Whether the word is written like a spelled name: a capital first, no initials, none of a title's small words."""
    if len(word) < 2 or _is_initials(word) or not _NAME_WORD.match(word):
        return False
    return word.lower().rstrip(".") not in _FUNCTION_WORDS


@lru_cache(maxsize=8192)
def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word.lower() in {"van", "von", "de", "der", "la", "le", "al"}


class NameScanner:
    """Walks along a token list and reads names from it.

    Each reading takes the index of a token and gives the name that begins there in its order, or None.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = _TOKEN.findall(text)
        self.size = len(self._words)  # tokens in the text
        self.after_and = False  # then "In So Kweon" is a name, "In" elsewhere is none
        self.many = False  # more than three names were read

    def word(self, i: int) -> str:
        """The token at i, empty behind the last."""
        return self._words[i] if i < self.size else ""

    def span(self, i: int) -> tuple[int, int]:
        """Where the token at i starts and ends in the text."""
        return next(islice(_TOKEN.finditer(self._text), i, None)).span()

    def at_boundary(self, i: int) -> bool:
        """Whether the token at i may follow a complete name."""
        word = self.word(i)
        return (
            not word
            or word in ',;:()[]&“”"«»'
            or word in AND
            or _YEAR_AT.match(word) is not None
            or word in ("al.", "al")
        )

    def may_be_name(self, i: int) -> bool:
        """Whether the token at i can go on a list after "and"."""
        word = self.word(i)
        return word[:1].isupper() or _is_particle(word) or word in ("others", "al.", "al", "colleagues", "the")

    def surname(self, i: int, most: int = 4) -> int:
        """The index after particles and capitalised words that could be a surname, i where there is none."""
        j = i
        words = 0
        while j - i < most and (_is_particle(self.word(j)) or is_name_word(self.word(j))):
            if self.word(j).lower() in _SUFFIXES:
                break
            words += is_name_word(self.word(j))
            if self.word(j).endswith("."):
                return i
            j += 1
        return j if words else i

    def initials(self, i: int, *, block: bool = False) -> int:
        """The index after initials; block also takes "JK" without dots."""
        j = i
        while j - i < 5 and (_is_initials(self.word(j)) or (block and _CAPITALS.match(self.word(j)))):
            word = self.word(j)
            if j > i and self.word(j - 1).endswith(".") and not word.endswith(".") and not self.at_boundary(j + 1):
                break  # "Le, Q. V. A simple method"
            j += 1
            if word.endswith(".") and not _DOTTED.match(word):
                break
            if _SMALL_INITIAL.match(self.word(j)) and _is_initials(self.word(j + 1)):
                j += 1  # "d'Autume, C. d. M."
        return j

    def joined(self, i: int, j: int) -> str:
        """The tokens from i up to but not including j."""
        return " ".join(self.word(k) for k in range(i, j))

    def inverted(self, i: int) -> Name | None:
        """A name like "Last, F. M."."""
        comma = self.surname(i)
        if comma == i or self.word(comma) != ",":
            return None
        k = comma + 1
        suffix = ""
        if self.word(k).lower() in _SUFFIXES and self.word(k + 1) == ",":
            suffix, k = " " + self.word(k), k + 2
        after = self.initials(k, block=True)
        if after == k:
            return None
        closing = self.word(after - 1)
        given = self.joined(k, after)
        tail = after
        while _is_particle(self.word(tail)) and self.word(tail) not in AND:
            tail += 1
        particles = ""
        if tail > after and self.at_boundary(tail):
            particles, after = self.joined(after, tail) + " ", tail
        if not self.at_boundary(after) and not closing.endswith("."):
            return None
        plain = comma - i
        lone = plain == 1 or any(_is_particle(self.word(x)) for x in range(i, comma - 1))
        if not lone and not self.at_boundary(after):
            return None
        if self.word(after).lower() in _SUFFIXES:
            after += 1
        elif self.word(after) == "," and self.word(after + 1).lower() in _SUFFIXES:
            after += 2
        return Name(f"{given} {particles}{self.joined(i, comma)}{suffix}", after, "inverted", closing.endswith("."))

    def inverted_full(self, i: int) -> Name | None:
        """A name like "Last, First M."."""
        comma = self.surname(i)
        if comma == i or self.word(comma) != ",":
            return None
        if sum(is_name_word(self.word(x)) and not _is_particle(self.word(x)) for x in range(i, comma)) > 1:
            return None
        k = comma + 1
        j = k
        while j - k < 4 and (is_name_word(self.word(j)) or _is_initials(self.word(j))):
            j += 1
            if self.word(j - 1).endswith("."):
                break
        if j == k or not is_name_word(self.word(k)):
            return None
        if self.word(j).rstrip(".") in _PARTICLES and self.word(j).endswith("."):  # "Camões, Luís de."
            return Name(f"{self.joined(k, j + 1)[:-1]} {self.joined(i, comma)}", j + 1, "inverted full", True)
        last = self.word(j - 1)
        if not (last.endswith(".") or self.at_boundary(j)):
            # "Stein, Stanley J. Title begins" stops after the initial
            while j > k + 1 and not _DOTTED.match(self.word(j - 1)):
                j -= 1
            if not _DOTTED.match(self.word(j - 1)):
                return None
            last = self.word(j - 1)
        given = self.joined(k, j)
        closed = last.endswith(".")
        if closed and not _DOTTED.match(last):
            given = given[:-1]
        return Name(f"{given} {self.joined(i, comma)}", j, "inverted full", closed)

    def trailing_initials(self, i: int) -> Name | None:
        """A name like "Last JK" or "Last J. K."."""
        j = self.surname(i)
        while j > i + 1 and _CAPITALS.match(self.word(j - 1)):  # "Smith JK" took the block as a surname
            j -= 1
        if j == i:
            return None
        after = self.initials(j, block=True)
        if after == j:
            return None
        last = self.word(after - 1)
        given = self.joined(j, after)
        suffix = ""
        if self.word(after).lower() in _SUFFIXES:
            suffix, after = f" {self.word(after)}", after + 1
        if not (self.at_boundary(after) or last.endswith(".")):
            return None
        closed = last.endswith(".")
        if closed and not _DOTTED.match(last):
            given = given[:-1]
        return Name(f"{given} {self.joined(i, j)}{suffix}", after, "trailing", closed)

    def normal(self, i: int) -> Name | None:
        """A name like "First M. Last" or "F. M. Last"."""
        j = i
        initials = 0
        words = 0
        while j - i < 7:
            word = self.word(j)
            if _is_initials(word) and (not word.endswith(".") or _DOTTED.match(word)):
                initials += 1
            elif is_name_word(word) or self._is_odd_given_name(i, j):
                words += 1
            elif not (_is_particle(word) and word not in AND and j > i) and not self._small_middle(i, j):
                break
            j += 1
            if word.endswith(".") and not _DOTTED.match(word) and word.lower() not in _SUFFIXES:
                if self._slipped_dot(j, first=j == i + 1):
                    continue
                break
        if not words or j - i < 2 or (not initials and words < 2):
            return None
        last = self.word(j - 1)
        if not is_name_word(last) and last.lower() not in _SUFFIXES:
            return None
        block = self.word(j - 2) if last.lower() in _SUFFIXES else last
        if (
            _CAPITALS.match(block)
            and not _DOTTED.match(block)
            and not self.word(i).isupper()
            and not _is_initials(self.word(i))
        ):
            return None  # "Smith JK"
        closed = last.endswith(".") and last.lower() not in _SUFFIXES
        if not closed and not self.at_boundary(j):
            return None
        if self.word(j) in ("and", "et", "und", "en") and not self.may_be_name(j + 1):
            return None  # "Hudlicka O. Development and adaptability"
        if initials + words > 5:
            return None
        text = self.joined(i, j)
        style = "initials" if _DOTTED.match(self.word(i)) or (_is_initials(self.word(i)) and words == 1) else "full"
        if self.word(j) == "," and self.word(j + 1).lower() in _SUFFIXES:
            text, j = f"{text} {self.word(j + 1)}", j + 2
        return Name(text[:-1] if closed else text, j, style, closed)

    def _is_odd_given_name(self, i: int, j: int) -> bool:
        """Whether a word that opens titles is a given name here: "and In So Kweon", "An Yang, ..."."""
        if j != i or self.word(j) not in ("In", "An", "On", "To"):
            return False
        named = is_name_word(self.word(j + 1))
        closed = self.word(j + 2) == "," or (is_name_word(self.word(j + 2)) and self.word(j + 3) == ",")
        return self.after_and or (named and closed)

    def _small_middle(self, i: int, j: int) -> bool:
        """Whether token j is a given name in small letters: "Ed Huai hsin Chi" late in a long list."""
        return (
            self.many
            and j > i
            and self.word(j).isalpha()
            and is_name_word(self.word(j + 1))
            and self.word(j + 2) == ","
        )

    def _slipped_dot(self, j: int, *, first: bool) -> bool:
        """Whether the dot before token j is a slip: "Eric. P Xing, ..." or "Jane. Smith and ..."."""
        if _SINGLE.match(self.word(j)):
            return is_name_word(self.word(j + 1)) and self.word(j + 2) in (",", "and")
        return first and is_name_word(self.word(j)) and self.word(j + 1) in ("and", "&")
