"""The pairs that somebody has rejected: a plain table beside the graph that outlives builds and can be edited."""

import os
import re
from pathlib import Path

from kg.core.errors import NoPairError, NotAnIdError, UnreadableLogError
from kg.core.names import fold
from kg.core.rejections import Rejection, Rejections, rejection, rejections
from kg.store.folder import check_graph

FILE = "rejected.tsv"
_HEADING = ("one", "other", "by", "why")
_ID = re.compile(r"(dataset|model):(.+)", re.DOTALL)
_DERIVED = re.compile(r"(?:[^\W_]|\+)+-(?:[0-9a-f]{8}|[0-9a-f]{10})")
_MOST_BYTES = 16 * 2**20


def read_rejections(folder: Path) -> Rejections:
    """The rejected pairs of the graph in the folder; none where there is no table.

    Raises:
        UnreadableLogError: the table is no table of pairs.
    """
    path = folder / FILE
    if not path.exists():
        return Rejections()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableLogError(str(path), f"longer than {_MOST_BYTES >> 20} MiB")
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableLogError(str(path), "it cannot be read as text in UTF-8") from error
    pairs = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            fields = line.rstrip("\r").split("\t")
            try:
                one, other, by, why = fields
                pairs.append(rejection(entity_id_of(one), entity_id_of(other), by=by, why=why))
            except (ValueError, NotAnIdError) as error:
                raise UnreadableLogError(str(path), f"line {number} is no pair of ids with who and why") from error
    return rejections(pairs)


def reject(folder: Path, one: str, other: str, *, by: str, why: str) -> Rejection:
    """Keep in the graph's table that the two ids are two things; the pair as kept. A pair kept before stays as it was.

    Raises:
        GraphUnavailableError: the folder is no graph.
        NotAnIdError: one of them is no id.
        NoPairError: they are one id, or of two kinds, which are never one thing.
        UnreadableLogError: the table cannot be read or written.
    """
    check_graph(folder)
    a, b = entity_id_of(one), entity_id_of(other)
    if a == b:
        raise NoPairError(one, other, "are one id; two things are needed")
    if a.partition(":")[0] != b.partition(":")[0]:
        raise NoPairError(a, b, "are a dataset and a model, which are never taken for one thing")
    pair = rejection(a, b, by=_on_one_line(by), why=_on_one_line(why))
    kept = rejections([*read_rejections(folder).pairs, pair])
    _write(folder, kept)
    return kept.between(a, b) or pair


def undo(folder: Path, one: str, other: str) -> Rejection:
    """Take the pair out of the graph's table; the pair as it was kept.

    Raises:
        GraphUnavailableError: the folder is no graph.
        NotAnIdError: one of them is no id.
        NoPairError: the pair was not rejected.
        UnreadableLogError: the table cannot be read or written.
    """
    check_graph(folder)
    kept = read_rejections(folder)
    a, b = entity_id_of(one), entity_id_of(other)
    if (pair := kept.between(a, b)) is None:
        raise NoPairError(a, b, "are no rejected pair; kg curate list shows those there are")
    _write(folder, rejections(p for p in kept.pairs if p != pair))
    return pair


def entity_id_of(text: str) -> str:
    """The id that the text is, or that its name after the kind folds to.

    >>> entity_id_of("dataset:PASCAL VOC 2007"), entity_id_of("dataset:c4-1a2b3c4d")
    ('dataset:pascalvoc2007', 'dataset:c4-1a2b3c4d')

    Raises:
        NotAnIdError: it is none.
    """
    found = _ID.fullmatch(text.strip())
    if not found:
        raise NotAnIdError(text)
    kind, name = found.groups()
    name = name if _DERIVED.fullmatch(name) else fold(name)
    if not name:
        raise NotAnIdError(text)
    return f"{kind}:{name}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _write(folder: Path, kept: Rejections) -> None:
    """Write the table anew, whole or not at all."""
    rows = [_HEADING, *((p.one, p.other, p.by, p.why) for p in kept.pairs)]
    unfinished = folder / f".{FILE}.{os.getpid()}"
    try:
        unfinished.write_bytes("".join("\t".join(row) + "\n" for row in rows).encode("utf-8", "replace"))
        unfinished.replace(folder / FILE)
    except OSError as error:
        raise UnreadableLogError(str(folder / FILE), f"it cannot be written ({error.strerror or error})") from error
