"""What the application serves: its settings, and the snapshot that requests read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from kg.store.graph import Graph
from kg.store.reading import GraphReader


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """What is served and to whom."""

    graph: Path


class Serving:
    """The state of a running application."""

    def __init__(self, settings: ServingSettings) -> None:
        self.settings = settings

    @contextmanager
    def reader(self) -> Iterator[GraphReader]:
        """A reader of the graph, which stays the same until the end."""
        with Graph.open_read_only(self.settings.graph) as opened:
            yield GraphReader(opened)


@contextmanager
def reading(request: Request) -> Iterator[GraphReader]:
    """A reader of the graph for this request."""
    serving: Serving = request.app.state.serving
    with serving.reader() as reader:
        yield reader
