"""The PDFs of a folder read once, with the layout before references and citations were found."""

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

import kg.documents.pdf.paper as pdf_paper
from kg.core.document import Document
from kg.core.errors import UnreadablePaperError
from kg.documents.layout import Layout
from kg.documents.reader import read_document

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_CITE = re.compile(r"^/?cite\.(?:\d+@)?(.+)$")


@dataclass(frozen=True)
class ReadPaper:
    """A PDF as read: its document, the layout it was made from, and the destinations of its bibliography by name."""

    name: str
    document: Document
    layout: Layout
    destinations: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether the paper is of the half that rules are not made from, told by its file's name."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


@lru_cache(maxsize=1)
def read_papers(papers: Path) -> tuple[ReadPaper, ...]:
    """The PDFs in the folders mission/ and mixed/ that can be read, in the order of their names; each is read once."""
    paths = [p for folder in ("mission", "mixed") for p in sorted((papers / folder).glob("*.pdf"))]
    with ProcessPoolExecutor(max_workers=2) as pool:
        return tuple(paper for paper in pool.map(_read, paths, chunksize=4) if paper is not None)


def _read(path: Path) -> ReadPaper | None:
    try:
        with _layouts() as layouts:
            document = read_document(path)
    except UnreadablePaperError:
        return None
    if not layouts:
        return None
    return ReadPaper(path.name, document, layouts[-1], tuple(sorted(_destinations(path))))


@contextmanager
def _layouts() -> Iterator[list[Layout]]:
    """The layouts that the PDF reader hands on while the context lasts."""
    seen: list[Layout] = []
    assembled = pdf_paper.assembled  # type: ignore[attr-defined]

    def noted(source: Any, reader: str, layout: Layout, front: Any, **more: Any) -> Document:
        seen.append(layout)
        return assembled(source, reader, layout, front, **more)

    pdf_paper.assembled = noted  # type: ignore[attr-defined]
    try:
        yield seen
    finally:
        pdf_paper.assembled = assembled  # type: ignore[attr-defined]


def _destinations(path: Path) -> set[str]:
    """The names under which the file's places of citations are kept, as pypdf lists them."""
    try:
        names = PdfReader(io.BytesIO(path.read_bytes())).named_destinations
        return {m.group(1) for name in names if (m := _CITE.match(str(name)))}
    except Exception:  # pypdf raises whatever a damaged file makes it trip over
        return set()
