"""Names that annotated corpora and collections hold: a hint of what a word was once used for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from kg.extraction.tagging.forms import Form
from kg.extraction.tagging.words import Words

_MOST_WORDS = 9


def key_of(words: Iterable[str]) -> str:
    """What spellings of one name share: its letters and figures in small letters.

    The list's keys are made by it (training/names/heard_names.py); it stands here, beside the search that spells the
    same word by word, so that both change together.

    >>> key_of(["CIFAR", "-", "10"]) == key_of(["Cifar", "10"])
    True
    """
    return "".join(w for w in words if w[0].isalnum()).lower()


class NameList:
    """Names with the kinds of thing they were seen to name: D data, M model, X method, T task, E metric."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def marks(self, words: Words, forms: Sequence[Form]) -> list[tuple[str, ...]]:
        """For each word "Bn" or "In" and the kinds, where a name of the list begins at or goes on over it; else nothing."""
        size = len(words)
        found: list[tuple[str, ...]] = [()] * size
        start = 0
        while start < size:
            if not forms[start].name_like:
                start += 1
                continue
            key, best, kinds = "", 0, ""
            for end in range(start, min(size, start + _MOST_WORDS)):
                word = words.forms[end]
                if not word[0].isalnum():
                    if word not in _JOINTS:
                        break
                    continue
                key += word.lower()
                if told := self._names.get(key):
                    best, kinds = end + 1, told
            if best:
                found[start:best] = [(f"Bn{kinds}",), *[(f"In{kinds}",)] * (best - start - 1)]
                start = best
            else:
                start += 1
        return found


_JOINTS = frozenset("-‐‑–/&'’.+")


@lru_cache(maxsize=1)
def heard_names() -> NameList:
    """The list that travels with kg, read once a process."""
    text = files("kg.extraction.tagging.model").joinpath("names.tsv").read_text("utf-8")
    return NameList(dict(line.split("\t") for line in text.splitlines()[1:]))
