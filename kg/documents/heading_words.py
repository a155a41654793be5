"""The words and numbers that headings are known by."""

import re

from kg.core.document import SectionKind

_NUMBER = re.compile(
    r"(?:(?:section|chapter|appendix)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-Z]\d(?:\.\d)*)"
    r"(?P<mark>[.):]?)\s+(?=[^\W_])",
    re.IGNORECASE,
)

_KINDS: tuple[tuple[SectionKind, str], ...] = (
    (SectionKind.ABSTRACT, r"abstract|summary$|executive summary|synopsis"),
    (SectionKind.REFERENCES, r"references?( and notes| cited)?$|bibliography|literature cited|works cited|references and"),
    (
        SectionKind.ACKNOWLEDGEMENTS,
        r"acknowledge?ments?|funding|author contributions?|contributions? of authors|contributors?$"
        r"|(competing|conflicts? of) interests?",
    ),
    (SectionKind.RELATED_WORK, r"(related|prior|previous|earlier|existing)\b.*\b(works?|research|literature|approaches|methods|stud)"
     r"|literature (review|survey)|state of the art"),
    (SectionKind.LIMITATIONS, r"limitations?|threats to validity|(broader|societal|ethical|ethics|social)\b.*"
     r"|(potential )?risks|.*\blimitations?$"),
    (SectionKind.APPENDIX, r"appendi(x|ces)|supplement(ary|al)?\b|online appendix"),
    (SectionKind.INTRODUCTION, r"introduction|motivation$|overview$|introductory"),
    (SectionKind.CONCLUSION, r"(summary and )?conclu(sions?|ding)|summary and|.*\band conclusions?$|future (work|directions)|"
     r"closing remarks|final remarks|outlook"),
    (SectionKind.DISCUSSION, r"(general )?discussions?\b|.*\band discussions?$|lessons|analysis and discussion"),
    (SectionKind.RESULTS, r"(main |experimental |empirical |evaluation )?(results?|findings)\b|.*\bresults$|.*\bresults and"),
    (
        SectionKind.EXPERIMENTS,
        r".*\bexperiment(s|al|ation)?\b|.*\bevaluat(ion|ions|ing)\b|.*\bablations?\b|empirical|.*\bbenchmarks?\b|case stud"
        r"|(training|implementation|hyper-?parameters?) (details|setup|settings?)|.*\bsetup$|performance|simulation",
    ),
    (
        SectionKind.DATA,
        r"(the )?(data|datasets?|data ?sets?|corpus|corpora|materials?)\b(?! (structure|parallel|model|flow|augment))"
        r"|.*\b(datasets?|data ?sets?|corpus|corpora|training data|data collection|pre-?training data)$"
        r"|data (collection|sources|preparation|statistics|description)",
    ),
    (SectionKind.BACKGROUND, r"background|preliminar|problem (statement|definition|formulation|setting|setup)|notations?$|definitions?$"
     r"|basic concepts"),
    (
        SectionKind.METHOD,
        r".*\bmethod(s|ology|ologies)?\b|(the |our |proposed |model |system |network )*(approach|models?|architecture|"
        r"algorithms?|framework|design|implementation|system|technique)s?\b|.*\b(approach|architecture|algorithm|framework)$"
        r"|materials and methods|theory|training( procedure| objective)?$|pre-?training$|optimi[sz](er|ation)$",
    ),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)

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


def kind_of(heading: str) -> SectionKind | None:
    """What a section under this heading is for, None where the heading does not tell.

    >>> kind_of("2.1 Pre-training Data").value, kind_of("5 Conclusions and Future Work").value, kind_of("3 Gradients")
    ('data', 'conclusion', None)
    """
    bare = bare_heading(unspaced(heading))
    for kind, pattern in _PATTERNS:
        if pattern.match(bare):
            return kind
    if bare.isupper() and " " in bare and bare.replace(" ", "") != bare:
        joined = bare.replace(" ", "")
        return next((kind for kind, pattern in _PATTERNS[:2] if pattern.fullmatch(joined)), None)
    return None
