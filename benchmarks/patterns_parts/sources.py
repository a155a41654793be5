"""A module of kg as it was written: where names are bound, how they are used, and the patterns within functions."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

WAY = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "finditer", "findall", "sub", "subn", "split"), "search"
)
"""How a method asks: "search" stands for all those that try every place of a text."""

LOCALS: Mapping[str, Mapping[str, object]] = {
    "kg.statements.relations": {"letter": "D"},
}
"""What stands for the local names of a pattern that a function makes, by its module."""

HANDED_ON: Mapping[str, str] = {
    "kg.documents.markdown.blocks": "match",
}
"""How patterns are asked that a module hands on by their names, where it asks them all in one way."""


@dataclass(frozen=True)
class Source:
    """A module and its syntax."""

    module: ModuleType

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax of the module."""
        return ast.parse(Path(str(self.module.__file__)).read_text("utf-8"))

    @cached_property
    def lines(self) -> dict[str, int]:
        """The line in which each name of the module is bound."""
        found: dict[str, int] = {}
        for node in self.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            found |= {t.id: node.lineno for t in targets if isinstance(t, ast.Name)}
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found[node.name] = node.lineno
        return found

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """How each name in capitals is asked; "" stands for what is asked by another name, "?" for other uses."""
        found: dict[str, set[str]] = {}
        asked = set()
        for node in ast.walk(self.tree):
            if not (isinstance(node, ast.Attribute) and node.attr in WAY):
                continue
            asked.add(id(node.value))
            name = _name(node.value)
            if _is_constant(name):
                found.setdefault(name, set()).add(WAY[node.attr])
            elif name != "re" and node.attr != "split":  # which texts have too
                found.setdefault("", set()).add(WAY[node.attr])
        for node in ast.walk(self.tree):
            name = _name(node)
            if (
                isinstance(node, ast.Name)
                and _is_constant(name)
                and id(node) not in asked
                and isinstance(node.ctx, ast.Load)
            ):
                found.setdefault(name, set()).add(HANDED_ON.get(self.module.__name__, "?"))
        return found

    def inline(self) -> Iterator[tuple[re.Pattern[str], int, str]]:
        """The patterns that functions make or ask by their text, with line and way, as far as they can be known."""
        names = {**vars(self.module), **LOCALS.get(self.module.__name__, {})}
        for node in ast.walk(self.tree):
            if not (isinstance(node, ast.Call) and _name(node.func) in {*WAY, "compile"} and node.args):
                continue
            if not (isinstance(node.func, ast.Attribute) and _name(node.func.value) == "re"):
                continue
            flags = [k.value for k in node.keywords if k.arg == "flags"]
            at = 1 if node.func.attr == "compile" else 2 + (node.func.attr in {"sub", "subn"})
            flags += node.args[at : at + 1] if node.func.attr != "split" else []
            try:
                made = re.compile(*(_value(part, names) for part in (node.args[0], *flags)))
            except (NameError, AttributeError, TypeError):
                continue
            yield made, node.lineno, WAY.get(node.func.attr, "search")

    def unknown(self) -> list[int]:
        """The lines within functions whose pattern depends on what the function is given."""
        known = {line for _, line, _ in self.inline()}
        return [
            node.lineno
            for outer in ast.walk(self.tree)
            if isinstance(outer, ast.FunctionDef)
            for node in ast.walk(outer)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and _name(node.func.value) == "re"
            and node.func.attr in {*WAY, "compile"}
            and node.lineno not in known
        ]


def ways_of(name: str, held: bool, home: Source, sources: list[Source]) -> tuple[str, ...]:
    """How the patterns of a name are asked; those that a table holds are asked by other names.

    Where a use cannot be told, every place of the text may be tried.
    """
    users = [home] if name.startswith("_") else sources
    uses = [s.uses for s in users if name in s.uses]
    ways = set[str]().union(*((u[name] - {"?"} | u.get("", set())) if held else u[name] for u in uses))
    return tuple(sorted(ways)) if ways and "?" not in ways else ("search",)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_constant(name: str) -> bool:
    return len(name) > 1 and name.upper() == name and any(c.isalpha() for c in name)


def _value(node: ast.expr, names: Mapping[str, object]) -> object:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(names))  # our own source
