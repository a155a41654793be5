"""What is known of a proposal at its place: who proposes it, its letters, the words around it, what its word does."""

from collections.abc import Sequence
from functools import lru_cache

from kg.extraction.deciding.proposals import Proposal
from kg.extraction.tagging.cue_words import act_of, class_of
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.forms import Names
from kg.extraction.tagging.opinions import Rows, mass, probability

_FINDERS = ("g", "a", "v", "b", "t", "s", "r", "x")
_NOUNS = ("D", "M", "X", "T", "E")
_ACTS = ("train", "tune", "eval", "result", "intro", "use", "compare", "make")
_BLOCKS = ("p", "c", "h", "t", "f")
_SECTIONS = ("abstract", "introduction", "related work", "data", "method", "experiments", "results", "appendix")


def of_place(
    stretch: Stretch, proposal: Proposal, opinions: Sequence[tuple[str, Rows | None]], seen: DocumentWords
) -> dict[str, float]:
    """Features by name, the same names in the same order for every proposal.

    opinions are the taggers' names with what they say of the words of the stretch.
    """
    return _of_words(stretch, proposal, opinions) | _of_word(stretch, proposal, seen)


def _of_words(stretch: Stretch, proposal: Proposal, opinions: Sequence[tuple[str, Rows | None]]) -> dict[str, float]:
    first, last = proposal.first, proposal.last
    row: dict[str, float] = {}
    for tagger, rows in opinions:
        for kind in "DM":
            row[f"{tagger}.{kind}"] = probability(rows, first, last, kind)
        for kind in "DMAS":
            row[f"{tagger}.{kind}.mass"] = mass(rows, first, last, kind)
    for kind in "DM":
        for finder in _FINDERS:
            key = f"{finder}:{kind}"
            row[key] = float(key in proposal.finders)
    words, anchors = stretch.words, stretch.anchors
    inner = words.forms[first:last]
    row["words"] = last - first
    row["letters"] = len(proposal.surface)
    row["capitals"] = sum(c.isupper() for c in proposal.surface) / len(proposal.surface)
    row["figures"] = float(any(c.isdigit() for c in proposal.surface))
    row["small"] = float(sum(w.islower() for w in inner))
    row["word"] = float(proposal.surface.istitle() and proposal.surface.isalpha())
    row["glued left"] = float(first > 0 and words.ends[first - 1] == words.starts[first])
    row["glued right"] = float(last < len(words) and words.ends[last - 1] == words.starts[last])
    behind = words.forms[last].lower() if last < len(words) else ""
    row["parenthesis"] = float(behind in ("(", "["))
    row["in parenthesis"] = float(first > 0 and words.forms[first - 1] in "([")
    row["hyphen"] = float(behind == "-")
    inside = class_of(inner[-1].lower())
    noun, left = class_of(anchors.right[last - 1]), anchors.left[first]
    act = act_of(anchors.before_left[first]) or act_of(left)
    row |= _NO_NOUNS
    for key in (f"noun {noun}", f"next {class_of(behind)}", f"ends in {inside}", f"act {act}"):
        if key in row:
            row[key] = 1.0
    row["on"] = float(left == "on")
    return row | _where(words.kind, words.section)


_NO_NOUNS = {
    **{f"{where} {name}": 0.0 for where in ("noun", "next", "ends in") for name in _NOUNS},
    **{f"act {name}": 0.0 for name in _ACTS},
}


@lru_cache(maxsize=256)
def _where(kind: str, section: str) -> dict[str, float]:
    """Which block and section it is; nobody changes what is given back."""
    block = {f"block {name}": float(kind == name) for name in _BLOCKS}
    return block | {f"section {name}": float(section == name) for name in _SECTIONS}


_TOLD = ("dk=title", "dk=bib", "dk=h", "dk=t", "dk=abbr", "dk=abbr-last-D", "dk=abbr-last-M", "dk=abbr-last-X",
    "dk=abbr-last-T", "dv2=train", "dv2=tune", "dv2=result", "dv2=use", "dv2=compare", "da2=M", "da2=D", "da2=X", "da2=T",
    "db2=intro", "db2=train", "db2=eval-on", "db2=train-on", "db2=tune", "dlow=")  # fmt: skip
_TOLD_BYTES = [(name, name.encode()) for name in _TOLD]


def _of_word(stretch: Stretch, proposal: Proposal, seen: DocumentWords) -> dict[str, float]:
    """What the document says all over of the longest word of the name."""
    word = max(stretch.words.forms[proposal.first : proposal.last], key=len)
    row = dict(_told(seen.of(word)))
    heard = next((m[2:] for m in stretch.marks[proposal.first] if m[1] == "n"), "")
    for kind in "DMXTE":
        row[f"heard {kind}"] = float(kind in heard)
    return row


@lru_cache(maxsize=16384)
def _told(told: Names) -> dict[str, float]:
    """Which of the features that the document gives a word begin with each mark; nobody changes what is given back."""
    return {f"word {name}": float(any(t.startswith(mark) for t in told)) for name, mark in _TOLD_BYTES}
