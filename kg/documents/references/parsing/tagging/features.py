"""What the model is told of each token of a reference."""

from functools import lru_cache
from typing import NamedTuple

from kg.documents.references.parsing.rules import RuleReading
from kg.documents.references.parsing.tagging.chunks import Chunk, breaks, chunks_of
from kg.documents.references.parsing.tagging.tokens import Token
from kg.documents.references.parsing.tagging.word_classes import shape, word_class

Names = tuple[bytes, ...]
"""Features in UTF-8, as the tagger takes them without turning them over."""

_OPENING, _CLOSING = "“«‘", "”»"


class _Word(NamedTuple):
    """What a word tells of itself, and what it tells of the words up to two places before and behind it.

    as_first is the feature of its pair with the word behind it, to which that word's lower is added.
    """

    word_class: str
    lower: bytes
    as_first: bytes
    own: Names
    as_left: Names
    as_second_left: Names
    as_right: Names
    as_second_right: Names


_NONE = _Word("", b"", b"", (), (), (), (), ())
"""Stands where an entry has no word."""


def features_of(tokens: list[Token], rules: RuleReading) -> list[list[bytes]]:
    """The features of each token, as names that either hold or do not."""
    words = [_word(t.text) for t in tokens]
    classes = [w.word_class for w in words]
    marks = _rule_marks(tokens, rules)
    ends = [breaks(t) for t in tokens]
    chunks, chunk_of = chunks_of(tokens, classes, ends)
    around = [_around(chunks, at) for at in range(len(chunks))]
    places = _places(tokens, classes, [chunks[at] for at in chunk_of], ends)
    left, right = ["^", *classes], [*classes[1:], "$"]
    pairs, behind = _pairs(tokens, words)
    framed = [_NONE, _NONE, *words, _NONE, _NONE]
    rows = []
    for i, token in enumerate(tokens):
        before = token.before[-3:]
        rows.append(
            [
                *words[i].own,
                *_between(before, classes[i], token.after[:3], left[i], right[i]),
                *_marked(marks[i : i + 3], before),
                *places[i],
                *framed[i + 1].as_left,
                *pairs[i],
                *framed[i].as_second_left,
                *framed[i + 3].as_right,
                *behind[i],
                *framed[i + 4].as_second_right,
                *around[chunk_of[i]],
            ]
        )
    return rows


@lru_cache(maxsize=8192)
def _word(text: str) -> _Word:
    lower, kind, form = text.lower() if not text[0].isdigit() else "9", word_class(text), shape(text)
    names = _encoded(
        f"-w={lower}",
        f"-s={form}",
        f"--w={lower}",
        f"--c={kind}",
        f"+w={lower}",
        f"+s={form}",
        f"++w={lower}",
        f"++c={kind}",
        f"-ww={lower}|",
        lower,
        *_letters(text, form),
    )
    return _Word(kind, names[9], names[8], names[10:], names[:2], names[2:4], names[4:6], names[6:8])


def _encoded(*names: str) -> Names:
    return tuple("\n".join(names).encode().split(b"\n"))  # no name holds white space


def _letters(text: str, form: str) -> tuple[str, ...]:
    """What the letters of a word tell."""
    if text[0] == "\0":
        return ("w=<address>",)
    lower = text.lower()
    if text[0].isdigit():
        return (f"s={form}", f"l={min(len(text), 8)}", f"w={lower if len(lower) < 3 else '9'}")
    return (
        f"w={lower}",
        f"p2={lower[:2]}",
        f"p3={lower[:3]}",
        f"p4={lower[:4]}",
        f"s2={lower[-2:]}",
        f"s3={lower[-3:]}",
        f"s4={lower[-4:]}",
        f"s={form}",
        f"l={min(len(text), 8)}",
    )


@lru_cache(maxsize=8192)
def _between(before: str, cls: str, after: str, left: str, right: str) -> Names:
    """What a word's class tells beside the marks around it and the classes of its neighbours."""
    return _encoded(
        f"c={cls}",
        f"a={after}",
        f"b={before}",
        f"ba={before}|{after}",
        f"bc={before}|{cls}",
        f"ca={cls}|{after}",
        f"lc={left}|{before}|{cls}",
        f"cr={cls}|{after}|{right}",
        f"-c={left}",
        f"+c={right}",
    )


