"""Who uses what in the invented world, deterministic by seed, and alike at every size.

Papers come in fields of 100, with models and data of their own; what a field says does not depend on how many others
there are, but for citations of papers elsewhere. Beside its own every paper names things that are popular everywhere:
the first of them is named by about one paper in five.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from questions_parts.model_paper import REFERENCES, WITH_DOI

FIELD = 100
"""Papers of a field."""

POPULAR = 50
"""Datasets, and as many models, that are named in all fields."""

_LARGEST = 1_000_000  # papers
_OUTSIDE = 150  # works that papers of a field cite and nobody read
_FOREIGN = 5  # citations of papers of any field
_EVERYWHERE = 4  # citations of works that all fields cite
_WEIGHTS = [1 / (place + 1) for place in range(POPULAR)]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the holes of one paper: its own name, and those of datasets, models and works cited."""

    kind: str
    paper: str
    datasets: tuple[str, ...]
    models: tuple[str, ...]
    works: tuple[str, ...]


def papers(count: int, seed: int = 1, *, start: int = 0) -> Iterator[Filled]:
    """So many papers, field by field; start, a multiple of FIELD, leaves those before it out."""
    for number in range(start, count, FIELD):
        yield from _field(number // FIELD, min(FIELD, count - number), count, seed)


def introduces(place: int) -> str:
    """What kind of paper stands at this place of a field."""
    return "model" if place % 5 < 3 else "data"


def _field(number: int, size: int, count: int, seed: int) -> Iterator[Filled]:
    chance = random.Random(f"{seed}/{number}")
    for place in range(size):
        yield _paper(number, place, count, chance)


def _paper(field: int, place: int, count: int, chance: random.Random) -> Filled:
    kind, paper = introduces(place), field * FIELD + place
    before = range(max(0, place - 20), place)
    models = _drawn(chance, [f"a{field}x{p}" for p in before if introduces(p) == "model"], f"m{field}x", 4)
    data = _drawn(chance, [f"b{field}x{p}" for p in before if introduces(p) == "data"], f"e{field}x", 6)
    popular = chance.choices(range(POPULAR), _WEIGHTS, k=2)
    if kind == "model":
        models = [f"a{field}x{place}", *models[:2], f"pm{popular[1]}", models[2]]
        data = [*data[:5], f"pd{popular[0]}", data[5], f"pd{(popular[0] + 7) % POPULAR}"]
    else:
        models = [*models[:3], f"pm{popular[1]}", models[3]]
        data = [f"b{field}x{place}", *data[:4], f"pd{popular[0]}", data[4], f"pd{(popular[0] + 7) % POPULAR}"]
    cited = _cited(kind, models, data)
    works = (*cited, *_works(field, paper, count, chance, set(cited)))
    return Filled(kind, f"p{paper}", tuple(data), tuple(models), works)


def _drawn(chance: random.Random, own: list[str], others: str, count: int) -> list[str]:
    """So many different things of the field: half of them earlier papers' own, as far as there are some."""
    mine = chance.sample(own, min(len(own), count // 2))
    rest = [f"{others}{k}" for k in chance.sample(range(20), count - len(mine))]
    drawn = mine + rest
    chance.shuffle(drawn)
    return drawn


def _cited(kind: str, models: list[str], data: list[str]) -> list[str]:
    """The works behind the things whose introduction the paper tells, in the order of the model paper."""
    things = (data[0], data[2], models[1], models[2], data[5], models[3])
    if kind == "data":
        things = (data[1], data[2], models[1], models[0], data[5], models[3])
    return [work_behind(thing) for thing in things]


def work_behind(thing: str) -> str:
    """The work that introduced a thing: a paper of the graph for what papers introduce, else one that nobody read."""
    if thing[0] in "ab":
        field, place = thing[1:].split("x")
        return f"p{int(field) * FIELD + int(place)}"
    return f"w{thing}"


def _works(field: int, paper: int, count: int, chance: random.Random, taken: set[str]) -> list[str]:
    """Further works cited, those that have a DOI first."""
    # drawn from as many at every size: how much chance is used up must not depend on the size
    elsewhere = [f"p{chance.randrange(_LARGEST) % count}" for _ in range(_FOREIGN)]
    everywhere = [f"wpd{k}" for k in chance.choices(range(POPULAR), _WEIGHTS, k=_EVERYWHERE)]
    near = [f"p{p}" for p in range(max(field * FIELD, paper - 12), paper)]
    outside = chance.sample(range(_OUTSIDE), _OUTSIDE // 3)
    with_doi = dict.fromkeys([*elsewhere, *everywhere, *near, *(f"v{field}x{k}" for k in outside)])
    chosen = [work for work in with_doi if work not in taken and work != f"p{paper}"][: WITH_DOI - len(taken)]
    bare = [*(f"uu{k}" for k in sorted(set(chance.choices(range(POPULAR), _WEIGHTS, k=2))))]
    bare += [f"u{field}x{k}" for k in outside]
    return [*chosen, *bare[: REFERENCES - WITH_DOI]]
