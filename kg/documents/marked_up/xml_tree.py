"""XML becomes a tree of nodes, with nothing fetched and nothing expanded.

The parser is expat, which opens no file and no connection whatever a document says: a DTD, an external entity or an
inclusion stays unread. Entities that a document declares for itself are refused, so none can blow it up.
"""

import codecs
import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.decoding import decode

_MAX_DEPTH = 100
"""Papers nest some 25 elements; formulas add a few."""
_MAX_NODES = 300_000
"""The longest papers have some 50,000."""
MAX_BYTES = 30 * 1024 * 1024
"""The longest papers in XML or JSON have a few million bytes; what they become takes many times the room."""

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,30})[\"']")
_KNOWN_ENCODING = re.compile(r"(?:us-?)?ascii|iso-?8859|latin|windows-?125|cp125|koi8|gb|big5|euc|shift")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = (b"<\0?\0", b"\0<\0?", b"<\0!\0", b"\0<\0!")


@dataclass(slots=True)
class Node:
    """An element: its name and its attributes' names without prefixes, and its children in order, text among them."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def elements(self, *names: str) -> list["Node"]:
        """The children that are elements, of these names where any are given."""
        return [c for c in self.children if isinstance(c, Node) and (not names or c.name in names)]

    def first(self, *path: str) -> "Node | None":
        """The first element that the path of names leads to, child by child; None where none does."""
        if not path:
            return self
        for child in self.elements(path[0]):
            found = child.first(*path[1:])
            if found is not None:
                return found
        return None

    def walk(self) -> Iterator["Node"]:
        """The element and all below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.elements()))

    def all(self, *names: str) -> list["Node"]:
        """The elements of these names at or below this one, in document order."""
        return [n for n in self.walk() if n.name in names]

    def text(self) -> str:
        """All text within, on one line."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        waiting: list[Node | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                yield item
            else:
                waiting.extend(reversed(item.children))


def read_xml(name: str, data: bytes) -> Node:
    """The root element of the document.

    Entities are never read from a DTD; those that HTML knows ("&eacute;") are still shown as their characters.

    Raises:
        UnreadablePaperError: it is not well-formed, too large, too deep, or declares entities of its own.
    """
    if len(data) > MAX_BYTES:
        raise UnreadablePaperError(
            name, ReasonCode.TOO_LARGE, f"it is larger than {MAX_BYTES} bytes, which no paper's XML is; split it"
        )
    builder = _Builder(name)
    try:
        builder.parser.Parse(_NO_XML.sub(" ", decoded(name, data)), True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise UnreadablePaperError(
            name, ReasonCode.DAMAGED, f"its XML is damaged at line {error.lineno} ({said}); fetch it again"
        ) from error
    return builder.root.elements()[0]


def decoded(name: str, data: bytes) -> str:
    """The text of an XML file: by its byte order mark, else as it declares, else UTF-8, else Windows-1252.

    Raises:
        UnreadablePaperError: there is no text but white space.
    """
    declared = _DECLARED.match(data[:300])
    encoding = declared.group(1).decode("ascii").lower() if declared else ""
    if data.startswith(_WIDE):
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return data.decode(encoding, "replace")
    if _KNOWN_ENCODING.match(encoding) and not data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode(encoding).strip()
        except (LookupError, UnicodeError):
            pass  # it is not what it says
    return decode(name, data).strip("\ufeff \t\n")


class _RootFound(Exception):  # noqa: N818 - a stop, not an error
    """Stops the parser at what it was run for."""


def root_name(head: bytes) -> str | None:
    """The name, without prefix, of the element that the first bytes of a file open; None where they are no XML.

    Where a document type is declared, its name counts, since it names the root.
    """
    found: list[str] = []

    def stop(name: str, *_: object) -> None:
        found.append(name.rpartition(":")[2])
        raise _RootFound

    parser = expat.ParserCreate()
    parser.StartElementHandler = parser.StartDoctypeDeclHandler = stop
    with suppress(expat.ExpatError, UnreadablePaperError, _RootFound):
        parser.Parse(_NO_XML.sub(" ", decoded("", head)), False)
    return found[0] if found else None


class _Builder:
    """Hears the parser and builds the tree below an element without a name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.root = Node("")
        self._open = [self.root]
        self._count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.UseForeignDTD(True)  # so that entities of a DTD that is not read are passed over
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.EntityDeclHandler = self._declared

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MAX_NODES:
            raise UnreadablePaperError(self._name, ReasonCode.TOO_LARGE, "it holds too many elements; split it")
        if len(self._open) > _MAX_DEPTH:
            raise UnreadablePaperError(
                self._name, ReasonCode.DAMAGED, "it is nested too deeply to be a paper; fetch it again"
            )
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        node = Node(tag.rpartition(":")[2], plain)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _skipped(self, entity: str, is_parameter: bool) -> None:
        shown = html.unescape(f"&{entity};")
        if not is_parameter and shown != f"&{entity};":
            self._text(shown)

    def _declared(self, *_: object) -> None:
        raise UnreadablePaperError(
            self._name,
            ReasonCode.UNSUPPORTED,
            "it declares entities of its own, which are not expanded; save it without them",
        )
