"""A paper as the rules see it, and how what they find becomes a quoted statement."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import Document
from kg.core.entity import Entity
from kg.core.statement import CARRIES_DATA, Predicate, Statement
from kg.statements.evidence import text_evidence
from kg.statements.own import Own
from kg.statements.qualifiers import qualifier_of
from kg.statements.scenes import Named, Scene
from kg.statements.tables import TableRows

LINEAGE_FLOOR = 0.6
"""How sure a rule must be for lineage to be stated."""
_QUALIFIED = frozenset({Predicate.TRAINS_ON, *CARRIES_DATA})
_POINTS_AT_FLOAT = re.compile(r"(?:Fig(?:ure|\.)|Tab(?:le|\.)|Eq(?:uation|\.))\s*\(?\d")


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the rules need of one paper.

    own is what it introduces by id, main the model that "we" stands for, rows those of its tables.
    """

    document: Document
    scenes: Sequence[Scene]
    names: Sequence[Named]
    entities: Mapping[str, Entity]
    own: Mapping[str, Own]
    main: str | None
    rows: TableRows

    def statement(
        self,
        subject: str,
        predicate: Predicate,
        object_: str,
        scene: Scene,
        rule: str,
        confidence: float,
        marker: str | None = None,
        note: str = "",
    ) -> Statement:
        """The triple with the scene as its quote, around the name at the marker where the scene is long.

        Without a note, what the text says to limit the data at the marker is noted, where the predicate carries data.
        """
        focus = scene.names[int(marker[2:])].span if marker else None
        if _POINTS_AT_FLOAT.match(scene.template):
            confidence -= 0.1  # "Figure 7 shows …" names things in passing
        if marker and predicate in _QUALIFIED:
            note = note or qualifier_of(self.document, self.rows, scene, marker)
        evidence = text_evidence(
            self.document, scene.span, extractor=rule, confidence=confidence, focus=focus, note=note
        )
        return Statement(subject, predicate, object_, (evidence,))
