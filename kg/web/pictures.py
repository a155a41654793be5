"""Pictures of a snapshot for the explorer, each made once and kept while it is asked for."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.json_text import json_text
from kg.views.picture import Picture, lineage_picture, whole_picture
from kg.views.picture_json import picture_json
from kg.web.links import entity_address, lineage_address

_MOST_KEPT = 12
_MOST_BYTES = 64_000_000


class Pictures:
    """The whole graph, and the lineages last asked for, as JSON.

    The whole of a large graph takes seconds to gather, so it is gathered once; who asks meanwhile waits for it.
    """

    def __init__(self, graph: Graph) -> None:
        self._source = GraphReader(graph, quotes=False)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._gathering = Lock()

    def json(self, name: str) -> bytes:
        """The picture of the thing's lineage, or of the whole graph for an empty name.

        Raises:
            UnknownNameError: nothing goes by the name.
        """
        with self._gathering:
            if name not in self._kept:
                self._kept[name] = json_text(_for_pages(picture_json(self._picture(name), quotes=False))).encode()
                while len(self._kept) > _MOST_KEPT or sum(map(len, self._kept.values())) > _MOST_BYTES > 0:
                    if len(self._kept) == 1:
                        break
                    self._kept.popitem(last=False)
            self._kept.move_to_end(name)
            return self._kept[name]

    def _picture(self, name: str) -> Picture:
        return lineage_picture(self._source, name) if name else whole_picture(self._source)


def _for_pages(data: dict[str, Any]) -> dict[str, Any]:
    """With the addresses of the pages where each thing is at home."""
    for node in data["nodes"]:
        node["address"], node["lineage"] = entity_address(node["iri"]), lineage_address(node["iri"])
    return data
