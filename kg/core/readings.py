"""Files as they were read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ReadFile:
    """A file that was read: its IRI, which holds its digest, its name, the work that it is a copy of, and the runs.

    A run's IRI hashes the file, the version and the settings that read it.
    """

    iri: str
    name: str
    work: str
    runs: tuple[str, ...]
