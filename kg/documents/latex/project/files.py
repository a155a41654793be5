"""The files that a LaTeX paper is made of, within bounds on their number and size."""

from dataclasses import dataclass, field

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.decoding import decode
from kg.documents.latex.project.trees import FileTree
from kg.documents.limits import Limits

_MAX_FILES = 500


@dataclass(slots=True)
class LatexFiles:
    """Reads the files of a paper out of a tree, all together within the byte limit.

    main is the main file's name in the tree, name what a message calls the paper.
    """

    tree: FileTree
    main: str
    name: str
    limits: Limits = field(default_factory=Limits)
    _bytes: int = 0
    _files: int = 0

    def read_main(self) -> str:
        """The text of the main file.

        Raises:
            UnreadablePaperError: it is missing, empty or too large.
        """
        size = self.tree.size(self.main)
        if size is None:
            raise UnreadablePaperError(self.name, ReasonCode.MISSING, "there is no such file; check the spelling")
        if size > self.limits.max_bytes:
            limit = self.limits.max_bytes // (1024 * 1024)
            raise UnreadablePaperError(self.name, ReasonCode.TOO_LARGE, f"it is larger than {limit} MiB; split it")
        if not size:
            raise UnreadablePaperError(self.name, ReasonCode.EMPTY_FILE, "the file is empty; fetch it again")
        self._bytes += size
        self._files += 1
        return decode(self.name, self.tree.read(self.main, size))

    def read(self, name: str, *suffixes: str) -> str | None:
        r"""The text of a file named as in ``\input{sections/data}``, with the first suffix under which it exists.

        None where it is missing or blank, lies outside the paper's folder, or the limits are used up.
        """
        found = self.find(name, *suffixes)
        size = self.tree.size(found) if found else None
        if found is None or not size or self._files >= _MAX_FILES or self._bytes + size > self.limits.max_bytes:
            return None
        self._bytes += size
        self._files += 1
        try:
            return decode(found, self.tree.read(found, size))
        except UnreadablePaperError:
            return None  # a blank file says nothing

    def find(self, name: str, *suffixes: str) -> str | None:
        """The file's own name in the tree, or None."""
        name = " ".join(name.split()).strip('"{} ')
        for suffix in (*suffixes, ""):
            whole = name if name.lower().endswith(suffix) else name + suffix
            if whole and self.tree.size(whole) is not None:
                return whole
        return None
