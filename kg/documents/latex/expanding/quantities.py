r"""Numbers with units as siunitx prints them: ``\SI{5}{\giga\byte}`` reads "5 GB"."""

import re

from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.expanding.frames import Frame

_UNITS = dict(
    pair.split("=")
    for pair in r"""
    kilo=k mega=M giga=G tera=T peta=P exa=E kibi=Ki mebi=Mi gibi=Gi tebi=Ti deci=d centi=c milli=m micro=µ nano=n
    pico=p byte=B meter=m metre=m second=s minute=min hour=h day=d gram=g kelvin=K hertz=Hz watt=W joule=J volt=V
    ampere=A liter=L litre=L percent=\% degree=° degreeCelsius=°C celsius=°C newton=N pascal=Pa mole=mol per=/
    decibel=dB kilogram=kg kilometre=km kilometer=km squared=² cubed=³
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_MACRO = re.compile(r"\\([A-Za-z]+)\s*")
_POWER = re.compile(r"^\s*+([-+]?[\d.,]*+)\s*[eE]\s*([-+]?\d+)\s*$")
_LONG_WHOLE = re.compile(r"(?<![\d.])\d{5,}(?![\d])")
_ARGUMENTS = {"num": 1, "si": 1, "unit": 1, "SI": 2, "qty": 2, "numrange": 2, "SIrange": 3, "qtyrange": 3, "SIlist": 2}

QUANTITIES = frozenset(_ARGUMENTS)
"""siunitx's macros."""


def print_quantity(expander: Expander, frame: Frame, name: str) -> None:
    """Write what a macro of siunitx prints of its numbers and its unit."""
    options = tokens.optional(frame.text, frame.at)
    frame.at = options[1] if options else frame.at
    given = frame.arguments(_ARGUMENTS[name])
    if len(given) < _ARGUMENTS[name]:
        return
    if name in ("si", "unit"):
        expander.write(_unit(given[0]))
        return
    with_unit = name not in ("num", "numrange")
    numbers = given[:-1] if with_unit else given
    unit = _unit(given[-1]) if with_unit else ""
    space = "" if not unit or (unit.startswith("°") and len(unit) == 1) else " "
    expander.write(" to ".join(f"{_number(n)}{space}{unit}" for n in numbers))


def _number(source: str) -> str:
    """The number with its thousands apart and its power of ten written out."""
    if power := _POWER.match(source):
        factor = f"{power.group(1)}\\times " if power.group(1) else ""
        return f"\\ensuremath{{{factor}10^{{{power.group(2)}}}}}"
    return _LONG_WHOLE.sub(lambda found: f"{int(found.group()):,}".replace(",", r"\,"), source)


def _unit(source: str) -> str:
    return _MACRO.sub(lambda found: _UNITS.get(found.group(1), found.group(1)), source).replace(".", " ").strip()
