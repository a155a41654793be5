"""What is known of each proposal, as numbers: of its place, of its name all over the document, of the document."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extraction.deciding.place import of_place
from kg.extraction.deciding.proposals import Proposal
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.opinions import Opinion

_AVERAGED = re.compile(r"noun|act|next|on$|parenthesis|[gavbtsrx]:")
_NEIGHBOURS = 11
"""How many proposals to either side may be rivals; more than that never share a place in honest texts."""

Column = NDArray[np.float64]
"""One number for each proposal."""


def describe(
    stretches: Sequence[Stretch], proposals: Sequence[Proposal], opinions: Sequence[Opinion], seen: DocumentWords
) -> tuple[list[str], NDArray[np.float32]]:
    """The names of the features in alphabetical order, and one row of them for each proposal."""
    if not proposals:
        return [], np.array([], dtype=np.float32)
    columns = _places(stretches, proposals, opinions, seen)
    taggers = [o.tagger for o in opinions]
    numbers: dict[str, int] = {}
    names = np.array([numbers.setdefault(p.name, len(numbers)) for p in proposals])
    gathered = dict(_of_names(columns, names, taggers))
    rivals = dict(_rivals(proposals, columns, taggers))
    whole = dict(_of_document(len(stretches), columns, gathered, taggers))
    columns |= rivals | {key: given[names] for key, given in gathered.items()}
    columns |= {key: np.full(len(proposals), given) for key, given in whole.items()}
    order = sorted(columns)
    return order, np.stack([columns[name].astype(np.float32) for name in order], axis=1)


def _places(
    stretches: Sequence[Stretch], proposals: Sequence[Proposal], opinions: Sequence[Opinion], seen: DocumentWords
) -> dict[str, Column]:
    table, names = np.empty((0, 0)), []
    at, said = -1, []
    for number, proposal in enumerate(proposals):
        if proposal.stretch != at:
            at = proposal.stretch
            said = [(o.tagger, None if (rows := o.stretches[at]) is None else rows.tolist()) for o in opinions]
        row = of_place(stretches[at], proposal, said, seen)
        if not number:
            names, table = list(row), np.empty((len(row), len(proposals)))
        table[:, number] = list(row.values())
    return dict(zip(names, table, strict=True))


def _of_names(
    columns: dict[str, Column], names: NDArray[np.int64], taggers: Sequence[str]
) -> Iterator[tuple[str, Column]]:
    """For each name of the document the number of its places, and means and maxima of what is said there."""
    places = np.bincount(names)
    yield "name.places", np.log1p(places)
    for tagger in taggers:
        for kind in "DM":
            given = columns[f"{tagger}.{kind}"]
            greatest = np.full(len(places), -1.0)
            np.maximum.at(greatest, names, given)
            yield f"name.{tagger}.{kind}.max", greatest
            yield f"name.{tagger}.{kind}.mean", _mean_of_asked(given, names)
        for kind in "DMAS":
            yield f"name.{tagger}.{kind}.mass", _mean_of_asked(columns[f"{tagger}.{kind}.mass"], names)
    for key, given in columns.items():
        if _AVERAGED.match(key):
            yield f"name.{key}", np.bincount(names, given) / places


def _mean_of_asked(given: Column, names: NDArray[np.int64]) -> Column:
    """The mean for each name over the places about which the tagger was asked; -1 where there is none."""
    asked = given >= 0
    count, total = np.bincount(names, asked), np.bincount(names, np.where(asked, given, 0.0))
    return np.where(count > 0, total / np.maximum(count, 1), -1.0)


def _rivals(
    proposals: Sequence[Proposal], columns: dict[str, Column], taggers: Sequence[str]
) -> Iterator[tuple[str, Column]]:
    """Of the proposals that overlap each one the greatest probability of each kind, and whether rules chose one."""
    keys = [f"{tagger}.{kind}" for tagger in taggers for kind in "DM"] + ["x:D", "x:M", "g:D", "g:M"]
    size = len(proposals)
    starts, ends = np.array([p.span.start for p in proposals]), np.array([p.span.end for p in proposals])
    lengths = ends - starts
    best = {key: np.full(size, -1.0) for key in keys}
    longer, shorter = np.zeros(size), np.zeros(size)
    for step in range(1, min(_NEIGHBOURS, size - 1) + 1):
        left = np.flatnonzero((starts[step:] < ends[:-step]) & (starts[:-step] < ends[step:]))
        for own, other in ((left, left + step), (left + step, left)):
            for key in keys:
                best[key][own] = np.maximum(best[key][own], columns[key][other])
            longer[own] += lengths[other] > lengths[own]
            shorter[own] += lengths[other] < lengths[own]
    yield from ((f"rival {key}", given) for key, given in best.items())
    yield "rivals longer", longer
    yield "rivals shorter", shorter


def _of_document(
    stretches: int, columns: dict[str, Column], gathered: dict[str, Column], taggers: Sequence[str]
) -> Iterator[tuple[str, float]]:
    yield "document.stretches", float(np.log1p(stretches))
    yield "document.names", float(np.log1p(len(gathered["name.places"])))
    for tagger in taggers:
        for kind in "DM":
            sure = (gathered[f"name.{tagger}.{kind}.max"] > 0.5).sum()
            yield f"document.{tagger}.{kind}", float(np.log1p(sure))
        for kind in "DMAS":
            yield f"document.{tagger}.{kind}.mass", float(columns[f"{tagger}.{kind}.mass"].mean())
