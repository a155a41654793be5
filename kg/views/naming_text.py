"""What people should know of a name that they gave: that it is another name of what is answered, or of more."""

from collections.abc import Collection
from pathlib import PurePath

from kg.core.lineage import Node, NodeKind
from kg.core.meant import by_another_name, meant
from kg.tracing.source import LineageSource
from kg.views.shown import shown


def naming_notes(source: LineageSource, name: str, kinds: Collection[NodeKind] = tuple(NodeKind)) -> list[str]:
    """A sentence for each dataset and model that goes by the name and is called otherwise.

    Those that are left out, because something of their kind is called so, are named with their address.
    """
    found = [n for n in source.find(name) or source.find(PurePath(name).name) if n.kind in kinds]
    taken = {node.iri for node in meant(found, name)}
    return [_note(node, name, taken=node.iri in taken) for node in found if by_another_name(node, name)]


def _note(node: Node, name: str, *, taken: bool) -> str:
    if taken:
        return f"{shown(name)} is another name of the {node.kind.value} {shown(node.label)}"
    what = f"the {node.kind.value} {shown(node.label)}"
    return f"{shown(name)} is another name of {what} too, which is not meant here; <{shown(node.iri)}> names it"
