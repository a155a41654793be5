"""Text out of papers made fit to be shown: nothing in it can steer a terminal or reorder a line."""

import re
import textwrap
from collections.abc import Sequence

WIDTH = 100
"""How many characters a line of an answer has at most."""

_FARTHEST = 20_000  # characters of a text that an excerpt is looked for in
_HANGING = "  "
_TOGETHER = re.compile(r"(?<=[·→]) |(?<=belief) |(?<=\bp\.) | (?=more$)")
_SPACE = re.compile(r"\s+")
_JOINERS = frozenset("\u200c\u200d")  # change how letters of some scripts look and nothing else
_SOFT_HYPHEN = "\u00ad"


def shown(text: str) -> str:
    r"""The text on one line, without control characters, bidirectional marks and other invisible ones.

    White space of any kind becomes one blank; letters of every script stay; soft hyphens go; whatever else cannot be
    seen becomes U+FFFD, so that it is seen.

    >>> shown("a\n b\x1b[31m\u202ec")
    'a b�[31m�c'
    """
    line = _one_line(text)
    if line.isprintable():  # nearly always, and quickly known
        return line
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in line)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text.replace(_SOFT_HYPHEN, "")).strip()


def excerpt(text: str, around: str = "", *, limit: int = 260) -> str:
    """The text fit to be shown, cut to about ``limit`` characters around the first place that names ``around``.

    >>> excerpt("one two three four five six", "four", limit=15)
    '… four five …'
    """
    line = shown(text[:_FARTHEST])
    if len(line) <= limit:
        return line
    found = line.casefold().find(shown(around).casefold()) if around else 0
    middle = max(found, 0) + len(around) // 2
    start = min(max(0, middle - limit // 2), len(line) - limit)
    cut = line[start : start + limit]
    if start + limit < len(line):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return cut if start == 0 else "… " + cut.split(" ", 1)[-1]


def wrapped(line: str, indent: str = "", *, hanging: str = _HANGING, width: int = WIDTH) -> list[str]:
    """The line with its indentation, broken between words where it is too long; further lines stand in by ``hanging``.

    >>> wrapped("Quail-1 → trained on → Marshbirds   belief 0.90", "  ", width=40)
    ['  Quail-1 → trained on → Marshbirds', '    belief 0.90']
    """
    lines = textwrap.wrap(
        _TOGETHER.sub("\u00a0", line),  # shown text has no such blanks of its own
        width=width,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [text.replace("\u00a0", " ") for text in lines]


def short_title(title: str, *, limit: int = 60) -> str:
    """The title fit to stand in a line: a long one shrinks to what stands before its colon, or is cut at a word.

    >>> short_title("Quail: an open family of models for the calls of birds in marshes")
    'Quail'
    """
    line = shown(title[:_FARTHEST])
    if len(line) <= limit // 2:
        return line
    head = line.split(": ", 1)[0]
    if len(head) <= limit:
        return head
    return head[:limit].rsplit(" ", 1)[0] + " …"


def pages_unread(numbers: Sequence[int], *, most: int = 12) -> str:
    """Which pages could not be read, as a clause; a long list is cut.

    >>> pages_unread((3,)), pages_unread((3, 4, 9), most=2)
    ('page 3 could not be read', 'pages 3, 4 and 1 more could not be read')
    """
    named = ", ".join(str(n) for n in numbers[:most])
    more = f" and {len(numbers) - most} more" if len(numbers) > most else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{more} could not be read"


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun.

    >>> plural(1, "dataset"), plural(0, "dataset"), plural(2, "query", "queries")
    ('1 dataset', '0 datasets', '2 queries')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
