"""Invented papers for tests: sentences that nobody wrote, with spans that are right."""

from dataclasses import replace

from kg.core.document import Reference, Section, SectionKind, SourceFile
from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.registry import KnownEntity, KnownLicence, KnownWithdrawal, Work
from kg.core.spans import Span
from kg.core.statement import (
    PAPER,
    UNDISCLOSED,
    BackgroundEvidence,
    Fact,
    Predicate,
    Statement,
    TextEvidence,
    reference_node,
)

QUAIL_2 = """Quail-2: A Second Bird Model
Ada Fenn and Bo Marsh

Abstract
We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds.

1 Training Data
Quail-2 was trained on MarshBirds [2] and ReedSongs.
Larks-XL is a baseline whose training data were never disclosed.

2 Evaluation
We evaluate on DuckBench and mention PondNoise in passing.

References
[1] A. Fenn. Quail-1: a first model of marsh birds. In Bird Computing, 2022.
[2] C. Heron and D. Rail. MarshBirds: ten thousand hours of reeds. arXiv:2201.01234, 2022.
"""

QUAIL_1 = """Quail-1: A First Model of Marsh Birds
Ada Fenn

1 Data
Quail-1 was trained on PondNoise, which holds FrogTapes and is cut from WaterSounds.

References
[1] E. Teal. WaterSounds, a corpus of ponds and rivers. Journal of Wet Places, 2019. doi:10.5555/water.2019
"""


