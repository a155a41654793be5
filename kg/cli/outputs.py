"""Names of files that commands write: a suffix that says another form than the one written is refused."""

from pathlib import Path

from kg.core.errors import WrongUsageError


class UnwrittenSuffixError(WrongUsageError):
    """What a command writes is not written in the form that the file's suffix says."""

    def __init__(self, file: str, what: str, suffixes: tuple[str, ...]) -> None:
        super().__init__(file, what, suffixes)
        self.file, self.what, self.suffixes = file, what, suffixes

    def __str__(self) -> str:
        return f"{self.file}: {self.what} is written as {' or '.join(self.suffixes)}; give a file of that suffix"


def suffix_written(file: Path, what: str, suffixes: tuple[str, ...]) -> str:
    """The file's suffix in lower case, which is one of those that are written.

    Raises:
        UnwrittenSuffixError: it is another, or none.
    """
    suffix = file.suffix.lower()
    if suffix not in suffixes:
        raise UnwrittenSuffixError(str(file), what, suffixes)
    return suffix
