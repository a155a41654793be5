"""One file of a source, as its readers get it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from kg.core.document import Reference
from kg.core.imported import Gathered


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file's place within its source, with forward slashes, and its bytes.

    where is the place with the folders above the source before it, as far as they help to tell an identifier.
    """

    name: str
    data: bytes
    where: str = ""

    @property
    def suffix(self) -> str:
        """The suffix of the file's name in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def text(self) -> str:
        """The file as text, without a byte order mark, with line feeds alone.

        Raises:
            ValueError: it is binary, or in another encoding than UTF-8 or UTF-16; the message is a clause.
        """
        if not self.data.strip():
            raise ValueError("it is empty; give a file that holds something")
        encoding = "utf-16" if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = self.data.decode(encoding)
        except UnicodeDecodeError as error:
            raise ValueError(f"it is no text in UTF-8 (byte {error.start}); save it as UTF-8") from error
        if "\0" in text:
            raise ValueError("it is no text; give a file of one of the forms that kg import reads")
        return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What the readers need of other rooms: how a .bib file's entries are read, and RDF."""

    bibtex: Callable[[str], tuple[Reference, ...]]
    rdf: Callable[[bytes, str, str], Gathered]
    """Takes the bytes, the file's suffix and its name."""
