"""Two things of one name told apart by the titles of the works that introduce them."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from kg.core.names import fold
from kg.core.registry import KnownEntity

_SAME_REST = 50.0  # of 100: below that two titles that open with one name tell of two things


def introduces_another(title: str, spellings: Iterable[str], known: KnownEntity) -> bool:
    """Whether a work of this title introduces a thing of the known one's name that is plainly another.

    It does where it is "NAME: ..." and the known introducing work is plainly another: one without the name in its
    title, or with the name and quite another rest.
    """
    names = {fold(n) for n in (*spellings, *known.aliases)}
    name, colon, rest = title.partition(":")
    if not colon or fold(name) not in names or not known.introduced_by or not known.introduced_by.title:
        return False
    known_title = known.introduced_by.title
    known_name, known_colon, known_rest = known_title.partition(":")
    if known_colon and fold(known_name) in names:
        return fuzz.token_set_ratio(fold_words(rest), fold_words(known_rest)) < _SAME_REST
    return not any(n in fold(known_title) for n in names)


def fold_words(text: str) -> str:
    """The words of the text folded, with blanks between.

    >>> fold_words("A Chess-Corpus")
    'a chesscorpus'
    """
    return " ".join(fold(word) for word in text.split())
