"""How a paper prints its citations: by number, by author and year, or by label."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from kg.documents.latex.citing.labels import Label


class Style(Enum):
    """What a citation shows of an entry."""

    NUMBER = auto()
    RAISED = auto()
    AUTHOR_YEAR = auto()
    LABEL = auto()


_LOADED = re.compile(
    r"\\(?:usepackage|RequirePackage|documentclass|PassOptionsToPackage)\s*(?:\[([^\]]{0,500})\]\s*)?\{([^{}]*)\}"
)
_PASSED = re.compile(r"\\PassOptionsToPackage\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_SET = re.compile(r"\\(?:setcitestyle|citestyle|bibliographystyle|bibpunct)\s*(?:\[[^\]]{0,500}\]\s*)?\{([^{}]*)\}")
_NUMERIC_CLASSES = re.compile(
    r"IEEEtran|llncs|cvpr|iccv|eccv|acmart|sig-?alternate|amsart|revtex|svjour|elsarticle|siamart|lipics"
)
_AUTHOR_CLASSES = re.compile(
    r"\b(?:acl|naacl|eacl|emnlp|coling|aacl|tacl|lrec|conll|icml|iclr|colm|tmlr|jmlr|aaai|apacite|chicago|harvard"
    r"|apalike|aistats|uai|corl|interspeech)\w*",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\b(?:acl|naacl|eacl|emnlp|coling|aacl|tacl|lrec|conll)\w*|apacite", re.IGNORECASE)
_NATBIB = re.compile(r"\\(?:[cC]ite[tp]|citealp|citealt|citeyearpar)\b")


def citation_style(source: str, labels: Sequence[Label]) -> Style:
    """The style that the options of the packages tell, else the classes and the labels of the entries.

    source is the expanded source with its preamble, labels are those of a printed bibliography.
    """
    options, packages = _options(source)
    if re.search(r"\bsuper\b", options) or "supercite" in options:
        return Style.RAISED
    if "authoryear" in options or "author-year" in options or "apa" in options.split(","):
        return Style.AUTHOR_YEAR
    if re.search(r"\bnumber(?:s|ed)\b|\bnumeric\b|style=(?:ieee|numeric)|\bnonatbib\b", options):
        return Style.NUMBER
    if any(label.authors for label in labels):
        return Style.AUTHOR_YEAR
    if labels and all(label.text for label in labels):
        return Style.LABEL
    if re.search(r"\bbiblatex\b", packages):
        return Style.LABEL if "alphabetic" in options else Style.NUMBER
    if _AUTHOR_CLASSES.search(packages) or (not labels and "natbib" in packages):
        return Style.AUTHOR_YEAR
    if _NUMERIC_CLASSES.search(packages) or labels:
        return Style.NUMBER
    return Style.AUTHOR_YEAR if _NATBIB.search(source) else Style.NUMBER


def bare_cite_is_narrative(source: str, style: Style) -> bool:
    r"""Whether ``\cite`` alone prints "Author (year)", as natbib has it."""
    if style is not Style.AUTHOR_YEAR:
        return False
    _, packages = _options(source)
    return not _PARENTHESES.search(packages) and bool(re.search(r"natbib|iclr|icml|neurips|nips|tmlr|colm", packages))


def numbers_sorted(source: str) -> tuple[bool, bool]:
    """Whether the numbers of one citation are sorted, and whether a row of them is printed as a range."""
    options, packages = _options(source)
    by_cite = "cite" in packages.split(",") and "natbib" not in packages
    both = "sort&compress" in options or "numeric-comp" in options or by_cite or "elsarticle" in packages
    given = options.split(",")
    compressed = (both and "nocompress" not in given) or "compress" in given
    return (both and "nosort" not in given) or "sort" in given, compressed


def sorted_by_citation(source: str) -> bool:
    """Whether the entries of the bibliography stand in the order in which they are first cited."""
    options, _ = _options(source)
    styles = " ".join(_SET.findall(source))
    return bool(re.search(r"unsrt|ieee|sorting=none|vancouver|nature|elsarticle-num|naturemag", styles + options, re.I))


def _options(source: str) -> tuple[str, str]:
    """What is said to citation packages, and the names of all classes and packages."""
    head = source[:200_000]
    options: list[str] = []
    packages: list[str] = []
    for given, names in _LOADED.findall(head):
        packages.append(names)
        if re.search(r"natbib|biblatex|cite|neurips|nips|acmart|elsarticle|revtex|icml|iclr|jmlr|acl", names):
            options.append(given)
    options += [given for given, names in _PASSED.findall(head) if "natbib" in names]
    options += [s for s in _SET.findall(head) if re.search(r"number|super|author-?year|nature", s)]
    return ",".join(options).replace(" ", ""), ",".join(packages)
