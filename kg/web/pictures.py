"""Pictures of a snapshot for the explorer, each made once and kept while it is asked for."""

from collections import OrderedDict
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Lock
from typing import Any

from kg.core.stopping import StoppedError, go_on
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.json_text import json_text
from kg.views.picture import Picture, lineage_picture, whole_picture
from kg.views.picture_json import picture_json
from kg.web.links import entity_address, lineage_address

_MOST_KEPT = 12  # of the largest a picture takes some megabytes
_LOOK_S = 0.1  # how often who waits for a picture looks whether he should go on


class Pictures:
    """The whole graph, and the lineages last asked for, as JSON.

    The whole of a large graph takes seconds to gather, so it is gathered once; who asks meanwhile waits for it. Where
    the work of one is stopped, another who waits takes it up.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._kept: OrderedDict[str, Future[bytes]] = OrderedDict()
        self._lock = Lock()

    def json(self, name: str) -> bytes:
        """The picture of the thing's lineage, or of the whole graph for an empty name.

        Raises:
            UnknownNameError: nothing goes by the name.
            StoppedError: the work that this is part of was told to stop.
        """
        while True:
            made, ours = self._place(name)
            if ours:
                self._make(name, made)
                return made.result()
            while not made.done():
                go_on()
                wait([made], _LOOK_S)
            with suppress(StoppedError):  # of who made it
                return made.result()

    def _place(self, name: str) -> "tuple[Future[bytes], bool]":
        """Where the picture is or will be, and whether it is ours to make."""
        with self._lock:
            known = self._kept.get(name)
            made = known or Future()
            self._kept[name] = made
            self._kept.move_to_end(name)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made, known is None

    def _make(self, name: str, made: "Future[bytes]") -> None:
        try:
            made.set_result(json_text(_for_pages(picture_json(self._picture(name), quotes=False))).encode())
        except BaseException as error:
            with self._lock:  # before anybody hears of it and looks for another
                if self._kept.get(name) is made:
                    del self._kept[name]
            made.set_exception(error)

    def _picture(self, name: str) -> Picture:
        reader = GraphReader(self._graph, quotes=False)
        return lineage_picture(reader, name) if name else whole_picture(reader)


def _for_pages(data: dict[str, Any]) -> dict[str, Any]:
    """With the addresses of the pages where each thing is at home."""
    for node in data["nodes"]:
        node["address"], node["lineage"] = entity_address(node["iri"]), lineage_address(node["iri"])
    return data
