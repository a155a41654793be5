"""What a file is, judged by its bytes before its name."""

import re
from pathlib import Path

from kg.core.errors import ReasonCode, UnreadablePaperError

PDF = "application/pdf"
MARKDOWN = "text/markdown"
LATEX = "application/x-tex"
TEXT = "text/plain"

_BY_SUFFIX = {".md": MARKDOWN, ".markdown": MARKDOWN, ".tex": LATEX, ".latex": LATEX}
_PDF_MAGIC = re.compile(rb"%PDF-|%!PS-Adobe-\d\.\d PDF-")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|script)\b", re.I | re.S
)
_HEAD = 1024
"""Readers of PDF look for the magic among so many first bytes."""

_KNOWN = (
    (b"PK\x03\x04", "it is a ZIP archive or an Office document; save it as PDF first"),
    (b"\x1f\x8b", "it is a gzip archive; unpack it first"),
    (b"BZh", "it is a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "it is an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "it is a 7z archive; unpack it first"),
    (b"Rar!", "it is a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office document; save it as PDF first"),
    (b"{\\rtf", "it is an RTF document; save it as PDF first"),
    (b"\x89PNG", "it is an image; run text recognition on it first"),
    (b"\xff\xd8\xff", "it is an image; run text recognition on it first"),
    (b"GIF8", "it is an image; run text recognition on it first"),
    (b"II*\x00", "it is an image; run text recognition on it first"),
    (b"MM\x00*", "it is an image; run text recognition on it first"),
    (b"AT&TFORM", "it is a DjVu file; convert it to PDF first"),
    (b"%!PS", "it is PostScript; convert it to PDF with ps2pdf first"),
)


def media_type(name: str, data: bytes) -> str:
    """The media type of a file by its bytes, and by its name's suffix where the bytes are text.

    Raises:
        UnreadablePaperError: the bytes are empty, or nothing that kg reads.
    """
    if not data:
        raise UnreadablePaperError(name, ReasonCode.EMPTY_FILE, "the file is empty; fetch it again")
    if _PDF_MAGIC.search(data[:_HEAD]):
        return PDF
    for magic, reason in _KNOWN:
        if data.startswith(magic):
            raise UnreadablePaperError(name, ReasonCode.UNSUPPORTED, reason)
    suffix = Path(name).suffix.lower()
    if _HTML.match(data[:_HEAD].lstrip(b"\xef\xbb\xbf")):
        said = f"it is a web page, not a {suffix[1:].upper()}" if suffix == ".pdf" else "it is a web page"
        raise UnreadablePaperError(name, ReasonCode.NOT_A_PAPER, f"{said}; download the paper itself")
    if suffix == ".pdf":
        raise UnreadablePaperError(
            name, ReasonCode.NOT_A_PAPER, "it is no PDF file whatever its name says; fetch it again"
        )
    if _binary(data):
        raise UnreadablePaperError(name, ReasonCode.NOT_A_PAPER, "it holds binary data, not text; give a PDF or a text")
    return _BY_SUFFIX.get(suffix, TEXT)


def decode(name: str, data: bytes) -> str:
    """The text in the bytes: UTF-8, or UTF-16 with its mark, or Windows-1252; line ends become newlines.

    Raises:
        UnreadablePaperError: there is no text but white space.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not text.strip():
        raise UnreadablePaperError(name, ReasonCode.NO_TEXT, "there is no text in it; fetch it again")
    return text


def _binary(data: bytes) -> bool:
    """Whether the bytes hold what no text holds: NULs without a UTF-16 mark, or many control characters."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = len(head) - len(head.translate(None, bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b")))
    return b"\0" in head or controls > len(head) // 50
