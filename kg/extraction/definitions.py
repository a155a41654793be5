"""Names that the text itself says are data: "IG-1B: this is a dataset of ...", "WaderQA, a large benchmark of ..."."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.names import fold

_DATA = (
    r"(?:data\s?set|corpus|benchmark|test\s?set|tree\s?bank)\b(?!\s+(?:model|method|approach|network|loader|tool)s?\b)"
)
# "NAME (Finch, 2020) is a large corpus", "NAME, a benchmark", "NAME: Following [4], this is a dataset"
_DEFINES = re.compile(
    r"\)?(?:\s*(?:\([^()]{0,60}\)|\[[^\]]{0,20}\]))?"
    r"(?:\s+(?:is|was)\s+|\s*,\s+(?:which\s+(?:is|was)\s+)?|\s*:\s+(?:following\s+[^.,]{1,30},\s+)?this\s+(?:is|was)\s+)"
    rf"an?\s+(?:(?!(?:whose|model|method|network|approach|trained)\b)[\w-]+,?\s+){{0,5}}?{_DATA}",
    re.IGNORECASE,
)


def as_defined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in order; those of an unknown name are data where it is anywhere followed by a definition as data."""
    defined = {fold(m.surface) for m in mentions if m.canonical is None and _DEFINES.match(text, m.span.end)}
    return [
        replace(m, kind=EntityKind.DATASET, found_by=tuple(sorted({*m.found_by, "definition"})))
        if m.kind is EntityKind.MODEL and m.canonical is None and fold(m.surface) in defined
        else m
        for m in mentions
    ]
