"""The files that users bring: which there are, what their source is called, and their bytes."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.core.errors import UnreadableImportError
from kg.importing.file import ImportFile
from kg.importing.forms import SUFFIXES
from kg.importing.limits import MOST_BYTES

_MOST_FILES = 100_000


def named_sources(paths: list[Path], name: str | None) -> dict[str, list[tuple[str, Path]]]:
    """The files of each source, each with its place in the source, by the source's name."""
    sources: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted(set(paths)):
        own = name or _name_of(path)
        files = list(_files_in(path))
        if name and path.is_dir() and len(set(paths)) > 1:
            files = [(f"{path.resolve().name}/{place}", file) for place, file in files]
        if not files:
            raise UnreadableImportError(
                str(path), f"no file here can be imported; those with {', '.join(sorted(SUFFIXES))} can"
            )
        if own in sources and not name:
            raise UnreadableImportError(
                str(path), f"another file goes by {own} too; import them one by one with --name"
            )
        sources.setdefault(own, []).extend(files)
    for own, files in sources.items():
        if len({place for place, _ in files}) < len(files):
            raise UnreadableImportError(own, "two of its files bear one name; put them into one folder and import that")
    return sources


def _name_of(path: Path) -> str:
    whole = path.resolve()
    return f"{whole.parent.name}/{whole.name}" if whole.stem.lower() == "readme" and whole.parent.name else whole.name


def _files_in(path: Path) -> Iterator[tuple[str, Path]]:
    """The file itself, or those in the folder that have the suffix of a form, by their places in it."""
    if not path.is_dir():
        yield path.name, path
        return
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(folder) / n for n in names if Path(n).suffix.lower() in SUFFIXES and not n.startswith(".")]
        if len(found) > _MOST_FILES:
            raise UnreadableImportError(
                str(path), f"it holds more than {_MOST_FILES} files; import its folders one by one"
            )
    yield from sorted((file.relative_to(path).as_posix(), file) for file in found)


def is_page(file: ImportFile) -> bool:
    """Whether it is Markdown without a head, as lies about in a folder beside cards."""
    return (
        file.suffix == ".md"
        and bool(file.data)
        and not file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"---", b"<!--"))
    )


def where(path: Path) -> str:
    """The file with the two folders above it, which may be a repository's name."""
    return "/".join(path.resolve().parts[-4:])


def bytes_of(name: str, path: Path) -> bytes:
    """The file's bytes, one more than may be at most.

    Raises:
        UnreadableImportError: it is no regular file, or cannot be opened.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableImportError(name, "it is no regular file; give the file itself")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableImportError(name, f"it cannot be opened ({error.strerror}); check the path") from error
