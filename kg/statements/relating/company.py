"""Which other names a sentence holds, and how a model and a dataset stand among them."""

from collections.abc import Iterator, Sequence

from kg.statements.relating.words import Word

_TRAINING = frozenset({"train", "tune", "pretrain"})
_TESTING = frozenset({"test", "score"})
_TOLD = _TRAINING | _TESTING | {"reach"}


def company_of(words: Sequence[Word], model: str, dataset: str, m: int, d: int) -> Iterator[str]:
    """Yield signs of the company that a model (word number m) and a dataset (word number d) keep.

    A list of names counts as one. Where several models stand before data, the nearest is commonly the one meant; where
    "respectively" is said, the one at the same place of its list.
    """
    models = [n for n, w in enumerate(words) if w.text == "M#"]
    data = [n for n, w in enumerate(words) if w.text == "D#"]
    nearest_model = min(models, key=lambda n: (abs(n - d), n)) == m
    nearest_data = min(data, key=lambda n: (abs(n - m), n)) == d
    yield f"nearest {nearest_model} {nearest_data}"
    yield f"models {min(4, len(models))} data {min(4, len(data))}"
    yield f"only model {len(models) == 1}"
    yield f"only data {len(data) == 1}"
    yield f"M nth {min(3, models.index(m))} of {min(4, len(models))}"
    yield f"D nth {min(3, data.index(d))} of {min(4, len(data))}"
    of, on = words[m].markers, words[d].markers
    yield f"M list {min(4, len(of))}"
    yield f"D list {min(4, len(on))}"
    if any(w.text == "respectively" for w in words):
        yield f"respectively {len(of) == len(on)} {len(of) == len(on) and of.index(model) == on.index(dataset)}"
    yield from _in_line(words, m, d, models, data)


def _in_line(words: Sequence[Word], m: int, d: int, models: Sequence[int], data: Sequence[int]) -> Iterator[str]:
    """Whether the model is the last one before the data, and they the first behind it, beside what is told at all."""
    last_before = max((n for n in models if n < d), default=None) == m
    first_behind = min((n for n in data if n > m), default=None) == d
    stops = sum(w.kind == "BREAK" or w.text in ".;" for w in words[min(m, d) + 1 : max(m, d)])
    told = {w.act for w in words} & _TOLD
    yield f"in line {last_before} {first_behind} {min(2, stops)}"
    yield f"in line {last_before} first {models[0] == m}"
    yield f"told {' '.join(sorted(told))}"
    yield f"in line {last_before} {first_behind} told {' '.join(sorted(told & _TRAINING))} {bool(told & _TESTING)}"
