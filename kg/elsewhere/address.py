"""Addresses of papers and folders that lie elsewhere: which are taken, and what a paper at one is."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.core.errors import KgError, WrongUsageError

PROTOCOLS = ("file", "s3", "gs", "memory")
"""What is read: a folder that machines share, two kinds of buckets, and fsspec's own memory, which tests use."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.:-]*)://")
# a name, and a password that may hold slashes as Amazon's do; neither a port nor the name of an access point is one.
# A path may have swallowed one of the two slashes. The bound keeps many addresses in a row from the square of the time.
_USER = re.compile(
    r"(://|\b(?:s3|gs|https?|s?ftp):/)"
    r"(?:[^/@\s]*@|(?!arn:)[^/@\s:]+:(?!\d+(?:[/\s\"']|$))[^@\s]{0,128}@)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[?&](?:X-(?:Amz|Goog)-[a-z-]+|AWSAccessKeyId|GoogleAccessId|Signature|sig|[a-z_-]*token)=\S*", re.IGNORECASE
)
_OPEN = "leave out its credentials, for addresses are kept and shown; they are found in the environment or in a profile"


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
    """An address from which kg reads no papers; the reason is a clause, and nothing in url is secret."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(without_secrets(url), reason)
        self.url, self.reason = without_secrets(url), reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class UnreachableError(KgError):
    """What lies elsewhere cannot be listed or brought; the reason is a clause, and nothing in url is secret."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(without_secrets(url), reason)
        self.url, self.reason = without_secrets(url), reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


def is_address(text: str) -> bool:
    """Whether the text is an address and not a path.

    >>> is_address("s3://bucket/papers/"), is_address("papers/a.pdf"), is_address("C:/papers")
    (True, False, False)
    """
    return _ADDRESS.match(text) is not None


def without_secrets(text: str) -> str:
    """The text with its addresses as they may be shown: without names and passwords, and without signatures.

    >>> without_secrets("s3://KEY:SE/CRET@bucket/a.pdf"), without_secrets("https://b.example/a.pdf?X-Amz-Signature=1f")
    ('s3://bucket/a.pdf', 'https://b.example/a.pdf')
    """
    return _SIGNED.sub("", _USER.sub(r"\1", text))


def protocol_of(url: str) -> str:
    """The protocol of an address from which papers are read.

    Raises:
        WrongAddressError: they are not read from such, or it carries what is secret.
    """
    found = _ADDRESS.match(url)
    protocol = found[1].lower() if found else ""
    if protocol in ("http", "https"):
        raise WrongAddressError(
            url, "papers on the web are brought by kg fetch, which keeps to what they allow; then build"
        )
    if protocol in PROTOCOLS and without_secrets(url) != url:
        raise WrongAddressError(url, _OPEN)
    if protocol not in PROTOCOLS or not is_kept_as_it_is(url):
        raise WrongAddressError(url, "papers are read from paths, file://, s3:// and gs:// alone")
    return protocol


def is_kept_as_it_is(url: str) -> bool:
    """Whether the address can be kept and given again: it holds no control characters and nothing that looks secret."""
    return not any(ord(c) < 32 for c in url) and without_secrets(url) == url


def in_order(paper: Paper) -> tuple[bool, Paper]:
    """What papers are sorted by: those that lie here first."""
    return isinstance(paper, RemotePaper), paper
