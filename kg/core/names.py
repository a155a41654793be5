"""Normal forms of names and titles, so that spellings of one thing compare equal."""

import re
import unicodedata
from functools import lru_cache

_NOT_ALPHANUMERIC = re.compile(r"[^\w+]|_")
_ARTICLE = re.compile(r"^(?:the|a|an|our)\s+", re.IGNORECASE)


def unaccented(text: str) -> str:
    """The text in NFKD without combining marks: ligatures open up, accents go, letters of any script stay.

    >>> unaccented("Lebrón ﬁnds")
    'Lebron finds'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents, white space, hyphens or other punctuation; "+" and digits stay.

    Names with equal folds are spellings of one name: "Common Crawl", "CommonCrawl" and "common-crawl".
    A name of punctuation alone folds to the empty string.

    >>> fold("The Colossal-Clean Crawled Corpus")
    'thecolossalcleancrawledcorpus'
    >>> fold("CIFAR-10") == fold("CIFAR 10") != fold("CIFAR-100")
    True
    """
    return _NOT_ALPHANUMERIC.sub("", unaccented(name).lower())


def without_article(name: str) -> str:
    """The name without a leading "the", "a", "an" or "our".

    >>> without_article("The Pile")
    'Pile'
    """
    return _ARTICLE.sub("", name)


def surname(author: str) -> str:
    """The folded last name of "First Last" or "Last, First"; particles stay out.

    >>> surname("Hugo Touvron"), surname("Le Scao, Teven"), surname("Laurens van der Maaten")
    ('touvron', 'lescao', 'maaten')
    """
    if "," in author:
        return fold(author.split(",", 1)[0])
    words = author.split()
    return fold(words[-1]) if words else ""
