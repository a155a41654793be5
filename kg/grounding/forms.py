"""The forms of a name: without what only trims it, without a size, in the singular."""

import re

from kg.core.entity import EntityKind
from kg.core.names import fold, without_article

_WORDS = "base|large|small|medium|tiny|mini|huge|giant|xl|xxl|xlarge|xxlarge|xsmall"
_TITLED = "|".join(w.title() for w in _WORDS.split("|"))
# with a mixture's active parameters behind all: "30B-A3B"
_NUMBER = r"\d{1,9}+(?:\.\d{1,9}+)?\s?[BMbm](?:[-‐‑–_]A\d{1,9}(?:\.\d{1,9})?B)?"
# operations of one run ("8GF"), widths ("1.5x") and layers ("24L"), but not heads ("33H"), which make another model
_AMOUNT = r"(?:\d{1,9}+(?:\.\d{1,9}+)?\s?(?:[GM]F|[xX×])|\d{1,2}L)"
_DASH = "[-‐‑–_ ]"
# a word is a size where something parts it from the name, be it only the case of letters: "BERT-base", "BERTBASE",
# "RoBERTaLarge"; the end of "Gemini" is none
_SIZE = re.compile(
    rf"{_DASH}{{0,2}}+\(?{_NUMBER}\)?$"
    rf"|(?:{_DASH}{{1,2}}+\(?|{_DASH}?\()(?:{_AMOUNT}|(?i:{_WORDS}))\)?$"
    rf"|(?<=[A-Z0-9])(?:{_WORDS})\)?$"
    rf"|(?<=[a-z0-9])(?:{_WORDS.upper()}|{_TITLED})\)?$"
    r"|(?<=[A-Z]{2})(?:BASE|LARGE|SMALL)\)?$"
)
_SIZE_BEFORE = re.compile(rf"^\(?{_NUMBER}\)?{_DASH}(?=[A-Z])")
_SIZE_ALONE = re.compile(rf"{_DASH}?\(?(?:{_NUMBER}|{_WORDS}|{_WORDS.upper()}|{_TITLED})\)?")
_VERSION_ALONE = re.compile(rf"{_DASH}?\(?(?:[vV]?\d+\.\d+|(?:19|20)\d\d)\)?")
_DEPTH = re.compile(rf"{_DASH}?\d{{2,4}}(?:/\d{{2,4}}){{0,9}}$")
_VERSION = re.compile(rf"^(.*?[^\W\d_]){_DASH}?(?:[’']?(\d{{2}}|\d{{4}})|[vV]?(\d+(?:\.\d+)*))$")
_POSSESSIVE = re.compile(r"[’']s?$")
_CUE = re.compile(
    r"(?:(?<!\s)\s+(?:data\s?sets?|corpus|corpora|benchmarks?|models?|networks?|nets)){1,9}$", re.IGNORECASE
)
_NETS = re.compile(r"(?<=\s)nets$", re.IGNORECASE)
_RAISED = re.compile(r"(?<=..\w)[⁰¹²³⁴-⁹†‡*]{1,9}$")  # a note's mark
DATA_NOUNS = frozenset(
    ("data", "dataset", "datasets", "corpus", "corpora", "treebank", "bank", "collection", "database")
)
"""Nouns for data that may end a full name and be left out, folded."""
CUE_WORDS = DATA_NOUNS | frozenset(
    (
        "benchmark",
        "challenge",
        "task",
        "sharedtask",
        "test",
        "tests",
        "testset",
        "set",
        "suite",
        "dumps",
        "dump",
        "images",
    )
)
"""These and nouns that tasks have too: left out they leave the task's name, so that more must tell."""


def trimmed(surface: str) -> str:
    """The name on one line without article, note's mark, possessive and trailing cue noun.

    >>> trimmed("the GLUE benchmark"), trimmed("SST-2³")
    ('GLUE', 'SST-2')
    """
    name = _POSSESSIVE.sub("", _RAISED.sub("", without_article(" ".join(surface.split()))))
    return _CUE.sub("", name) or name


