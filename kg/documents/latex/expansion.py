r"""A paper's source, spread over files and full of its authors' own macros, becomes one plain LaTeX text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex import tokens
from kg.documents.latex.acronyms import USES, Acronyms
from kg.documents.latex.conditionals import branch_end, evaluated, is_conditional
from kg.documents.latex.definitions import (
    Definition,
    Taken,
    command_definition,
    document_command_definition,
    filled,
    primitive_definition,
)
from kg.documents.latex.files import LatexFiles
from kg.documents.latex.known import DROPPED_ENVIRONMENTS, MANY, OWN_NAMES, RAW_ARGUMENTS, VERBATIM_ENVIRONMENTS

_MARK = re.compile(r"[\\%]")
_COMMENT = re.compile(r"%[^\n]*(?:\n[ \t]*|\Z)")
_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
_SIMPLE_BODY = re.compile(r"(?!.*(?:@|\\(?:expandafter|csname|vskip|hskip|setlength|global|everypar|hbox|vbox)))", re.S)
_NO_SPACE_BEFORE = frozenset(".,'/?;:!~-)}{]\\")
_PRIMITIVE_INPUT = re.compile(r"[ \t]*([^\s{}\\%]+)")
_CITED = re.compile(r"\s*(?:\([^()]{0,80}\)\s*){0,2}(?:\[[^\[\]]{0,80}\]\s*){0,2}\{([^{}]*)\}")
_OPTIONS = re.compile(r"\A[ \t]*(?:\[[^\]]*\])?[ \t]*(?:\{\w*\})?(?=[ \t]*\n)")
_MAX_EXPANSIONS = 20_000  # and one more for each 20 characters of source
_MAX_GENERATED = 500_000  # characters, and four times the source
_MAX_FILES_DEEP = 12
_MAX_DEEP = 150
_MAX_BODY = 100_000


@dataclass(slots=True)
class _Frame:
    """A text being read: a file where file is set, else what a macro stands for."""

    text: str
    file: bool = False
    at: int = 0


@dataclass(slots=True)
class Expander:
    r"""Reads source text as TeX does: takes files in, drops comments, follows conditionals, expands macros.

    Definitions count from where they stand on and hold to the end, groups or not. Names that kg itself understands
    (``\section``, ``\cite``, ``\title``) stay. The work is bounded: beyond the bounds calls of macros are dropped.
    """

    name: str
    files: LatexFiles
    max_characters: int
    definitions: dict[str, Definition] = field(default_factory=dict)
    environments: dict[str, tuple[Definition, str]] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    acronyms: Acronyms = field(default_factory=Acronyms)
    dropped: set[str] = field(default_factory=lambda: set(DROPPED_ENVIRONMENTS))
    _frames: list[_Frame] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _written: int = 0
    _read: int = 0
    _generated: int = 0
    _expansions: int = 0
    _letters_at: bool = False
    _style: bool = False

    def expand(self, source: str) -> str:
        """The source with all of this done.

        Raises:
            UnreadablePaperError: more than max_characters come out.
        """
        self._out, self._written = [], 0
        self._frames = [_Frame(source, file=True)]
        self._read += len(source)
        while self._frames:
            frame = self._frames[-1]
            mark = _MARK.search(frame.text, frame.at)
            self._write(frame.text[frame.at : mark.start() if mark else len(frame.text)])
            if mark is None:
                self._frames.pop()
                continue
            frame.at = mark.start()
            if mark.group() == "%":
                self._comment(frame)
            else:
                self._control(frame)
        return "".join(self._out)

    def _write(self, text: str) -> None:
        self._written += len(text)
        if self._written > self.max_characters:
            raise UnreadablePaperError(
                self.name, ReasonCode.TOO_LARGE, "it holds too much text; raise the limit or split it"
            )
        self._out.append(text)

    def _comment(self, frame: _Frame) -> None:
        found = _COMMENT.match(frame.text, frame.at)
        frame.at = found.end() if found else len(frame.text)
        if frame.text.startswith("\n", frame.at):
            self._write("\n")  # a blank line after a comment still ends the paragraph
            self._write("\n")

    def _control(self, frame: _Frame) -> None:
        control = tokens.name_at(frame.text, frame.at, with_at=self._letters_at)
        start, frame.at = frame.at, frame.at + len(control)
        name = control[1:]
        action = _ACTIONS.get(name)
        if name in self.switches or (name not in self.definitions and name.isalpha() and is_conditional(name)):
            self._conditional(frame, name)
        elif action is not None:
            action(self, frame, name)
        elif name.endswith(("true", "false")) and self._switch(name):
            pass
        elif name in self.definitions:
            self._call(self.definitions[name])
        elif name in USES:
            self._acronym(frame, name)
        elif name in RAW_ARGUMENTS:
            self._raw(frame, start)
        else:
            self._write(control)
            if name.isalpha() and frame.at >= len(frame.text) and self._next().isalpha():
                self._write(" ")  # or the name would grow by the letters that follow the macro's call

    # conditionals

    def _conditional(self, frame: _Frame, name: str) -> None:
        holds, frame.at = evaluated(name, frame.text, frame.at, self.switches, self._body)
        if not holds:
            frame.at = branch_end(frame.text, frame.at, stop_at_else=True)

    def _else(self, frame: _Frame, _: str) -> None:
        frame.at = branch_end(frame.text, frame.at, stop_at_else=False)

    def _new_switch(self, frame: _Frame, _: str) -> None:
        found = tokens.argument(frame.text, frame.at, with_at=True)
        if found:
            name, frame.at = found
            self.switches.setdefault(name.lstrip("\\"), False)

    def _switch(self, name: str) -> bool:
        value = name.endswith("true")
        switch = "if" + name.removesuffix("true" if value else "false")
        if switch not in self.switches:
            return False
        self.switches[switch] = value
        return True

    def _toggle(self, frame: _Frame, name: str) -> None:
        given = self._arguments(frame, 2 if name.startswith("set") else 1)
        if given:
            value = given[1] == "true" if len(given) > 1 else name.endswith("true")
            self.switches["if" + given[0].strip()] = value and not name.startswith("new")

    def _choose(self, frame: _Frame, name: str) -> None:
        given = self._arguments(frame, 3)
        if len(given) == 3:
            test = given[0].strip()
            if name == "@ifundefined":
                holds = self._body("\\" + test) is None
            elif name == "ifthenelse":
                holds = self._test(test)
            else:
                holds = self.switches.get("if" + test, False)
            self._push(given[1] if holds else given[2])

    def _test(self, test: str) -> bool:
        r"""Whether a test of ``\ifthenelse`` holds, where it is one of a switch or of two words."""
        if found := re.fullmatch(r"\\boolean\s*\{([^{}]*)\}", test):
            return self.switches.get("if" + found.group(1).strip(), False)
        if found := re.fullmatch(r"\\equal\s*\{([^{}]*)\}\s*\{([^{}]*)\}", test):
            left, right = (self._body(v.strip()) or v for v in found.groups())
            return left == right
        return False

    def _body(self, control: str) -> str | None:
        name = control.lstrip("\\")
        if name in self.definitions:
            return self.definitions[name].body
        return control if name in OWN_NAMES else None

    # definitions

    def _define(self, frame: _Frame, name: str) -> None:
        reading = primitive_definition if name in _PRIMITIVES else command_definition
        if "DocumentCommand" in name:
            reading = document_command_definition
        found = reading(frame.text, frame.at)
        if found is None:
            return
        control, definition, frame.at = found
        known = control[1:]
        if definition is None or known in OWN_NAMES or (name == "providecommand" and known in self.definitions):
            return
        if self._style and ("@" in known or not _SIMPLE_BODY.match(definition.body)):
            return
        self.definitions[known] = definition

    def _operator(self, frame: _Frame, _: str) -> None:
        frame.at = frame.at + 1 if frame.text.startswith("*", frame.at) else frame.at
        given = self._arguments(frame, 2)
        if len(given) == 2:
            self.definitions[given[0].strip().lstrip("\\")] = Definition((), f"\\operatorname{{{given[1]}}}")

    def _let(self, frame: _Frame, _: str) -> None:
        first = tokens.argument(frame.text, frame.at, with_at=True)
        if not first:
            return
        at = tokens.after_space(frame.text, first[1])
        second = tokens.argument(frame.text, at + 1 if frame.text.startswith("=", at) else at, with_at=True)
        if not second:
            return
        frame.at = second[1]
        new, old = first[0].lstrip("\\"), second[0]
        if new in OWN_NAMES or old == "\\" + new:
            return
        self.definitions[new] = self.definitions.get(old.lstrip("\\"), Definition((), old))

    def _new_environment(self, frame: _Frame, _: str) -> None:
        at = frame.at + 1 if frame.text.startswith("*", frame.at) else frame.at
        named = tokens.argument(frame.text, at)
        if not named:
            return
        opening = command_definition("\\x" + frame.text[named[1] : named[1] + _MAX_BODY], 0)
        if opening is None:
            return
        end = named[1] + opening[2] - 2
        closing = tokens.argument(frame.text, end)
        if closing is None or opening[1] is None:
            return
        frame.at = closing[1]
        if not self._style and named[0] not in OWN_NAMES:
            self.environments[named[0]] = (opening[1], closing[0])

    def _exclude(self, frame: _Frame, _: str) -> None:
        self.dropped.update(self._arguments(frame, 1))

    # calls

    def _call(self, definition: Definition) -> None:
        given = self._taken(definition)
        self._push(filled(definition, given))

    def _push(self, text: str) -> None:
        while self._frames and not self._frames[-1].file and self._frames[-1].at >= len(self._frames[-1].text):
            self._frames.pop()  # so that a macro which ends in a call of itself needs no more room
        self._expansions += 1
        self._generated += min(len(text), _MAX_BODY)
        few = self._expansions <= _MAX_EXPANSIONS + self._read // 20
        short = len(text) <= _MAX_BODY and self._generated <= _MAX_GENERATED + 4 * self._read
        if few and short and len(self._frames) < _MAX_DEEP:
            self._frames.append(_Frame(text))

    def _taken(self, definition: Definition) -> list[str]:
        """The arguments that follow a macro's name, from the texts around where this one is at its end."""
        if not definition.parameters:
            frame = self._here()
            frame.at = tokens.after_space(frame.text, frame.at)
            return []
        given: list[str] = []
        for parameter in definition.parameters:
            frame = self._here()
            if parameter.taken is Taken.OPTIONAL:
                found = tokens.optional(frame.text, frame.at)
                given.append(found[0] if found else parameter.text)
            elif parameter.taken is Taken.STAR:
                starred = frame.text.startswith("*", frame.at)
                found = ("", frame.at + starred)
                given.append("*" if starred else "")
            elif parameter.taken is Taken.MANDATORY:
                found = tokens.argument(frame.text, frame.at, with_at=self._letters_at)
                given.append(found[0] if found else "")
            else:
                end = frame.text.find(parameter.text, frame.at, frame.at + _MAX_BODY)
                end = frame.at if end < 0 else end
                found = ("", end + len(parameter.text)) if frame.text.startswith(parameter.text, end) else None
                if parameter.taken is Taken.UNTIL:
                    given.append(_unbraced(frame.text[frame.at : end]))
            if found:
                frame.at = found[1]
        return given

    def _here(self) -> _Frame:
        """The innermost text that is not at its end."""
        while len(self._frames) > 1 and not self._frames[-1].file and self._frames[-1].at >= len(self._frames[-1].text):
            self._frames.pop()
        return self._frames[-1]

    def _next(self) -> str:
        """The character that comes next, empty at the end."""
        frame = self._here()
        return frame.text[frame.at : frame.at + 1]

    def _arguments(self, frame: _Frame, count: int) -> list[str]:
        given = []
        for _ in range(count):
            found = tokens.argument(frame.text, frame.at, with_at=True)
            if found is None:
                break
            given.append(found[0])
            frame.at = found[1]
        return given

    def _space(self, _: _Frame, __: str) -> None:
        r"""What ``\xspace`` does: a space, unless punctuation follows."""
        frame = self._here()
        following = frame.text[frame.at : frame.at + 1]
        cites = frame.text.startswith(("\\cite", "\\ref", "\\text", "\\emph"), frame.at)
        if following and not following.isspace() and (following not in _NO_SPACE_BEFORE or cites):
            self._write(" ")

    def _acronym(self, frame: _Frame, name: str) -> None:
        starred = frame.text.startswith("*", frame.at)
        found = tokens.optional(frame.text, frame.at + starred)
        frame.at = found[1] if found else frame.at + starred
        given = self._arguments(frame, 1)
        if given:
            self._push(self.acronyms.printed(name, given[0].strip()))

    def _new_acronym(self, frame: _Frame, name: str) -> None:
        key, short, long = "", None, ""
        if name == "newacronym":
            found = tokens.optional(frame.text, frame.at)
            frame.at = found[1] if found else frame.at
            key, short, long = (*self._arguments(frame, 3), "", "", "")[:3]
        else:
            key = "".join(self._arguments(frame, 1))
            found = tokens.optional(frame.text, frame.at)
            if found:
                short, frame.at = found
            long = "".join(self._arguments(frame, 1))
        self.acronyms.add(key.strip(), short or key.strip(), long)

    # environments

    def _begin(self, frame: _Frame, _: str) -> None:
        found = tokens.argument(frame.text, frame.at)
        name = found[0].strip() if found else ""
        if found is None or name not in {*self.dropped, *VERBATIM_ENVIRONMENTS, *self.environments}:
            self._write("\\begin")
            return
        frame.at = found[1]
        if name in self.environments:
            opening = self.environments[name][0]
            self._push(filled(opening, self._taken(opening)))
            return
        closing = f"\\end{{{name}}}"
        end = frame.text.find(closing, frame.at)
        end = len(frame.text) if end < 0 else end
        if name in VERBATIM_ENVIRONMENTS:
            # the parser knows the first of these environments alone
            listing = _OPTIONS.sub("", frame.text[frame.at : end]).replace("\\end{verbatim}", "")
            self._write(f"\\begin{{verbatim}}{listing}\\end{{verbatim}}")
        frame.at = end + len(closing)

    def _end(self, frame: _Frame, _: str) -> None:
        found = tokens.argument(frame.text, frame.at)
        name = found[0].strip() if found else ""
        if found and name in self.environments:
            frame.at = found[1]
            self._push(self.environments[name][1])
        elif found and name == "document":
            self._write("\\end{document}")
            self._frames.clear()
        else:
            self._write("\\end")

    def _raw(self, frame: _Frame, start: int) -> None:
        r"""Copy ``\verb|...|`` and the address of ``\url`` untouched, but with its marks escaped."""
        name = frame.text[start + 1 : frame.at]
        if name == "verb":
            starred = frame.at + frame.text.startswith("*", frame.at)
            end = frame.text.find(frame.text[starred : starred + 1] or "\n", starred + 1)
            end = min(len(frame.text), end + 1) if end > 0 else len(frame.text)
            self._write(frame.text[start:end])
            frame.at = end
            return
        at = tokens.after_space(frame.text, frame.at)
        closed = _raw_end(frame.text, at)
        if closed is None:
            self._write(frame.text[start : frame.at])
            return
        address = re.sub(r"\\?([%#&])", r"\\\1", frame.text[at + 1 : closed - 1])
        self._write(f"\\{name}{{{address}}}")
        frame.at = closed

    def _cite_many(self, frame: _Frame, name: str) -> None:
        r"""Write biblatex's ``\\cites[p. 1]{a}[p. 2]{b}`` as one citation of several keys, its notes left out."""
        keys: list[str] = []
        while (key := _CITED.match(frame.text, frame.at)) is not None:
            keys.append(key.group(1))
            frame.at = key.end()
        self._write(f"\\{name[:-1]}{{{','.join(keys)}}}")

    # files

    def _input(self, frame: _Frame, name: str) -> None:
        given = self._arguments(frame, 2 if name in ("import", "subimport", "subincludefrom", "inputfrom") else 1)
        braced = frame.text[frame.at - 1 : frame.at] == "}"
        if name == "input" and not braced and given:  # the primitive's form: \input file
            frame.at -= len(given[0])
            found = _PRIMITIVE_INPUT.match(frame.text, frame.at)
            given = [found.group(1)] if found else []
            frame.at = found.end() if found else frame.at
        named = "".join(given)
        if name == "InputIfFileExists":
            self._arguments(frame, 2)
        inner = self.files.read(named, ".tex", ".ltx") if sum(f.file for f in self._frames) < _MAX_FILES_DEEP else None
        self._write(" ")
        if inner and len(self._frames) < _MAX_DEEP:
            self._frames.append(_Frame(inner_document(inner), file=True))
            self._read += len(inner)

    def _end_input(self, frame: _Frame, _: str) -> None:
        frame.at = len(frame.text)

    def _package(self, frame: _Frame, name: str) -> None:
        """Take the macros of a style file beside the paper; the command itself stays to be seen."""
        start = frame.at
        found = tokens.optional(frame.text, frame.at)
        given = tokens.argument(frame.text, found[1] if found else frame.at)
        if given is None:
            self._write("\\" + name)
            return
        frame.at = given[1]
        self._write(f"\\{name}{frame.text[start : frame.at]}")
        suffix = ".cls" if "lass" in name else ".sty"
        for package in given[0].split(",")[:40]:
            style = self.files.read(package.strip() + suffix) if package.strip() else None
            if style:
                self._learn(style)

    def _learn(self, style: str) -> None:
        """Keep a style file's simple definitions, and nothing of what it prints."""
        other = Expander(self.name, self.files, self.max_characters, _letters_at=True, _style=True)
        if not self._style:
            other.definitions, other.switches, other.acronyms = self.definitions, self.switches, self.acronyms
            other.expand(style)

    def _at_letter(self, _: _Frame, name: str) -> None:
        self._letters_at = name == "makeatletter" or self._style

    def _nothing(self, _: _Frame, __: str) -> None:
        """What has no meaning once expanded."""


