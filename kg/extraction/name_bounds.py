"""Where names begin and end, and what only looks like one."""

import re
from collections.abc import Iterator

from kg.core.spans import Span
from kg.extraction.cues import CITATION
from kg.extraction.spellings import RAISED

# "9B", "100K": a quantity; "Step-1", "Task 2", "Zero-shot": an ordinary word with something hung on
_QUANTITY = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{1,2}(?:-[a-z]+)?")
_COMPOUND = re.compile(
    r"(?i).*-(?:based|like|style|driven|aware|free|level|word|trained|tuned|specific|related|only|wise|to|of|the)"
)
_NUMBERED_WORD = re.compile(
    r"(?i:step|stage|phase|task|case|type|level|layer|group|part|run|fold|set|model|exp|experiment|setting|version|round|iteration|block|day|week|year|question|example|rank|top|class|track|subtask|scenario|option|zero|one|two|few|multi|large|small|state|single|cross|end|text|non|pre|post|self|semi|open|closed|high|low|long|short|real|word|sentence|document|character|token|human|machine)[- ]?(?:\d+|[A-Z]|[a-z]+(?:-[a-z]+)*)"
)
_LIST_BREAK = re.compile(rf"{CITATION}|\s{{0,9}},\s*(?:and\s+)?|\s{{1,9}}(?:and|or|&)\s+")
_SUFFIX = re.compile(r"(?:(?<!\s)\s+(?:The|A|An|For|And|Is|In|Of|We|It|This|To|With|On|As|By)){1,9}$")
_PREFIX = re.compile(
    r"^(?:The|A|An|Our|We|In|On|For|With|This|These|Both|All|Each|Using|From|And|Or|Of|By|To|As|At|Unlike|While|When|Since|Like|Following|Then|Finally|However|Most|Table|Figure|Section|See|Original|Standard|Official|Let|Two|Three|Four|Several|Many|Some|New|Overview of|Illustration of|Example of|Comparison of|Results of|Performance of|Architecture of)\s+"
)


def split_list(text: str, span: Span) -> Iterator[Span]:
    """Yield the names in a list such as "A [1], B (X et al., 2019) and C", each trimmed of words that open a sentence."""
    start = span.start
    for gap in [*_LIST_BREAK.finditer(text, span.start, span.end), None]:
        end = gap.start() if gap else span.end
        if name := trimmed(text, start, end):
            yield name
        start = gap.end() if gap else end


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without words that open a sentence and without what trails a name, or None where nothing is left."""
    while match := _PREFIX.match(text[start:end]):
        start += match.end()
    stripped = _SUFFIX.sub("", text[start:end]).rstrip(f" .,;:-’'&{RAISED}")
    return Span(start, start + len(stripped)) if stripped else None


def is_scrap(name: str) -> bool:
    """Whether the name is a quantity, a compound of a name, or too short to be told from a symbol."""
    if _QUANTITY.fullmatch(name) or _COMPOUND.fullmatch(name):
        return True
    return len(name) < 3 and not any(c.isdigit() for c in name)


def is_numbered_word(name: str) -> bool:
    """Whether the name is an ordinary word with a number, letter or word hung on.

    >>> is_numbered_word("Step-1"), is_numbered_word("Zero-shot"), is_numbered_word("Quail-1")
    (True, True, False)
    """
    return bool(_NUMBERED_WORD.fullmatch(name))
