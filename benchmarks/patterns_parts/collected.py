"""Every regular expression of kg, with where it stands and the way in which it is used."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import kg
from patterns_parts.sources import Source, ways_of

Pattern = re.Pattern[str] | re.Pattern[bytes]


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, the module and line of its making, its name if it has one, and how it is asked."""

    pattern: Pattern
    module: str
    line: int
    name: str
    way: str

    @property
    def place(self) -> str:
        """Module and line, as they are printed."""
        return f"{self.module}:{self.line}"


def collect() -> list[Used]:
    """Import all of kg and give its patterns in the order of their places; each pattern once for each way of use."""
    sources = read()
    used: dict[tuple[Pattern, str], Used] = {}
    for source in sources:
        module = source.module.__name__
        for name, line in source.lines.items():
            value = vars(source.module).get(name)
            ways = ways_of(name, not isinstance(value, re.Pattern), source, sources)
            for pattern in _patterns(value):
                for way in ways:
                    used.setdefault((pattern, way), Used(pattern, module, line, name, way))
    named = {pattern for pattern, _ in used}
    for source in sources:
        module = source.module.__name__
        for pattern, line, way in source.inline():
            if way != "search" or pattern not in named:
                used.setdefault((pattern, way), Used(pattern, module, line, "", way))
    return sorted(used.values(), key=lambda u: (u.module, u.line, u.way, str(u.pattern.pattern)))


def read() -> list[Source]:
    """All modules of kg, imported."""
    names = sorted(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if not m.name.endswith("__main__"))
    return [Source(importlib.import_module(name)) for name in names]


def _patterns(value: object) -> Iterator[Pattern]:
    """The patterns in a value: itself, or what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for part in (*value.keys(), *value.values()):
            yield from _patterns(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _patterns(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _patterns(getattr(value, field.name))
    elif isinstance(value, type):
        for part in vars(value).values():
            if isinstance(part, re.Pattern | tuple | dict):
                yield from _patterns(part)
