"""The files that a LaTeX paper is made of, never beyond the main file's folder."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.sniffing import decode

_MAX_FILES = 300


@dataclass(slots=True)
class LatexFiles:
    """Reads the files beside a main file, each within its folder, all together within the byte limit."""

    main: Path
    limits: Limits = field(default_factory=Limits)
    _bytes: int = 0
    _files: int = 0

    def read_main(self) -> str:
        """The text of the main file.

        Raises:
            UnreadablePaperError: it is missing, empty or too large.
        """
        try:
            size = self.main.stat().st_size
        except OSError as error:
            raise UnreadablePaperError(
                self.main.name, ReasonCode.MISSING, "there is no such file; check the spelling"
            ) from error
        if size > self.limits.max_bytes:
            limit = self.limits.max_bytes // (1024 * 1024)
            raise UnreadablePaperError(
                self.main.name, ReasonCode.TOO_LARGE, f"it is larger than {limit} MB; raise the limit or split it"
            )
        self._bytes += size
        self._files += 1
        data = self.main.read_bytes()
        if not data:
            raise UnreadablePaperError(self.main.name, ReasonCode.EMPTY_FILE, "the file is empty; fetch it again")
        return decode(self.main.name, data)

    def read(self, name: str, *suffixes: str) -> str | None:
        r"""The text of a file named as in ``\input{sections/data}``, with the first suffix that exists.

        None where it is missing, lies outside the main file's folder, or the limits are used up.
        """
        path = self.find(name, *suffixes)
        if path is None or self._files >= _MAX_FILES:
            return None
        size = path.stat().st_size
        if not size or self._bytes + size > self.limits.max_bytes:
            return None
        self._bytes += size
        self._files += 1
        try:
            return decode(path.name, path.read_bytes())
        except UnreadablePaperError:
            return None  # a blank file says nothing

    def find(self, name: str, *suffixes: str) -> Path | None:
        """The regular file of this name inside the main file's folder, links followed, or None."""
        name = name.strip().strip('"')
        if not name or "\0" in name or len(name) > 500:
            return None
        folder = self.main.parent.resolve()
        for suffix in (*suffixes, ""):
            try:
                path = (folder / (name if name.endswith(suffix) else name + suffix)).resolve()
                if path.is_relative_to(folder) and path.is_file():
                    return path
            except (OSError, RuntimeError):
                continue
        return None
