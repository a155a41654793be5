"""Readers of papers: whatever the bytes, a document that holds together, or an error with a reason."""

import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from fuzz_parts.texts import mixed, worsened, worsened_bytes
from fuzz_parts.words import JATS, LATEX, MARKDOWN, PLAIN, REFERENCE, S2ORC, TEI
from kg.core.document import Document
from kg.core.errors import KgError, UnreadablePaperError
from kg.core.spans import Span
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from kg.documents.references.parsing.parser import parse_reference

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers"
_LIMITS = Limits(max_bytes=1_000_000, max_characters=500_000, max_members=100, max_unpacked_bytes=1_000_000)


def read(folder: Path, name: str, data: bytes) -> None:
    """Read the bytes as a file of this name and look whether the document holds together."""
    path = folder / name
    path.write_bytes(data)
    try:
        document = read_document(path, limits=_LIMITS)
    except UnreadablePaperError as error:
        told(error)
        return
    look_at(document)


def told(error: KgError) -> None:
    """See that an error says something.

    Raises:
        AssertionError: it does not.
    """
    assert str(error).strip(), f"{type(error).__name__} says nothing"


def look_at(document: Document) -> None:
    """See that all spans lie in the text, that the sections tile it, and that citations lead to references.

    Raises:
        AssertionError: something does not.
    """
    size = len(document.text)
    for spans in (document.sections, document.blocks, document.references, document.citations):
        _within([item.span for item in spans if item.span is not None], size)
    _within(document.sentences, size)
    assert not any("\ud800" <= c <= "\udfff" for c in document.text), "a lone surrogate cannot be stored"
    keys = {reference.key for reference in document.references}
    assert len(keys) == len(document.references), "each reference has a key of its own"
    assert {c.reference_key for c in document.citations} <= keys, "a citation leads to a reference"


def _within(spans: Iterable[Span], size: int) -> None:
    for span in spans:
        assert 0 <= span.start <= span.end <= size, f"{span} lies outside of {size} characters"


def parse(raw: str) -> None:
    """Parse a string of a bibliography and look at the fields.

    Raises:
        AssertionError: a field is not what it claims to be.
    """
    found = parse_reference(raw)
    assert found.year is None or 1000 <= found.year <= 2999, f"{found.year} is no year"
    for text in (found.title, found.venue, found.doi, found.arxiv, *found.authors):
        assert text is None or text.strip(), "a field is absent or says something"


def packed(data: bytes, members: dict[str, bytes]) -> bytes:
    """A tar or zip archive of the members, which of the two the first byte tells."""
    archive = io.BytesIO()
    members = {name: content for name, content in members.items() if name}  # zipfile cannot write one without
    if data[:1] < b"\x80":
        with tarfile.open(fileobj=archive, mode="w:gz" if data[1:2] < b"\x80" else "w") as tar:
            for name, content in members.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
    else:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, content in members.items():
                zipped.writestr(name, content)
    return archive.getvalue()


def _text(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


_FILE = st.sampled_from(["main.tex", "a/b.tex", "../x.tex", "/etc/x", "x.bbl", "x.bib", "paper.pdf", "00README", ""])
_NAMES = st.one_of(_FILE, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
_MEMBERS = st.dictionaries(_NAMES, mixed(LATEX, most=20).map(lambda t: t.encode("utf-8", "replace")), max_size=5)
_ARCHIVE = st.builds(packed, st.binary(min_size=2, max_size=2), _MEMBERS)
_ARCHIVES = [
    packed(b"\0\0", {"main.tex": b"\\documentclass{article}"}),
    packed(b"\xff", {"a.tex": b"\\begin{document}"}),
]

MARKED: dict[str, tuple[str, st.SearchStrategy[str]]] = {
    "text": ("paper.txt", mixed(PLAIN) | worsened([_text("heronnet.txt"), _text("flightpath.txt")], PLAIN)),
    "markdown": ("paper.md", mixed(MARKDOWN) | worsened([_text("plover.md"), _text("marshbirds.md")], MARKDOWN)),
    "latex": ("paper.tex", mixed(LATEX) | worsened([_text("waderbench.tex")], LATEX)),
    "tei": ("paper.tei.xml", mixed(TEI) | worsened(["".join(TEI)], TEI)),
    "jats": ("paper.nxml", mixed(JATS) | worsened(["".join(JATS)], JATS)),
    "s2orc": ("paper.json", mixed(S2ORC) | worsened(["".join(S2ORC)], S2ORC)),
}
"""By target, the name a file has, and its texts."""

BYTES: dict[str, tuple[str, st.SearchStrategy[bytes]]] = {
    "pdf": (
        "paper.pdf",
        worsened_bytes([(EXAMPLES / "quail-1.pdf").read_bytes(), (EXAMPLES / "quail-2.pdf").read_bytes()]),
    ),
    "archives": ("paper.tar.gz", _ARCHIVE | worsened_bytes(_ARCHIVES)),
    "bytes": ("paper", st.binary(max_size=400)),
}

REFERENCES = mixed(REFERENCE) | worsened(["".join(REFERENCE[:20])], REFERENCE)