def base_name(surface: str, kind: EntityKind) -> str:
    """The name without article, possessive, trailing cue noun and, for models, size.

    >>> base_name("LLaMA-65B", EntityKind.MODEL), base_name("Qwen3-30B-A3B", EntityKind.MODEL)
    ('LLaMA', 'Qwen3')
    >>> base_name("11B T5", EntityKind.MODEL)
    'T5'
    >>> base_name("Gemini", EntityKind.MODEL), base_name("the GLUE benchmark", EntityKind.DATASET)
    ('Gemini', 'GLUE')
    """
    name = trimmed(surface)
    if kind is EntityKind.MODEL:
        name = _SIZE_BEFORE.sub("", _SIZE.sub("", name)) or name
    return name


def spelled_out(name: str) -> str:
    """The name with "networks" for a last word "nets".

    >>> spelled_out("Wide Residual Nets"), spelled_out("ResNets")
    ('Wide Residual networks', 'ResNets')
    """
    return _NETS.sub("networks", name)


def is_size_alone(surface: str, kind: EntityKind) -> bool:
    """Whether the words are a size, version or year without a name, which nothing is called by.

    >>> is_size_alone("11B", EntityKind.MODEL), is_size_alone("v2.0", EntityKind.DATASET)
    (True, True)
    >>> is_size_alone("T5", EntityKind.MODEL), is_size_alone("20 Newsgroups", EntityKind.DATASET)
    (False, False)
    """
    name = surface.strip()
    if _VERSION_ALONE.fullmatch(name):
        return True
    return kind is EntityKind.MODEL and _SIZE_ALONE.fullmatch(name) is not None


def without_depth(name: str) -> str:
    """The name without a number of layers of two to four digits; one digit is a version.

    >>> without_depth("ResNet-18/50"), without_depth("GPT-2")
    ('ResNet', 'GPT-2')
    """
    return _DEPTH.sub("", name) or name


def version_of(name: str) -> tuple[str, str] | None:
    """The name before a trailing year or version, and that, or None.

    >>> version_of("PASCAL VOC 2007"), version_of("ILSVRC’13"), version_of("Europarl v7"), version_of("GLUE")
    (('PASCAL VOC', '2007'), ('ILSVRC', '13'), ('Europarl', '7'), None)
    """
    found = _VERSION.match(name)
    return (found.group(1).rstrip(" -vV") or found.group(1), found.group(2) or found.group(3)) if found else None


def singular(name: str) -> str | None:
    """The name without a plural "s" that its letters show to be one, or None.

    >>> singular("LSTMs"), singular("ResNets"), singular("Memory Networks"), singular("Cityscapes")
    ('LSTM', 'ResNet', 'Memory Network', None)
    """
    last = name.rpartition(" ")[2]
    shown = re.search(r"(?:[A-Z0-9]|[Nn]et|[Nn]etwork|[Tt]ransformer|[Mm]odel|BERT)s$", last)
    return name[:-1] if shown and len(last) > 3 else None


def frame(name: str) -> str:
    """What a slip of the pen leaves of a name: its first letter, its further capitals and digits.

    >>> frame("ResNeXt-50"), frame("ResNet-50")
    ('rNX50', 'rN50')
    """
    return name[:1].lower() + "".join(c for c in name[1:] if c.isupper() or c.isdigit())


def heads(name: str, nouns: frozenset[str] = DATA_NOUNS) -> list[str]:
    """The folds of what is left of the name of data without a noun that may end it, if that is four letters or more.

    >>> heads("Penn Treebank"), heads("BooksCorpus"), heads("Semantic Textual Similarity Benchmark")
    (['penn', 'penntree'], ['books'], [])
    """
    folded = fold(name)
    found = {folded.removesuffix(noun) for noun in nouns if folded.endswith(noun)}
    return sorted(head for head in found if len(head) >= 4)
