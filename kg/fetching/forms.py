"""What was fetched, judged by its first bytes: a paper that kg can read, or something else."""

import re
import zlib

from kg.fetching.errors import FetchCode, NotFetchedError

HEAD = 4096
"""How many bytes at the beginning tell what a file is."""

_GZIP = b"\x1f\x8b"
_TAR_AT = 257
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title>", re.IGNORECASE | re.DOTALL)


def suffix_of(head: bytes, *, source: bool) -> str:
    """The suffix that a file with these first bytes gets: .pdf, or of a packed LaTeX source .tar.gz, .tar or .gz.

    Papers of which arXiv has no source come as a PDF for one.

    >>> suffix_of(b"%PDF-1.5", source=False)
    '.pdf'

    Raises:
        NotFetchedError: it is neither.
    """
    if head.lstrip()[:5] == b"%PDF-":
        return ".pdf"
    if source and head.startswith(_GZIP):
        try:
            inner = zlib.decompressobj(wbits=31).decompress(head, 512)
        except zlib.error:
            inner = b""
        return ".tar.gz" if inner[_TAR_AT:].startswith(b"ustar") else ".gz"
    if source and head[_TAR_AT:].startswith(b"ustar"):
        return ".tar"
    raise NotFetchedError(FetchCode.NOT_A_PAPER, f"what came is {_named(head)} and no {'source' if source else 'PDF'}")


def _named(head: bytes) -> str:
    begin = head.lstrip()[:200].lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in begin:
        title = _TITLE.search(head)
        words = " ".join(title[1].decode("utf-8", "replace").split()) if title else ""
        return f'a web page, "{words}",' if words else "a web page"
    return "empty" if not head else "something else"
