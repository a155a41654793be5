"""Many lines in order, without holding them all."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

_MOST = 250_000
"""How many lines are held at a time: some sixty megabytes of N-Quads."""


def sorted_lines(lines: Iterable[str], *, most: int = _MOST) -> Iterator[str]:
    r"""Yield the lines by code points; each ends in its only line feed. Where there are many, they wait in files.

    >>> list(sorted_lines(["c\n", "a\n", "b\n"], most=2))
    ['a\n', 'b\n', 'c\n']
    """
    with ExitStack() as files:
        waiting, held = list[Iterable[str]](), list[str]()
        for line in lines:
            if len(held) == most:
                waiting.append(_put_by(held, files))
                held = []
            held.append(line)
        held.sort()
        yield from heapq.merge(held, *waiting) if waiting else held


def _put_by(lines: list[str], files: ExitStack) -> IO[str]:
    """The lines in a file without a name, sorted, to be read from its beginning."""
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - the stack closes it
    files.enter_context(file)
    file.writelines(sorted(lines))
    file.seek(0)
    return file
