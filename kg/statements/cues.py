"""Phrases that say what a paper does with a name, written over scene templates (D#0, M#1)."""

import re

D = r"D#\d+(?![\d]|-like|-style|-based|\s(?:pipeline|toolkit|tool|library|software|API|tokeni[sz]er|scorer)s?\b)"
M = r"M#\d+(?![\d])"
DATASETS = re.compile(D)
MODELS = re.compile(M)

TRAIN = r"(?:(?:pre|re|post|co)-?)?train(?:ed|ing|s)?|fine-?\s?tun(?:e|ed|es|ing)|instruction-?tun(?:ed|ing)"
"""Verbs of training."""

NEGATED = re.compile(
    r"\w{1,20}n[’']t\b|\bno\s+(?=[DM]#|models?\b)|\b(?:not|can\s?not|never|without|exclud\w+|remov\w+|unlike|rather than|instead of|except(?:ions?)?|omit\w*|avoid\w*|neither|nor|none|no longer|no part|no weights|held-?out|overlap\w*|contaminat\w+|unless)\b",
    re.IGNORECASE,
)
"""Words that turn a claim of training or use into its opposite."""

CLAUSE_END = re.compile(
    r"[.;:](?:\s|$)|\)\s+(?:and|or)\s|,\s+(?:our|we|it|this|they)\s|\s(?:while|whereas|but|which|where|because|since|although|than|and\s+(?:then\s+)?(?:we\s+)?(?:evaluat|test|report|compar|achiev|appl)\w*"
    r"|then\s+(?:evaluat|test|fine-?tun|demonstrat|show|achiev|report|obtain|compar|measur)\w*|followed\s+by|compared|outperform\w*|before|after|without|instead|rather|excluding|except|to\s+(?:evaluate|test|compare))\b",
    re.IGNORECASE,
)
"""Where the objects of a verb end."""

WE = re.compile(r"\b(?:we|our|ours|us|this (?:paper|work|model|system)|the proposed)\b", re.IGNORECASE)

HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might|may|can be|if we|possibly|perhaps|presumably|supposedly|whether|unclear|speculat\w+)\b",
    re.IGNORECASE,
)
"""Words of what may be; a sentence that says "we" may still report with them."""

FUTURE = re.compile(
    r"\b(?:plan(?:s|ned)? to|hope to|intend to|future (?:work|research|studies)|in the future|would (?:\w+ )?like to|remains? to be"
    r"|had (?:we|they|one|it)|if (?:we|they|one|it) (?:had|were|would)|(?:we|they|one) (?:could|should) have|wonder\w* (?:whether|if)|decid\w+ (?:against|not to)|(?:chose|opted|prefer\w*) not to|(?:refrain|abstain)\w* from)\b",
    re.IGNORECASE,
)
"""Words of what has not been done: not yet, or not at all."""

_ASKED = re.compile(r"\?\W*\Z")
_THANKS = re.compile(r"\b(?:we|I|authors?)\s+(?:[a-z]+\s+){0,4}?(?:thank|acknowledge|grateful)\b", re.IGNORECASE)


def is_unreal(template: str) -> bool:
    """Whether a sentence asks, thanks, or tells of what has not been done, or may be; one that says "we" may report with "could".

    >>> is_unreal("One could train on D#0."), is_unreal("We show that it could be trained on D#0.")
    (True, False)
    """
    asked = _ASKED.search(template) or _THANKS.search(template) or FUTURE.search(template)
    return bool(asked or (HYPOTHETICAL.search(template) and not WE.search(template)))


def clause(template: str, start: int, *, reach: int = 220) -> str:
    """The template from start to the end of the clause, at most reach characters.

    >>> clause("We train on D#0 and D#1, but test on D#2.", 11)
    ' D#0 and D#1,'
    """
    part = template[start : start + reach]
    end = CLAUSE_END.search(part)
    return part[: end.start()] if end else part


def markers(pattern: re.Pattern[str], text: str) -> list[str]:
    """The markers in the text, in order, each once."""
    return list(dict.fromkeys(pattern.findall(text)))
