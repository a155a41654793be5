"""How much the registry holds."""

from kg.core.entity import EntityKind
from kg.grounding.counts import count
from kg.grounding.dossiers import load_dossiers
from reading_parts.figure import Figure


def measure() -> list[Figure]:
    """Entries of both kinds, and how many datasets have an introducing work."""
    counts = {k.kind: k for k in count(load_dossiers()).kinds}
    datasets, models = counts[EntityKind.DATASET], counts[EntityKind.MODEL]
    return [
        Figure("datasets", datasets.entries, 2500, f"{datasets.sought} of them sought in texts"),
        Figure("models", models.entries, 1500, f"{models.sought} of them sought in texts"),
        Figure("datasets with an introducing work", datasets.with_work, 2000, "as a source names it"),
        Figure("models with an introducing work", models.with_work, None, "as a source names it"),
    ]
