"""The words and numbers that headings are known by."""

import re

_NUMBER = re.compile(
    r"(?:(?:section|chapter|appendix)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-Z]\d(?:\.\d)*)"
    r"(?P<mark>[.):]?)\s+(?=[^\W_])",
    re.IGNORECASE,
)

_STANDING = re.compile(
    r"abstract|introduction|conclusions?|references(?: and notes)?|bibliography|acknowledge?ments?|related works?"
    r"|discussions?|appendix|appendices|background|limitations?|methods?|results|experiments|evaluation"
    r"|conclusions? and future work|ethics statement|broader impacts?|literature cited|works cited"
    r"|supplementary materials?|reproducibility statement|author contributions|results and discussion"
    r"|experimental results|future work|literature review",
    re.IGNORECASE,
)
_TRAILING = " .:—–-"


def heading_number(text: str) -> str | None:
    """The number that the heading begins with ("2.1", "A", "IV"), None where it begins with none.

    >>> heading_number("2.1 Pre-training Data"), heading_number("III. RELATED WORK"), heading_number("A dog")
    ('2.1', 'III', None)
    """
    match = _NUMBER.match(text)
    if not match:
        return None
    number = match.group("number")
    rest = text[match.end() :]
    if number.isalpha():  # "A" may be an article, "I" a pronoun
        if not number.isupper() or (not match.group("mark") and not (rest[:1].isupper() and number != "I")):
            return None
    elif number[0].isdigit() and not (rest[:1].isupper() or "." in number or match.group("mark")):
        return None
    return number


def bare_heading(text: str) -> str:
    """The heading without its number and closing marks.

    >>> bare_heading("2.1 Pre-training Data"), bare_heading("Abstract—")
    ('Pre-training Data', 'Abstract')
    """
    if heading_number(text) is not None:
        match = _NUMBER.match(text)
        text = text[match.end() :] if match else text
    return text.strip().strip(_TRAILING)


def is_heading_word(text: str) -> bool:
    """Whether the line is one of the words that head sections in most papers, with or without a number.

    >>> is_heading_word("7. References"), is_heading_word("R EFERENCES"), is_heading_word("References are here")
    (True, True, False)
    """
    if len(text) > 40 or not text[:1].isalnum():
        return False
    if (closed := unspaced(text)) != text:
        return bool(_STANDING.fullmatch(closed.strip(_TRAILING)))
    bare = bare_heading(text)
    if not bare[:1].isupper():
        return False
    spaced = text.strip(_TRAILING).replace(" ", "") if text.isupper() else ""
    return bool(_STANDING.fullmatch(bare) or _STANDING.fullmatch(spaced))


def unspaced(text: str) -> str:
    """A heading whose letters are set apart, closed up; others as they are.

    >>> unspaced("r e f e r enc e s"), unspaced("A new look")
    ('references', 'A new look')
    """
    parts = text.split(" ")
    short = sum(len(p) == 1 for p in parts)
    return "".join(parts) if len(parts) > 4 and short > 0.6 * len(parts) else text
