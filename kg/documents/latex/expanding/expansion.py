r"""A paper's source, spread over files and full of its authors' own macros, becomes one plain LaTeX text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.acronyms import Acronyms
from kg.documents.latex.expanding.conditionals import branch_end, evaluated, is_conditional
from kg.documents.latex.expanding.definitions import Definition, filled
from kg.documents.latex.expanding.frames import MAX_BODY, Frame, innermost, taken
from kg.documents.latex.known import DROPPED_ENVIRONMENTS, OWN_NAMES
from kg.documents.latex.project.files import LatexFiles

_MARK = re.compile(r"[\\%]")
_COMMENT = re.compile(r"%[^\n]*(?:\n[ \t]*|\Z)")
_MAX_EXPANSIONS = 20_000  # and one more for each 20 characters of source
_MAX_GENERATED = 500_000  # characters, and four times the source
_MAX_DEEP = 150


@dataclass(slots=True)
class Expander:
    r"""Reads source text as TeX does: takes files in, drops comments, follows conditionals, expands macros.

    Definitions count from where they stand on and hold to the end, groups or not. Names that kg itself understands
    (``\section``, ``\cite``, ``\title``) stay. actions are what its primitives do, fallbacks what further macros do
    that the paper does not define itself. The work is bounded: beyond the bounds calls of macros are dropped.
    """

    name: str
    files: LatexFiles
    max_characters: int
    actions: Mapping[str, "Action"]
    fallbacks: Mapping[str, "Action"]
    definitions: dict[str, Definition] = field(default_factory=dict)
    environments: dict[str, tuple[Definition, str]] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    acronyms: Acronyms = field(default_factory=Acronyms)
    dropped: set[str] = field(default_factory=lambda: set(DROPPED_ENVIRONMENTS))
    frames: list[Frame] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _written: int = 0
    characters_read: int = 0
    _generated: int = 0
    _expansions: int = 0
    letters_at: bool = False
    in_style: bool = False

    def expand(self, source: str) -> str:
        """The source with all of this done.

        Raises:
            UnreadablePaperError: more than max_characters come out.
        """
        self._out, self._written = [], 0
        self.frames = [Frame(source, file=True)]
        self.characters_read += len(source)
        while self.frames:
            frame = self.frames[-1]
            mark = _MARK.search(frame.text, frame.at)
            self.write(frame.text[frame.at : mark.start() if mark else len(frame.text)])
            if mark is None:
                self.frames.pop()
                continue
            frame.at = mark.start()
            if mark.group() == "%":
                self._comment(frame)
            else:
                self._control(frame)
        return "".join(self._out)

    def write(self, text: str) -> None:
        """Add to what comes out."""
        self._written += len(text)
        if self._written > self.max_characters:
            raise UnreadablePaperError(
                self.name, ReasonCode.TOO_LARGE, "it holds too much text for one paper; split it"
            )
        self._out.append(text)

    def _comment(self, frame: Frame) -> None:
        found = _COMMENT.match(frame.text, frame.at)
        frame.at = found.end() if found else len(frame.text)
        if frame.text.startswith("\n", frame.at):
            self.write("\n")  # a blank line after a comment still ends the paragraph
            self.write("\n")

    def _control(self, frame: Frame) -> None:
        control = tokens.name_at(frame.text, frame.at, with_at=self.letters_at)
        frame.at += len(control)
        name = control[1:]
        action = self.actions.get(name)
        if name in self.switches or (name not in self.definitions and name.isalpha() and is_conditional(name)):
            self._conditional(frame, name)
        elif action is not None:
            action(self, frame, name)
        elif name.endswith(("true", "false")) and self.turn(name):
            pass
        elif name in self.definitions:
            self._call(self.definitions[name])
        elif name in self.fallbacks:
            self.fallbacks[name](self, frame, name)
        else:
            self.write(control)
            if name.isalpha() and frame.at >= len(frame.text) and self.following().isalpha():
                self.write(" ")  # or the name would grow by the letters that follow the macro's call

    def _conditional(self, frame: Frame, name: str) -> None:
        holds, frame.at = evaluated(name, frame.text, frame.at, self.switches, self.body_of)
        if not holds:
            frame.at = branch_end(frame.text, frame.at, stop_at_else=True)

    def turn(self, name: str) -> bool:
        r"""Set a switch by ``\footrue`` or ``\foofalse``; False where there is no such switch."""
        value = name.endswith("true")
        switch = "if" + name.removesuffix("true" if value else "false")
        if switch not in self.switches:
            return False
        self.switches[switch] = value
        return True

    def body_of(self, control: str) -> str | None:
        """What a control sequence stands for, itself where kg understands it, None where nobody defines it."""
        name = control.lstrip("\\")
        if name in self.definitions:
            return self.definitions[name].body
        return control if name in OWN_NAMES else None

    def _call(self, definition: Definition) -> None:
        self.push(filled(definition, self.taken(definition)))

    def push(self, text: str) -> None:
        """Read on in what a macro stands for, within the bounds."""
        while self.frames and self.frames[-1].ended:
            self.frames.pop()  # so that a macro which ends in a call of itself needs no more room
        self._expansions += 1
        self._generated += min(len(text), MAX_BODY)
        few = self._expansions <= _MAX_EXPANSIONS + self.characters_read // 20
        short = len(text) <= MAX_BODY and self._generated <= _MAX_GENERATED + 4 * self.characters_read
        if few and short and len(self.frames) < _MAX_DEEP:
            self.frames.append(Frame(text))

    def learn(self, style: str) -> None:
        """Keep the simple definitions of a style file, and nothing of what it prints."""
        if self.in_style:
            return
        other = replace(self, frames=[], letters_at=True, in_style=True)
        other.expand(style)
        self._expansions, self._generated = other._expansions, other._generated

    def taken(self, definition: Definition) -> list[str]:
        """The arguments that follow a macro's name."""
        return taken(definition, self.frames, with_at=self.letters_at)

    def here(self) -> Frame:
        """The innermost text that is not at its end."""
        return innermost(self.frames)

    def following(self) -> str:
        """The character that comes next, empty at the end."""
        frame = self.here()
        return frame.text[frame.at : frame.at + 1]


Action = Callable[[Expander, Frame, str], None]
"""What a macro does, called with the text it stands in, which is read up to the macro's name, and that name."""
