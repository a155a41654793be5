"""LaTeX source parsed by pylatexenc: which macros take which arguments, and what its nodes hold."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pylatexenc import macrospec
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import (
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerError,
    get_default_latex_context_db,
)

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.known import CITATIONS
from kg.documents.latex.macros import ENVIRONMENTS, MACROS

Node = Any
"""A node of pylatexenc, which has no types."""

# the library warns of odd formulas through its logger; what is lost shows in the text instead
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

_MACROS = {**MACROS, **dict.fromkeys(CITATIONS, "*[[{")}
_MARK = re.compile(r"\\begin\b|\\end\b|\\.|[{}]", re.DOTALL)
_LONG_RUN = re.compile(r"[^\\{}$%]{4000}")
_MAX_MARKS = 400_000  # a book of a thousand pages has fewer; each costs a node of a kilobyte
_MAX_NESTING = 120  # braces inside braces; the parser recurses
_LEAST_GROUPS, _GROUPS_A_MARK = 2_000, 4  # a group is opened once, or twice where something is amiss


class _TangledError(Exception):
    """What is not closed makes the parser read the same again and again."""


class _Walker(LatexWalker):  # type: ignore[misc]  # the library has no types
    """The library's parser, that reads no bracket twice, and gives up where it begins again and again.

    Behind a command it takes "[" for an optional argument, reads to the end of the text where no "]" comes, and then
    reads all again without: in brackets within brackets that doubles at each, whether the inner ones are closed or not.
    A command with two arguments does the same where the first is not closed: so the groups that it opens are counted.
    """

    def __init__(self, source: str, **options: Any) -> None:
        super().__init__(source, **options)
        self._optional: dict[tuple[Any, ...], Any] = {}
        self._left = _LEAST_GROUPS + _GROUPS_A_MARK * sum(map(source.count, "\\{[$"))

    def get_latex_nodes(self, *args: Any, **options: Any) -> Any:
        """The nodes as the library gives them.

        Raises:
            _TangledError: it has opened many times as many groups as there are.
        """
        self._left -= 1
        if self._left < 0:
            raise _TangledError
        return super().get_latex_nodes(*args, **options)

    def get_latex_maybe_optional_arg(self, pos: int, parsing_state: Any = None) -> Any:
        """The optional argument at pos as the library gives it, or None where there is none or it is not closed."""
        state = parsing_state or self.make_parsing_state()
        place = (pos, state.in_math_mode, state.math_mode_delimiter, id(state.latex_context))
        if place not in self._optional:
            self._optional[place] = None  # until it is seen closed
            found = super().get_latex_maybe_optional_arg(pos, parsing_state=state)
            if found is not None and self.s.startswith("]", found[1] + found[2] - 1):
                self._optional[place] = found
            return found
        return self._optional[place]


@lru_cache(maxsize=1)
def context() -> Any:
    """What the parser knows: LaTeX's own macros, and those of classes, packages and bibliographies."""
    database = get_default_latex_context_db()
    known = [macrospec.MacroSpec(name, arguments) for name, arguments in sorted(_MACROS.items())]
    environments = [macrospec.EnvironmentSpec(name, arguments) for name, arguments in sorted(ENVIRONMENTS.items())]
    database.add_context_category("kg", prepend=True, macros=known, environments=environments)
    return database


def parse(name: str, source: str) -> list[Node]:
    """The nodes of a source text; faults of syntax are passed over as far as possible.

    Raises:
        UnreadablePaperError: the source is nested too deeply, holds too much, or cannot be parsed at all.
    """
    if sum(map(source.count, "\\{$")) > _MAX_MARKS:
        raise UnreadablePaperError(name, ReasonCode.TOO_LARGE, "it holds too many commands; split it")
    if _nesting(source) > _MAX_NESTING:
        raise UnreadablePaperError(name, ReasonCode.DAMAGED, "its braces are nested too deeply; it is no paper")
    try:
        # the parser joins characters one by one, which takes the square of the time for a long run of them
        source = _LONG_RUN.sub(r"\g<0>{}", source)
        nodes, _, _ = _Walker(source, latex_context=context(), tolerant_parsing=True).get_latex_nodes()
    except _TangledError as error:
        raise UnreadablePaperError(
            name, ReasonCode.DAMAGED, "many of its braces are not closed; check that it compiles"
        ) from error
    except (LatexWalkerError, RecursionError) as error:
        raise UnreadablePaperError(
            name, ReasonCode.DAMAGED, "its LaTeX cannot be parsed; check that it compiles"
        ) from error
    return list(nodes or ())


def _nesting(source: str) -> int:
    """The greatest depth of braces and of environments, escapes ignored."""
    depths = {"{": 0, "begin": 0}
    deepest = 0
    for mark in _MARK.finditer(source):
        kind = "begin" if mark.group().startswith("\\") else "{"
        step = 1 if mark.group() in ("{", "\\begin") else -1 if mark.group() in ("}", "\\end") else 0
        depths[kind] = max(0, depths[kind] + step)
        deepest = max(deepest, depths[kind])
    return deepest


def walk(nodes: list[Node]) -> Iterator[Node]:
    """All nodes below these, in order of the source."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node is None:
            continue
        yield node
        inside = list(getattr(node, "nodelist", None) or ())
        stack.extend(reversed([*arguments(node), *inside]))


def arguments(node: Node) -> list[Node]:
    """The argument nodes of a macro or environment, None for those left out."""
    given = getattr(node, "nodeargd", None)
    return list(given.argnlist or ()) if given is not None and given.argnlist is not None else []


def last_argument(node: Node) -> Node:
    """The last argument, which carries the text in most macros; None where there is none."""
    given = [a for a in arguments(node) if a is not None]
    return given[-1] if given else None


def source_of(node: Node) -> str:
    """The LaTeX that the node was read from."""
    return str(node.latex_verbatim()) if node is not None else ""


def inner_source(node: Node) -> str:
    """The LaTeX inside a group's braces, or the node's own."""
    if isinstance(node, LatexGroupNode):
        return "".join(source_of(n) for n in node.nodelist)
    return source_of(node)


def children(node: Node) -> list[Node]:
    """What a group, environment or formula holds, or the node itself in a list."""
    if isinstance(node, LatexGroupNode | LatexEnvironmentNode | LatexMathNode):
        return list(node.nodelist or ())
    return [node] if node is not None else []


_TEXT = LatexNodes2Text(math_mode="text", strict_latex_spaces=False, keep_comments=False)


def plain(nodes: list[Node]) -> str:
    """The nodes as plain text on one line: accents composed, formatting gone."""
    try:
        return " ".join(str(_TEXT.nodelist_to_text(nodes)).split())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # odd arguments in hostile sources
        return " ".join("".join(source_of(n) for n in nodes).split())
