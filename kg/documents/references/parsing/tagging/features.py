"""What the model is told of each token of a reference."""

from dataclasses import dataclass
from functools import lru_cache

from kg.documents.references.parsing.rules import RuleReading
from kg.documents.references.parsing.tagging.tokens import Token
from kg.documents.references.parsing.tagging.word_classes import shape, word_class

_BREAKS = frozenset(',;:?!()[]“”"«»–—/|')
_OPENING, _CLOSING = "“«‘", "”»"
_CUE_CLASSES = frozenset(("venue", "publisher", "place", "month", "report", "university", "web", "editor"))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The tokens between two marks, from first up to end, and what they look like from within, behind and before."""

    first: int
    end: int
    looks: tuple[str, ...]
    own: list[str]
    as_left: list[str]
    as_right: list[str]


def _breaks(token: Token) -> bool:
    """Whether a chunk ends behind the token: at a mark, at a full stop unless it follows an initial or short word."""
    if not _BREAKS.isdisjoint(token.after):
        return True
    return "." in token.after and (len(token.text) > 4 or token.text[0].islower() or token.text[-1].isdigit())


def _looks(tokens: list[Token], classes: list[str]) -> tuple[str, ...]:
    """What a chunk looks like: its length, its capitals, the cues in it."""
    size = len(tokens)
    named = sum(t.text[0].isupper() for t in tokens)
    small = sum(c == "small" and len(t.text) > 3 for t, c in zip(tokens, classes, strict=True))
    capitals = "all" if named == size else "first" if named <= 1 else "some"
    cues = sorted(_CUE_CLASSES.intersection(classes))
    numbers = any(t.text[0].isdigit() for t in tokens)
    initials = "initial" in classes or "block" in classes
    length = size if size < 4 else 4 if size < 7 else 7 if size < 11 else 11
    return (
        f"n{length}",
        f"{capitals}{min(small, 3)}",
        f"{min(length, 4)}{capitals}{'9' if numbers else ''}{'i' if initials else ''}{'w' if small > 1 else ''}",
        "+".join(cues) or "-",
    )


def _chunks(tokens: list[Token], classes: list[str]) -> tuple[list[_Chunk], list[int]]:
    """The chunks in order, and for each token the number of its chunk."""
    chunks: list[_Chunk] = []
    of_token: list[int] = []
    first = 0
    for i, token in enumerate(tokens):
        of_token.append(len(chunks))
        if _breaks(token) or i + 1 == len(tokens):
            looks = _looks(tokens[first : i + 1], classes[first : i + 1])
            views = ([f"{side}k{look}" for look in looks] for side in ("", "-", "+"))
            chunks.append(_Chunk(first, i + 1, looks, *views))
            first = i + 1
    return chunks, of_token


@lru_cache(maxsize=16384)
def _own(text: str) -> tuple[str, ...]:
    """What the letters of a word tell."""
    if text[0] == "\0":
        return ("w=<address>",)
    lower = text.lower()
    if text[0].isdigit():
        return (f"s={shape(text)}", f"l={min(len(text), 8)}", f"w={lower if len(lower) < 3 else '9'}")
    return (
        f"w={lower}",
        f"p2={lower[:2]}",
        f"p3={lower[:3]}",
        f"p4={lower[:4]}",
        f"s2={lower[-2:]}",
        f"s3={lower[-3:]}",
        f"s4={lower[-4:]}",
        f"s={shape(text)}",
        f"l={min(len(text), 8)}",
    )


@lru_cache(maxsize=16384)
def _between(before: str, cls: str, after: str, left: str, right: str) -> tuple[str, ...]:
    """What a word's class tells beside the marks around it and the classes of its neighbours."""
    return (
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


def _rule_marks(tokens: list[Token], rules: RuleReading) -> list[str]:
    """For each token the part in which the rules see it: authors, title, venue, or what lies before and behind."""
    title = rules.title or (rules.tail, rules.tail)
    venue = rules.venue or (-1, -1)
    marks = []
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
    return marks


def _enclosures(tokens: list[Token]) -> list[str]:
    """For each token whether it stands in quotation marks, in brackets, or how often either was left before it."""
    quoted = bracketed = straight = False
    closed = 0
    found = []
    for token in tokens:
        for mark in token.before:
            if mark in _OPENING:
                quoted = True
            elif mark in _CLOSING and quoted:
                quoted, closed = False, closed + 1
            elif mark == '"':
                straight = not straight
                quoted, closed = straight, closed + (not straight)
            elif mark in "([":
                bracketed = True
            elif mark in ")]":
                bracketed = False
        found.append(f"{'q' if quoted else ''}{'b' if bracketed else ''}{min(closed, 1)}")
    return found


def features_of(tokens: list[Token], rules: RuleReading) -> list[list[str]]:
    """The features of each token, as names that either hold or do not."""
    classes = [word_class(t.text) for t in tokens]
    chunks, chunk_of = _chunks(tokens, classes)
    places = _places(tokens, classes, chunks, chunk_of)
    marked = _marked(_rule_marks(tokens, rules), tokens)
    beside = _beside(tokens, classes)
    rows = []
    for i, token in enumerate(tokens):
        left, right = (classes[i - 1] if i else "^"), (classes[i + 1] if i + 1 < len(tokens) else "$")
        between = _between(token.before[-3:], classes[i], token.after[:3], left, right)
        around = _around(chunks, chunk_of[i])
        rows.append([*_own(token.text), *between, *marked[i], *places[i], *beside[i], *around])
    return rows


def _marked(marks: list[str], tokens: list[Token]) -> list[tuple[str, str]]:
    """For each token in which part the rules see it and its neighbours."""
    framed = ["^", *marks, "$"]
    return [("r=" + "".join(framed[i : i + 3]), f"rb={marks[i]}|{t.before[-3:]}") for i, t in enumerate(tokens)]


def _places(
    tokens: list[Token], classes: list[str], chunks: list[_Chunk], chunk_of: list[int]
) -> list[tuple[str, ...]]:
    """For each token where in the entry it stands: counted from the start, in stops, between years, in its chunk."""
    size, years = len(tokens), classes.count("year")
    enclosed = _enclosures(tokens)
    stops = passed = 0
    places: list[tuple[str, ...]] = []
    for i, token in enumerate(tokens):
        chunk, is_year = chunks[chunk_of[i]], classes[i] == "year"
        places.append(
            (
                f"q={enclosed[i]}",
                f"i={min(i, 6)}",
                f"at={i * 8 // size}",
                f"st={min(stops, 4)}",
                f"yr={min(passed, 2)}{min(years - passed - is_year, 2)}",
                f"ch={'B' if i == chunk.first else ''}{'E' if i + 1 == chunk.end else ''}",
            )
        )
        passed += is_year
        stops += "." in token.after and _breaks(token)
    return places


def _beside(tokens: list[Token], classes: list[str]) -> list[list[str]]:
    """For each token the words beside it, two to either side."""
    size = len(tokens)
    lowers = [t.text.lower() if not t.text[0].isdigit() else "9" for t in tokens]
    shapes = [shape(t.text) for t in tokens]
    rows: list[list[str]] = []
    for i, token in enumerate(tokens):
        row = []
        if i:
            row += [f"-w={lowers[i - 1]}", f"-ww={lowers[i - 1]}|{lowers[i]}", f"-s={shapes[i - 1]}"]
            row.append(f"-a={token.before[-3:]}|{tokens[i - 1].before[-2:]}")
        if i > 1:
            row += [f"--w={lowers[i - 2]}", f"--c={classes[i - 2]}"]
        if i + 1 < size:
            row += [f"+w={lowers[i + 1]}", f"+s={shapes[i + 1]}", f"+a={tokens[i + 1].after[:2]}"]
        if i + 2 < size:
            row += [f"++w={lowers[i + 2]}", f"++c={classes[i + 2]}"]
        rows.append(row)
    return rows


def _around(chunks: list[_Chunk], at: int) -> list[str]:
    """What the chunk looks like, and those before and behind it."""
    row = [*chunks[at].own]
    if at:
        row += chunks[at - 1].as_left
    if at + 1 == len(chunks):
        return [*row, "+k$"]
    row += chunks[at + 1].as_right
    if at + 2 < len(chunks):
        row.append(f"++k{chunks[at + 2].looks[2]}")
    return row
