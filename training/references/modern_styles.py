"""The styles in which today's bibliographies print a work: templates over a record that give labelled pieces.

A template names fields in braces; what stands in angle brackets is left out where its field is empty. A piece is
(label, text), the label one of labels.py's; pieces are joined as they stand.
"""

import re
from dataclasses import dataclass
from random import Random

from modern_records import Record

Pieces = list[tuple[str, str]]

_PART = re.compile(r"<[^<>]*>|\{\w+\}")
_LABELS = {
    "author": "author",
    "title": "title",
    "date": "date",
    "year": "date",
    "venue": "venue",
    "publisher": "publisher",
}
_ARXIV = (
    "arXiv preprint arXiv:{arxiv}", "arXiv preprint arXiv:{arxiv}", "{corr}, abs/{arxiv}", "arXiv:{arxiv}",
    "arXiv:{arxiv} [cs.CL]", "ArXiv, abs/{arxiv}", "Preprint, arXiv:{arxiv}",
)  # fmt: skip
_HOSTS = {
    "preprint": _ARXIV,
    "journal": ("{venue}, {volume}({issue}):{pages}", "{venue}, {volume}:{pages}", "{venue}, {volume}", "{venue}"),
    "proceedings": (
        "{in} {venue}", "{in} {venue}", "{in} {venue}, pages {pages}", "{in} {venue}, pp. {pages}",
        "{in} {venue}, {place}",
        "{in} {venue}, pages {pages}, {place}. {publisher}", "{in} {venue}. {publisher}", "{in} {venue}, {publisher}",
    ),
    "book": ("{publisher}",),
    "report": ("Technical report, {publisher}", "PhD thesis, {publisher}", "Blog post", "Tech. Rep., {publisher}"),
    "web": ("",),
}  # fmt: skip
_WEB = (
    " URL {url}.", " {url}.", " {url}", " Available at {url}.", " URL {url}. Accessed: 2023-05-13.",
    " {url} (accessed May 2, 2024).", " {url}. [Online; accessed 22-April-2020].", " [Online]. Available: {url}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How often a style is used, the form of its names, what parts the names and the last two, and its templates."""

    weight: int
    names: str
    last: str
    templates: tuple[str, ...]
    comma: str = ", "
    inside: str = "In"


STYLES = (
    Style(24, "full", ", and ", ("{author}. {title}<. {host}>, {date}.{web}",)),
    Style(14, "after", ", and ", ("{author} {title}<. {host}>, {date}.{web}",)),
    Style(20, "full", ", and ", ("{author}. {year}{letter}. {title}<. {host}>.{web}",)),
    Style(
        8,
        "before",
        ", and ",
        ("{author}, “{title},” <{host}, >{date}.{web}", '{author}, "{title}," <{host}, >{date}.'),
        inside="in",
    ),
    Style(5, "after", ", ", ("{author}: {title}<. {host}> ({date}){web}",), inside="In:"),
    Style(
        3, "before", ", ", ("{author}, {title}, <{host} >({year}).", "{author}, {title}, <{host} >({year}) {pages}.")
    ),
    Style(
        6,
        "after",
        ", & ",
        ("{author} ({year}). {title}<. {host}>.{web}", "{author} ({year}, {month}). {title}<. {host}>.{web}"),
    ),
    Style(5, "after", "; and ", ("{author} {year}. {title}<. {host}>.{web}",), comma="; "),
    Style(3, "before", ", and ", ("{author}, {title}<, {host}>, {year}.",), inside="in"),
    Style(3, "after", " & ", ("{author} {title}.< {host}> ({year}).",)),
    Style(3, "full", ", and ", ("{author}. “{title}”.< {host},> {date}.{web}",), inside="In:"),
    Style(
        5,
        "before",
        ", ",
        (
            "{author}: {title}. {corr} abs/{arxiv} ({year})",
            "{author}: {title}. {venue} {year}: {pages}",
            "{author}: {title}. {venue} {volume}({issue}): {pages} ({year})",
        ),
    ),
    Style(
        4,
        "full",
        ", and ",
        (
            "{author}, {title}, {venue} ({editor}, eds.), Studies in Physics, vol. {volume}, {publisher}, {year}.",
            "{author}. {title}. In {editor}, editors, {venue}, pages {pages}. {publisher}, {year}.",
            "{author}. {title}. In {editor} (eds.), {venue}, pp. {pages}. {publisher}, {year}.",
        ),
    ),
    Style(
        4,
        "bare",
        " and ",
        (
            "{author} {year} {title} {abbreviated} {volume} {pages}",
            "{author} {year} {title} {abbreviated} P{volume}016",
            "{author} {year} {title} {abbreviated} {volume} 0{issue}4023",
        ),
    ),
    Style(
        3,
        "before",
        " and ",
        (
            "{author}, {abbreviated} {volume}, {pages} ({year}).",
            "{author}, {abbreviated} {volume}, 0{issue}7 ({year}) [hep-ph/9501269].",
        ),
    ),
    Style(5, "full", ", and ", ("{title}. {author}<. {host}>, {date}.{web}", "{title}<. {host}>, {date}.{web}")),
    Style(
        2,
        "full",
        ", ",
        (
            "{title}. {url}",
            "{title} - {url}",
            "{title}: {url}",
            "{title}. [Online]. Available: {url}",
            "{title}. {url}. Accessed: {year}",
        ),
    ),
    Style(
        12,
        "organisation",
        "",
        (
            "{author}. {title}<. {host}>, {date}.{web}",
            "{author}. {year}. {title}<. {host}>.{web}",
            "{author}. {title}. {url}, {date}.",
            "{author}, “{title},” {date}.{web}",
            "{author} ({year}). {title}<. {host}>.{web}",
            "{author}: {title} ({year}){web}",
        ),
    ),
)
"""The styles of NeurIPS, ICML, ACL and ACM, IEEE, LNCS, Elsevier, APA, AAAI, SIAM, Nature, biblatex, DBLP, hosts with
editors, IOP, physics without titles, titles before names, software, and works of teams."""


def printed(record: Record, style: Style, random: Random) -> Pieces:
    """The record in the style."""
    texts = {
        "author": _authors(record, style, random),
        "editor": " and ".join(f"{given} {surname}" for given, surname in record.authors[::-1][:2]),
        "title": record.title,
        "year": record.year,
        "date": random.choice((record.year, record.year, record.year, f"{record.month} {record.year}")),
        "month": record.month,
        "letter": random.choice(("", "", "", "a", "b")),
        "venue": record.venue,
        "publisher": record.publisher,
        "place": record.place,
        "in": style.inside,
        "arxiv": record.arxiv,
        "volume": str(record.volume),
        "issue": str(record.issue),
        "pages": record.pages,
        "url": record.url,
    }
    fields: dict[str, Pieces] = {name: [(_LABELS.get(name, "rest"), text)] for name, text in texts.items()}
    fields |= {"corr": [("venue", "CoRR")], "abbreviated": [("venue", record.abbreviated)]}
    fields["host"] = _filled(random.choice(_HOSTS[record.kind]), fields)
    web = record.kind == "web" or random.random() < 0.25
    fields["web"] = _filled(random.choice(_WEB), fields) if web else []
    return _filled(random.choice(style.templates), fields)


def _filled(template: str, fields: dict[str, Pieces]) -> Pieces:
    pieces: Pieces = []
    at = 0
    for part in _PART.finditer(template):
        pieces.append(("rest", template[at : part.start()]))
        at = part.end()
        if part.group().startswith("{"):
            pieces += fields[part.group()[1:-1]]
        elif fields["host"]:
            pieces += _filled(part.group()[1:-1], fields)
    return [(label, text) for label, text in [*pieces, ("rest", template[at:])] if text]


def _authors(record: Record, style: Style, random: Random) -> str:
    """The names as a list, sometimes cut by "et al."."""
    if style.names == "organisation":
        return record.organisation
    names = [_NAMES[style.names](given, surname) for given, surname in record.authors]
    if len(names) == 1:
        return names[0]
    if len(names) > 3 and random.random() < 0.2:
        dot = "" if style.templates[0].startswith("{author}.") else "."
        return (
            style.comma.join(names[: random.randint(1, 10)])
            + random.choice((" et al", ", et al", ", and others"))
            + dot
        )
    last = style.last.removeprefix(",") if len(names) == 2 or random.random() < 0.1 else style.last
    return style.comma.join(names[:-1]) + (last if style.last != ", " else ", ") + names[-1]


def _initials(given: str, dot: str = ".") -> str:
    return " ".join(
        "-".join(f"{part[0].upper()}{dot}" for part in n.split("-")) for n in given.replace(".", "").split()
    )


_NAMES = {
    "full": lambda given, surname: f"{given} {surname}",
    "before": lambda given, surname: f"{_initials(given)} {surname}",
    "after": lambda given, surname: f"{surname}, {_initials(given)}",
    "bare": lambda given, surname: f"{surname} {_initials(given, '')}",
}
