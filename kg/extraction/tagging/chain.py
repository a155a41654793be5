"""How likely each label of a word is, given all words of its stretch: forward and backward over many stretches at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def marginals(scores: Array, sizes: Sequence[int], transition: Array) -> Array:
    """The probabilities of the labels, one row a word (Rabiner, 1989).

    scores has one row a word of all sequences, one behind the other, and a column a label; sizes are the sequences'
    lengths, none of them 0. The sequences go side by side, longest first, so that those that go on are always the first.
    """
    lengths = np.array(sizes)
    order = np.argsort(-lengths, kind="stable")
    begins = (np.cumsum(lengths) - lengths)[order]
    longest = int(lengths.max())
    # how many sequences have a word at each step, and which words these are
    going = [int(n) for n in (lengths[:, None] > np.arange(longest)).sum(axis=0)]
    at = [begins[:count] + step for step, count in enumerate(going)]
    # a factor for each word makes no difference to its probabilities
    state = np.exp(scores - scores.max(axis=1, keepdims=True))
    steps = np.exp(transition)
    forward = [state[at[0]]]
    for step in range(1, longest):
        forward.append(_scaled((forward[-1][: going[step]] @ steps) * state[at[step]]))
    result = np.empty_like(scores)
    backward = np.ones((0, scores.shape[1]))
    for step in range(longest - 1, -1, -1):
        here = np.ones((going[step], scores.shape[1]))
        if len(backward):
            here[: len(backward)] = _scaled((state[at[step + 1]] * backward) @ steps.T)
        result[at[step]] = _scaled(forward[step] * here)
        backward = here
    return result


def _scaled(rows: Array) -> Array:
    scaled: Array = rows / rows.sum(axis=1, keepdims=True)
    return scaled
