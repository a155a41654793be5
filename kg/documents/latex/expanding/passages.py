r"""What \begin, \xspace, \url and the like do to the text that they stand in."""

import re

from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.definitions import filled
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.expanding.frames import Frame
from kg.documents.latex.expanding.options import option
from kg.documents.latex.known import VERBATIM_ENVIRONMENTS

_NO_SPACE_BEFORE = frozenset(".,'/?;:!~-)}{]\\")
_CITED = re.compile(r"\s*(?:\([^()]{0,80}\)\s*){0,2}(?:\[[^\[\]]{0,80}\]\s*){0,2}\{([^{}]*)\}")
_RULE = re.compile(r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:\([^)]{0,40}\)\s*)?(?:\{[^{}]{0,40}\})?")
_VERB_MARKS = "|!+/=~@"
_OPTIONS = re.compile(r"\A[ \t]*+(?:\[[^\]]*\][ \t]*+)?(?:\{\w*\})?(?=[ \t]*\n)")


def begin(expander: Expander, frame: Frame, _: str) -> None:
    """Open an environment: one of the paper's own is expanded, a comment left out, a listing copied as it stands."""
    found = tokens.argument(frame.text, frame.at)
    name = found[0].strip() if found else ""
    if found is None or name not in {*expander.dropped, *VERBATIM_ENVIRONMENTS, *expander.environments}:
        expander.write("\\begin")
        return
    frame.at = found[1]
    if name in expander.environments:
        opening = expander.environments[name][0]
        expander.push(filled(opening, expander.taken(opening)))
        return
    closing = f"\\end{{{name}}}"
    end = frame.text.find(closing, frame.at)
    end = len(frame.text) if end < 0 else end
    if name in VERBATIM_ENVIRONMENTS:
        # the parser knows the first of these environments alone
        options = tokens.optional(frame.text, frame.at)
        caption = option(options[0], "caption") if options else ""
        if caption:
            expander.write(f"\\begin{{listing}}\\caption{{{caption}}}\\end{{listing}}")
        listing = _OPTIONS.sub("", frame.text[frame.at : end]).replace("\\end{verbatim}", "")
        expander.write(f"\\begin{{verbatim}}{listing}\\end{{verbatim}}")
    frame.at = end + len(closing)


def end(expander: Expander, frame: Frame, _: str) -> None:
    """Close an environment; nothing counts after the end of the document."""
    found = tokens.argument(frame.text, frame.at)
    name = found[0].strip() if found else ""
    if found and name in expander.environments:
        frame.at = found[1]
        expander.push(expander.environments[name][1])
    elif found and name == "document":
        expander.write("\\end{document}")
        expander.frames.clear()
    else:
        expander.write("\\end")


def space(expander: Expander, _: Frame, __: str) -> None:
    r"""What ``\xspace`` does: a space, unless punctuation follows."""
    frame = expander.here()
    following = frame.text[frame.at : frame.at + 1]
    cites = frame.text.startswith(("\\cite", "\\ref", "\\text", "\\emph"), frame.at)
    if following and not following.isspace() and (following not in _NO_SPACE_BEFORE or cites):
        expander.write(" ")


def cite_many(expander: Expander, frame: Frame, name: str) -> None:
    r"""Write biblatex's ``\\cites[p. 1]{a}[p. 2]{b}`` as one citation of several keys, its notes left out."""
    keys: list[str] = []
    while (key := _CITED.match(frame.text, frame.at)) is not None:
        keys.append(key.group(1))
        frame.at = key.end()
    expander.write(f"\\{name[:-1]}{{{','.join(keys)}}}")


def print_acronym(expander: Expander, frame: Frame, name: str) -> None:
    """Read on in what an acronym prints here."""
    starred = frame.text.startswith("*", frame.at)
    found = tokens.optional(frame.text, frame.at + starred)
    frame.at = found[1] if found else frame.at + starred
    given = frame.arguments(1)
    if given:
        expander.push(expander.acronyms.printed(name, given[0].strip()))


def drop_rule(expander: Expander, frame: Frame, _: str) -> None:
    r"""Leave out a rule of a table whose ends are trimmed: ``\cmidrule[1pt](lr){2-3}``."""
    found = _RULE.match(frame.text, frame.at)
    frame.at = found.end() if found else frame.at
    expander.write(" ")


def copy_listing(expander: Expander, frame: Frame, name: str) -> None:
    r"""Write ``\lstinline|x|`` and its kin as the ``\verb`` that they are, for the parser knows that alone."""
    options = tokens.optional(frame.text, frame.at)
    at = options[1] if options else frame.at + frame.text.startswith("*", frame.at)
    if name == "mintinline":
        language = tokens.argument(frame.text, at)
        at = language[1] if language else at
    opening = frame.text[at : at + 1]
    closing = (_raw_end(frame.text, at) or 0) - 1 if opening == "{" else frame.text.find(opening or "\n", at + 1)
    if closing <= at or opening.isalnum() or opening.isspace() or "\n" in frame.text[at:closing]:
        return
    code = frame.text[at + 1 : closing]
    mark = next((m for m in _VERB_MARKS if m not in code), "")
    expander.write(f"\\verb{mark}{code}{mark}" if mark else " ")
    frame.at = closing + 1


def copy_raw(expander: Expander, frame: Frame, name: str) -> None:
    r"""Copy ``\verb|...|`` and the address of ``\url`` untouched, but with its marks escaped."""
    start = frame.at - len(name) - 1
    if name == "verb":
        starred = frame.at + frame.text.startswith("*", frame.at)
        end = frame.text.find(frame.text[starred : starred + 1] or "\n", starred + 1)
        end = min(len(frame.text), end + 1) if end > 0 else len(frame.text)
        expander.write(frame.text[start:end])
        frame.at = end
        return
    at = tokens.after_space(frame.text, frame.at)
    closed = _raw_end(frame.text, at)
    if closed is None:
        expander.write(frame.text[start : frame.at])
        return
    address = re.sub(r"\\?([%#&])", r"\\\1", frame.text[at + 1 : closed - 1])
    expander.write(f"\\{name}{{{address}}}")
    frame.at = closed


def _raw_end(source: str, at: int) -> int | None:
    """The place after a group in which % is a character like any other."""
    if not source.startswith("{", at):
        return None
    depth = 0
    for position in range(at, min(len(source), at + 4000)):
        depth += {"{": 1, "}": -1}.get(source[position], 0)
        if depth == 0:
            return position + 1
    return None
