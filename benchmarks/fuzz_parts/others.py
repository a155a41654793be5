"""What else takes text from strangers: imports, the log of decisions, and queries."""

import threading
from functools import cache
from pathlib import Path
from socket import create_server

from hypothesis import strategies as st
from pyoxigraph import Store

from fuzz_parts.papers import told
from fuzz_parts.texts import mixed
from fuzz_parts.words import CURATION, FORMS, GLUED, JSON, SPARQL
from kg.core.curation import curation_of
from kg.core.errors import QueryError, UnreadableImportError, UnreadableLogError
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.importing.file import Borrowed, ImportFile
from kg.importing.reading import read_import
from kg.store.curation_log import FILE, read_log
from kg.store.foreign import read_rdf
from kg.store.sparql_guard import refuse_changes_and_network

_BORROWED = Borrowed(bibtex=read_bibtex, rdf=read_rdf)


def take_in(name: str, data: bytes) -> None:
    """Read the bytes as something to import.

    Raises:
        AssertionError: an error says nothing.
    """
    try:
        _, gathered = read_import(ImportFile(name, data), _BORROWED)
    except UnreadableImportError as error:
        told(error)
        return
    for claim in gathered.claims:
        assert 0 <= claim.evidence.confidence <= 1, "a confidence lies between 0 and 1"


def decide(folder: Path, text: str) -> None:
    """Read the text as a log of decisions and fold it into answers."""
    (folder / FILE).write_text(text, "utf-8", "replace", newline="")
    try:
        log = read_log(folder)
    except UnreadableLogError as error:
        told(error)
        return
    curation_of(log.decisions, lambda source: source)


class Trap:
    """Listens where nobody should call, and counts who does."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            caller, _ = self._socket.accept()
            self.calls += 1
            caller.close()


@cache
def _trap() -> tuple[Trap, Store]:
    return Trap(), Store()


def ask(text: str) -> None:
    """Put the query to an empty store, if the gate lets it pass.

    Raises:
        AssertionError: it went out to the network, or changed the store.
    """
    trap, store = _trap()
    query = text.replace("{port}", str(trap.port))
    try:
        refuse_changes_and_network(query)
    except QueryError as error:
        told(error)
        return
    try:
        answer = store.query(query)
        list(answer) if not hasattr(answer, "__bool__") else None  # type: ignore[arg-type]
    except (SyntaxError, OSError, ValueError, RuntimeError):
        pass  # no SPARQL, or what Oxigraph cannot do; either way it is asked of the trap below
    assert not trap.calls, "the query went out to the network"
    assert not len(store), "the query changed the store"


def _form(name: str) -> st.SearchStrategy[tuple[str, bytes]]:
    words = [*FORMS[name], *JSON] if name.endswith(("json", "jsonl")) else FORMS[name]
    return mixed(words, most=40).map(lambda text: (name, text.encode("utf-8", "replace")))


IMPORTS = st.one_of([_form(name) for name in FORMS])
CURATIONS = mixed(CURATION)
_PREFIXES = "PREFIX x: <http://127.0.0.1:{port}/> PREFIX : <http://127.0.0.1:{port}/> "
_GLUED = st.tuples(*(st.sampled_from(words) for words in GLUED)).map("".join)
QUERIES = st.one_of(
    mixed([*SPARQL, " ", " "], most=40),
    st.lists(_GLUED, min_size=1, max_size=3).map(lambda parts: f"{_PREFIXES}SELECT * {{{' '.join(parts)}}}"),
)
"""Words of SPARQL in any order, and queries that are right but for what SPARQL lets stand without a blank between."""
