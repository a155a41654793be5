"""Where a paper says that training data are not disclosed."""

import re
from collections.abc import Iterable, Iterator

from kg.statements.cues import MODELS, WE, markers
from kg.statements.scenes import Scene

_DATA = r"(?:training|pre-?training)\s+(?:data\s?sets?|data|corpus|corpora|set|mixture)|data\s?set construction|composition of the (?:training )?data"
_REFUSED = (
    # "the training data of M#0 are not disclosed"
    re.compile(
        rf"(?:{_DATA})\b[^.;]{{0,80}}?\b(?:not|never|un)\s?-?(?:been\s+)?(?:publicly\s+|yet\s+)?(?:disclosed|revealed|described|named|specified|published)\b",
        re.I,
    ),
    re.compile(rf"\b(?:undisclosed|unspecified|proprietary and undisclosed)\s+(?:{_DATA})", re.I),
    # "we do not disclose our training data", "no further details about ... dataset construction"
    re.compile(
        rf"\b(?:do|can|will|does)\s?not\s+(?:disclose|reveal|name|describe|specify|publish)\b[^.;]{{0,80}}?(?:{_DATA})",
        re.I,
    ),
    re.compile(rf"\bcontains?\s+no\s+(?:further\s+)?details?\b[^.;]{{0,160}}?(?:{_DATA})", re.I),
)

_REPORT = re.compile(r"\breport\b", re.I)  # "this report contains no further details"


def find_refusals(scenes: Iterable[Scene]) -> Iterator[tuple[str | None, Scene]]:
    """Yield the model, None for the paper's own, and the scene in which disclosure of its training data is refused.

    Silence is no refusal, and neither is a remark on data in general.
    """
    for scene in scenes:
        for pattern in _REFUSED:
            if match := pattern.search(scene.template):
                named = markers(MODELS, scene.template[max(0, match.start() - 80) : match.end() + 60])
                if named:
                    yield scene.entity(named[0]), scene
                elif WE.search(scene.template) or _REPORT.search(scene.template):
                    yield None, scene
                break
