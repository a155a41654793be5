"""What a name is called where it is introduced: in titles, and as a system or a model."""

import re
from collections import Counter
from collections.abc import Iterable

from kg.core.entity import EntityKind
from kg.extraction.cues import ADJECTIVES, CITATION, DATASET_CUE, MODEL_CUE, is_generic
from kg.extraction.spellings import Spellings

# nouns that say of a name that it is no model: "X, a distributed attention mechanism", "the X library"
_SYSTEM = r"(?:mechanism|algorithm|system|library|framework|tool(?:kit|box)?|kernel|technique|protocol|optimi[sz]er|tree|trees|engine|pipeline|strategy|scheduler|platform|package|data structure|index|database|compiler|language|metric|procedure|infrastructure|software)s?"
_TITLED_DATA = re.compile(
    rf"(?i)(?:(?:an?|the)\s+)?(?:(?!of\b|for\b|with\b|in\b|on\b|from\b|by\b)[\w/&’'-]++,?\s++){{0,7}}?{DATASET_CUE}\b"
)
_TITLED_MODEL = re.compile(
    rf"(?i)(?:(?:an?|the)\s+)?(?:(?!of\b|for\b|with\b|in\b|on\b|from\b|by\b|via\b)[\w/&’'-]++,?\s++){{0,7}}?{MODEL_CUE}\b"
)
_APPOSED = rf"{CITATION}?(?:\s*,|\s+is|\s*\([^()]{{1,60}}\)(?:\s*,)?(?:\s+is)?)\s+(?:a|an|the|our)\s+{ADJECTIVES}"
_SYSTEM_BEHIND = re.compile(rf"(?:{_APPOSED}|\s+){_SYSTEM}\b")
_MODEL_BEHIND = re.compile(rf"(?:{_APPOSED}|\s+){MODEL_CUE}\b")
_NO_NAME_TITLE = re.compile(r"(?i)(?:can|do|does|is|are|how|what|why|when|think|\w+ing)\b")


def named_by_title(title: str) -> tuple[str, EntityKind] | None:
    """The name that a work's title opens with, and what the title says that it is, or None.

    >>> named_by_title("WaderQA: A large dataset of questions"), named_by_title("On the reeds of marshes")
    (('WaderQA', <EntityKind.DATASET: 'dataset'>), None)
    """
    name, colon, rest = (part.strip() for part in title.partition(":"))
    if not colon or not 2 <= len(name) <= 40 or len(name.split()) > 4 or is_generic(name) or not name[:1].isalnum():
        return None
    if rest.endswith("?") or _NO_NAME_TITLE.match(rest):
        return None
    if _TITLED_DATA.match(rest):
        return name, EntityKind.DATASET
    return (name, EntityKind.MODEL) if _TITLED_MODEL.match(rest) else None


def systems_among(names: Iterable[str], text: str) -> set[str]:
    """The names that the text calls a system, algorithm or tool more often than a model.

    >>> systems_among(["Reed"], "We present Reed, a distributed attention mechanism. Reed is quick.")
    {'Reed'}
    """
    called: Counter[str] = Counter()
    systems = set()
    for start, name in Spellings(names).within(text):
        end = start + len(name)
        if _SYSTEM_BEHIND.match(text, end):
            called[name] += 1
            systems.add(name)
        if _MODEL_BEHIND.match(text, end):
            called[name] -= 1
    return {name for name in systems if called[name] > 0}
