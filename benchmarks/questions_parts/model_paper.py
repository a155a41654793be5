"""Two papers with holes in them: what one paper says, with a token wherever a name is to be filled in.

Each names 8 datasets and 5 models and prints 40 references. A token is of letters and digits alone, so that it comes
through folding and percent-encoding as it is: ``qd3q`` stands for a dataset, ``qm0q`` for a model, ``qr17q`` for the
work that an entry of the bibliography refers to, ``qpq`` for the paper itself.
"""

from collections.abc import Iterable

from kg.core.document import Reference, Section, SectionKind, SourceFile
from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.spans import Span
from kg.core.statement import PAPER, UNDISCLOSED, Predicate, Statement, TextEvidence, reference_node

DATASETS, MODELS, REFERENCES = 8, 5, 40
WITH_DOI = 25
"""So many of the references have a DOI; the others are known by title and author."""

SHA256 = digest("the paper with holes", length=64)
AUTHORS = ("Ada Fenn", "Bo Marsh", "Cleo Rail")
P = Predicate

_HEADINGS = (
    ("", SectionKind.FRONT),
    ("Abstract", SectionKind.ABSTRACT),
    ("1 Introduction", SectionKind.INTRODUCTION),
    ("2 Related Work", SectionKind.RELATED_WORK),
    ("3 Data", SectionKind.DATA),
    ("4 Method", SectionKind.METHOD),
    ("5 Experiments", SectionKind.EXPERIMENTS),
    ("6 Results", SectionKind.RESULTS),
    ("7 Conclusion", SectionKind.CONCLUSION),
    ("References", SectionKind.REFERENCES),
)
_LENGTH = 4_000  # characters of a section
_ROLES = {
    "model": (
        *((PAPER, P.INTRODUCES, "m0"), (PAPER, P.USES, "m1"), (PAPER, P.USES, "m2")),
        *((PAPER, P.COMPARES, "m3"), (PAPER, P.COMPARES, "m4")),
        *((PAPER, P.TRAINS_ON, "d0"), (PAPER, P.TRAINS_ON, "d1")),
        *((PAPER, P.EVALUATES_ON, f"d{k}") for k in (2, 3, 4, 5)),
        *((PAPER, P.MENTIONS, "d6"), (PAPER, P.MENTIONS, "d7")),
        *(("m0", P.FINE_TUNED_FROM, "m1"), ("m0", P.TRAINED_ON, "d0"), ("m0", P.TRAINED_ON, "d1")),
        *(("m0", P.EVALUATED_ON, "d2"), ("m0", P.EVALUATED_ON, "d5"), ("m3", P.EVALUATED_ON, "d2")),
        *(("d0", P.INTRODUCED_BY, "r0"), ("d2", P.INTRODUCED_BY, "r1"), ("m1", P.INTRODUCED_BY, "r2")),
        *(("m2", P.INTRODUCED_BY, "r3"), ("d5", P.INTRODUCED_BY, "r4"), ("m3", P.INTRODUCED_BY, "r5")),
    ),
    "data": (
        *((PAPER, P.INTRODUCES, "d0"), (PAPER, P.USES, "m0"), (PAPER, P.USES, "m1")),
        *((PAPER, P.COMPARES, "m2"), (PAPER, P.COMPARES, "m3"), (PAPER, P.MENTIONS, "m4")),
        *((PAPER, P.EVALUATES_ON, f"d{k}") for k in (2, 3, 5)),
        *((PAPER, P.MENTIONS, f"d{k}") for k in (1, 4, 6, 7)),
        *(("d0", P.DERIVED_FROM, "d1"), ("m4", P.DISCLOSURE, UNDISCLOSED), ("m3", P.EVALUATED_ON, "d5")),
        *(("d1", P.INTRODUCED_BY, "r0"), ("d2", P.INTRODUCED_BY, "r1"), ("m1", P.INTRODUCED_BY, "r2")),
        *(("m0", P.INTRODUCED_BY, "r3"), ("d5", P.INTRODUCED_BY, "r4"), ("m3", P.INTRODUCED_BY, "r5")),
    ),
}
KINDS = tuple(_ROLES)
"""A paper that introduces a model of its own, and one that introduces data."""


