"""What tests of importing share: the small files that travel along, and how they are read."""

from pathlib import Path

from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, Named, together
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.importing.file import Borrowed, ImportFile
from kg.importing.forms import Form
from kg.importing.reading import read_import
from kg.store.foreign import read_rdf

FILES = Path(__file__).parent / "files"
BORROWED = Borrowed(bibtex=read_bibtex, rdf=read_rdf)


def sample(name: str) -> ImportFile:
    """The small file of this name; a card goes by its place among the cards."""
    path = FILES / name
    return ImportFile(name.removeprefix("cards/"), path.read_bytes(), name)


def read(name: str, form: Form | None = None) -> Gathered:
    """What the small file of this name states."""
    return read_import(sample(name), BORROWED, form)[1]


def read_text(text: str, name: str, form: Form | None = None) -> Gathered:
    """What a file of this text and name states."""
    return read_import(ImportFile(name, text.encode(), name), BORROWED, form)[1]


def triples(gathered: Gathered) -> set[tuple[str, str, str]]:
    """The claims in names: subject, predicate ("depends" where none is told), object."""
    return {(_name(c.subject), c.predicate or "depends", _name(c.object)) for c in gathered.claims}


def claim(gathered: Gathered, predicate: str, target: str) -> Claim:
    """The one claim with this predicate and object."""
    (found,) = [c for c in gathered.claims if c.predicate == predicate and _name(c.object) == target]
    return found


def dataset(name: str, **told: object) -> Named:
    """A dataset as a record names it."""
    return Named(EntityKind.DATASET, name, **told)  # type: ignore[arg-type]


def model(name: str, **told: object) -> Named:
    """A model as a record names it."""
    return Named(EntityKind.MODEL, name, **told)  # type: ignore[arg-type]


def _name(end: object) -> str:
    if end is None:
        return "undisclosed"
    if isinstance(end, Named):
        return end.name
    return end.arxiv or end.doi or end.title  # type: ignore[attr-defined, no-any-return]


def together_cards() -> Gathered:
    """What all the small cards state."""
    names = sorted(p.relative_to(FILES).as_posix() for p in (FILES / "cards").rglob("README.md"))
    return together(read(name) for name in names)
