"""An archive becomes the paper in it: arXiv's sources, a zipped project, a packed PDF."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.archives.forward import GZIP, ForwardStream
from kg.documents.archives.members import Member, is_tar, tar_members, zip_members
from kg.documents.latex.paper import read_project
from kg.documents.latex.project.files import LatexFiles
from kg.documents.latex.project.main_file import find_main
from kg.documents.latex.project.trees import MemoryTree
from kg.documents.limits import Limits
from kg.documents.sniffing import ZIP

_TEXTS = (".tex", ".ltx", ".latex", ".bbl", ".bib", ".sty", ".cls", ".clo", ".def")
_DIRECTIVES = re.compile(r"00README(?:\.\w+)?$", re.IGNORECASE)
_LARGEST_TEXT = 32 * 1024**2
_ALL_TEXTS = 128 * 1024**2
_LATEX = re.compile(
    rb"\\(?:documentclass|documentstyle|begin\s*\{|(?:sub)?section|input|magnification|title|chapter)(?![a-zA-Z])"
)

ReadFile = Callable[[str, bytes], Document]
"""Reads bytes that are no archive, under a name."""


def read_archive(
    name: str, data: bytes, media_type: str, *, sha256: str, limits: Limits, read_file: ReadFile
) -> Document:
    """The paper in an archive: a LaTeX project, a single LaTeX file, or else the one PDF in it.

    Nothing is written to disk. Only text files are kept in memory, up to 128 MB; all is bounded by limits.

    Raises:
        UnreadablePaperError: the archive is damaged, too large, or holds no paper that kg reads.
    """
    source = SourceFile(name, media_type, sha256)
    if media_type == ZIP:
        return _project(source, partial(zip_members, name, data, limits), limits, read_file)
    for _ in range(2):  # what was packed once more on its way is unpacked twice, but no oftener
        stream = ForwardStream(name, data, limits.max_unpacked_bytes)
        if is_tar(stream.peek(512)):
            return _project(source, partial(_tar, name, data, limits), limits, read_file)
        if not data.startswith(GZIP):
            raise UnreadablePaperError(name, ReasonCode.DAMAGED, "the archive is damaged; fetch it again")
        data = _single(name, stream, limits)
        if not data.startswith(GZIP):
            return _read_single(source, data, limits, read_file)
    raise UnreadablePaperError(name, ReasonCode.UNSUPPORTED, "it is packed several times over; unpack it first")


def _tar(name: str, data: bytes, limits: Limits) -> Iterator[Member]:
    return tar_members(name, ForwardStream(name, data, limits.max_unpacked_bytes), limits)


def _single(name: str, stream: ForwardStream, limits: Limits) -> bytes:
    data = stream.read_member(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise UnreadablePaperError(
            name, ReasonCode.TOO_LARGE, f"it unpacks to more than {limits.max_bytes >> 20} MiB; split it"
        )
    if not data:
        raise UnreadablePaperError(name, ReasonCode.EMPTY_FILE, "there is nothing in the archive; fetch it again")
    return data


def _read_single(source: SourceFile, data: bytes, limits: Limits, read_file: ReadFile) -> Document:
    """The one file in a gzip: LaTeX by its commands, for arXiv gives it no suffix, else what its bytes say."""
    if data[257:262] == b"ustar":  # a tar archive whose first header is spoilt
        raise UnreadablePaperError(source.name, ReasonCode.DAMAGED, "the archive is damaged; fetch it again")
    inner = re.sub(r"\.gz$", "", source.name, flags=re.IGNORECASE)
    if (
        b"\0" not in data[:4096]
        and not data.startswith(b"%PDF")
        and (inner.lower().endswith(".tex") or _LATEX.search(data[:200_000]))
    ):
        main = inner if inner.lower().endswith(".tex") else f"{inner}.tex"
        return read_project(LatexFiles(MemoryTree({main: data}), main, source.name, limits), source, called=source.name)
    return replace(read_file(inner, data), source=source)


def _project(
    source: SourceFile, members: Callable[[], Iterator[Member]], limits: Limits, read_file: ReadFile
) -> Document:
    texts: dict[str, bytes] = {}
    papers: list[str] = []
    left = _ALL_TEXTS
    for member in members():
        name = member.name.lower()
        if name.endswith(".pdf"):
            papers.append(member.name)
        elif (name.endswith(_TEXTS) or _DIRECTIVES.match(posixpath.basename(name))) and member.size <= _LARGEST_TEXT:
            left -= member.size
            if left < 0:
                raise UnreadablePaperError(
                    source.name, ReasonCode.TOO_LARGE, "it holds too much text; give the paper's files"
                )
            texts[member.name] = member.read()
    main = find_main(texts)
    if main is not None:
        tree = MemoryTree(texts, posixpath.dirname(main))
        files = LatexFiles(tree, posixpath.basename(main), source.name, limits)
        return read_project(files, source, called=source.name)
    if len(papers) == 1:
        found = next((m.read() for m in members() if m.name == papers[0] and m.size <= limits.max_bytes), None)
        if found:
            return replace(read_file(posixpath.basename(papers[0]), found), source=source)
    raise UnreadablePaperError(
        source.name, ReasonCode.NOT_A_PAPER, "there is no LaTeX paper in the archive; unpack it and give the papers"
    )
