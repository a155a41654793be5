"""The digest by which a LaTeX paper is known, so that a change in a file that it takes in is noticed."""

import hashlib
from pathlib import Path

from kg.documents.latex.project.inclusions import taken_in
from kg.documents.latex.project.trees import FileTree, FolderTree

SUFFIXES = frozenset({".tex", ".ltx", ".latex"})


def digest_of_latex(path: Path, max_bytes: int) -> str:
    """The digest of the paper whose main file lies at the path, of which so many bytes count at most."""
    real = path.resolve()
    return source_digest(FolderTree(real.parent), real.name, max_bytes)


def source_digest(tree: FileTree, main: str, max_bytes: int) -> str:
    """The SHA-256 of the main file and the text files that it takes in.

    That of a file which takes nothing in is the digest of its own bytes. Equal contents under equal names give equal
    digests wherever the folder lies. Costs a reading of those files.
    """
    own = hashlib.sha256(tree.read(main, max_bytes + 1)).hexdigest()
    names, _ = taken_in(tree, main)
    others = sorted(set(names) - {main})
    if not others:
        return own
    whole = hashlib.sha256(own.encode())
    for name in others:
        whole.update(name.encode("utf-8", "surrogatepass") + b"\0")
        whole.update(hashlib.sha256(tree.read(name, max_bytes)).digest())
    return whole.hexdigest()
