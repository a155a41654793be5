"""The scorer that comes with the annotated papers, as a module, and what it aligns."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

from scorers import loaded

Record = dict[str, Any]
"""A paper as ``kg extract --json`` writes it, or as it was annotated."""


def scorer(tools: Path) -> ModuleType:
    """The script score_papers.py of the folder, as a module."""
    return loaded(tools / "score_papers.py")


def annotated(gold: Path) -> list[tuple[Path, Record]]:
    """The annotated papers of ``papers/`` in the folder, by the names of their files."""
    return [(path, json.loads(path.read_text("utf-8"))) for path in sorted((gold / "papers").glob("*.json"))]


class Aligned:
    """The names of an annotated paper and of what was found in it, brought together as the scorer does."""

    def __init__(self, module: ModuleType, gold: Record, found: Record) -> None:
        self._fold = module.fold
        self.pairs: list[tuple[Record, Record]] = []
        self.extra: list[Record] = []
        for kind in ("datasets", "models"):
            pairs, _, extra = module.align(gold[kind], found[kind])
            borderline = {module.fold(x) for x in gold.get(f"ignore_{kind}", [])}
            self.pairs += pairs
            if not (kind == "models" and gold.get("models_exhaustive") is False):
                self.extra += [e for e in extra if not module.names(e) & borderline]
        self._alias = {x: module.fold(g["name"]) for g, f in self.pairs for x in module.names(g) | module.names(f)}
        for entity in gold["datasets"] + gold["models"]:
            for name in module.names(entity):
                self._alias.setdefault(name, module.fold(entity["name"]))
        self.own = self.names_of(m["name"] for m in gold["models"] if set(m["roles"]) & {"introduces", "uses"})
        self.ignored = self.names_of([*gold.get("ignore_datasets", []), *gold.get("ignore_models", [])])
        exhaustive = gold.get("lineage_exhaustive_for")
        self.exhaustive = self.names_of(exhaustive) if exhaustive else None

    def name_of(self, name: str) -> str:
        """The annotated entity's folded name for any of its names, else the name folded."""
        folded: str = self._fold(name)
        return self._alias.get(folded, folded)

    def names_of(self, names: Any) -> set[str]:
        """The names brought together."""
        return {self.name_of(name) for name in names}

    def key(self, statement: Record) -> tuple[str, str, str]:
        """A lineage statement as subject, relation and object that can be compared."""
        return self.name_of(statement["subject"]), statement["relation"], self.name_of(statement["object"])

    def judged(self, key: tuple[str, str, str]) -> bool:
        """Whether the annotation can tell of a statement that it does not hold.

        It cannot of names at the border, nor of what tables report of other people's models.
        """
        if {key[0], key[2]} & self.ignored or (key[1] == "evaluated_on" and key[0] not in self.own):
            return False
        return self.exhaustive is None or key[0] in self.exhaustive
