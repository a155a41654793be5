"""RDF out of files, statement by statement."""

import os
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.core.errors import KgError
from kg.store.failing import why_not_read

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""The forms of RDF that kg writes, by suffix."""


class UnreadableRdfError(KgError):
    """The file is no RDF that can be read; the reason is a clause."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def quads_in(path: Path) -> Iterator[Quad]:
    """Yield what the file states, in its order. Nothing is fetched, and contexts elsewhere are refused.

    Raises:
        UnreadableRdfError: its suffix is none of RDF's, it cannot be opened, or it is broken.
    """
    form = FORMATS.get(path.suffix.lower())
    if not os.path.lexists(path):
        raise UnreadableRdfError(str(path), "there is no such file; check the spelling")
    if form is None:
        raise UnreadableRdfError(str(path), f"no RDF goes by this suffix; give one of {', '.join(FORMATS)}")
    try:
        yield from parse(path=str(path), format=form)
    except SyntaxError as error:
        reason = f"it is no {form.name} that can be read ({error.msg}); mend it, or export it anew"
        raise UnreadableRdfError(str(path), reason) from error
    except OSError as error:
        raise UnreadableRdfError(str(path), why_not_read(error)) from error
