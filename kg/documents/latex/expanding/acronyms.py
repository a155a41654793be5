r"""Acronyms that a paper declares once and prints by key: \newacronym and \gls, \acrodef and \ac."""

from dataclasses import dataclass, field

_SHORT = "short"
_LONG = "long"
_FULL = "full"
_FIRST = "first"
USES = {
    **dict.fromkeys(["gls", "Gls", "GLS", "ac", "Ac"], (_FIRST, "")),
    **dict.fromkeys(["glspl", "Glspl", "acp", "Acp"], (_FIRST, "s")),
    **dict.fromkeys(["acs", "acrshort", "glsentryshort", "acsu", "glsxtrshort"], (_SHORT, "")),
    **dict.fromkeys(["acsp", "acrshortpl", "glsxtrshortpl"], (_SHORT, "s")),
    **dict.fromkeys(["acl", "Acl", "acrlong", "glsentrylong", "glsxtrlong"], (_LONG, "")),
    **dict.fromkeys(["aclp", "acrlongpl", "Aclp"], (_LONG, "s")),
    **dict.fromkeys(["acf", "acrfull", "Acf", "glsxtrfull"], (_FULL, "")),
    **dict.fromkeys(["acfp", "acrfullpl"], (_FULL, "s")),
}
"""What each macro prints of an acronym, and what it adds for the plural."""


@dataclass(slots=True)
class Acronyms:
    """The acronyms declared so far, by key, and those that have been spelt out."""

    _known: dict[str, tuple[str, str]] = field(default_factory=dict)
    _plurals: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def add(self, key: str, short: str, long: str, plural: str = "") -> None:
        """Declare one, its plural too where an s does not make it; the first declaration of a key stays."""
        if key:
            self._known.setdefault(key, (short, long))
        if key and plural:
            self._plurals.setdefault(key, plural)

    def printed(self, macro: str, key: str) -> str:
        """What the macro prints: the long form with the short one in parentheses at first, then the short one.

        An unknown key prints itself.
        """
        form, plural = USES[macro]
        short, long = self._known.get(key, (key, ""))
        if form == _LONG and long:
            return long + plural
        spelt = form == _FULL or (form == _FIRST and key not in self._seen)
        if spelt and long:
            self._seen.add(key)
            return f"{long}{plural} ({short}{plural})"
        return self._plurals.get(key, short + plural) if plural else short
