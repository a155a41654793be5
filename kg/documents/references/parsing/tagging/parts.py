"""The labels of a reference's tokens put together to its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.references.parsing.tagging.tokens import Token

_WIDEST_GAP = 3  # tokens of another label that a title may hold
_PAIRS = {"(": ")", "[": "]", "“": "”", '"': '"', "«": "»", "{": "}"}
_ENOUGH = 3  # tokens of a title that is taken before longer ones behind it
_FURTHEST = 6  # tokens within which a bracket that the title opened must close
_PARTING = frozenset(("author", "date", "venue", "address"))
"""Labels that end a title for good."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of one label next to each other, from first up to end."""

    first: int
    end: int

    def bounds(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """Where the run starts and ends in the text."""
        return tokens[self.first].start, tokens[self.end - 1].end


def runs_of(labels: Sequence[str], label: str) -> list[Run]:
    """The runs of a label in order.

    >>> runs_of(["title", "title", "date", "title"], "title")
    [Run(first=0, end=2), Run(first=3, end=4)]
    """
    runs: list[Run] = []
    end, left = 0, labels.count(label)
    while left:
        first = labels.index(label, end)
        end = first + 1
        while end < len(labels) and labels[end] == label:
            end += 1
        runs.append(Run(first, end))
        left -= end - first
    return runs


def longest_run(labels: Sequence[str], label: str) -> Run | None:
    """The run with the most tokens, the first of equals."""
    return max(runs_of(labels, label), key=lambda run: run.end - run.first, default=None)


def title_run(labels: Sequence[str], tokens: Sequence[Token], text: str) -> Run | None:
    """The title: its main run with what belongs to it across small gaps, brackets and quotation marks closed.

    The main run is the first of some length: what follows an entry on the page may look like a title too.
    """
    runs = runs_of(labels, "title")
    run = next((r for r in runs if r.end - r.first >= _ENOUGH), longest_run(labels, "title"))
    if run is None:
        return None
    for other in runs:
        if other.first >= run.end and _belongs(labels, tokens, run.end, other.first):
            run = Run(run.first, other.end)
    for other in reversed(runs):
        if other.end <= run.first and _belongs(labels, tokens, other.end, run.first):
            run = Run(other.first, run.end)
    return _closed(run, tokens, text)


def _belongs(labels: Sequence[str], tokens: Sequence[Token], end: int, first: int) -> bool:
    """Whether the tokens from end up to first lie within one title, which runs on behind them."""
    if first - end > _WIDEST_GAP or not _PARTING.isdisjoint(labels[end:first]):
        return False
    return not any(mark in tokens[i - 1].after for i in range(end, first + 1) for mark in "”»")


def _closed(run: Run, tokens: Sequence[Token], text: str) -> Run:
    """The run up to where a bracket that it opened closes, if that is near; else the run."""
    start, end = run.bounds(tokens)
    for opening, closing in _PAIRS.items():
        if not _opened(text[start:end], opening, closing):
            continue
        for last in range(run.end - 1, min(run.end + _FURTHEST, len(tokens))):
            if closing in tokens[last].after:
                return Run(run.first, last + 1)
    return run


def _opened(text: str, opening: str, closing: str) -> bool:
    count = text.count(opening)
    return count % 2 == 1 if opening == closing else count > text.count(closing)


def with_marks(text: str, bounds: tuple[int, int]) -> tuple[int, int]:
    """The bounds with the marks next to them that belong to the words: "?", "++", the other half of a bracket.

    >>> text = "Is (un)certainty enough? In"
    >>> text[slice(*with_marks(text, (0, 23)))]
    'Is (un)certainty enough?'
    """
    start, end = bounds
    while end < len(text) and (text[end] in "?!+#%*°′" or _closes(text[start:end], text[end])):
        end += 1
    while start > 0 and (text[start - 1] in "#@$*" or _is_opened_by(text[start - 1], text[start:end])):
        start -= 1
    return start, end


def _closes(inside: str, mark: str) -> bool:
    return any(mark == closing and _opened(inside, opening, closing) for opening, closing in _PAIRS.items())


def _is_opened_by(mark: str, inside: str) -> bool:
    closing = _PAIRS.get(mark)
    if closing is None:
        return False
    return inside.count(closing) % 2 == 1 if closing == mark else inside.count(closing) > inside.count(mark)
