"""Addresses of papers and folders that lie elsewhere: which are taken, and what a paper at one is."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.core.errors import KgError, WrongUsageError

PROTOCOLS = ("file", "s3", "gs", "memory")
"""What is read: a folder that machines share, two kinds of buckets, and fsspec's own memory, which tests use."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.:-]*)://")


@dataclass(frozen=True, slots=True, order=True)
class RemotePaper:
    """A file that lies elsewhere; mark changes when the file does, and is empty where the place tells nothing."""

    url: str
    mark: str = ""

    @property
    def name(self) -> str:
        """The file's base name."""
        return self.url.rpartition("/")[2]

    def __str__(self) -> str:
        return self.url


Paper = Path | RemotePaper
"""Where a paper lies: here or elsewhere."""


class WrongAddressError(WrongUsageError):
    """An address from which kg reads no papers; the reason is a clause."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class UnreachableError(KgError):
    """What lies elsewhere cannot be listed or brought; the reason is a clause."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


def is_address(text: str) -> bool:
    """Whether the text is an address and not a path.

    >>> is_address("s3://bucket/papers/"), is_address("papers/a.pdf"), is_address("C:/papers")
    (True, False, False)
    """
    return _ADDRESS.match(text) is not None


def check(url: str) -> str:
    """The address, where papers are read from such.

    Raises:
        WrongAddressError: they are not.
    """
    found = _ADDRESS.match(url)
    protocol = found[1].lower() if found else ""
    if protocol in ("http", "https"):
        raise WrongAddressError(
            url, "papers on the web are brought by kg fetch, which keeps to what they allow; then build"
        )
    if protocol not in PROTOCOLS or any(ord(c) < 32 for c in url):
        raise WrongAddressError(url, "papers are read from paths, file://, s3:// and gs:// alone")
    return url


def in_order(paper: Paper) -> tuple[bool, Paper]:
    """What papers are sorted by: those that lie here first."""
    return isinstance(paper, RemotePaper), paper
