"""How much of a file is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. A file beyond them is refused, never cut short in silence.

    max_bytes counts the file, max_pages the pages of a PDF, max_characters the text that comes out. Of an archive
    max_members counts what lies in it, and max_unpacked_bytes what it unpacks to.
    """

    max_bytes: int = 200 * 1024 * 1024
    max_pages: int = 2000
    max_characters: int = 5_000_000
    max_members: int = 20_000
    max_unpacked_bytes: int = 2 * 1024**3

    def __post_init__(self) -> None:
        bounds = (self.max_bytes, self.max_pages, self.max_characters, self.max_members, self.max_unpacked_bytes)
        if min(bounds) < 1:
            raise ValueError("limits must be at least 1")
