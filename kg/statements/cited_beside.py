"""Which citations belong to a name, by what stands between the two."""

import re
from collections.abc import Sequence

from kg.core.document import Citation, Document
from kg.core.spans import Span
from kg.statements.scenes import Named

_REACH = 60
_NOUN = r"(?:data\s?sets?|data|corpus|corpora|benchmarks?|tree\s?banks?|models?|networks?|architectures?|tasks?|challenges?|test\s?sets?|systems?|encoders?|embeddings|sets?|tests?|suites?|collections?|repositor(?:y|ies)|checkpoints?)"
_MARKS = r"[\s⁰¹²³⁴-⁹]{0,4}?"
# what may stand between a name and the citation that belongs to it
_BETWEEN = re.compile(
    rf"\)?(?:[’']s)?{_MARKS}(?:\s+(?:[\w/-]+\s+){{0,3}}?{_NOUN})?{_MARKS}\s*(?:\([^()]{{0,40}}\)\s*)?"
    r"(?:[,;:]?\s*[\(\[](?:\s*[A-Z][\w.+-]{1,15}[;,]\s*)?|[;,:]\s*|\s+(?:of|by|from|in|(?:proposed|introduced|presented|released|described|collected|developed|created|used|provided)\s+(?:by|in|with))\s*|\s*)"
    r"(?:(?:see|see also|e\.g\.,?|i\.e\.,?|cf\.)\s+)*[\(\[]?\Z"
)
# "Chelba et al. (2013) introduced the One Billion Word benchmark"
_BEFORE = re.compile(
    r"[\)\]]?\s+(?:introduc|propos|present|releas|creat|construct|collect|develop)\w*\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,4}\Z"
)


# "The NAME (FULL NAME) is a corpus of ... (Finch, 2020)."
_OPENING = re.compile(r"\W*(?:(?:The|Our)\s+)?(?:[A-Z][\w-]*\s+){0,2}\W*")
_DEFINES = re.compile(
    r"(?:[^.,;:]{0,60}?)\s(?:is|are)\s+(?:an?|the)\s+(?!(?:same|state|best|only)\b)[^.;:]{0,160}?\(?\[?\Z", re.DOTALL
)
_CLOSING = re.compile(r"[\s)\].,]*")


def next_others(names: Sequence[Named], end: int) -> list[int]:
    """Where behind each name the next one of another thing begins; the end of the text where none does."""
    starts = [end] * len(names)
    for index in range(len(names) - 2, -1, -1):
        following = names[index + 1]
        same = following.entity_id == names[index].entity_id
        starts[index] = starts[index + 1] if same else following.span.start
    return starts


def cited_beside(document: Document, named: Named, another: int) -> list[tuple[Citation, str]]:
    """The citations of the first group right behind the name, or the one right before "introduced NAME".

    What stands behind another name is that one's: another is where the next one begins.
    """
    found: list[tuple[Citation, str]] = []
    end = named.span.end
    for citation in document.citations_after(named.span.end, reach=_REACH):
        between = document.text[named.span.end : citation.span.start]
        if found:
            if re.fullmatch(r"[\s,;–\d\[\]and-]{0,6}", document.text[end : citation.span.start]):
                found.append((citation, "rule:cited-with-name"))
                end = citation.span.end
                continue
            break
        if citation.span.start >= another or not _BETWEEN.match(between):
            break
        found.append((citation, "rule:cited-with-name"))
        end = citation.span.end
    if found:
        return found
    start = max(0, named.span.start - 2 * _REACH)
    for citation in reversed(document.citations_after(start, reach=named.span.start - start)):
        if citation.span.end < named.span.start and _BEFORE.match(document.text[citation.span.end : named.span.start]):
            return [(citation, "rule:introduced-by")]
    return []


def closes_definition(document: Document, sentence: Span, named: Named, citation: Citation) -> bool:
    """Whether the sentence opens with the name, says what it is, and ends with the one citation."""
    opening = document.text[sentence.start : named.span.start]
    between = document.text[named.span.end : citation.span.start]
    closing = document.text[citation.span.end : sentence.end]
    alone = len(document.citations_after(sentence.start, reach=len(sentence))) == 1
    return bool(alone and _OPENING.fullmatch(opening) and _DEFINES.match(between) and _CLOSING.fullmatch(closing))
