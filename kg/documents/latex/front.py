r"""What a LaTeX paper states of itself: title, authors, year, identifiers and venue, in the classes researchers use."""

import re
from collections.abc import Iterator, Sequence

from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexSpecialsNode

from kg.core import identifiers
from kg.documents.front_matter import FrontMatter
from kg.documents.latex import syntax
from kg.documents.latex.inline import inline_text

_AND = frozenset(["and", "And", "AND", "ANDx", "qquad", "quad", "IEEEauthorblockN", "name"])
_DROPPED = frozenset(
    """
    thanks footnotemark footnote textsuperscript email url href affil affiliation inst orcid orcidID samethanks
    textdagger dagger texttt hspace vspace hfill ddag icmlcorrespondingauthor IEEEauthorblockA IEEEmembership
    institute address corref cortext fnref ead orcidlink includegraphics rule authornote authornotemark label
    institution city state country addr ref tnoteref thanksref AND
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_LARGE = frozenset(["LARGE", "Large", "huge", "Huge"])
_NO_TITLE = _DROPPED - {"texttt", "href"}
_AFFILIATION = re.compile(
    r"\b(?:Universit|Institut|Research|Lab|Department|Dept|School|College|Inc|Google|Microsoft|Facebook|Meta|OpenAI"
    r"|Brain|Cent(?:er|re)|Academy|Corporation|Ltd|LLC|Faculty|Hospital|Amazon|Apple|NVIDIA|IBM|Alibaba|Tencent"
    r"|Baidu|Huawei|DeepMind|Anonymous|USA|China|Equal)|@|\d",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?:van|von|de|del|della|di|da|dos|du|la|le|ter|ten|al|el|bin|ben)\b", re.IGNORECASE)
_MARKS = re.compile(r"[\^$*∗†‡§¶♠♣♥♦⋆∘•¹²³⁴⁵⁶⁷⁸⁹⁰]|\{\}|_|\(?(?<=\s)\d(?:,\d)*\)?$")
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)")
_STYLE_VENUE = re.compile(
    r"(?P<name>iclr|neurips|nips|icml|acl|emnlp|naacl|eacl|colm|aaai|ijcai|cvpr|iccv|eccv|aistats|uai|corl|interspeech)"
    r"_?(?P<year>20\d\d|\d\d(?=\b|_))",
    re.IGNORECASE,
)
_NAMES = {"nips": "NIPS", "neurips": "NeurIPS", "interspeech": "Interspeech", "corl": "CoRL"}
_PACKAGE = re.compile(r"\\(?:usepackage|documentclass)\s*(?:\[([^\]]{0,500})\]\s*)?\{([^{}]*)\}")


def front_in(nodes: list[syntax.Node], source: str) -> FrontMatter:
    r"""What the paper's front states; source is the expanded source, for the names of its style files.

    The venue is what the class is told (\acmConference, \journal), else what a conference's style file is called
    where the paper is set in its final form.
    """
    venue, year = _venue(nodes, source)
    doi = next((d for n in _macros(nodes, "doi", "acmDOI") if (d := identifiers.doi(_argument(n)))), None)
    arxiv = next((a for n in _macros(nodes, "arxivid", "arxiv", "eprint") if (a := _arxiv(_argument(n)))), None)
    if arxiv is None and doi:
        arxiv = identifiers.arxiv_of_doi(doi)
    years = (_YEAR.search(_argument(n)) for n in _macros(nodes, "acmYear", "copyrightyear", "date"))
    dated = next((int(y.group(1)) for y in years if y), None)
    return FrontMatter(title_in(nodes), authors_in(nodes), year or dated or _arxiv_year(arxiv), arxiv, doi, venue)


def title_in(nodes: list[syntax.Node]) -> str | None:
    r"""The paper's ``\title`` on one line, without footnotes; else what opens the paper in large letters, or None."""
    for node in _macros(nodes, "title", "icmltitle"):
        if text := inline_text(_without(_NO_TITLE, syntax.children(syntax.last_argument(node)))):
            return text
    return _large_opening(nodes)


def _large_opening(nodes: list[syntax.Node]) -> str | None:
    r"""What stands in large letters before the abstract and the first section, as ``{\LARGE\bf ...}``."""
    for node in syntax.walk(nodes):
        if (getattr(node, "macroname", None) or getattr(node, "environmentname", None)) in ("abstract", "section"):
            return None
        inside = [n for n in syntax.children(node) if syntax.source_of(n).strip()] if _is_group(node) else []
        if inside and getattr(inside[0], "macroname", "") in _LARGE:
            text = inline_text(_without(_NO_TITLE, inside))
            if len(text.split()) > 1:
                return text
    return None


def _is_group(node: syntax.Node) -> bool:
    return isinstance(node, LatexGroupNode) and node.delimiters[0] == "{"


def authors_in(nodes: list[syntax.Node]) -> tuple[str, ...]:
    r"""The names in ``\author`` and its kin: the first line of each part that ``\and`` divides, no affiliations."""
    names: list[str] = []
    for node in _macros(nodes, "author", "icmlauthor"):
        if node.macroname == "icmlauthor":
            given = [a for a in syntax.arguments(node) if a is not None]
            names += _names(inline_text(_kept(syntax.children(given[0])))) if given else []
            continue
        blocks = list(_macros(syntax.children(syntax.last_argument(node)), "IEEEauthorblockN"))
        inside = [syntax.children(syntax.last_argument(b)) for b in blocks]
        for part in inside or _parts(syntax.children(syntax.last_argument(node))):
            names += _names(inline_text(_kept(part)))
    return tuple(dict.fromkeys(names))


def _macros(nodes: list[syntax.Node], *names: str) -> Iterator[syntax.Node]:
    for node in syntax.walk(nodes):
        if isinstance(node, LatexMacroNode) and node.macroname in names:
            yield node


def _argument(node: syntax.Node) -> str:
    return inline_text(syntax.children(syntax.last_argument(node)))


def _kept(nodes: Sequence[syntax.Node]) -> list[syntax.Node]:
    return _without(_DROPPED, nodes)


def _without(names: frozenset[str], nodes: Sequence[syntax.Node]) -> list[syntax.Node]:
    return [n for n in nodes if not (isinstance(n, LatexMacroNode) and n.macroname in names)]


def _parts(nodes: Sequence[syntax.Node]) -> list[list[syntax.Node]]:
    r"""The nodes before the first line break of each author; further lines where they are names too."""
    parts: list[list[syntax.Node]] = [[]]
    closed = False
    for node in nodes:
        name = node.macroname if isinstance(node, LatexMacroNode) else ""
        if name in _AND or (isinstance(node, LatexSpecialsNode) and node.specials_chars == "&"):
            parts.append([])
            closed = False
        elif name in ("\\", "newline"):
            closed = bool(inline_text(_kept(parts[-1])))
            parts += [[]] if closed else []
        elif closed and not _continues(parts, node):
            continue
        else:
            parts[-1].append(node)
    return parts


def _continues(parts: list[list[syntax.Node]], node: syntax.Node) -> bool:
    """Whether a further line goes on with names: the line before it ended in a comma, or lists several."""
    before = inline_text(_kept(next((p for p in reversed(parts[:-1]) if p), [])))
    listed = before.rstrip().endswith((",", " and")) or before.count(",") > 1
    return listed or (not isinstance(node, LatexCharsNode) and bool(parts[-1]))


def _names(line: str) -> list[str]:
    """The personal names on a line."""
    line = re.sub(r"(?<=[^\W\d_])(?<![¹²³⁴⁵⁶⁷⁸⁹⁰])\s*[¹²³⁴⁵⁶⁷⁸⁹⁰,]+(?=\s|$)", ",", line)
    parts = (_MARKS.sub(" ", part) for part in re.split(r",|\band\b|;|&", line))
    found = []
    for part in parts:
        name = " ".join(re.sub(r"(?<=\w)\d(?:,?\d){0,9}$", "", part.strip()).split())
        opens = name[:1].isupper() or _PARTICLE.match(name) is not None
        if 1 < len(name.split()) <= 6 and not _AFFILIATION.search(name) and opens and len(name) < 60:
            found.append(name)
    return found


def _venue(nodes: list[syntax.Node], source: str) -> tuple[str | None, int | None]:
    for node in _macros(nodes, "acmBooktitle", "acmConference", "journal", "acmJournal", "journalname"):
        given = [inline_text(syntax.children(a)) for a in syntax.arguments(node) if a is not None]
        name = given[1] if node.macroname == "acmConference" and len(given) > 3 else "".join(given[:1])
        if len(name.strip("[] ")) > 2:
            found = _YEAR.search(" ".join(given))
            return name.strip("[] "), int(found.group(1)) if found else None
    for options, names in _PACKAGE.findall(source[:50_000]):
        found_style = _STYLE_VENUE.search(names)
        if found_style and _is_final(found_style.group("name").lower(), options, source):
            year = int(found_style.group("year")[-2:]) + 2000
            name = found_style.group("name").lower()
            return f"{_NAMES.get(name, name.upper())} {year}", year
    return None, None


def _is_final(name: str, options: str, source: str) -> bool:
    """Whether a conference's style is told that the paper was accepted."""
    if name == "iclr":
        return "\\iclrfinalcopy" in source
    return bool(re.search(r"final|accepted|camera", options)) and "preprint" not in options


def _arxiv(text: str) -> str | None:
    return identifiers.arxiv_id("arxiv " + text)


def _arxiv_year(arxiv: str | None) -> int | None:
    return 2000 + int(arxiv[:2]) if arxiv and arxiv[:4].isdigit() else None