def with_holes(kind: str) -> Extraction:
    """The paper of this kind, to be filled in."""
    datasets = [_entity(EntityKind.DATASET, f"d{k}") for k in range(DATASETS)]
    models = [_entity(EntityKind.MODEL, f"m{k}") for k in range(MODELS)]
    ids = {f"d{k}": e.id for k, e in enumerate(datasets)} | {f"m{k}": e.id for k, e in enumerate(models)}
    return Extraction(
        source=SourceFile("qpq.pdf", "application/pdf", SHA256),
        reader="pypdfium2",
        version="0.1.0",
        settings="benchmark",
        title=title_of("qpq"),
        authors=AUTHORS,
        year=2020,
        arxiv=None,
        doi=doi_of("qpq"),
        venue="Proceedings of Wet Places",
        sections=tuple(_sections()),
        references=tuple(_reference(k) for k in range(REFERENCES)),
        entities=tuple(sorted((*datasets, *models), key=lambda e: e.id)),
        statements=tuple(_statements(kind, ids)),
        page_count=10,
        sentence_count=240,
        citation_count=61,
    )


def title_of(work: str) -> str:
    """The title of a work that has a DOI."""
    return f"A long study of {work} in the field"


def bare_title_of(work: str) -> str:
    """The title of a work that has none."""
    return f"Some notes on {work} and other things"


def doi_of(work: str) -> str:
    """The DOI of a work."""
    return f"10.5555/{work}"


def _entity(kind: EntityKind, slot: str) -> Entity:
    name = f"{'Set' if kind is EntityKind.DATASET else 'Net'} q{slot}q"
    return Entity(entity_id(kind, name), kind, name, (name, name.replace(" ", "-")))


def _sections() -> Iterable[Section]:
    for number, (heading, kind) in enumerate(_HEADINGS):
        yield Section(heading, kind, Span(number * _LENGTH, (number + 1) * _LENGTH))


def _reference(number: int) -> Reference:
    work, venue = f"qr{number}q", "Journal of Ponds"
    title = title_of(work) if number < WITH_DOI else bare_title_of(work)
    doi = doi_of(work) if number < WITH_DOI else None
    raw = f"[{number + 1}] {', '.join(AUTHORS)}. {title}. {venue}, 2018.{f' doi:{doi}' if doi else ''}"
    start = 9 * _LENGTH + number * 90
    return Reference(str(number + 1), raw, Span(start, start + 90), title, AUTHORS, 2018, venue, doi)


def _statements(kind: str, ids: dict[str, str]) -> Iterable[Statement]:
    ends = ids | {PAPER: PAPER, UNDISCLOSED: UNDISCLOSED}
    ends |= {f"r{k}": reference_node(str(k + 1)) for k in range(REFERENCES)}
    said = [(ends[s], p, ends[o], f"{s} {p.value} {o}") for s, p, o in _ROLES[kind]]
    for number, (subject, predicate, target, words) in enumerate(sorted(said, key=lambda t: (t[0], t[1].value, t[2]))):
        quotes = (_quote(number, words), *((_quote(number + 50, words),) if number % 3 == 0 else ()))
        yield Statement(subject, predicate, target, quotes)


def _quote(number: int, words: str) -> TextEvidence:
    quote = f"In the sentence of number {number} we say that {words}, as can be read at this place of the paper."
    start = 4 * _LENGTH + number * 150
    page, around = 1 + start // 4_800, "thirty-two characters around it."
    return TextEvidence(start, start + len(quote), quote, page, "3 Data", "rule:sample", 0.9, around, around)
