"""Invented records in today's manner: real titles beside made-up names, venues and numbers."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

MONTHS = (
    "January February March April May June July August September October November December Jan. Mar. Apr. Oct. Dec."
)
KINDS = (
    "proceedings",
    "proceedings",
    "proceedings",
    "preprint",
    "preprint",
    "journal",
    "journal",
    "web",
    "book",
    "report",
)
KINDS_OF_TEAMS = ("web", "web", "web", "preprint", "report")
RELEASES = (
    "Introducing {}", "{} technical report", "{} model card", "{} system card", "{}", "The {} model", "{} dataset",
    "{} release notes", "Announcing {}", "{} documentation", "Hello {}", "{} cookbook", "{}: a new state of the art",
)  # fmt: skip
_SIZES = (1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 14, 25, 60)  # authors of a work
_ODD_GIVEN = ("phi", "J.", "v.", "van", "hsin", "W.-t.", "v. d.", "A", "SU")  # middle names that break the pattern
_ACCENTED = re.compile(r"(?<=[a-z])([à-ÿčšřěğ])")


@dataclass(frozen=True, slots=True)
class Record:
    """One work: authors as (given names, surname), kind of host, and all that a style may print of it."""

    authors: tuple[tuple[str, str], ...]
    organisation: str
    title: str
    kind: str
    venue: str
    abbreviated: str
    publisher: str
    place: str
    year: str
    month: str
    arxiv: str
    volume: int
    issue: int
    pages: str
    url: str


@lru_cache
def words(name: str) -> tuple[str, ...]:
    """The lines of a list in words/."""
    return tuple((Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8").splitlines())


def titles_of(registry: Path) -> tuple[list[str], list[str]]:
    """The titles of the works that the registry names, and the names of its models, sorted."""
    titles = {" ".join(row["title"].split()) for row in _rows(registry / "works.tsv")}
    names = {row["name"] for row in _rows(registry / "models.tsv")}
    return (
        sorted(t for t in titles if len(t.split()) > 1 and "http" not in t),
        sorted(n for n in names if "/" not in n and len(n) < 30),
    )


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def made_record(titles: list[str], names: list[str], random: Random, *, organised: bool) -> Record:
    """An invented record around a real title; organised ones are releases of a company or a team."""
    kind = random.choice(KINDS_OF_TEAMS if organised else KINDS)
    title = _cased(random.choice(titles), random)
    if random.random() < (0.6 if organised else 0.05):
        title = random.choice(RELEASES).format(random.choice(names))
    first = random.randint(1, 9000)
    return Record(
        authors=tuple(_made_name(random) for _ in range(random.choice(_SIZES))),
        organisation=random.choice(words("organisations")),
        title=title,
        kind=kind,
        venue=random.choice(words("journals" if kind == "journal" else "conferences")),
        abbreviated=random.choice(words("abbreviated_journals")),
        publisher=random.choice(words("publishers")),
        place=random.choice(words("places")),
        year=str(random.randint(2005, 2025)),
        month=random.choice(MONTHS.split()),
        arxiv=f"{random.randint(7, 25):02}{random.randint(1, 12):02}.{random.randint(0, 29999):05}",
        volume=random.randint(1, 60),
        issue=random.randint(1, 12),
        pages=f"{first}{random.choice(('–', '-', '--'))}{first + random.randint(1, 20)}",
        url=_made_url(random.choice(names).lower().replace(" ", "-"), first, random),
    )


def _made_name(random: Random) -> tuple[str, str]:
    given = random.choice(words("given_names"))
    if random.random() < 0.2:
        given += f" {random.choice('ABCDEFGHJKLMNPRSTVWZ')}" + random.choice((".", ""))
    elif random.random() < 0.04:
        given += " " + random.choice(_ODD_GIVEN)
    surname = random.choice(words("surnames"))
    if random.random() < 0.25:  # as PDFs give accents that were set apart
        surname = _ACCENTED.sub(r" \1", surname)
    return given, surname


def _made_url(slug: str, number: int, random: Random) -> str:
    return random.choice((
        f"https://github.com/{slug}/{slug}",
        f"https://example.org/blog/{slug}",
        f"https://openreview.net/forum?id={slug[:4]}X{number}",
        f"https://doi.org/10.18653/v1/2020.{number}",
        f"https://arxiv.org/abs/{random.randint(1500, 2500)}.{number:05}",
    ))  # fmt: skip


def _cased(title: str, random: Random) -> str:
    """The title as it is, or in small letters but for its first and for names."""
    first, *rest = title.split()
    if random.random() < 0.5:
        return title
    before = [first, *rest]
    small = [w.lower() if w[1:].islower() and not before[i].endswith(":") else w for i, w in enumerate(rest)]
    return " ".join([first, *small])
