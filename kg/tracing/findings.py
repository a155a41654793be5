"""What may be found of an evaluation set upstream, and what is to be said of the evaluation then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.core.lineage import LineagePath, Node
from kg.tracing.closeness import Closeness
from kg.tracing.ends import OpenEnd

_RANK = {each: place for place, each in enumerate(Closeness)}


class Verdict(StrEnum):
    """What is to be said of one evaluation, the gravest first; NO says that all that is known speaks against it."""

    LEAK = "leak"
    NEAR = "near"
    SPLITS = "splits"
    UNDISCLOSED = "undisclosed"
    UNKNOWN = "unknown"
    CUT = "cut"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Finding:
    """What of the evaluation set is upstream, and how.

    path leads from what is evaluated to the set or to what is near to it; near is the latter, None for the set itself;
    other leads from the set to what is near to it, where that is a part or a source of it.
    """

    closeness: Closeness
    path: LineagePath
    near: Node | None = None
    other: LineagePath | None = None

    @property
    def belief(self) -> float:
        """How far both ways are believed."""
        return self.path.belief * (self.other.belief if self.other else 1.0)


def gravest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, the gravest first, each kind of near data once; beside a leak nothing else, of splits the best."""
    found: dict[tuple[Closeness, str], Finding] = {}
    for finding in sorted(findings, key=_standing):
        splits = finding.closeness is Closeness.SPLITS
        found.setdefault((finding.closeness, "" if splits or finding.near is None else finding.near.iri), finding)
    if leak := found.get((Closeness.ITSELF, "")):
        return (leak,)
    return tuple(found.values())


def _standing(finding: Finding) -> tuple[int, bool, float, tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """The gravest first, then what speaks of the set itself, then the best believed."""
    near, edges = finding.near, finding.path.edges
    named = (near.label, near.iri) if near else ()
    return _RANK[finding.closeness], near is not None, -round(finding.belief, 12), named, tuple(e.triple for e in edges)


def verdict_on(findings: Sequence[Finding], ends: Sequence[OpenEnd], *, truncated: bool) -> Verdict:
    """The gravest of what was found; where nothing was, whether that is a "no" or cannot be known.

    ends are the models upstream whose data are not disclosed or not known, the former first.
    """
    kinds = {f.closeness for f in findings}
    if Closeness.ITSELF in kinds:
        return Verdict.LEAK
    if kinds - {Closeness.SPLITS}:
        return Verdict.NEAR
    if kinds:
        return Verdict.SPLITS
    if ends:
        return Verdict.UNDISCLOSED if ends[0].node.undisclosed else Verdict.UNKNOWN
    return Verdict.CUT if truncated else Verdict.NO
