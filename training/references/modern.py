"""Strings in today's styles with their labels, as a supplement to the corpora, which are of 1990 to 2020."""

from pathlib import Path
from random import Random

from corpus import LabelledString, Part
from modern_records import made_record, titles_of
from modern_styles import STYLES, Pieces, printed

_LEFT_OVER = 0.12  # of the strings end in the pages that cite them, as hyperref prints them


def modern_strings(registry: Path, number: int, *, seed: int) -> list[LabelledString]:
    """Invented strings whose titles come from the registry; the same number and seed give the same strings."""
    random = Random(seed)
    titles, names = titles_of(registry)
    strings = []
    for style in random.choices(STYLES, [s.weight for s in STYLES], k=number):
        record = made_record(titles, names, random, organised=style.names == "organisation")
        pieces = printed(record, style, random)
        if random.random() < _LEFT_OVER:
            pieces.append(("rest", f" {_pages(random)}"))
        raw = "".join(text for _, text in pieces)
        strings.append(LabelledString("modern", Part.TRAIN, {"raw": raw, "segments": _spaced(pieces)}))
    return strings


def _pages(random: Random) -> str:
    return ", ".join(str(page) for page in sorted(random.sample(range(1, 30), random.randint(1, 3))))


def _spaced(pieces: Pieces) -> Pieces:
    return [(label, text) for label, text in pieces if any(c.isalnum() for c in text)]
