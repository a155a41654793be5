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


_NEAR = "so much before or behind a place is read"
_ENTRIES = "entries are cut before they are parsed"
_IN_SCENES = "rules are asked of the templates of scenes, and those are cut"

BOUNDS: tuple[Bound, ...] = (
    Bound(
        "kg.documents.references.markers.names",
        ("_AUTHORS_BEFORE",),
        "kg.documents.references.markers.names._BACK",
        _NEAR,
    ),
    Bound(
        "kg.documents.references.parsing.venue",
        ("_TITLE_THEN_JOURNAL", "_BARE_JOURNAL"),
        "kg.documents.references.parsing.venue._LONGEST_BARE",
        "what is longer is no bare journal",
    ),
    Bound("kg.documents.person_names", ("_NAME",), "kg.documents.person_names._LONGEST", "nobody's name is longer"),
    Bound(
        "kg.documents.person_names", ("_MARKS", "_PLACE"), "kg.documents.person_names._LONGEST_PART", "lines are cut"
    ),
    Bound("kg.documents.sentences", ("_NUMBERED",), "kg.documents.sentences._REACH", _NEAR),
    *(
        Bound(
            f"kg.documents.references.parsing.{room}", (), "kg.documents.references.parsing.parser._LONGEST", _ENTRIES
        )
        for room in ("cues", "venue")
    ),
    Bound("kg.statements.cited_beside", ("_BETWEEN",), "kg.statements.cited_beside._REACH", "a citation lies so near"),
    Bound("kg.statements.qualifiers", ("_BEFORE",), "kg.statements.qualifiers._REACH", "so much before a name is read"),
    Bound(
        "kg.statements.qualifiers", ("_BEHIND",), "kg.statements.qualifiers._BEYOND", "so much behind a name is read"
    ),
    Bound("kg.extraction.abbreviations", (), "kg.extraction.abbreviations._MAX_PARAGRAPH", "paragraphs are cut"),
    Bound("kg.extraction.completion", ("_BEFORE",), "kg.extraction.completion._FARTHEST_BEFORE", "sizes stand so near"),
    Bound("kg.extraction.columns", ("_CELL",), "kg.extraction.columns._LONGEST", "longer cells are passed over"),
    Bound("kg.extraction.rules", (), "kg.extraction.witnesses._MAX_SENTENCE", "sentences are cut"),
    Bound("kg.extraction.shapes", (), "kg.extraction.witnesses._MAX_SENTENCE", "sentences are cut"),
    Bound("kg.extraction.signs", ("_AFTER", "_BEFORE"), "kg.extraction.signs._REACH", "so much around a name is read"),
    Bound("kg.grounding.portions", ("_PAIR",), "kg.grounding.portions._LONGEST", "names are read so far"),
    *(
        Bound(f"kg.statements.{room}", (), "kg.statements.scenes.LONGEST", _IN_SCENES)
        for room in (
            "all_models",
            "baselines",
            "compared_models",
            "cues",
            "dataset_roles",
            "disclosure",
            "evaluated_models",
            "own",
            "parts",
            "pronouns",
            "relating.second_opinion",
            "relation_rules",
            "relations",
            "supervised",
            "surroundings",
            "tested",
            "training_cues",
            "training_rules.of_data",
            "training_rules.own_runs",
            "used_models",
        )
    ),
)


def bound_of(module: str, name: str) -> Bound | None:
    """The bound of a pattern by its module and name, None where texts of any length may come."""
    return next((b for b in BOUNDS if b.module == module and (name in b.names or not b.names)), None)
