"""Whether a line ends inside an address of the web, which goes on in the next one without a space."""

import re
from collections.abc import Callable

_ADDRESS = re.compile(
    r"(?:https?|ftp)(?::|$)|www\.|\bdoi\.org|\b10\.\d{4,9}/|\b(?<!\w-)[a-z0-9-]{1,40}+\.(?:com|org|edu|net|io|gov|ai|co|uk|de|fr|eu)/",
    re.IGNORECASE,
)
_OPEN = "-_=&%~?#+:"
"""No address ends in one of these."""
_STARTS = re.compile(r"/[\w/?=~.-]*\w|[?&][\w-]+=|[#=_%]\w|\.[a-z]{2,4}\b")
_WRITTEN = re.compile(r"[\w~]")
_PATH = re.compile(r"[\w.~:-]*[/_=?&#%~]|\w+(?:[.-]\w+)|\w*\d", re.ASCII)
_ENDING = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:com|org|edu|net|gov|io|ai|co|uk|de|fr|eu|info|html?|pdf|git|zip|t?gz|php|json|csv|tsv|txt|xml)(?![\w-])"
)
_CLOSING = ".,;:!?)]}>\"'”’"


def address_goes_on(written: str, following: str, is_word: Callable[[str], bool]) -> bool:
    """Whether the address at the end of a line goes on with the word that the next line begins with.

    written is what stands on the line since its last space. An address may end in a slash, and a sentence in an
    address: then what follows must look like a part of one, or be no word of the paper's, which is_word tells.

    >>> address_goes_on("https://quail.org/data/", "marsh_birds.zip.", {"birds"}.__contains__)
    True
    >>> address_goes_on("https://quail.org/data/", "birds", {"birds"}.__contains__)
    False
    >>> address_goes_on("(www.quail.org).", "Counts/day", {"birds"}.__contains__)
    False
    """
    if not written or not _ADDRESS.search(written):
        return False
    last = written[-1]
    if last in _OPEN or written.endswith("//"):
        return _WRITTEN.match(following) is not None or _STARTS.match(following) is not None
    if last == "/":
        bare = following.rstrip(_CLOSING)
        return _WRITTEN.match(following) is not None and not is_word(bare) and _is_path(bare)
    if last == ".":
        return _ENDING.match(following) is not None or (following[:1].islower() and "/" in following.rstrip("/")[1:])
    return last.isalnum() and _STARTS.match(following) is not None


def _is_path(word: str) -> bool:
    """Whether the word looks like a part of an address: joined by other signs than words are, or a name."""
    return _PATH.match(word) is not None or word.isalnum()
