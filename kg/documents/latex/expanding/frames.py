"""The texts that are being read while a paper is expanded, one inside the other, and the arguments they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.definitions import Definition, Parameter, Taken

MAX_BODY = 100_000  # characters that a macro may stand for, or take as an argument


@dataclass(slots=True)
class Frame:
    """A text being read: a file where file is set, else what a macro stands for; name is the file's own."""

    text: str
    file: bool = False
    at: int = 0
    name: str = ""

    @property
    def ended(self) -> bool:
        """Whether it is read to its end; a file's end stops what looks for arguments."""
        return not self.file and self.at >= len(self.text)

    def arguments(self, count: int) -> list[str]:
        """The next so many mandatory arguments, fewer where they end."""
        given = []
        for _ in range(count):
            found = tokens.argument(self.text, self.at, with_at=True)
            if found is None:
                break
            given.append(found[0])
            self.at = found[1]
        return given


def innermost(frames: list[Frame]) -> Frame:
    """The innermost text that is not at its end; those inside it are dropped."""
    while len(frames) > 1 and frames[-1].ended:
        frames.pop()
    return frames[-1]


def taken(definition: Definition, frames: list[Frame], *, with_at: bool) -> list[str]:
    """The arguments that follow a macro's name, from the texts around where the innermost is at its end."""
    if not definition.parameters:
        frame = innermost(frames)
        frame.at = tokens.after_space(frame.text, frame.at)
        return []
    return _each(definition.parameters, frames, with_at)


def _each(parameters: Sequence[Parameter], frames: list[Frame], with_at: bool) -> list[str]:
    given: list[str] = []
    for parameter in parameters:
        frame = innermost(frames)
        if parameter.taken is Taken.OPTIONAL:
            found = tokens.optional(frame.text, frame.at)
            given.append(found[0] if found else parameter.text)
        elif parameter.taken is Taken.STAR:
            starred = frame.text.startswith("*", frame.at)
            found = ("", frame.at + starred)
            given.append("*" if starred else "")
        elif parameter.taken is Taken.MANDATORY:
            found = tokens.argument(frame.text, frame.at, with_at=with_at)
            given.append(found[0] if found else "")
        else:
            end = frame.text.find(parameter.text, frame.at, frame.at + MAX_BODY)
            end = frame.at if end < 0 else end
            found = ("", end + len(parameter.text)) if frame.text.startswith(parameter.text, end) else None
            if parameter.taken is Taken.UNTIL:
                given.append(_unbraced(frame.text[frame.at : end]))
        if found:
            frame.at = found[1]
    return given


def _unbraced(text: str) -> str:
    text = text.strip()
    return text[1:-1] if text.startswith("{") and tokens.group_end(text, 0) == len(text) else text
