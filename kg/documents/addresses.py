"""The addresses on the web that a paper gives: those it links to and those it prints."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.core import identifiers
from kg.core.document import Section, SectionKind
from kg.core.spans import Span
from kg.documents.layout import LinkAnnotation

_CHARACTER = r"[^\s<>\"“”‘’«»{}|\\^`\u00b2\u00b3\u00b9\u2070-\u209f\u2e80-\u9fff\uf900-\uffff]"
_LONGEST = 500
_RUN = rf"{_CHARACTER}{{1,{_LONGEST}}}"  # so that addresses run together cost no more than so many readings of each
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}\b"
_SCHEMES = ("https://", "http://", "ftp://", "HTTPS://", "HTTP://", "Https://", "Http://")
_HOSTS = (  # that papers name without a scheme
    "www.", "WWW.", "github.com/", "GitHub.com/", "Github.com/", "gitlab.com/", "bitbucket.org/", "kaggle.com/",
    "huggingface.co/", "zenodo.org/", "figshare.com/", "osf.io/", "paperswithcode.com/", "doi.org/10.",
    "dx.doi.org/10.", "arxiv.org/abs/", "arxiv.org/pdf/",
)  # fmt: skip
_WITH_SCHEME = re.compile(rf"(?P<scheme>\w{{1,10}})://\s?(?=[a-z0-9-]+\.[a-z0-9])(?P<rest>{_RUN})", re.IGNORECASE)
_WITHOUT = re.compile(rf"(?<![\w@./:-])(?P<rest>[a-z]+\.{_RUN})", re.IGNORECASE)
_DOI = re.compile(rf"\bdoi\s?[:.]?\s?(?P<rest>10\.\d{{4,9}}/{_RUN})", re.IGNORECASE)
_ARXIV = re.compile(r"\barxiv\s?:\s?(?P<rest>\d{4}\.\d{4,5}(?!\d)|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(rf"(?:https?|ftp)://(?:{_HOST}|\d{{1,3}}(?:\.\d{{1,3}}){{3}})", re.IGNORECASE)
_NEXT = re.compile(rf"[ \n]({_RUN})")
_OPEN_END = "-_=&%~?"
_PATH_START = re.compile(r"[/?#&=_.][\w/~.-]*\w")
_PATH_LIKE = re.compile(
    r"[\w.~-]{0,200}\w[/_=?&#%-][\w/]|[\w-]{0,200}\d[\w.-]{0,200}$|[\w-]+\.(?:html?|pdf|git|zip|gz|php|json|csv)\b"
)
_FILE_ENDING = re.compile(r"(?:html?|pdf|git|zip|t?gz|php|json|csv|txt|com|org|edu|net|io|ai|co)(?:/|\b)")
_MAX_BREAKS = 3


def addresses_of(text: str, links: Sequence[LinkAnnotation] = (), sections: Sequence[Section] = ()) -> tuple[str, ...]:
    """The addresses of the links and those printed outside the bibliography, each once, sorted.

    A printed DOI or arXiv id becomes the address it is found at. What a link covers is its address, however much of it
    is printed. Addresses that differ in scheme, "www." or a slash at the end alone are one.

    >>> addresses_of("Code: github.com/quail/counts. See (https://example.org/a), doi:10.1000/Xy.")
    ('https://doi.org/10.1000/xy', 'https://example.org/a', 'https://github.com/quail/counts')
    """
    taken = [link.span for link in links if link.uri]
    taken += [section.span for section in sections if section.kind is SectionKind.REFERENCES]
    found: dict[str, str] = {}
    for address in (*(_address(link.uri) for link in links if link.uri), *_printed(text, taken)):
        if address is not None:
            key = _key(address)
            found[key] = max(found.get(key, address), address, key=lambda a: (a.startswith("https:"), a))
    return tuple(sorted(found.values()))


def _address(uri: str) -> str | None:
    """A link's address, None where it leads elsewhere than to the web."""
    uri = "".join(uri.split())
    if not _SCHEME.match(uri):
        uri = f"http://{uri}"
    return uri if _WEB.match(uri) else None


def _key(address: str) -> str:
    """What addresses of one page share."""
    host, _, path = address.partition("://")[2].partition("/")
    return f"{host.lower().removeprefix('www.').removeprefix('dx.')}/{path.rstrip('/')}"


def _printed(text: str, taken: Sequence[Span]) -> Iterator[str]:
    """The addresses that the text prints outside the spans."""
    starts, ends = _united(taken)
    for beginnings, pattern, read in _KINDS:
        for at in (at for beginning in beginnings for at in _places(text, beginning)):
            match = pattern.match(text, at)
            if match is None or ((before := bisect_left(starts, match.end())) and ends[before - 1] > at):
                continue
            if address := read(text, match):
                yield address


def _places(text: str, beginning: str) -> Iterator[int]:
    """Where the beginning stands: a search for fixed words costs a tenth of one for a pattern."""
    at = text.find(beginning)
    while at >= 0:
        yield at
        at = text.find(beginning, at + 1)


def _of_scheme(text: str, match: re.Match[str]) -> str | None:
    return _address(f"{match['scheme'].lower()}://{_trimmed(_whole(text, match))}")


def _of_host(text: str, match: re.Match[str]) -> str | None:
    return _address(f"https://{_trimmed(_whole(text, match))}")


def _of_doi(_: str, match: re.Match[str]) -> str | None:
    name = identifiers.doi(_trimmed(match["rest"]))
    return f"https://doi.org/{name}" if name else None


def _of_arxiv(_: str, match: re.Match[str]) -> str:
    return f"https://arxiv.org/abs/{match['rest']}"


_KINDS = (
    (_SCHEMES, _WITH_SCHEME, _of_scheme),
    (_HOSTS, _WITHOUT, _of_host),
    (("doi", "DOI", "Doi"), _DOI, _of_doi),
    (("arXiv", "arxiv", "ArXiv", "Arxiv", "ARXIV"), _ARXIV, _of_arxiv),
)
"""How an address may begin, the pattern of all of it, and what makes the address of a match."""


def _united(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Where the stretches that the spans cover together begin and end."""
    starts: list[int] = []
    ends: list[int] = []
    for span in sorted(spans):
        if ends and span.start <= ends[-1]:
            ends[-1] = max(ends[-1], span.end)
        else:
            starts.append(span.start)
            ends.append(span.end)
    return starts, ends


def _whole(text: str, match: re.Match[str]) -> str:
    """The address without its scheme, with what a line's end has parted from it."""
    address, end = match.group("rest"), match.end()
    for _ in range(_MAX_BREAKS):
        following = _NEXT.match(text, end)
        if following is None or not _goes_on(address, following.group(1)):
            break
        address, end = address + following.group(1), following.end()
    return address[:_LONGEST]


def _goes_on(address: str, following: str) -> bool:
    """Whether the word after an address is more of it: only what no sentence holds is taken for such."""
    last = address[-1]
    if last in _OPEN_END:
        return following[0].isalnum()
    if last == "/":
        return bool(_PATH_LIKE.match(following))
    if last == ".":
        return bool(_FILE_ENDING.match(following))
    return last.isalnum() and bool(_PATH_START.match(following))


def _trimmed(address: str) -> str:
    """The address without the punctuation and the brackets of the sentence around it."""
    while address:
        bare = address.rstrip(".,;:!?'*†‡…")
        for opening, closing in ("()", "[]"):
            if bare.endswith(closing) and bare.count(closing) > bare.count(opening):
                bare = bare[:-1]
        if bare == address:
            break
        address = bare
    return address
