"""A file becomes a Document, whatever of the formats we read it is in."""

import hashlib
import os
from functools import partial
from pathlib import Path

from kg.core.document import Document
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents import sniffing
from kg.documents.decoding import decode
from kg.documents.limits import Limits


def read_document(path: Path, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - an immutable value
    """The paper in the file, read by what its bytes are, then by its suffix.

    PDF, LaTeX, TEI, JATS, S2ORC, Markdown and plain text are read. Equal bytes under an equal name give an equal
    document.

    Raises:
        UnreadablePaperError: the file is missing, empty, too large, encrypted, damaged, or no paper; nothing else.
    """
    data = _bytes(path, limits)
    media_type = sniffing.media_type(path.name, data)
    digest = hashlib.sha256(data).hexdigest()
    try:
        document = _read(path, data, media_type, digest, limits)
    except RecursionError as error:
        raise UnreadablePaperError(path.name, ReasonCode.DAMAGED, "it is nested too deeply to be a paper") from error
    if len(document.text) > limits.max_characters:
        raise UnreadablePaperError(path.name, ReasonCode.TOO_LARGE, "it holds too much text for one paper; split it")
    return document


def _read(path: Path, data: bytes, media_type: str, digest: str, limits: Limits) -> Document:
    # imported where needed: each format brings libraries that the others do without
    if media_type == sniffing.PDF:
        from kg.documents.pdf.paper import read_pdf  # noqa: PLC0415

        return read_pdf(path.name, data, sha256=digest, limits=limits)
    if media_type == sniffing.LATEX:
        from kg.documents.latex.paper import read_latex  # noqa: PLC0415

        return read_latex(path, limits=limits)
    if media_type in sniffing.ARCHIVES:
        from kg.documents.archives.paper import read_archive  # noqa: PLC0415

        return read_archive(
            path.name, data, media_type, sha256=digest, limits=limits, read_file=partial(_unpacked, digest, limits)
        )
    if media_type == sniffing.TEI:
        from kg.documents.tei.paper import read_tei  # noqa: PLC0415

        return read_tei(path.name, data, sha256=digest)
    if media_type == sniffing.JATS:
        from kg.documents.jats.paper import read_jats  # noqa: PLC0415

        return read_jats(path.name, data, sha256=digest)
    if media_type == sniffing.S2ORC:
        from kg.documents.s2orc.paper import read_s2orc  # noqa: PLC0415

        return read_s2orc(path.name, data, sha256=digest)
    text = decode(path.name, data)
    if media_type == sniffing.MARKDOWN:
        from kg.documents.markdown.paper import document_from_markdown  # noqa: PLC0415

        return document_from_markdown(text, path.name, sha256=digest)
    from kg.documents.text import document_from_text  # noqa: PLC0415

    return document_from_text(text, path.name, media_type=media_type, sha256=digest)


def _unpacked(digest: str, limits: Limits, name: str, data: bytes) -> Document:
    """The paper that lay in an archive, known by the archive's digest."""
    media_type = sniffing.media_type(name, data)
    if media_type in (*sniffing.ARCHIVES, sniffing.LATEX):
        raise UnreadablePaperError(name, ReasonCode.UNSUPPORTED, "it is packed several times over; unpack it first")
    return _read(Path(name), data, media_type, digest, limits)


def _bytes(path: Path, limits: Limits) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadablePaperError(name, ReasonCode.UNSUPPORTED, "it is a folder; give the files in it")
        if path.exists() and not path.is_file():  # opening a pipe would wait for whoever writes to it
            raise UnreadablePaperError(name, ReasonCode.NOT_A_PAPER, "it is no regular file; give the paper itself")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size  # so that a file of gigabytes is not read to be refused
            data = file.read(limits.max_bytes + 1) if size <= limits.max_bytes else b""
    except FileNotFoundError as error:
        raise UnreadablePaperError(name, ReasonCode.MISSING, "there is no such file; check the spelling") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadablePaperError(name, ReasonCode.MISSING, f"it cannot be opened: {reason}") from error
    if max(size, len(data)) > limits.max_bytes:
        raise UnreadablePaperError(
            name, ReasonCode.TOO_LARGE, f"it is larger than {limits.max_bytes >> 20} MiB; split it"
        )
    return data