def span_of(text: str, quote: str) -> Span:
    """The place where the quote first stands in the text; fails where it does not."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def evidence(
    text: str,
    quote: str,
    *,
    page: int | None = 1,
    section: str = "",
    rule: str = "rule:sample",
    confidence: float = 0.9,
) -> TextEvidence:
    """Evidence that quotes the text, with what stands around it."""
    span = span_of(text, quote)
    before, after = text[max(0, span.start - 32) : span.start], text[span.end : span.end + 32]
    return TextEvidence(span.start, span.end, quote, page, section, rule, confidence, before, after)


def dataset(name: str, *surfaces: str) -> Entity:
    """A dataset by name."""
    return Entity(entity_id(EntityKind.DATASET, name), EntityKind.DATASET, name, tuple(sorted(surfaces or (name,))))


def model(name: str, *surfaces: str) -> Entity:
    """A model by name."""
    return Entity(entity_id(EntityKind.MODEL, name), EntityKind.MODEL, name, tuple(sorted(surfaces or (name,))))


def said(
    text: str, subject: str, predicate: Predicate, target: str, *quotes: str, section: str = "", page: int | None = 1
) -> Statement:
    """A statement with these quotes of the text as evidence."""
    found = tuple(sorted(evidence(text, q, section=section, page=page) for q in quotes))
    return Statement(subject, predicate, target, found)


def quail_2() -> Extraction:
    """A paper that fine-tunes a model of another paper on two datasets, one of them cited with its paper."""
    text = QUAIL_2
    data, tests = "1 Training Data", "2 Evaluation"
    starts = [(m, span_of(text, m).start) for m in ("Abstract\n", f"{data}\n", f"{tests}\n", "References\n")]
    bounds = [0, *(start for _, start in starts), len(text)]
    kinds = (
        ("", SectionKind.FRONT),
        ("Abstract", SectionKind.ABSTRACT),
        (data, SectionKind.DATA),
        (tests, SectionKind.EXPERIMENTS),
        ("References", SectionKind.REFERENCES),
    )
    sections = tuple(Section(heading, kind, Span(bounds[i], bounds[i + 1])) for i, (heading, kind) in enumerate(kinds))
    entries = [line for line in text.splitlines() if line.startswith("[")]
    references = (
        Reference(
            "1",
            entries[0],
            span_of(text, entries[0]),
            "Quail-1: a first model of marsh birds",
            ("A. Fenn",),
            2022,
            "Bird Computing",
        ),
        Reference(
            "2",
            entries[1],
            span_of(text, entries[1]),
            "MarshBirds: ten thousand hours of reeds",
            ("C. Heron", "D. Rail"),
            2022,
            None,
            None,
            "2201.01234",
        ),
    )
    trained = "Quail-2 was trained on MarshBirds [2] and ReedSongs."
    start = "We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds."
    tested = "We evaluate on DuckBench and mention PondNoise in passing."
    silent = "Larks-XL is a baseline whose training data were never disclosed."
    statements = (
        said(text, PAPER, Predicate.INTRODUCES, "model:quail2", trained, section=data),
        said(text, PAPER, Predicate.USES, "model:quail1", start, section="Abstract"),
        said(text, PAPER, Predicate.COMPARES, "model:larksxl", silent, section=data),
        said(text, PAPER, Predicate.TRAINS_ON, "dataset:marshbirds", trained, start, section=data),
        said(text, PAPER, Predicate.TRAINS_ON, "dataset:reedsongs", trained, section=data),
        said(text, PAPER, Predicate.EVALUATES_ON, "dataset:duckbench", tested, section=tests),
        said(text, PAPER, Predicate.MENTIONS, "dataset:pondnoise", tested, section=tests),
        said(text, "dataset:marshbirds", Predicate.INTRODUCED_BY, reference_node("2"), trained, section=data),
        said(text, "model:quail1", Predicate.INTRODUCED_BY, reference_node("1"), start, section="Abstract"),
        said(text, "model:quail2", Predicate.FINE_TUNED_FROM, "model:quail1", start, section="Abstract"),
        said(text, "model:quail2", Predicate.TRAINED_ON, "dataset:marshbirds", trained, section=data),
        said(text, "model:quail2", Predicate.TRAINED_ON, "dataset:reedsongs", trained, section=data),
        said(text, "model:larksxl", Predicate.DISCLOSURE, UNDISCLOSED, silent, section=data),
    )
    return Extraction(
        source=source_file("quail2.pdf", text),
        reader="pypdfium2",
        version="0.1.0",
        settings="plain",
        title="Quail-2: A Second Bird Model",
        authors=("Ada Fenn", "Bo Marsh"),
        year=2023,
        arxiv="2303.04321",
        doi=None,
        venue=None,
        sections=sections,
        references=references,
        entities=(
            dataset("DuckBench"),
            dataset("MarshBirds"),
            dataset("PondNoise"),
            dataset("ReedSongs"),
            model("Larks-XL"),
            model("Quail-1"),
            model("Quail-2", "Quail-2", "Quail 2"),
        ),
        statements=tuple(sorted(statements, key=lambda s: (s.subject, s.predicate.value, s.object))),
        page_count=2,
        sentence_count=4,
        citation_count=2,
        links=("https://quail.example/data", "https://marsh.example"),
    )


def quail_1() -> Extraction:
    """The paper that Quail-2 cites by title alone, as a text file that names no identifier either."""
    text = QUAIL_1
    entry = text.splitlines()[-1]
    trained = "Quail-1 was trained on PondNoise, which holds FrogTapes and is cut from WaterSounds."
    statements = (
        said(text, PAPER, Predicate.INTRODUCES, "model:quail1", trained, section="1 Data", page=None),
        said(text, PAPER, Predicate.TRAINS_ON, "dataset:pondnoise", trained, section="1 Data", page=None),
        said(text, "model:quail1", Predicate.TRAINED_ON, "dataset:pondnoise", trained, section="1 Data", page=None),
        said(text, "dataset:pondnoise", Predicate.HAS_PART, "dataset:frogtapes", trained, section="1 Data", page=None),
        said(
            text,
            "dataset:pondnoise",
            Predicate.DERIVED_FROM,
            "dataset:watersounds",
            trained,
            section="1 Data",
            page=None,
        ),
        said(
            text,
            "dataset:watersounds",
            Predicate.INTRODUCED_BY,
            reference_node("1"),
            trained,
            section="1 Data",
            page=None,
        ),
    )
    return Extraction(
        source=source_file("fenn-first-model.txt", text),
        reader="text",
        version="0.1.0",
        settings="plain",
        title="Quail-1: A First Model of Marsh Birds",
        authors=("Ada Fenn",),
        year=2022,
        arxiv=None,
        doi=None,
        venue="Bird Computing",
        sections=(
            Section("", SectionKind.FRONT, Span(0, text.index("1 Data"))),
            Section("1 Data", SectionKind.DATA, Span(text.index("1 Data"), text.index("References"))),
            Section("References", SectionKind.REFERENCES, Span(text.index("References"), len(text))),
        ),
        references=(
            Reference(
                "1",
                entry,
                span_of(text, entry),
                "WaterSounds, a corpus of ponds and rivers",
                ("E. Teal",),
                2019,
                "Journal of Wet Places",
                "10.5555/water.2019",
            ),
        ),
        entities=(dataset("FrogTapes"), dataset("PondNoise"), dataset("WaterSounds"), model("Quail-1")),
        statements=tuple(sorted(statements, key=lambda s: (s.subject, s.predicate.value, s.object))),
        page_count=None,
        sentence_count=1,
        citation_count=0,
    )


def source_file(name: str, text: str, media_type: str = "application/pdf") -> SourceFile:
    """A file of this name whose digest is made from the text."""
    return SourceFile(name, media_type, digest(text, length=64))


def citing(title: str, reference: Reference, *, arxiv: str | None = None) -> Extraction:
    """A short paper that names nothing and cites one work."""
    return replace(
        quail_1(),
        source=source_file(f"{title.split(maxsplit=1)[0].lower()}.txt", title),
        title=title,
        arxiv=arxiv,
        references=(reference,),
        entities=(),
        statements=(),
    )


KNOWN = (
    KnownEntity(
        "dataset:watersounds",
        EntityKind.DATASET,
        "WaterSounds",
        ("Water Sounds Corpus",),
        introduced_by=Work("WaterSounds, a corpus of ponds and rivers", ("Teal",), 2019, None, "10.5555/water.2019"),
        homepage="https://water.example",
        licence="CC-BY-4.0",
        source="bird-registry 2024",
        source_licence="CC0-1.0",
        licences=(KnownLicence("CC-BY-4.0", (BackgroundEvidence("bird-registry 2024", "CC0-1.0", 0.8),)),),
    ),
    KnownEntity(
        "dataset:rivertape",
        EntityKind.DATASET,
        "RiverTape",
        source="bird-registry 2024",
        source_licence="CC0-1.0",
        withdrawn=KnownWithdrawal(
            "2020-06",
            (
                BackgroundEvidence(
                    "withdrawn sounds", "CC0-1.0", 0.95, "https://river.example/gone", "its makers took it offline"
                ),
            ),
        ),
    ),
    KnownEntity(
        "dataset:deserthum", EntityKind.DATASET, "DesertHum", source="bird-registry 2024", source_licence="CC0-1.0"
    ),
    KnownEntity(
        "model:larksxl",
        EntityKind.MODEL,
        "Larks-XL",
        licence="custom",
        undisclosed=True,
        source="model-list",
        source_licence="MIT",
        licences=(KnownLicence("custom", (BackgroundEvidence("model-list", "MIT", 0.8),)),),
    ),
)
"""What an invented registry knows; nothing that the papers name leads to DesertHum."""

FACTS = (
    Fact(
        "dataset:watersounds",
        Predicate.DERIVED_FROM,
        "dataset:rivertape",
        (BackgroundEvidence("bird-registry 2024", "CC0-1.0", 0.8, "1901.00001", "checked by hand"),),
    ),
    Fact(
        "model:larksxl",
        Predicate.DISCLOSURE,
        UNDISCLOSED,
        (BackgroundEvidence("model-list", "MIT", 0.8),),
    ),
    Fact(
        "dataset:deserthum",
        Predicate.DERIVED_FROM,
        "dataset:rivertape",
        (BackgroundEvidence("bird-registry 2024", "CC0-1.0", 0.8),),
    ),
)
"""What the invented registry states."""
