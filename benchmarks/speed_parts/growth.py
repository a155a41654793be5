"""Whether a paper costs the same in a large build as in a small one, and whether memory stays flat."""

import random
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from build import Cost
from reading_parts.figure import Figure
from speed_parts.given import Given
from speed_parts.road import built

_MOST_APART = 1.15
_NOUNS = ("images", "sentences", "birds", "questions", "maps", "songs", "recipes", "tides")
_THINGS = 500  # invented datasets, and as many models


def measure(given: Given) -> list[Figure]:
    """CPU a paper in builds of invented papers of each size, start-up taken off, and the peak at each."""
    with tempfile.TemporaryDirectory() as name:
        costs = [built(_written(Path(name), size)) for size in (1, *given.growth)]
    base, rest = costs[0], list(zip(given.growth, costs[1:], strict=True))
    each = [(size, (taken.cpu_seconds - base.cpu_seconds) / (size - 1)) for size, taken in rest]
    figures = [Figure(f"{size:,} invented papers: CPU s a paper", s, None, "start-up taken off") for size, s in each]
    figures += _peaks("invented papers", rest)
    return [*figures, *_apart("CPU a paper", [s for _, s in each], given.growth)]


def measure_copies(given: Given) -> list[Figure]:
    """The same on the PDFs repeated under other names, each copy another by a line behind its end."""
    with tempfile.TemporaryDirectory() as name:
        rest = [(size, built(copied(Path(name), given.papers, size))) for size in given.copies]
    each = [(size, taken.cpu_seconds / size) for size, taken in rest]
    figures = [Figure(f"{size:,} PDFs: CPU s a paper", s, None, "the corpus repeated") for size, s in each]
    peaks = _peaks("PDFs", rest)
    sizes = given.copies
    return [*figures, *peaks, *_apart("CPU a PDF", [s for _, s in each], sizes), *_apart("peak", _mib(peaks), sizes)]


def _peaks(what: str, rest: Sequence[tuple[int, Cost]]) -> list[Figure]:
    asked = 700.0 if what == "PDFs" else None
    name = "peak MiB of the largest process"
    return [Figure(f"{size:,} {what}: {name}", taken.peak_mib, asked, "1 job", at_most=True) for size, taken in rest]


def _mib(figures: Sequence[Figure]) -> list[float]:
    return [f.value for f in figures if f.value is not None]


def _apart(what: str, values: Sequence[float], sizes: Sequence[int]) -> list[Figure]:
    if len(values) < 2:
        return []
    name = f"{what}, {sizes[-1]:,} over {sizes[0]:,}"
    return [Figure(name, values[-1] / values[0], _MOST_APART, "", at_most=True)]


def copied(folder: Path, papers: Sequence[Path], count: int) -> list[str]:
    """A folder of so many copies of the papers, each another by a line behind its end."""
    place = folder / str(count)
    place.mkdir()
    for number, paper in enumerate(islice(cycle(papers), count)):
        (place / f"{number:05}.pdf").write_bytes(paper.read_bytes() + f"\n% {number}\n".encode())
    return [str(place)]


def _written(folder: Path, count: int) -> list[str]:
    place = folder / str(count)
    place.mkdir()
    for number in range(count):
        (place / f"{number:05}.md").write_text(paper_of(number), "utf-8")
    return [str(place)]


def paper_of(number: int) -> str:
    """An invented paper in Markdown, the same for each number: it uses some things, cites some works, has a table."""
    chance = random.Random(number)
    data = [f"Fen{chance.choice(_NOUNS).title()}-{k}" for k in chance.sample(range(_THINGS), 4)]
    models = [f"MarshNet-{k}" for k in chance.sample(range(_THINGS), 3)]
    cited = chance.sample(range(20 * _THINGS), 12)
    told = [f"We fine-tune {models[0]} on the {data[0]} dataset [1] and evaluate it on {data[1]} [2]."]
    told += [f"{models[1]} [3] was pre-trained on {data[2]} [4], a corpus of {chance.choice(_NOUNS)}."]
    told += [f"Run {k} of {models[2]} [5] took {chance.randint(2, 90)} hours and had no effect." for k in range(20)]
    rows = [f"| {m} | {chance.randint(40, 99)}.{k} | {chance.randint(40, 99)}.{k} |" for k, m in enumerate(models)]
    works = [f"[{k}] A. Fenn. {title_of(c)}. Journal of Reeds, {2000 + c % 20}." for k, c in enumerate(cited, 1)]
    table = [f"| Model | {data[0]} | {data[1]} |", "| --- | --- | --- |", *rows]
    parts = [f"# {title_of(number)}", "## Abstract", told[0], "## Method", " ".join(told[1:]), "## Results"]
    return "\n\n".join([*parts, "\n".join(table), "## References", *works]) + "\n"


def title_of(number: int) -> str:
    """The title of the paper of this number."""
    return f"On the {number:05} ways of {_NOUNS[number % len(_NOUNS)]} in reed bed {number // len(_NOUNS)}"
