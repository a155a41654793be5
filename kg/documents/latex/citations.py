"""What a citation command prints: author and year for each of its keys."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.core.document import Reference
from kg.core.names import fold
from kg.documents.latex import syntax
from kg.documents.writer import TextWriter

_PARTICLES = frozenset(
    """
    van von der den de del della di da dos du la le ter ten zu al el bin ben
    """.split()  # noqa: SIM905 - a list this long reads better as words
)


def printed_labels(references: Sequence[Reference]) -> dict[str, tuple[str, str]]:
    """For each key the authors and the year as a marker shows them; letters tell equal ones apart.

    >>> a = Reference("x", "", authors=("Ann Lee", "Bo van Dam"), year=2019)
    >>> printed_labels([a])
    {'x': ('Lee and van Dam', '2019')}
    """
    labels = [(r.key, _authors(r), str(r.year or "n.d.")) for r in references]
    shared = Counter((names, year) for _, names, year in labels)
    seen: Counter[tuple[str, str]] = Counter()
    result = {}
    for key, names, year in labels:
        letter = ""
        if shared[names, year] > 1 and seen[names, year] < 26:
            letter = chr(ord("a") + seen[names, year])
        seen[names, year] += 1
        result[key] = (names, year + letter)
    return result


def _authors(reference: Reference) -> str:
    names = [_last_name(a) for a in reference.authors if fold(a)]
    if not names:
        return " ".join((reference.title or reference.key).split()[:4])
    if len(names) > 2 or reference.authors[-1] == "others":
        return f"{names[0]} et al."
    return " and ".join(names)


def _last_name(author: str) -> str:
    words = author.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def write_citation(writer: TextWriter, node: syntax.Node, labels: dict[str, tuple[str, str]]) -> None:
    r"""Write what a macro of the \cite family prints, one citation for each key that the bibliography has."""
    name = node.macroname
    given = syntax.arguments(node)
    keys = (
        [k.strip() for k in re.split(r"\s*,\s*", syntax.inner_source(given[-1]).strip()) if k.strip()] if given else []
    )
    notes = [
        syntax.plain(syntax.children(a)).strip("[] ")
        for a in given[:-1]
        if a is not None and syntax.source_of(a) != "*"
    ]
    before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
    if name in syntax.NARRATIVE or name in syntax.AUTHOR_ONLY or name in syntax.YEAR_ONLY:
        _narrative(writer, name, keys, labels, after)
        return
    bare = name in ("citealp", "citealt", "Citealt")
    writer.write("" if bare else "(")
    writer.write(f"{before} " if before else "")
    for position, key in enumerate(keys):
        writer.write("; " if position else "")
        names, year = labels.get(key, (key, ""))
        writer.cite(f"{names}, {year}" if year and name != "citeyearpar" else year or names, key if year else None)
    writer.write(f", {after}" if after else "")
    writer.write("" if bare else ")")


def _narrative(
    writer: TextWriter, macro: str, keys: Sequence[str], labels: dict[str, tuple[str, str]], after: str
) -> None:
    for position, key in enumerate(keys):
        if position:
            writer.write(" and " if position == len(keys) - 1 else ", ")
        names, year = labels.get(key, (key, ""))
        note = f", {after}" if after and position == len(keys) - 1 else ""
        if macro in syntax.AUTHOR_ONLY or not year:
            text = names
        elif macro in syntax.YEAR_ONLY:
            text = year
        else:
            text = f"{names} ({year}{note})"
        writer.cite(text, key if year else None)