def _rule_marks(tokens: list[Token], rules: RuleReading) -> str:
    """For each token a letter for the part in which the rules see it, framed by marks of the entry's ends.

    The parts are authors, title and venue, and what lies before and behind them.
    """
    title = rules.title or (rules.tail, rules.tail)
    venue = rules.venue or (-1, -1)
    marks = ["^"]
    for token in tokens:
        at = token.start
        if at < rules.authors.end:
            marks.append("a")
        elif title[0] <= at < title[1]:
            marks.append("t")
        elif venue[0] <= at < venue[1]:
            marks.append("v")
        else:
            marks.append("y" if at < rules.tail else "z")
    return "".join([*marks, "$"])


@lru_cache(maxsize=4096)
def _marked(around: str, before: str) -> Names:
    """In which part the rules see a token and its neighbours, and the marks before it."""
    return _encoded(f"r={around}", f"rb={around[1]}|{before}")


def _enclosures(tokens: list[Token]) -> list[tuple[bool, bool, int]]:
    """For each token whether it stands in quotation marks, in brackets, and whether either was left before it."""
    quoted = bracketed = straight = False
    closed = 0
    found = []
    for token in tokens:
        for mark in token.before:
            if mark in _OPENING:
                quoted = True
            elif mark in _CLOSING and quoted:
                quoted, closed = False, 1
            elif mark == '"':
                straight = not straight
                quoted, closed = straight, closed or int(not straight)
            elif mark in "([":
                bracketed = True
            elif mark in ")]":
                bracketed = False
        found.append((quoted, bracketed, closed))
    return found


def _places(tokens: list[Token], classes: list[str], chunks: list[Chunk], ends: list[bool]) -> list[Names]:
    """For each token where in the entry it stands: counted from the start, in stops, between years, in its chunk."""
    size, years = len(tokens), classes.count("year")
    stops = passed = 0
    places: list[Names] = []
    for i, enclosed in enumerate(_enclosures(tokens)):
        is_year = classes[i] == "year"
        later = years - passed - is_year
        between = (passed if passed < 2 else 2, later if later < 2 else 2)
        chunk = (i == chunks[i].first, i + 1 == chunks[i].end)
        places.append(
            (
                *_counted(i if i < 6 else 6, i * 8 // size, stops if stops < 4 else 4),
                *_situated(enclosed, between, chunk),
            )
        )
        passed += is_year
        stops += ends[i] and "." in tokens[i].after
    return places


@lru_cache(maxsize=512)
def _counted(words: int, eighth: int, stops: int) -> Names:
    return _encoded(f"i={words}", f"at={eighth}", f"st={stops}")


@lru_cache(maxsize=1024)
def _situated(enclosed: tuple[bool, bool, int], years: tuple[int, int], chunk: tuple[bool, bool]) -> Names:
    quoted, bracketed, closed = enclosed
    first, last = chunk
    return _encoded(
        f"q={'q' if quoted else ''}{'b' if bracketed else ''}{closed}",
        f"yr={years[0]}{years[1]}",
        f"ch={'B' if first else ''}{'E' if last else ''}",
    )


def _pairs(tokens: list[Token], words: list[_Word]) -> tuple[list[Names], list[Names]]:
    """For each token what it makes up with the one before, and the marks behind the next one; empty where none is."""
    pairs: list[Names] = [()]
    behind: list[Names] = []
    for i in range(1, len(tokens)):
        left, own = tokens[i - 1], tokens[i]
        pairs.append((words[i - 1].as_first + words[i].lower, _marks_before(own.before[-3:], left.before[-2:])))
        behind.append((_marks_behind(own.after[:2]),))
    return pairs, [*behind, ()]


@lru_cache(maxsize=2048)
def _marks_before(own: str, left: str) -> bytes:
    return f"-a={own}|{left}".encode()


@lru_cache(maxsize=512)
def _marks_behind(right: str) -> bytes:
    return f"+a={right}".encode()


def _around(chunks: list[Chunk], at: int) -> Names:
    """What the chunk looks like, and those before and behind it."""
    before = chunks[at - 1].look.as_left if at else ()
    own = chunks[at].look.own
    if at + 1 == len(chunks):
        return (*own, *before, b"+k$")
    behind = chunks[at + 1].look.as_right
    further = (chunks[at + 2].look.as_second_right,) if at + 2 < len(chunks) else ()
    return (*own, *before, *behind, *further)
