"""By what a file is known before anybody reads it."""

import hashlib
import stat
from pathlib import Path

from kg.core.document import SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.project.digest import SUFFIXES as LATEX_SUFFIXES
from kg.documents.latex.project.digest import digest_of_latex
from kg.documents.limits import Limits

EMPTY_FILE = hashlib.sha256().hexdigest()
"""The digest of a file without a byte: that several are is no sign that one was copied from another."""


def source_of(path: Path, *, limits: Limits = Limits()) -> SourceFile:  # noqa: B008 - an immutable value
    """The file's name and digest without reading it as a paper; the media type is left to the reader.

    Of a LaTeX paper the digest covers what its main file takes in, so that a change in any of its files is seen.
    Of a file that is larger than a paper may be, the digest is that of its beginning: it will be refused, and need
    not be read to the end for that.

    Raises:
        UnreadablePaperError: it is a device, a pipe or a folder, which nobody should wait for.
        OSError: the file cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadablePaperError(path.name, ReasonCode.NOT_A_PAPER, "it is no regular file; give the paper itself")
    if path.suffix.lower() in LATEX_SUFFIXES:
        return SourceFile(path.name, "application/octet-stream", digest_of_latex(path, limits.max_bytes))
    digest = hashlib.sha256()
    left = limits.max_bytes + 1
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(left, 1 << 20))):
            digest.update(chunk)
            left -= len(chunk)
    return SourceFile(path.name, "application/octet-stream", digest.hexdigest())
