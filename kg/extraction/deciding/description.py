"""What is known of each proposal, as numbers: of its place, of its name all over the document, of the document."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from kg.extraction.deciding.proposals import Proposal
from kg.extraction.tagging.cue_words import act_of, class_of
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.forms import Names
from kg.extraction.tagging.opinions import Opinion, mass, probability

_FINDERS = ("g", "a", "v", "b", "t", "s", "r", "x")
_NOUNS = ("D", "M", "X", "T", "E")
_ACTS = ("train", "tune", "eval", "result", "intro", "use", "compare", "make")
_BLOCKS = ("p", "c", "h", "t", "f")
_SECTIONS = ("abstract", "introduction", "related work", "data", "method", "experiments", "results", "appendix")


def describe(
    stretches: Sequence[Stretch], proposals: Sequence[Proposal], opinions: Sequence[Opinion], seen: DocumentWords
) -> tuple[list[str], NDArray[np.float32]]:
    """The names of the features, and one row of them for each proposal."""
    rows = [_of_place(stretches[p.stretch], p, opinions) | _of_word(stretches[p.stretch], p, seen) for p in proposals]
    by_name = defaultdict[str, list[int]](list)
    for number, proposal in enumerate(proposals):
        by_name[proposal.name].append(number)
    averaged = [key for key in rows[0] if _AVERAGED.match(key)] if rows else []
    told = {name: _of_name([rows[n] for n in numbers], opinions, averaged) for name, numbers in by_name.items()}
    whole = _of_document(stretches, rows, told, opinions)
    rivals = _rivals(proposals, rows, opinions)
    full = [rows[n] | rivals[n] | told[p.name] | whole for n, p in enumerate(proposals)]
    if not full:
        return [], np.array([], dtype=np.float32)
    names = sorted(full[0])
    in_order = itemgetter(*names)
    return names, np.array([in_order(row) for row in full], dtype=np.float32)


def _of_place(stretch: Stretch, proposal: Proposal, opinions: Sequence[Opinion]) -> dict[str, float]:
    first, last = proposal.first, proposal.last
    row: dict[str, float] = {}
    for opinion in opinions:
        rows = opinion.stretches[proposal.stretch]
        for kind in "DM":
            row[f"{opinion.tagger}.{kind}"] = probability(rows, first, last, kind)
        for kind in "DMAS":
            row[f"{opinion.tagger}.{kind}.mass"] = mass(rows, first, last, kind)
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


_AVERAGED = re.compile(r"noun|act|next|on$|parenthesis|[gavbtsrx]:")


def _of_name(
    rows: Sequence[dict[str, float]], opinions: Sequence[Opinion], averaged: Iterable[str]
) -> dict[str, float]:
    told = {"name.places": math.log1p(len(rows))}
    for opinion in opinions:
        for key in (f"{opinion.tagger}.{kind}" for kind in "DM"):
            given = [r[key] for r in rows if r[key] >= 0]
            told[f"name.{key}.max"] = max(given, default=-1.0)
            told[f"name.{key}.mean"] = sum(given) / len(given) if given else -1.0
        for key in (f"{opinion.tagger}.{kind}.mass" for kind in "DMAS"):
            given = [r[key] for r in rows if r[key] >= 0]
            told[f"name.{key}"] = sum(given) / len(given) if given else -1.0
    if len(rows) == 1:
        told |= {f"name.{key}": rows[0][key] for key in averaged}
    else:
        told |= {f"name.{key}": sum([r[key] for r in rows]) / len(rows) for key in averaged}
    return told


def _rivals(
    proposals: Sequence[Proposal], rows: Sequence[dict[str, float]], opinions: Sequence[Opinion]
) -> list[dict[str, float]]:
    """Of the proposals that overlap each one the greatest probability of each kind, and whether rules chose one."""
    keys = [f"{o.tagger}.{kind}" for o in opinions for kind in "DM"] + ["x:D", "x:M", "g:D", "g:M"]
    found = []
    for number, proposal in enumerate(proposals):
        best = dict.fromkeys(keys, -1.0)
        longer = shorter = 0
        for other in _overlapping(proposals, number):
            for key in keys:
                best[key] = max(best[key], rows[other][key])
            longer += len(proposals[other].span) > len(proposal.span)
            shorter += len(proposals[other].span) < len(proposal.span)
        row = {f"rival {key}": given for key, given in best.items()}
        found.append(row | {"rivals longer": float(longer), "rivals shorter": float(shorter)})
    return found


def _overlapping(proposals: Sequence[Proposal], number: int) -> Iterable[int]:
    own = proposals[number]
    for step in (-1, 1):
        other = number + step
        while 0 <= other < len(proposals) and abs(other - number) < 12 and proposals[other].stretch == own.stretch:
            if proposals[other].span.overlaps(own.span):
                yield other
            other += step


def _of_document(
    stretches: Sequence[Stretch],
    rows: Sequence[dict[str, float]],
    told: dict[str, dict[str, float]],
    opinions: Sequence[Opinion],
) -> dict[str, float]:
    whole = {"document.stretches": math.log1p(len(stretches)), "document.names": math.log1p(len(told))}
    for opinion in opinions:
        for kind in "DM":
            sure = sum(t[f"name.{opinion.tagger}.{kind}.max"] > 0.5 for t in told.values())
            whole[f"document.{opinion.tagger}.{kind}"] = math.log1p(sure)
        for kind in "DMAS":
            given = [r[f"{opinion.tagger}.{kind}.mass"] for r in rows]
            whole[f"document.{opinion.tagger}.{kind}.mass"] = sum(given) / len(given) if given else 0.0
    return whole