def inner_document(source: str) -> str:
    """What stands in a subfile's own document environment, or the whole."""
    found = _DOCUMENT.search(source)
    if not found:
        return source
    end = source.find("\\end{document}", found.end())
    return source[found.end() : end if end >= 0 else len(source)]


def _unbraced(text: str) -> str:
    text = text.strip()
    return text[1:-1] if text.startswith("{") and tokens.group_end(text, 0) == len(text) else text


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


_PRIMITIVES = frozenset(["def", "edef", "gdef", "xdef"])
_Action = Callable[[Expander, _Frame, str], None]


def _actions() -> dict[str, _Action]:
    by_action: tuple[tuple[_Action, str], ...] = (
        (
            Expander._define,
            """
            newcommand renewcommand providecommand DeclareRobustCommand newrobustcmd renewrobustcmd newcommandx
            renewcommandx def edef gdef xdef NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand
            DeclareDocumentCommand
            """,
        ),
        (Expander._operator, "DeclareMathOperator"),
        (Expander._let, "let"),
        (Expander._new_environment, "newenvironment renewenvironment"),
        (Expander._exclude, "excludecomment"),
        (Expander._new_switch, "newif"),
        (Expander._else, "else or"),
        (Expander._nothing, "fi long global protected makeindex includeonly"),
        (
            Expander._toggle,
            "newtoggle toggletrue togglefalse settoggle newbool booltrue boolfalse setbool newboolean setboolean",
        ),
        (Expander._choose, "iftoggle ifbool ifthenelse @ifundefined"),
        (Expander._space, "xspace"),
        (Expander._new_acronym, "newacronym acrodef acro"),
        (Expander._cite_many, " ".join(MANY)),
        (Expander._begin, "begin"),
        (Expander._end, "end"),
        (Expander._input, "input include subfile import subimport subincludefrom inputfrom InputIfFileExists"),
        (Expander._end_input, "endinput"),
        (Expander._package, "usepackage RequirePackage documentclass documentstyle LoadClass"),
        (Expander._at_letter, "makeatletter makeatother"),
    )
    return {name: action for action, names in by_action for name in names.split()}


_ACTIONS = _actions()
