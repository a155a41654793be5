"""A graph in which every text that comes from outside is hostile."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from kg.core.decisions import DecisionKind
from kg.core.document import Document, Reference, Section, SectionKind, SourceFile
from kg.core.entity import Entity, EntityKind
from kg.core.errors import ReasonCode
from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.imported import ImportedEntity, ImportedEvidence, ImportedFact, ImportedSource
from kg.core.registry import KnownEntity, KnownWithdrawal
from kg.core.spans import Span
from kg.core.statement import PAPER, UNDISCLOSED, BackgroundEvidence, Predicate, Statement, TextEvidence, reference_node
from kg.documents.reader import read_document
from kg.places import Places
from kg.store.curation_log import append
from kg.store.graph import Graph
from kg.store.terms import clean
from tests.curating.world import decision
from tests.web.payloads import PAYLOADS, Harm, Payload

P = Predicate
SHORT = tuple(p for p in PAYLOADS if p.harm is not Harm.LENGTH)
LONG = tuple(p for p in PAYLOADS if p.harm is Harm.LENGTH)
_A_BUNDLE = 54
_A_THIRD = 72  # of them
BUNDLES: tuple[tuple[Payload, ...], ...] = (
    *(SHORT[at : at + _A_BUNDLE] for at in range(0, len(SHORT), _A_BUNDLE)),
    *((p,) for p in LONG),
)
"""The payloads as they come together in the title of a paper and the names of a dataset and a model of its own."""

IN_A_FILE = "in-a-file.txt"
SHARED_NAME = f"shared {SHORT[1].text}"
SHARED_DATA, SHARED_MODEL = "dataset:shared", "model:shared"
"""What all models are trained on, and what all papers use: whatever is asked about them comes to every text."""
_MARK = "§"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def hostile_graph(folder: Path) -> Path:
    """A graph in the folder: a paper for each bundle, one that lies there as a file, and all else that brings text."""
    place, graph_folder = folder / IN_A_FILE, folder / "graph"
    place.write_text(_typed(SHORT), "utf-8")
    read = _in_a_file(read_document(place))
    with Graph.open(graph_folder):
        append(graph_folder, list(_decisions()))
    with Graph.open(graph_folder) as graph:
        graph.put_many([read, *(_paper(number, bundle) for number, bundle in enumerate(BUNDLES))])
        for payload in SHORT:
            file = SourceFile(payload.text, "application/pdf", digest("failed", payload.text, length=64))
            graph.put_failure(file, ReasonCode.DAMAGED, payload.text)
        graph.put_import(_brought())
        graph.put_background(_known(), ())
        graph.curate()
    with Places(graph_folder) as places:
        places.note({place: read.source.sha256}, {})
    return graph_folder


def dataset_id(payload: Payload) -> str:
    """The identifier of the dataset that is called so."""
    return f"dataset:d{payload.number}"


def _told(payloads: Iterable[Payload]) -> Iterator[str]:
    return (f"{_MARK}{p.number} {p.text} {_MARK}" for p in payloads)


def _typed(payloads: Iterable[Payload]) -> str:
    """As a text file can hold them: with control characters it would be taken for something else, and refused."""
    return "\n\n".join(_CONTROLS.sub("", clean(line)) for line in _told(payloads))


def _in_a_file(document: Document) -> Extraction:
    """What stands between the marks of the text as quotes, each in a section headed by it."""
    text, starts = document.text, [document.text.index(f"{_MARK}{p.number} ") for p in SHORT]
    ends = [*starts[1:], len(text)]
    sections = [
        Section(clean(p.text), SectionKind.DATA, Span(start if number else 0, end))
        for number, (p, start, end) in enumerate(zip(SHORT, starts, ends, strict=True))
    ]
    said = [
        Statement(PAPER, P.TRAINS_ON, dataset_id(p), (_evidence(text, start, text.rindex(_MARK, start, end), p),))
        for p, start, end in zip(SHORT, starts, ends, strict=True)
    ]
    said += [s for p, evidence in zip(SHORT, (s.evidence[0] for s in said), strict=True) for s in _against(p, evidence)]
    shared = (Entity(SHARED_MODEL, EntityKind.MODEL, SHARED_NAME),)
    return _extraction(document.source, "All of it in a file", SHORT, sections, said, shared)


def _against(p: Payload, evidence: TextEvidence) -> Iterator[Statement]:
    """What contradicts the papers of the bundles: of each kind of conflict some, so that no kind has more than fit."""
    model, dataset = f"model:m{p.number}", dataset_id(p)
    if p.number % 3 == 0:
        yield Statement(model, P.TRAINED_ON, dataset, (evidence,))
    else:
        predicate = P.FINE_TUNED_FROM if p.number % 3 == 1 else P.ARCHITECTURE_FROM
        base = f"model:m{p.number - 1}" if p.number % 3 == 1 else SHARED_MODEL
        yield Statement(model, predicate, base, (evidence,))
    if p.number >= _A_THIRD:  # a third of the works has introduced all: no more have room in the frontier
        yield Statement(dataset, P.INTRODUCED_BY, reference_node(_key(PAYLOADS[p.number % _A_THIRD])), (evidence,))


def _paper(number: int, bundle: Sequence[Payload]) -> Extraction:
    """A paper called by all of the bundle, which says everything of things that are called by each."""
    title = " ".join(p.text for p in bundle)
    text = "\n".join(_told(bundle))
    lines = [(text.index(f"{_MARK}{p.number} "), p) for p in bundle]
    quotes = {p.number: _evidence(text, start, text.index(f" {_MARK}", start), p) for start, p in lines}
    said = [s for p in bundle for s in _said_of(p, quotes[p.number])]
    sections = [Section(_brief(bundle[0]), SectionKind.DATA, Span(0, len(text)))]
    source = SourceFile(_brief(bundle[0]), "text/plain", digest("hostile", str(number), length=64))
    if bundle[0].harm is Harm.LENGTH:
        return _extraction(source, title, bundle, sections, said)
    first, all_ = quotes[bundle[0].number], (f"dataset:bundle{number}", f"model:bundle{number}")
    said += [
        Statement(PAPER, P.EVALUATES_ON, all_[0], (first,)),
        Statement(PAPER, P.INTRODUCES, all_[1], (first,)),
        Statement(all_[1], P.TRAINED_ON, all_[0], (first,)),
        Statement(all_[1], P.FINE_TUNED_FROM, f"model:m{bundle[0].number}", (first,)),
        *(Statement(all_[0], P.HAS_PART, dataset_id(p), (quotes[p.number],)) for p in bundle),
        *(Statement(f"model:m{p.number}", P.TRAINED_ON, SHARED_DATA, (quotes[p.number],)) for p in bundle),
        *(
            Statement(f"model:m{p.number}", P.FINE_TUNED_FROM, SHARED_MODEL, (quotes[p.number],))
            for p in bundle
            if p.number % 3
        ),
        Statement(PAPER, P.USES, SHARED_MODEL, tuple(sorted(quotes.values(), key=lambda e: e.start))),
    ]
    entities = (
        Entity(all_[0], EntityKind.DATASET, title),
        Entity(all_[1], EntityKind.MODEL, title),
        Entity(SHARED_DATA, EntityKind.DATASET, SHARED_NAME),
        Entity(SHARED_MODEL, EntityKind.MODEL, SHARED_NAME),
    )
    return _extraction(source, title, bundle, sections, said, entities)


def _said_of(p: Payload, evidence: TextEvidence) -> Iterator[Statement]:
    """A model trained on a dataset, a work that introduced either, and every third model silent on its data."""
    model, dataset, work = f"model:m{p.number}", dataset_id(p), reference_node(_key(p))
    if p.harm is Harm.LENGTH:
        yield Statement(PAPER, P.TRAINS_ON, dataset, (evidence,))
        return
    for subject, predicate, target in (
        (PAPER, P.USES, model),
        (PAPER, P.TRAINS_ON, dataset),
        (dataset, P.INTRODUCED_BY, work),
        (model, P.INTRODUCED_BY, work),
        (model, P.EVALUATED_ON, dataset),
        (model, P.DISCLOSURE, UNDISCLOSED) if p.number % 3 == 0 else (model, P.TRAINED_ON, dataset),
    ):
        yield Statement(subject, predicate, target, (evidence,))


def _evidence(text: str, start: int, end: int, p: Payload) -> TextEvidence:
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    note = _brief(p) if p.number % 5 == 0 else ""
    return TextEvidence(start, end, text[start:end], 1, _brief(p), "rule:sample", 0.9, before, after, note)


def _extraction(
    source: SourceFile,
    title: str,
    payloads: Sequence[Payload],
    sections: Sequence[Section],
    said: Sequence[Statement],
    entities: Sequence[Entity] = (),
) -> Extraction:
    named = {id_ for s in said for id_ in (s.subject, s.object)}
    things = [Entity(dataset_id(p), EntityKind.DATASET, p.text, (_brief(p),)) for p in payloads]
    things += [Entity(f"model:m{p.number}", EntityKind.MODEL, p.text, (_brief(p),)) for p in payloads]
    return Extraction(
        source=source,
        reader="text",
        version="0.1.0",
        settings="plain",
        title=title,
        authors=tuple(_brief(p) for p in payloads[:9]),
        year=2024,
        arxiv=None,
        doi=None,
        venue=_brief(payloads[0]),
        sections=tuple(sections),
        references=tuple(_reference(p) for p in payloads),
        entities=tuple(sorted((*entities, *(t for t in things if t.id in named)), key=lambda e: e.id)),
        statements=tuple(sorted(said, key=lambda s: s.triple)),
        page_count=1,
        sentence_count=len(payloads),
        citation_count=0,
        links=tuple(_brief(p) for p in payloads),
    )


def _key(p: Payload) -> str:
    return f"w{p.number}"


def _reference(p: Payload) -> Reference:
    return Reference(_key(p), _brief(p), None, _brief(p), (_brief(p),), 2020, _brief(p), url=_brief(p))


def _brief(p: Payload) -> str:
    """A megabyte stands in titles, names and quotes, and not everywhere."""
    return p.text[:300]


def _brought() -> ImportedSource:
    """Facts that somebody imported, with addresses that run and licences that are none."""
    things = [
        ImportedEntity(Entity(f"dataset:i{p.number}", EntityKind.DATASET, p.text, (p.text,)), (p.text,), (p.text,), ())
        for p in SHORT
    ]
    said = [ImportedEvidence(p.text, 0.6, p.text, p.text, p.text) for p in SHORT]
    facts = [
        ImportedFact(f"dataset:i{p.number}", P.DERIVED_FROM, dataset_id(p), (each,))
        for p, each in zip(SHORT, said, strict=True)
    ]
    things += [ImportedEntity(Entity(dataset_id(p), EntityKind.DATASET, p.text, (p.text,)), (), (), ()) for p in SHORT]
    return ImportedSource(
        name=SHORT[0].text,
        form="facts-csv",
        sha256="b" * 64,
        licence=SHORT[1].text,
        entities=tuple(sorted(things, key=lambda t: t.entity.id)),
        facts=tuple(sorted(facts, key=lambda f: (f.subject, f.predicate.value, f.object))),
        failures=tuple(p.text for p in SHORT),
    )


def _known() -> Iterator[KnownEntity]:
    """What collections know of some of the datasets: a home that runs, and names that do."""
    for p in SHORT[::10]:
        yield KnownEntity(
            dataset_id(p),
            EntityKind.DATASET,
            p.text,
            (f"{p.text} corpus",),
            homepage=p.text,
            licence=p.text,
            source=p.text,
            source_licence=p.text,
        )
    reports = [
        f"https://example.org/?{quote(p.text, '()', errors='replace')}" if p.number % 2 else p.text for p in SHORT
    ]
    said = [
        BackgroundEvidence("invented", p.text, 0.9, work=report, note=p.text)
        for p, report in zip(SHORT, reports, strict=True)
    ]
    yield KnownEntity(SHARED_DATA, EntityKind.DATASET, SHARED_NAME, withdrawn=KnownWithdrawal("2020", tuple(said)))


def _decisions() -> Iterator[object]:
    for minutes, p in enumerate(SHORT):
        yield decision(
            DecisionKind.ACCEPT,
            f"model:{SHORT[1].text}",
            P.TRAINED_ON,
            f"dataset:{SHORT[1].text}",
            by=p.text,
            why=p.text,
            minutes=minutes,
        )
