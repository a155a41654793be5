"""Characters as PDF files hold them, made into those that people write."""

import re
import unicodedata

SOFT_HYPHEN = "\ufffe"
"""What pdfium puts where a line ends in a hyphen."""

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_UNNAMED_LIGATURES = {
    "\x80": "fi", "\x82": "ff", "\x83": "fl", "\x84": "ffi", "\x85": "ffl", "\x89": "ft", "\x8a": "tt", "\x8c": "Th",
}  # fmt: skip
"""Where TeX's Libertine fonts keep their ligatures; their files do not say so, and no text holds these codes."""

_SMALL_CAPITALS = {chr(0xF761 + n): chr(0x61 + n) for n in range(26)}
_OLD_STYLE_FIGURES = {chr(0xF730 + n): chr(0x30 + n) for n in range(10)}
"""Where Adobe's fonts keep such letters and figures, in the private part of Unicode."""

_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\ufffd\uffff"
_TABLE = str.maketrans(
    _LIGATURES
    | _SMALL_CAPITALS
    | _OLD_STYLE_FIGURES
    | dict.fromkeys(_NOTHING)
    | dict.fromkeys(map(chr, [*range(32), *range(127, 160)]))
    | _UNNAMED_LIGATURES
    | {"\u00ad": SOFT_HYPHEN, "\u2010": "-", "\u2011": "-", "\u02c6": "^", "\u02dc": "~"}
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MATH_LETTER = re.compile("[\U0001d400-\U0001d7ff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HIGH = re.compile("[\U00010000-\U0010ffff]")
_BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_SUPERSCRIPTS = str.maketrans("0123456789+-–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_ACCENTS = {
    "´": "\u0301", "¨": "\u0308", "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˚": "\u030a",
    "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303",
}  # fmt: skip
_INSIDE = re.compile(
    r"(?<=[^\W\d_])(?:([`\u02c6])(?=[aeiouıAEIOU][a-z]{2})|(?<=[a-z]{2})([`\u02c6])(?=[aeiouıy])|(\u02dc)(?=[aoAOnN][a-z]))([A-Za-zı])"
)
"""Graves, circumflexes and tildes, which formulas put on letters too, are taken for a letter's only inside a word."""
_ACCENT = re.compile("([´¨¸ˇ˘˙˚])([A-Za-zı])")


def cleaned(text: str) -> str:
    """A word without control characters and private ones, with ligatures opened and accents put on their letters.

    >>> cleaned("eﬃcient"), cleaned("Th´eo"), cleaned("Ci\u02c6encia"), cleaned("𝑥1")
    ('efficient', 'Théo', 'Ciência', 'x1')
    """
    if _INSIDE.search(text):
        text = _INSIDE.sub(_accented, text)
    text = _PRIVATE.sub("", text.translate(_TABLE))
    if _MATH_LETTER.search(text):
        text = _MATH_LETTER.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    return _ACCENT.sub(_accented, text)


def _accented(match: re.Match[str]) -> str:
    accent, letter = match.group()[0], match.group()[1]
    composed = unicodedata.normalize("NFC", letter.replace("ı", "i") + _ACCENTS[accent])
    return composed if len(composed) == 1 else match.group()


def superscript(text: str) -> str:
    """The digits of the text, raised.

    >>> superscript("12,3")
    '¹²,³'
    """
    return text.translate(_SUPERSCRIPTS)


def padded(text: str) -> str:
    """The text with one character for each UTF-16 unit, so that pdfium's indices hold.

    A letter beyond the first plane is followed by a zero-width space; a lone surrogate becomes U+FFFD.
    """
    if _BEYOND.search(text):
        text = _PAIR.sub(lambda m: m.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
        text = _HIGH.sub(lambda m: m.group() + "\u200b", text)
        text = _SURROGATE.sub("\ufffd", text)
    return text
