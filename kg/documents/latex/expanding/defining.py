r"""What \newcommand, \def, \newif and their kin do: they define macros, environments, switches and acronyms."""

import re

from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.definitions import (
    Definition,
    command_definition,
    document_command_definition,
    primitive_definition,
)
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.expanding.frames import MAX_BODY, Frame
from kg.documents.latex.expanding.options import option
from kg.documents.latex.known import CITATIONS, OWN_NAMES

_SIMPLE_BODY = re.compile(r"(?!.*(?:@|\\(?:expandafter|csname|vskip|hskip|setlength|global|everypar|hbox|vbox)))", re.S)
_CITES = re.compile(r"\\([A-Za-z]+)(?:\{#1\})?")
_OF_A_LIST = ("cite", "citep", "citet", "citealp", "citealt", "nocite", "bibliography", "bibliographystyle")
_MAX_LISTS = 9
_PRIMITIVES = frozenset(["def", "edef", "gdef", "xdef"])


def define(expander: Expander, frame: Frame, name: str) -> None:
    """Keep a macro's definition, unless kg understands its name; of a style file only a simple one."""
    reading = primitive_definition if name in _PRIMITIVES else command_definition
    if "DocumentCommand" in name:
        reading = document_command_definition
    found = reading(frame.text, frame.at)
    if found is None:
        return
    control, definition, frame.at = found
    known = control[1:]
    if definition is None or (name == "providecommand" and known in expander.definitions):
        return
    if known in OWN_NAMES and not _renames_citation(known, definition):
        return
    if expander.in_style and ("@" in known or not _SIMPLE_BODY.match(definition.body)):
        return
    expander.definitions[known] = definition


def define_operator(expander: Expander, frame: Frame, _: str) -> None:
    """Keep an operator's name as what its macro prints."""
    frame.at = frame.at + 1 if frame.text.startswith("*", frame.at) else frame.at
    given = frame.arguments(2)
    if len(given) == 2:
        expander.definitions[given[0].strip().lstrip("\\")] = Definition((), f"\\operatorname{{{given[1]}}}")


def let(expander: Expander, frame: Frame, _: str) -> None:
    """Give a macro what another one stands for now."""
    first = tokens.argument(frame.text, frame.at, with_at=True)
    if not first:
        return
    at = tokens.after_space(frame.text, first[1])
    second = tokens.argument(frame.text, at + 1 if frame.text.startswith("=", at) else at, with_at=True)
    if not second:
        return
    frame.at = second[1]
    new, old = first[0].lstrip("\\"), second[0]
    found = expander.definitions.get(old.lstrip("\\"), Definition((), old))
    if old == "\\" + new or (new in OWN_NAMES and not _renames_citation(new, found)):
        return
    expander.definitions[new] = found


def _renames_citation(name: str, definition: Definition) -> bool:
    r"""Whether a citing macro of kg's own is made another of them, as by ``\let\cite\citep``."""
    called = _CITES.fullmatch(definition.body.strip())
    return name in CITATIONS and called is not None and called.group(1) in CITATIONS - {name}


def define_environment(expander: Expander, frame: Frame, _: str) -> None:
    """Keep what an environment of the paper's own begins and ends with."""
    at = frame.at + 1 if frame.text.startswith("*", frame.at) else frame.at
    named = tokens.argument(frame.text, at)
    if not named:
        return
    opening = command_definition("\\x" + frame.text[named[1] : named[1] + MAX_BODY], 0)
    if opening is None:
        return
    end = named[1] + opening[2] - 2
    closing = tokens.argument(frame.text, end)
    if closing is None or opening[1] is None:
        return
    frame.at = closing[1]
    if not expander.in_style and named[0] not in OWN_NAMES:
        expander.environments[named[0]] = (opening[1], closing[0])


def define_citations(expander: Expander, frame: Frame, _: str) -> None:
    r"""Let multibib's macros for a further list, ``\citepdata``, do what those without its name do."""
    found = tokens.optional(frame.text, frame.at)
    frame.at = found[1] if found else frame.at
    for suffix in "".join(frame.arguments(2)[:1]).split(",")[:_MAX_LISTS]:
        for macro in _OF_A_LIST if suffix.strip() else ():
            expander.definitions.setdefault(macro + suffix.strip(), Definition((), "\\" + macro))


def exclude(expander: Expander, frame: Frame, _: str) -> None:
    """Leave out all environments of a name from here on."""
    expander.dropped.update(frame.arguments(1))


def new_switch(expander: Expander, frame: Frame, _: str) -> None:
    """Make a switch, which is off."""
    found = tokens.argument(frame.text, frame.at, with_at=True)
    if found:
        name, frame.at = found
        expander.switches.setdefault(name.lstrip("\\"), False)


def set_toggle(expander: Expander, frame: Frame, name: str) -> None:
    """Make, set or unset a switch of etoolbox or ifthen."""
    given = frame.arguments(2 if name.startswith("set") else 1)
    if given:
        value = given[1] == "true" if len(given) > 1 else name.endswith("true")
        expander.switches["if" + given[0].strip()] = value and not name.startswith("new")


def define_glossary_entry(expander: Expander, frame: Frame, _: str) -> None:
    """Declare a term by the name that its entry gives."""
    given = frame.arguments(2)
    name = option(given[1], "name") if len(given) == 2 else ""
    if name:
        expander.acronyms.add(given[0].strip(), name, "", option(given[1], "plural"))


def define_acronym(expander: Expander, frame: Frame, name: str) -> None:
    """Declare an acronym."""
    key, short, long = "", None, ""
    if name == "newacronym":
        found = tokens.optional(frame.text, frame.at)
        frame.at = found[1] if found else frame.at
        key, short, long = (*frame.arguments(3), "", "", "")[:3]
    else:
        key = "".join(frame.arguments(1))
        found = tokens.optional(frame.text, frame.at)
        if found:
            short, frame.at = found
        long = "".join(frame.arguments(1))
    expander.acronyms.add(key.strip(), short or key.strip(), long)
