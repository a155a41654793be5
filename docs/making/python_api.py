"""The page of the Python library, out of its signatures and docstrings."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from writing import NOTE

import kg
from kg.answers import ImpactAnswer, LeaksAnswer, LicencesAnswer, QueryAnswer, TraceAnswer
from kg.built import BuildReport
from kg.core.document import Document
from kg.core.extraction import Extraction

_INTRO = """# Python

What `import kg` offers. Types are those of the signatures; all is typed, and `py.typed` travels with it. [In notebooks](../notebooks.md)
shows it at work, and [Reading papers](../reading.md#looking-at-what-was-read) what a `Document` holds.
"""
_RAISES = re.compile(r"^Raises:\n((?: {4}.*\n?)+)", re.MULTILINE)
_RAISED = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\n).*)*", re.MULTILINE)
_LONG = re.compile(r" = [A-Z]\w*\(.{40,}\)$")
_MODULE = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z])")


def page() -> str:
    """The page as text."""
    functions = [name for name in sorted(kg.__all__) if inspect.isroutine(getattr(kg, name))]
    sections = [_function(f"kg.{name}", getattr(kg, name), 2) for name in functions]
    classes = {
        "kg.Graph": kg.Graph,
        "TraceAnswer": TraceAnswer,
        "ImpactAnswer": ImpactAnswer,
        "LeaksAnswer": LeaksAnswer,
        "LicencesAnswer": LicencesAnswer,
        "QueryAnswer": QueryAnswer,
        "BuildReport": BuildReport,
        "Document": Document,
        "Extraction": Extraction,
    }
    sections += [_class(name, shown) for name, shown in classes.items()]
    return NOTE + _INTRO + "".join(sections) + "\n## kg.__version__\n\nThe version, as `kg --version` tells it.\n"


def _function(name: str, function: Any, level: int) -> str:
    bare = name.rsplit(".", 1)[-1]
    return (
        f"\n{'#' * level} {name}\n\n```python\n{_call(bare, function)}\n```\n\n{_prose(inspect.getdoc(function) or '')}"
    )


def _call(name: str, function: Any) -> str:
    """The signature as it would be written, one parameter a line where it is long."""
    signature = inspect.signature(function)
    parameters = [p for p in signature.parameters.values() if p.name != "self"]
    shown = [_LONG.sub(" = ...", _MODULE.sub("", str(p))) for p in parameters]
    keyword_only = [p.kind is p.KEYWORD_ONLY for p in parameters]
    if True in keyword_only:
        shown.insert(keyword_only.index(True), "*")
    returned = _MODULE.sub("", inspect.formatannotation(signature.return_annotation)).replace("'", "")
    line = f"{name}({', '.join(shown)}) -> {returned}"
    return line if len(line) <= 100 else f"{name}(\n" + "".join(f"    {s},\n" for s in shown) + f") -> {returned}"


def _class(name: str, shown: type) -> str:
    text = f"\n## {name}\n\n{_prose(inspect.getdoc(shown) or '')}"
    fields = [f"`{field}`" for field in getattr(shown, "__dataclass_fields__", {})]
    if fields:
        text += f"\nHolds {', '.join(fields)}.\n"
    # an answer has its values and some methods from the class below it; a graph's store is nothing to call
    bases = shown.__mro__ if hasattr(shown, "__dataclass_fields__") else (shown,)
    members = {name: member for base in reversed(bases) for name, member in vars(base).items()}
    methods = [(n, m) for n, m in members.items() if inspect.isfunction(m) and not n.startswith("_")]
    return text + "".join(_function(f"{name}.{n}", m, 3) for n, m in methods)


def _prose(doc: str) -> str:
    """The docstring as Markdown: examples as code, what is raised as a list."""
    raised = "".join(f"- `{error}`: {' '.join(why.split())}\n" for error, why in _raised(doc))
    doc = _RAISES.sub("", doc).replace("``", "`").strip()
    doc = _EXAMPLE.sub(lambda example: f"```pycon\n{example.group()}\n```", doc)
    return f"{doc}\n" + (f"\nRaises:\n\n{raised}" if raised else "")


def _raised(doc: str) -> Iterator[tuple[str, str]]:
    for block in _RAISES.findall(doc + "\n"):
        yield from _RAISED.findall(block)
