"""Words as pieces of a fixed vocabulary (WordPiece, uncased)."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MOST_LETTERS = 60


class Pieces:
    """Cuts words into the pieces of a vocabulary, greedily from the left, as BERT's uncased models do.

    Wu et al. (2016), "Google's Neural Machine Translation System", section 4.1; the vocabulary marks what goes on inside
    a word by "##". A word with a letter that the vocabulary lacks is one unknown piece.

    >>> Pieces(["[UNK]", "res", "##net"]).of("ResNet"), Pieces(["[UNK]", "res"]).of("Reed")
    ((1, 2), (0,))
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self.of = lru_cache(maxsize=65536)(self._of)

    def id_of(self, piece: str) -> int:
        """The number of a piece that the vocabulary holds."""
        return self._ids[piece]

    def _of(self, word: str) -> tuple[int, ...]:
        plain = "".join(
            c for c in unicodedata.normalize("NFD", word[:_MOST_LETTERS].lower()) if unicodedata.category(c) != "Mn"
        )
        found: list[int] = []
        start = 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                piece = self._ids.get(("##" if start else "") + plain[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found) or (self._unknown,)
