"""A reference as it stands on the page, brought onto one clean line."""

import re
import unicodedata
from functools import lru_cache

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:https?://|#|mailto:)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?![\w])")
_TAG = re.compile(r"</?(?:italic|i|b|em|strong|sup|sub)>", re.IGNORECASE)
_SOFT = re.compile(r"[\ufffe\u00ad\x02]\s*")
_HYPHEN_BREAK = re.compile(r"(\w{1,30}+)[-‐][^\S\n]*\n\s*(\w)")
_SPACING_ACCENT = dict(
    zip("´`¨ˆ˜ˇ˚˙˘˝¯", "\u0301\u0300\u0308\u0302\u0303\u030c\u030a\u0307\u0306\u030b\u0304", strict=True)
)
_ACCENT_THEN_LETTER = re.compile(r"([´`¨ˆ˜ˇ˚˙˘˝¯])\s?([A-Za-zıȷ])")
_ENDS_NAME = re.compile(r"(?<=[a-df-zß-ÿ])e([´`]) (?=[B-DF-HJ-NP-TV-Z])")
_BEHIND_NAME = re.compile(r"(?<=[a-zß-ÿ])(?:´(?= [BDFGHJKLMPQRTVWX])|ˇ(?= [^\W\d_a-zA-ZÀ-Ö]))")
_TYPED_CIRCUMFLEX = re.compile(r"(?<=[^\W\d_])\^(?=[aeiou])")
_CEDILLA = re.compile(r"([A-Za-z])\s?¸\s?")
_GLUED_INITIAL = re.compile(r"(?<![\w.])((?:[^\W\d_a-z]\.)+)(?=[^\W\d_a-z][a-zß-ÿ])")
_SPACED_MARK = re.compile(r"(?<=\w)\s+([.,;:])(?:\s+|(?=[A-Z]\w)|$)")
_LONE_ACCENT = re.compile(r"\s?[´¨ˆ˜ˇ˚˙˘˝¯](?=\s|$|[,.;])")
_ACCENT = re.compile(r"[´`¨ˆ˜ˇ˚˙˘˝¯]")
_STROKED = "ŁłØøĐ"
_STROKE_ALONE = re.compile(rf"(?<!\w)([{_STROKED}]) (?=[a-z])")
_COMMAS = re.compile(r",(?:\s*,)+")
_ESCAPED = re.compile(r"\\([_&%#$*\[\]])")
_GLUED = re.compile(r"\.[^\W\d_a-z][a-zß-ÿ]")
_BROKEN_WORD = re.compile(r"[-‐](?:\s*[´`¨ˆ˜ˇ])?[^\S\n]*\n")
_BROKEN_AT_ACCENT = re.compile(r"(\w-)(?:\s*[´`¨ˆ˜ˇ])?[^\S\n]*\n\s*")
_BROKEN_COMPOUND = re.compile(r"(\w-\w{1,60}-)\n")
_BROKEN_URL = re.compile(r"(https?://[^\s,]{1,500}+(?<=[/\-_=?&%.#:]))\s+(?=[\w/~%])")
_BROKEN_SCHEME = re.compile(r"\b(https?:)\s*(//)\s*|\b(https?://)\s+")
# words that keep the hyphen at which a line was broken
_COMPOUND = frozenset(
    """
    self multi non cross pre post large small high low well long short deep fine coarse semi state zero few one
    two three real open end data task domain word sentence document human machine question context graph image
    text video audio speech cost energy memory time model knowledge content hand full half near
    """.split()  # noqa: SIM905 - a list this long reads better as words
)


def _mended(match: re.Match[str]) -> str:
    left, right = match.group(1), match.group(2)
    keeps = right.isupper() or right.isdigit() or left.lower() in _COMPOUND or left[-1].isdigit()
    return f"{left}-{right}" if keeps else left + right


def _composed(match: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(match.group(2), match.group(2))
    composed = unicodedata.normalize("NFC", letter + _SPACING_ACCENT[match.group(1)])
    composed = composed if len(composed) == 1 else letter
    gap = (
        match.group()[1:2].isspace() and letter.isupper() and match.string[match.start() - 1 : match.start()].isalpha()
    )
    return f" {composed}" if gap else composed


def _url_joined(text: str) -> str:
    """URLs that a line break cut after a slash or a dot are whole again where the rest looks like an address."""

    def joined(match: re.Match[str]) -> str:
        rest = text[match.end() : match.end() + 80].split(" ", 1)[0]
        address = re.search(r"[/\d_=?&%-]|\.\w", rest) or match.group(1).endswith(("/", "-", "_", "="))
        closes = match.group(1).endswith(".") and rest[:1].isupper()
        return match.group(1) if address and not closes and not re.match(r"\(?\d{4}[).,]*$", rest) else match.group(0)

    return _BROKEN_URL.sub(joined, text)


@lru_cache(maxsize=1024)
def one_line(text: str) -> str:
    r"""The text on one line: words broken at line ends mended, Markdown marks and stray accents gone.

    >>> one_line("A. Author. Contextual repre-\nsentations. _CoRR,_\n[abs/1607.06450.](http://arxiv.org/abs/1607.06450)")
    'A. Author. Contextual representations. CoRR, abs/1607.06450.'
    >>> one_line("M¨uller, K. State-of-the-\nart results")
    'Müller, K. State-of-the-art results'
    """
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if not text.isascii() or "\x02" in text:
        text = _SOFT.sub("", text)
    if "\n" in text and _BROKEN_WORD.search(text):
        text = _BROKEN_AT_ACCENT.sub(r"\1\n", text)
        text = _BROKEN_COMPOUND.sub(r"\1", text)  # "state-of-the-" goes on with its hyphen
        text = _HYPHEN_BREAK.sub(_mended, text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = " ".join(text.split())
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    text = text.replace("``", "“").replace("''", "”")
    if ",," in text or ", ," in text or ",  " in text:
        text = _COMMAS.sub(",", text)
    if " ." in text or " ," in text or " ;" in text or " :" in text:
        text = _SPACED_MARK.sub(r"\1 ", text)
    if "^" in text:
        text = _TYPED_CIRCUMFLEX.sub("ˆ", text)
    if not text.isascii() or "`" in text:
        text = _without_stray_accents(text)
    if _GLUED.search(text):
        text = _GLUED_INITIAL.sub(r"\1 ", text)
    if "http" in text:
        text = _BROKEN_SCHEME.sub(lambda m: (m.group(1) or "") + (m.group(2) or "") + (m.group(3) or ""), text)
        text = _url_joined(_url_joined(text))
    return text.strip()


def _without_stray_accents(text: str) -> str:
    """The text with accents that stand beside their letters put onto them, and others gone."""
    accented = _ACCENT.search(text) is not None
    if accented:
        # no letter behind the space bears the accent: it is that of a name's last letter, or of one before that is lost
        text = _ENDS_NAME.sub(lambda m: ("é" if m.group(1) == "´" else "è") + " ", text)
        text = _BEHIND_NAME.sub("", text)
        text = _ACCENT_THEN_LETTER.sub(_composed, text)
    if "¸" in text:
        text = _CEDILLA.sub(lambda m: unicodedata.normalize("NFC", m.group(1) + "\u0327"), text)
    if any(letter in text for letter in _STROKED):
        text = _STROKE_ALONE.sub(r"\1", text)
    return _LONE_ACCENT.sub("", text) if accented else text
