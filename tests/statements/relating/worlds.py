"""Sentences with models and data, made for tests."""

import re

from kg.core.document import BlockKind, Document
from kg.core.entity import EntityKind, entity_id
from kg.core.spans import Span
from kg.statements.scenes import Named, Scene, scenes
from tests.made import told

MODELS = ("Quail-2", "Heron", "Teal", "Larks-XL")
DATA = ("Marshbirds", "Reedcalls", "DuckBench")


def read(*sentences: str) -> tuple[Document, list[Scene]]:
    """A document of the sentences, and the scenes of the sentences, with the models and data above as names."""
    document = told(*sentences)
    names = [
        Named(Span(*match.span()), entity_id(kind, name), kind)
        for kind, known in ((EntityKind.MODEL, MODELS), (EntityKind.DATASET, DATA))
        for name in known
        for match in re.finditer(re.escape(name), document.text)
    ]
    return document, [scene for scene in scenes(document, names) if scene.block is BlockKind.PARAGRAPH]
