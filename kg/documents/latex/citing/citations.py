"""What a citation command prints: a number, or author and year, for each of its keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.core.document import Citation
from kg.core.spans import Span
from kg.documents.latex import known, syntax
from kg.documents.latex.citing.markers import Marker
from kg.documents.latex.citing.style import Style
from kg.documents.latex.inline import inline_text
from kg.documents.latex.mathtext import raised
from kg.documents.writer import TextWriter

_BY_ALIAS = frozenset(["citetalias", "citepalias"])
_BARE = frozenset(["citealp", "citealt", "Citealt", "Citealp", "citeNP", "citeANP", "shortciteNP", "citenum"])


def aliases_in(nodes: Sequence[syntax.Node]) -> dict[str, str]:
    r"""The names that the paper gives to entries by ``\defcitealias{key}{name}``."""
    found: dict[str, str] = {}
    for node in syntax.walk(list(nodes)):
        given = syntax.arguments(node) if getattr(node, "macroname", "") == "defcitealias" else []
        if len(given) > 1:
            found[syntax.inner_source(given[0]).strip()] = inline_text(syntax.children(given[1]))
    return found


@dataclass(frozen=True, slots=True)
class CitationPrinter:
    r"""Writes what the macros of the ``\cite`` family print, one citation for each key that the bibliography has.

    narrative_cite says that a bare ``\cite`` prints "Author (year)"; sort and compress that the numbers of one
    citation are put in order, and three and more in a row printed as a range. aliases are names given to entries.
    """

    markers: Mapping[str, Marker]
    style: Style = Style.AUTHOR_YEAR
    narrative_cite: bool = False
    sort: bool = False
    compress: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)

    def write(self, writer: TextWriter, node: syntax.Node) -> None:
        """Write one citation command."""
        name = str(node.macroname)
        given = syntax.arguments(node)
        keys = [k for k in map(str.strip, syntax.inner_source(given[-1]).split(",")) if k] if given else []
        notes = [
            inline_text(syntax.children(a)).strip("[] ")
            for a in given[:-1]
            if a is not None and syntax.source_of(a) != "*"
        ]
        before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
        if name in _BY_ALIAS and keys and all(key in self.aliases for key in keys):
            self._aliases(writer, keys, parentheses=name == "citepalias")
            return
        if name in known.TITLE_ONLY:
            return
        narrative = name in known.NARRATIVE or (name == "cite" and self.narrative_cite)
        if name in known.AUTHOR_ONLY or name in known.YEAR_ONLY:
            self._part(writer, name, keys)
        elif self.style is Style.AUTHOR_YEAR and narrative:
            self._narrative(writer, keys, after)
        elif self.style is Style.AUTHOR_YEAR:
            self._parenthetical(writer, name, keys, before, after)
        else:
            self._numbers(writer, keys, before, after, macro=name)

    def _aliases(self, writer: TextWriter, keys: Sequence[str], *, parentheses: bool) -> None:
        writer.write("(" if parentheses else "")
        for position, key in enumerate(keys):
            writer.write("; " if position else "")
            writer.cite(self.aliases[key], key if key in self.markers else None)
        writer.write(")" if parentheses else "")

    def _part(self, writer: TextWriter, name: str, keys: Sequence[str]) -> None:
        for position, key in enumerate(keys):
            writer.write(", " if position else "")
            marker = self.markers.get(key)
            shown = (marker.authors if name in known.AUTHOR_ONLY else marker.year) if marker else key
            writer.cite(_spaced(shown), key if marker else None)

    def _parenthetical(self, writer: TextWriter, name: str, keys: Sequence[str], before: str, after: str) -> None:
        bare = name in _BARE
        writer.write("" if bare else "(")
        writer.write(f"{before} " if before else "")
        for position, key in enumerate(keys):
            writer.write("; " if position else "")
            marker = self.markers.get(key)
            if marker is None:
                writer.cite(key, None)
            else:
                shown = marker.year if name == "citeyearpar" else f"{marker.authors}, {marker.year}"
                writer.cite(_spaced(shown), key)
        writer.write(f", {after}" if after else "")
        writer.write("" if bare else ")")

    def _narrative(self, writer: TextWriter, keys: Sequence[str], after: str) -> None:
        for position, key in enumerate(keys):
            if position:
                writer.write(" and " if position == len(keys) - 1 else ", ")
            marker = self.markers.get(key)
            note = f", {after}" if after and position == len(keys) - 1 else ""
            writer.cite(_spaced(f"{marker.authors} ({marker.year}{note})") if marker else key, key if marker else None)

    def _numbers(self, writer: TextWriter, keys: Sequence[str], before: str, after: str, *, macro: str) -> None:
        """Write "[3, 7]", or raised numbers after a space; a narrative macro names the authors before."""
        found = [(k, self.markers[k]) for k in keys if k in self.markers]
        raise_them = self.style is Style.RAISED and macro != "citenum"
        bare = raise_them or macro in _BARE
        if found and (macro in known.NARRATIVE or macro.lower() == "citealt"):
            writer.write(f"{_spaced(found[0][1].authors)} ")
        if raise_them:
            writer.close_gap()
        writer.write(" " if raise_them else "" if bare else "[")
        writer.write(f"{before} " if before and not raise_them else "")
        for position, (shown, cited) in enumerate(self._shown(keys)):
            writer.write(("," if raise_them else ", ") if position else "")
            start = writer.at
            writer.cite(_raised_range(shown) if raise_them else shown, cited[0] if cited else None)
            writer.citations.extend(Citation(Span(start, writer.at), key) for key in cited[1:])
        writer.write(f", {after}" if after and not raise_them else "")
        writer.write("" if bare else "]")

    def _shown(self, keys: Sequence[str]) -> list[tuple[str, list[str]]]:
        """What is printed for the keys, and the keys that each part of it stands for."""
        found = [(m, k) for k in keys if (m := self.markers.get(k)) is not None]
        unknown = [("?", list[str]()) for k in keys if k not in self.markers]
        if self.style is Style.LABEL:
            return [(m.label or m.number, [k]) for m, k in found] + unknown
        if self.sort:
            found.sort(key=lambda pair: int(pair[0].number))
        rows: list[list[tuple[Marker, str]]] = []
        for marker, key in found:
            if self.compress and rows and int(marker.number) == int(rows[-1][-1][0].number) + 1:
                rows[-1].append((marker, key))
            else:
                rows.append([(marker, key)])
        shown: list[tuple[str, list[str]]] = []
        for row in rows:
            if len(row) > 2:
                shown.append((f"{row[0][0].number}–{row[-1][0].number}", [k for _, k in row]))
            else:
                shown += [(m.number, [k]) for m, k in row]
        return shown + unknown


def _raised_range(shown: str) -> str:
    return "⁻".join(raised(number) for number in shown.split("–"))


def _spaced(shown: str) -> str:
    return " ".join(shown.replace("~", " ").split())
