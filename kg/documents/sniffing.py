"""What a file is, judged by its bytes before its name."""

import re
from pathlib import Path

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.marked_up.xml_tree import root_name

PDF = "application/pdf"
MARKDOWN = "text/markdown"
LATEX = "application/x-tex"
TEXT = "text/plain"
TEI = "application/tei+xml"
JATS = "application/jats+xml"
S2ORC = "application/json"
GZIP = "application/gzip"
TAR = "application/x-tar"
ZIP = "application/zip"
ARCHIVES = frozenset({GZIP, TAR, ZIP})

_BY_SUFFIX = {".md": MARKDOWN, ".markdown": MARKDOWN, ".tex": LATEX, ".latex": LATEX}
_PDF_MAGIC = re.compile(rb"%PDF-|%!PS-Adobe-\d\.\d PDF-")
_HTML = re.compile(
    rb"\s*+(?:<!--(?:[^-]++|-(?!->))*+-->\s*+)*+(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|script)\b",
    re.I | re.S,
)
_HEAD = 1024
"""Readers of PDF look for the magic among so many first bytes."""
LOOK = 65536
"""So many first bytes tell what a text is: long licences may stand before an XML file's root."""

_XML_SUFFIXES = frozenset({".xml", ".nxml", ".tei"})
_JSON_SUFFIXES = frozenset({".json", ".jsonl"})
_WIDE_XML = (b"<\0", b"\0<")
_XML = re.compile(rb"\s*<(?:\?xml\b|!DOCTYPE\b|!--|TEI\b|\w+:TEI\b)")
_S2ORC = re.compile(rb'"(?:paper_id|pdf_parse|latex_parse|body_text|bib_entries|corpusid)"\s*:')
_ROOTS = {"TEI": TEI, "article": JATS, "pmc-articleset": JATS, "OAI-PMH": JATS}
_OTHER_ROOTS = {
    "html": "it is a web page; download the paper itself",
    "rss": "it is a web feed; download the papers that it names",
    "feed": "it is a web feed; download the papers that it names",
    "RDF": "it is RDF data, not a paper; give the paper itself",
    "svg": "it is a drawing; give the paper that holds it",
    "document": "it is a part of an Office document; save the document as PDF",
    "Types": "it is a part of an Office document; save the document as PDF",
    "Relationships": "it is a part of an Office document; save the document as PDF",
    "package": "it is a part of an Office document or a book; save it as PDF",
    "collection": "it is BioC, which kg does not read; fetch the paper as JATS or PDF",
    "PubmedArticleSet": "it holds records of PubMed, not papers; fetch the papers as JATS or PDF",
    "teiCorpus": "it holds several papers; split it into a file for each",
    "full-text-retrieval-response": "it is Elsevier's XML, which kg does not read; fetch the paper as PDF",
    "book": "it is a book in XML, which kg does not read; give its papers as JATS, TEI or PDF",
}
_UNSUPPORTED_ROOTS = frozenset({"collection", "full-text-retrieval-response", "teiCorpus", "document", "book"})

_KNOWN = (
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
    if (archive := _archive(name, data)) is not None:
        return archive
    for magic, reason in _KNOWN:
        if data.startswith(magic):
            raise UnreadablePaperError(name, ReasonCode.UNSUPPORTED, reason)
    suffix = Path(name).suffix.lower()
    if _HTML.match(_without_mark(data[:_HEAD])):
        said = f"it is a web page, not a {suffix[1:].upper()}" if suffix == ".pdf" else "it is a web page"
        raise UnreadablePaperError(name, ReasonCode.NOT_A_PAPER, f"{said}; download the paper itself")
    if suffix == ".pdf":
        raise UnreadablePaperError(
            name, ReasonCode.NOT_A_PAPER, "it is no PDF file whatever its name says; fetch it again"
        )
    if data.startswith(_WIDE_XML):
        return _xml(name, data)
    if _binary(data):
        raise UnreadablePaperError(name, ReasonCode.NOT_A_PAPER, "it holds binary data, not text; give a PDF or a text")
    if suffix in _XML_SUFFIXES or _XML.match(_without_mark(data[:_HEAD])):
        return _xml(name, data)
    if suffix in _JSON_SUFFIXES or (data[:1] == b"{" and _S2ORC.search(data[:LOOK])):
        return S2ORC
    return _BY_SUFFIX.get(suffix, TEXT)


def _archive(name: str, data: bytes) -> str | None:
    """The media type of an archive, None for other files."""
    if data.startswith(b"\x1f\x8b"):
        return GZIP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        office = Path(name).suffix.lower() in (".docx", ".pptx", ".xlsx", ".odt", ".epub", ".pages")
        if office or b"[Content_Types].xml" in data or b"mimetypeapplication/" in data[:200]:
            raise UnreadablePaperError(
                name, ReasonCode.UNSUPPORTED, "it is an Office document or a book; save it as PDF first"
            )
        return ZIP
    return TAR if data[257:262] == b"ustar" or (name.lower().endswith(".tar") and len(data) >= 512) else None


def may_be_paper(path: Path) -> bool:
    """Whether a file found in a folder is worth reading: any but XML and JSON that are plainly none of a paper.

    Files that cannot be opened count, so that reading them says why.
    """
    if not needs_look(path.name):
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(LOOK)
    except OSError:
        return True
    return begins_like_paper(path.name, head)


def needs_look(name: str) -> bool:
    """Whether files of this name may be anything, so that their beginning has to tell."""
    return Path(name).suffix.lower() in _XML_SUFFIXES | _JSON_SUFFIXES


def begins_like_paper(name: str, head: bytes) -> bool:
    """Whether XML or JSON that begins so, with LOOK bytes, is that of a paper."""
    if Path(name).suffix.lower() in _JSON_SUFFIXES:
        return _S2ORC.search(head) is not None
    return root_name(head) in _ROOTS


def _xml(name: str, data: bytes) -> str:
    """The media type of XML, by the name of its root element."""
    root = root_name(data[:LOOK])
    if root in _ROOTS:
        return _ROOTS[root]
    suffix = Path(name).suffix.lower()
    if suffix not in _XML_SUFFIXES and (suffix in _BY_SUFFIX or data.lstrip().startswith(b"<!--")):
        return _BY_SUFFIX.get(suffix, TEXT)  # Markdown may begin with a comment
    if root is None:
        raise UnreadablePaperError(name, ReasonCode.DAMAGED, "it is no XML that can be read; fetch it again")
    said = _OTHER_ROOTS.get(root, f"it is XML, but <{root[:40]}> is no form of a paper; give JATS, TEI or the PDF")
    raise UnreadablePaperError(
        name, ReasonCode.UNSUPPORTED if root in _UNSUPPORTED_ROOTS else ReasonCode.NOT_A_PAPER, said
    )


def _without_mark(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf")


def _binary(data: bytes) -> bool:
    """Whether the bytes hold what no text holds: NULs without a UTF-16 mark, or many control characters."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = len(head) - len(head.translate(None, bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b")))
    return b"\0" in head or controls > len(head) // 50
