"""Whether a paper runs what it compares with, or reports what others measured."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.entity import EntityKind
from kg.core.statement import AS_BASELINE, Predicate
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting
from kg.statements.supervised import tests_untrained

_BASELINE = re.compile(r"\bbaselines?\b", re.I)
_OTHERS_RESULTS = re.compile(
    r"\b(?:as\s+reported|reported\s+(?:in|by|results?|numbers?|scores?|performance)|numbers\s+reported|leaderboards?|published\s+(?:results?|numbers?|work)"
    r"|(?:results?|numbers?|scores?|figures?|accurac\w+)\s+(?:\w+\s+){0,4}?(?:(?:taken|copied|quoted|cited|borrowed|obtained)\s+)?(?:directly\s+)?from\s+(?:the\s+)?(?:(?:original|their|respective)\s+)?(?:papers?|literature|work|publication)"
    r"|we\s+(?:also\s+)?(?:report|quote|cite)\s+(?:the\s+)?(?:results?|numbers?|scores?)\s+(?:of|from|by)|previous(?:ly)?\s+(?:best|reported|published|state)|state[- ]of[- ]the[- ]art\s+(?:results?|methods?|models?|systems?))",
    re.I,
)
_OFTEN = 3
_TOLD = frozenset({SectionKind.REFERENCES, SectionKind.RELATED_WORK, SectionKind.FRONT, SectionKind.BACKGROUND})
_TRIED = frozenset({SectionKind.EXPERIMENTS, SectionKind.RESULTS})
_CITED_WITHIN = 6


def runs_its_baselines(scenes: Iterable[Scene]) -> bool:
    """Whether a paper speaks of baselines, three times or more, and no less often than of results that others report.

    Reports that test large models as they are set them beside others, whoever ran those.
    """
    body = [s for s in scenes if not (s.section and s.section.kind in _TOLD)]
    if tests_untrained(body):
        return False
    baselines = sum(bool(_BASELINE.search(s.template)) for s in body)
    reported = sum(bool(_OTHERS_RESULTS.search(s.template)) for s in body)
    return baselines >= _OFTEN and baselines >= reported


def run_as_baselines(
    document: Document, scenes: Sequence[Scene], sightings: Sequence[RoleSighting]
) -> Iterator[RoleSighting]:
    """The sightings, where models that are only compared with become used, in a paper that runs its baselines.

    A model with a citation behind its name in a table keeps its role: its results are commonly those of the work cited.
    """
    if not runs_its_baselines(scenes):
        yield from sightings
        return
    cited = set(_cited_in_tables(document, scenes))
    used = {s.entity_id for s in sightings if s.role is Predicate.USES}
    tried = {s.entity_id for s in sightings if s.scene.section and s.scene.section.kind in _TRIED} - cited - used
    for s in sightings:
        if s.role is Predicate.COMPARES and s.entity_id in tried:
            yield replace(s, role=Predicate.USES, confidence=min(s.confidence, 0.62), rule=AS_BASELINE)
        else:
            yield s


def _cited_in_tables(document: Document, scenes: Iterable[Scene]) -> Iterator[str]:
    for scene in scenes:
        if scene.block is BlockKind.TABLE:
            for named in scene.names:
                if named.kind is EntityKind.MODEL and document.citations_after(named.span.end, reach=_CITED_WITHIN):
                    yield named.entity_id
