"""A small graph with all that exports have to tell: papers, cited works, known facts, a failure, hostile names."""

import io
from collections.abc import Sequence
from pathlib import Path

from kg.core.decisions import DecisionKind
from kg.core.document import Reference, SourceFile
from kg.core.entity import Entity, EntityKind
from kg.core.errors import ReasonCode
from kg.core.extraction import Extraction
from kg.core.imported import (
    ImportedEntity,
    ImportedEvidence,
    ImportedFact,
    ImportedMatch,
    ImportedSource,
    MatchKind,
)
from kg.core.statement import Predicate, reference_node
from kg.store.curation_log import append
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.export import ExportOptions, Form, export_to
from kg.web.single_page import single_page
from tests.curating.world import decision
from tests.samples import FACTS, KNOWN, citing, quail_1, quail_2

FORMULA = '=HYPERLINK("http://evil.example";"x")'
HOSTILE = 'Evil "quoted" \\N <b>&amp;</b> \x00\x1b[31m\u202e line\nbreak\ttab'

PAPERS = (quail_1(), quail_2(), citing("A third paper about reeds", quail_2().references[1]))
OPTIONS = ExportOptions(dataset="PondNoise", date="2024-02-29", page=lambda graph: single_page(GraphReader(graph)))


def thing(identifier: str, name: str, *others: str) -> ImportedEntity:
    """A dataset or model of the imported source."""
    kind = EntityKind(identifier.partition(":")[0])
    return ImportedEntity(Entity(identifier, kind, name, tuple(sorted({name, *others}))), others, ("MIT",), ())


def _said(line: int, confidence: float = 0.8, note: str | None = None) -> ImportedEvidence:
    return ImportedEvidence(f"notes.csv, line {line}", confidence, None, note)


BROUGHT = ImportedSource(
    name="notes.csv",
    form="facts-csv",
    sha256="b" * 64,
    licence="CC-BY-4.0",
    entities=(
        thing("dataset:evil", HOSTILE, FORMULA),
        thing("dataset:鳥の声", "鳥の声", "marsh-lab/voices"),
        thing("dataset:pondnoise", "PondNoise"),
        thing("dataset:watersounds", "WaterSounds"),
        thing("model:larksxl", "Larks-XL"),
    ),
    facts=(
        ImportedFact("dataset:evil", Predicate.INTRODUCED_BY, reference_node("w1"), (_said(2),)),
        ImportedFact("dataset:pondnoise", Predicate.DERIVED_FROM, "dataset:evil", (_said(3, 0.4, FORMULA),)),
        ImportedFact("dataset:pondnoise", Predicate.DERIVED_FROM, "model:larksxl", (_said(4, 0.5),)),
        ImportedFact("model:larksxl", Predicate.EVALUATED_ON, "dataset:watersounds", (_said(10),)),
        ImportedFact("model:larksxl", Predicate.TRAINED_ON, "dataset:watersounds", (_said(11),)),
    ),
    matches=(
        ImportedMatch("dataset:evil", MatchKind.REJECTED, "dataset:pondnoise", (_said(5, 0.9, HOSTILE),)),
        ImportedMatch(
            "dataset:pondnoise",
            MatchKind.EXACT,
            "dataset:watersounds",
            (_said(6, 0.7, "semapv:LexicalMatching; spelled alike"), _said(7, 0.6)),
        ),
        ImportedMatch("dataset:鳥の声", MatchKind.BROAD, "dataset:watersounds", (_said(8),)),
        ImportedMatch("https://a.example/one/", MatchKind.CLOSE, "urn:bird:2", (_said(9),)),
    ),
    references=(
        Reference("w1", f"{HOSTILE}. 2020.", None, HOSTILE, ("Doe, J.", "Birds and Reeds, Inc."), 2020, "Wet {Lab}"),
    ),
    labels=(("urn:bird:2", "the second bird"),),
)


_TRAINED = Predicate.TRAINED_ON
LOG = (
    decision(DecisionKind.ACCEPT, "model:Quail-2", _TRAINED, "dataset:MarshBirds", value="0.7", why=FORMULA),
    decision(DecisionKind.REJECT, "model:Quail-2", _TRAINED, "dataset:ReedSongs", minutes=1),
    decision(DecisionKind.MERGE, "dataset:DuckBench", None, "dataset:ReedSongs", value="ReedSongs", minutes=2),
    decision(DecisionKind.APART, "dataset:FrogTapes", None, "dataset:RiverTape", by="Bo | Bea", minutes=3),
)
"""What people decided."""


def build(folder: Path, papers: Sequence[Extraction] = PAPERS) -> Path:
    """A graph in the folder, of the papers in this order."""
    with Graph.open(folder):
        append(folder, LOG)
    with Graph.open(folder) as graph:
        for paper in papers:
            graph.put(paper)
        graph.put_failure(SourceFile("locked.pdf", "application/pdf", "f" * 64), ReasonCode.ENCRYPTED, "it is locked")
        graph.put_import(BROUGHT)
        graph.put_background(KNOWN, FACTS)
        graph.curate()
    return folder


def written(graph: Graph, form: Form, options: ExportOptions = OPTIONS) -> bytes:
    """The graph in this form."""
    out = io.BytesIO()
    export_to(graph, out, form, options)
    return out.getvalue()
