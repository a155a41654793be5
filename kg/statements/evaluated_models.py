"""Which models a sentence says were evaluated on the data that it names."""

import re

from kg.core.document import BlockKind, SectionKind
from kg.statements.cues import DATASETS, MODELS, NEGATED, WE, M, clause, markers
from kg.statements.scenes import Scene

_ACHIEVE = r"achiev\w+|obtain\w*|outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|reach\w*|attain\w*|yield\w*|perform\w*|scor\w+|gets?|got|improv\w+|matche[sd]|increas\w+|reduc\w+|gives?|lags?|underperform\w*"
# "M#0 (large) achieves", "M#0 with 13B parameters and more outperforms"
_SUBJECT = re.compile(rf"(?P<m>{M})(?P<mid>[^.;:]{{0,60}}?)\s(?:{_ACHIEVE})\b", re.I)
# "outperforms the previous best, M#1,", "better than M#1 and M#2", "compared to M#1"
_RIVAL = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|than|over|compared\s+(?:to|with)|against|vs\.?|versus)\s+(?P<said>[^.;:]{0,80})",
    re.I,
)
# "the results of M#0 on", "we evaluate M#0 on", "accuracy for M#0"
_OF = re.compile(
    r"\b(?:results?|performances?|accurac(?:y|ies)|scores?|perplexit\w+|errors?|error rates?|mAP|BLEU|F1)\s+(?:of|for|by|with)\s+(?P<said>[^.;:]{0,60}?)\s(?:on|in|for|is|are|was|were)\b"
    r"|\b(?:we|to)\s+(?:\w+ly\s+)?(?:evaluate[ds]?|tests?|tested|assess\w*|benchmark\w*|compare[ds]?)\s+(?P<tested>[^.;:]{0,60}?)\s(?:on|over|across)\b",
    re.I,
)
_STOP = re.compile(r"\s(?:on|in|for|by|when|while|using|trained|pre-?trained|fine-?tuned|based|from)\s", re.I)
_NOT_IT = re.compile(
    r"\b(?:based on|architecture|initiali[sz]ed|start\w* from|tokeni[sz]er|protocol|evaluation of|set-?up)\b", re.I
)


def models_evaluated(scene: Scene) -> list[str]:
    """The markers of the models that a sentence of results speaks of, in order.

    These are its subjects ("M#0 achieves"), those it sets them against ("than M#1") and those named as measured
    ("the accuracy of M#2"). Empty in tables, and where the sentence names none so.
    """
    if scene.block is BlockKind.TABLE:
        return []
    template = scene.template
    found = [m["m"] for m in _SUBJECT.finditer(template) if not _NOT_IT.search(m["mid"])]
    for match in (*_RIVAL.finditer(template), *_OF.finditer(template)):
        said = match.groupdict().get("said") or match.groupdict().get("tested") or ""
        end = _STOP.search(f"{said} ")
        said = said[: end.start()] if end else said
        if not _NOT_IT.search(said) and not NEGATED.search(said):
            found += markers(MODELS, said)
    return list(dict.fromkeys(found))


# "we compare with M#0, which was evaluated on D#1"
_OF_ANOTHER = re.compile(
    rf"(?P<m>{M})(?:(?!{M})[^.;:]){{0,60}}?,?\s+(?:which|that)\s+(?:is|was|are|were|has been|have been)\s+(?:\w+\s+){{0,2}}?(?:evaluated|tested|benchmarked|assessed)\s+on\b",
    re.I,
)


# "M#0 was trained on D#1 and evaluated on D#2"
_TRAINED_AND_TESTED = re.compile(
    rf"(?P<m>{M})\s+(?:is|was|are|were|has been|have been)\s+(?:\w+ly\s+)?(?:pre-?)?trained\s+on\b(?:(?!\bwe\b)[^.;:]){{0,80}}?\band\s+(?:\w+\s+)?(?:evaluated|tested)\s+on\b",
    re.I,
)
_OWN_RUNS = frozenset({SectionKind.EXPERIMENTS, SectionKind.RESULTS, SectionKind.APPENDIX})


def tested_by_others(scene: Scene) -> dict[str, str]:
    """The markers of data that a relative clause says a model was tested on, each with the model's marker.

    Outside of experiments, which are the authors' own, so does a sentence on a model's training and tests.
    """
    found: dict[str, str] = {}
    own = scene.section is not None and scene.section.kind in _OWN_RUNS
    patterns = (_OF_ANOTHER,) if own else (_OF_ANOTHER, _TRAINED_AND_TESTED)
    for match in (m for p in patterns for m in p.finditer(scene.template)):
        for marker in markers(DATASETS, clause(scene.template, match.end())):
            found.setdefault(marker, match["m"])
    return found


def speaks_of_us(scene: Scene) -> bool:
    """Whether the sentence speaks of the authors' own work."""
    return bool(WE.search(scene.template))
