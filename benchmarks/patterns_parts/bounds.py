"""What bounds the texts that some patterns are asked of, where the pattern alone does not keep its cost down."""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """Patterns that see at most so many characters: the constant of the code that says how many, and why it holds."""

    module: str
    names: tuple[str, ...]
    constant: str
    why: str

    @property
    def characters(self) -> int:
        """The number, as the code has it."""
        module, _, name = self.constant.rpartition(".")
        return int(getattr(importlib.import_module(module), name))


BOUNDS: tuple[Bound, ...] = ()


def bound_of(module: str, name: str) -> Bound | None:
    """The bound of a pattern by its module and name, None where texts of any length may come."""
    return next((b for b in BOUNDS if b.module == module and name in b.names), None)
