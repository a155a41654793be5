"""An invented registry, and papers that name its things."""

from kg.core.document import Document, Reference, SectionKind
from kg.core.entity import EntityKind, entity_id
from kg.core.mention import Mention
from kg.core.registry import KnownEntity, Work
from kg.core.rejections import Rejections
from kg.core.spans import Span
from kg.core.statement import BackgroundEvidence, Fact, Predicate
from kg.grounding.grounding import Grounded, ground
from kg.grounding.registry import Registry
from tests.made import document

DATASET, MODEL = EntityKind.DATASET, EntityKind.MODEL


def known(
    kind: EntityKind,
    name: str,
    *aliases: str,
    title: str | None = None,
    arxiv: str | None = None,
    ambiguous: bool = False,
    identifier: str | None = None,
) -> KnownEntity:
    work = Work(title, arxiv=arxiv) if title or arxiv else None
    return KnownEntity(identifier or entity_id(kind, name), kind, name, aliases, ambiguous, work)


REED_TITLE = "The REED Bird Sounds (RBS) Challenge"
WORLD = Registry(
    tuple(
        sorted(
            (
                known(DATASET, "REED RBS", "RBS", title=REED_TITLE),
                known(DATASET, "RBS2007", title=REED_TITLE, arxiv="0701.00001"),
                known(DATASET, "MarshNet", "SWAMP 2012", title="MarshNet: a hierarchy of marshes", arxiv="0906.00001"),
                known(DATASET, "Fenn Treebank", title="Building a treebank of fens", arxiv="9301.00001"),
                known(DATASET, "PondBank", "PondBank Corpus", title="The PondBank of ponds"),
                known(DATASET, "FLOCK", title="FLOCK: a suite of bird tasks"),
                known(DATASET, "WaderNLI", title="WaderNLI: inference on waders"),
                known(DATASET, "Commonswallow", title="Commonswallow: many swallows"),
                known(DATASET, "ToolNest", identifier="dataset:toolnest-aaaaaaaa", arxiv="2301.00001"),
                known(DATASET, "ToolNest", identifier="dataset:toolnest-bbbbbbbb", arxiv="2302.00002"),
                known(DATASET, "Marsh Telephone Corpus", "Reeds", "Bittern", title="Calls on the marsh telephone"),
                known(MODEL, "Quail", title="Quail: a model of marsh birds", arxiv="2201.00001"),
                known(MODEL, "Quail 3", title="Quail 3: the third model"),
                known(MODEL, "DuckNet", title="Deep ducks for birds in water"),
                known(MODEL, "Heron-XL", title="Heron-XL: beyond the reach of herons"),
                known(MODEL, "Heron", title="Herons are all you need here"),
                known(MODEL, "Polyheron", title="Polyheron for many tongues"),
                known(MODEL, "Teal+", title="More of Teal"),
                known(MODEL, "Quail-B", arxiv="2201.00001"),
                known(MODEL, "Grebe", "Grebe-B/16", title="A grebe is worth many marshes"),
                known(MODEL, "GLN", "Great Lake Network", title="Networks of great lakes"),
                known(DATASET, "Tern", title="Terns over the sea", arxiv="1301.00001"),
                known(DATASET, "Tern-2", title="Terns over the sea", arxiv="1301.00001"),
                known(DATASET, "Plover", title="Plover: a table of plovers"),
                known(DATASET, "Waterfowl"),
                known(DATASET, "English Waterfowl"),
                known(DATASET, "Stanton Snipes", title="Snipes of Stanton"),
            ),
            key=lambda e: e.id,
        )
    ),
    (
        Fact(
            "dataset:flock",
            Predicate.HAS_PART,
            "dataset:wadernli",
            (BackgroundEvidence("bird-list", "CC0-1.0", 0.8),),
        ),
    ),
    (),
)


def paper(*sentences: str, title: str = "An invented paper", cited: dict[str, Reference] | None = None) -> Document:
    """A paper of these sentences; cited maps each marker's text to the entry it stands for."""
    cited = cited or {}
    return document(
        ("4 Experiments", SectionKind.EXPERIMENTS, list(sentences)),
        title=title,
        references=tuple(dict.fromkeys(cited.values())),
        cited={marker: r.key for marker, r in cited.items()},
    )


def entry(title: str, *, arxiv: str | None = None) -> Reference:
    return Reference(title, title, title=title, arxiv=arxiv)


def named(made: Document, kind: EntityKind, *surfaces: str, canonical: str | None = None) -> list[Mention]:
    """A mention of each spelling, wherever it stands outside a longer one that was given before."""
    found: list[Mention] = []
    for surface in surfaces:
        at = made.text.find(surface)
        while at >= 0:
            span = Span(at, at + len(surface))
            if not any(m.span.overlaps(span) for m in found):
                found.append(Mention(span, surface, kind, ("crf",), 0.9, canonical))
            at = made.text.find(surface, at + 1)
    return sorted(found)


def grounded(
    made: Document,
    kind: EntityKind,
    *surfaces: str,
    canonical: str | None = None,
    abbreviations: dict[str, str] | None = None,
    rejected: Rejections = Rejections(),  # noqa: B008
) -> Grounded:
    mentions = named(made, kind, *surfaces, canonical=canonical)
    return ground(made, mentions, WORLD, abbreviations or {}, rejected)


def ids(made: Document, kind: EntityKind, *surfaces: str, **more: object) -> list[str]:
    """The ids that the spellings mean, each once, in the order of the text."""
    found = grounded(made, kind, *surfaces, **more).groundings
    return list(dict.fromkeys(g.entity_id for g in found))
