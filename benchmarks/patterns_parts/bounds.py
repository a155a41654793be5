"""What bounds the texts that some patterns are asked of, where the pattern alone does not keep its cost down."""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """Patterns that see at most so many characters: the constant of the code that says how many, and why it holds.

    Without names, all of the module.
    """

    module: str
    names: tuple[str, ...]
    constant: str
    why: str

    @property
    def characters(self) -> int:
        """The number, as the code has it."""
        module, _, name = self.constant.rpartition(".")
        return int(getattr(importlib.import_module(module), name))


_IN_SCENES = "rules are asked of the templates of scenes, and those are cut"

BOUNDS: tuple[Bound, ...] = (
    Bound("kg.statements.introductions", ("_BETWEEN",), "kg.statements.introductions._REACH", "a citation lies so near"),
    Bound("kg.statements.qualifiers", ("_BEFORE",), "kg.statements.qualifiers._REACH", "so much before a name is read"),
    Bound("kg.statements.qualifiers", ("_BEHIND",), "kg.statements.qualifiers._BEYOND", "so much behind a name is read"),
    Bound("kg.extraction.abbreviations", (), "kg.extraction.abbreviations._MAX_PARAGRAPH", "paragraphs are cut"),
    Bound("kg.extraction.completion", ("_BEFORE",), "kg.extraction.completion._FARTHEST_BEFORE", "sizes stand so near"),
    Bound("kg.extraction.columns", ("_CELL",), "kg.extraction.columns._LONGEST", "longer cells are passed over"),
    Bound("kg.extraction.rules", (), "kg.extraction.witnesses._MAX_SENTENCE", "sentences are cut"),
    Bound("kg.extraction.shapes", (), "kg.extraction.witnesses._MAX_SENTENCE", "sentences are cut"),
    Bound("kg.extraction.signs", ("_AFTER", "_BEFORE"), "kg.extraction.signs._REACH", "so much around a name is read"),
    *(
        Bound(f"kg.statements.{room}", (), "kg.statements.scenes.LONGEST", _IN_SCENES)
        for room in (
            "baselines",
            "cues",
            "dataset_roles",
            "disclosure",
            "evaluated",
            "everyone",
            "model_roles",
            "own",
            "parts",
            "pronouns",
            "relating.second_opinion",
            "relation_rules",
            "relations",
            "supervised",
            "surroundings",
            "tested",
            "training",
            "training_cues",
        )
    ),
)


def bound_of(module: str, name: str) -> Bound | None:
    """The bound of a pattern by its module and name, None where texts of any length may come."""
    return next((b for b in BOUNDS if b.module == module and (name in b.names or not b.names)), None)
