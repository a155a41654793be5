"""What a section is for, by the words of its heading."""

import re

from kg.core.document import SectionKind
from kg.documents.heading_words import bare_heading, unspaced

_WORDS: tuple[tuple[SectionKind, tuple[str, ...]], ...] = (
    (SectionKind.ABSTRACT, ("abstract", "summary$", "executive summary", "synopsis")),
    (
        SectionKind.REFERENCES,
        ("references?( and notes| cited)?$", "references and", "bibliography", "literature cited", "works cited"),
    ),
    (
        SectionKind.ACKNOWLEDGEMENTS,
        (
            "acknowledge?ments?",
            "funding",
            "author contributions?",
            "contributions? of authors",
            "contributors?$",
            "(competing|conflicts? of) interests?",
        ),
    ),
    (
        SectionKind.RELATED_WORK,
        (
            r"(related|prior|previous|earlier|existing)\b.*\b(works?|research|literature|approaches|methods|stud)",
            "literature (review|survey)",
            "state of the art",
        ),
    ),
    (
        SectionKind.LIMITATIONS,
        (
            "limitations?",
            r".*\blimitations?$",
            "threats to validity",
            r"(broader|societal|ethical|ethics|social)\b",
            "(potential )?risks",
        ),
    ),
    (SectionKind.APPENDIX, ("appendi(x|ces)", r"supplement(ary|al)?\b", "online appendix")),
    (SectionKind.INTRODUCTION, ("introduction", "introductory", "motivation$", "overview$")),
    (
        SectionKind.CONCLUSION,
        (
            "(summary and )?conclu(sions?|ding)",
            "summary and",
            r".*\band conclusions?$",
            "future (work|directions)",
            "(closing|final) remarks",
            "outlook",
        ),
    ),
    (
        SectionKind.DISCUSSION,
        (r"(general )?discussions?\b", r".*\band discussions?$", "lessons", "analysis and discussion"),
    ),
    (
        SectionKind.RESULTS,
        (
            r"(main |experimental |empirical |evaluation )?(results?|findings)\b",
            r".*\bresults$",
            r".*\bresults and",
        ),
    ),
    (
        SectionKind.EXPERIMENTS,
        (
            r".*\bexperiment(s|al|ation)?\b",
            r".*\bevaluat(ion|ions|ing)\b",
            r".*\bablations?\b",
            r".*\bbenchmarks?\b",
            "empirical",
            "case stud",
            "(training|implementation|hyper-?parameters?) (details|setup|settings?)",
            r".*\bsetup$",
            "performance",
            "simulation",
        ),
    ),
    (
        SectionKind.DATA,
        (
            r"(the )?(data ?sets?|corpus|corpora|materials?)\b",
            r"(the )?data\b(?! (structure|parallel|model|flow|augment))",
            r".*\b(datasets?|data ?sets?|corpus|corpora|training data|data collection|pre-?training data)$",
            "data (collection|sources|preparation|statistics|description)",
        ),
    ),
    (
        SectionKind.BACKGROUND,
        (
            "background",
            "preliminar",
            "problem (statement|definition|formulation|setting|setup)",
            "notations?$",
            "definitions?$",
            "basic concepts",
        ),
    ),
    (
        SectionKind.METHOD,
        (
            r".*\bmethod(s|ology|ologies)?\b",
            r"(the |our |proposed |model |system |network )*(approach|architecture|framework|design|technique)",
            r"(the |our |proposed |model |system |network )*(models?|algorithms?|implementation|systems?)\b",
            r".*\b(approach|architecture|algorithm|framework)$",
            "materials and methods",
            "theory",
            "training( procedure| objective)?$",
            "pre-?training$",
            "optimi[sz](er|ation)$",
        ),
    ),
)
_PATTERNS = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _WORDS)


def kind_of(heading: str) -> SectionKind | None:
    """What a section under this heading is for, None where the heading does not tell.

    >>> kind_of("2.1 Pre-training Data").value, kind_of("5 Conclusions and Future Work").value, kind_of("3 Gradients")
    ('data', 'conclusion', None)
    """
    if heading.isupper() and " " in heading:  # "R EFERENCES", in small capitals
        joined = heading.replace(" ", "")
        for kind, pattern in _PATTERNS[:2]:
            if pattern.fullmatch(joined):
                return kind
    bare = bare_heading(unspaced(heading))
    return next((kind for kind, pattern in _PATTERNS if pattern.match(bare)), None)
