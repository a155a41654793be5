"""Extractions of any shape, for properties."""

from hypothesis import strategies as st

from kg.core.document import Reference, Section, SectionKind, SourceFile
from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.extraction import Extraction
from kg.core.names import fold
from kg.core.spans import Span
from kg.core.statement import (
    LINEAGE,
    PAPER,
    UNDISCLOSED,
    Predicate,
    Statement,
    TextEvidence,
    reference_node,
)

HOSTILE = [
    "quotes \" and ' and \\",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "right \u202e to left",
    "line\u2028separator\u0085next",
    "NUL \x00 and bell \x07 and \ufffe",
    "new\nline\r\ntab\t",
    "> . } ; drop all # <http://x>",
    "emoji 🦆 and ﬁ",
    "@prefix kg: <x> .\n",
]
text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
"""Text without surrogates, as hypothesis makes it by default."""

any_text = st.one_of(text, st.text(st.characters(exclude_categories=()), max_size=20))
"""Text with lone surrogates too."""

names = st.one_of(
    st.sampled_from(["C4", "Wikipedia", "Bird Count", "ﬁnches 2.0", "鳥類"]), st.text(max_size=20)
).filter(fold)
optional = st.one_of(st.none(), text)
years = st.one_of(st.none(), st.integers(1000, 2999))
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 10**6), st.integers(1, 10**4))
arxivs = st.one_of(st.none(), st.sampled_from(["2302.13971", "1706.03762", "cmp-lg/9905001"]), text)
dois = st.one_of(st.none(), st.sampled_from(["10.1000/abc", "10.48550/arXiv.2302.13971", "10.1/x#y%20"]), text)
titles = st.one_of(
    st.none(), st.sampled_from(["Birds of the Marsh: a survey of a thousand reeds", "A Short Note", "Birds"]), text
)
authors = st.lists(st.one_of(st.sampled_from(["Ada Fenn", "Marsh, Bo"]), text), max_size=3).map(tuple)


@st.composite
def evidence(draw: st.DrawFn, words: st.SearchStrategy[str] = text) -> TextEvidence:
    quote = draw(words.filter(bool))
    start = draw(st.integers(0, 10**6))
    return TextEvidence(
        start,
        start + len(quote),
        quote,
        draw(st.one_of(st.none(), st.integers(1, 500))),
        draw(words),
        draw(words),
        draw(st.one_of(st.just(1.0), st.floats(0, 1, exclude_min=True))),
        draw(words),
        draw(words),
        draw(words),
    )


@st.composite
def extractions(draw: st.DrawFn, words: st.SearchStrategy[str] = text) -> Extraction:
    """An extraction in the order that extraction keeps: entities by id, statements by triple, evidence by place."""
    keys = draw(st.lists(words.filter(bool), max_size=4, unique=True))
    references = tuple(
        Reference(
            key,
            draw(words),
            draw(st.one_of(st.none(), spans)),
            draw(titles),
            draw(authors),
            draw(years),
            draw(optional),
            draw(dois),
            draw(arxivs),
            draw(optional),
        )
        for key in keys
    )
    found = {}
    for kind, name in draw(st.lists(st.tuples(st.sampled_from(EntityKind), names), max_size=5)):
        surfaces = tuple(sorted(draw(st.sets(words, max_size=3))))
        found[entity_id(kind, name)] = Entity(entity_id(kind, name), kind, name, surfaces)
    entities = tuple(found[i] for i in sorted(found))
    return Extraction(
        source=SourceFile(draw(words), draw(words), draw(st.text("0123456789abcdef", min_size=64, max_size=64))),
        reader=draw(words),
        version=draw(words),
        settings=draw(words),
        title=draw(titles),
        authors=draw(authors),
        year=draw(years),
        arxiv=draw(arxivs),
        doi=draw(dois),
        venue=draw(optional),
        sections=tuple(
            draw(
                st.lists(st.builds(Section, words, st.sampled_from(SectionKind), spans, st.integers(1, 6)), max_size=4)
            )
        ),
        references=references,
        entities=entities,
        statements=_statements(draw, [e.id for e in entities], keys, words),
        unread_pages=tuple(draw(st.lists(st.integers(1, 999), unique=True, max_size=3).map(sorted))),
        page_count=draw(st.one_of(st.none(), st.integers(1, 999))),
        sentence_count=draw(st.integers(0, 9999)),
        citation_count=draw(st.integers(0, 9999)),
        links=tuple(draw(st.lists(words, max_size=3))),
    )


def _statements(
    draw: st.DrawFn, ids: list[str], keys: list[str], words: st.SearchStrategy[str]
) -> tuple[Statement, ...]:
    if not ids:
        return ()
    one = st.sampled_from(ids)
    roles = [p for p in Predicate if p not in {*LINEAGE, Predicate.INTRODUCED_BY, Predicate.DISCLOSURE}]
    shapes = [
        st.tuples(st.just(PAPER), st.sampled_from(roles), one),
        st.tuples(one, st.sampled_from(LINEAGE), one),
        st.tuples(one, st.just(Predicate.DISCLOSURE), st.just(UNDISCLOSED)),
    ]
    if keys:
        cited = st.sampled_from(keys).map(reference_node)
        shapes.append(st.tuples(one, st.just(Predicate.INTRODUCED_BY), cited))
    triples = draw(st.sets(st.one_of(shapes), max_size=6))
    ordered = sorted(triples, key=lambda t: (t[0], t[1].value, t[2]))
    return tuple(Statement(*t, tuple(_sorted(draw(st.sets(evidence(words), min_size=1, max_size=3))))) for t in ordered)


def _sorted(found: set[TextEvidence]) -> list[TextEvidence]:
    return sorted(
        found,
        key=lambda e: (e.start, e.end, e.quote, e.page or 0, e.section, e.extractor, e.confidence, e.prefix, e.suffix),
    )
