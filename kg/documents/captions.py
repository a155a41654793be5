"""How captions of figures and tables begin."""

import re

_CAPTION = re.compile(
    r"(?:\*\*)?(?:(?i:supplementary|extended data|appendix)\s+)?(?=[A-Z])"
    r"(?i:figure|fig\.?|table|tab\.?|algorithm|listing|scheme|box|plate|chart|exhibit)(?![a-z])\s*"
    r"(?:[A-Z]?[\d.]*\d[a-z]?|[IVX]+|[A-Z]\.?\d*)(?![\w@])(?:\s?\([a-z]\))?\s*(?P<mark>[:.|–—-](?=\W|$|[A-Z])|$)?"
)
_TABLE = re.compile(r"(?:\*\*)?(?:supplementary\s+|extended data\s+)?tab", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """Whether the text opens like a caption and sets its number off by a mark.

    >>> is_caption("Table 2: Results"), is_caption("Table 2 shows results"), is_caption("Fig. 3. A picture")
    (True, False, True)
    >>> is_caption("Boxer 3: a dog"), is_caption("TabNet. A network"), may_be_caption("Algorithm R@3 R@5")
    (False, False, False)
    """
    match = _CAPTION.match(text)
    return match is not None and match.group("mark") is not None


def may_be_caption(text: str) -> bool:
    """Whether the text opens like a caption, with or without a mark after the number."""
    return _CAPTION.match(text) is not None


def is_table_caption(text: str) -> bool:
    """Whether a caption is that of a table."""
    return _TABLE.match(text) is not None
