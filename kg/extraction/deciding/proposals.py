"""The stretches of a document that any finder proposes as a name."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.core.names import fold
from kg.core.spans import Span
from kg.extraction.acceptance import IDENTIFIER
from kg.extraction.candidates import LETTERS, Candidate, source_of
from kg.extraction.cues import is_generic
from kg.extraction.deciding.bounds import names_within
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.opinions import Opinion, proposed
from kg.extraction.witnesses import Witnesses

_LONGEST = 12
_MOST_LETTERS = 120
_AGAIN = 4
"""How many names may be looked for again from one word on, so that a name said over and over does not make thousands."""
_HUNG = re.compile(
    r"[-‐‑–](?:pre-?)?(?:trained|tuned|fine-?tuned|initiali[sz]ed)\b"
    r"|\spre-?trained\s+(?:(?:models?|weights|networks?|backbones?|checkpoints?|encoders?|features)\b|[A-Z])"
)


@dataclass(slots=True)
class Proposal:
    """Words of one stretch that may be one name.

    stretch is its number, first and last the words from and up to. finders says who proposes it as what: "g:D" the
    lexicon as data, "r:M" a rule as a model, "x:D" the rules after weighing, "crf:D" a tagger, "again" another place
    of the document. canonical is a known name by kind. hung says that "-pretrained" or the like hangs on it.
    """

    stretch: int
    first: int
    last: int
    span: Span
    surface: str
    finders: set[str] = field(default_factory=set)
    recognizers: set[str] = field(default_factory=set)
    canonical: dict[str, str] = field(default_factory=dict)
    hung: bool = False

    @property
    def name(self) -> str:
        """The surface's letters and figures in small letters: what equal names share."""
        return fold(self.surface)


def proposals_of(
    text: str, stretches: Sequence[Stretch], witnesses: Witnesses, opinions: Iterable[Opinion]
) -> list[Proposal]:
    """All proposals in the text's order, each once, with everybody who proposes it."""
    book = _Book(text, stretches)
    for origin, candidates in (("", witnesses.known), ("", witnesses.shown), ("x", witnesses.accepted)):
        for candidate in candidates:
            book.add_candidate(candidate, origin)
    for opinion in opinions:
        for number, rows in enumerate(opinion.stretches):
            if rows is not None:
                words = stretches[number].words
                for kind in "DM":
                    for run in proposed(rows, kind):
                        for first, last in names_within(words, *run):
                            book.add(number, first, last, f"{opinion.tagger}:{kind}")
    book.look_again()
    return book.sorted()


class _Book:
    """Proposals by place."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._text = text
        self._stretches = stretches
        self._begins = [s.words.starts[0] for s in stretches]
        self._found: dict[tuple[int, int, int], Proposal] = {}

    def add(self, stretch: int, first: int, last: int, finder: str) -> Proposal | None:
        """Note that the finder proposes these words; None where they are too many, or part of an address."""
        if not 0 < last - first <= 2 * _LONGEST:
            return None
        key = (stretch, first, last)
        proposal = self._found.get(key)
        if proposal is None:
            words = self._stretches[stretch].words
            span = Span(words.starts[first], words.ends[last - 1])
            if len(span) > _MOST_LETTERS or IDENTIFIER.match(self._text, span.end):
                return None
            proposal = self._found[key] = Proposal(stretch, first, last, span, self._text[span.start : span.end])
            proposal.hung = bool(_HUNG.match(self._text, span.end))
        proposal.finders.add(finder)
        return proposal

    def add_candidate(self, candidate: Candidate, origin: str) -> None:
        """Note a candidate of the readable finders, on the words that it covers."""
        at = bisect_left(self._begins, candidate.span.start + 1) - 1
        if at < 0:
            return
        words = self._stretches[at].words
        first = bisect_left(words.starts, candidate.span.start)
        last = bisect_left(words.ends, candidate.span.end) + 1
        if first >= len(words) or last > len(words) or first >= last:
            return
        kind = LETTERS[candidate.kind]
        source = origin or source_of(candidate)
        runs = [(first, last)] if candidate.canonical else list(names_within(words, first, last))
        for run in runs:
            proposal = self.add(at, *run, f"{source}:{kind}")
            if proposal is not None:
                proposal.recognizers.add(candidate.recognizer)
                if candidate.canonical:
                    proposal.canonical.setdefault(kind, candidate.canonical)

    def look_again(self) -> None:
        """Propose every further place at which the document has the words of a proposal."""
        by_words: dict[tuple[str, ...], None] = {}
        for stretch, first, last in sorted(self._found):
            words = self._stretches[stretch].words.forms[first:last]
            if re.search(r"[A-Z0-9]", "".join(words)) and len("".join(words)) > 1:
                by_words[words] = None
        starting = defaultdict(list)
        for words in sorted(by_words, key=lambda w: (-len(w), w)):
            starting[words[0]].append(words)
        begins = starting.keys()
        for number, searched in enumerate(self._stretches):
            forms = searched.words.forms
            if begins.isdisjoint(forms):
                continue
            for at, form in enumerate(forms):
                if form in begins:
                    fitting = (w for w in starting[form] if forms[at : at + len(w)] == w)
                    for words in islice(fitting, _AGAIN):
                        self.add(number, at, at + len(words), "again")

    def sorted(self) -> list[Proposal]:
        """All proposals, by place, without words that name no data and no model whoever proposes them."""
        found = (self._found[key] for key in sorted(self._found))
        return [p for p in found if p.canonical or not is_generic(p.surface)]
